// The parts of free.h that are not inlined, and the entries of qsbr.h: how retired memory is released.
#include "gc/refcount/free.h"

#include "gc/refcount/qsbr.h"
#include "gc/refcount/refcount.h"
#include "gc/refcount/retired.h"
#include "gc/sync/lock_reservation.h"
#include "gc/threads/watch.h"

namespace gc {

namespace {

void release_raw(Thread&, void* memory) { raw_free(memory); }
void release_object(Thread& thread, void* memory) { heap_release_block(thread, static_cast<Object*>(memory)); }
void release_reference(Thread& thread, void* object) { decref(thread, static_cast<Object*>(object)); }

}  // namespace

[[gnu::noinline]] void free_object_slow(Thread& thread, Object* object) {
  ASSERT(thread.attached() && (object->has_flag(kLarge) || object->published()));
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

void retire_raw(Thread& thread, void* memory, size_t bytes) {
  if constexpr (!kFreeThreaded) return raw_free(memory);
  retire(thread, release_raw, memory, bytes, false);
}

void retire_object(Thread& thread, Object* object) {
  if constexpr (!kFreeThreaded) return heap_release_block(thread, object);
  ASSERT(object->published() && object->dead());
  if (object->has_flag(kLocked)) forget_reservation(object);  // no thread is inside a dead object's lock
  // An estimate is enough to close batches in time; only the heap knows the exact size.
  size_t bytes = object->has_flag(kLarge) ? kBatchBytes / 16 : 64;
  retire(thread, release_object, object, bytes, false);
}

void retire_call(Thread& thread, void (*release)(Thread&, void*), void* argument, size_t bytes) {
  if constexpr (!kFreeThreaded) return release(thread, argument);
  retire(thread, release, argument, bytes, false);
}

void retire_to_safepoint(Thread& thread, void (*release)(Thread&, void*), void* argument, size_t bytes) {
  if constexpr (!kFreeThreaded) return release(thread, argument);
  retire(thread, release, argument, bytes, true);
}

void retire_reference(Thread& thread, Object* object) {
  retire_to_safepoint(thread, release_reference, object, sizeof(Object));
}

void free_storage(Thread& thread, const Object* owner, void* memory, size_t bytes) {
  if (kFreeThreaded && owner->published()) {
    retire_raw(thread, memory, bytes);
  } else {
    raw_free(memory, bytes);
  }
}

}  // namespace gc
