#include "runtime/object/live_objects.h"

#include "gc/cycle/in_progress.h"
#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/publish.h"
#include "gc/threads/attach.h"
#include "runtime/types/tuple.h"

namespace rt {

// Is somebody in the middle of making it? A tuple gets its items one by one.
static bool is_unfinished(gc::Object* object) {
  if (!is_tuple(Value(object))) return false;
  const auto* tuple = static_cast<Tuple*>(object);
  for (u64 i = 0; i < tuple->length; ++i) {
    if (!(*tuple)[i]) return true;
  }
  return false;
}

Ref hold_if_alive(Thread& t, gc::Object* object) {
  if (object->dead() || is_unfinished(object)) return Ref();
  if (gc::kRefcount == gc::Refcount::kPlain && object->local.load(gc::relaxed) == 0) return Ref();
  bool mine = object->owner.load(gc::relaxed) == t.id;
  if (mine && object->local.load(gc::relaxed) == 0 && !gc::is_counted_later(object)) return Ref();
  if (!mine && !object->immortal()) gc::publish(t, object);
  return gc::try_incref(t, object) ? Ref::steal(object) : Ref();
}

void find_live_objects(Thread& t, bool (*wanted)(gc::Object*, void*), void* argument, HeldObjects& found) {
  struct Walk {
    Thread& t;
    bool (*wanted)(gc::Object*, void*);
    void* argument;
    HeldObjects& found;
  } walk{t, wanted, argument, found};
  gc::StopTheWorld pause(t, "looking at all objects");
  bool done = gc::for_each_in_use(
      t,
      [](gc::Object* object, void* context) {
        auto* w = static_cast<Walk*>(context);
        if (w->wanted(object, w->argument)) w->found.add_if_alive(w->t, object);
      },
      &walk);
  if (!done) found.lose();
}

}  // namespace rt
