// The parts of free.h that are not inlined.
#include "gc/refcount/free.h"

#include "gc/refcount/qsbr.h"
#include "gc/threads/watch.h"

namespace gc {

void free_object_slow(Thread& thread, Object* object) {
  if (kFreeThreaded && object->published()) {
    if (ThreadWatcher* watcher = thread_watcher()) watcher->forgets(object);
    retire_object(thread, object);
  } else {
    free_large_block(thread, object);
  }
}

void retire_paged(Thread& thread, void* memory, size_t bytes) {
  if (bytes > kSmallLimit) return retire_raw(thread, memory, bytes);
  retire_call(
      thread, [](Thread& releasing, void* block) { free_small_block(releasing, static_cast<Object*>(block)); }, memory,
      bytes);
}

}  // namespace gc
