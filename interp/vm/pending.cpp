// Work at a safepoint: signals first, then the collector's and other threads' requests, then an exception that another
// thread has sent.
#include "interp/vm/pending.h"

#include "gc/threads/registry.h"
#include "runtime/modules/threads/signal.h"

namespace vm {

static bool take_async_error_py(Thread& t) {
  Value type;
  {
    gc::MutexGuard guard(gc::g_registry_mutex);  // other threads put it there
    type = std::exchange(t.async_error, Value());
  }
  if (!type) return true;
  Ref what = Ref::steal(type);
  Ref exception = rt::instantiate_exception_py(t, what);
  return exception ? bool(rt::raise_error(t, exception)) : false;
}

// Only the main thread gets kPollSignal.
static bool handle_signals_py(Thread& t) {
  if (!(t.poll.load(gc::relaxed) & gc::kPollSignal)) return true;
  t.poll.fetch_and(~static_cast<gc::u32>(gc::kPollSignal), gc::acquire);
  return rt::run_signal_handlers_py(t);
}

bool handle_pending_py(Thread& t) {
  // Signals go first. A safepoint may destroy objects and so run a finalizer. If a signal arrived there, the finalizer
  // would get the KeyboardInterrupt and lose it.
  if (!handle_signals_py(t)) return false;
  gc::u32 left = gc::safepoint_slow(t);
  if (!handle_signals_py(t)) return false;
  if (left & gc::kPollAsyncError) {
    t.poll.fetch_and(~static_cast<gc::u32>(gc::kPollAsyncError), gc::acquire);
    if (!take_async_error_py(t)) return false;
  }
  t.poll.fetch_and(~static_cast<gc::u32>(gc::kPollUser | gc::kPollFinalize), gc::acquire);
  return true;
}

}  // namespace vm
