// Walks over the pages of the heap with the world stopped and collects references to live objects.
#include "runtime/object/live_objects.h"

#include <algorithm>

#include "gc/cycle/in_progress.h"
#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/publish.h"
#include "gc/threads/attach.h"
#include "runtime/object/class_dicts.h"
#include "runtime/object/type.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"

namespace rt {

// True for a tuple under construction: native code fills the items one by one, and an empty item shows that it has not
// finished. Other objects are complete before the collector knows them.
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
  bool mine = object->owner.load(gc::relaxed) == t.id;
  ASSERT(!gc::kFreeThreaded || gc::world_stopped() || mine || object->immortal() || object->has_flag(gc::kPublished));
  if (!mine && !object->immortal()) gc::publish(t, object);
  return gc::try_incref_weak(t, object) ? Ref::steal(object) : Ref();
}

Object* private_part_of(Object* object) {
  const Type* type = type_of(object);
  while (!type->spec && type->base) type = type->base;
  return type->spec && type->spec->private_part ? type->spec->private_part(object) : nullptr;
}

bool is_private_part(Object* parent, const Object* child) {
  return private_part_of(parent) == child || is_class_dict(child);
}

namespace {

// Objects that have been met, and private parts of objects that have been met, in one walk. All borrowed.
struct ShownSearch {
  bool (*wanted)(gc::Object*, void*);
  void* argument;
  gc::ObjectVector objects{gc::ObjectVector::kSeldom}, parts{gc::ObjectVector::kSeldom};

  void look_at(Object* object) {
    Object* part = private_part_of(object);
    if (part && !is_class_dict(part)) parts.push(part);
    if (!is_class_dict(object) && wanted(object, argument)) objects.push(object);
  }
  // What each thread keeps for native modules is private, too.
  void add_parts_of_threads() {
    gc::for_each_thread(
        [](gc::Thread& thread, void* self) {
          for (Value kept : static_cast<Thread&>(thread).kept) {
            if (kept && is_exact_dict(kept)) static_cast<ShownSearch*>(self)->parts.push(kept.object());
          }
        },
        this);
  }
};

}  // namespace

void find_live_objects(Thread& t, bool (*wanted)(gc::Object*, void*), void* argument, HeldObjects& found) {
  gc::StopTheWorld pause(t, "looking at all objects");
  struct Walk {
    Thread& t;
    bool (*wanted)(gc::Object*, void*);
    void* argument;
    HeldObjects& found;
  } walk{t, wanted, argument, found};
  auto look_at = [](gc::Object* object, void* context) {
    auto* w = static_cast<Walk*>(context);
    if (w->wanted(object, w->argument)) w->found.add_if_alive(w->t, object);
  };
  if (!gc::for_each_in_use(t, look_at, &walk)) found.lose();
}

void find_shown_objects(Thread& t, bool (*wanted)(gc::Object*, void*), void* argument, HeldObjects& found) {
  gc::StopTheWorld pause(t, "looking at all objects");
  ShownSearch search{wanted, argument};
  auto look_at = [](gc::Object* object, void* context) { static_cast<ShownSearch*>(context)->look_at(object); };
  if (!gc::for_each_in_use(t, look_at, &search)) return found.lose();
  search.add_parts_of_threads();
  if (search.objects.lost() || search.parts.lost()) return found.lose();
  std::sort(search.parts.begin(), search.parts.end());
  for (Object* object : search.objects) {
    if (!std::binary_search(search.parts.begin(), search.parts.end(), object)) found.add_if_alive(t, object);
  }
}

}  // namespace rt
