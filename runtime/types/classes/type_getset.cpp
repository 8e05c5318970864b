// The getters and setters of class objects: __name__, __bases__, __doc__, __annotations__, ...
#include "runtime/object/audit.h"
#include "runtime/object/class.h"
#include "runtime/object/class_doc.h"
#include "runtime/object/extension.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/classes/lazy_annotations.h"
#include "runtime/types/classes/mappingproxy.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

Type* as_type(Value v) { return v.as<Type>(); }
Ref field(Thread& t, Value self, Slot Type::* slot) { return load_field(t, self.object(), as_type(self)->*slot); }

bool check_settable(Thread& t, Value self, Value value, const char* what) {
  Type* type = as_type(self);
  if (type->flags & kTypeImmutableFlag)
    return raise_type_error(t, "cannot set '%s' attribute of immutable type '%N'", what, type);
  if (value) return true;
  const char* kind = library_minor() >= 15 ? "type" : "immutable type";
  return raise_type_error(t, "cannot delete '%s' attribute of %s '%N'", what, kind, type);
}

// ---- names

Ref get_name(Thread& t, Value self) { return field(t, self, &Type::name); }
Ref get_qualname(Thread& t, Value self) { return field(t, self, &Type::qualname); }

bool set_name(Thread& t, Value self, Value value) {
  if (!check_settable(t, self, value, "__name__")) return false;
  if (!audit_py(t, "object.__setattr__", self, name(N::__name__), value)) return false;
  if (!is_str(value))
    return raise_type_error(t, "can only assign string to %N.__name__, not '%T'", as_type(self), value);
  if (!check_type_name(t, value)) return false;
  set_type_c_name(t, as_type(self), value);
  store_field(t, self.object(), as_type(self)->name, Ref::share(t, value));
  return true;
}

bool set_qualname(Thread& t, Value self, Value value) {
  if (!check_settable(t, self, value, "__qualname__")) return false;
  if (!is_str(value))
    return raise_type_error(t, "can only assign string to %N.__qualname__, not '%T'", as_type(self), value);
  store_field(t, self.object(), as_type(self)->qualname, Ref::share(t, value));
  return true;
}

Ref get_module(Thread& t, Value self) {
  Type* type = as_type(self);
  if (Value module = type->module.get_shared()) return Ref::share(t, module);
  Ref found = dict_get_str(t, type->dict, name(N::__module__));
  if (found || error_pending(t)) return found;
  return raise(t, kAttributeErrorType, "__module__");
}

bool set_module(Thread& t, Value self, Value value) {
  Type* type = as_type(self);
  if (!check_settable(t, self, value, "__module__")) return false;
  if (!type_set_attribute_py(t, type, name(N::__module__), value)) return false;
  // The line was one of the old module's file.
  Ref line = dict_get_str(t, type->dict, name(N::__firstlineno__));
  if (!line) return !error_pending(t);
  return type_set_attribute_py(t, type, name(N::__firstlineno__), Value());
}

// ---- structure

Ref get_bases(Thread& t, Value self) { return field(t, self, &Type::bases); }
bool set_bases(Thread& t, Value self, Value value) {
  return audit_py(t, "object.__setattr__", self, name(N::__bases__), value) && set_bases_py(t, as_type(self), value);
}
Ref get_mro(Thread& t, Value self) {
  Ref mro = field(t, self, &Type::mro);
  return mro ? std::move(mro) : none();
}
Ref get_base(Thread& t, Value self) { return as_type(self)->base ? Ref::share(t, as_type(self)->base) : none(); }
Ref get_dict(Thread& t, Value self) { return make_mapping_proxy(t, as_type(self)->dict); }

// __flags__: the bits that Python libraries test (inspect.isabstract, copyreg), at CPython's positions.
Ref get_flags(Thread& t, Value self) {
  u32 flags = as_type(self)->flags;
  i64 bits = 1 << 12;  // ready
  // in CPython made at run time, too
  bool of_module = as_type(self)->spec && as_type(self)->spec->id == TypeId::kNone_;
  bool is_static = (flags & kTypeExtension) && g_extensions.is_static_class(as_type(self));
  if (((flags & kTypeHeap) || of_module) && !is_static) bits |= 1 << 9;
  if (flags & kTypeImmutableFlag) bits |= 1 << 8;
  if (flags & kTypeSubclassable) bits |= 1 << 10;
  if (flags & kTypeTraced) bits |= 1 << 14;
  if (flags & kTypeAbstract) bits |= 1 << 20;
  if (flags & kTypeSequencePattern) bits |= 1 << 5;
  if (flags & kTypeMappingPattern) bits |= 1 << 6;
  if (flags & kTypeDisallowNew) bits |= 1 << 7;
  return make_int(t, bits);
}

