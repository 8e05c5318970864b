// Native slots as Python objects: the types wrapper_descriptor (`int.__add__`) and method-wrapper (`(1).__add__`), and
// the `__new__` of native types.
#include "runtime/num/hash.h"
#include "runtime/object/address.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/object/slots_generic.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

SlotWrapper* as_wrapper(Value v) { return v.as<SlotWrapper>(); }
Value name_of(const SlotWrapper* wrapper) { return name(wrapper->def->name); }

Ref call_wrapper_py(Thread& t, SlotWrapper* wrapper, Value self, const CallArgs& args) {
  bool takes_keywords = wrapper->def->name == N::__init__ || wrapper->def->name == N::__call__;
  if (args.keywords() && !takes_keywords)
    return raise_type_error(t, "wrapper %S() takes no keyword arguments", name_of(wrapper));
  return wrapper->def->wrap(t, wrapper, self, args);
}

// ---- wrapper_descriptor

bool check_instance(Thread& t, SlotWrapper* wrapper, Value instance, const char* format) {
  if (is_instance(instance, wrapper->owner)) return true;
  return raise_type_error(t, format, name_of(wrapper), wrapper->owner, instance);
}

Ref wrapper_call(Thread& t, Value self, const CallArgs& args) {
  SlotWrapper* wrapper = as_wrapper(self);
  if (args.positional == 0) {
    return raise_type_error(t, "descriptor '%S' of '%N' object needs an argument", name_of(wrapper), wrapper->owner);
  }
  if (!check_instance(t, wrapper, args[0], "descriptor '%S' requires a '%N' object but received a '%T'")) return Ref();
  return call_wrapper_py(t, wrapper, args[0], CallArgs{args.values + 1, args.positional - 1, args.names});
}

Ref wrapper_get(Thread& t, Value self, Value instance, Value) {
  if (!instance) return Ref::share(t, self);
  if (!check_instance(t, as_wrapper(self), instance, "descriptor '%S' for '%N' objects doesn't apply to a '%T' object"))
    return Ref();
  auto* bound = allocate_exact<MethodWrapper>(t, TypeId::kMethodWrapper, sizeof(MethodWrapper), true);
  if (!bound) return Ref();
  init_field(bound->wrapper, Ref::share(t, self));
  init_field(bound->self, Ref::share(t, instance));
  return Ref::steal(bound);
}

Ref wrapper_repr(Thread& t, Value self) {
  return format_message(t, "<slot wrapper '%S' of '%N' objects>", name_of(as_wrapper(self)), as_wrapper(self)->owner);
}

Ref qualname_of(Thread& t, SlotWrapper* w) {
  return format_message(t, "%S.%S", w->owner->qualname.get_shared(), name_of(w));
}

Ref wrapper_name(Thread& t, Value self) { return Ref::share(t, name_of(as_wrapper(self))); }
Ref wrapper_qualname(Thread& t, Value self) { return qualname_of(t, as_wrapper(self)); }
Ref wrapper_objclass(Thread& t, Value self) { return Ref::share(t, as_wrapper(self)->owner); }
Ref wrapper_doc(Thread& t, Value self) { return native_doc(t, as_wrapper(self)->def->doc); }
Ref wrapper_signature(Thread& t, Value self) { return native_doc(t, as_wrapper(self)->def->signature); }

Ref wrapper_reduce(Thread& t, Value self) {
  Ref function = getattr_function(t);
  Ref args = function ? make_tuple(t, as_wrapper(self)->owner, name_of(as_wrapper(self))) : Ref();
  return args ? make_tuple(t, function, args) : Ref();
}

constexpr GetSetDef kWrapperGetSet[] = {
    {"__name__", wrapper_name}, {"__qualname__", wrapper_qualname},        {"__objclass__", wrapper_objclass},
    {"__doc__", wrapper_doc},   {"__text_signature__", wrapper_signature}, {}};
constexpr MethodDef kWrapperMethods[] = {{"__reduce__", wrapper_reduce, "(self, /)"}, {}};

// ---- method-wrapper

MethodWrapper* as_bound(Value v) { return v.as<MethodWrapper>(); }
SlotWrapper* wrapper_of(Value v) { return as_bound(v)->wrapper.get().as<SlotWrapper>(); }  // the slot never changes
Value self_of(Value v) { return as_bound(v)->self.get(); }

Ref bound_call(Thread& t, Value self, const CallArgs& args) {
  return call_wrapper_py(t, wrapper_of(self), self_of(self), args);
}

Ref bound_repr(Thread& t, Value self) {
  return format_message(t, "<method-wrapper '%S' of %T object at %s>", name_of(wrapper_of(self)), self_of(self),
                        Address(self_of(self)).text);
}

Ref bound_compare(Thread&, Value a, Value b, CompareOp op) {
  if (!is_exact(b, TypeId::kMethodWrapper) || (op != CompareOp::kEq && op != CompareOp::kNe))
    return Ref::immediate(kNotImplemented);
  bool equal = wrapper_of(a) == wrapper_of(b) && self_of(a) == self_of(b);
  return bool_ref(equal == (op == CompareOp::kEq));
}

bool bound_hash(Thread&, Value self, i64* out) {
  *out = num::hash_pointer(reinterpret_cast<void*>(self_of(self).bits())) ^ num::hash_pointer(wrapper_of(self));
  if (*out == -1) *out = -2;
  return true;
}

