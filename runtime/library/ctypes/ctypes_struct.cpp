// Structures and unions: their classes, metaclasses, and instances.
#include "runtime/library/ctypes/ctypes_parts.h"

namespace rt::ctypes {

Type *g_struct_type, *g_union_type;

namespace {

// ---- classes

// The layout that the class has until it gets `_fields_`: that of its base, or nothing at all.
bool install_first_layout(Thread& t, Value self, Kind kind) {
  Layout* inherited = layout_of(self.as<Type>()->base);
  Layout* layout = inherited ? copy_layout(t, inherited) : make_layout(t, kind);
  if (!layout) return false;
  if (inherited) inherited->final.store(true, gc::release);
  else {
    layout->format = format_text(t, "B");
    prepare_aggregate(layout);
  }
  if (layout->format) {
    install_layout(t, as_ctype(self), layout);
    return true;
  }
  free_layout(t, layout);
  return false;
}

bool meta_init(Thread& t, Value self, const CallArgs& args, Kind kind) {
  if (!init_class(t, self, args)) return false;
  Ref abstract = own_attribute(t, self, "_abstract_"), fields = own_attribute(t, self, "_fields_");
  if (error_pending(t)) return false;
  if (abstract) return true;
  if (!install_first_layout(t, self, kind)) return false;
  Ref name = fields ? intern(t, "_fields_") : Ref();
  return fields ? name && setattr_py(t, self, name, fields) : true;
}
bool struct_meta_init_py(Thread& t, Value self, const CallArgs& args) {
  return meta_init(t, self, args, Kind::kStruct);
}
bool union_meta_init_py(Thread& t, Value self, const CallArgs& args) { return meta_init(t, self, args, Kind::kUnion); }

bool meta_setattr(Thread& t, Value self, Value key, Value value) {
  bool fields = value && is_str(key) && str_equal_ascii(key, "_fields_");
  Layout* layout = layout_of(self);
  // Up to 3.13 the attribute changes even if the fields cannot.
  if (fields && library_minor() >= 14 && layout && layout->final.load(gc::acquire))
    return raise(t, kAttributeErrorType, "_fields_ is final");
  if (!kTypeType->slots.setattr(t, self, key, value)) return false;
  return !fields || set_fields_py(t, as_ctype(self), value);
}

// ---- instances

// Gives the fields of `type`, those of its bases first, the arguments from number `index` on. The result is the number
// behind the last field; -1: an error is pending.
i64 init_fields_py(Thread& t, Value self, Type* type, const CallArgs& args, i64 index) {
  if (layout_of(type->base)) index = init_fields_py(t, self, type->base, args, index);
  Ref fields = index < 0 ? Ref() : own_attribute(t, type, "_fields_");
  if (!fields) return error_pending(t) ? -1 : index;
  i64 count = layout_of(type)->length - index;
  for (i64 i = 0; i < count && index + i < args.positional; ++i) {
    Ref pair = getitem_py(t, fields, Value::small_int(i)),
        name = pair ? getitem_py(t, pair, Value::small_int(0)) : Ref();
    if (!name) return -1;
    for (u32 k = 0; k < args.keywords(); ++k) {
      int same = equal_py(t, (*as_tuple(args.names))[k], name);
      if (same < 0) return -1;
      if (same) return raise_type_error(t, "duplicate values for field %R", name.get());
    }
    if (!setattr_py(t, self, name, args[static_cast<u32>(index + i)])) return -1;
  }
  return index + count;
}

bool init(Thread& t, Value self, const CallArgs& args) {
  i64 taken = args.positional ? init_fields_py(t, self, type_of(self), args, 0) : 0;
  if (taken < 0) return false;
  if (taken < args.positional) return raise_type_error(t, "too many initializers");
  for (u32 k = 0; k < args.keywords(); ++k)
    if (!setattr_py(t, self, (*as_tuple(args.names))[k], args[args.positional + k])) return false;
  return true;
}

constexpr Slots meta_slots(bool (*meta_init)(Thread&, Value, const CallArgs&)) {
  Slots s{};
  s.init = meta_init;
  s.setattr = meta_setattr;
  return s;
}
constexpr TypeSpec kStructMetaSpec = {.name = "_ctypes.PyCStructType",
                                      .size = sizeof(CType),
                                      .flags = kTypeSubclassable | kTypeTraced,
                                      .doc = "metatype for the CData Objects",
                                      .slots = meta_slots(struct_meta_init_py),
                                      .private_part = dict_of_class};
constexpr TypeSpec kUnionMetaSpec = {.name = "_ctypes.UnionType",
                                     .size = sizeof(CType),
                                     .flags = kTypeSubclassable | kTypeTraced,
                                     .doc = "metatype for the Union Objects",
                                     .slots = meta_slots(union_meta_init_py),
                                     .private_part = dict_of_class};
constexpr Slots kSlots = [] {
  Slots s{};
  s.init = init;
  return s;
}();
constexpr TypeSpec kStructSpec = {.name = "_ctypes.Structure",
                                  .size = sizeof(CData),
                                  .flags = kTypeTraced | kTypeSubclassable,
                                  .doc = "Structure base class",
                                  .slots = kSlots};
constexpr TypeSpec kUnionSpec = {.name = "_ctypes.Union",
                                 .size = sizeof(CData),
                                 .flags = kTypeTraced | kTypeSubclassable,
                                 .doc = "Union base class",
                                 .slots = kSlots};

}  // namespace

bool add_struct_types(Thread& t, Value module) {
  if (!g_struct_meta) g_struct_meta = make_native_type(t, kStructMetaSpec, g_meta_base);
  if (!g_union_meta) g_union_meta = make_native_type(t, kUnionMetaSpec, g_meta_base);
  return add_data_class(t, module, g_struct_type, kStructSpec, g_struct_meta) &&
         add_data_class(t, module, g_union_type, kUnionSpec, g_union_meta);
}

}  // namespace rt::ctypes