Ref get_basicsize(Thread& t, Value self) { return make_int(t, as_type(self)->base_size); }
// To CPython a str is no object of variable size.
Ref get_itemsize(Thread& t, Value self) {
  const Type* type = as_type(self);
  return make_int(t, type->layout == TypeId::kStr ? 0 : type->item_size);
}
// The dict of a class is a member of its own.
Ref get_dictoffset(Thread& t, Value self) {
  const Type* type = as_type(self);
  if (type->layout != TypeId::kType) return make_int(t, type->extra_offset);
  return make_int(t, offsetof(Type, c_members) + kNamespaceWord * sizeof(u64));
}
Ref get_weakrefoffset(Thread& t, Value self) { return make_int(t, as_type(self)->flags & kTypeHasWeakrefs ? 8 : 0); }

// ---- documentation

// True if the class has a text of C or C++, which counts before __doc__ in its dict: that may be the attribute of its
// instances.
bool has_native_doc(const Type* type) {
  if (type->flags & kTypeExtension) return g_extensions.is_static_class(type) && g_extensions.doc_of_class(type);
  return type->flags & kTypeImmutableFlag && type->spec->doc;
}

Ref get_doc(Thread& t, Value self) {
  Type* type = as_type(self);
  if (has_native_doc(type)) return native_class_doc(t, type);
  Ref doc = dict_get_str(t, type->dict, name(N::__doc__));
  if (!doc) return error_pending(t) ? Ref() : none();
  auto get = type_of(doc)->slots.get;
  return get ? get(t, doc, Value(), self) : std::move(doc);
}

bool set_doc(Thread& t, Value self, Value value) {
  return check_settable(t, self, value, "__doc__") && type_set_attribute_py(t, as_type(self), name(N::__doc__), value);
}

// __text_signature__: inspect reads it for classes without a constructor in Python, finally on `object`.
Ref get_text_signature(Thread& t, Value self) {
  if (self.object() == kObjectType) return make_str_ascii(t, "()");
  std::string_view signature = class_text_signature(as_type(self));
  return signature.empty() ? none() : make_str(t, signature);
}

// ---- annotations: the class's own ones, which its __annotate__ computes on the first request

Ref raise_no_attribute(Thread& t, Value self, N id) { return raise_attribute_error(t, self, name(id)); }

// A class that is made while the program runs, by C code also. The others have none.
bool may_be_annotated(const Type* type) {
  return type->flags & kTypeHeap || (type->flags & kTypeExtension && !g_extensions.is_static_class(type));
}

Ref get_annotate(Thread& t, Value self) {
  Type* type = as_type(self);
  if (!may_be_annotated(type)) return raise_no_attribute(t, self, N::__annotate__);
  Ref found = dict_get_str(t, type->dict, name(N::__annotate__));
  if (!found && !error_pending(t)) found = dict_get_str(t, type->dict, name(N::__annotate_func__));
  if (!found && !error_pending(t)) found = load_field(t, type, type->annotate);
  if (!found) return error_pending(t) ? Ref() : none();
  auto get = type_of(found)->slots.get;
  return get ? get(t, found, Value(), self) : std::move(found);
}

// The name in the class's dict under which the computed annotations are stored. Older libraries (typing.Protocol)
// expect the public name.
Value annotations_cache_name() { return name(library_minor() >= 14 ? N::__annotations_cache__ : N::__annotations__); }

Ref computed_annotations_py(Thread& t, Value self) {
  Ref annotate = get_annotate(t, self);
  if (!annotate) return Ref();
  return annotate.get() == kNone ? make_dict(t) : call_annotate_py(t, annotate, 1);
}

