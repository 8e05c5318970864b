// The class statement: type(name, bases, namespace).
//
// No other code can reach the new class until its dict and MRO are complete; the exception is an mro() of the
// metaclass. Then the hooks run: __set_name__ of the attributes in their order, and __init_subclass__ of the base.
#include "runtime/object/class.h"

#include <utility>

#include "runtime/object/class_dicts.h"
#include "runtime/object/extension.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/object/slots.h"
#include "runtime/types/classes/cell.h"
#include "runtime/types/classes/classmethod.h"
#include "runtime/types/classes/lazy_annotations.h"
#include "runtime/types/classes/super.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

constinit InterpreterHooks g_interpreter{};
constinit ExtensionHooks g_extensions{};

static constinit thread_local ClassStatement* innermost_statement = nullptr;

ClassStatement::ClassStatement(Value space, Value attributes, Value namespace_cell)
    : space(space),
      attributes(attributes),
      namespace_cell(namespace_cell),
      outer_(std::exchange(innermost_statement, this)) {}

ClassStatement::~ClassStatement() { innermost_statement = outer_; }

const ClassStatement* ClassStatement::of(Value space) {
  auto* s = innermost_statement;
  while (s && !is_same(s->space, space)) s = s->outer_;
  return s;
}

namespace {

// A class whose methods assign no attributes on self gets kDefaultInline inline slots, for attributes that other code
// assigns.
constexpr u32 kDefaultInline = 4, kMaxInline = 24;

struct ClassParts {
  Type* metaclass;
  Value name;
  Ref bases;
  Type* base;
  Ref dict;  // a copy of the namespace as an exact dict; becomes the class's dict
  SlotNames slots;
  const ClassStatement* statement = nullptr;  // the running class statement that has filled the namespace, or null
};

Dict* dict_of(const ClassParts& parts) { return as_dict(parts.dict); }

// An estimate of the number of attributes of an instance. A class that another one is made from, such as a dataclass
// with slots, comes without a class statement.
u32 inline_hint(Thread& t, const ClassParts& parts) {
  Value names = parts.statement ? parts.statement->attributes : Value();
  if (!names) names = dict_peek(t, dict_of(parts), name(N::__static_attributes__));
  u32 own = names && is_tuple(names) ? static_cast<u32>(as_tuple(names)->length) : 0;
  u32 hint = parts.base->inline_capacity + own;
  if (hint == 0 && parts.base->layout == TypeId::kObject) hint = kDefaultInline;
  return hint < kMaxInline ? hint : kMaxInline;
}

// ---- the namespace

bool wrap_if_function_py(Thread& t, Dict* dict, N id, Ref (*wrap)(Thread&, Value)) {
  Ref found = dict_get_str(t, dict, name(id));
  if (!found || !is_exact(found, TypeId::kFunction)) return !error_pending(t);
  Ref wrapped = wrap(t, found);
  if (!wrapped || (library_minor() >= 15 && !copy_names_of_callable_py(t, wrapped, found))) return false;
  return dict_set_str(t, dict, name(id), std::move(wrapped));
}

bool set_default(Thread& t, Dict* dict, N id, Value value) {
  if (dict_peek(t, dict, name(id))) return true;
  return dict_set_str(t, dict, name(id), Ref::share(t, value));
}

bool set_module(Thread& t, Dict* dict) {
  if (dict_peek(t, dict, name(N::__module__)) || !g_interpreter.caller_module) return true;
  Ref module = g_interpreter.caller_module(t);
  if (!module) return !error_pending(t);
  return dict_set_str(t, dict, name(N::__module__), std::move(module));
}

bool check_doc(Thread& t, Dict* dict) {
  Ref doc = dict_get_str(t, dict, name(N::__doc__));
  return !error_pending(t) && (!doc || !is_str(doc) || Utf8(t, doc).ok());
}

bool complete_namespace_py(Thread& t, Dict* dict) {
  if (!check_doc(t, dict)) return false;
  // A class that defines __eq__ but not __hash__ is unhashable.
  bool unhashable = bool(dict_peek(t, dict, name(N::__eq__)));
  return wrap_if_function_py(t, dict, N::__new__, make_static_method) &&
         wrap_if_function_py(t, dict, N::__init_subclass__, make_class_method) &&
         wrap_if_function_py(t, dict, N::__class_getitem__, make_class_method) && set_module(t, dict) &&
         set_default(t, dict, N::__doc__, kNone) && (!unhashable || set_default(t, dict, N::__hash__, kNone));
}

bool take_qualname(Thread& t, Type* type, Dict* dict) {
  Ref qualname = dict_get_str(t, dict, name(N::__qualname__));
  if (!qualname) {
    store_field(t, type, type->qualname, Ref::share(t, type->name.get()));
    return !error_pending(t);
  }
  if (!is_str(qualname)) return raise_type_error(t, "type __qualname__ must be a str, not %T", qualname.get());
  store_field(t, type, type->qualname, std::move(qualname));
  return dict_delete_str(t, dict, name(N::__qualname__)) >= 0;
}

// Sets one of the cells that the compiler has put into the namespace, and removes it from the dict. Methods find their
// class (`super()`, `__class__`) and its namespace through these cells. No error if there is no such cell.
bool fill_cell(Thread& t, Dict* dict, Value key, Value content, const char* what) {
  Ref cell = dict_get_str(t, dict, key);
  if (!cell) return !error_pending(t);
  if (!is_exact(cell, TypeId::kCell))
    return raise_type_error(t, "type.__new__: %s must be a nonlocal cell, not %T", what, cell.get());
  store_field(t, cell.object(), cell.as<Cell>()->value, Ref::share(t, content));
  return dict_delete_str(t, dict, key) >= 0;
}

// If the class has lazy annotations, the class object keeps the function that makes them (__annotate__). The mapping
// itself stays in the class's dict.
void take_annotate(Thread& t, Type* type) {
  Ref found = dict_get_str(t, type->dict, name(N::__annotations__));
  if (found && is_lazy_annotations(found)) store_field(t, type, type->annotate, annotate_of(t, found));
}

bool fill_cells(Thread& t, Type* type, const ClassParts& parts) {
  Value handed = parts.statement ? parts.statement->namespace_cell : Value();
  if (handed) store_field(t, handed.object(), handed.as<Cell>()->value, Ref::share(t, Value(type->dict)));
  return fill_cell(t, type->dict, name(N::__classcell__), type, "__classcell__") &&
         fill_cell(t, type->dict, name(N::__classdictcell__), type->dict, "__classdictcell__");
}

// *only: all keys are strs. False: MemoryError.
bool has_only_str_keys(Thread& t, Dict* dict, bool* only) {
  DictTable* table = dict->table.load(gc::acquire);
  *only = true;
  if (table->entry_size == 2) {  // such a table has strs and small ints only
    u64 used = table->entries_used.load(gc::acquire);
    for (u64 i = 0; i < used; ++i) *only = *only && !table->key(i).get_shared().is_small_int();
    return true;
  }
  Ref keys = dict_keys_list(t, dict);
  for (u64 i = 0; keys && i < as_list(keys)->size(); ++i) *only = *only && is_str((*as_list(keys))[i]);
  return bool(keys);
}

// Warns if the namespace had keys that are no strs.
bool check_keys_py(Thread& t, Type* type) {
  bool only;
  if (!has_only_str_keys(t, type->dict, &only)) return false;
  if (only || library_minor() < 13) return true;
  Ref message = format_message(t, "non-string key in the __dict__ of class %N", type);
  return message && (!g_interpreter.warn_py || g_interpreter.warn_py(t, kRuntimeWarningType, message));
}

// ---- hooks

Error raise_set_name_note_py(Thread& t, Value attribute, Value key, Type* type) {
  Ref error = take_error(t);
  Ref note = format_message(t, "Error calling __set_name__ on '%T' instance %R in '%N'", attribute, key, type);
  Ref add_note = note ? intern(t, "add_note") : Ref();
  if (add_note && !call_method_py(t, error, add_note, note)) clear_error(t);
  restore_error(t, std::move(error));
  return {};
}

bool call_set_name_py(Thread& t, Type* type, Value key, Value attribute) {
  bool self_first = false;
  Ref method = special_method_py(t, attribute, name(N::__set_name__), &self_first);
  if (!method) return !error_pending(t);
  Ref result = self_first ? call_py(t, method, attribute, type, key) : call_py(t, method, type, key);
  return result ? true : raise_set_name_note_py(t, attribute, key, type);
}

// Calls the __set_name__ hooks on a snapshot of the class's dict, because a hook may change the class.
bool set_names_py(Thread& t, Type* type) {
  Ref items = dict_items_list(t, type->dict);
  if (!items) return false;
  for (u64 i = 0; i < as_list(items)->size(); ++i) {
    const Tuple& item = *as_tuple((*as_list(items))[i]);
    Type* kind = type_of(item[1]);
    if (kind->flags & kTypeMethodLike) continue;  // functions, the most frequent attributes, have no such hook
    if (!call_set_name_py(t, type, item[0], item[1])) return false;
  }
  return true;
}

bool init_subclass_py(Thread& t, Type* type, const CallArgs& keywords) {
  bool is_method = false;
  Ref hook = super_getattr_py(t, type, type, name(N::__init_subclass__), &is_method);
  if (!hook) return false;
  return bool(call_py(t, hook, CallArgs{keywords.values + keywords.positional, 0, keywords.names}));
}

// ---- assembly

bool take_parts_py(Thread& t, ClassParts& parts, Value bases, Value dict) {
  parts.bases = as_tuple(bases)->length ? Ref::share(t, bases) : make_tuple(t, kObjectType);
  if (!parts.bases) return false;
  parts.base = best_base(t, parts.bases);
  if (!parts.base) return false;
  parts.dict = make_dict(t, as_dict(dict)->size());
  if (!parts.dict || !dict_update_py(t, dict_of(parts), dict)) return false;
  return read_slot_names_py(t, parts.name, parts.base, dict_of(parts), &parts.slots);
}

// The flags come from parts.base, which lends the layout. Other bases may add a dict or weak references.
void inherit_from_other_bases(const ClassParts& parts, bool* add_dict, bool* add_weakrefs) {
  const Tuple& bases = *as_tuple(parts.bases);
  bool special = parts.base->layout == TypeId::kType || parts.base->layout == TypeId::kModule;
  // See Reader::adds_weakrefs_by_itself().
  bool sized = (parts.base->flags & kTypeVarSized) && parts.base->layout != TypeId::kStr;
  for (u64 i = 0; i < bases.length; ++i) {
    u32 flags = bases[i].as<Type>()->flags;
    if ((flags & kTypeHasDict) && !special) *add_dict = true;
    if ((flags & kTypeHasWeakrefs) && !sized) *add_weakrefs = true;
  }
}

Ref assemble(Thread& t, ClassParts& parts) {
  Type* type = allocate_type(t, parts.metaclass);
  if (!type) return Ref();
  Ref owner = Ref::steal(type);
  bool add_dict = parts.slots.add_dict, add_weakrefs = parts.slots.add_weakrefs;
  inherit_from_other_bases(parts, &add_dict, &add_weakrefs);
  lay_out_heap_type(type, parts.base, parts.slots.count(), add_dict, add_weakrefs, inline_hint(t, parts));
  init_field(type->name, Ref::share(t, parts.name));
  set_type_c_name(t, type, parts.name);
  init_field(type->bases, Ref::share(t, parts.bases));
  if (parts.slots.count()) init_field(type->slot_names, Ref::share(t, parts.slots.names));
  type->dict = parts.dict.release().as<Dict>();
  class_dict_made(type->dict);
  // Whether instances match sequence or mapping patterns is decided by the first base with one of these flags, even if
  // the layout comes from another base.
  constexpr u32 kPatterns = kTypeSequencePattern | kTypeMappingPattern;
  u32 patterns = 0;
  for (u64 i = 0; i < as_tuple(parts.bases)->length && !patterns; ++i) {
    patterns = (*as_tuple(parts.bases))[i].as<Type>()->flags & kPatterns;
  }
  type->flags.change(kPatterns, patterns);
  return owner;
}

bool complete_py(Thread& t, Type* type, const ClassParts& parts) {
  if (!take_qualname(t, type, type->dict) || !complete_namespace_py(t, type->dict)) return false;
  if (!fill_cells(t, type, parts) || !add_member_descriptors(t, type, parts.base, parts.slots)) return false;
  take_annotate(t, type);
  OrderWatch watch;
  Ref mro = compute_mro_py(t, type);
  if (!mro) return false;
  store_field(t, type, type->mro, std::move(mro));
  // An mro() of the metaclass may have looked attributes of the class up while it had no MRO. These records are wrong
  // now.
  if (type_of(static_cast<Object*>(type)) != kTypeType) bases_have_changed(t, type);
  gc::make_deferred(t, type);
  if (gc::kFreeThreaded && gc::g_threads_started.load(gc::relaxed)) gc::publish(t, type);
  register_subclass(type);  // from here on other threads can find it
  if (!watch.holds()) {
    if (!refresh_mro_py(t, type)) return false;
    bases_have_changed(t, type);
  }
  {
    gc::MutexGuard guard(g_type_mutex);
    update_slots_of_new_class(t, type, as_tuple(type->bases.get())->length > 1);
  }
  class_changed(t, type);
  return true;
}

}  // namespace

Ref make_class_py(Thread& t, Type* metaclass, Value name, Value bases, Value dict, const CallArgs& keywords) {
  ClassParts parts{metaclass, name, Ref(), nullptr, Ref(), {}, ClassStatement::of(dict)};
  if (!take_parts_py(t, parts, bases, dict)) return Ref();
  Ref type = assemble(t, parts);
  if (!type || !complete_py(t, type.as<Type>(), parts)) return Ref();
  if (!check_keys_py(t, type.as<Type>())) return Ref();
  if (!set_names_py(t, type.as<Type>()) || !init_subclass_py(t, type.as<Type>(), keywords)) return Ref();
  return type;
}

// Inline caches may keep pointers to the records of the class's shapes. So the records are killed before the class
// dies.
void forget_type(Thread& t, Type* type) {
  unregister_subclass(type);
  Value mro = type->mro.exchange(Value());
  kill_records(type);
  decref(t, mro);
}

}  // namespace rt
