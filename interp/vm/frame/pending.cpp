// Work at a safepoint: signals first, then the collector's and other threads' requests, then an exception that another
// thread has sent.
#include "interp/vm/frame/pending.h"

#include "gc/sync/mutex.h"
#include "gc/threads/registry.h"
#include "runtime/library/threads/async_error.h"
#include "runtime/library/threads/signal.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/extension.h"

namespace vm {

static bool raise_async_error_py(Thread& t) {
  Ref what = Ref::steal(rt::take_async_error(t));
  if (!what) return true;
  if (!rt::is_exception_type(what))
    return rt::raise(t, rt::kSystemErrorType, "exception %R is not a BaseException subclass", what.get());
  Ref exception = rt::instantiate_exception_py(t, what);
  return exception ? bool(rt::raise_error(t, exception)) : false;
}

// ---- calls that C code has asked for

namespace {

struct PendingCall {
  int (*function)(void*);
  void* argument;
};
// A ring. Any thread adds, the main thread takes, both under the mutex.
constexpr gc::u32 kMostPendingCalls = 300;
constinit PendingCall g_calls[kMostPendingCalls] = {};
constinit gc::u32 g_first_call = 0;
constinit gc::Atomic<gc::u32> g_call_count{0};
gc::Mutex g_calls_mutex;

bool take_call(PendingCall* out) {
  gc::MutexGuard guard(g_calls_mutex);
  gc::u32 count = g_call_count.load(gc::relaxed);
  if (count == 0) return false;
  *out = g_calls[g_first_call];
  g_first_call = (g_first_call + 1) % kMostPendingCalls;
  g_call_count.store(count - 1, gc::relaxed);
  return true;
}

void ask_main_thread(gc::Thread& thread, void*) {
  if (static_cast<Thread&>(thread).ident == rt::main_thread_ident()) gc::request(thread, gc::kPollUser);
}

}  // namespace

bool add_pending_call(int (*function)(void*), void* argument) {
  {
    gc::MutexGuard guard(g_calls_mutex);
    gc::u32 count = g_call_count.load(gc::relaxed);
    if (count == kMostPendingCalls) return false;
    g_calls[(g_first_call + count) % kMostPendingCalls] = {function, argument};
    g_call_count.store(count + 1, gc::relaxed);
  }
  gc::for_each_thread(ask_main_thread, nullptr);
  return true;
}

// Makes the calls that wait now; those that the calls add wait for the next safepoint. False: an error is pending.
static bool make_waiting_calls_py(Thread& t) {
  PendingCall call;
  for (gc::u32 left = g_call_count.load(gc::relaxed); left > 0 && take_call(&call); --left) {
    bool failed = false;
    rt::run_code_py(call.function, [&] { failed = call.function(call.argument) != 0; });
    if (failed && !t.error) rt::raise(t, rt::kSystemErrorType, "a pending call failed without an exception");
    if (t.error) return false;
  }
  return true;
}

// A call runs Python code, which reaches safepoints: there the next call would overtake it.
bool make_pending_calls_py(Thread& t) {
  static bool g_is_making = false;  // only the main thread touches this
  if (g_call_count.load(gc::relaxed) == 0 || t.ident != rt::main_thread_ident() || g_is_making) return true;
  g_is_making = true;
  bool ok = make_waiting_calls_py(t);
  g_is_making = false;
  if (g_call_count.load(gc::relaxed) != 0) gc::request(t, gc::kPollUser);
  return ok;
}

// ---- safepoints

// What may raise at a safepoint.
constexpr gc::u32 kMayRaise = gc::kPollSignal | gc::kPollAsyncError | gc::kPollUser;

// Only the main thread gets kPollSignal.
static bool handle_signals_py(Thread& t) {
  if (!(t.poll.load(gc::relaxed) & gc::kPollSignal)) return true;
  ASSERT(t.ident == rt::main_thread_ident());
  t.poll.fetch_and(~static_cast<gc::u32>(gc::kPollSignal), gc::acquire);
  return rt::run_signal_handlers_py(t);
}

bool handle_pending_py(Thread& t) {
  gc::assert_safepoint_allowed();
  t.met_at_entry = false;
  // Signals go first. A safepoint may destroy objects and so run a finalizer. If a signal arrived there, the finalizer
  // would get the KeyboardInterrupt and lose it.
  if (!handle_signals_py(t)) return false;
  gc::u32 left = gc::safepoint_slow(t);
  if (!handle_signals_py(t)) return false;
  if (left & gc::kPollAsyncError) {
    t.poll.fetch_and(~static_cast<gc::u32>(gc::kPollAsyncError), gc::acquire);
    if (!raise_async_error_py(t)) return false;
  }
  t.poll.fetch_and(~static_cast<gc::u32>(gc::kPollUser), gc::acquire);
  return make_pending_calls_py(t);
}

// What has been met at the entry of __enter__() and waits for the end of the call that has taken the lock may be met
// again at the entry of __exit__(), which must release the lock first.
bool handle_pending_after_call_py(Thread& t) {
  if (!rt::keeps_result(t)) return handle_pending_py(t);
  t.met_at_entry = false;
  return true;
}

// What arrives during the safepoint itself, while another thread's pause or a collection takes its time, is left to the
// next one, too.
bool handle_pending_at_entry_py(Thread& t) {
  if (t.poll.load(gc::relaxed) & kMayRaise) return std::exchange(t.met_at_entry, true) ? handle_pending_py(t) : true;
  gc::assert_safepoint_allowed();
  gc::safepoint_slow(t);
  return true;
}

}  // namespace vm
