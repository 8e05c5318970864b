#include "interp/vm/pending.h"

#include "gc/threads/registry.h"

namespace vm {

bool (*g_run_signal_handlers)(Thread& t) = nullptr;

static bool take_async_error(Thread& t) {
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

bool handle_pending_py(Thread& t) {
  gc::u32 left = gc::safepoint_slow(t);
  if (left & gc::kPollSignal) {
    t.poll.fetch_and(~static_cast<gc::u32>(gc::kPollSignal), gc::acquire);
    if (g_run_signal_handlers && !g_run_signal_handlers(t)) return false;
  }
  if (left & gc::kPollAsyncError) {
    t.poll.fetch_and(~static_cast<gc::u32>(gc::kPollAsyncError), gc::acquire);
    if (!take_async_error(t)) return false;
  }
  t.poll.fetch_and(~static_cast<gc::u32>(gc::kPollUser | gc::kPollFinalize), gc::acquire);
  return true;
}

}  // namespace vm
