// The own attributes of an instance: slots of its shape, or a dict.
//
// A published object is changed under its object lock. The value of a new slot is stored before the shape that makes
// the slot visible, so readers need no lock. Memory is allocated before the lock is taken, and replaced values are
// released after it has been given back, because a finalizer may run Python code.
#include "gc/refcount/object_lock.h"
#include "gc/refcount/qsbr.h"
#include "runtime/object/class.h"
#include "runtime/object/error.h"
#include "runtime/types/classes/attribute_dict.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

Dict* fixed_dict(Object* object, const Shape* shape) {
  return shape->layout == TypeId::kModule ? static_cast<Module*>(object)->dict : nullptr;
}

gc::Atomic<Extra*>& extra_of(Object* object, const Shape* shape) {
  return extra_word(object, extra_offset(shape, object));
}

Extra* new_extra(Thread& t, u64 capacity) {
  auto* extra = static_cast<Extra*>(gc::raw_calloc(sizeof(Extra) + capacity * sizeof(Slot)));
  if (!extra) raise_memory_error(t);
  else extra->capacity = capacity;
  return extra;
}

size_t extra_bytes(const Extra* extra) { return sizeof(Extra) + extra->capacity * sizeof(Slot); }

// Replaces the object's extra block by a bigger one with the same contents. Returns the old block. The object lock is
// held.
Extra* replace_extra(Object* object, const Shape* shape, Extra* bigger) {
  auto& word = extra_of(object, shape);
  Extra* old = word.load(gc::relaxed);
  for (u64 i = 0; old && i < old->capacity; ++i) bigger->slots[i].set(old->slots[i].get());
  word.store(bigger, gc::release);  // pairs with attribute_slot
  return old;
}

void before_store_value(Thread& t, Object* container, Value v) {
  if (v.is_pointer()) gc::before_store(t, container, v.object());
}

// Stores into the slot `index` of `shape`. False: the object has another shape by now, and nothing has been stored.
bool store_existing(Thread& t, Object* object, Shape* shape, u32 index, Ref& value) {
  Value v = value.get(), old;
  before_store_value(t, object, v);
  {
    gc::ObjectLock lock(object);
    if (object->shape_id() != shape->id) return false;
    Slot* slot = attribute_slot(object, shape, index);
    old = slot->get();
    slot->set_shared(v);
  }
  (void)value.release();
  decref(t, old);
  return true;
}

bool store_in_new_slot(Object* object, Shape* shape, Shape* child, Value v, Extra*& spare) {
  gc::ObjectLock lock(object);
  if (object->shape_id() != shape->id) return false;
  u32 index = shape->slot_count;
  Slot* slot = attribute_slot(object, shape, index);
  if (!slot) {
    if (!spare || spare->capacity <= index - shape->inline_capacity) return false;
    spare = replace_extra(object, shape, spare);
    slot = attribute_slot(object, shape, index);
  }
  slot->set_shared(v);
  set_shape(object, child);
  return true;
}

enum class Stored { kYes, kRetry, kError };

Stored store_new(Thread& t, Object* object, Shape* shape, Shape* child, Ref& value) {
  before_store_value(t, object, value);
  Extra* spare = nullptr;
  if (!attribute_slot(object, shape, shape->slot_count)) {
    u64 needed = shape->slot_count - shape->inline_capacity;
    spare = new_extra(t, needed < 4 ? 4 : needed * 2);
    if (!spare) return Stored::kError;
  }
  bool done = store_in_new_slot(object, shape, child, value, spare);
  if (done) (void)value.release();
  // Now `spare` is either the replaced block, which readers may still use, or the new block, which was not needed.
  if (spare && done) gc::free_storage(t, object, spare, extra_bytes(spare));
  else gc::raw_free(spare);
  return done ? Stored::kYes : Stored::kRetry;
}

// The shape is changed before the slot is emptied: a reader that finds the slot empty reads the shape again and finds
// the new one.
Stored remove_slot(Thread& t, Object* object, Shape* shape, Shape* child, u32 index) {
  Value old;
  {
    gc::ObjectLock lock(object);
    if (object->shape_id() != shape->id) return Stored::kRetry;
    set_shape(object, child);
    old = attribute_slot(object, shape, index)->exchange(Value());
  }
  decref(t, old);
  return Stored::kYes;
}

