// Descriptors of native types and of __slots__: the objects in the dicts of classes that compute attributes of
// instances.
#pragma once

#include "runtime/object/class.h"
#include "runtime/object/slots.h"

namespace rt {

struct MethodWrapper : Object {  // method-wrapper: a SlotWrapper bound to `self`
  Slot wrapper, self;
};
struct GetSetDescriptor : Object {
  const GetSetDef* def;
  Type* type;  // the native class, which is immortal; null if `owner` is set, but not in descriptors that C code made
  Slot owner;  // the Python class, for `__dict__` and `__weakref__` of such a class; else empty
  Type* cls() const { return type ? type : owner.get().as<Type>(); }
};
// A field of a native struct (`def`), or a member of __slots__ (`def` is null).
struct MemberDescriptor : Object {
  const MemberDef* def;
  Type* type;  // `type` and `owner` as above
  Slot owner;
  Slot name;
  u32 offset;
  Type* cls() const { return type ? type : owner.get().as<Type>(); }
};

// A classmethod_descriptor or a staticmethod if the signature in `def` has such a flag.
Ref make_method_descriptor(Thread& t, const MethodDef* def, Type* owner);
Ref make_getset(Thread& t, const GetSetDef* def, Type* owner);
Ref make_member(Thread& t, const MemberDef* def, Type* owner);
Ref make_slot_member(Thread& t, Type* owner, Value name, u32 offset);
Ref make_slot_wrapper(Thread& t, const SlotDef* def, Type* owner);

// The attributes `__dict__` and `__weakref__` of Python classes whose instances have a dict or weak references.
extern const GetSetDef kDictGetSet;
extern const GetSetDef kWeakrefGetSet;
// The descriptor of one of them for the class `owner`. Since 3.15 all classes share one, which belongs to object. So
// the dict of a class, which a method may hold as its namespace, does not keep the class alive.
Ref make_part_descriptor(Thread& t, const GetSetDef* def, Type* owner);

// A copy of the object's __dict__; the object need not keep its attributes in a dict from then on. Empty without an
// error: there is none, or `__dict__` is not the descriptor of ordinary instances.
Ref ordinary_attributes(Thread& t, Value self);

// The __doc__ of a native object: a str, or None if `doc` is null.
Ref native_doc(Thread& t, const char* doc);
// The docstring of a native function, or of an extension's; null: none.
const char* method_doc(const MethodDef& def);

// The builtin function getattr, for pickling by name. Empty: an error is pending.
Ref getattr_function(Thread& t);

// The value of a member in `object`. Empty: AttributeError, the slot is empty.
Ref member_get(Thread& t, MemberDescriptor* member, Value object);

}  // namespace rt
