// Marking what the roots reach, in the mark bits of the pages' side tables.
//
// An object is marked when it is first seen, then waits to be traced, and only then looked at. A big heap is marked by several threads at
// once: mark_team.h.
#pragma once

#include "gc/cycle/scope.h"
#include "gc/cycle/trace_stack.h"
#include "gc/heap/large.h"
#include "gc/heap/page.h"

namespace gc {

// True if the object is a block of its own that the collector traces. Anything else without a PageSide is untraced, or static.
inline bool is_traced_large(const Object* object) {
  return page_map_get(object) == kNoPage && object->has_flag(kLarge) && large_prefix(object)->traced;
}

class Marker : public Visitor {
 public:
  explicit Marker(Scope scope) : Visitor{scope.is_everybody() ? &see : &see_mine, scope.is_everybody() ? &see : &see_mine}, scope_(scope) {}
  // Marks the object, which is in scope, unless it is marked; drain() will trace it. Objects outside the heap are not followed: what
  // they hold are roots.
  TINYPY_INLINE void mark(Object* object) {
    u64 entry = page_map_get(object);
    if (entry > kUntracedPage) [[likely]] {
      if (reinterpret_cast<PageSide*>(entry)->mark(object)) waiting_.push(object);
    } else if (entry == kNoPage) {
      mark_large(object);
    }
  }
  // Traces until nothing is left to trace.
  void drain();
  // Objects in scope that have been traced.
  u64 traced() const { return traced_; }

 private:
  static void see(Visitor& self, Object* child) { static_cast<Marker&>(self).mark(child); }
  static void see_mine(Visitor& self, Object* child);
  TINYPY_COLD void mark_large(Object* object);
  void trace(Object* object);

  Scope scope_;
  u64 traced_ = 0;
  TraceStack waiting_;
  u32 last_shape_ = 0;  // its class is marked already
};

// Of a traced page.
void clear_marks_of(Page& page);
// Clears all marks; returns how many objects there are at most. World stopped.
u64 clear_marks();
// Objects marked. World stopped.
u64 count_marks();

}  // namespace gc
