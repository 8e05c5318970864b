// Arguments that are ready for C (CArgObject), byref(), and the from_param() of each kind of class.
#include <algorithm>
#include <cctype>
#include <cstdio>

#include "runtime/library/ctypes/ctypes_parts.h"
#include "runtime/types/numbers/float.h"

namespace rt::ctypes {

Type* g_argument_type;

namespace {

Argument* as_argument(Value v) { return v.as<Argument>(); }
bool is_argument(Value v) { return type_of(v) == g_argument_type; }

template <class T>
T value_as(const Argument* argument) {
  T value;
  std::memcpy(&value, argument->value, sizeof value);
  return value;
}

bool is_literal(char c) { return c >= ' ' && c < 127 && c != '\'' && c != '\\'; }

Ref repr_of_char(Thread& t, char tag, char c) {
  char text[8];
  std::snprintf(text, sizeof text, is_literal(c) ? "%c" : "\\x%02x", is_literal(c) ? c : static_cast<u8>(c));
  return format_message(t, "<cparam '%c' ('%s')>", tag, text);
}

Ref repr(Thread& t, Value self) {
  Argument* argument = as_argument(self);
  char tag = argument->tag[1] ? 0 : argument->tag[0];
  auto shown = [&](i64 number) {
    return format_message(t, "<cparam '%c' (%lld)>", tag, static_cast<long long>(number));
  };
  switch (tag) {
    case 'b':
    case 'B': return shown(value_as<signed char>(argument));
    case 'h':
    case 'H': return shown(value_as<short>(argument));
    case 'i':
    case 'I': return shown(value_as<int>(argument));
    case 'l':
    case 'L':
    case 'q':
    case 'Q': return shown(value_as<i64>(argument));
    case 'd':
    case 'f': {
      Ref number =
          make_float(t, tag == 'd' ? value_as<double>(argument) : static_cast<double>(value_as<float>(argument)));
      return number ? format_message(t, "<cparam '%c' (%R)>", tag, number.get()) : Ref();
    }
    case 'c': return repr_of_char(t, tag, value_as<char>(argument));
    case 'z':
    case 'Z':
    case 'P': return format_message(t, "<cparam '%c' (%p)>", tag, value_as<void*>(argument));
    default: return format_message(t, "<cparam '%s' at %p>", argument->tag, static_cast<void*>(argument));
  }
}

}  // namespace

Ref make_argument(Thread& t, const char* tag, ffi_type* ffi, const void* value, size_t size, Value object) {
  Ref made = allocate_instance(t, g_argument_type);
  if (!made) return Ref();
  as_argument(made)->tag = tag;
  as_argument(made)->ffi = ffi;
  std::memcpy(as_argument(made)->value, value, size);
  init_field(as_argument(made)->object, Ref::share(t, object));
  return made;
}

Ref make_reference(Thread& t, Value data, i64 offset) {
  as_data(root_of(data))->lent.store(true, gc::relaxed);
  u8* address = data_of(data) + offset;
  return make_argument(t, "P", &ffi_type_pointer, &address, sizeof address, data);
}

Ref as_parameter_py(Thread& t, Value value) {
  Ref name = intern(t, "_as_parameter_");
  return name ? getattr_optional_py(t, value, name) : Ref();
}

namespace {

// from_param() for `_as_parameter_` of the value. Empty without error: the value has none.
Ref from_parameter_attribute_py(Thread& t, Value type, Value value, Ref (*convert)(Thread&, Value, Value)) {
  Ref parameter = as_parameter_py(t, value);
  if (!parameter) return Ref();
  NativeDepth depth(t, " while processing _as_parameter_");
  return depth ? convert(t, type, parameter) : Ref();
}

}  // namespace

// ---- structures, arrays, functions

Ref from_param_py(Thread& t, Value type, Value value) {
  int fits = isinstance_py(t, value, type);
  if (fits) return fits > 0 ? Ref::share(t, value) : Ref();
  if (is_argument(value)) {
    Layout* layout = layout_of(type);
    Value held = as_argument(value)->object.get();
    Ref object = held ? Ref::share(t, held) : Ref();
    Value item = layout && layout->kind != Kind::kSimple ? layout->item.get() : Value();
    if (item && object && (fits = isinstance_py(t, object, item))) return fits > 0 ? Ref::share(t, value) : Ref();
    return raise_type_error(t, "expected %N instance instead of pointer to %s", type.as<Type>(),
                            object ? type_name(object.get()) : "???");
  }
  Ref converted = from_parameter_attribute_py(t, type, value, from_param_py);
  if (converted || error_pending(t)) return converted;
  return raise_type_error(t, "expected %N instance instead of %T", type.as<Type>(), value);
}

Ref pointer_from_param_py(Thread& t, Value type, Value value) {
  if (value.stripped() == kNone) return none();
  Layout* layout = layout_of(type);
  if (!layout) return raise_type_error(t, "abstract class");
  if (Value item = layout->item.get()) {
    int fits = isinstance_py(t, value, item);
    if (fits < 0) return Ref();
    if (fits && is_data(value)) return make_reference(t, value, 0);
    if (is_instance(value, g_pointer_type) || is_instance(value, g_array_type)) {
      Layout* other = layout_of_instance(value);
      if (!other || !other->item.get()) return raise_type_error(t, "abstract class");
      fits = issubclass_py(t, other->item.get(), item);
      if (fits) return fits > 0 ? Ref::share(t, value) : Ref();
    }
  }
  return from_param_py(t, type, value);
}

// ---- simple types

namespace {

// The code of a simple instance, or of what an array or pointer has; null: another object.
const Code* code_of(Value value, bool item) {
  if (!is_data(value)) return nullptr;
  Layout* layout = layout_of_instance(value);
  if (item && layout && layout->kind != Kind::kSimple)
    layout = layout->item.get() ? layout_of(layout->item.get()) : nullptr;
  else if (item) return nullptr;
  return is_kind(layout, Kind::kSimple) ? layout->code : nullptr;
}

bool has_form(const Code* code, Form form) { return code && code->form == form; }
bool is_sequence(Value v) { return is_instance(v, g_array_type) || is_instance(v, g_pointer_type); }

// An argument with the value as a code stores it. Empty: an error is pending.
Ref argument_of_code_py(Thread& t, const Code& code, Value value) {
  alignas(16) u8 bytes[32] = {};
  Ref kept = write_code_py(t, code, false, bytes, value);
  return kept ? make_argument(t, code.name, code.ffi, bytes, code.size, kept) : Ref();
}

Error raise_no_text(Thread& t, Value value, const char* name) {
  return raise_type_error(t, "'%T' object cannot be interpreted as ctypes.%s", value, name);
}

// c_char_p and c_wchar_p: also arrays of, and pointers to, the characters.
Ref text_from_param_py(Thread& t, Value type, Value value) {
  const Code& code = *layout_of(type)->code;
  bool wide = code.form == Form::kWidePointer;
  if (value.stripped() == kNone) return none();
  if (wide ? is_str(value) : is_bytes(value)) return argument_of_code_py(t, code, value);
  int fits = isinstance_py(t, value, type);
  if (fits) return fits > 0 ? Ref::share(t, value) : Ref();
  Form item = wide ? Form::kWideChar : Form::kChar;
  if (is_sequence(value) && has_form(code_of(value, true), item)) return Ref::share(t, value);
  if (is_argument(value) && as_argument(value)->object.get() &&
      has_form(code_of(as_argument(value)->object.get(), false), item))
    return Ref::share(t, value);
  Ref converted = from_parameter_attribute_py(t, type, value, text_from_param_py);
  if (converted || error_pending(t)) return converted;
  return raise_no_text(t, value, wide ? "c_wchar_p" : "c_char_p");
}

Ref pointer_in(Thread& t, const char* tag, Value data) {
  u64 address = read_shared_item<u64>(data_of(data));
  return make_argument(t, tag, &ffi_type_pointer, &address, sizeof address, data);
}

// c_void_p: whatever is an address.
Ref void_from_param_py(Thread& t, Value type, Value value) {
  if (value.stripped() == kNone) return none();
  if (is_int(value)) return argument_of_code_py(t, *find_code("P"), value);
  if (is_bytes(value)) return argument_of_code_py(t, *find_code("z"), value);
  if (is_str(value)) return argument_of_code_py(t, *find_code("Z"), value);
  int fits = isinstance_py(t, value, type);
  if (fits) return fits > 0 ? Ref::share(t, value) : Ref();
  if (is_sequence(value) || (is_argument(value) && as_argument(value)->tag[0] == 'P')) return Ref::share(t, value);
  if (is_instance(value, g_function_type)) return pointer_in(t, "P", value);
  const Code* code = code_of(value, false);
  if (has_form(code, Form::kCharPointer) || has_form(code, Form::kWidePointer)) return pointer_in(t, "Z", value);
  Ref converted = from_parameter_attribute_py(t, type, value, void_from_param_py);
  if (converted || error_pending(t)) return converted;
  return raise_no_text(t, value, "c_void_p");
}

}  // namespace

Ref simple_from_param_py(Thread& t, Value type, Value value) {
  Layout* layout = layout_of(type);
  if (!is_kind(layout, Kind::kSimple)) return raise_type_error(t, "abstract class");
  Form form = layout->code->form;
  if (form == Form::kCharPointer || form == Form::kWidePointer) return text_from_param_py(t, type, value);
  if (form == Form::kPointer) return void_from_param_py(t, type, value);
  int fits = isinstance_py(t, value, type);
  if (fits) return fits > 0 ? Ref::share(t, value) : Ref();
  if (Ref argument = argument_of_code_py(t, *layout->code, value)) return argument;
  Ref error = take_error(t);
  Ref converted = from_parameter_attribute_py(t, type, value, simple_from_param_py);
  if (!converted && !error_pending(t)) restore_error(t, std::move(error));
  return converted;
}

// ---- the type

namespace {

Ref get_object(Thread& t, Value self) {
  Value object = as_argument(self)->object.get();
  return object ? Ref::share(t, object) : none();
}

constexpr GetSetDef kGetSet[] = {{"_obj", get_object, nullptr, "the wrapped object"}, {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = repr;
  return s;
}();
constexpr TypeSpec kSpec = {.name = "_ctypes.CArgObject",
                            .size = sizeof(Argument),
                            .flags = kTypeTraced | kTypeDisallowNew,
                            .lifetime = SlotsOf<Argument, &Argument::object>::kLifetime,
                            .slots = kSlots,
                            .getset = kGetSet};

}  // namespace

bool add_argument_type(Thread& t) {
  if (!g_argument_type) g_argument_type = make_native_type(t, kSpec);
  return true;
}

}  // namespace rt::ctypes
