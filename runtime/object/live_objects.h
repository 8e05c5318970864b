// The live objects that the collector watches, whoever holds them.
#pragma once

#include "gc/heap/object_vector.h"
#include "runtime/object/ref.h"

namespace rt {

// Takes a reference to an object that a walk over the heap has met; empty (no error) if it is dead, or a tuple that has
// not got all its items. World stopped: so other threads' private objects can be published to be handed out.
Ref hold_if_alive(Thread& t, gc::Object* object);

// References to objects that a walk over the heap has met.
class HeldObjects {
 public:
  HeldObjects() = default;
  HeldObjects(const HeldObjects&) = delete;
  HeldObjects& operator=(const HeldObjects&) = delete;
  ~HeldObjects() {
    for (gc::Object* object : objects_) (void)Ref::steal(object);
  }

  // World stopped. Without memory the object is left out.
  void add_if_alive(Thread& t, gc::Object* object) {
    if (!objects_.make_room()) return;
    if (Ref held = hold_if_alive(t, object)) objects_.push(held.release().object());
  }
  // The walk could not be done at all.
  void lose() { walk_lost_ = true; }
  // True if one has been left out.
  bool lost() const { return walk_lost_ || objects_.lost(); }
  size_t size() const { return objects_.size(); }
  gc::Object** begin() { return objects_.begin(); }
  gc::Object** end() { return objects_.end(); }

 private:
  gc::ObjectVector objects_;
  bool walk_lost_ = false;
};

// The private parts (TypeSpec) of all objects, class dicts for the most part, and of all threads. It is made, asked and
// given up within one pause.
class PrivateParts {
 public:
  explicit PrivateParts(Thread& t);
  // True if there was no memory to find them all.
  bool lost() const { return lost_; }
  bool has(Object* object) const;

 private:
  void add_of(Object* object);

  gc::ObjectVector parts_;  // sorted by address
  bool lost_ = false;
};

// Adds those of which wanted(object, argument) is true, in the order in which they lie in memory, but for what a
// collection that is under way has found to be garbage. Stops the world.
void find_live_objects(Thread& t, bool (*wanted)(gc::Object*, void*), void* argument, HeldObjects& found);
// The same for Python code to see: without private parts.
void find_shown_objects(Thread& t, bool (*wanted)(gc::Object*, const PrivateParts&, void*), void* argument,
                        HeldObjects& found);

}  // namespace rt
