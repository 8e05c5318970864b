// Shapes (hidden classes): the shape id in an object's header says which class it is of and which attribute lies in
// which slot.
//
// An instance of a class with a dict looks like this:
//
//   header | C++ fields of the native base | members of __slots__ | extra | inline slots ...
//
// (of a var-sized native base such as tuple: header | C++ fields | items | extra, and no inline slots). `extra` is null
// or points to a block of further slots; once the instance is in dict mode, the block's first word is its dict. Adding
// attribute `b` to an instance of shape S moves it to the child shape S+b. Deleting one moves it to the child S-b,
// whose slot for `b` stays empty for ever; adding `b` again gives it a new slot, the last one, as the order of
// attributes asks for. To dict mode an instance goes with more than kMaxSlots slots or kMaxRemovals deletions, when it
// is asked for __dict__, and with an attribute that would make one more child than kMaxChildren of its shape or one
// more shape than kMaxShapes of its class: names that are data would make shapes for ever. A slot is only ever used for
// one name, so a reader with a stale shape reads a legal value or an empty slot. Every class object and every module
// has a shape of its own, so that a cached shape identifies it.
//
// Each shape memoises attribute look-ups in AttrRecords. A record is immutable but for `value` and `raw`, dies (shape
// := 0) when a class it depends on changes in kind, and may come to life again as it was; inline caches point to
// records and test record->shape only. Shapes and records are not freed while their class or module lives, for a cache
// may keep a pointer to one; afterwards as shape_reclaim.h says.
#pragma once

#include "gc/sync/mutex.h"
#include "runtime/object/type.h"

namespace rt {

inline constexpr u32 kMaxSlots = 64, kMaxRemovals = 4, kMaxChildren = 64, kMaxShapes = 1024;

enum class AttrKind : u32 {
  kSlot,            // inline slot at byte `offset`
  kExtraSlot,       // slot with index `offset` (attribute_slot), in the extra block
  kMember,          // __slots__ member at byte `offset` (value: the descriptor)
  kMethod,          // value binds like a function: call with self in front
  kClassValue,      // plain class attribute, or the result of a class look-up: the value itself
  kDescriptor,      // value's type has a get slot (property, classmethod, ...): call it
  kDataDescriptor,  // likewise, found before the instance's own attributes
  kDictMode,        // the instance's dict first, then `value` of kind `fallback`
  kModule,          // the module's dict, then `value` of kind `fallback`
  kMissing,         // nowhere: AttributeError or __getattr__
  kGeneric,  // ask getattr_py: the type has its own __getattribute__, or a class attribute binds in an unusual way
};

// Found before the instance's own attributes.
inline bool is_data(AttrKind kind) { return kind == AttrKind::kDataDescriptor || kind == AttrKind::kMember; }

struct AttrRecord {
  gc::Atomic<u32> shape;  // 0 once dead
  AttrKind kind;
  AttrKind
      fallback;  // what the class has, whatever the instance has: kMethod, kClassValue, kDescriptor, kDataDescriptor,
                 // kMember, kMissing
  u32 offset;
  Slot value;  // not counted: kept alive by the class that has it (deferred or published memory)
  Slot raw;    // what the class's dict holds: `value`, but for a staticmethod, whose callable is the value
  Value name;  // interned str; counted, so that the pointer stays unique
  gc::Atomic<AttrRecord*> next;  // in the shape's table
};

// Does what the class has under the name take the stores, though instances are read first? (A class with __set__, but
// without __get__.)
bool takes_stores(const AttrRecord& record);

// Chains of records by name; replaced when it grows (g_type_mutex), read without a lock.
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
  Shape* former;  // the one that identified the subject before it got another class; else null
  Shape* root;    // whose own_lifetime `lifetime` is; null: the lifetime of a native type
  u64 serial;     // no other shape has or had it
  gc::Atomic<RecordTable*> records;
  gc::Lifetime
      own_lifetime;  // of heap types: what `lifetime` of all its shapes points to, in the root shape; the type may be
                     // freed before
};

// Guards shape trees, record tables, lists of subclasses and of shapes. Leaf lock: nothing else is taken but object
// locks of dicts.
extern gc::Mutex g_type_mutex;

// What ids there may be, and that one, which is in g_shapes no more, may be given to another shape. Under g_type_mutex.
u32 shape_id_limit();
void give_back_shape_id(u32 id);