// ---- dict mode

// `dict` is new and private.
bool copy_slots(Thread& t, Object* object, Shape* shape, Dict* dict) {
  Value names[kMaxSlots];
  names_of_slots(shape, names);
  for (u32 i = 0; i < shape->slot_count; ++i) {
    Slot* slot = names[i] ? attribute_slot(object, shape, i) : nullptr;
    Ref value = slot ? load_field(t, object, *slot) : Ref();
    if (value && !dict_add_str(t, dict, names[i], std::move(value))) return false;
  }
  return true;
}

// True if `dict` still agrees with the slots, which have been copied without the lock. The object lock is held.
bool copy_is_current(Thread& t, Object* object, Shape* shape, Dict* dict) {
  ASSERT(gc::lock_held_or_private(object));
  if (!gc::kFreeThreaded || !object->published()) return true;
  Value names[kMaxSlots];
  names_of_slots(shape, names);
  for (u32 i = 0; i < shape->slot_count; ++i) {
    if (names[i] && attribute_slot(object, shape, i)->get() != dict_peek(t, dict, names[i])) return false;
  }
  return true;
}

// Installs `dict` and moves the object to the shape `target`. On success the object takes over the count of `dict`, and
// the caller gets the slots' values with their counts in `released`.
bool enter_dict_mode_locked(Object* object, Shape* shape, Shape* target, Value dict, Extra*& spare, Value* released) {
  ASSERT(gc::lock_held_or_private(object));
  auto& word = extra_of(object, shape);
  if (!word.load(gc::relaxed)) {
    if (!spare) return false;
    word.store(std::exchange(spare, nullptr), gc::release);
  }
  word.load(gc::relaxed)->dict.set_shared(dict);
  set_shape(object, target);
  for (u32 i = 0; i < shape->slot_count; ++i) released[i] = attribute_slot(object, shape, i)->exchange(Value());
  return true;
}

// Moves the object from slots to `dict`; if that is empty, to a new dict with the slots' values. kRetry: another thread
// has changed the object meanwhile.
Stored enter_dict_mode(Thread& t, Object* object, Shape* shape, Shape* target, Ref dict) {
  bool copy = !dict;
  if (copy) {
    dict = make_dict(t, shape->slot_count);
    if (!dict || !copy_slots(t, object, shape, as_dict(dict))) return Stored::kError;
  }
  before_store_value(t, object, dict);
  Extra* spare = extra_of(object, shape).load(gc::acquire) ? nullptr : new_extra(t, 0);
  if (!spare && error_pending(t)) return Stored::kError;
  Value released[kMaxSlots] = {};
  // Read before values are released: a finalizer may assign the object's __class__, and the former class may die with
  // its shapes.
  u32 slots = shape->slot_count;
  bool done = false;
  {
    gc::ObjectLock lock(object);
    if (object->shape_id() == shape->id && (!copy || copy_is_current(t, object, shape, as_dict(dict)))) {
      done = enter_dict_mode_locked(object, shape, target, dict, spare, released);
    }
  }
  gc::raw_free(spare);
  if (!done) return Stored::kRetry;
  (void)dict.release();
  for (u32 i = 0; i < slots; ++i) decref(t, released[i]);
  return Stored::kYes;
}

// The dict of an object in dict mode; empty (without error) when it is in slot mode.
Ref current_dict(Thread& t, Object* object, Shape* shape) {
  if (Dict* dict = fixed_dict(object, shape)) return Ref::share(t, dict);
  if (!shape->dict_mode) return Ref();
  Extra* extra = extra_of(object, shape).load(gc::acquire);
  return extra ? load_field(t, object, extra->dict) : Ref();
}

// *moved: another thread has given the object another dict; the caller must start again.
bool store_in_dict(Thread& t, Object* object, Shape* shape, Dict* dict, Value name, Ref& value, bool* moved) {
  if (fixed_dict(object, shape)) return dict_set_str(t, dict, name, std::move(value));
  return dict_set_str_at(t, extra_of(object, shape).load(gc::acquire)->dict, dict, name, value, moved);
}

