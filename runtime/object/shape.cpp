// The trees of shapes, which map attribute names to slots (shape.h).
//
// A shape in g_shapes is immutable except for its list of children, its records and its id; these change under
// g_type_mutex, the id with the world stopped. Readers need no lock. While a class or module lives, its shapes are not
// freed and their ids are not used again, so a stale id in a cache matches no other shape.
#include "runtime/object/shape.h"

#include <vector>

#include "gc/heap/heap.h"
#include "gc/heap/vital.h"
#include "gc/refcount/object_lock.h"
#include "gc/threads/attach.h"
#include "runtime/object/shape_parts.h"
#include "runtime/types/containers/valid.h"
#include "runtime/types/text/str.h"

namespace rt {

gc::Mutex g_type_mutex;

namespace {

// Under g_type_mutex.
u32 g_next_shape_id = static_cast<u32>(TypeId::kCount);
std::vector<u32> g_free_shape_ids;
u64 g_shapes_made = 0;

void list_shape(Type* type, Shape* shape) {
  shape->next_of_type = type->shapes;
  if (type->shapes) type->shapes->previous_of_type = shape;
  type->shapes = shape;
}

// A new shape that is not entered in g_shapes yet. g_type_mutex is held, or only one thread runs.
Shape* new_shape(Type* type, u32 id) {
  auto* shape = static_cast<Shape*>(gc::vital_alloc(sizeof(Shape)));
  shape->id = id;
  shape->type = type;
  shape->own_lifetime = type->lifetime;
  shape->root = !(type->flags & kTypeHeap) ? nullptr : type->root_shape ? type->root_shape : shape;
  shape->lifetime = shape->root ? &shape->root->own_lifetime : &type->lifetime;
  shape->serial = ++g_shapes_made;
  shape->layout = type->layout;
  shape->extension = type->flags & kTypeExtension ? type : nullptr;
  while (shape->extension && (shape->extension->flags & kTypeHeap)) shape->extension = shape->extension->base;
  shape->extra_offset = type->extra_offset;
  shape->slots_offset = type->slots_offset;
  shape->members_begin = type->members_offset;
  shape->members_end = type->base_size;
  shape->has_attributes = type->extra_offset != 0;
  list_shape(type, shape);
  return shape;
}

Shape* enter(Shape* shape) {
  gc::g_shapes[shape->id] = shape;
  return shape;
}

// As g_type_mutex, which nobody holds while the world is stopped.
[[maybe_unused]] bool may_change_shapes() { return g_type_mutex.is_mine() || gc::world_stopped(); }

u32 next_id() {
  ASSERT(may_change_shapes());
  if (!g_free_shape_ids.empty()) {
    u32 id = g_free_shape_ids.back();
    g_free_shape_ids.pop_back();
    return id;
  }
  if (g_next_shape_id >= gc::kShapeLimit) gc::fatal("out of shapes");
  return g_next_shape_id++;
}

Shape* find_child(Shape* shape, Value name, bool removes) {
  for (Shape* child = shape->children.load(gc::acquire); child; child = child->sibling) {
    if (child->name == name && child->removes == removes) return child;
  }
  return nullptr;
}

bool has_room_for_child(const Shape* shape) {
  u32 children = 0;
  for (Shape* child = shape->children.load(gc::relaxed); child; child = child->sibling) ++children;
  return children < kMaxChildren && type_of(shape)->child_shapes < kMaxShapes;
}

// The child shape for adding or removing `name`. Null without error: the instance must go to dict mode.
Shape* find_or_make_child(Thread& t, Shape* shape, Value name, bool removes) {
  gc::MutexGuard guard(g_type_mutex);
  if (Shape* child = find_child(shape, name, removes)) return child;
  if (!has_room_for_child(shape)) return nullptr;
  Shape* child = new_shape(type_of(shape), next_id());
  ++type_of(shape)->child_shapes;
  child->slot_count = shape->slot_count + (removes ? 0 : 1);
  child->removals = shape->removals + (removes ? 1 : 0);
  child->inline_capacity = shape->inline_capacity;
  child->parent = shape;
  child->root = shape->root;  // with the lifetime of its instances: they may be untracked
  child->lifetime = shape->lifetime;
  child->name = Ref::share(t, name).release();
  child->removes = removes;
  child->sibling = shape->children.load(gc::relaxed);
  enter(child);
  ASSERT_SLOW(shape_is_valid(child));
  shape->children.store(child, gc::release);  // pairs with the acquire of find_child
  return child;
}

}  // namespace

Shape* shape_by_id(u32 id) { return static_cast<Shape*>(gc::g_shapes[id]); }
u32 shape_id_limit() { return g_next_shape_id; }
void give_back_shape_id(u32 id) {
  ASSERT(may_change_shapes() && id < g_next_shape_id && !gc::g_shapes[id]);
  g_free_shape_ids.push_back(id);
}

Shape* make_root_shape(Type* type, u32 inline_capacity, bool has_attributes) {
  gc::MutexGuard guard(g_type_mutex);
  Shape* shape = new_shape(type, next_id());
  shape->inline_capacity = inline_capacity;
  shape->has_attributes = has_attributes;
  return enter(shape);
}

Shape* make_untracked_shape(Type* type, void (*trace)(Object*, gc::Visitor&)) {
  gc::MutexGuard guard(g_type_mutex);
  Shape* shape = new_shape(type, next_id());
  shape->root = shape;
  shape->lifetime = &shape->own_lifetime;
  shape->own_lifetime.trace = trace;
  shape->inline_capacity = type->root_shape->inline_capacity;
  shape->has_attributes = type->root_shape->has_attributes;
  return enter(shape);
}

Shape* make_builtin_shape(Type* type) { return enter(new_shape(type, static_cast<u32>(type->layout))); }

bool has_subjects(const Type* type) { return type->layout == TypeId::kType || type->layout == TypeId::kModule; }

Shape* make_own_shape(Type* type, Object* subject) {
  gc::MutexGuard guard(g_type_mutex);
  Shape* shape = new_shape(type, next_id());
  shape->subject = subject;
  return enter(shape);
}

Shape* shape_with(Thread& t, Shape* shape, Value name) {
  if (Shape* child = find_child(shape, name, false)) return child;
  if (shape->dict_mode || !shape->has_attributes || shape->slot_count >= kMaxSlots) return nullptr;
  return find_or_make_child(t, shape, name, false);
}

Shape* shape_without(Thread& t, Shape* shape, Value name) {
  if (Shape* child = find_child(shape, name, true)) return child;
  return shape->removals >= kMaxRemovals ? nullptr : find_or_make_child(t, shape, name, true);
}

Shape* dict_mode_shape(Type* type) {
  if (Shape* known = type->dict_shape.load(gc::acquire)) return known;  // pairs with the release below
  gc::MutexGuard guard(g_type_mutex);
  if (Shape* known = type->dict_shape.load(gc::relaxed)) return known;
  Shape* shape = new_shape(type, next_id());
  shape->dict_mode = true;
  // In dict mode all slots are empty. An instance whose __class__ was assigned may have fewer inline slots than
  // instances of the new class, so no slot may be touched.
  shape->inline_capacity = 0;
  type->dict_shape.store(enter(shape), gc::release);
  return shape;
}

namespace {

// The slot of an attribute. The walk goes from the shape to the root: the last change of the attribute decides whether
// the attribute exists.
template <class F>
i32 slot_where(const Shape* shape, F is_name) {
  for (; shape->parent; shape = shape->parent) {
    if (is_name(shape->name)) return shape->removes ? -1 : static_cast<i32>(shape->slot_count) - 1;
  }
  return -1;
}

}  // namespace

i32 shape_slot(const Shape* shape, Value name) {
  if (!is_interned(name)) return slot_where(shape, [&](Value other) { return str_equal(other, name); });
  return slot_where(shape, [&](Value other) { return other == name; });
}

void names_of_slots(const Shape* shape, Value* names) {
  const Shape* last = shape;
  for (; shape->parent; shape = shape->parent) {
    if (!shape->removes) names[shape->slot_count - 1] = shape->name;
  }
  if (last->removals == 0) return;
  for (u32 i = 0; i < last->slot_count; ++i) {
    if (shape_slot(last, names[i]) != static_cast<i32>(i)) names[i] = Value();
  }
}

// Only the holder of the lock or of a reservation changes the shape bits, but other threads may set flags at the same
// time: hence an atomic XOR of the changed bits. The release pairs with the acquire of shape_id().
void change_published_shape(Object* object, u32 shape_id) {
  ASSERT(object->published() && gc::g_shapes[shape_id]);
  u32 change = (object->meta.load(gc::relaxed) & ~gc::kFlagMask) ^ (shape_id << gc::kFlagBits);
  object->meta.fetch_xor(change, gc::release);
}

void set_shape(Object* object, const Shape* shape) {
  ASSERT(gc::lock_held_or_private(object) && shape_by_id(shape->id) == shape);
  if (gc::kFreeThreaded && object->published()) {
    change_published_shape(object, shape->id);
  } else {
    object->meta.store((shape->id << gc::kFlagBits) | (object->meta.load(gc::relaxed) & gc::kFlagMask), gc::relaxed);
  }
}

void give_new_id(Shape* shape) {
  ASSERT(gc::world_stopped());
  shape->id = next_id();
  ASSERT(!gc::g_shapes[shape->id]);
  enter(shape);
}

#if defined(TINYPY_DEBUG)
bool shape_table_is_valid() {
  for (u32 id = 0; id < g_next_shape_id; ++id) {
    const Shape* shape = shape_by_id(id);
    if (!shape) continue;
    // An id before a renumbering still leads to the shape.
    const Shape *next = shape->next_of_type, *previous = shape->previous_of_type;
    if (shape->id >= g_next_shape_id || shape_by_id(shape->id) != shape) return false;
    if (shape->buried) {
      if (next || previous) return false;
      continue;  // its type and its parent may be gone
    }
    if (!shape_is_valid(shape) || (previous ? previous->next_of_type : type_of(shape)->shapes) != shape) return false;
    if (next && next->previous_of_type != shape) return false;
    if ((next && shape_by_id(next->id) != next) || (previous && shape_by_id(previous->id) != previous)) return false;
  }
  for (u32 id : g_free_shape_ids) {
    if (id >= g_next_shape_id || gc::g_shapes[id]) return false;
  }
  return !gc::g_shapes[g_next_shape_id];
}
#endif

u32 extra_offset_slow(const Shape* shape, const Object* object) {
  struct Sized : Object {
    u64 length;
  };
  u64 end;
  switch (shape->layout) {
    case TypeId::kStr: {
      auto* str = static_cast<const Str*>(object);
      end = str->text_offset() + (str->length + 1) * str->kind;
      break;
    }
    case TypeId::kInt: {
      i64 size = static_cast<i64>(static_cast<const Sized*>(object)->length);
      end = sizeof(Object) + 8 + static_cast<u64>(size < 0 ? -size : size) * 8;
      break;
    }
    case TypeId::kBytes: {
      struct Data : Sized {
        u64 count;
      };
      end = sizeof(Object) + 16 + static_cast<const Data*>(object)->count + 1;
      break;
    }
    case TypeId::kObject: {  // of a C extension
      const Type* type = type_of(shape);
      end = type->base_size + static_cast<const Sized*>(object)->length * type->item_size;
      break;
    }
    default: end = sizeof(Object) + 8 + static_cast<const Sized*>(object)->length * 8;
  }
  return static_cast<u32>(gc::align_up(end, 8));
}

bool has_own_attributes(const Shape* shape) { return shape->has_attributes || shape->layout == TypeId::kModule; }

// After the value in the slot could not be counted: tries until it can be, or the record is dead.
bool hold_recorded_again(Thread& t, const AttrRecord* record, const Slot& slot, Ref* out) {
  while (record->shape.load(gc::acquire) != 0) {
    gc::cpu_pause();
    Value v = slot.get_shared();
    if (v.is_counted() && !gc::try_incref_found(t, v.object())) continue;
    *out = Ref::steal(v);
    return true;
  }
  return false;
}

}  // namespace rt
