// The exception waits in the receiver's record. The lock of the thread registry guards it there: under that lock the
// receiver is found, and its record cannot be freed.
#include "runtime/library/threads/async_error.h"

#include <utility>

#include "gc/threads/registry.h"
#include "runtime/object/ref.h"

namespace rt {

namespace {

// Stands in the record of a thread that takes no exception any more.
constexpr Value kClosed = kStop;

Value exchange(Thread& t, Value exception) {
  gc::MutexGuard guard(gc::g_registry_mutex);
  return std::exchange(t.async_error, exception);
}

// The receiver. Null: there is none. Under the lock of the registry.
Thread* find_locked(u64 ident) {
  ASSERT(gc::g_registry_mutex.is_mine());
  for (gc::Thread* each = gc::first_thread(); each; each = each->next) {
    auto* thread = static_cast<Thread*>(each);
    if (thread->ident == ident) return thread->async_error == kClosed ? nullptr : thread;
  }
  return nullptr;
}

}  // namespace

bool send_async_error_py(Thread& t, u64 ident, Value exception) {
  Ref sent = exception ? Ref::share(t, exception) : Ref();
  if (exception && exception.is_counted() && gc::g_threads_started.load(gc::relaxed)) gc::publish(t, sent.object());
  gc::MutexGuard guard(gc::g_registry_mutex);
  Thread* receiver = find_locked(ident);
  if (!receiver) return false;
  // The guard ends before `sent`, which has the replaced exception from now on.
  sent = Ref::steal(std::exchange(receiver->async_error, sent.release()));
  if (receiver->async_error) gc::request(*receiver, gc::kPollAsyncError);
  return true;
}

Value take_async_error(Thread& t) { return exchange(t, Value()); }
Value close_async_error(Thread& t) {
  Value sent = exchange(t, kClosed);
  return sent == kClosed ? Value() : sent;
}

}  // namespace rt
