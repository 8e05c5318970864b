// The type super: attributes of the classes that follow a class in an object's MRO.
#include "runtime/types/classes/super.h"
#include "runtime/object/ops.h"
#include "runtime/object/shape.h"
#include "runtime/types/all.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

Super* as_super(Value v) { return v.as<Super>(); }

TINYPY_COLD Error raise_no_instance(Thread& t, Type* cls, Value self) {
  const char* what = is_type(self) ? "type" : "instance of";
  const char* kind = is_type(self) ? type_name(self.as<Type>()) : type_name(self);
  return raise_type_error(t, "super(type, obj): obj (%s %s) is not an instance or subtype of type (%N).", what, kind,
                          cls);
}

// The class whose MRO is searched: `self` itself if it is a subclass of `cls`, else its class, else its __class__
// attribute. Empty: TypeError.
Ref search_type_py(Thread& t, Type* cls, Value self) {
  if (is_type(self) && is_subtype(self.as<Type>(), cls)) return Ref::share(t, self);
  if (is_instance(self, cls)) return Ref::share(t, type_of(self));
  Ref claimed = getattr_optional_py(t, self, name(N::__class__));
  if (error_pending(t)) return Ref();
  if (claimed && is_type(claimed) && claimed.as<Type>() != type_of(self) && is_subtype(claimed.as<Type>(), cls))
    return claimed;
  return raise_no_instance(t, cls, self);
}

// True if the classes of `order` from `i` on are the MRO of the first of them, as under single inheritance. Then a
// memoised look-up on that class can be used.
bool is_own_order(const Tuple& order, u64 i) {
  Value mro = i < order.length ? order[i].as<Type>()->mro.get_shared() : Value();  // readable until the next safepoint
  if (!mro || as_tuple(mro)->length != order.length - i) return false;
  for (u64 n = 1; i + n < order.length; ++n) {
    if ((*as_tuple(mro))[n].object() != order[i + n].object()) return false;
  }
  return true;
}

u64 position_behind(const Tuple& order, const Type* cls) {
  u64 i = 0;
  while (i < order.length && order[i].object() != cls) ++i;
  return i + 1;
}

// The commonest case: a method for an instance, found by a memoised look-up. It counts neither the class nor its MRO,
// since both stay until the next safepoint. Empty: it is another case; no error is pending.
Ref plain_method(Thread& t, Type* cls, Value self, Value name) {
  Type* start = type_of(self);
  if (is_type(self) || !is_subtype(start, cls) || !is_interned(name)) return Ref();
  Value mro = start->mro.get_shared();
  if (!mro) return Ref();
  const Tuple& order = *as_tuple(mro);
  u64 i = position_behind(order, cls);
  if (!is_own_order(order, i)) return Ref();
  const AttrRecord* record = find_attribute(t, order[i].as<Type>()->root_shape, name);
  Ref found;
  bool method = hold_recorded(t, record, record->raw, &found) && found && (type_of(found)->flags & kTypeMethodLike);
  return method ? std::move(found) : Ref();
}

// The raw attribute of the first class behind `cls` in the MRO that has it. Empty without error: there is none.
Ref find_behind(Thread& t, Type* cls, Type* start, Value name) {
  Ref mro = load_field(t, start, start->mro);
  if (!mro) return Ref();
  const Tuple& order = *as_tuple(mro);
  u64 i = position_behind(order, cls);
  if (is_own_order(order, i) && is_interned(name)) {
    const AttrRecord* record = find_attribute(t, order[i].as<Type>()->root_shape, name);
    Ref found;
    if (hold_recorded(t, record, record->raw, &found)) return found;
  }
  for (; i < order.length; ++i) {
    Ref found = dict_get_str(t, order[i].as<Type>()->dict, name);
    if (found || error_pending(t)) return found;
  }
  return Ref();
}

Ref bind_py(Thread& t, Ref found, Value self, Type* start) {
  auto get = type_of(found)->slots.get;
  if (!get) return found;
  return get(t, found, is_same(self, start) ? Value() : self, start);
}

Ref make_super_py(Thread& t, Type* cls, Value self) {
  Ref start = search_type_py(t, cls, self);
  Ref object = start ? allocate_instance(t, kSuperType) : Ref();
  if (!object) return Ref();
  init_field(as_super(object)->cls, Ref::share(t, cls));
  init_field(as_super(object)->self, Ref::share(t, self));
  init_field(as_super(object)->self_type, std::move(start));
  return object;
}

// ---- the type

Ref super_getattr(Thread& t, Value object, Value key) {
  Super* super = as_super(object);
  Ref start = load_field(t, super, super->self_type);
  Ref cls = load_field(t, super, super->cls);
  if (start && cls && !is_same(key, name(N::__class__))) {
    Ref found = find_behind(t, cls.as<Type>(), start.as<Type>(), key);
    if (error_pending(t)) return Ref();
    Ref self = load_field(t, super, super->self);
    if (found) return bind_py(t, std::move(found), self, start.as<Type>());
  }
  return generic_getattr_py(t, object, key);
}

