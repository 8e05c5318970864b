// isinstance and issubclass: first the hooks of the class (__instancecheck__, __subclasscheck__), then the MRO, then
// the attribute `__bases__` of objects that are no classes but behave like ones.
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/classes/union.h"
#include "runtime/types/containers/tuple.h"

namespace rt {

namespace {

constexpr const char* kNotAClass = "issubclass() arg 1 must be a class";
constexpr const char* kBadInstanceArg = "isinstance() arg 2 must be a type, a tuple of types, or a union";
constexpr const char* kBadSubclassArg = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

// `cls.__bases__` if that is a tuple. Empty without error: there is no such attribute, or it is no tuple.
Ref bases_of_py(Thread& t, Value cls) {
  Ref bases = getattr_optional_py(t, cls, name(N::__bases__));
  if (!bases || !is_tuple(bases)) return Ref();
  return bases;
}

bool check_class_py(Thread& t, Value cls, const char* message) {
  if (bases_of_py(t, cls)) return true;
  if (!error_pending(t)) raise_type_error(t, "%s", message);
  return false;
}

int derives_py(Thread& t, Value derived, Value cls) {
  NativeDepth depth(t, " in __issubclass__");
  if (!depth) return -1;
  if (is_same(derived, cls)) return 1;
  Ref bases = bases_of_py(t, derived);
  if (!bases) return error_pending(t) ? -1 : 0;
  for (u64 i = 0; i < as_tuple(bases)->length; ++i) {
    int r = derives_py(t, (*as_tuple(bases))[i], cls);
    if (r != 0) return r;
    if (!poll_py(t)) return -1;
  }
  return 0;
}

// Calls the special method `hook` of the class: 1, 0, or -1: error. kNotFound: the class has no such method.
constexpr int kNotFound = -2;
int ask_hook_py(Thread& t, Value cls, Value hook, Value argument) {
  bool self_first;
  Ref method = special_method_py(t, cls, hook, &self_first);
  if (!method) return error_pending(t) ? -1 : kNotFound;
  Ref answer = self_first ? call_py(t, method, cls, argument) : call_py(t, method, argument);
  return answer ? truth_py(t, answer) : -1;
}

// The classes of which one is enough: a tuple, borrowed from the argument. Empty: there is only one.
Value alternatives(Value cls) {
  if (is_tuple(cls)) return cls;
  return library_minor() >= 14 && is_union(cls) ? members_of_union(cls) : Value();
}

template <class F>
int any_of_py(Thread& t, Value tuple, F&& f) {
  for (u64 i = 0; i < as_tuple(tuple)->length; ++i) {
    int r = f((*as_tuple(tuple))[i]);
    if (r != 0) return r;
    if (!poll_py(t)) return -1;
  }
  return 0;
}

// True if the attribute __class__ of instances is their class itself: no class of the MRO defines __class__ or
// __getattribute__.
bool class_attribute_is_own(Thread& t, const Type* type) {
  if (type->slots.getattr != generic_getattr_py) return false;
  if (!(type->flags & kTypeHeap)) return true;
  Value found = find_attribute(t, type->root_shape, name(N::__class__))->raw.get_shared();
  return found && is_exact(found, TypeId::kGetSetDescriptor) && found.as<GetSetDescriptor>()->type == kObjectType;
}

// isinstance(object, type) without hooks; `own` is the object's class.
TINYPY_INLINE int is_instance_of_py(Thread& t, Value object, const Type* own, const Type* type) {
  if (is_subtype(own, type)) return 1;
  if (!object.is_pointer() || class_attribute_is_own(t, own)) return 0;
  Ref claimed = getattr_optional_py(t, object, name(N::__class__));
  if (!claimed) return error_pending(t) ? -1 : 0;
  return is_type(claimed) && claimed.as<Type>() != own && is_subtype(claimed.as<Type>(), type);
}

}  // namespace

Ref claimed_class_py(Thread& t, Value object) {
  const Type* own = type_of(object);
  return class_attribute_is_own(t, own) ? Ref::share(t, Value(own)) : getattr_py(t, object, name(N::__class__));
}

int plain_isinstance_py(Thread& t, Value object, Value cls) {
  if (is_type(cls)) return is_instance_of_py(t, object, type_of(object), cls.as<Type>());
  if (!check_class_py(t, cls, kBadInstanceArg)) return -1;
  Ref claimed = getattr_optional_py(t, object, name(N::__class__));
  if (!claimed) return error_pending(t) ? -1 : 0;
  return derives_py(t, claimed, cls);
}

int plain_issubclass_py(Thread& t, Value derived, Value cls) {
  if (is_type(derived) && is_type(cls)) return is_subtype(derived.as<Type>(), cls.as<Type>());
  if (!check_class_py(t, derived, kNotAClass) || !check_class_py(t, cls, kBadSubclassArg)) return -1;
  return derives_py(t, derived, cls);
}

int isinstance_py(Thread& t, Value object, Value cls) {
  assert_may_run_python(t);
  if (cls.is_pointer()) {
    const Type* own = type_of(object);
    if (own == cls.object()) return 1;
    if (type_of(cls) == kTypeType) return is_instance_of_py(t, object, own, cls.as<Type>());
  }
  NativeDepth depth(t, " in __instancecheck__");
  if (!depth) return -1;
  Value classes = alternatives(cls);
  if (classes) return any_of_py(t, classes, [&](Value c) { return isinstance_py(t, object, c); });
  int answer = ask_hook_py(t, cls, name(N::__instancecheck__), object);
  return answer == kNotFound ? plain_isinstance_py(t, object, cls) : answer;
}

int issubclass_py(Thread& t, Value derived, Value cls) {
  assert_may_run_python(t);
  if (cls.is_pointer() && type_of(cls) == kTypeType) {
    return is_same(derived, cls) ? 1 : plain_issubclass_py(t, derived, cls);
  }
  NativeDepth depth(t, " in __subclasscheck__");
  if (!depth) return -1;
  Value classes = alternatives(cls);
  if (classes) return any_of_py(t, classes, [&](Value c) { return issubclass_py(t, derived, c); });
  int answer = ask_hook_py(t, cls, name(N::__subclasscheck__), derived);
  return answer == kNotFound ? plain_issubclass_py(t, derived, cls) : answer;
}

}  // namespace rt
