// Classes: the Type object, its slots, and the built-in types.
//
// A slot is the C++ function behind an operation: `len(x)` calls slots.len of x's type. A native type fills its slots
// directly and gets Python-visible wrappers (`list.__len__`) from them. A Python class gets slots that look the special
// method up and call it. One table in slots.cpp serves both directions.
#pragma once

#include "gc/heap/heap.h"
#include "runtime/object/class_word.h"
#include "runtime/object/ref.h"

namespace rt {

struct Type;
struct Shape;
struct Dict;
struct Tuple;

// ---- built-in types

enum class TypeId : u32 {
  kNone_ = 0,
#define TYPE(id, name, base) k##id,
#include "runtime/object/types.def"
#undef TYPE
  kCount
};

// ---- slots

// Arguments of a call: positional ones first, then the values of the keywords in `names` (a tuple of str, or empty).
struct CallArgs {
  const Value* values;
  u32 positional;
  Value names;  // empty when there are no keywords
  u32 keywords() const;
  Value operator[](u32 i) const { return values[i]; }
};

enum class BinaryOp : u8 {
  kAdd,
  kSub,
  kMul,
  kMatMul,
  kTrueDiv,
  kFloorDiv,
  kMod,
  kDivmod,
  kPow,
  kLshift,
  kRshift,
  kAnd,
  kXor,
  kOr,
  kCount
};
enum class UnaryOp : u8 { kNeg, kPos, kInvert, kAbs, kCount };
enum class CompareOp : u8 { kLt, kLe, kEq, kNe, kGt, kGe };

// What the consumer of a buffer asks for: the flags of PEP 3118. Without kLayout the memory is one row of bytes, with
// kContiguous in a shape; with kLayout items may lie apart, and the buffer has their format, shape and strides.
enum class BufferUse : i32 { kBytes = 0, kWritable = 1, kContiguous = 8, kLayout = 0x11C };
constexpr bool writes(BufferUse use) { return static_cast<i32>(use) & 1; }
constexpr bool takes_shape(BufferUse use) { return static_cast<i32>(use) & 8; }
constexpr bool takes_strides(BufferUse use) { return (static_cast<i32>(use) & 0x18) == 0x18; }

// Buffer protocol: a view of contiguous or strided memory. `owner` keeps the memory alive and in place until
// release_buffer() (ops.h); `format`, `shape` and `strides` live as long.
struct Buffer {
  void* data = nullptr;
  i64 bytes = 0;
  i64 item_size = 1;
  bool readonly = true;
  int ndim = 1;
  const char* format = nullptr;  // null: "B"
  const i64* shape = nullptr;    // null: one dimension of bytes / item_size
  const i64* strides = nullptr;  // null: C-contiguous
  Value owner;                   // exporter (owned by the buffer until released)
  void* internal = nullptr;      // for the exporter's use
};

// Arguments are borrowed, a result Ref is owned. An empty Ref or false means that an error is pending. Any of these
// functions may run Python code. Null: the type does not support the operation.
struct Slots {
  SlotFunction<Ref(Thread&, Value self)> repr;
  SlotFunction<Ref(Thread&, Value self)> str;
  SlotFunction<bool(Thread&, Value self, i64* out)> hash;  // false: error
  SlotFunction<Ref(Thread&, Value self, const CallArgs& args)> call;
  SlotFunction<Ref(Thread&, Value self, Value name)> getattr;
  SlotFunction<bool(Thread&, Value self, Value name, Value value)> setattr;  // empty value: delete
  SlotFunction<Ref(Thread&, Value a, Value b, CompareOp op)> compare;        // kNotImplemented if not for this pair
  SlotFunction<Ref(Thread&, Value self)> iter;
  SlotFunction<Ref(Thread&, Value self)> next;  // kStop: exhausted
  // For native iterators whose items are pairs: writes the next pair without making a tuple. kTrue: both are written;
  // kStop: exhausted; kFalse: the caller must call `next` instead. Called for exact types only.
  SlotFunction<Ref(Thread&, Value self, Ref* pair)> next_pair;
  SlotFunction<i64(Thread&, Value self)> len;  // -1: error
  SlotFunction<Ref(Thread&, Value self, Value key)> getitem;
  SlotFunction<bool(Thread&, Value self, Value key, Value value)> setitem;  // empty value: delete
  SlotFunction<int(Thread&, Value self, Value item)> contains;              // -1: error
  SlotFunction<int(Thread&, Value self)> truth;                             // -1: error
  SlotFunction<Ref(Thread&, Value self)> index;
  SlotFunction<Ref(Thread&, Value self)> to_int;
  SlotFunction<Ref(Thread&, Value self)> to_float;
  // Either operand may be of this type, as in CPython's number slots. kNotImplemented: not for this pair.
  SlotFunction<Ref(Thread&, Value a, Value b)> binary[static_cast<int>(BinaryOp::kCount)];
  SlotFunction<Ref(Thread&, Value a, Value b)> inplace[static_cast<int>(BinaryOp::kCount)];
  SlotFunction<Ref(Thread&, Value a, Value b, Value modulus)> power;  // three-argument pow
  SlotFunction<Ref(Thread&, Value self)> unary[static_cast<int>(UnaryOp::kCount)];
  // Sequence + and *: tried after the number slots have returned kNotImplemented.
  SlotFunction<Ref(Thread&, Value a, Value b)> concat;
  SlotFunction<Ref(Thread&, Value a, i64 n)> repeat;
  SlotFunction<Ref(Thread&, Value a, Value b)> inplace_concat;
  SlotFunction<Ref(Thread&, Value a, i64 n)> inplace_repeat;
  // Descriptor protocol: __get__, __set__, __delete__.
  SlotFunction<Ref(Thread&, Value self, Value instance, Value owner)> get;   // instance empty: through the class
  SlotFunction<bool(Thread&, Value self, Value instance, Value value)> set;  // empty value: delete
  // Construction: type.__call__ runs create, then init if the result is an instance.
  SlotFunction<Ref(Thread&, Type* type, const CallArgs& args)> create;
  SlotFunction<bool(Thread&, Value self, const CallArgs& args)> init;
  SlotFunction<Ref(Thread&, Value self)> await;
  SlotFunction<Ref(Thread&, Value self)> aiter;
  SlotFunction<Ref(Thread&, Value self)> anext;
  // For native iterators without subclasses that are awaited: send(value). At the end the result is kStop, and the
  // value of the StopIteration that send() would raise is in *result (empty: None), so that no exception is made.
  SlotFunction<Ref(Thread&, Value self, Value value, Ref* result)> send;
  SlotFunction<bool(Thread&, Value self, Buffer* out, BufferUse use)> get_buffer;
  SlotFunction<void(Thread&, Value self, Buffer* buffer)> release_buffer;
};

enum TypeFlag : u32 {
  kTypeHeap = 1u << 0,  // made by a class statement or type(): mutable
  kTypeSubclassable = 1u << 1,
  kTypeHasDict = 1u << 2,        // instances have attributes of their own (shape slots or dict)
  kTypeHasWeakrefs = 1u << 3,    // instances can be weakly referenced
  kTypeTraced = 1u << 4,         // instances live in traced pages
  kTypeAbstract = 1u << 5,       // has abstract methods (abc): cannot be instantiated
  kTypeMethodLike = 1u << 6,     // instances found in a class bind like functions (function, method_descriptor)
  kTypeImmutableFlag = 1u << 7,  // setting attributes raises TypeError
  kTypeSequencePattern = 1u << 8,
  kTypeMappingPattern = 1u << 9,
  kTypeFinalizer = 1u << 10,      // has __del__
  kTypeVarSized = 1u << 11,       // instances have items after the fixed part
  kTypeDisallowNew = 1u << 12,    // calling the type raises "cannot create 'x' instances"
  kTypeCondemned = 1u << 13,      // garbage whose finalizers have not run yet: __subclasses__() does not show it
  kTypeIndexIterable = 1u << 14,  // a native type without slots.iter, iterable by slots.getitem with 0, 1, 2, ...
  kTypeGetattrHook = 1u << 15,    // has __getattr__: the attribute look-up calls it after a miss
  kTypeExtension = 1u << 17,      // made by a C extension, or derived from such a class
  kTypeInRecords = 1u << 16,      // an attribute record has been made for an instance in a class's dict
};

// What C code sees of a class behind the header: CPython's members of PyTypeObject, in its order. They belong to
// interp/capi/, which fills them when the first C extension is loaded.
inline constexpr u32 kCTypeWords = 50;
inline constexpr u32 kNamespaceWord = 31;  // tp_dict: Cython finds it by type.__dictoffset__

struct Type : Object {
  u64 c_members[kCTypeWords];
  gc::Lifetime lifetime;  // functions that the collector and destroy() call for instances
  Slots slots;
  TypeFlags flags;
  u32 base_size;        // bytes of an instance without items, `extra` word and inline slots
  u32 item_size;        // var-sized types
  i32 extra_offset;     // of the word that points to overflowing attributes or the dict; 0: none; -1: after the items
  u32 slots_offset;     // of the first inline attribute slot
  u32 inline_capacity;  // inline attribute slots that new instances get
  TypeId layout;        // nearest built-in type: the C++ struct instances have
  Slot name, qualname;  // str
  Slot module;          // str or empty (then looked up in dict)
  Slot bases, mro;      // tuples of types
  Type* base;           // the base whose layout this extends (borrowed from bases)
  Dict* dict;           // namespace (owned)
  Shape* root_shape;    // of new instances
  gc::Atomic<Shape*> dict_shape;  // of instances whose attributes are in a dict; made on demand
  // Owned; null: none yet. Under g_type_mutex. A class leaves the lists of its bases when it is cleared or dies.
  class SubclassList* subclasses;
  Shape* shapes;       // every shape whose class this is, through Shape::next_of_type; under g_type_mutex
  u32 child_shapes;    // how many of `shapes` arose from adding or deleting an attribute; under g_type_mutex
  u32 members_offset;  // where the members of __slots__ begin (they end at base_size)
  gc::Atomic<const char*> c_name;  // name as in messages, UTF-8
  const struct TypeSpec* spec;     // native types; else null
  Slot slot_names;  // Python classes: tuple of the mangled names of their own __slots__, sorted; or empty
  Slot annotate;    // Python classes whose namespace has lazy annotations (lazy_annotations.h): their __annotate__
  // Owned; null: none yet. Names of which subclasses may have records (recorded_names.h). Under g_type_mutex.
  class RecordedNames* recorded;
  void* module_state;  // native types: for the use of the type's module
};

extern Type g_builtin_types[static_cast<int>(TypeId::kCount)] __asm__("tinypy_builtin_types");
inline Type* builtin_type(TypeId id) { return &g_builtin_types[static_cast<int>(id)]; }
#define TYPE(id, name, base) inline Type* const k##id##Type = &g_builtin_types[static_cast<int>(TypeId::k##id)];
#include "runtime/object/types.def"
#undef TYPE

// ---- asking

struct Shape;
Shape* shape_by_id(u32 id);                         // null: freed
extern Type* const g_special_types[kSpecialCount];  // of None, False, ...

inline Type* type_of(const Object* object) { return static_cast<Type*>(gc::shape_of(object)->type); }
inline Type* type_of(Value v) {
  if (v.is_pointer()) return type_of(v.object());
  if (v.is_small_int()) return kIntType;
  if (v.is_inline_float()) return kFloatType;
  return g_special_types[v.bits() >> 3];
}
// True for an exact instance of a built-in type whose instances are always objects: not for int, float and bool.
inline bool is_exact(Value v, TypeId id) { return v.is_pointer() && v.object()->shape_id() == static_cast<u32>(id); }
// Walks the MRO; no Python code (see isinstance_py for the full protocol).
bool is_subtype(const Type* type, const Type* base);
// True if the class has __getattr__, which is asked if a look-up or a getter raises AttributeError.
inline bool has_getattr_hook(const Type* type) { return type->flags & kTypeGetattrHook; }
inline bool is_instance(Value v, const Type* type) { return type_of(v) == type || is_subtype(type_of(v), type); }
// Instances of the type or of a subclass share its C++ struct.
inline bool has_layout(Value v, TypeId id) { return v.is_pointer() && type_of(v.object())->layout == id; }
inline bool is_type(Value v) { return has_layout(v, TypeId::kType); }

// The UTF-8 name as in messages ("list", "OrderedDict"). Borrowed; valid until Python code runs, which may rename the
// class.
const char* type_name(const Type* type);
inline const char* type_name(Value v) { return type_name(type_of(v)); }

// The raw class attribute through the MRO: descriptors are not called, no Python code runs. Empty: absent, no error.
// Borrowed until the next safepoint. The result must not be counted: another thread may have changed the class, and the
// value may be dying. hold_type_attribute() returns a counted one.
Value type_lookup(Type* type, Value name);
// Special method look-up for implicit calls; same as type_lookup.
inline Value lookup_special(Value v, Value name) { return type_lookup(type_of(v), name); }

// ---- making

struct MethodDef;
struct GetSetDef;
struct MemberDef;
// Static description of a native type; tables end with a default-initialised row.
struct TypeSpec {
  TypeId id = TypeId::kNone_;  // built-in types; kNone_ for types that modules make
  const char* name = nullptr;  // "itertools.count": module before the last dot
  TypeId base = TypeId::kObject;
  u32 size = 0;  // sizeof the C++ struct
  u32 item_size = 0;
  u32 flags = 0;
  const char* doc = nullptr;
  gc::Lifetime lifetime = {};
  Slots slots = {};
  const MethodDef* methods = nullptr;
  const GetSetDef* getset = nullptr;
  const MemberDef* members = nullptr;
  // Returns a container (borrowed, or null) that is a private part of the object: native code relies on its contents
  // without checks, so scripts must not get hold of it. Introspection (gc.get_referents, ...) skips the container and
  // shows its contents as the object's. By a thread that has stopped the world, or that alone can reach the object.
  Object* (*private_part)(Object* object) = nullptr;
};
// A native type at `place`, static memory of a C extension that stays and lies as a Type must, else as
// make_native_type(). Such types may be changed unless spec.flags has kTypeImmutableFlag; `spec` and what it points to
// live as long as the program. `bases`: a tuple whose first item, `base`, lends the layout. Null place: new memory.
Type* make_extension_type(Thread& t, Type* place, const TypeSpec& spec, Type* base, Value bases, Type* metaclass);
// A new native type for a module. `base_type`, if given, replaces spec.base. The type is immortal. Never null: out of
// memory is fatal here.
Type* make_native_type(Thread& t, const TypeSpec& spec, Type* base_type = nullptr);
// The class statement and type(name, bases, dict). `metaclass` must already be the most derived one. Calls __set_name__
// of the attributes and __init_subclass__ of the base.
Ref make_class_py(Thread& t, Type* metaclass, Value name, Value bases, Value dict, const CallArgs& keywords);
// Stores (empty value: deletes) a class attribute, updates the slots and invalidates caches. False: an error is
// pending.
bool type_set_attribute_py(Thread& t, Type* type, Value name, Value value);

// A raw instance of `type`: everything behind the header is zero. `items` is for var-sized types: the number of tuple
// items, int limbs, bytes; for str the bytes of its characters. The caller sets the length before the attributes are
// used, since they lie behind the items. Empty, or null below: MemoryError is pending.
Ref allocate_instance(Thread& t, Type* type, u64 items = 0);
TINYPY_COLD void out_of_memory(Thread& t);
// An exact instance of a built-in type with uninitialised payload: the fast path of constructors. Null: MemoryError is
// pending.
template <class T>
inline T* allocate_exact(Thread& t, TypeId id, size_t bytes, bool traced) {
  Object* object = gc::allocate(t, bytes, static_cast<u32>(id), traced);
  if (!object) [[unlikely]]
    out_of_memory(t);
  return static_cast<T*>(object);
}

// Trace and dispose of the parts that any instance may have beyond its C++ struct: members, attribute slots, dict. The
// lifetime functions of native types call these first.
void trace_attributes(Object* object, gc::Visitor& visitor);
void dispose_attributes(Thread& t, Object* object);

}  // namespace rt
