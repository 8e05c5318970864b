// Native work on data outside of the heap (compression, hashing), while other threads run.
#pragma once

#include "gc/sync/mutex.h"
#include "runtime/library/parts/module_parts.h"

namespace rt {

// Data of fewer bytes is worked on attached: detaching costs more than the other threads gain.
inline constexpr size_t kDetachFrom = 2048;

// Runs `work` under `mutex`, which guards the work's data. If the work is long or another thread holds the mutex, this
// thread detaches first: no thread waits attached, which would hold up a pause. The mutex is let go before the thread
// attaches again, since attaching may wait. `work` must touch no object and runs no Python code.
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
