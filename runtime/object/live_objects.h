// Enumerates the live objects of the heap, whoever holds them: gc.get_objects(), gc.get_referrers() and the like.
#pragma once

#include "gc/heap/object_vector.h"
#include "runtime/object/ref.h"

namespace rt {

// Takes a reference to an object that a walk over the heap, or over an object of this thread's, has met. Empty without
// error: the object is dead, or is a tuple under construction. Another thread's private object must be published before
// this thread may hold it. That is done here; then the world is stopped, or in the GIL program the GIL held.
Ref hold_if_alive(Thread& t, gc::Object* object);

// Owned references to objects that a walk over the heap has met.
class HeldObjects {
 public:
  HeldObjects() = default;
  HeldObjects(const HeldObjects&) = delete;
  HeldObjects& operator=(const HeldObjects&) = delete;
  ~HeldObjects() {
    for (gc::Object* object : objects_) (void)Ref::steal(object);
  }

  // As hold_if_alive(). If memory is short, the object is left out and lost() becomes true.
  void add_if_alive(Thread& t, gc::Object* object) {
    if (!objects_.make_room()) return;
    if (Ref held = hold_if_alive(t, object)) objects_.push(held.release().object());
  }
  // Records that the walk could not be done at all.
  void lose() { walk_lost_ = true; }
  // True if objects are missing for lack of memory.
  bool lost() const { return walk_lost_ || objects_.lost(); }
  size_t size() const { return objects_.size(); }
  gc::Object** begin() { return objects_.begin(); }
  gc::Object** end() { return objects_.end(); }

 private:
  gc::ObjectVector objects_;
  bool walk_lost_ = false;
};

// The private part (TypeSpec::private_part) of the object, borrowed; null: it has none. By a thread that has stopped
// the world, or that alone can reach the object.
gc::Object* private_part_of(gc::Object* object);
// True if `child`, to which `parent` refers, must not be shown to scripts: it is the private part of `parent`, or the
// dict of some class, which a mappingproxy or a cell may hold, too.
bool is_private_part(gc::Object* parent, const gc::Object* child);

// Adds the objects for which wanted(object, argument) is true, in the order of their addresses. Objects that a running
// collection has found to be garbage are left out. Stops the world; `wanted` must not run Python code or allocate
// objects. The caller checks found.lost().
void find_live_objects(Thread& t, bool (*wanted)(gc::Object*, void*), void* argument, HeldObjects& found);
// The same for results that scripts will see: private parts are left out.
void find_shown_objects(Thread& t, bool (*wanted)(gc::Object*, void*), void* argument, HeldObjects& found);

}  // namespace rt