Ref bound_name(Thread& t, Value self) { return Ref::share(t, name_of(wrapper_of(self))); }
Ref bound_qualname(Thread& t, Value self) { return qualname_of(t, wrapper_of(self)); }
Ref bound_objclass(Thread& t, Value self) { return Ref::share(t, wrapper_of(self)->owner); }
Ref bound_doc(Thread& t, Value self) { return native_doc(t, wrapper_of(self)->def->doc); }
Ref bound_signature(Thread& t, Value self) { return native_doc(t, wrapper_of(self)->def->signature); }
Ref bound_self(Thread& t, Value self) { return Ref::share(t, self_of(self)); }

Ref bound_reduce(Thread& t, Value self) {
  Ref function = getattr_function(t);
  Ref args = function ? make_tuple(t, self_of(self), name_of(wrapper_of(self))) : Ref();
  return args ? make_tuple(t, function, args) : Ref();
}

constexpr GetSetDef kBoundGetSet[] = {{"__name__", bound_name},
                                      {"__qualname__", bound_qualname},
                                      {"__objclass__", bound_objclass},
                                      {"__doc__", bound_doc},
                                      {"__text_signature__", bound_signature},
                                      {"__self__", bound_self},
                                      {}};
constexpr MethodDef kBoundMethods[] = {{"__reduce__", bound_reduce, "(self, /)"}, {}};

void bound_trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<MethodWrapper*>(object)->wrapper);
  trace_slot(visitor, static_cast<MethodWrapper*>(object)->self);
}
void bound_dispose(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<MethodWrapper*>(object)->wrapper);
  clear_slot(static_cast<Thread&>(t), static_cast<MethodWrapper*>(object)->self);
}

constexpr Slots kWrapperSlots = [] {
  Slots s{};
  s.repr = wrapper_repr;
  s.get = wrapper_get;
  s.call = wrapper_call;
  return s;
}();
constexpr Slots kBoundSlots = [] {
  Slots s{};
  s.repr = bound_repr;
  s.call = bound_call;
  s.compare = bound_compare;
  s.hash = bound_hash;
  return s;
}();

// ---- __new__

// The class whose native create slot must make the instances of `type`.
Type* constructing_base(Type* type) {
  while (type->slots.create == generic::create) type = type->base;
  return type;
}

// Whether the function that makes instances of `base` is the one of `owner`. All classes of extensions have one
// function here, which calls that of the layout: so the owner must be among the bases that the layout extends.
bool makes_instances_of(const Type* owner, const Type* base) {
  if (base->slots.create != owner->slots.create) return false;
  if (!(owner->flags & kTypeExtension)) return true;
  while (base && base != owner) base = base->base;
  return base;
}

bool check_new(Thread& t, Type* owner, const CallArgs& args) {
  if (args.positional < 2) return raise_type_error(t, "%N.__new__(): not enough arguments", owner);
  if (!is_type(args[1])) return raise_type_error(t, "%N.__new__(X): X is not a type object (%T)", owner, args[1]);
  Type* type = args[1].as<Type>();
  if (!is_subtype(type, owner))
    return raise_type_error(t, "%N.__new__(%N): %N is not a subtype of %N", owner, type, type, owner);
  Type* base = constructing_base(type);
  if (makes_instances_of(owner, base)) return true;
  if (library_minor() >= 15 && (type->flags & kTypeDisallowNew))
    return raise_type_error(t, "cannot create '%N' instances", type);
  return raise_type_error(t, "%N.__new__(%N) is not safe, use %N.__new__()", owner, type, base);
}

// T.__new__(cls, ...). The arguments are the native type T (the builtin's self), the class to instantiate, and the
// rest.
Ref new_method(Thread& t, const CallArgs& args) {
  Type* owner = args[0].as<Type>();
  if (!check_new(t, owner, args)) return Ref();
  return owner->slots.create(t, args[1].as<Type>(), CallArgs{args.values + 2, args.positional - 2, args.names});
}

}  // namespace

const MethodDef kNewMethod = {"__new__", new_method, "(...)(type, *args, **kwargs)",
                              "Makes an object of the class; it gets the arguments of the call."};

Ref make_slot_wrapper(Thread& t, const SlotDef* def, Type* owner) {
  auto* wrapper = allocate_exact<SlotWrapper>(t, TypeId::kSlotWrapper, sizeof(SlotWrapper), false);
  if (!wrapper) return Ref();
  wrapper->def = def;
  wrapper->owner = owner;
  return Ref::steal(wrapper);
}

const TypeSpec kSlotWrapperSpec = {
    .id = TypeId::kSlotWrapper,
    .name = "wrapper_descriptor",
    .size = sizeof(SlotWrapper),
    .flags = kTypeMethodLike | kTypeDisallowNew,
    .slots = kWrapperSlots,
    .methods = kWrapperMethods,
    .getset = kWrapperGetSet,
};

const TypeSpec kMethodWrapperSpec = {
    .id = TypeId::kMethodWrapper,
    .name = "method-wrapper",
    .size = sizeof(MethodWrapper),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = {bound_trace, nullptr, nullptr, bound_dispose},
    .slots = kBoundSlots,
    .methods = kBoundMethods,
    .getset = kBoundGetSet,
};

}  // namespace rt
