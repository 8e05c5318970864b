// The search of all registers for references to an object that has just died.
//
// The thread's own stack is searched up to the top of the running frame. The top of another thread's stack is not known
// here, so the search there ends at the first page of zeros: no register above the top holds a reference (rule 2 of
// frame.h). Another thread may have such a word in a register for a moment: it has loaded the word and is about to find
// that it cannot count the object. So a find on another stack is an error only if the word stays there.
#include "interp/vm/frame/shadow.h"

#include <pthread.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "gc/refcount/hooks.h"
#include "gc/threads/registry.h"
#include "interp/compile/code_object.h"
#include "interp/compile/instruction.h"
#include "interp/vm/frame/stack_dump.h"
#include "interp/vm/frame/uncounted.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

constexpr u32 kMostStacks = 1 << 16;
constexpr u32 kBlock = 64;  // registers compared at once
constexpr u32 kPageOfRegisters = 4096 / sizeof(Value);
constexpr u32 kAboveTop = 256;          // registers of a window that is being filled above the running frame
constexpr u32 kMostChecked = 50;        // frames of a stack at an announcement
constexpr u32 kMostSearched = 1 << 16;  // registers of a stack at a death: deeper stacks are searched near one end only
constexpr u32 kLooks = 200, kBetweenLooksUs = 500;  // how long another thread's register must keep the word

gc::Atomic<const Value*> g_stacks[kMostStacks];
gc::Atomic<u32> g_stack_count{0};
gc::Atomic<bool> g_reported{false};
pthread_mutex_t g_generators_mutex = PTHREAD_MUTEX_INITIALIZER;
std::vector<Generator*> g_generators;  // under the mutex

class GeneratorsGuard {
 public:
  GeneratorsGuard() { pthread_mutex_lock(&g_generators_mutex); }
  ~GeneratorsGuard() { pthread_mutex_unlock(&g_generators_mutex); }
};

bool names(Value v, const Object* object) { return v.is_pointer() && v.object() == object; }

// The first register in [from, to) that refers to the object, counted or not; null: none does. Other threads may be
// writing the registers.
const Value* find_in(const Value* from, const Value* to, const Object* object) {
  const u64 wanted = reinterpret_cast<u64>(object);
  for (; from < to; from += kBlock) {
    const Value* end = to - from < kBlock ? to : from + kBlock;
    bool found = false;
    for (const Value* at = from; at < end; ++at) found |= (at->bits() & ~u64{8}) == wanted;
    if (!found) continue;
    for (const Value* at = from; at < end; ++at) {
      if (names(*at, object)) return at;
    }
  }
  return nullptr;
}

bool is_zero_page(const Value* from) {
  u64 any = 0;
  for (u32 i = 0; i < kPageOfRegisters; ++i) any |= from[i].bits();
  return any == 0;
}

const Value* find_on_stack(const Value* stack, const Object* object) {
  for (const Value* page = stack; page < stack + kMostSearched && !is_zero_page(page); page += kPageOfRegisters) {
    if (const Value* found = find_in(page, page + kPageOfRegisters, object)) return found;
  }
  return nullptr;
}

bool stays(const Value* reg, const Object* object) {
  for (u32 i = 0; i < kLooks; ++i) {
    if (!names(Value(__atomic_load_n(reinterpret_cast<const u64*>(reg), __ATOMIC_RELAXED)), object)) return false;
    usleep(kBetweenLooksUs);
  }
  return true;
}

// ---- the report

void write_name(Value text, const char* otherwise) {
  if (!text || !rt::is_str(text) || rt::as_str(text)->kind != 1) {
    std::fputs(otherwise, stderr);
    return;
  }
  const rt::Str* s = rt::as_str(text);
  std::fprintf(stderr, "%.*s", static_cast<int>(s->length), reinterpret_cast<const char*>(s->data()));
}

// Writes the instruction at a word, which may be one of its extra words.
void write_instruction(const Code* code, u32 word) {
  u32 at = 0;
  for (u32 next = 0; next <= word; next = comp::next_instruction(code, next)) at = next;
  std::fprintf(stderr, ", instruction %s at %u", comp::op_info(comp::generic_op(&code->words[at])).name, at);
}

void write_register(const Value* r, const Value* reg, const u64* pc) {
  Code* code = code_of(r);
  i64 number = reg - r;
  std::fprintf(stderr, "in register %lld of ", static_cast<long long>(number));
  write_name(code->qualname.get(), "a function");
  i64 word = pc ? pc - code->words - 1 : -1;
  if (word < 0 || word >= code->word_count) return;
  std::fprintf(stderr, ", line %d", comp::position_of(code, static_cast<u32>(word)).line);
  write_instruction(code, static_cast<u32>(word));
}

