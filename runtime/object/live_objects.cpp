#include "runtime/object/live_objects.h"

#include "gc/heap/heap.h"
#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/publish.h"
#include "gc/threads/attach.h"

namespace rt {

Ref hold_if_alive(Thread& t, gc::Object* object) {
  bool dead = object->dead();
  if (dead || (gc::kRefcount == gc::Refcount::kPlain && object->local.load(gc::relaxed) == 0)) return Ref();
  bool mine = object->owner.load(gc::relaxed) == t.id;
  if (mine && object->local.load(gc::relaxed) == 0 && !gc::is_counted_later(object)) return Ref();
  if (!mine && !object->immortal()) gc::publish(t, object);
  return gc::try_incref(t, object) ? Ref::steal(object) : Ref();
}

void find_live_objects(Thread& t, bool (*wanted)(gc::Object*), HeldObjects& found) {
  struct Walk {
    Thread& t;
    bool (*wanted)(gc::Object*);
    HeldObjects& found;
  } walk{t, wanted, found};
  gc::StopTheWorld pause(t, "looking at all objects");
  gc::for_each_traced(
      [](gc::Object* object, void* argument) {
        auto* w = static_cast<Walk*>(argument);
        if (w->wanted(object)) w->found.add_if_alive(w->t, object);
      },
      &walk);
}

}  // namespace rt
