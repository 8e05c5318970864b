// Fields of structures and unions: the descriptors by which programs reach them (CField).
#include "runtime/library/ctypes/ctypes_parts.h"

namespace rt::ctypes {

Type* g_field_type;

namespace {

Field* as_field(Value v) { return v.as<Field>(); }
bool is_bit_field(const Field* field) { return field->bit_size > 0; }
Bits bits_of(const Field* field) {
  if (!is_bit_field(field)) return {};
  return {static_cast<u8>(field->bit_offset), static_cast<u8>(field->bit_size)};
}

// ---- values

// The address of the field in an instance. Null: TypeError, it is no instance that has the field.
u8* place_of(Thread& t, const Field* field, Value instance) {
  if (!is_data(instance) || size_of(instance) - field->size < field->offset)
    return raise_type_error(t, "not a ctype instance");
  return data_of(instance) + field->offset;
}

Ref get(Thread& t, Value self, Value instance, Value) {
  if (!instance) return Ref::share(t, self);
  Field* field = as_field(self);
  u8* place = place_of(t, field, instance);
  if (!place) return Ref();
  if (const Code* items = text_items(layout_of(field->type.get())))
    return read_text_field(t, *items, place, field->size);
  return get_value(t, field->type.get(), instance, field->index, place, bits_of(field));
}

bool set_py(Thread& t, Value self, Value instance, Value value) {
  Field* field = as_field(self);
  u8* place = place_of(t, field, instance);
  if (!place) return false;
  if (!value) return raise_type_error(t, "can't delete attribute");
  if (const Code* items = text_items(layout_of(field->type.get())))
    return write_text_field(t, *items, place, field->size, value);
  return set_value_py(t, field->type.get(), instance, value, field->index, field->size, place, bits_of(field));
}

// ---- attributes

Ref get_offset(Thread& t, Value self) { return make_int(t, as_field(self)->offset); }
Ref get_size(Thread& t, Value self) {
  Field* field = as_field(self);
  return make_int(t, is_bit_field(field) ? (field->bit_size << 16) + field->bit_offset : field->size);
}
Ref get_name(Thread& t, Value self) { return Ref::share(t, as_field(self)->name.get()); }
Ref get_type(Thread& t, Value self) { return Ref::share(t, as_field(self)->type.get()); }
Ref get_byte_size(Thread& t, Value self) { return make_int(t, as_field(self)->size); }
Ref get_bit_size(Thread& t, Value self) {
  Field* field = as_field(self);
  if (is_bit_field(field)) return make_int(t, field->bit_size);
  Ref bytes = make_int(t, field->size);
  return bytes ? int_binary(t, BinaryOp::kMul, bytes, Value::small_int(8)) : Ref();
}
Ref get_bit_offset(Thread& t, Value self) {
  return make_int(t, is_bit_field(as_field(self)) ? as_field(self)->bit_offset : 0);
}
Ref get_is_bit_field(Thread&, Value self) { return bool_ref(is_bit_field(as_field(self))); }
Ref get_is_anonymous(Thread&, Value self) { return bool_ref(as_field(self)->anonymous.load(gc::relaxed)); }

Ref repr(Thread& t, Value self) {
  Field* field = as_field(self);
  Type* type = field->type.get().as<Type>();
  auto offset = static_cast<long long>(field->offset), size = static_cast<long long>(field->size);
  auto bit_offset = static_cast<long long>(field->bit_offset), bits = static_cast<long long>(field->bit_size);
  if (library_minor() < 14) {
    if (is_bit_field(field))
      return format_message(t, "<Field type=%s, ofs=%lld:%lld, bits=%lld>", short_type_name(type), offset, bit_offset,
                            bits);
    return format_message(t, "<Field type=%s, ofs=%lld, size=%lld>", short_type_name(type), offset, size);
  }
  if (is_bit_field(field))
    return format_message(t, "<%T %R type=%s, ofs=%lld, bit_size=%lld, bit_offset=%lld>", self, field->name.get(),
                          short_type_name(type), offset, bits, bit_offset);
  return format_message(t, "<%T %R type=%s, ofs=%lld, size=%lld>", self, field->name.get(), short_type_name(type),
                        offset, size);
}

// ---- CField(), which only ctypes/_layout.py calls

constexpr Signature kSignature =
    parse_signature("(*, name, type, byte_size, byte_offset, index, _internal_use, bit_size=None, bit_offset=None)");

bool check_bits(Thread& t, const Field* made, Value name) {
  Layout* layout = layout_of(made->type.get());
  bool takes =
      layout->kind == Kind::kSimple && (layout->code->form == Form::kSigned || layout->code->form == Form::kUnsigned ||
                                        layout->code->form == Form::kBool);
  if (!takes) return raise_type_error(t, "bit fields not allowed for type %N", made->type.get().as<Type>());
  i64 width = made->size * 8;
  if (made->bit_size <= 0 || made->bit_size > width)
    return raise_value_error(t, "number of bits invalid for bit field %R", name);
  if (made->bit_offset < 0) return raise_value_error(t, "bit offset invalid for bit field %R", name);
  if (made->bit_offset + made->bit_size > width)
    return raise_value_error(t, "bit field %R overflows its type (%lld + %lld > %lld)", name,
                             static_cast<long long>(made->bit_offset), static_cast<long long>(made->bit_size),
                             static_cast<long long>(width));
  return true;
}

Ref create_py(Thread& t, Type*, const CallArgs& args) {
  Value a[8];
  i64 numbers[5] = {0, 0, 0, -1, 0};  // byte_size, byte_offset, index, bit_size, bit_offset
  if (!bind_arguments(t, "CField", kSignature, args, a)) return Ref();
  int internal = truth_py(t, a[5]);
  if (internal < 0) return Ref();
  if (!internal) return raise_type_error(t, "CField is not intended to be used directly");
  if (!is_str(a[0])) return raise_type_error(t, "field name must be str, not %A", a[0]);
  constexpr int kFrom[] = {2, 3, 4, 6, 7};
  for (int i = 0; i < 5; ++i) {
    Value given = a[kFrom[i]];
    if (i >= 3 && (!given || given.stripped() == kNone)) continue;
    if (!index_i64_py(t, given, &numbers[i], kOverflowErrorType)) return Ref();
  }
  Layout* layout = layout_of(a[1]);
  if (!layout) return raise_type_error(t, "type of field %R must be a C type", a[0]);
  if (numbers[0] != layout->size)
    return raise_value_error(t, "byte size of field %R (%lld) does not match type size (%lld)", a[0],
                             static_cast<long long>(numbers[0]), static_cast<long long>(layout->size));
  if (numbers[0] < 0 || numbers[1] < 0) return raise_value_error(t, "byte offset of field %R is negative", a[0]);
  Ref name = exact_str(t, a[0]);
  Ref field = name ? make_field(t, a[1], name, numbers[1], numbers[0], numbers[2], numbers[3], numbers[4]) : Ref();
  bool has_bits = a[6] && a[6].stripped() != kNone;
  if (!field || (has_bits && !check_bits(t, as_field(field), a[0]))) return Ref();
  return field;
}

constexpr GetSetDef kGetSet[] = {{"offset", get_offset, nullptr, "offset in bytes of this field"},
                                 {"size", get_size, nullptr, "size in bytes of this field"},
                                 {}};
constexpr GetSetDef kNewGetSet[] = {
    {"offset", get_offset, nullptr, "offset in bytes of this field (same as byte_offset)"},
    {"size", get_size, nullptr,
     "size in bytes of this field; for bit fields, a number that has size and offset in bits"},
    {"name", get_name, nullptr, "name of this field"},
    {"type", get_type, nullptr, "type of this field"},
    {"byte_offset", get_offset, nullptr, "offset in bytes of this field"},
    {"byte_size", get_byte_size, nullptr, "size of this field in bytes"},
    {"bit_size", get_bit_size, nullptr, "size of this field in bits"},
    {"bit_offset", get_bit_offset, nullptr, "additional offset in bits; 0 for fields that are no bit fields"},
    {"is_bitfield", get_is_bit_field, nullptr, "true if this is a bit field"},
    {"is_anonymous", get_is_anonymous, nullptr, "true if this field is anonymous"},
    {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.get = get;
  s.set = set_py;
  s.repr = repr;
  s.create = create_py;
  return s;
}();
constexpr TypeSpec kSpec = {.name = "_ctypes.CField",
                            .size = sizeof(Field),
                            .flags = kTypeTraced | kTypeDisallowNew,
                            .doc = "Structure/Union member",
                            .lifetime = SlotsOf<Field, &Field::type, &Field::name>::kLifetime,
                            .slots = kSlots,
                            .getset = kGetSet};
// The same for libraries from 3.14 on.
constexpr TypeSpec kNewSpec = [] {
  TypeSpec spec = kSpec;
  spec.name = "ctypes.CField";
  spec.flags = kTypeTraced;
  spec.getset = kNewGetSet;
  return spec;
}();

// ---- anonymous members

// The field `name` of a class. Empty: an error is pending.
Ref field_of_py(Thread& t, Value type, Value name, const char* format) {
  Ref field = getattr_py(t, type, name);
  if (field && type_of(field) != g_field_type) return raise(t, kAttributeErrorType, format, name);
  return field;
}

// Enters what the member `outer` has into the class, as if the class had it.
bool lift_fields_py(Thread& t, CType* type, const Field* outer, i64 index, i64 offset) {
  Ref fields = getattr_py(t, outer->type.get(), "_fields_");
  Ref items = fields ? to_tuple_or_py(t, fields, "_fields_ must be a sequence") : Ref();
  if (!items) return false;
  NativeDepth depth(t, " in an anonymous field");
  if (!depth) return false;
  for (u64 i = 0; i < as_tuple(items)->length; ++i) {
    Ref name = getitem_py(t, (*as_tuple(items))[i], Value::small_int(0));
    Ref found = name ? field_of_py(t, outer->type.get(), name, "unexpected type") : Ref();
    if (!found) return false;
    Field* inner = as_field(found);
    if (inner->anonymous.load(gc::relaxed)) {
      if (!lift_fields_py(t, type, inner, index + inner->index, offset + inner->offset)) return false;
      continue;
    }
    Ref lifted = make_field(t, inner->type.get(), inner->name.get(), inner->offset + offset, inner->size,
                            inner->index + index, inner->bit_size, inner->bit_offset);
    if (!lifted || !setattr_py(t, type, name, lifted)) return false;
  }
  return true;
}

}  // namespace

Ref make_field(Thread& t, Value type, Value name, i64 offset, i64 size, i64 index, i64 bit_size, i64 bit_offset) {
  Ref made = allocate_instance(t, g_field_type);
  if (!made) return Ref();
  Field* field = as_field(made);
  init_field(field->type, Ref::share(t, type));
  init_field(field->name, Ref::share(t, name));
  field->offset = offset;
  field->size = size;
  field->index = index;
  field->bit_size = bit_size;
  field->bit_offset = bit_offset;
  return made;
}

bool make_anonymous_fields_py(Thread& t, CType* type) {
  Ref names = getattr_optional_py(t, type, intern(t, "_anonymous_"));
  if (!names) return !error_pending(t);
  Ref items = to_tuple_or_py(t, names, "_anonymous_ must be a sequence");
  if (!items) return false;
  for (u64 i = 0; i < as_tuple(items)->length; ++i) {
    Ref field = field_of_py(t, type, (*as_tuple(items))[i], "'%S' is specified in _anonymous_ but not in _fields_");
    if (!field) return false;
    as_field(field)->anonymous.store(true, gc::relaxed);
    if (!lift_fields_py(t, type, as_field(field), as_field(field)->index, as_field(field)->offset)) return false;
  }
  return true;
}

bool add_field_type(Thread& t, Value module) {
  if (!g_field_type) g_field_type = make_native_type(t, library_minor() >= 14 ? kNewSpec : kSpec);
  return library_minor() < 14 || module_add(t, module, "CField", Ref::share(t, g_field_type));
}

}  // namespace rt::ctypes