Ref get_annotations(Thread& t, Value self) {
  Type* type = as_type(self);
  if (!may_be_annotated(type)) return raise_no_attribute(t, self, N::__annotations__);
  Value cache = annotations_cache_name();
  for (Value key : {name(N::__annotations__), cache}) {
    Ref found = dict_get_str(t, type->dict, key);
    if (error_pending(t)) return Ref();
    if (!found) continue;
    if (is_lazy_annotations(found)) return complete_annotations_py(t, found);
    auto get = type_of(found)->slots.get;
    return get ? get(t, found, Value(), self) : std::move(found);
  }
  Ref made = computed_annotations_py(t, self);
  // Another thread may have made them meanwhile.
  Ref kept = made ? dict_setdefault_py(t, type->dict, cache, made) : Ref();
  bool mine = kept && is_same(kept, made);
  return !mine || type_set_attribute_py(t, type, cache, made) ? std::move(kept) : Ref();
}

// lint: name: only a value that is set, not a deletion, is asked for its truth
bool delete_if_there(Thread& t, Type* type, N id) {
  return !dict_peek(t, type->dict, name(id)) || type_set_attribute_py(t, type, name(id), Value());
}

// Removes the functions that compute the annotations (__annotate__ and the like). Called when __annotate__ or
// __annotations__ is assigned, so that the former functions are no longer used.
bool forget_annotate(Thread& t, Type* type) {
  store_field(t, type, type->annotate, Ref());
  return delete_if_there(t, type, N::__annotate__) && delete_if_there(t, type, N::__annotate_func__);
}

bool set_annotate(Thread& t, Value self, Value value) {
  if (!check_settable(t, self, value, "__annotate__")) return false;
  if (value != kNone && !is_callable(value)) return raise_type_error(t, "__annotate__ must be callable or None");
  Type* type = as_type(self);
  if (!forget_annotate(t, type) || !type_set_attribute_py(t, type, name(N::__annotate_func__), value)) return false;
  return value == kNone ||
         (delete_if_there(t, type, N::__annotations_cache__) && delete_if_there(t, type, N::__annotations__));
}

bool set_annotations(Thread& t, Value self, Value value) {
  Type* type = as_type(self);
  if (type->flags & kTypeImmutableFlag)
    return raise_type_error(t, "cannot set '__annotations__' attribute of immutable type '%N'", type);
  Value cache = annotations_cache_name();
  bool is_own = bool(dict_peek(t, type->dict, name(N::__annotations__)));
  if (!value && !is_own && !dict_peek(t, type->dict, cache))
    return bool(raise_no_attribute(t, self, N::__annotations__));
  return type_set_attribute_py(t, type, is_own ? name(N::__annotations__) : cache, value) && forget_annotate(t, type);
}

// ---- abstract methods and type parameters

Ref get_abstract(Thread& t, Value self) {
  Ref found;
  if (as_type(self) != kTypeType) found = dict_get_str(t, as_type(self)->dict, name(N::__abstractmethods__));
  if (found || error_pending(t)) return found;
  return raise_no_attribute(t, self, N::__abstractmethods__);
}

bool set_abstract(Thread& t, Value self, Value value) {
  return type_set_attribute_py(t, as_type(self), name(N::__abstractmethods__), value);
}

Ref get_type_params(Thread& t, Value self) {
  Ref found;
  if (as_type(self) != kTypeType) found = dict_get_str(t, as_type(self)->dict, name(N::__type_params__));
  if (found || error_pending(t)) return found;
  return Ref::share(t, empty_tuple());
}

bool set_type_params(Thread& t, Value self, Value value) {
  return check_settable(t, self, value, "__type_params__") &&
         type_set_attribute_py(t, as_type(self), name(N::__type_params__), value);
}

}  // namespace

extern const GetSetDef kTypeGetSet[];
const GetSetDef kTypeGetSet[] = {
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"__module__", get_module, set_module},
    {"__bases__", get_bases, set_bases},
    {"__base__", get_base},
    {"__mro__", get_mro},
    {"__dict__", get_dict},
    {"__flags__", get_flags},
    {"__basicsize__", get_basicsize},
    {"__itemsize__", get_itemsize},
    {"__dictoffset__", get_dictoffset},
    {"__weakrefoffset__", get_weakrefoffset},
    {"__doc__", get_doc, set_doc},
    {"__text_signature__", get_text_signature},
    {"__annotate__", get_annotate, set_annotate},
    {"__annotations__", get_annotations, set_annotations},
    {"__abstractmethods__", get_abstract, set_abstract},
    {"__type_params__", get_type_params, set_type_params},
    {},
};

}  // namespace rt
