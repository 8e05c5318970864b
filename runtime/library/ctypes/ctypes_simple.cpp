// _SimpleCData, the base of c_int and its like, and its metaclass.
#include "runtime/library/ctypes/ctypes_parts.h"

namespace rt::ctypes {

Type* g_simple_type;

namespace {

// ---- classes

// The code that `_type_` of the new class names. Null: an error is pending.
const Code* code_of_class_py(Thread& t, Value self) {
  Ref proto = getattr_optional_py(t, self, intern(t, "_type_"));
  if (!proto) {
    if (!error_pending(t)) raise(t, kAttributeErrorType, "class must define a '_type_' attribute");
    return nullptr;
  }
  if (!is_str(proto)) {
    raise_type_error(t, "class must define a '_type_' string attribute");
    return nullptr;
  }
  Utf8 name(t, proto);
  if (!name.ok()) return nullptr;
  const Code* code = find_code(name.view());
  if (code) return code;
  if (library_minor() >= 15)
    raise(t, kAttributeErrorType,
          "class must define a '_type_' attribute which must be\none of these characters: '%s',\n"
          "or one of these strings: 'Zf', 'Zd', 'Zg'.",
          code_letters());
  else if (as_str(proto)->length != 1)
    raise_value_error(t, "class must define a '_type_' attribute which must be a string of length 1");
  else
    raise(t, kAttributeErrorType,
          "class must define a '_type_' attribute which must be\na single character string containing one of '%s'.",
          code_letters());
  return nullptr;
}

Layout* simple_layout(Thread& t, const Code& code, bool swapped) {
  Layout* layout = make_layout(t, Kind::kSimple);
  if (!layout) return nullptr;
  layout->code = &code;
  layout->swapped = swapped;
  layout->size = layout->align = code.size;
  if (code.ffi->alignment) layout->align = code.ffi->alignment;
  layout->ffi = code.ffi;
  bool pointer = code.ffi == &ffi_type_pointer;
  layout->flags = pointer ? kIsPointer : 0;
  Ref name = make_str_ascii(t, code.name);
  if (name) init_field(layout->item, std::move(name));
  layout->format = format_text(t, "%c%s", swapped ? '>' : '<', code.format);
  if (layout->item.get() && layout->format) return layout;
  free_layout(t, layout);
  return nullptr;
}

bool set_attribute_py(Thread& t, Value type, const char* text, Value value) {
  Ref name = intern(t, text);
  return name && type_set_attribute_py(t, type.as<Type>(), name, value);
}

// The class with the other order of bytes: __ctype_be__ of both. Such a class has no swapped class of its own.
bool make_swapped_class_py(Thread& t, Value self, const CallArgs& args, const Code& code) {
  Ref name = format_message(t, "%S_be", args[0]);
  if (!name) return false;
  Value values[] = {name, args[1], args[2]};
  Ref swapped = kTypeType->slots.create(t, g_simple_meta, CallArgs{values, 3, Value()});
  Layout* layout = swapped ? simple_layout(t, code, true) : nullptr;
  if (!layout) return false;
  install_layout(t, as_ctype(swapped), layout);
  Value type = swapped;
  return set_attribute_py(t, self, "__ctype_le__", self) && set_attribute_py(t, self, "__ctype_be__", type) &&
         set_attribute_py(t, type, "__ctype_le__", self) && set_attribute_py(t, type, "__ctype_be__", type);
}

bool meta_init(Thread& t, Value self, const CallArgs& args) {
  if (!init_class(t, self, args)) return false;
  const Code* code = code_of_class_py(t, self);
  Layout* layout = code ? simple_layout(t, *code, false) : nullptr;
  if (!layout) return false;
  install_layout(t, as_ctype(self), layout);
  bool swappable = code->swappable || (code->form == Form::kBool && library_minor() >= 15);
  bool plain = type_of(self) == g_simple_meta && swappable && args.positional == 3 && is_str(args[0]);
  return !plain || make_swapped_class_py(t, self, args, *code);
}

// ---- instances

Ref get_value(Thread& t, Value self) {
  Layout* layout = usable_layout(t, self, Kind::kSimple);
  if (!layout) return Ref();
  return read_code(t, *layout->code, layout->swapped, data_of(self), self);
}

bool set_value(Thread& t, Value self, Value value) {
  if (!value) return raise_type_error(t, "can't delete attribute");
  Layout* layout = usable_layout(t, self, Kind::kSimple);
  if (!layout) return false;
  return set_simple_py(t, layout, self, value, 0, data_of(self));
}

bool init(Thread& t, Value self, const CallArgs& args) {
  Value value;
  if (!optional_argument(t, "__init__", args, true, &value)) return false;
  return !value || set_value(t, self, value);
}

int truth(Thread&, Value self) {
  const u8* data = data_of(self);
  for (i64 i = 0; i < size_of(self); ++i)
    if (shared_bytes::load_word<u8>(data + i)) return 1;
  return 0;
}

Ref repr(Thread& t, Value self) {
  if (is_derived_simple(type_of(self)))
    return format_message(t, "<%s object at %p>", short_type_name(self), self.object());
  Ref value = get_value(t, self);
  return value ? format_message(t, "%s(%R)", short_type_name(self), value.get()) : Ref();
}

Ref from_outparam(Thread& t, Value self) {
  return is_derived_simple(type_of(self)) ? Ref::share(t, self) : get_value(t, self);
}

constexpr MethodDef kMetaMethods[] = {
    {"from_param", simple_from_param_py, "(self, value, /)", "Convert a Python object into a function call parameter."},
    {}};
constexpr Slots kMetaSlots = [] {
  Slots s{};
  s.init = meta_init;
  return s;
}();
constexpr TypeSpec kMetaSpec = {.name = "_ctypes.PyCSimpleType",
                                .size = sizeof(CType),
                                .flags = kTypeSubclassable | kTypeTraced,
                                .doc = "metatype for the PyCSimpleType Objects",
                                .slots = kMetaSlots,
                                .methods = kMetaMethods,
                                .private_part = dict_of_class};

constexpr MethodDef kMethods[] = {
    {"__ctypes_from_outparam__", from_outparam, "(self, /)", "The value, if it is simple."}, {}};
constexpr GetSetDef kGetSet[] = {{"value", get_value, set_value, "current value"}, {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.init = init;
  s.truth = truth;
  s.repr = repr;
  return s;
}();
constexpr TypeSpec kSpec = {.name = "_ctypes._SimpleCData",
                            .size = sizeof(CData),
                            .flags = kTypeTraced | kTypeSubclassable,
                            .doc = "Base of the simple C types.",
                            .slots = kSlots,
                            .methods = kMethods,
                            .getset = kGetSet};

}  // namespace

bool add_simple_type(Thread& t, Value module) {
  if (!g_simple_meta) g_simple_meta = make_native_type(t, kMetaSpec, g_meta_base);
  return add_data_class(t, module, g_simple_type, kSpec, g_simple_meta);
}

}  // namespace rt::ctypes
