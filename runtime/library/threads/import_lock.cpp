// The import lock: a mutex, the id of its holder and a depth. The holder compares the id without the mutex, which is
// safe because only the thread itself can store its own id.
#include "runtime/library/threads/import_lock.h"

#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"
#include "runtime/library/threads/thread.h"

namespace rt {

namespace {

gc::Mutex g_mutex;
gc::Atomic<u32> g_owner{0};  // id of the holder; 0: nobody
u32 g_depth = 0;             // only the holder touches it

}  // namespace

void acquire_import_lock(Thread& t) {
  if (is_last(t)) {
    // The end of the program has stopped all other threads, so waiting would last for ever. A stopped daemon thread may
    // hold the mutex, and g_owner may not show it yet. This thread takes the lock over whether it gets the mutex or
    // not: nobody else will ever touch what the lock guards.
    if (g_mutex.try_lock() || g_owner.load(gc::relaxed) != t.id) g_depth = 0;
  } else if (g_owner.load(gc::relaxed) != t.id) {
    gc::Detached scope(t);
    g_mutex.lock();
  }
  g_owner.store(t.id, gc::relaxed);
  ++g_depth;
}

bool release_import_lock(Thread& t) {
  if (g_owner.load(gc::relaxed) != t.id) return false;
  if (--g_depth == 0) {
    g_owner.store(0, gc::relaxed);
    g_mutex.unlock();
  }
  return true;
}

bool is_import_lock_held() { return g_owner.load(gc::relaxed) != 0; }

}  // namespace rt
