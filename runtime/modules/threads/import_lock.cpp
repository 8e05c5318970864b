#include "runtime/modules/threads/import_lock.h"

#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"
#include "runtime/modules/threads/thread.h"

namespace rt {

namespace {

gc::Mutex g_mutex;
gc::Atomic<u32> g_owner{0};  // id of the thread
u32 g_depth = 0;             // owner only

}  // namespace

void acquire_import_lock(Thread& t) {
  if (is_last(t)) {
    // A daemon thread that has been stopped may have it, and be about to say so.
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
