// Freeing what other threads may still be reading: at once if it is private, after a grace period if it is published.
// `thread` is the calling, attached thread; nothing here runs Python code or reaches a safepoint.
#pragma once

#include "gc/base/shadow.h"
#include "gc/heap/heap.h"
#include "gc/heap/paged.h"
#include "gc/refcount/hooks.h"

namespace gc {

// To be called for every object immediately before its memory is freed or retired. Does nothing but in builds with
// -Dshadow_counts=true.
inline void check_end(Thread& thread, const Object* object) {
  if constexpr (kShadow) {
    if (g_counting_hooks.check_end) g_counting_hooks.check_end(thread, object);
  }
}

// The same as free_object() for a large or published object, without check_end().
void free_object_slow(Thread& thread, Object* object);
// Frees the block of an object whose contents have been disposed of.
TINYPY_INLINE void free_object(Thread& thread, Object* object) {
  check_end(thread, object);
  observe(ObjectEvent::freed, object);
  if (object->meta.load(relaxed) & (kLarge | kPublished)) [[unlikely]]
    return free_object_slow(thread, object);
  free_small_block(thread, object);
}

// The same, unless the object's class, of a C extension, has just asked to keep the block (Thread::kept_block).
TINYPY_INLINE void free_unless_kept(Thread& thread, Object* object) {
  if (thread.kept_block == object) [[unlikely]]
    thread.kept_block = nullptr;
  else free_object(thread, object);
}

// Frees a block of side storage (heap/paged.h) after a grace period.
TINYPY_COLD void retire_paged(Thread& thread, void* memory, size_t bytes);
// Frees a block that was storage of `owner`.
TINYPY_INLINE void free_paged(Thread& thread, const Object* owner, void* memory, size_t bytes) {
  if (kFreeThreaded && owner->published()) [[unlikely]]
    retire_paged(thread, memory, bytes);
  else release_paged(thread, memory, bytes);
}

}  // namespace gc
