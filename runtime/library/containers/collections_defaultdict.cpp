// collections.defaultdict: a dict that makes missing values by calling its factory.
#include "runtime/library/containers/collections.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/names.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/text/str.h"

namespace rt::collections {

namespace {

Type* g_defaultdict = nullptr;

struct DefaultDict : Dict {
  Slot factory;  // callable; empty or None: missing keys raise KeyError
};

Ref factory_of(Thread& t, Value self) {
  auto* d = self.as<DefaultDict>();
  return load_field(t, d, d->factory);
}

bool defaultdict_init(Thread& t, Value self, const CallArgs& args) {
  Value factory;
  CallArgs rest = args;
  if (args.positional) {
    factory = args[0];
    if (factory != kNone && !is_callable(factory))
      return raise_type_error(t, "first argument must be callable or None");
    rest = CallArgs{args.values + 1, args.positional - 1, args.names};
  }
  auto* d = self.as<DefaultDict>();
  store_field(t, d, d->factory, factory ? Ref::share(t, factory) : Ref());
  return kDictType->slots.init(t, self, rest);
}

// If several threads miss the same key, the value of the first one to store it is kept, and all get that value.
Ref defaultdict_missing(Thread& t, Value self, Value key) {
  Ref factory = factory_of(t, self);
  if (!factory || factory.get() == kNone) return raise_key_error(t, key);
  Ref value = call_py(t, factory);
  if (!value) return Ref();
  if (type_of(self)->slots.setitem == kDictType->slots.setitem) return dict_setdefault_py(t, as_dict(self), key, value);
  return setitem_py(t, self, key, value) ? std::move(value) : Ref();
}

Ref defaultdict_getitem(Thread& t, Value self, Value key) {
  if (type_of(self) != g_defaultdict) return kDictType->slots.getitem(t, self, key);
  Ref value = dict_get_py(t, as_dict(self), key);
  return value || error_pending(t) ? std::move(value) : defaultdict_missing(t, self, key);
}

Ref defaultdict_copy(Thread& t, Value self) {
  Ref factory = factory_of(t, self);
  return call_py(t, type_of(self), factory ? factory.get() : kNone, self);
}

Ref defaultdict_reduce(Thread& t, Value self) {
  Ref factory = factory_of(t, self);
  Ref args = !factory || factory.get() == kNone ? Ref::share(t, empty_tuple()) : make_tuple(t, factory);
  Ref items = args ? call_method_py(t, self, name(N::items)) : Ref();
  Ref iterator = items ? iter_py(t, items) : Ref();
  if (!iterator) return Ref();
  Value values[] = {type_of(self), args, kNone, kNone, iterator};
  return make_tuple(t, values, 5);
}

Ref factory_repr_py(Thread& t, Value self) {
  Ref factory = factory_of(t, self);
  if (!factory) return make_str_ascii(t, "None");
  ReprScope scope(t, factory);
  return scope.recursive() ? make_str_ascii(t, "...") : repr_py(t, factory);
}

Ref defaultdict_repr(Thread& t, Value self) {
  Ref items = kDictType->slots.repr(t, self);
  Ref factory = items ? factory_repr_py(t, self) : Ref();
  return factory ? format_message(t, "%s(%S, %S)", short_type_name(self), factory.get(), items.get()) : Ref();
}

// The result has the left operand's type if that is a defaultdict, else the right one's.
Ref defaultdict_or(Thread& t, Value a, Value b) {
  Value self = is_instance(a, g_defaultdict) ? a : b;
  Value other = is_same(self, a) ? b : a;
  if (!is_any_dict(other)) return Ref::immediate(kNotImplemented);
  Ref factory = factory_of(t, self);
  Ref result = call_py(t, type_of(self), factory ? factory.get() : kNone, a);
  if (result && !is_dict(result)) return raise_type_error(t, "'%T' object is not a mapping", result.get());
  return result && dict_update_py(t, as_dict(result), b) ? std::move(result) : Ref();
}

void defaultdict_trace(Object* object, gc::Visitor& visitor) {
  kDictType->lifetime.trace(object, visitor);
  trace_slot(visitor, static_cast<DefaultDict*>(object)->factory);
}
void defaultdict_clear(gc::Thread& thread, Object* object) {
  if (kDictType->lifetime.clear) kDictType->lifetime.clear(thread, object);
  auto* d = static_cast<DefaultDict*>(object);
  store_field(static_cast<Thread&>(thread), d, d->factory, Ref());
}
void defaultdict_dispose(gc::Thread& thread, Object* object) {
  kDictType->lifetime.dispose(thread, object);
  clear_slot(static_cast<Thread&>(thread), static_cast<DefaultDict*>(object)->factory);
}

constexpr MethodDef kDefaultdictMethods[] = {
    {"__missing__", defaultdict_missing, "(self, key, /)",
     "Called by __getitem__ for a missing key: makes, keeps and returns its value."},
    {"copy", defaultdict_copy, "(self, /)", "Return a shallow copy."},
    {"__copy__", defaultdict_copy, "(self, /)", "Return a shallow copy."},
    {"__reduce__", defaultdict_reduce, "(self, /)", "Return state information for pickling."},
    kClassGetitemMethod,
    {},
};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
constexpr MemberDef kMembers[] = {{"default_factory", MemberKind::kSlotOrNone, offsetof(DefaultDict, factory), false,
                                   "Factory for the default value, called by __missing__()."},
                                  {}};
#pragma GCC diagnostic pop
constexpr TypeSpec kDefaultDictSpec = {
    .name = "collections.defaultdict",
    .size = sizeof(DefaultDict),
    .flags = kTypeTraced | kTypeSubclassable | kTypeHasWeakrefs,
    .doc = "defaultdict(default_factory=None, /, [...]): a dict whose missing values are made by calling the factory.",
    .lifetime = {defaultdict_trace, defaultdict_clear, nullptr, defaultdict_dispose},
    .slots =
        [] {
          Slots s{};
          s.init = defaultdict_init;
          s.repr = defaultdict_repr;
          s.getitem = defaultdict_getitem;
          s.binary[static_cast<int>(BinaryOp::kOr)] = defaultdict_or;
          return s;
        }(),
    .methods = kDefaultdictMethods,
    .members = kMembers,
};

}  // namespace

bool add_defaultdict(Thread& t, Value module) {
  return add_native_type(t, module, g_defaultdict, kDefaultDictSpec, kDictType);
}

}  // namespace rt::collections