// Writes the register's name and its frame. False: it lies in no frame of the thread.
bool write_frame_of(const Thread& t, const Value* reg) {
  const u64* pc = t.pc;
  for (const Value* r = t.frame; r; pc = return_pc(r), r = caller_of(r)) {
    if (reg < r - kHeader - 1 || reg >= r + function_of(r)->frame_size) continue;
    write_register(r, reg, pc);
    return true;
  }
  return false;
}

[[noreturn]] void report(Thread& t, const Object* object, const Value* reg, const char* what, const char* where) {
  while (g_reported.exchange(true, gc::acq_rel)) pause();  // another thread is ending the process
  std::fprintf(stderr, "Fatal error: %s\n  ", what);
  write_name(rt::type_of(object)->name.get(), "object");
  std::fprintf(stderr, " object at %p, ", static_cast<const void*>(object));
  if (!write_frame_of(t, reg)) std::fprintf(stderr, "%s %p", where, static_cast<const void*>(reg));
  std::fprintf(stderr, "\n  found by thread %u\n", t.id);
  std::fflush(stderr);
  dump_stacks(STDERR_FILENO, &t);
  std::abort();
}

[[noreturn]] void report_end(Thread& t, const Object* object, const Value* reg, const char* where) {
  report(t, object, reg,
         reg->is_uncounted() ? "an object dies that a register names without a count"
                             : "an object dies that a register counts",
         where);
}

// ---- the search

const Value* top_of(Thread& t) {
  const Value* top = frame_top(t) + kHeader + kAboveTop;
  return top < t.stack ? t.stack : top;
}

void search_generators(Thread& t, const Object* object) {
  GeneratorsGuard guard;
  for (Generator* g : g_generators) {
    const Value* window = g->window();
    const Value* found = find_in(window - kHeader, window + g->frame_size, object);
    if (found && object != g && stays(found, object)) {
      std::fputs("In the window of a suspended generator: ", stderr);
      write_register(window, found, g->pc);
      std::fputc('\n', stderr);
      report_end(t, object, found, "in the register at");
    }
  }
}

void search(gc::Thread& thread, const Object* object) {
  auto& t = static_cast<Thread&>(thread);
  if (t.stack) {
    const Value* top = top_of(t);
    const Value* from = top - t.stack > kMostSearched ? top - kMostSearched : t.stack;
    if (const Value* found = find_in(from, top, object)) report_end(t, object, found, "in the own stack at");
  }
  for (u32 i = 0, n = g_stack_count.load(gc::acquire); i < n && i < kMostStacks; ++i) {
    const Value* stack = g_stacks[i].load(gc::acquire);
    if (!stack || stack == t.stack) continue;
    const Value* found = find_on_stack(stack, object);
    if (found && stays(found, object)) report_end(t, object, found, "in another thread's stack at");
  }
  search_generators(t, object);
}

}  // namespace

void install_shadow() {
  gc::g_counting_hooks.check_end = search;
  pthread_atfork([] { pthread_mutex_lock(&g_generators_mutex); }, [] { pthread_mutex_unlock(&g_generators_mutex); },
                 [] { pthread_mutex_unlock(&g_generators_mutex); });
}

// Of a deep stack only the innermost frames are checked, since each check searches all frames below.
void check_reasons(Thread& t) {
  u32 depth = 0;
  const Value* inner = nullptr;
  for (Value* r = t.frame; r && depth < kMostChecked; inner = r, r = caller_of(r), ++depth) {
    for_each_register_of_frame(r, inner, [&](const Value& reg) {
      if (reg.is_uncounted() && reason_of(r, inner, reg) == Reason::kNone)
        report(t, reg.object(), &reg, "no reason to be uncounted", "");
    });
  }
}

void shadow_stack_begins(const Value* stack) {
  u32 n = g_stack_count.fetch_add(1, gc::acq_rel);
  if (n < kMostStacks) g_stacks[n].store(stack, gc::release);
}

void shadow_generator_begins(Generator* generator) {
  GeneratorsGuard guard;
  g_generators.push_back(generator);
}

void shadow_generator_ends(const Generator* generator) {
  GeneratorsGuard guard;
  for (size_t i = g_generators.size(); i-- > 0;) {
    if (g_generators[i] != generator) continue;
    g_generators[i] = g_generators.back();
    g_generators.pop_back();
    return;
  }
}

}  // namespace vm
