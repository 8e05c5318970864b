// Descriptors of native types and of __slots__: what stands in the dicts of classes and makes attributes.
#pragma once

#include "runtime/object/class.h"
#include "runtime/object/slots.h"

namespace rt {

struct MethodWrapper : Object {  // bound SlotWrapper
  Slot wrapper, self;
};
struct GetSetDescriptor : Object {
  const GetSetDef* def;
  Type* type;  // native: immortal; of `__dict__` and `__weakref__` of a Python class: null, see owner
  Slot owner;  // the Python class, or empty
  Type* cls() const { return type ? type : owner.get().as<Type>(); }
};
// Field of a native struct (def), or an entry of __slots__ (def null).
struct MemberDescriptor : Object {
  const MemberDef* def;
  Type* type;  // as above
  Slot owner;
  Slot name;
  u32 offset;
  Type* cls() const { return type ? type : owner.get().as<Type>(); }
};

Ref make_method_descriptor(Thread& t, const MethodDef* def,
                           Type* owner);  // classmethod_descriptor or staticmethod if the def says so
Ref make_getset(Thread& t, const GetSetDef* def, Type* owner);
Ref make_member(Thread& t, const MemberDef* def, Type* owner);
Ref make_slot_member(Thread& t, Type* owner, Value name, u32 offset);
Ref make_slot_wrapper(Thread& t, const SlotDef* def, Type* owner);

// Attributes `__dict__` and `__weakref__` of Python classes that add them.
extern const GetSetDef kDictGetSet;
extern const GetSetDef kWeakrefGetSet;

// "__doc__" of native things: str, or None.
Ref native_doc(Thread& t, const char* doc);

// The builtin function getattr, for pickling by name. Empty: an error is pending.
Ref getattr_function(Thread& t);

// The reading side of a member descriptor: empty and AttributeError if the slot is empty.
Ref member_get(Thread& t, MemberDescriptor* member, Value object);

}  // namespace rt
