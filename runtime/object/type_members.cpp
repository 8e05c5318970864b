// __slots__: members of Python classes at fixed places in the instance.
#include <algorithm>
#include <vector>

#include "runtime/object/class.h"
#include "runtime/object/member_slot.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/text/case.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

u32 SlotNames::count() const { return names ? static_cast<u32>(as_tuple(names)->length) : 0; }

namespace {

bool is_private_name(Value name) {
  Str* s = as_str(name);
  u64 n = s->length;
  if (n < 3 || s->at(0) != '_' || s->at(1) != '_') return false;
  if (s->at(n - 1) == '_' && s->at(n - 2) == '_') return false;
  for (u64 i = 0; i < n; ++i) {
    if (s->at(i) == '.') return false;
  }
  return true;
}

}  // namespace

Ref mangle_name(Thread& t, Value class_name, Value name) {
  if (!is_private_name(name)) return Ref::share(t, name);
  Str* cls = as_str(class_name);
  u64 start = 0;
  while (start < cls->length && cls->at(start) == '_') ++start;
  if (start == cls->length) return Ref::share(t, name);
  Ref stem = str_substring(t, class_name, static_cast<i64>(start), static_cast<i64>(cls->length));
  return stem ? format_message(t, "_%S%S", stem.get(), name) : Ref();
}

namespace {

struct Reader {
  Thread& t;
  Value class_name;
  Type* base;
  Dict* dict;
  SlotNames* out;
  std::vector<Value> found;  // interned, kept alive by `keep`
  std::vector<Ref> keep;

  bool may_add_dict() const {
    return !(base->flags & kTypeHasDict) && base->layout != TypeId::kType && base->layout != TypeId::kModule;
  }
  // Weak references need no room in the instance.
  bool may_add_weakrefs() const { return !(base->flags & kTypeHasWeakrefs); }
  // Without __slots__, subclasses of int, bytes and tuple get no weak references.
  bool adds_weakrefs_by_itself() const {
    return may_add_weakrefs() && (!(base->flags & kTypeVarSized) || base->layout == TypeId::kStr);
  }
  bool may_add_members() const {
    bool sized = (base->flags & kTypeVarSized) && !has_trailing_members(base->layout);
    return !sized && base->layout != TypeId::kType;
  }

  bool check_type(Value item) {
    if (!is_str(item)) return raise_type_error(t, "__slots__ items must be strings, not '%T'", item);
    if (!text::is_identifier(str_view(item))) return raise_type_error(t, "__slots__ must be identifiers");
    return true;
  }

  bool special(bool possible, bool* flag, const char* what) {
    if (!possible || *flag) return raise_type_error(t, "%s slot disallowed: we already got one", what);
    return *flag = true;
  }

  bool member(Value item) {
    if (!may_add_members()) {
      const char* kind = library_minor() >= 15 ? "arbitrary" : "nonempty";
      return raise_type_error(t, "%s __slots__ not supported for subtype of '%N'", kind, base);
    }
    Ref mangled = mangle_name(t, class_name, item);
    if (mangled) mangled = intern(t, is_exact_str(mangled) ? std::move(mangled) : make_str(t, str_view(mangled)));
    if (!mangled) return false;
    Value key = mangled.get();
    if (dict_peek(t, dict, key) && key != name(N::__qualname__) && key != name(N::__classcell__)) {
      return raise_value_error(t, "%R in __slots__ conflicts with class variable", key);
    }
    found.push_back(key);
    keep.push_back(std::move(mangled));
    return true;
  }

  bool item(Value item) {
    if (!check_type(item)) return false;
    if (str_equal_ascii(item, "__dict__")) return special(may_add_dict(), &out->add_dict, "__dict__");
    if (str_equal_ascii(item, "__weakref__")) return special(may_add_weakrefs(), &out->add_weakrefs, "__weakref__");
    return member(item);
  }

  bool finish() {
    std::sort(found.begin(), found.end(), [](Value a, Value b) { return str_compare(a, b) < 0; });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    out->names = make_tuple(t, found.data(), found.size());
    return bool(out->names);
  }
};

// A single string is one name; anything else is iterated over.
Ref slot_items_py(Thread& t, Value slots) { return is_str(slots) ? make_tuple(t, slots) : to_tuple_py(t, slots); }

}  // namespace

bool read_slot_names_py(Thread& t, Value class_name, Type* base, Dict* dict, SlotNames* out) {
  Reader reader{t, class_name, base, dict, out, {}, {}};
  Ref slots = dict_get_str(t, dict, name(N::__slots__));
  if (!slots) {
    out->add_dict = reader.may_add_dict();
    out->add_weakrefs = reader.adds_weakrefs_by_itself();
    return !error_pending(t);
  }
  out->given = true;
  Ref items = slot_items_py(t, slots);
  if (!items) return false;
  const Tuple& tuple = *as_tuple(items);
  for (u64 i = 0; i < tuple.length; ++i) {
    if (!reader.item(tuple[i])) return false;
  }
  return reader.finish();
}

bool add_member_descriptors(Thread& t, Type* type, Type* base, const SlotNames& slots) {
  for (u32 i = 0; i < slots.count(); ++i) {
    Value name = (*as_tuple(slots.names))[i];
    Ref member = make_slot_member(t, type, name, base->base_size + i * static_cast<u32>(sizeof(Slot)));
    if (!member || !dict_set_str(t, type->dict, name, std::move(member))) return false;
  }
  auto add = [&](N id, const GetSetDef* def) {
    if (dict_peek(t, type->dict, name(id))) return true;
    Ref getset = make_part_descriptor(t, def, type);
    return getset && dict_set_str(t, type->dict, name(id), std::move(getset));
  };
  if (slots.add_dict && !add(N::__dict__, &kDictGetSet)) return false;
  return !slots.add_weakrefs || add(N::__weakref__, &kWeakrefGetSet);
}

}  // namespace rt