inline Shape* shape_of(const Object* object) { return static_cast<Shape*>(gc::shape_of(object)); }
// Of any value: immediates have the root shape of their class.
inline Shape* shape_of_value(Value v) { return v.is_pointer() ? rt::shape_of(v.object()) : type_of(v)->root_shape; }
inline Type* type_of(const Shape* shape) { return static_cast<Type*>(shape->type); }

// New shape for instances of `type`. Never fails (out of shapes is fatal after 8 million at a time).
Shape* make_root_shape(Type* type, u32 inline_capacity, bool has_attributes);
// The shape with a given id, of exact instances of a built-in type; during set-up only.
Shape* make_builtin_shape(Type* type);
// A shape of its own for a class or module `subject` of class `type`. The caller stores its id in the object's header.
Shape* make_own_shape(Type* type, Object* subject);
// Shape after adding `name` (interned); null when the instance must go to dict mode instead.
Shape* shape_with(Thread& t, Shape* shape, Value name);
// Likewise after deleting `name` (interned), which the shape has.
Shape* shape_without(Thread& t, Shape* shape, Value name);
// Shape of the type's instances in dict mode.
Shape* dict_mode_shape(Type* type);
// Slot index of an instance attribute (any exact str), or -1.
i32 shape_slot(const Shape* shape, Value name);
// The attributes by name (borrowed), in the order of their slots; empty for what has been deleted.
void names_of_slots(const Shape* shape, Value* names);
// The memoised look-up of `name` (interned) on instances of this shape. Never null. No Python code.
AttrRecord* find_attribute(Thread& t, Shape* shape, Value name);
// A count on what a slot of a record shows, while other threads may change the class. False: the record has been given
// up and its value is gone; the look-up must start again.
bool hold_recorded(Thread& t, const AttrRecord* record, const Slot& slot, Ref* out);
// The same without memo, into a record of the caller's: for names made at run time, which are not interned.
void resolve_attribute(Thread& t, Shape* shape, Value name, AttrRecord* out);
// Kills or updates records after `name` changed on `type` (or everything, if name is empty), on its subclasses too.
// True: slots of instances are no longer what the name means, and renumber_shapes() must follow. No safepoint.
bool refresh_records(Thread& t, Type* type, Value name);
// Both.
void invalidate_attribute(Thread& t, Type* type, Value name);
// Gives new ids to the shapes with slots of `type` and what derives from it, and to the objects that have them: inline
// caches that remember a shape id and an offset match no more. Called when the class begins to stand before its
// instances' slots (a property of the same name, a __setattr__). Rare; stops the world.
void renumber_shapes(Thread& t, Type* type);
// Kills all records of a dying class's shapes, and of the shape that identifies it. Looks at nothing else: its
// metaclass may be gone.
void kill_records(Type* type);
// A class or module has left this shape for another of its own (its class was changed).
void abandon_shape(Shape* shape, Shape* successor);
// After a class became or ceased to be a descriptor: its instances may stand anywhere.
void invalidate_everything(Thread& t);
// Changes the shape of an object: the new slot's value is in place. Private, or the object lock is held.
void set_shape(Object* object, const Shape* shape);

// ---- the instance's own attributes (no class look-up, no descriptors)

// What `extra` points to. A block is never reused for another purpose, so that readers may keep looking into an old
// one.
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
// Slot by slot index, inline or extra; null if the extra block does not reach so far (yet, or any more).
inline Slot* attribute_slot(Object* object, const Shape* shape, u32 index) {
  if (index < shape->inline_capacity) return &inline_slot(object, shape->slots_offset + index * 8);
  Extra* extra = extra_word(object, extra_offset(shape, object)).load(gc::acquire);
  index -= shape->inline_capacity;
  return extra && index < extra->capacity ? &extra->slots[index] : nullptr;
}
inline Slot* attribute_slot(Object* object, u32 index) { return attribute_slot(object, rt::shape_of(object), index); }
Ref instance_get(Thread& t, Object* object, Value name);  // empty without error: absent
bool instance_set(Thread& t, Object* object, Value name, Value value);
int instance_delete(Thread& t, Object* object, Value name);  // 1 deleted, 0 absent, -1 error
// The instance's __dict__, live: moves the object to dict mode.
Ref instance_dict(Thread& t, Object* object);
bool instance_set_dict(Thread& t, Object* object, Value dict);
// A snapshot (new dict) of the attributes without leaving slot mode.
Ref instance_attributes(Thread& t, Object* object);
// object.__class__ = type. TypeError if the layouts differ.
bool instance_set_class(Thread& t, Value object, Type* type);
// True if instances have attributes of their own (slots, dict, or a module's namespace).
bool has_own_attributes(const Shape* shape);

}  // namespace rt
