// System calls that may block. The calling thread detaches for the call, so that a pause need not wait for it. If a
// signal interrupts the call, the Python handlers run and the call is repeated (PEP 475).
//
// During a call no object is touched. The call may read and write an object's buffer if the caller keeps the buffer
// pinned: it holds an export or the only reference.
#pragma once

#include <cerrno>

#include "gc/threads/attach.h"

namespace rt::os {

using gc::i32;
using gc::i64;
using gc::u32;
using gc::u64;
using gc::u8;

// What this folder, which knows no Python, calls in the interpreter. Installed at start-up, before a second thread is
// started.
struct OsHooks {
  // A safepoint of the calling thread, whose poll bits are set, with all that waits for the interpreter: signal
  // handlers, which go first, asynchronous exceptions, pending calls. False: one of them has raised an error, which is
  // pending. Null: there is no interpreter.
  bool (*handle_pending_py)(gc::Thread& t);
  // The process is about to end or to become another program, without the interpreter's shut-down. `for_good`: nothing
  // can fail any more. Null: nobody has anything to save.
  void (*process_leaves)(bool for_good);
};
extern constinit OsHooks g_os_hooks;

inline void process_leaves(bool for_good) {
  if (g_os_hooks.process_leaves) g_os_hooks.process_leaves(for_good);
}

// A safepoint, with all that it leaves to the interpreter. False: a Python error is pending.
inline bool run_pending_py(gc::Thread& t) {
  gc::assert_safepoint_allowed();
  if (t.poll.load(gc::relaxed) == 0) [[likely]]
    return true;
  if (g_os_hooks.handle_pending_py) return g_os_hooks.handle_pending_py(t);
  gc::safepoint_slow(t);
  return true;
}

inline constexpr int kRaised = -1;  // Result::error if a signal handler has raised: the Python error is pending

// The outcome of a system call. No Python error is raised for an errno: the caller does that (raise_result).
struct Result {
  i64 value = 0;
  int error = 0;  // errno; 0: success; or kRaised
  bool ok() const { return error == 0; }
};

// Makes `call` once, detached. `call` returns a negative number and sets errno if it fails. Runs no Python code.
template <class F>
Result call_once(gc::Thread& t, F&& call) {
  gc::Detached scope(t);
  Result r;
  r.value = static_cast<i64>(call());
  r.error = r.value < 0 ? errno : 0;
  return r;
}

// The same, but a signal that has arrived and whose handler has not run counts as an interruption: EINTR without a
// call. Otherwise the call would block although the signal came just before it.
template <class F>
Result call_unless_interrupted(gc::Thread& t, F&& call) {
  gc::Detached scope(t);
  if (t.poll.load(gc::relaxed) & gc::kPollSignal) return {-1, EINTR};
  Result r;
  r.value = static_cast<i64>(call());
  r.error = r.value < 0 ? errno : 0;
  return r;
}

// The same, repeated while signals interrupt it. Between two calls the Python signal handlers run.
template <class F>
Result call_py(gc::Thread& t, F&& call) {
  for (;;) {
    Result r = call_unless_interrupted(t, call);
    if (r.error != EINTR) return r;
    if (!run_pending_py(t)) return {-1, kRaised};
  }
}

// For calls that return at once: the thread stays attached. Runs no Python code.
template <class F>
Result call_fast(F&& call) {
  Result r;
  r.value = static_cast<i64>(call());
  r.error = r.value < 0 ? errno : 0;
  return r;
}

}  // namespace rt::os
