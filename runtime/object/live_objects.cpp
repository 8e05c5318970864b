#include "runtime/object/live_objects.h"

#include "gc/heap/heap.h"
#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/publish.h"
#include "gc/threads/attach.h"

namespace rt {

void hold_if_alive(Thread& t, gc::Object* object, std::vector<Ref>& out) {
  bool dead = object->dead();
  if (dead || (gc::kRefcount == gc::Refcount::kPlain && object->local.load(gc::relaxed) == 0)) return;
  bool mine = object->owner.load(gc::relaxed) == t.id;
  if (mine && object->local.load(gc::relaxed) == 0 && !gc::is_counted_later(object)) return;
  if (!mine && !object->immortal()) gc::publish(t, object);
  if (gc::try_incref(t, object)) out.push_back(Ref::steal(object));
}

std::vector<Ref> live_objects(Thread& t, bool (*wanted)(gc::Object*)) {
  struct Walk {
    Thread& t;
    bool (*wanted)(gc::Object*);
    std::vector<Ref> found;
  } walk{t, wanted, {}};
  gc::StopTheWorld pause(t, "looking at all objects");
  gc::for_each_traced(
      [](gc::Object* object, void* argument) {
        auto* w = static_cast<Walk*>(argument);
        if (w->wanted(object)) hold_if_alive(w->t, object, w->found);
      },
      &walk);
  return std::move(walk.found);
}

}  // namespace rt
