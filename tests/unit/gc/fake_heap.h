// The smallest heap that the layers below gc/heap can be tested against: every object is a block of malloc's, so
// sanitizers see each of them. Included by exactly one source file of a test program that does not link gc/heap and
// gc/cycle.
#pragma once

#include <cstdlib>

#include "gc/heap/heap.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/weakref.h"

namespace gc {

void* raw_alloc(size_t bytes) { return std::malloc(bytes); }
void* raw_calloc(size_t bytes) { return std::calloc(1, bytes); }
void raw_free(void* memory) { std::free(memory); }
void* vital_alloc(size_t bytes) { return std::calloc(1, bytes); }
void vital_before_fork() {}
void vital_after_fork() {}
void* vital_alloc_if_any(size_t bytes) { return std::calloc(1, bytes); }

Object* allocate_slow(Thread&, size_t bytes, bool) {
  return static_cast<Object*>(std::aligned_alloc(16, align_up(bytes, 16)));
}
void heap_release_block(Thread&, Object* object) { std::free(object); }
bool heap_thread_start(Thread&) { return true; }
void heap_thread_end(Thread&) {}
void collect_if_due(Thread&) {}
void collector_after_fork_child(Thread&) {}

void destroy(Thread& thread, Object* object) {
  object->shared.store(kDead, relaxed);
  WeakHolders holders;
  weakref_clear(thread, object, holders);
  while (WeakEntry* entry = holders.take()) g_weakref_callback(thread, entry->holder());
  lifetime_of(object).dispose(thread, object);
  if (kFreeThreaded && object->published()) {
    retire_object(thread, object);
  } else {
    std::free(object);
  }
}

}  // namespace gc
