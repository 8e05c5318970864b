// Shapes (hidden classes): the shape id in an object's header tells the class of the object, and which attribute lies
// in which slot.
//
// ---- layout
// An instance of a class with a dict looks like this:
//
//   header | C++ fields of the native base | members of __slots__ | extra | inline slots ...
//
// With a var-sized native base such as tuple there are no inline slots: header | C++ fields | items | extra. `extra` is
// null or points to a block of further slots. In dict mode the block's first word is the instance's dict.
//
// ---- transitions
// Adding attribute `b` to an instance of shape S moves the instance to the child shape S+b. Deleting `b` moves it to
// the child shape S-b, in which the slot of `b` stays empty for ever; adding `b` again gives `b` a new slot, the last
// one, because the order of attributes is the order of insertion. An instance goes to dict mode when
//   - it would have more than kMaxSlots slots or kMaxRemovals deletions, or a script reads its __dict__;
//   - an attribute would make one more child than kMaxChildren of its shape, or one more shape than kMaxShapes of its
//     class: programs that use data as attribute names would make shapes for ever.
// A slot is only ever used for one name. So a reader with a stale shape reads a legal value of that attribute, or an
// empty slot. Every class object and every module has a shape of its own, so a cached shape id identifies the object.
//
// ---- records
// Each shape memoises attribute look-ups in AttrRecords (shape_records.cpp). A record is immutable except for `value`
// and `raw`. When a change of a class changes the kind of the look-up's result, the record dies (its field `shape`
// becomes 0); if the former result returns later, so does the record. Inline caches point to records and test
// record->shape only. Since a cache may keep such a pointer, shapes and records are not freed while their class or
// module lives; afterwards see shape_reclaim.h.
#pragma once

#include "gc/sync/mutex.h"
#include "runtime/object/type.h"

