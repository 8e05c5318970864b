// Interned sites, and the walk over a thread's frames that finds them.
#include "interp/vm/observe/site.h"

#include <map>
#include <set>
#include <string>
#include <tuple>

#include "gc/sync/mutex.h"
#include "interp/vm/frame.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

gc::Mutex g_sites_mutex;
// Under the mutex. Nodes of both never move.
std::set<std::string> g_texts;
std::map<std::tuple<const char*, const char*, i32>, gc::Site> g_sites;

std::string text_of(const Slot& slot) {
  Value text = slot.get();
  return rt::is_str(text) ? rt::to_wtf8(text) : "?";
}

// `word`: of the instruction; negative: the frame has not begun.
const gc::Site* site_at(const Code* code, i64 word) {
  i32 line = word < 0 ? code->first_line : comp::position_of(code, static_cast<u32>(word)).line;
  std::string file = text_of(code->filename), function = text_of(code->name);
  gc::MutexGuard guard(g_sites_mutex);
  const char* interned_file = g_texts.insert(std::move(file)).first->c_str();
  const char* interned_function = g_texts.insert(std::move(function)).first->c_str();
  gc::Site site{interned_file, interned_function, line};
  return &g_sites.try_emplace({interned_file, interned_function, line}, site).first->second;
}

i64 word_at(const Code* code, const u64* pc) { return pc ? pc - code->words - 1 : -1; }

// Calls f(registers, code, word) for each frame, innermost first, until it returns true.
template <class F>
void for_each_frame(const Thread& t, F f) {
  const Value* r = t.frame;
  for (const u64* pc = t.pc; r; pc = return_pc(r), r = caller_of(r)) {
    const Code* code = code_of(r);
    if (f(r, code, word_at(code, pc))) return;
  }
}

bool is_of_locks(const Value* r) {
  Value module = function_of(r)->module.get();
  return rt::is_str(module) && (rt::str_equal_ascii(module, "threading") || rt::str_equal_ascii(module, "queue"));
}

const gc::Site* site_of_thread(const gc::Thread& thread) {
  const auto& t = static_cast<const Thread&>(thread);
  const Code* code = nullptr;
  i64 word = -1;
  for_each_frame(t, [&](const Value* r, const Code* at, i64 its_word) {
    bool passed = is_of_locks(r);
    if (!passed || !code) code = at, word = its_word;
    return !passed;
  });
  return code ? site_at(code, word) : nullptr;
}

}  // namespace

void install_sites() { gc::g_observer_hooks.site_of = site_of_thread; }

std::vector<const gc::Site*> stack_sites(const Thread& t) {
  std::vector<const gc::Site*> sites;
  for_each_frame(t, [&](const Value*, const Code* code, i64 word) {
    sites.push_back(site_at(code, word));
    return false;
  });
  return sites;
}

// A with block is covered by a handler, which keeps the registers below its limit. The topmost two of them are
// (empty, lock): that is how a block holds a lock (ops/with.cpp). The block begins behind the instruction that enters.
const gc::Site* site_of_with(const Thread& t, const gc::Object* lock) {
  const gc::Site* found = nullptr;
  for_each_frame(t, [&](const Value* r, const Code* code, i64 word) {
    for (u32 i = 0; i < code->handler_count && !found; ++i) {
      const comp::Handler& handler = code->handlers[i];
      if (word < handler.start || word >= handler.end || handler.limit < 2) continue;
      Value exit = r[handler.limit - 2], held = r[handler.limit - 1];
      if (!exit && held.is_pointer() && held.stripped().object() == lock && handler.start > 0)
        found = site_at(code, handler.start - 1);
    }
    return found != nullptr;
  });
  return found;
}

}  // namespace vm
