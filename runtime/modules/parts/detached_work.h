// Native work on data that lies outside of the heap, with other threads running meanwhile.
#pragma once

#include "gc/sync/mutex.h"
#include "runtime/modules/parts/module_parts.h"

namespace rt {

// Shorter data (bytes) is worked on attached: detaching would cost more than it gives.
inline constexpr size_t kDetachFrom = 2048;

// Runs `work` on what `mutex` guards. Detached if the work is long or another thread is at it, so that nobody waits
// attached; the mutex is let go before the thread attaches again.
template <class F>
void detached_work(Thread& t, gc::Mutex& mutex, size_t amount, F&& work) {
  if (amount < kDetachFrom && mutex.try_lock()) {
    work();
    mutex.unlock();
    return;
  }
  gc::Detached detached(t);
  gc::MutexGuard guard(mutex);
  work();
}

}  // namespace rt
