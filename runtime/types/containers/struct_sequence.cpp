// Named result tuples. An instance is a tuple of the visible fields, with the hidden fields behind the items:
//
//   header | length = visible | item 0 ... item visible-1 | hidden fields ...
//
// So every field is a member at a fixed offset.
#include "runtime/types/containers/struct_sequence.h"

#include <cstring>
#include <vector>

#include "runtime/object/class.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// The description of such a type, in Type::module_state. It is never freed, because the types are immortal.
struct Description {
  TypeSpec spec;
  u32 visible, total, unnamed;
  const char** names;  // null: the field has no name
  MemberDef* members;
  CompleteFields complete;  // null: hidden fields without a value stay None
};

// These types cannot be subclassed, so an instance's class is the type itself.
const Description* description_of(const Type* type) { return static_cast<const Description*>(type->module_state); }
const Description* description_of(const Object* object) { return description_of(type_of(object)); }

void trace(Object* object, gc::Visitor& visitor) {
  Tuple* tuple = static_cast<Tuple*>(object);
  const Description* d = description_of(object);
  for (u32 i = 0; i < d->total; ++i) trace_slot(visitor, tuple->items[i]);
}

void dispose(gc::Thread& thread, Object* object) {
  Tuple* tuple = static_cast<Tuple*>(object);
  const Description* d = description_of(object);
  for (u32 i = 0; i < d->total; ++i) clear_slot(static_cast<Thread&>(thread), tuple->items[i]);
}

Ref field(Thread& t, const Tuple* tuple, u32 i) {
  Value v = (*tuple)[i];
  return v ? Ref::share(t, v) : none();
}

// The name that repr() shows for a field. As in CPython, fields without a name do not count: the next names stand
// there.
const char* shown_name(const Description* d, u32 index) {
  for (u32 i = 0; i < d->total; ++i)
    if (d->names[i] && index-- == 0) return d->names[i];
  return nullptr;
}

Ref repr(Thread& t, Value self) {
  const Description* d = description_of(self.object());
  text::UcsBuilder out;
  out.append_ascii(d->spec.name);
  out.append('(');
  for (u32 i = 0; i < d->visible; ++i) {
    if (i) out.append_ascii(", ");
    if (const char* name = shown_name(d, i)) {
      out.append_ascii(name);
      out.append('=');
    }
    if (!append_repr_py(t, out, field(t, as_tuple(self), i))) return Ref();
  }
  out.append(')');
  return finish_text(t, out);
}

// type(sequence, dict={}): the dict has the hidden fields that the sequence is too short for.
Ref create(Thread& t, Type* type, const CallArgs& args) {
  constexpr Signature kSignature = parse_signature("(sequence, dict=<unrepresentable>)");
  const Description* d = description_of(type);
  Value given[2];
  if (!bind_arguments(t, "structseq", kSignature, args, given)) return Ref();
  Ref items = to_tuple_py(t, given[0]);
  if (!items) {
    if (!error_is(t, kTypeErrorType)) return Ref();
    clear_error(t);
    return raise_type_error(t, "constructor requires a sequence");
  }
  if (given[1] && !is_dict(given[1]))
    return raise_type_error(t, "%s() takes a dict as second arg, if any", d->spec.name);
  u64 n = as_tuple(items)->length;
  if (n < d->visible || n > d->total) {
    const char* how = d->visible == d->total ? "a" : n < d->visible ? "an at least" : "an at most";
    return raise_type_error(t, "%s() takes %s %d-sequence (%d-sequence given)", d->spec.name, how,
                            static_cast<int>(n < d->visible ? d->visible : d->total), static_cast<int>(n));
  }
  // Reading the dict may run Python code, so the tuple is made after all values have been read.
  u64 used = 0;
  std::vector<Ref> all(d->total);
  for (u32 i = 0; i < d->total; ++i) {
    if (i < n) all[i] = Ref::share(t, (*as_tuple(items))[i]);
    else if (given[1] && d->names[i]) used += bool(all[i] = dict_get_cstr(t, as_dict(given[1]), d->names[i]));
    if (!all[i] && error_pending(t)) return Ref();
    if (!all[i]) all[i] = none();
  }
  if (given[1] && library_minor() >= 15 && used != as_dict(given[1])->size())
    return raise_type_error(t, "%s() got duplicate or unexpected field name(s)", d->spec.name);
  if (d->complete) d->complete(t, all.data());
  return make_struct_sequence_instance(t, type, all.data(), d->total);
}

// __reduce__: (type, (visible items, {hidden fields})).
Ref reduce(Thread& t, Value self) {
  const Description* d = description_of(self.object());
  Ref items = tuple_slice(t, self, 0, d->visible);
  Ref hidden = make_dict(t);
  for (u32 i = d->visible; items && hidden && i < d->total; ++i) {
    if (d->names[i] && !dict_set_cstr(t, as_dict(hidden), d->names[i], field(t, as_tuple(self), i))) return Ref();
  }
  Ref args = items && hidden ? make_tuple(t, items, hidden) : Ref();
  return args ? make_tuple(t, type_of(self), args) : Ref();
}