// __get__: an unbound super object that is a class attribute is bound to the instance.
Ref super_get(Thread& t, Value self, Value instance, Value) {
  Super* super = as_super(self);
  if (!instance || instance == kNone || super->self.get_shared()) return Ref::share(t, self);
  Ref cls = load_field(t, super, super->cls);
  if (!cls) return Ref::share(t, self);
  if (type_of(self) != kSuperType) return call_py(t, type_of(self), cls, instance);
  return make_super_py(t, cls.as<Type>(), instance);
}

Ref super_create(Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); }

bool super_init(Thread& t, Value self, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "super() takes no keyword arguments");
  if (args.positional > 2) return raise_type_error(t, "super() expected at most 2 arguments, got %d", args.positional);
  if (args.positional == 0) return raise(t, kRuntimeErrorType, "super(): no arguments");
  if (!is_type(args[0])) return raise_type_error(t, "super() argument 1 must be a type, not %T", args[0]);
  Super* super = as_super(self);
  bool bound = args.positional == 2 && args[1] != kNone;
  Ref start = bound ? search_type_py(t, args[0].as<Type>(), args[1]) : Ref();
  if (bound && !start) return false;
  store_field(t, super, super->cls, Ref::share(t, args[0]));
  store_field(t, super, super->self, bound ? Ref::share(t, args[1]) : Ref());
  store_field(t, super, super->self_type, std::move(start));
  return true;
}

Ref super_repr(Thread& t, Value self) {
  Super* super = as_super(self);
  Ref cls = load_field(t, super, super->cls), start = load_field(t, super, super->self_type);
  const char* cls_name = cls ? type_name(cls.as<Type>()) : "NULL";
  if (start) return format_message(t, "<super: <class '%s'>, <%N object>>", cls_name, start.as<Type>());
  return format_message(t, "<super: <class '%s'>, NULL>", cls_name);
}

template <Slot Super::* kSlot>
Ref get_field(Thread& t, Value self) {
  Ref value = load_field(t, self.object(), as_super(self)->*kSlot);
  return value ? std::move(value) : none();
}

constexpr GetSetDef kGetSet[] = {
    {"__thisclass__", get_field<&Super::cls>, nullptr, "the class invoking super()"},
    {"__self__", get_field<&Super::self>, nullptr, "the object that attributes are bound to, or None"},
    {"__self_class__", get_field<&Super::self_type>, nullptr, "the class whose order is followed, or None"},
    {},
};

constexpr Slot Super::* kFields[] = {&Super::cls, &Super::self, &Super::self_type};
void trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  for (auto slot : kFields) trace_slot(visitor, static_cast<Super*>(object)->*slot);
}
void dispose(gc::Thread& t, Object* object) {
  dispose_attributes(static_cast<Thread&>(t), object);
  for (auto slot : kFields) clear_slot(static_cast<Thread&>(t), static_cast<Super*>(object)->*slot);
}

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = super_repr;
  s.getattr = super_getattr;
  s.get = super_get;
  s.create = super_create;
  s.init = super_init;
  return s;
}();

}  // namespace

Ref super_getattr_py(Thread& t, Value cls, Value self, Value key, bool* is_method) {
  *is_method = false;
  if (!is_type(cls)) return raise_type_error(t, "super() argument 1 must be a type, not %T", cls);
  Type* type = cls.as<Type>();
  self = self.stripped();
  if (Ref method = plain_method(t, type, self, key)) {
    *is_method = true;
    return method;
  }
  Ref start = search_type_py(t, type, self);
  if (!start) return Ref();
  Ref found = is_same(key, name(N::__class__)) ? Ref() : find_behind(t, type, start.as<Type>(), key);
  if (error_pending(t)) return Ref();
  if (!found) {
    // The super object's own attributes (__class__, __thisclass__, ...), or the AttributeError.
    Ref object = make_super_py(t, type, self);
    return object ? generic_getattr_py(t, object, key) : Ref();
  }
  if ((type_of(found)->flags & kTypeMethodLike) && !is_same(self, start)) {
    *is_method = true;
    return found;
  }
  return bind_py(t, std::move(found), self, start.as<Type>());
}

const TypeSpec kSuperSpec = {
    .id = TypeId::kSuper,
    .name = "super",
    .size = sizeof(Super),
    .flags = kTypeSubclassable | kTypeTraced,
    .doc =
        "super() stands for super(__class__, first argument) in a method.\nsuper(type, object) gives the attributes of "
        "the classes behind type in "
        "the order of the object's class, bound to the object.\nsuper(type, type2) does the same for a class.",
    .lifetime = {trace, nullptr, nullptr, dispose},
    .slots = kSlots,
    .getset = kGetSet,
};

}  // namespace rt
