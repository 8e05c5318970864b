// Walks over the pages of the heap with the world stopped and collects references to live objects.
#include "runtime/object/live_objects.h"

#include <algorithm>

#include "gc/cycle/in_progress.h"
#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/publish.h"
#include "gc/threads/attach.h"
#include "runtime/object/class.h"
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
  if (!mine && !object->immortal()) gc::publish(t, object);
  return gc::try_incref_weak(t, object) ? Ref::steal(object) : Ref();
}

PrivateParts::PrivateParts(Thread& t) {
  auto add = [](gc::Object* object, void* parts) { static_cast<PrivateParts*>(parts)->add_of(object); };
  for_each_derived(
      kObjectType, [](Type* type, void* parts) { static_cast<PrivateParts*>(parts)->add_of(type); },
      this);  // static types lie in no page of the heap
  lost_ = !gc::for_each_in_use(t, add, this);
  gc::for_each_thread(
      [](gc::Thread& thread, void* parts) {
        for (Value kept : static_cast<Thread&>(thread).kept) {
          if (kept) static_cast<PrivateParts*>(parts)->parts_.push(kept.object());
        }
      },
      this);
  lost_ = lost_ || parts_.lost();
  std::sort(parts_.begin(), parts_.end());
}

void PrivateParts::add_of(Object* object) {
  const Type* type = type_of(object);
  while (!type->spec && type->base) type = type->base;
  if (!type->spec || !type->spec->private_part) return;
  if (Object* part = type->spec->private_part(object)) parts_.push(part);
}

bool PrivateParts::has(Object* object) const {
  return is_exact_dict(Value(object)) && std::binary_search(parts_.begin(), parts_.end(), object);
}

namespace {

using Wanted = bool (*)(gc::Object*, void*);

void find(Thread& t, Wanted wanted, void* argument, HeldObjects& found) {
  struct Walk {
    Thread& t;
    Wanted wanted;
    void* argument;
    HeldObjects& found;
  } walk{t, wanted, argument, found};
  bool done = gc::for_each_in_use(
      t,
      [](gc::Object* object, void* context) {
        auto* w = static_cast<Walk*>(context);
        if (w->wanted(object, w->argument)) w->found.add_if_alive(w->t, object);
      },
      &walk);
  if (!done) found.lose();
}

}  // namespace

void find_live_objects(Thread& t, bool (*wanted)(gc::Object*, void*), void* argument, HeldObjects& found) {
  gc::StopTheWorld pause(t, "looking at all objects");
  find(t, wanted, argument, found);
}

void find_shown_objects(Thread& t, bool (*wanted)(gc::Object*, const PrivateParts&, void*), void* argument,
                        HeldObjects& found) {
  gc::StopTheWorld pause(t, "looking at all objects");
  struct Search {
    bool (*wanted)(gc::Object*, const PrivateParts&, void*);
    void* argument;
    PrivateParts parts;
  } search{wanted, argument, PrivateParts(t)};
  if (search.parts.lost()) return found.lose();
  auto shown = [](gc::Object* object, void* context) {
    auto* s = static_cast<Search*>(context);
    return !s->parts.has(object) && s->wanted(object, s->parts, s->argument);
  };
  find(t, shown, &search, found);
}

}  // namespace rt