// __replace__: a copy with some fields replaced, given by keyword.
Ref replace(Thread& t, Value self, Value changes) {
  const Description* d = description_of(self.object());
  if (d->unnamed)
    return raise_type_error(t, "__replace__() is not supported for %T because it has unnamed field(s)", self);
  Ref rest = dict_copy(t, as_dict(changes));
  if (!rest) return Ref();
  std::vector<Ref> all(d->total);
  for (u32 i = 0; i < d->total; ++i) {
    Ref key = make_str(t, d->names[i]);
    Ref value = key ? dict_pop_py(t, as_dict(rest), key) : Ref();
    if (!value && error_pending(t)) return Ref();
    all[i] = value ? std::move(value) : field(t, as_tuple(self), i);
  }
  if (as_dict(rest)->size()) {
    Ref unknown = dict_keys_list(t, as_dict(rest));
    if (!unknown) return Ref();
    if (library_minor() >= 15) return raise_type_error(t, "Got unexpected field name(s): %R", unknown.get());
    return raise_value_error(t, "Got unexpected field name(s): %R", unknown.get());
  }
  Ref fields = make_tuple_stealing(t, all.data(), d->total);
  return fields ? call_py(t, type_of(self), fields) : Ref();
}

constexpr MethodDef kMethods[] = {
    {"__reduce__", reduce, "(self, /)"},
    {"__replace__", replace, "(self, /, **changes)", "A copy in which these fields are others."},
    {}};

template <class T>
T* allocate_forever(u64 n) {
  auto* memory = static_cast<T*>(gc::raw_calloc(n * sizeof(T)));
  if (!memory) gc::fatal("out of memory while creating types");
  return memory;
}

void copy_fields(Description* d, const StructSequenceField* fields) {
  while (fields[d->total].name || fields[d->total].doc) ++d->total;
  d->names = allocate_forever<const char*>(d->total + 1);
  d->members = allocate_forever<MemberDef>(d->total + 1);
  MemberDef* member = d->members;
  for (u32 i = 0; i < d->total; ++i) {
    d->names[i] = fields[i].name;
    if (!fields[i].name) {
      ++d->unnamed;
      continue;
    }
    *member++ = {fields[i].name, MemberKind::kSlotOrNone, kTupleHeader + i * static_cast<u32>(sizeof(Slot)), true,
                 fields[i].doc};
  }
}

void set_constant(Thread& t, Type* type, const char* name, Ref value) {
  if (!value || !dict_set_cstr(t, type->dict, name, std::move(value))) gc::fatal("out of memory while creating types");
}

Ref match_args(Thread& t, const Description* d) {
  Ref names = make_list(t);
  for (u32 i = 0; names && i < d->visible; ++i) {
    if (d->names[i] && !list_append(t, as_list(names), intern(t, d->names[i]))) return Ref();
  }
  return names ? list_to_tuple(t, names) : Ref();
}

}  // namespace

Type* make_struct_sequence(Thread& t, const char* name, const char* doc, const StructSequenceField* fields,
                           u32 visible) {
  return make_struct_sequence_at(t, nullptr, name, doc, fields, visible);
}

Type* make_struct_sequence_at(Thread& t, Type* place, const char* name, const char* doc,
                              const StructSequenceField* fields, u32 visible) {
  auto* d = allocate_forever<Description>(1);
  copy_fields(d, fields);
  d->visible = visible;
  d->spec.name = name;
  d->spec.doc = doc;
  d->spec.base = TypeId::kTuple;
  d->spec.size = kTupleHeader;
  d->spec.item_size = sizeof(Slot);
  d->spec.flags = kTypeTraced | kTypeVarSized | kTypeSequencePattern | (place ? kTypeImmutableFlag : 0);
  d->spec.lifetime.trace = trace;
  d->spec.lifetime.dispose = dispose;
  d->spec.slots.repr = repr;
  d->spec.slots.create = create;
  d->spec.methods = kMethods;
  d->spec.members = d->members;
  Ref bases = place ? make_tuple(t, kTupleType) : Ref();
  if (place && !bases) gc::fatal("out of memory while creating types");
  Type* type =
      place ? make_extension_type(t, place, d->spec, kTupleType, bases, kTypeType) : make_native_type(t, d->spec);
  type->module_state = d;
  set_constant(t, type, "n_fields", make_int(t, d->total));
  set_constant(t, type, "n_sequence_fields", make_int(t, d->visible));
  set_constant(t, type, "n_unnamed_fields", make_int(t, d->unnamed));
  set_constant(t, type, "__match_args__", match_args(t, d));
  return type;
}

u32 struct_sequence_fields(const Type* type) {
  bool is_one = type->lifetime.trace == trace && type->layout == TypeId::kTuple;
  return is_one ? description_of(type)->total : 0;
}

void complete_struct_sequence(Type* type, CompleteFields complete) {
  static_cast<Description*>(type->module_state)->complete = complete;
}

Ref make_struct_sequence_instance(Thread& t, Type* type, Ref* items, u64 n) {
  const Description* d = description_of(type);
  Ref self = allocate_instance(t, type, d->total);
  if (!self) return Ref();
  Tuple* tuple = as_tuple(self);
  tuple->length = d->visible;
  for (u32 i = 0; i < d->total; ++i) init_field(tuple->items[i], i < n ? std::move(items[i]) : none());
  return self;
}

}  // namespace rt
