// The type of bound methods.
#include "runtime/types/classes/method.h"
#include "runtime/num/hash.h"
#include "runtime/object/ops.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// The slots never change after the construction, so the values may be borrowed.
Value function_of(Value v) { return v.as<Method>()->function.get(); }
Value self_of(Value v) { return v.as<Method>()->self.get(); }

Ref method_create(Thread& t, Type*, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "method() takes no keyword arguments");
  if (args.positional != 2) return raise_type_error(t, "method expected 2 arguments, got %d", args.positional);
  if (!is_callable(args[0])) return raise_type_error(t, "first argument must be callable");
  if (args[1] == kNone) return raise_type_error(t, "instance must not be None");
  return make_method(t, args[0], args[1]);
}

Ref method_call(Thread& t, Value self, const CallArgs& args) {
  return call_with_first_py(t, function_of(self), self_of(self), args);
}

Ref method_repr(Thread& t, Value self) {
  Ref text = getattr_optional_py(t, function_of(self), name(N::__qualname__));
  if (!text && !error_pending(t)) text = getattr_optional_py(t, function_of(self), name(N::__name__));
  if (error_pending(t)) return Ref();
  if (!text || !is_str(text)) return format_message(t, "<bound method ? of %R>", self_of(self));
  return format_message(t, "<bound method %S of %R>", text.get(), self_of(self));
}

Ref method_compare(Thread& t, Value a, Value b, CompareOp op) {
  bool answerable = is_exact(b, TypeId::kMethod) && (op == CompareOp::kEq || op == CompareOp::kNe);
  if (!answerable) return Ref::immediate(kNotImplemented);
  int equal = self_of(a) == self_of(b) ? equal_py(t, function_of(a), function_of(b)) : 0;
  return equal < 0 ? Ref() : bool_ref((equal == 1) == (op == CompareOp::kEq));
}

bool method_hash(Thread& t, Value self, i64* out) {
  if (!hash_py(t, function_of(self), out)) return false;
  *out ^= num::hash_pointer(reinterpret_cast<void*>(self_of(self).bits()));
  if (*out == -1) *out = -2;
  return true;
}

// Looks an attribute up on the type of bound methods first, then on the function.
Ref method_getattr(Thread& t, Value self, Value key) {
  Value in_class = type_lookup(kMethodType, key);
  if (in_class) return generic_getattr_py(t, self, key);
  return getattr_py(t, function_of(self), key);
}

Ref method_get(Thread& t, Value self, Value, Value) { return Ref::share(t, self); }

// The name by which the method is found in its object: that of a private method is mangled with the name of the class
// that has it.
Ref attribute_name_py(Thread& t, Value self) {
  Ref text = getattr_py(t, function_of(self), name(N::__name__));
  if (!text || !is_str(text)) return text;
  Type* type = is_type(self_of(self)) ? self_of(self).as<Type>() : type_of(self_of(self));
  Ref mro = load_field(t, type, type->mro);
  for (u64 i = 0; mro && i < as_tuple(mro)->length; ++i) {
    Type* cls = (*as_tuple(mro))[i].as<Type>();
    Ref class_name = load_field(t, cls, cls->name);
    Ref mangled = mangle_name(t, class_name, text);
    if (!mangled) return Ref();
    if (is_same(mangled, text)) continue;
    mangled = intern(t, std::move(mangled));
    if (!mangled) return Ref();
    if (dict_get_str(t, cls->dict, mangled)) return mangled;
    if (error_pending(t)) return Ref();
  }
  return text;
}

Ref method_reduce(Thread& t, Value self) {
  Ref function = getattr_function(t);
  Ref text = function ? attribute_name_py(t, self) : Ref();
  Ref args = text ? make_tuple(t, self_of(self), text) : Ref();
  return args ? make_tuple(t, function, args) : Ref();
}

Ref get_function(Thread& t, Value self) { return Ref::share(t, function_of(self)); }
Ref get_self(Thread& t, Value self) { return Ref::share(t, self_of(self)); }
Ref get_doc(Thread& t, Value self) {
  Ref doc = getattr_optional_py(t, function_of(self), name(N::__doc__));
  return doc || error_pending(t) ? std::move(doc) : none();
}

constexpr MethodDef kMethods[] = {{"__reduce__", method_reduce, "(self, /)"}, {}};
constexpr GetSetDef kGetSet[] = {
    {"__func__", get_function, nullptr, "What is called, with the object in front of the arguments."},
    {"__self__", get_self, nullptr, "The object that the method belongs to."},
    {"__doc__", get_doc},
    {}};

void trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<Method*>(object)->function);
  trace_slot(visitor, static_cast<Method*>(object)->self);
}
void dispose(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<Method*>(object)->function);
  clear_slot(static_cast<Thread&>(t), static_cast<Method*>(object)->self);
}

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = method_repr;
  s.call = method_call;
  s.compare = method_compare;
  s.hash = method_hash;
  s.getattr = method_getattr;
  s.get = method_get;
  s.create = method_create;
  return s;
}();

}  // namespace

Ref make_method(Thread& t, Value function, Value self) {
  auto* method = allocate_exact<Method>(t, TypeId::kMethod, sizeof(Method), true);
  if (!method) return Ref();
  init_field(method->function, Ref::share(t, function));
  init_field(method->self, Ref::share(t, self));
  return Ref::steal(method);
}

const TypeSpec kMethodSpec = {
    .id = TypeId::kMethod,
    .name = "method",
    .size = sizeof(Method),
    .flags = kTypeTraced | kTypeHasWeakrefs,
    .doc = "method(function, instance, /)\n--\n\nCreate a bound instance method object.",
    .lifetime = {trace, nullptr, nullptr, dispose},
    .slots = kSlots,
    .methods = kMethods,
    .getset = kGetSet,
};

}  // namespace rt
