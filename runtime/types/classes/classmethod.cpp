// The types classmethod and staticmethod.
#include "runtime/types/classes/classmethod.h"
#include "runtime/object/class.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/classes/method.h"

namespace rt {

namespace {

WrappedCallable* as_wrapped(Value v) { return v.as<WrappedCallable>(); }

Ref callable_of(Thread& t, Value self) {
  Ref callable = load_field(t, self.object(), as_wrapped(self)->callable);
  return callable ? std::move(callable) : Ref(raise(t, kRuntimeErrorType, "uninitialized %T object", self));
}

const char* kind_of(Value self) { return is_instance(self, kClassMethodType) ? "classmethod" : "staticmethod"; }

Ref create(Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); }

bool init(Thread& t, Value self, const CallArgs& args) {
  const char* what = kind_of(self);
  if (args.keywords()) return raise_type_error(t, "%s() takes no keyword arguments", what);
  if (args.positional != 1) return raise_type_error(t, "%s expected 1 argument, got %d", what, args.positional);
  set_recorded_part(t, self.object(), as_wrapped(self)->callable, args[0]);
  return copy_names_of_callable_py(t, self, args[0]);
}

Ref repr(Thread& t, Value self) {
  Ref callable = callable_of(t, self);
  return callable ? format_message(t, "<%s(%R)>", kind_of(self), callable.get()) : Ref();
}

Ref class_get(Thread& t, Value self, Value instance, Value owner) {
  Ref callable = callable_of(t, self);
  return callable ? make_method(t, callable, owner ? owner : Value(type_of(instance))) : Ref();
}

Ref static_get(Thread& t, Value self, Value, Value) { return callable_of(t, self); }

Ref static_call(Thread& t, Value self, const CallArgs& args) {
  Ref callable = callable_of(t, self);
  return callable ? call_py(t, callable, args) : Ref();
}

Ref is_abstract(Thread& t, Value self) {
  Ref callable = load_field(t, self.object(), as_wrapped(self)->callable);
  if (!callable) return bool_ref(false);
  Ref flag = getattr_optional_py(t, callable, name(N::__isabstractmethod__));
  if (!flag) return error_pending(t) ? Ref() : bool_ref(false);
  int truth = truth_py(t, flag);
  return truth < 0 ? Ref() : bool_ref(truth);
}

// Getter of the annotations: those of the callable, unless they have been set on the wrapper.
template <N kName>
Ref get_forwarded(Thread& t, Value self) {
  Ref own = instance_get(t, self.object(), name(kName));
  if (own || error_pending(t)) return own;
  Ref callable = callable_of(t, self);
  Ref value = callable ? getattr_py(t, callable, name(kName)) : Ref();
  // Since 3.14 the wrapper keeps what it has read.
  bool keeps = value && library_minor() >= 14;
  return !keeps || instance_set(t, self.object(), name(kName), value) ? std::move(value) : Ref();
}
template <N kName>
bool set_forwarded(Thread& t, Value self, Value value) {
  if (value) return instance_set(t, self.object(), name(kName), value);
  int deleted = instance_delete(t, self.object(), name(kName));
  return deleted == 0 ? bool(raise_attribute_error(t, self, name(kName))) : deleted > 0;
}

constexpr MemberDef kMembers[] = {
    {"__func__", MemberKind::kSlotOrNone, offsetof(WrappedCallable, callable)},
    {"__wrapped__", MemberKind::kSlotOrNone, offsetof(WrappedCallable, callable)},
    {},
};
constexpr GetSetDef kGetSet[] = {
    {"__isabstractmethod__", is_abstract},
    {"__annotations__", get_forwarded<N::__annotations__>, set_forwarded<N::__annotations__>},
    {"__annotate__", get_forwarded<N::__annotate__>, set_forwarded<N::__annotate__>},
    {},
};
constexpr MethodDef kMethods[] = {
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", "See PEP 585"}, {}};

void trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slot(visitor, static_cast<WrappedCallable*>(object)->callable);
}
void dispose(gc::Thread& t, Object* object) {
  dispose_attributes(static_cast<Thread&>(t), object);
  clear_slot(static_cast<Thread&>(t), static_cast<WrappedCallable*>(object)->callable);
}
void clear(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<WrappedCallable*>(object)->callable);
}

constexpr Slots make_slots(Ref (*get)(Thread&, Value, Value, Value), Ref (*call)(Thread&, Value, const CallArgs&)) {
  Slots s{};
  s.repr = repr;
  s.create = create;
  s.init = init;
  s.get = get;
  s.call = call;
  return s;
}

Ref make(Thread& t, Type* type, Value callable) {
  Ref wrapped = allocate_instance(t, type);
  if (wrapped) init_field(as_wrapped(wrapped)->callable, Ref::share(t, callable));
  return wrapped;
}

}  // namespace

bool copy_names_of_callable_py(Thread& t, Value wrapper, Value callable) {
  for (N id : {N::__module__, N::__name__, N::__qualname__, N::__doc__}) {
    Ref value = getattr_optional_py(t, callable, name(id));
    if (!value && error_pending(t)) return false;
    if (value && !instance_set(t, wrapper.object(), name(id), value)) return false;
  }
  return true;
}

Ref make_static_method(Thread& t, Value callable) { return make(t, kStaticMethodType, callable); }
Ref make_class_method(Thread& t, Value callable) { return make(t, kClassMethodType, callable); }

const TypeSpec kClassMethodSpec = {
    .id = TypeId::kClassMethod,
    .name = "classmethod",
    .size = sizeof(WrappedCallable),
    .flags = kTypeSubclassable | kTypeTraced | kTypeHasDict,
    .doc = "classmethod(function, /)\n--\n\nA method that gets the class as first argument instead of an object.",
    .lifetime = {trace, clear, nullptr, dispose},
    .slots = make_slots(class_get, nullptr),
    .methods = kMethods,
    .getset = kGetSet,
    .members = kMembers,
};

const TypeSpec kStaticMethodSpec = {
    .id = TypeId::kStaticMethod,
    .name = "staticmethod",
    .size = sizeof(WrappedCallable),
    .flags = kTypeSubclassable | kTypeTraced | kTypeHasDict,
    .doc =
        "staticmethod(function, /)\n--\n\nConvert a function to be a static method: it receives no implicit first "
        "argument.",
    .lifetime = {trace, clear, nullptr, dispose},
    .slots = make_slots(static_get, static_call),
    .methods = kMethods,
    .getset = kGetSet,
    .members = kMembers,
};

}  // namespace rt
