#include "gc/cycle/mark.h"

#include <cstring>

#include "gc/heap/page_run.h"

namespace gc {

// May mark public objects on pages of the thread's; they are told from its private ones when their turn comes.
void Marker::see_mine(Visitor& self, Object* child) {
  auto& marker = static_cast<Marker&>(self);
  u64 entry = page_map_get(child);
  bool possible = entry > kUntracedPage ? marker.scope_.admits_page_of(child) : entry == kNoPage && marker.scope_.admits(child);
  if (possible) marker.mark(child);
}

void Marker::mark_large(Object* object) {
  if (!is_traced_large(object)) return;
  LargeEntry* entry = LargeEntry::of(object);
  if (entry->marked) return;
  entry->marked = 1;
  waiting_.push(object);
}

TINYPY_INLINE void Marker::trace(Object* object) {
  u32 id = object->meta.load(relaxed) >> kFlagBits;
  const ShapeBase* shape = g_shapes[id];
  if (id != last_shape_) {
    last_shape_ = id;
    if (shape->type) (*this)(shape->type);
  }
  if (shape->lifetime->trace) shape->lifetime->trace(object, *this);
}

void Marker::drain() {
  while (Object* object = waiting_.pop()) {
    if (!scope_.admits(object)) continue;
    ++traced_;
    trace(object);
  }
}

void clear_marks_of(Page& page) { std::memset(page.side->marks, 0, sizeof page.side->marks); }

u64 clear_marks() {
  u64 objects = 0;
  for_each_page([&](Page& page) {
    if (!page.traced()) return;
    clear_marks_of(page);
    objects += page.used();
  });
  for_each_large([&](LargeEntry& entry) {
    entry.marked = 0;
    ++objects;
  });
  return objects;
}

u64 count_marks() {
  u64 n = 0;
  for_each_page([&](Page& page) {
    if (page.traced()) n += page.side->marked_count();
  });
  for_each_large([&](LargeEntry& entry) { n += entry.marked; });
  return n;
}

}  // namespace gc
