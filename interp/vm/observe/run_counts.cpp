// The handler that counts an instruction before it runs, and the list of the code objects that have counts.
#include "interp/vm/observe/run_counts.h"

#include <cstring>

#include "gc/heap/heap.h"
#include "gc/refcount/publish.h"
#include "gc/sync/mutex.h"
#include "interp/vm/frame/exact_frames.h"
#include "interp/vm/observe/code_events.h"

namespace vm {

namespace {

struct CountedCodes {
  gc::Mutex mutex;
  std::vector<Ref> codes;  // under `mutex`
};
// Never destroyed: threads may still count while the process ends.
CountedCodes& counted() {
  static auto* all = new CountedCodes;
  return *all;
}

HandlerTable g_behind_counting;
bool g_counting = false;  // set before a second thread has been started
gc::Atomic<u64> g_lost{0};

gc::Atomic<u64>* known_counts(const Code* code) {
  auto* events = static_cast<const CodeEvents*>(code->events.load(gc::acquire));
  return events ? events->counts.load(gc::acquire) : nullptr;
}

// Gives the code object an array of counts, unless another thread has done so. Null: no memory.
gc::Atomic<u64>* make_counts(Thread& t, Code* code) {
  CodeEvents* events = events_of(code);
  size_t bytes = size_t{code->word_count} * sizeof(u64);
  void* memory = events ? gc::raw_alloc(bytes) : nullptr;
  if (!memory) return nullptr;
  std::memset(memory, 0, bytes);
  auto* counts = static_cast<gc::Atomic<u64>*>(memory);
  gc::Atomic<u64>* known = nullptr;
  if (!events->counts.compare_exchange_strong(known, counts, gc::acq_rel, gc::acquire)) {
    gc::raw_free(memory);
    return known;
  }
  // The list is read by the main thread. A code object of another thread that is still private is this thread's.
  if (gc::g_threads_started.load(gc::relaxed)) gc::publish(t, code);
  Ref held = Ref::share(t, Value(code));
  gc::MutexGuard guard(counted().mutex);
  counted().codes.push_back(std::move(held));
  return counts;
}

SHARED_HANDLER count_first(HANDLER_ARGS) {
  Code* code = code_of(r);
  gc::Atomic<u64>* counts = make_counts(*t, code);
  if (counts) counts[pc - code->words - 1].fetch_add(1, gc::relaxed);
  else g_lost.fetch_add(1, gc::relaxed);
  MUSTTAIL return g_behind_counting.at[insn & 0xffff](insn, pc, r, t, k, aux);
}

SHARED_HANDLER count_instruction(HANDLER_ARGS) {
  const Code* code = code_of(r);
  gc::Atomic<u64>* counts = known_counts(code);
  if (!counts) TAIL(count_first, aux);
  counts[pc - code->words - 1].fetch_add(1, gc::relaxed);
  MUSTTAIL return g_behind_counting.at[insn & 0xffff](insn, pc, r, t, k, aux);
}

}  // namespace

void start_counting() {
  ASSERT(gc::thread_count() <= 1);
  g_behind_counting = g_dispatch;
  for (Handler& handler : g_dispatch.at) handler = count_instruction;
  g_counting = true;
}

HandlerTable& running_table() { return g_counting ? g_behind_counting : table_behind_saving(); }

const gc::Atomic<u64>* counts_of(const Code* code) { return known_counts(code); }

std::vector<Code*> counted_codes() {
  gc::MutexGuard guard(counted().mutex);
  std::vector<Code*> codes;
  for (const Ref& code : counted().codes) codes.push_back(code.as<Code>());
  return codes;
}

u64 lost_counts() { return g_lost.load(gc::relaxed); }

}  // namespace vm
