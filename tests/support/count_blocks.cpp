// Counts what native code does between two safepoints: in the build `blocks`, whose compiler calls a function of this
// file in each basic block of the project's sources. safepoints_test.py calls the other two by their addresses.
//
// A thread that enters gc::safepoint_slow(), gc::attach() or gc::detach() ends a stretch. A safepoint calls the first
// of them only if the thread's poll word is not zero, so a bit that nobody takes is set in it while blocks are counted.
// What a detached thread does is not counted, nor what other libraries do.
#include "gc/threads/attach.h"

namespace {

using gc::u32;
using gc::u64;

constexpr u32 kUntakenBit = 1u << 31;
// The first block of a function begins at its address, and calls __sanitizer_cov_trace_pc() within so many bytes.
constexpr u64 kFirstBlock = 96;

constinit thread_local bool t_counts = false;
constinit thread_local bool t_detached = false;
constinit thread_local u64 t_count = 0, t_longest = 0;

template <class F>
[[clang::no_sanitize("coverage")]] inline bool is_entry_of(F* function, u64 at) {
  return at - reinterpret_cast<u64>(function) < kFirstBlock;
}

}  // namespace

extern "C" {

[[clang::no_sanitize("coverage")]] void __sanitizer_cov_trace_pc() {
  if (!t_counts) return;
  u64 at = reinterpret_cast<u64>(__builtin_return_address(0));
  bool detaches = is_entry_of(gc::detach, at), attaches = is_entry_of(gc::attach, at);
  if (detaches || attaches || is_entry_of(gc::safepoint_slow, at)) {
    if (t_count > t_longest) t_longest = t_count;
    t_count = 0;
    if (detaches || attaches) t_detached = detaches;
  } else if (!t_detached) {
    ++t_count;
  }
}

// Both are called by ctypes, which detaches: the first stretch begins when the thread attaches again.
[[gnu::used, clang::no_sanitize("coverage")]] void count_blocks_begin() {
  t_count = t_longest = 0;
  t_detached = true;
  t_counts = true;
  gc::current_thread()->poll.fetch_or(kUntakenBit, gc::relaxed);
}
// The blocks of the longest stretch.
[[gnu::used, clang::no_sanitize("coverage")]] u64 count_blocks_end() {
  t_counts = false;
  gc::current_thread()->poll.fetch_and(~kUntakenBit, gc::relaxed);
  return t_longest;
}
}
