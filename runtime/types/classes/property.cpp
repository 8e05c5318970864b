// The type property.
#include "runtime/types/classes/property.h"
#include "runtime/object/ops.h"
#include "runtime/types/all.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

Property* as_property(Value v) { return v.as<Property>(); }
Ref part(Thread& t, Value self, Slot Property::* slot) {
  return load_field(t, self.object(), as_property(self)->*slot);
}

// The property's name: the one that __set_name__ has stored, or the getter's. Empty without error: unknown.
Ref name_of_py(Thread& t, Value self) {
  Ref own = part(t, self, &Property::name);
  if (own) return own;
  Ref getter = part(t, self, &Property::getter);
  return getter ? getattr_optional_py(t, getter, name(N::__name__)) : Ref();
}

bool raise_missing_py(Thread& t, Value self, Value instance, const char* what) {
  Ref own = name_of_py(t, self);
  if (error_pending(t)) return false;
  Ref qualname = getattr_py(t, type_of(instance), name(N::__qualname__));
  if (!qualname) return false;
  if (own) return raise(t, kAttributeErrorType, "property %R of %R object has no %s", own.get(), qualname.get(), what);
  return raise(t, kAttributeErrorType, "property of %R object has no %s", qualname.get(), what);
}

Ref property_get(Thread& t, Value self, Value instance, Value) {
  if (!instance) return Ref::share(t, self);
  Ref getter = part(t, self, &Property::getter);
  if (getter) return call_py(t, getter, instance);
  raise_missing_py(t, self, instance, "getter");
  return Ref();
}

bool property_set(Thread& t, Value self, Value instance, Value value) {
  Ref function = part(t, self, value ? &Property::setter : &Property::deleter);
  if (!function) return raise_missing_py(t, self, instance, value ? "setter" : "deleter");
  return bool(value ? call_py(t, function, instance, value) : call_py(t, function, instance));
}

// ---- construction

Ref create(Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); }

void set_part(Thread& t, Value self, Slot Property::* slot, Value value) {
  bool given = value && value != kNone;
  store_field(t, self.object(), as_property(self)->*slot, given ? Ref::share(t, value) : Ref());
}

// Stores the documentation. For an instance of a subclass it becomes an attribute of the instance, because the
// subclass's own __doc__ would hide the field.
bool set_doc_py(Thread& t, Value self, Value doc) {
  if (type_of(self) == kPropertyType) {
    set_part(t, self, &Property::doc, doc);
    return true;
  }
  if (setattr_py(t, self, name(N::__doc__), doc ? doc : kNone)) return true;
  // A subclass with __slots__ may have no place for it. That is an error only if the getter has a docstring.
  if (as_property(self)->getter_doc.load(gc::relaxed) || !error_is(t, kAttributeErrorType)) return false;
  clear_error(t);
  return true;
}

bool take_doc_py(Thread& t, Value self, Value getter, Value doc) {
  bool given = doc && doc != kNone;
  as_property(self)->getter_doc.store(false, gc::relaxed);
  if (given || !getter || getter == kNone) return set_doc_py(t, self, doc);
  Ref of_getter = getattr_optional_py(t, getter, name(N::__doc__));
  if (!of_getter && error_pending(t)) return false;
  if (!of_getter || of_getter.get() == kNone) return set_doc_py(t, self, Value());
  as_property(self)->getter_doc.store(true, gc::relaxed);
  return set_doc_py(t, self, of_getter);
}

Ref property_init_method(Thread& t, Value self, Value getter, Value setter, Value deleter, Value doc) {
  set_part(t, self, &Property::getter, getter);
  set_part(t, self, &Property::setter, setter);
  set_part(t, self, &Property::deleter, deleter);
  set_part(t, self, &Property::doc, Value());
  set_part(t, self, &Property::name, Value());
  return take_doc_py(t, self, getter, doc) ? none() : Ref();
}

constexpr MethodDef kInit = {"property", property_init_method, "(self, /, fget=None, fset=None, fdel=None, doc=None)",
                             nullptr};

bool property_init(Thread& t, Value self, const CallArgs& args) {
  Value bound[kMaxParams];
  constexpr u32 kInline = 8;
  u32 total = args.positional + args.keywords() + 1;
  if (total > kInline) return raise_type_error(t, "property() takes at most 4 arguments (%d given)", total - 1);
  bound[0] = self;
  for (u32 i = 1; i < total; ++i) bound[i] = args.values[i - 1];
  return bool(call_method_def(t, kInit, CallArgs{bound, args.positional + 1, args.names}));
}

// A function of the copy: the given one, or that of the property. None is as good as none given.
Ref replaced(Thread& t, Value self, Value given, Slot Property::* field) {
  return given && given != kNone ? Ref::share(t, given) : part(t, self, field);
}

