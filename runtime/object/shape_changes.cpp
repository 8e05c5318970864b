// What a change of a class does to shapes and records: records are updated or killed (refresh_records), and shapes that
// inline caches know by their ids alone get new ids.
#include "gc/heap/heap.h"
#include "gc/threads/attach.h"
#include "runtime/object/class.h"
#include "runtime/object/shape_parts.h"
#include "runtime/types/containers/valid.h"

namespace rt {

namespace {

// True if inline caches may hold this shape's id without a record: a shape with slots, a shape that attributes are
// added to, or a shape of whose members one has been looked up. Whoever fills such a cache looks first for the child
// shape or the record, which is made under g_type_mutex, and then at the class (specialise_set_attr in ops/attr.cpp).
// So if there is neither, all caches that will be filled know of the change of the class. The own shapes of modules and
// classes are known to loads from a module's dict, and to calls of a class.
bool caches_may_know(const Shape* shape) {
  if (shape->subject) return true;
  bool has_members = shape->members_end > shape->members_begin;
  return shape->slot_count != 0 || shape->children.load(gc::relaxed) ||
         (has_members && shape->records.load(gc::relaxed));
}

void find_known(Type* type, void* found) {
  for (Shape* shape = type->flags & kTypeHeap ? type->shapes : nullptr; shape; shape = shape->next_of_type)
    *static_cast<bool*>(found) |= caches_may_know(shape);
}

bool caches_may_know_any(Type* type) {
  gc::MutexGuard guard(g_type_mutex);
  bool found = false;
  for_each_derived(type, find_known, &found);
  return found;
}

void renumber_records(Shape* shape) {
  RecordTable* table = shape->records.load(gc::relaxed);
  for (u32 i = 0; table && i <= table->mask; ++i) {
    for (auto* record = table->chains[i].load(gc::relaxed); record; record = record->next.load(gc::relaxed)) {
      if (record->shape.load(gc::relaxed) != 0) record->shape.store(shape->id, gc::relaxed);
    }
  }
}

void renumber_type(Type* type, void*) {
  ASSERT(gc::world_stopped());
  if (!(type->flags & kTypeHeap)) return;
  for (Shape* shape = type->shapes; shape; shape = shape->next_of_type) {
    if (!caches_may_know(shape)) continue;
    give_new_id(shape);
    renumber_records(shape);
  }
}

// Writes the shape's new id into the header of an object that has the shape. g_shapes still maps the old id in the
// header to the shape.
void follow_shape(Object* object, void*) {
  Shape* shape = rt::shape_of(object);
  if (shape && shape->id != object->shape_id()) set_shape(object, shape);
}

}  // namespace

void renumber_shapes(Thread& t, Type* type) {
  if (!caches_may_know_any(type)) return;
  gc::StopTheWorld pause(t, "class changed");
  for_each_derived(type, renumber_type, nullptr);
  gc::for_each_traced(follow_shape, nullptr);
  ASSERT_SLOW(shape_table_is_valid());
}

void invalidate_attribute(Thread& t, Type* type, Value name) {
  if (refresh_records(t, type, name)) renumber_shapes(t, type);
}

void bases_have_changed(Thread& t, Type* type) {
  {
    gc::MutexGuard guard(g_type_mutex);
    for_each_derived(type, [](Type* derived, void*) { note_records_of_type(derived); }, nullptr);
  }
  invalidate_attribute(t, type, Value());
}

void becomes_descriptor(Thread& t, Type* type) {
  bool in_records = false;
  {
    gc::MutexGuard guard(g_type_mutex);
    for_each_derived(
        type, [](Type* kind, void* found) { *static_cast<bool*>(found) |= (kind->flags & kTypeInRecords) != 0; },
        &in_records);
  }
  // All classes derive from object, so this reaches all shapes: the shapes of class objects belong to their
  // metaclasses.
  if (in_records) invalidate_attribute(t, kObjectType, Value());
}

}  // namespace rt