int delete_from_dict(Thread& t, Object* object, Shape* shape, Dict* dict, Value name, bool* moved) {
  if (fixed_dict(object, shape)) return dict_delete_str(t, dict, name);
  return dict_delete_str_at(t, extra_of(object, shape).load(gc::acquire)->dict, dict, name, moved);
}

}  // namespace

Ref instance_get(Thread& t, Object* object, Value name) {
  for (;;) {
    Shape* shape = rt::shape_of(object);
    if (Ref dict = current_dict(t, object, shape)) return dict_get_str(t, as_dict(dict), name);
    i32 index = shape->dict_mode ? -1 : shape_slot(shape, name);
    if (index < 0) return Ref();
    Slot* slot = attribute_slot(object, shape, static_cast<u32>(index));
    Ref value = slot ? load_field(t, object, *slot) : Ref();
    if (value || object->shape_id() == shape->id) return value;
  }
}

bool instance_set(Thread& t, Object* object, Value name, Value value) {
  Ref owned = Ref::share(t, value);
  for (;;) {
    Shape* shape = rt::shape_of(object);
    if (Ref dict = current_dict(t, object, shape)) {
      bool moved = false;
      if (store_in_dict(t, object, shape, as_dict(dict), name, owned, &moved)) return true;
      if (!moved) return false;
      continue;
    }
    i32 index = shape_slot(shape, name);
    if (index >= 0) {
      if (store_existing(t, object, shape, static_cast<u32>(index), owned)) return true;
      continue;
    }
    Ref key = is_interned(name) ? Ref::share(t, name) : intern(t, Ref::share(t, name));
    if (!key) return false;
    Shape* child = shape_with(t, shape, key);
    Stored stored = child ? store_new(t, object, shape, child, owned)
                          : enter_dict_mode(t, object, shape, dict_mode_shape(type_of(shape)), Ref());
    if (stored == Stored::kError) return false;
    if (child && stored == Stored::kYes) return true;
  }
}

int instance_delete(Thread& t, Object* object, Value name) {
  for (;;) {
    Shape* shape = rt::shape_of(object);
    if (Ref dict = current_dict(t, object, shape)) {
      bool moved = false;
      int deleted = delete_from_dict(t, object, shape, as_dict(dict), name, &moved);
      if (!moved) return deleted;
      continue;
    }
    i32 index = shape->has_attributes ? shape_slot(shape, name) : -1;
    if (index < 0) return 0;
    Ref key = is_interned(name) ? Ref::share(t, name) : intern(t, Ref::share(t, name));
    if (!key) return -1;
    Shape* child = shape_without(t, shape, key);
    Stored stored = child ? remove_slot(t, object, shape, child, static_cast<u32>(index))
                          : enter_dict_mode(t, object, shape, dict_mode_shape(type_of(shape)), Ref());
    if (stored == Stored::kError) return -1;
    if (child && stored == Stored::kYes) return 1;
  }
}

Ref instance_dict(Thread& t, Object* object) {
  for (;;) {
    Shape* shape = rt::shape_of(object);
    if (Ref dict = current_dict(t, object, shape)) return dict;
    if (enter_dict_mode(t, object, shape, dict_mode_shape(type_of(shape)), Ref()) == Stored::kError) return Ref();
  }
}

bool instance_set_dict(Thread& t, Object* object, Value dict) {
  for (;;) {
    Shape* shape = rt::shape_of(object);
    if (shape->dict_mode) {
      replace_dict_at(t, object, extra_of(object, shape).load(gc::acquire)->dict, Ref::share(t, dict));
      return true;
    }
    Stored stored = enter_dict_mode(t, object, shape, dict_mode_shape(type_of(shape)), Ref::share(t, dict));
    if (stored != Stored::kRetry) return stored == Stored::kYes;
  }
}