// A copy of the property with one function replaced: setter(), getter(), deleter().
Ref copy_with_py(Thread& t, Value self, Value getter, Value setter, Value deleter) {
  Ref g = replaced(t, self, getter, &Property::getter);
  Ref s = replaced(t, self, setter, &Property::setter);
  Ref d = replaced(t, self, deleter, &Property::deleter);
  // If the documentation came from the old getter, the copy takes it from the new getter.
  bool keep_doc = !(as_property(self)->getter_doc.load(gc::relaxed) && g && g.get() != kNone);
  Ref doc = keep_doc ? part(t, self, &Property::doc) : Ref();
  auto or_none = [](const Ref& r) { return r ? r.get() : kNone; };
  Value args[] = {or_none(g), or_none(s), or_none(d), or_none(doc)};
  Ref copy = call_py(t, type_of(self), CallArgs{args, 4, Value()});
  if (copy && is_instance(copy, kPropertyType)) {
    Ref own = part(t, self, &Property::name);
    if (own) set_part(t, copy, &Property::name, own);
  }
  return copy;
}

Ref property_getter(Thread& t, Value self, Value f) { return copy_with_py(t, self, f, Value(), Value()); }
Ref property_setter(Thread& t, Value self, Value f) { return copy_with_py(t, self, Value(), f, Value()); }
Ref property_deleter(Thread& t, Value self, Value f) { return copy_with_py(t, self, Value(), Value(), f); }

Ref property_set_name(Thread& t, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "__set_name__() takes no keyword arguments");
  if (args.positional != 3) {
    return raise_type_error(t, "__set_name__() takes 2 positional arguments but %d were given", args.positional - 1);
  }
  set_part(t, args[0], &Property::name, args[2]);
  return none();
}

// ---- attributes

template <Slot Property::* kSlot>
Ref get_part(Thread& t, Value self) {
  Ref value = part(t, self, kSlot);
  return value ? std::move(value) : none();
}
bool set_doc(Thread& t, Value self, Value value) {
  set_part(t, self, &Property::doc, value);
  return true;
}

Ref get_name(Thread& t, Value self) {
  Ref own = name_of_py(t, self);
  if (own || error_pending(t)) return own;
  return raise_attribute_error(t, self, name(N::__name__));
}
bool set_name(Thread& t, Value self, Value value) {
  store_field(t, self.object(), as_property(self)->name, value ? Ref::share(t, value) : Ref());  // None is a name, too
  return true;
}

Ref is_abstract(Thread& t, Value self) {
  for (auto slot : {&Property::getter, &Property::setter, &Property::deleter}) {
    Ref function = part(t, self, slot);
    Ref flag = function ? getattr_optional_py(t, function, name(N::__isabstractmethod__)) : Ref();
    int truth = flag ? truth_py(t, flag) : 0;
    if (truth < 0 || error_pending(t)) return Ref();
    if (truth) return bool_ref(true);
  }
  return bool_ref(false);
}

constexpr MethodDef kMethods[] = {
    {"getter", property_getter, "(self, object, /)", "A copy of the property with another function for reading."},
    {"setter", property_setter, "(self, object, /)", "A copy of the property with another function for assignment."},
    {"deleter", property_deleter, "(self, object, /)", "A copy of the property with another function for `del`."},
    {"__set_name__", property_set_name, "(...)(self, owner, name, /)", "Tells the property its name."},
    {},
};
constexpr GetSetDef kGetSet[] = {
    {"__doc__", get_part<&Property::doc>, set_doc},
    {"__name__", get_name, set_name},
    {"__isabstractmethod__", is_abstract},
    {},
};

constexpr MemberDef kMembers[] = {{"fget", MemberKind::kSlotOrNone, offsetof(Property, getter)},
                                  {"fset", MemberKind::kSlotOrNone, offsetof(Property, setter)},
                                  {"fdel", MemberKind::kSlotOrNone, offsetof(Property, deleter)},
                                  {}};

constexpr Slot Property::* kParts[] = {&Property::getter, &Property::setter, &Property::deleter, &Property::doc,
                                       &Property::name};

void trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  for (auto slot : kParts) trace_slot(visitor, static_cast<Property*>(object)->*slot);
}
void clear(gc::Thread& t, Object* object) {
  for (auto slot : kParts) clear_slot(static_cast<Thread&>(t), static_cast<Property*>(object)->*slot);
}
void dispose(gc::Thread& t, Object* object) {
  dispose_attributes(static_cast<Thread&>(t), object);
  clear(t, object);
}

constexpr Slots kSlots = [] {
  Slots s{};
  s.create = create;
  s.init = property_init;
  s.get = property_get;
  s.set = property_set;
  return s;
}();

}  // namespace

const TypeSpec kPropertySpec = {
    .id = TypeId::kProperty,
    .name = "property",
    .size = sizeof(Property),
    .flags = kTypeSubclassable | kTypeTraced,
    .doc =
        "property(fget=None, fset=None, fdel=None, doc=None)\n--\n\nProperty attribute.\n\n  fget\n    function to be "
        "used for getting an attribute value\n  fset\n    function "
        "to be used for setting an "
        "attribute value\n  fdel\n    function to be used for del'ing an attribute\n  doc\n    docstring",
    .lifetime = {trace, clear, nullptr, dispose},
    .slots = kSlots,
    .methods = kMethods,
    .getset = kGetSet,
    .members = kMembers,
};

}  // namespace rt
