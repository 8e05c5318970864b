// System calls that may block: the calling thread detaches, so that the world can stop without it, and a call that a
// signal interrupts is made again after the Python handlers have run (PEP 475).
//
// Inside a call no object is touched. Buffers of objects may be read and written if the caller keeps them pinned: it
// holds an export or the only reference.
#pragma once

#include <cerrno>

#include "gc/threads/attach.h"

namespace rt::os {

using gc::i32;
using gc::i64;
using gc::u32;
using gc::u64;
using gc::u8;

// Runs signal handlers and whatever else waits for this thread; false: a Python error is pending. Implemented above
// this folder (runtime/modules/parts/path_arg.cpp); the linker joins them.
bool run_pending_py(gc::Thread& t);

inline constexpr int kRaised = -1;  // Result::error: a signal handler has raised

struct Result {
  i64 value = 0;
  int error = 0;  // errno; 0: success; kRaised
  bool ok() const { return error == 0; }
};

// `call` returns a negative number and sets errno when it fails. Made once.
template <class F>
Result call_once(gc::Thread& t, F&& call) {
  gc::Detached scope(t);
  Result r;
  r.value = static_cast<i64>(call());
  r.error = r.value < 0 ? errno : 0;
  return r;
}

// The same, but a signal whose handler waits to run counts as one that interrupts the call: it came before the call
// could notice it.
template <class F>
Result call_unless_interrupted(gc::Thread& t, F&& call) {
  gc::Detached scope(t);
  if (t.poll.load(gc::relaxed) & gc::kPollSignal) return {-1, EINTR};
  Result r;
  r.value = static_cast<i64>(call());
  r.error = r.value < 0 ? errno : 0;
  return r;
}

// The same, repeated while signals interrupt it.
template <class F>
Result call_py(gc::Thread& t, F&& call) {
  for (;;) {
    Result r = call_unless_interrupted(t, call);
    if (r.error != EINTR) return r;
    if (!run_pending_py(t)) return {-1, kRaised};
  }
}

// For calls that return at once: the thread stays attached.
template <class F>
Result call_fast(F&& call) {
  Result r;
  r.value = static_cast<i64>(call());
  r.error = r.value < 0 ? errno : 0;
  return r;
}

}  // namespace rt::os
