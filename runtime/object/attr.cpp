// Attribute access in the order of the language: data descriptors of the class, the object's own attributes, other
// attributes of the class, __getattr__. Every look-up starts from the memoised record of the object's shape
// (shape_records.cpp), so the MRO is not walked again.
#include "runtime/object/class.h"
#include "runtime/object/lazy_import.h"
#include "runtime/object/module_errors.h"
#include "runtime/object/names.h"
#include "runtime/object/ops.h"
#include "runtime/object/slots.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/text/str.h"

namespace rt {

Ref module_getattr_py(Thread& t, Value module, Value name);

namespace {

// ---- the record of a name

// The memoised record if the name is interned. Other names are made at run time and would fill the memo: for them
// *local is filled in.
const AttrRecord* record_of(Thread& t, Shape* shape, Value name, AttrRecord* local) {
  if (is_interned(name)) [[likely]]
    return find_attribute(t, shape, name);
  resolve_attribute(t, shape, name, local);
  return local;
}

}  // namespace

Ref hold_type_attribute(Thread& t, Type* type, Value name) {
  for (;;) {
    AttrRecord local = {};
    const AttrRecord* record = record_of(t, type->root_shape, name, &local);
    Ref found;
    if (hold_recorded(t, record, record->raw, &found)) return found;
  }
}

namespace {

// A descriptor whose class has lost __get__ since it was found, by another thread, is a value like any other.
Ref bind_py(Thread& t, Value descriptor, Value object, Value owner) {
  NativeDepth depth(t, " while binding a descriptor");
  if (!depth) [[unlikely]]
    return Ref();
  auto get = type_of(descriptor)->slots.get;
  return get ? get(t, descriptor, object, owner) : Ref::share(t, descriptor);
}

// Counts the class attribute of the record, without binding it. Empty: the class has none, or *stale is true because
// the class has changed.
Ref hold_class_attribute(Thread& t, const AttrRecord* record, AttrKind kind, bool* stale) {
  Ref found;
  if (kind != AttrKind::kMissing)
    *stale = !hold_recorded(t, record, kind == AttrKind::kClassValue ? record->value : record->raw, &found);
  return found;
}

Ref bind_class_attribute_py(Thread& t, Value object, Ref found, AttrKind kind, bool* missing) {
  if (!found) {
    *missing = true;
    return Ref();
  }
  return kind == AttrKind::kClassValue ? std::move(found) : bind_py(t, found, object, type_of(object));
}

// The class attribute of the record, bound to the object.
Ref class_attribute_py(Thread& t, Value object, const AttrRecord* record, AttrKind kind, bool* missing, bool* stale) {
  Ref found = hold_class_attribute(t, record, kind, stale);
  return *stale ? Ref() : bind_class_attribute_py(t, object, std::move(found), kind, missing);
}

// The look-up without short cuts. Used if the record's kind is none that lookup_once_py() can use directly, for example
// because the type has its own __getattribute__, which has called object's.
Ref lookup_unspecialised_py(Thread& t, Value object, Value name, const AttrRecord* record, bool* missing, bool* stale) {
  AttrKind kind = record->fallback;
  // The class attribute is counted before the instance's dict is searched: a key's __eq__ may run Python code, which
  // may delete the attribute from the class.
  Ref of_class = hold_class_attribute(t, record, kind, stale);
  if (*stale) return Ref();
  if (!is_data(kind) && object.is_pointer() && has_own_attributes(rt::shape_of(object.object()))) {
    Ref own = instance_get(t, object.object(), name);
    if (own || error_pending(t)) return own;
  }
  return bind_class_attribute_py(t, object, std::move(of_class), kind, missing);
}

Ref member_value(Thread& t, Object* object, const AttrRecord* record) {
  Ref value = load_field(t, object, inline_slot(object, record->offset));
  return value ? std::move(value) : Ref(raise_attribute_error(t, object, record->name));
}

// *stale: the class has changed during the look-up, which the caller must start again.
Ref lookup_once_py(Thread& t, Value object, Value name, bool* missing, bool* stale) {
  AttrRecord local = {};
  Shape* shape = shape_of_value(object);
  const AttrRecord* record = record_of(t, shape, name, &local);
  local.name = name;
  switch (record->kind) {
    case AttrKind::kSlot: {
      Object* o = object.object();
      Ref value = load_field(t, o, inline_slot(o, record->offset));
      if (value) return value;
      // The slot is empty: another thread is moving the object to dict mode.
      return lookup_unspecialised_py(t, object, name, record, missing, stale);
    }
    case AttrKind::kMember: return member_value(t, object.object(), record);
    case AttrKind::kExtraSlot:
    case AttrKind::kDictMode:
    case AttrKind::kModule:
    case AttrKind::kGeneric: return lookup_unspecialised_py(t, object, name, record, missing, stale);
    default: return class_attribute_py(t, object, record, record->kind, missing, stale);
  }
}

// *missing: the attribute is absent, and no error is set.
Ref lookup_py(Thread& t, Value object, Value name, bool* missing) {
  for (;;) {
    bool stale = false;
    Ref found = lookup_once_py(t, object, name, missing, &stale);
    if (!stale) return found;
  }
}

// ---- attributes of classes

// type.__getattribute__ without short cuts: for records of class objects with kind kGeneric, and for metaclasses with
// their own __getattribute__.
Ref class_lookup_unspecialised_py(Thread& t, Type* cls, Value name, bool* missing) {
  Type* meta = type_of(static_cast<Object*>(cls));
  Ref in_meta = hold_type_attribute(t, meta, name);
  if (in_meta && type_of(in_meta)->slots.get && is_data_descriptor(in_meta)) return bind_py(t, in_meta, cls, meta);
  Ref own = hold_type_attribute(t, cls, name);
  if (own) return type_of(own)->slots.get ? bind_py(t, own, Value(), cls) : std::move(own);
  if (in_meta) return type_of(in_meta)->slots.get ? bind_py(t, in_meta, cls, meta) : std::move(in_meta);
  *missing = true;
  return Ref();
}

Ref class_lookup_py(Thread& t, Type* cls, Value name, bool* missing) {
  AttrRecord local = {};
  const AttrRecord* record = record_of(t, rt::shape_of(cls), name, &local);
  if (record->kind == AttrKind::kClassValue) {
    Ref found;
    return hold_recorded(t, record, record->value, &found) ? std::move(found) : class_lookup_py(t, cls, name, missing);
  }
  if (record->kind == AttrKind::kMissing) {
    *missing = true;
    return Ref();
  }
  if (record->kind == AttrKind::kDataDescriptor) {  // of the metaclass: it precedes what the class has
    Ref found;
    bool alive = hold_recorded(t, record, record->raw, &found) && found;
    return alive ? bind_py(t, found, cls, type_of(static_cast<Object*>(cls))) : class_lookup_py(t, cls, name, missing);
  }
  return class_lookup_unspecialised_py(t, cls, name, missing);
}

// ---- modules

Ref module_lookup_py(Thread& t, Value object, Value name, bool* missing) {
  Ref found = lookup_py(t, object, name, missing);
  auto* module = object.as<Module>();
  if (is_lazy_import(found)) [[unlikely]]
    return g_resolve_lazy_import_py(t, found, Value(module->dict), name);
  if (found || !*missing) return found;
  Ref hook = dict_get_str(t, module->dict, rt::name(N::__getattr__));
  if (!hook) return Ref();
  *missing = false;
  return call_py(t, hook, name);
}

using Lookup = Ref (*)(Thread&, Value, Value, bool*);
Ref class_lookup_value_py(Thread& t, Value object, Value name, bool* missing) {
  return class_lookup_py(t, object.as<Type>(), name, missing);
}

// The look-up function that reports absence without an exception, if the type's __getattribute__ is object's, type's or
// module's; else null.
Lookup quiet_lookup(const Type* type) {
  auto get = type->slots.getattr;
  if (!get || get == generic_getattr_py) return lookup_py;
  if (get == type_getattr_py) return class_lookup_value_py;
  if (get == module_getattr_py) return module_lookup_py;
  return nullptr;
}

Error raise_absent_py(Thread& t, Value object, Value name);

// The name as an exact str: an instance of a subclass is replaced by a copy, which *text owns. Empty: an error is
// pending (TypeError: no str). An empty name means that making it has failed, and that error is pending already.
TINYPY_INLINE Value exact_name(Thread& t, Value name, Ref* text) {
  if (is_exact_str(name)) [[likely]]
    return name.stripped();
  if (!name) return Value();
  if (is_str(name)) *text = make_str(t, str_view(name));
  else raise_type_error(t, "attribute name must be string, not '%T'", name);
  return *text;
}

Ref getattr_or_hook_py(Thread& t, Value object, Value name, bool* absent) {
  NativeDepth depth(t, " while getting an attribute");
  if (!depth) [[unlikely]]
    return Ref();
  // Python code in the look-up may assign object.__class__, and the former class may die. So the class is read again.
  auto has_hook = [&] { return has_getattr_hook(type_of(object)); };
  if (Lookup lookup = quiet_lookup(type_of(object))) {
    Ref result = lookup(t, object, name, absent);
    bool no_such = *absent || (!result && error_is(t, kAttributeErrorType));
    if (result || !no_such || !has_hook()) return result;
  } else {
    Ref result = type_of(object)->slots.getattr(t, object, name);
    if (result || !has_hook() || !error_is(t, kAttributeErrorType)) return result;
  }
  *absent = false;
  clear_error(t);
  return call_special_py(t, object, N::__getattr__, &name, 1);
}

// Sets `name` and `obj` of a pending AttributeError that the program has raised without them: the report's suggestions
// ("Did you mean ...") need them.
void complete_attribute_error(Thread& t, Value object, Value name) {
  if (!error_is(t, kAttributeErrorType)) return;
  BaseException* error = as_exception(t.error);
  Slot& about_name = error->fields[field::kAttributeName];
  Slot& about_object = error->fields[field::kAttributeObject];
  if (about_name.get() || about_object.get()) return;
  store_field(t, error, about_name, Ref::share(t, name));
  store_field(t, error, about_object, Ref::share(t, object));
}

// If the look-up can report absence without an exception, *absent is set instead of an error.
Ref getattr_general_py(Thread& t, Value object, Value name, bool* absent) {
  Ref result = getattr_or_hook_py(t, object, name, absent);
  if (!result && t.error) complete_attribute_error(t, object, name);
  return result;
}

// ---- errors

Error raise_absent_py(Thread& t, Value object, Value name) {
  return has_layout(object, TypeId::kModule) ? raise_no_module_attribute_py(t, object, name)
                                             : raise_attribute_error(t, object, name);
}

}  // namespace

// ---- reading

Ref getattr_py(Thread& t, Value object, Value name) {
  object = object.stripped();
  Ref text;
  Value exact = exact_name(t, name, &text);
  if (!exact) return Ref();
  assert_may_run_python(t);
  bool absent = false;
  Ref result = getattr_general_py(t, object, exact, &absent);
  if (absent) return raise_absent_py(t, object, exact);
  return result;
}

Ref getattr_py(Thread& t, Value object, const char* name) {
  Ref key = intern(t, name);
  return key ? getattr_py(t, object, key) : Ref();
}

Ref getattr_optional_py(Thread& t, Value object, Value name) {
  Ref text;
  Value exact = exact_name(t, name, &text);
  if (!exact) return Ref();
  assert_may_run_python(t);
  bool absent = false;
  Ref result = getattr_general_py(t, object.stripped(), exact, &absent);
  if (!result && !absent && error_is(t, kAttributeErrorType)) clear_error(t);
  return result;
}

Ref generic_getattr_py(Thread& t, Value object, Value name) {
  Ref text;
  Value exact = exact_name(t, name, &text);
  if (!exact) return Ref();
  bool missing = false;
  Ref result = lookup_py(t, object, exact, &missing);
  return missing ? Ref(raise_absent_py(t, object, exact)) : std::move(result);
}

Ref type_getattr_py(Thread& t, Value object, Value name) {
  Ref text;
  Value exact = exact_name(t, name, &text);
  if (!exact) return Ref();
  bool missing = false;
  Ref result = class_lookup_unspecialised_py(t, object.as<Type>(), exact, &missing);
  return missing ? Ref(raise_attribute_error(t, object, exact)) : std::move(result);
}

Ref module_getattr_py(Thread& t, Value object, Value name) {
  Ref text;
  Value exact = exact_name(t, name, &text);
  if (!exact) return Ref();
  bool missing = false;
  Ref result = module_lookup_py(t, object, exact, &missing);
  return missing ? Ref(raise_absent_py(t, object, exact)) : std::move(result);
}

Ref special_method_py(Thread& t, Value object, Value name, bool* self_first) {
  object = object.stripped();
  Type* type = type_of(object);
  AttrRecord local = {};
  const AttrRecord* record = record_of(t, type->root_shape, name, &local);
  *self_first = record->fallback == AttrKind::kMethod;
  Ref found;
  bool missing = false, stale = false;
  if (*self_first || record->fallback == AttrKind::kClassValue)
    stale = !hold_recorded(t, record, record->value, &found);
  else found = class_attribute_py(t, object, record, record->fallback, &missing, &stale);
  return stale ? special_method_py(t, object, name, self_first) : std::move(found);
}

// ---- writing

namespace {

// Raises an AttributeError about this attribute with the given message. Returns false.
bool raise_about_attribute(Thread& t, Value object, Value name, const Ref& message) {
  if (!message) return false;
  raise_attribute_error(t, object, name);
  Ref pending = take_error(t);
  Ref args = make_tuple(t, message);
  if (args && is_exception(pending)) store_field(t, pending.object(), as_exception(pending)->args, std::move(args));
  restore_error(t, std::move(pending));
  return false;
}

bool raise_not_settable(Thread& t, Value object, Value name, Value in_class) {
  if (in_class) return raise(t, kAttributeErrorType, "'%T' object attribute '%S' is read-only", object, name);
  // The hint is true for object.__setattr__ only: another setattr slot may store attributes elsewhere.
  auto set = type_of(object)->slots.setattr;
  const char* hint = !set || set == generic_setattr_py ? " and no __dict__ for setting new attributes" : "";
  return raise_about_attribute(t, object, name,
                               format_message(t, "'%T' object has no attribute '%S'%s", object, name, hint));
}

// True if `descriptor` is a member descriptor made by the __slots__ of `type` or a base. Such a descriptor raises
// TypeError only if the object's class is not a subclass of the class with the __slots__.
bool is_slot_of(Value descriptor, const Type* type) {
  if (type_of(descriptor) != kMemberDescriptorType) return false;
  auto* member = descriptor.as<MemberDescriptor>();
  return !member->def && is_subtype(type, member->cls());
}

bool delete_own(Thread& t, Object* object, Value name) {
  int deleted = instance_delete(t, object, name);
  // As in CPython, the message for a deletion says "'module' object", where the message for a read has the module's
  // name.
  if (deleted == 0)
    return raise_about_attribute(t, object, name,
                                 format_message(t, "'%T' object has no attribute '%S'", Value(object), name));
  return deleted > 0;
}

}  // namespace

bool generic_setattr_py(Thread& t, Value object, Value name, Value value) {
  Ref text;
  Value exact = exact_name(t, name, &text);
  if (!exact) return false;
  Type* type = type_of(object);
  Value in_class = type_lookup(type, exact);
  if (in_class && is_data_descriptor(in_class)) {
    Ref descriptor = hold_type_attribute(t, type, exact);
    if (!descriptor || !is_data_descriptor(descriptor))
      return generic_setattr_py(t, object, name, value);  // another thread has replaced the class attribute
    bool ok = type_of(descriptor)->slots.set(t, descriptor, object, value);
    if (ok || !is_slot_of(descriptor, type) || !error_is(t, kTypeErrorType)) return ok;
    // The member descriptor belonged to the object's class, yet it has refused the object: another thread has assigned
    // object.__class__ in between. The store starts again with the new class.
    clear_error(t);
    return generic_setattr_py(t, object, name, value);
  }
  if (!object.is_pointer() || !has_own_attributes(rt::shape_of(object.object()))) {
    return raise_not_settable(t, object, exact, in_class);
  }
  if (!value) return delete_own(t, object.object(), exact);
  return instance_set(t, object.object(), exact, value);
}

bool setattr_py(Thread& t, Value object, Value name, Value value) {
  object = object.stripped();
  Ref text;
  Value exact = exact_name(t, name, &text);
  if (!exact) return false;
  assert_may_run_python(t);
  auto set = type_of(object)->slots.setattr;
  return set ? set(t, object, exact, value) : generic_setattr_py(t, object, exact, value);
}

}  // namespace rt
