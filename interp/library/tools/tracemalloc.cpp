// _tracemalloc: where the living blocks of memory were made. The reports come from gc/heap/alloc_trace.h.
//
// The records are in ordinary C++ containers outside of Python's heap, under one mutex of their own, since a report
// arrives in the middle of an allocation. Places in the source are interned, and so are stacks of them.
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "gc/heap/alloc_trace.h"
#include "gc/heap/large.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"
#include "interp/library/modules.h"
#include "interp/vm/frame.h"
#include "interp/vm/frame/exact_frames.h"
#include "runtime/object/native.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

extern const rt::ModuleDef kTracemallocModule;

namespace {

using gc::i64;
using gc::u32;
using gc::u64;
using rt::Ref;
using rt::Thread;
using rt::Value;

struct Place {
  const std::string* file;  // WTF-8; in g_records->files
  i32 line;
  bool operator==(const Place&) const = default;
};

// Innermost first; at most as many as start() said.
struct Stack {
  std::vector<Place> places;
  u32 depth;  // how many frames there were
  bool operator==(const Stack&) const = default;
};
struct StackHash {
  size_t operator()(const Stack& stack) const {
    size_t hash = stack.depth;
    for (const Place& place : stack.places) {
      hash = (hash ^ reinterpret_cast<uintptr_t>(place.file) ^ static_cast<u32>(place.line)) * 0x9E3779B97F4A7C15u;
    }
    return hash;
  }
};

// A block of memory. Domain 0 is Python's own memory; C code numbers domains of its own.
constexpr u32 kOwnDomain = 0;
struct Address {
  uintptr_t block;
  u32 domain;
  bool operator==(const Address&) const = default;
};
struct AddressHash {
  size_t operator()(const Address& a) const { return std::hash<uintptr_t>()(a.block ^ uintptr_t{a.domain} << 48); }
};
using Blocks = std::unordered_map<Address, struct Block, AddressHash>;

struct Block {
  size_t bytes;
  const Stack* stack;  // in Records::stacks
};

struct Records {
  std::unordered_set<std::string> files;
  std::unordered_set<Stack, StackHash> stacks;
  Blocks blocks;
  size_t bytes = 0, peak = 0;  // of all blocks
};

gc::Mutex g_mutex;
std::shared_ptr<Records> g_records;  // under the mutex; null: nothing is traced
gc::Atomic<u32> g_most{1};           // frames of a stack; changes with the world stopped

// ---- reports, in the middle of an allocation

const std::string* file_of(const Code* code) {
  Value name = code->filename.get();
  return &*g_records->files.insert(rt::is_str(name) ? rt::to_wtf8(name) : "?").first;
}

// The stack of the calling thread. A thread without Python code is at an unknown place.
const Stack* present_stack(u32 most) {
  Stack stack;
  stack.depth = 0;
  auto* t = static_cast<const Thread*>(gc::current_thread());
  const Value* r = t ? t->frame : nullptr;
  for (const u64* pc = r ? t->pc : nullptr; r; pc = return_pc(r), r = caller_of(r), ++stack.depth) {
    if (stack.places.size() == most) continue;
    const Code* code = code_of(r);
    i64 word = pc ? pc - code->words - 1 : -1;
    i32 line = word < 0 ? code->first_line : comp::position_of(code, static_cast<u32>(word)).line;
    stack.places.push_back({file_of(code), line});
  }
  if (stack.depth == 0) {
    stack.places.push_back({&*g_records->files.insert("<unknown>").first, 0});
    stack.depth = 1;
  }
  return &*g_records->stacks.insert(std::move(stack)).first;
}

void forget(const Address& address) {
  auto found = g_records->blocks.find(address);
  if (found == g_records->blocks.end()) return;
  g_records->bytes -= found->second.bytes;
  g_records->blocks.erase(found);
}

// False: nothing is traced.
bool note_made(const Address& address, size_t bytes) {
  gc::MutexGuard guard(g_mutex);
  if (!g_records) return false;
  forget(address);
  g_records->blocks[address] = {bytes, present_stack(g_most.load(gc::relaxed))};
  g_records->bytes += bytes;
  if (g_records->bytes > g_records->peak) g_records->peak = g_records->bytes;
  return true;
}
bool note_freed(const Address& address) {
  gc::MutexGuard guard(g_mutex);
  if (!g_records) return false;
  forget(address);
  return true;
}

Address own_block(const void* block) { return {reinterpret_cast<uintptr_t>(block), kOwnDomain}; }
void on_made(const void* block, size_t bytes) { note_made(own_block(block), bytes); }
void on_freed(const void* block) { note_freed(own_block(block)); }

constexpr gc::AllocationTracer kTracer = {on_made, on_freed, [] { g_mutex.lock(); }, [] { g_mutex.unlock(); }};

// ---- starting and stopping

bool is_tracing() { return gc::allocation_tracer() != nullptr; }

void stop_tracing(Thread& t) {
  std::shared_ptr<Records> ended;  // freed at the end, without the mutex
  {
    gc::StopTheWorld pause(t, "tracemalloc.stop()");
    if (!is_tracing()) return;
    gc::set_allocation_tracer(nullptr);
    set_exact_frames(false);
  }
  gc::MutexGuard guard(g_mutex);
  ended.swap(g_records);
}

// ---- results

// The records, and a copy of the blocks: results are made without the mutex, since making them reports blocks, too.
struct Copy {
  std::shared_ptr<const Records> records;  // keeps stacks and texts; null: nothing is traced
  std::vector<std::pair<Address, Block>> blocks;
};

Copy copy_blocks() {
  Copy copy;
  gc::MutexGuard guard(g_mutex);
  copy.records = g_records;
  if (!g_records) return copy;
  copy.blocks.reserve(g_records->blocks.size());
  for (const auto& found : g_records->blocks) copy.blocks.push_back(found);
  return copy;
}

// Makes each text and each stack once.
class Maker {
 public:
  explicit Maker(Thread& t) : t_(t) {}