namespace rt {

inline constexpr u32 kMaxSlots = 64, kMaxRemovals = 4, kMaxChildren = 64, kMaxShapes = 1024;

enum class AttrKind : u32 {
  kSlot,            // inline slot at byte `offset`
  kExtraSlot,       // slot with index `offset` (attribute_slot), in the extra block
  kMember,          // __slots__ member at byte `offset` (value: the descriptor)
  kMethod,          // value binds like a function: the caller passes self as first argument
  kClassValue,      // plain class attribute, or the result of a class look-up: the value itself
  kDescriptor,      // value's type has a get slot (property, classmethod, ...): call it
  kDataDescriptor,  // likewise; takes precedence over the instance's own attributes
  kDictMode,        // the instance's dict first, then `value` of kind `fallback`
  kModule,          // the module's dict, then `value` of kind `fallback`
  kMissing,         // nowhere: AttributeError or __getattr__
  kGeneric,  // call getattr_py: the type has its own __getattribute__, or a class attribute binds in an unusual way
};

// True if such an attribute of the class takes precedence over the instance's own attributes.
inline bool is_data(AttrKind kind) { return kind == AttrKind::kDataDescriptor || kind == AttrKind::kMember; }

struct AttrRecord {
  gc::Atomic<u32> shape;  // 0 once dead
  AttrKind kind;
  // The result of the look-up in the class alone: kMethod, kClassValue, kDescriptor, kDataDescriptor, kMember,
  // kMissing.
  AttrKind fallback;
  u32 offset;
  Slot value;  // not counted: the class whose dict has the value keeps it alive. See hold_recorded()
  Slot raw;    // the entry in the class's dict, not counted; `value` differs from it for a static method: its callable
  Value name;  // interned str; counted, so that the pointer stays unique
  gc::Atomic<AttrRecord*> next;  // in the shape's table
};

// True if stores of the attribute go to a descriptor of the class although reads find the instance's slot: the
// descriptor's class has __set__ but no __get__.
bool takes_stores(const AttrRecord& record);

// A hash table of records by name, with chains. Readers take no lock; under g_type_mutex records are added and the
// table is replaced by a bigger one.
struct RecordTable {
  u32 mask;
  u32 count;  // under g_type_mutex
  gc::Atomic<AttrRecord*> chains[];
};

struct Shape : gc::ShapeBase {
  u32 id;
  u32 slot_count;  // slots laid out by this shape, those of deleted attributes included
  u32 removals;    // attributes deleted on the way from the root
  u32 inline_capacity;
  bool dict_mode;       // attributes are in the dict at `extra`
  bool has_attributes;  // instances have an extra word
  TypeId layout;        // copied from the type: instances may be traced and disposed of after their class is gone
  Type* extension;      // the class of a C extension that the class is or derives from, which is immortal; else null
  i32 extra_offset;
  u32 slots_offset;
  u32 members_begin, members_end;
  Shape* parent;
  Value name;  // attribute added to parent, or deleted from it if `removes` (counted); empty for a root
  bool removes;
  Object* subject;              // the class or module that this shape identifies; else null
  gc::Atomic<Shape*> children;  // transitions: list of children through `sibling`
  Shape* sibling;
  Shape *next_of_type, *previous_of_type;
  bool buried;    // in no list: its class or subject has died (shape_reclaim.h)
  Shape* former;  // the subject's shape before its class was changed; else null
  Shape* root;    // the root shape whose own_lifetime `lifetime` points to; null: the lifetime of a native type
  u64 serial;     // unique: ids are used again, serial numbers are not
  gc::Atomic<RecordTable*> records;
  // In root shapes of heap types: `lifetime` of all shapes of the type points here, not into the type, because the type
  // may be freed before its last instance.
  gc::Lifetime own_lifetime;
};

// Guards shape trees, record tables, lists of subclasses and lists of shapes. A leaf lock: its holder takes no other
// lock except the object locks of dicts, counts nothing and runs no Python code.
extern gc::Mutex g_type_mutex;

// All shape ids are below shape_id_limit(). give_back_shape_id() makes an id available that g_shapes does not hold any
// more. Under g_type_mutex, or with the world stopped, when nobody holds that.
u32 shape_id_limit();
void give_back_shape_id(u32 id);

inline Shape* shape_of(const Object* object) { return static_cast<Shape*>(gc::shape_of(object)); }
// The shape of any value; for an immediate that is the root shape of its class.
inline Shape* shape_of_value(Value v) { return v.is_pointer() ? rt::shape_of(v.object()) : type_of(v)->root_shape; }
inline Type* type_of(const Shape* shape) { return static_cast<Type*>(shape->type); }

// A new root shape for instances of `type`. Never fails: more than 8 million shapes at a time are fatal.
Shape* make_root_shape(Type* type, u32 inline_capacity, bool has_attributes);
// A root shape for instances of a C extension's class that are not to be visited yet: `trace` visits the rest of them,
// not what C code has filled in. Children of the shape are for such instances, too.
Shape* make_untracked_shape(Type* type, void (*trace)(Object*, gc::Visitor&));
// The shape with a given id, of exact instances of a built-in type; during set-up only.
Shape* make_builtin_shape(Type* type);
// True if each instance has a shape of its own: classes and modules. Then a class may have any number of shapes.
bool has_subjects(const Type* type);
// A shape of its own for a class or module `subject` of class `type`. The caller stores its id in the object's header.
Shape* make_own_shape(Type* type, Object* subject);
// The shape of an instance after adding `name` (interned). Null without error: the instance must go to dict mode.
Shape* shape_with(Thread& t, Shape* shape, Value name);
// Likewise after deleting `name` (interned), which `shape` has.
Shape* shape_without(Thread& t, Shape* shape, Value name);
// Shape of the type's instances in dict mode.
Shape* dict_mode_shape(Type* type);
// Slot index of an instance attribute (any exact str), or -1.
i32 shape_slot(const Shape* shape, Value name);
// The names (borrowed) of the shape->slot_count slots; empty for deleted attributes.
void names_of_slots(const Shape* shape, Value* names);
// The memoised look-up of `name` (interned) on instances of this shape. Never null; runs no Python code.
AttrRecord* find_attribute(Thread& t, Shape* shape, Value name);
// Counts the value in `slot` of a record while other threads may change the class. False: the record is dead and the
// value may be gone; the caller must look the attribute up again.
bool hold_recorded_again(Thread& t, const AttrRecord* record, const Slot& slot, Ref* out);
inline bool hold_recorded(Thread& t, const AttrRecord* record, const Slot& slot, Ref* out) {
  Value v = slot.get_shared();
  if (gc::kFreeThreaded && v.is_counted() && !gc::try_incref_found(t, v.object())) [[unlikely]]
    return hold_recorded_again(t, record, slot, out);
  *out = gc::kFreeThreaded ? Ref::steal(v) : Ref::share(t, v);
  return true;
}
// As find_attribute(), without memo, into a record of the caller's. For names that are not interned: names made at run
// time would fill the tables.
void resolve_attribute(Thread& t, Shape* shape, Value name, AttrRecord* out);
// Updates or kills the records that a change of attribute `name` on `type` concerns, on subclasses, too. Empty name:
// all records. True: for some instances the name no longer means their slot, and renumber_shapes() must follow. No
// safepoint.
bool refresh_records(Thread& t, Type* type, Value name);
// refresh_records(), and renumber_shapes() if needed.
void invalidate_attribute(Thread& t, Type* type, Value name);
// Gives new ids to those shapes of `type` and its subclasses that inline caches may know by their ids, and to the
// objects of these shapes. This invalidates the inline caches that hold a shape id but no record. Needed when a class
// attribute begins to take precedence over the instances' slots or a module's dict (a property of the same name, a
// __setattr__), and when the calls of classes change (__call__ of a metaclass). If there are such shapes, which classes
// without instances never have, it stops the world and walks over the heap.
void renumber_shapes(Thread& t, Type* type);
// Kills all records of a dying class's shapes, and of the class object's own shape. Uses nothing else of the class: its
// metaclass may be gone.
void kill_records(Type* type);
// A class or module has left its own shape `shape` for `successor`, because its __class__ was assigned.
void abandon_shape(Shape* shape, Shape* successor);
// The class has become a descriptor class, or has ceased to be one. Its instances may be attributes of any class, so
// all records are invalidated, unless none has ever been made for an instance of the class or of a subclass.
void becomes_descriptor(Thread& t, Type* type);
// The class of an object has been changed: if records may have been made for the object, the new class knows it.
void take_over_records(Type* from, Type* to);
// The MROs of the class and its subclasses have changed: invalidates their records.
void bases_have_changed(Thread& t, Type* type);
// Changes the shape of an object, after the value of a new slot has been stored. The object is private, or the caller
// holds its lock.
void set_shape(Object* object, const Shape* shape);
// The same for a published object that the caller has locked or reserved, by the shape's id.
void change_published_shape(Object* object, u32 shape_id);

// ---- the instance's own attributes (no class look-up, no descriptors)

// The block that `extra` points to. A replaced block is freed only after a grace period, so readers may still look into
// it.
struct Extra {
  Slot dict;  // in dict mode; else empty
  u64 capacity;
  Slot slots[];
};
// Byte offset of the extra word; the shape must have attributes.
u32 extra_offset_slow(const Shape* shape, const Object* object);
inline u32 extra_offset(const Shape* shape, const Object* object) {
  return shape->extra_offset > 0 ? static_cast<u32>(shape->extra_offset) : extra_offset_slow(shape, object);
}
inline gc::Atomic<Extra*>& extra_word(Object* object, u32 byte_offset) {
  return *reinterpret_cast<gc::Atomic<Extra*>*>(reinterpret_cast<char*>(object) + byte_offset);
}
inline Slot& inline_slot(Object* object, u32 byte_offset) {
  return *reinterpret_cast<Slot*>(reinterpret_cast<char*>(object) + byte_offset);
}
// The slot with a slot index, inline or in the extra block. Null: the extra block is too short, because the shape has
// changed meanwhile or the slot is yet to be added.
inline Slot* attribute_slot(Object* object, const Shape* shape, u32 index) {
  if (index < shape->inline_capacity) return &inline_slot(object, shape->slots_offset + index * 8);
  Extra* extra = extra_word(object, extra_offset(shape, object)).load(gc::acquire);
  index -= shape->inline_capacity;
  return extra && index < extra->capacity ? &extra->slots[index] : nullptr;
}
inline Slot* attribute_slot(Object* object, u32 index) { return attribute_slot(object, rt::shape_of(object), index); }
// The dict of an object whose shape is in dict mode, borrowed until the next safepoint. Null: another thread is about
// to give the object another class or dict.
inline Object* peek_attribute_dict(Object* object, const Shape* shape) {
  Extra* extra = extra_word(object, extra_offset(shape, object)).load(gc::acquire);
  Value dict = extra ? extra->dict.get_shared() : Value();
  return dict ? dict.object() : nullptr;
}
Ref instance_get(Thread& t, Object* object, Value name);  // empty without error: absent
bool instance_set(Thread& t, Object* object, Value name, Value value);
int instance_delete(Thread& t, Object* object, Value name);  // 1 deleted, 0 absent, -1 error
// The instance's live __dict__: moves the object to dict mode.
Ref instance_dict(Thread& t, Object* object);
// object.__dict__ = dict.
bool instance_set_dict(Thread& t, Object* object, Value dict);
// A snapshot of the attributes in a new dict; the object stays in slot mode.
Ref instance_attributes(Thread& t, Object* object);
// object.__class__ = type. False: TypeError, for example because the layouts differ.
bool instance_set_class(Thread& t, Value object, Type* type);
// True if objects of the shape have attributes of their own: slots, a dict, or a module's namespace.
bool has_own_attributes(const Shape* shape);

}  // namespace rt
