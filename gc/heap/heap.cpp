// The slow paths of allocation and freeing, between small and large objects; and the walks over all traced objects.
#include "gc/heap/heap.h"

#include <cstring>

#include "gc/heap/alloc_trace.h"
#include "gc/heap/budget.h"
#include "gc/heap/large.h"
#include "gc/heap/page_run.h"
#include "gc/heap/walks.h"
#include "gc/threads/attach.h"

namespace gc {

namespace {

u32 size_class_of(size_t bytes) { return static_cast<u32>((bytes + kGranule - 1) / kGranule); }

// Copies header and contents; only kLarge, which tells where the object lies, changes.
void move_object(Object* to, const Object* from, size_t bytes, bool large) {
  std::memcpy(static_cast<void*>(to), static_cast<const void*>(from), bytes);
  u32 meta = to->meta.load(relaxed) & ~static_cast<u32>(kLarge);
  to->meta.store(large ? meta | kLarge : meta, relaxed);
}

}  // namespace

Object* allocate_slow(Thread& thread, size_t bytes, bool traced) {
  ASSERT(thread.attached());
  if (bytes <= kSmallLimit) {
    if (!allocation_tracer()) [[likely]]
      return refill(thread, size_class_of(bytes), traced);
    Object* block = traced_refill(thread, size_class_of(bytes), traced);
    report_made(block, bytes);
    return block;
  }
  Object* object = large_allocate(bytes, traced);
  if (object) charge(thread, bytes);
  report_made(object, bytes);
  return object;
}

void* node_alloc(Thread& thread, size_t bytes) { return allocate_block(thread, bytes, false); }
void node_free(Thread& thread, void* node) {
  ASSERT(attached_or_stopped(thread));
  free_small_block(thread, static_cast<Object*>(node));
}

void free_large_block(Thread& thread, Object* object) {
  ASSERT(thread.attached() && object->has_flag(kLarge) && page_map_get(object) == kNoPage);
  credit(thread, large_prefix(object)->bytes);
  report_freed(object);
  large_free(object);
}

void heap_release_block(Thread& thread, Object* object) {
  ASSERT(thread.attached());
  ASSERT(!kFreeThreaded || (object->published() && object->dead()));
  if (object->has_flag(kLarge)) {
    free_large_block(thread, object);
  } else {
    count_released(thread, Page::of(object)->debt);
    free_small_block(thread, object);
  }
}

Object* reallocate_untraced(Thread& thread, Object* object, size_t old_bytes, size_t new_bytes) {
  ASSERT(!object->published() && !object->has_flag(kWeakrefs));
  bool was_large = old_bytes > kSmallLimit, is_large = new_bytes > kSmallLimit;
  if (was_large && is_large) {
    observe(ObjectEvent::freed, object);
    report_freed(object);
    Object* moved = large_reallocate(object, new_bytes);
    report_made(moved ? moved : object, moved ? new_bytes : old_bytes);
    observe(ObjectEvent::made, moved ? moved : object);
    if (moved)
      thread.gc_debt += static_cast<i64>(new_bytes / kBytesPerDebt) - static_cast<i64>(old_bytes / kBytesPerDebt);
    return moved;
  }
  if (!was_large && !is_large && size_class_of(old_bytes) == size_class_of(new_bytes)) return object;
  Object* moved = allocate_block(thread, new_bytes, false);
  if (!moved) return nullptr;
  move_object(moved, object, old_bytes < new_bytes ? old_bytes : new_bytes, is_large);
  observe(ObjectEvent::made, moved);
  observe(ObjectEvent::freed, object);
  if (was_large) {
    free_large_block(thread, object);
  } else {
    free_small_block(thread, object);
  }
  return moved;
}

void for_each_traced_block(void (*f)(Object*, void*), void* argument) {
  ASSERT(world_stopped());
  add_unshared(g_heap_walks, u64{1});
  for_each_page([&](Page& page) {
    if (!page.traced()) return;
    page.for_each_block([&](Object* block) {
      if (!block_is_free(block)) f(block, argument);
    });
  });
  for_each_large([&](LargeEntry& entry) { f(entry.object(), argument); });
}

void for_each_traced(void (*f)(Object*, void*), void* argument) {
  struct Living {
    void (*f)(Object*, void*);
    void* argument;
  } living{f, argument};
  for_each_traced_block(
      [](Object* block, void* context) {
        auto* call = static_cast<Living*>(context);
        if (block_is_live(block)) call->f(block, call->argument);
      },
      &living);
}

HeapStats heap_stats() {
  HeapStats stats{};
  for_each_page([&](Page& page) {
    ++stats.pages;
    stats.live_objects += page.used();
    stats.live_bytes += u64{page.used()} * page.block_bytes;
  });
  LargeStats large = large_stats();
  stats.large_objects = large.objects;
  stats.large_bytes = large.bytes;
  stats.live_objects += large.objects;
  stats.live_bytes += large.bytes;
  return stats;
}

}  // namespace gc