  // ((file, line), ...), borrowed. Empty: MemoryError.
  Value stack(const Stack& stack) {
    Ref& made = stacks_[&stack];
    if (!made) made = make_stack(stack);
    return made;
  }

 private:
  Ref make_stack(const Stack& stack) {
    Ref result = rt::make_tuple_uninitialised(t_, stack.places.size());
    for (size_t i = 0; result && i < stack.places.size(); ++i) {
      Value name = file(stack.places[i].file);
      Ref pair = name ? rt::make_tuple(t_, name, Value::small_int(stack.places[i].line)) : Ref();
      if (!pair) return Ref();
      rt::init_field(rt::as_tuple(result)->items[i], std::move(pair));
    }
    return result;
  }
  Value file(const std::string* text) {
    Ref& made = files_[text];
    if (!made) made = rt::make_str(t_, *text);
    return made;
  }

  Thread& t_;
  std::unordered_map<const Stack*, Ref> stacks_;
  std::unordered_map<const std::string*, Ref> files_;
};

Ref get_traces(Thread& t) {
  Copy copy = copy_blocks();
  Ref list = rt::make_list(t, copy.blocks.size());
  Maker maker(t);
  for (const auto& [address, block] : copy.blocks) {
    Ref bytes = rt::make_uint(t, block.bytes);
    Value stack = bytes ? maker.stack(*block.stack) : Value();
    Value parts[] = {Value::small_int(address.domain), bytes, stack, Value::small_int(block.stack->depth)};
    Ref trace = stack && list ? rt::make_tuple(t, parts, 4) : Ref();
    if (!trace || !rt::list_append(t, rt::as_list(list), std::move(trace))) return Ref();
  }
  return list;
}

Ref get_object_traceback(Thread& t, Value object) {
  object = object.stripped();
  std::shared_ptr<const Records> records;
  const Stack* stack = nullptr;
  if (object.is_pointer()) {
    gc::MutexGuard guard(g_mutex);
    records = g_records;
    auto found = records ? records->blocks.find(own_block(object.object())) : decltype(records->blocks.end())();
    if (records && found != records->blocks.end()) stack = found->second.stack;
  }
  return stack ? Ref::share(t, Maker(t).stack(*stack)) : rt::none();
}

// ---- the module's functions

Ref start(Thread& t, Value frames) {
  i64 n;
  if (!rt::index_i64_py(t, frames, &n, rt::kOverflowErrorType)) return Ref();
  if (n < 1 || n > kMostTracedFrames) {
    return rt::raise_value_error(t, "the number of frames must be in range [1; %d]", kMostTracedFrames);
  }
  start_tracemalloc(t, static_cast<int>(n));
  return rt::none();
}
Ref stop(Thread& t) {
  stop_tracing(t);
  return rt::none();
}
Ref is_tracing_function(Thread&) { return rt::bool_ref(is_tracing()); }

Ref clear_traces(Thread&) {
  Blocks ended;  // freed at the end, without the mutex
  gc::MutexGuard guard(g_mutex);
  if (!g_records) return rt::none();
  ended.swap(g_records->blocks);
  g_records->bytes = g_records->peak = 0;
  return rt::none();
}

Ref get_traceback_limit(Thread& t) { return rt::make_int(t, g_most.load(gc::relaxed)); }

Ref get_traced_memory(Thread& t) {
  size_t bytes = 0, peak = 0;
  {
    gc::MutexGuard guard(g_mutex);
    if (g_records) bytes = g_records->bytes, peak = g_records->peak;
  }
  return rt::make_tuple(t, rt::make_uint(t, bytes), rt::make_uint(t, peak));
}

Ref reset_peak(Thread&) {
  gc::MutexGuard guard(g_mutex);
  if (g_records) g_records->peak = g_records->bytes;
  return rt::none();
}

// About what the records take.
Ref get_tracemalloc_memory(Thread& t) {
  constexpr size_t kNode = 3 * sizeof(void*);  // what a container adds to each entry
  size_t bytes = 0;
  {
    gc::MutexGuard guard(g_mutex);
    if (g_records) {
      bytes = sizeof(Records) + g_records->blocks.size() * (sizeof(Address) + sizeof(Block) + kNode);
      for (const Stack& stack : g_records->stacks) bytes += sizeof(Stack) + stack.places.size() * sizeof(Place) + kNode;
      for (const std::string& file : g_records->files) bytes += sizeof file + file.size() + kNode;
    }
  }
  return rt::make_uint(t, bytes);
}

constexpr rt::MethodDef kTracemallocFunctions[] = {
    {"start", start, "(nframe=1, /)",
     "Start to trace memory; keep so many frames of the place where a block was made."},
    {"stop", stop, "()", "Stop tracing, and forget all that was traced."},
    {"is_tracing", is_tracing_function, "()", "Is memory traced?"},
    {"clear_traces", clear_traces, "()", "Forget all blocks that were traced so far."},
    {"get_traceback_limit", get_traceback_limit, "()", "How many frames are kept for each block."},
    {"get_traced_memory", get_traced_memory, "()", "The bytes of all traced blocks now, and at most so far."},
    {"reset_peak", reset_peak, "()", "Begin a new search for the most bytes."},
    {"get_tracemalloc_memory", get_tracemalloc_memory, "()", "About how many bytes the traces themselves take."},
    {"_get_traces", get_traces, "()", "A list of all blocks: (domain, size, ((file, line), ...), depth)."},
    {"_get_object_traceback", get_object_traceback, "(obj, /)",
     "Where an object was made: ((file, line), ...), or None."},
    {},
};

}  // namespace

void start_tracemalloc(Thread& t, int frames) {
  gc::StopTheWorld pause(t, "tracemalloc.start()");
  if (is_tracing()) return;
  g_most.store(static_cast<u32>(frames), gc::relaxed);
  {
    gc::MutexGuard guard(g_mutex);
    g_records = std::make_shared<Records>();
  }
  set_exact_frames(true);
  gc::set_allocation_tracer(&kTracer);
}

bool trace_block_of_c(unsigned domain, uintptr_t address, size_t bytes) {
  return is_tracing() && note_made({address, domain}, bytes);
}
bool forget_block_of_c(unsigned domain, uintptr_t address) { return is_tracing() && note_freed({address, domain}); }

const rt::ModuleDef kTracemallocModule = {
    .name = "_tracemalloc", .doc = "Where blocks of memory were made.", .methods = kTracemallocFunctions};

}  // namespace vm
