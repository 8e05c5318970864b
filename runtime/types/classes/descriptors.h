// Descriptors: what stands in the dicts of classes and makes attributes.
#pragma once

#include <cstdio>

#include "runtime/object/class.h"
#include "runtime/object/slots.h"

namespace rt {

struct MethodWrapper : Object {  // bound SlotWrapper
  Slot wrapper, self;
};
struct GetSetDescriptor : Object {
  const GetSetDef* def;
  Type* type;   // native: immortal; of `__dict__` and `__weakref__` of a Python class: null, see owner
  Slot owner;   // the Python class, or empty
  Type* cls() const { return type ? type : owner.get().as<Type>(); }
};
// Field of a native struct (def), or an entry of __slots__ (def null).
struct MemberDescriptor : Object {
  const MemberDef* def;
  Type* type;   // as above
  Slot owner;
  Slot name;
  u32 offset;
  Type* cls() const { return type ? type : owner.get().as<Type>(); }
};
// classmethod and staticmethod. Instances have a dict.
struct WrappedCallable : Object {
  Slot callable;
};
struct Property : Object {
  Slot getter, setter, deleter, doc, name;
  gc::Atomic<bool> getter_doc;  // doc was taken from the getter
};
struct Super : Object {
  Slot cls, self, self_type;
};
struct MappingProxy : Object {
  Slot mapping;
};
struct GenericAlias : Object {
  Slot origin, args, parameters;  // parameters: made on demand
  bool starred;
};
struct UnionType : Object {
  Slot args, parameters;
};
struct Namespace : Object {};

Ref make_method_descriptor(Thread& t, const MethodDef* def, Type* owner);  // classmethod_descriptor or staticmethod if the def says so
Ref make_getset(Thread& t, const GetSetDef* def, Type* owner);
Ref make_member(Thread& t, const MemberDef* def, Type* owner);
Ref make_slot_member(Thread& t, Type* owner, Value name, u32 offset);
Ref make_slot_wrapper(Thread& t, const SlotDef* def, Type* owner);
Ref make_static_method(Thread& t, Value callable);
Ref make_class_method(Thread& t, Value callable);
Ref make_mapping_proxy(Thread& t, Value mapping);
Ref make_generic_alias_py(Thread& t, Value origin, Value args);
// `a | b` of classes and aliases; kNotImplemented if an operand cannot be part of a union.
Ref union_or_py(Thread& t, Value a, Value b);
Ref make_namespace(Thread& t);

// "0x7f..." as in reprs.
struct Address {
  explicit Address(Value v) { std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(v.bits() & ~u64{8})); }
  char text[24];
};

// Attributes `__dict__` and `__weakref__` of Python classes that add them.
extern const GetSetDef kDictGetSet;
extern const GetSetDef kWeakrefGetSet;

// super(cls, self).name without the super object: *is_method tells that the result must be called with self in front.
// Empty: an error is pending.
Ref super_getattr_py(Thread& t, Value cls, Value self, Value name, bool* is_method);

// "__doc__" of native things: str, or None.
Ref native_doc(Thread& t, const char* doc);

// The builtin function getattr, for pickling by name. Empty: an error is pending.
Ref getattr_function(Thread& t);

// The reading side of a member descriptor: empty and AttributeError if the slot is empty.
Ref member_get(Thread& t, MemberDescriptor* member, Value object);

}  // namespace rt