Ref instance_attributes(Thread& t, Object* object) {
  Shape* shape = rt::shape_of(object);
  if (Ref dict = current_dict(t, object, shape)) return dict_copy(t, as_dict(dict));
  Ref copy = make_dict(t, shape->slot_count);
  if (!copy || !copy_slots(t, object, shape, as_dict(copy))) return Ref();
  return copy;
}

bool instance_has_dict(Value v) {
  if (!v.is_pointer() || !has_own_attributes(rt::shape_of(v.object()))) return false;
  const Shape* shape = rt::shape_of(v.object());
  return shape->dict_mode || shape->slot_count;
}

// ---- __class__

namespace {

bool same_names(Value a, Value b) {
  if (!a || !b) return false;
  const Tuple &x = *as_tuple(a), &y = *as_tuple(b);
  bool same = x.length == y.length;
  for (u64 i = 0; same && i < x.length; ++i) same = str_equal(x[i], y[i]);
  return same;
}

// The native type whose C++ struct the instances have: the nearest native type upwards that extends its base's struct.
const Type* native_base(const Type* type) {
  while (type->base && ((type->flags & kTypeHeap) || type->base_size == type->base->base_size)) type = type->base;
  return type;
}

}  // namespace

// Equal sizes are not enough. The structs are equal only if the native type is the same. The members are equal only if
// there are none, or if they come from the same class or have the same names.
bool same_members(const Type* a, const Type* b) {
  if (native_base(a) != native_base(b)) return false;
  if (a == b || a->members_offset == a->base_size) return true;
  while (a->base->base_size == a->base_size) a = a->base;
  while (b->base->base_size == b->base_size) b = b->base;
  return a == b || (a->base == b->base && same_names(a->slot_names.get(), b->slot_names.get()));
}

namespace {

bool same_layout(const Type* a, const Type* b) {
  return a->base_size == b->base_size && a->members_offset == b->members_offset && a->extra_offset == b->extra_offset &&
         a->layout == b->layout && !((a->flags ^ b->flags) & (kTypeHasDict | kTypeHasWeakrefs));
}

bool check_class_change(Thread& t, Value object, Type* to) {
  Type* from = type_of(object);
  bool modules = is_subtype(from, kModuleType) && is_subtype(to, kModuleType);
  if (!modules && !(from->flags & to->flags & kTypeHeap)) {
    return raise_type_error(t, "__class__ assignment only supported for mutable types or ModuleType subclasses");
  }
  if (!same_layout(from, to) || !same_members(from, to)) {
    return raise_type_error(t, "__class__ assignment: '%N' object layout differs from '%N'", to, from);
  }
  return true;
}

// A class or module has a shape of its own, which belongs to its class: so it gets a new own shape. Another thread may
// do the same at once; each abandons the shape that it has replaced.
void set_class_of_subject(Object* object, Type* to) {
  Shape *fresh = make_own_shape(to, object), *old;
  {
    gc::ObjectLock lock(object);
    old = rt::shape_of(object);
    set_shape(object, fresh);
  }
  if (old->subject) abandon_shape(old, fresh);  // else the object was not completed, and had the shape of its class
}

}  // namespace

bool instance_set_class(Thread& t, Value value, Type* to) {
  if (!value.is_pointer()) {
    return raise_type_error(t, "__class__ assignment only supported for mutable types or ModuleType subclasses");
  }
  if (!check_class_change(t, value, to)) return false;
  Object* object = value.object();
  Type* from = type_of(object);
  if (from == to) return true;
  bool descriptors = from->slots.get != to->slots.get || !from->slots.set != !to->slots.set;
  if (has_subjects(from)) {
    set_class_of_subject(object, to);
  } else if (!rt::shape_of(object)->has_attributes) {
    gc::ObjectLock lock(object);
    set_shape(object, to->root_shape);
  } else {
    // The new class may assign slots to attributes in another way, but a dict has no layout: so the object moves to
    // dict mode first.
    if (!instance_dict(t, object)) return false;
    Shape* target = dict_mode_shape(to);
    gc::ObjectLock lock(object);
    set_shape(object, target);
  }
  take_over_records(from, to);
  if (descriptors) becomes_descriptor(t, to);
  return true;
}

}  // namespace rt
