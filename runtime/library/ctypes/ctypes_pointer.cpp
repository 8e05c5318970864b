// Pointers: _Pointer, its metaclass, POINTER() and pointer().
//
// A pointer's memory is one address. What it points to is kept twice: the object itself under "1", and under "0" what
// that object keeps, since C code may copy both.
#include <cstring>
#include <limits>

#include "gc/heap/heap.h"
#include "runtime/library/ctypes/ctypes_items.h"
#include "runtime/object/names.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/slice.h"

namespace rt::ctypes {

Type* g_pointer_type;

namespace {

Ref g_cache;  // _pointer_type_cache of libraries up to 3.13: class -> class of pointers to it

// ---- classes

char* pointer_format(Thread& t, const Layout* item) {
  const char* inner = item->format ? item->format : "B";
  if (!item->shape) return format_text(t, "&%s", inner);
  char* shape = shape_text(t, item);
  char* text = shape ? format_text(t, "&%s%s", shape, inner) : nullptr;
  gc::raw_free(shape);
  return text;
}

// Makes the class one of pointers to `item`.
bool set_item(Thread& t, Value self, Value item) {
  if (!is_type(item)) return raise_type_error(t, "_type_ must be a type");
  Layout* target = layout_of(item);
  if (!target) return raise_type_error(t, "_type_ must have storage info");
  Layout* layout = make_layout(t, Kind::kPointer);
  if (!layout) return false;
  layout->size = layout->align = sizeof(void*);
  layout->length = 1;
  layout->flags = kIsPointer;
  init_field(layout->item, Ref::share(t, item));
  layout->format = pointer_format(t, target);
  if (!layout->format) {
    free_layout(t, layout);
    return false;
  }
  install_layout(t, as_ctype(self), layout);
  if (library_minor() >= 14) fill_field(t, item.object(), as_ctype(item)->pointer_type, Ref::share(t, self));
  return true;
}

// ctypes.POINTER(T), from the library of 3.14 on, is Python code that looks for T.__pointer_type__ and else calls
// type("LP_T", (_Pointer,), {"_type_": T}). Several threads may do so at the same time, and must get the same class. So
// this call, and nothing else that makes a class of pointers, gives the class that T has already.

// The T of such a call. Empty: the call is another one.
Ref plain_item(Thread& t, const CallArgs& args) {
  if (library_minor() < 14 || args.positional != 3 || args.keywords() || !is_exact_tuple(args[1]) ||
      !is_exact_dict(args[2]) || as_tuple(args[1])->length != 1 || as_dict(args[2])->size() != 1 ||
      !is_same((*as_tuple(args[1]))[0], Value(g_pointer_type)))
    return Ref();
  Ref item = dict_get_cstr(t, as_dict(args[2]), "_type_");
  return item && is_ctype(item) ? std::move(item) : Ref();
}

// The class of pointers that `item` has. Empty, without error: none, or a program has set another attribute.
Ref known_pointer_type(Thread& t, Value item) {
  Ref type = load_field(t, item.object(), as_ctype(item)->pointer_type);
  Layout* layout = type && is_instance(type, g_pointer_meta) ? layout_of(type) : nullptr;
  return layout && is_same(layout->item.get(), item) ? std::move(type) : Ref();
}

bool init_pointer_class(Thread& t, Value self, const CallArgs& args);

Ref meta_create(Thread& t, Type* type, const CallArgs& args) {
  Ref item = type == g_pointer_meta ? plain_item(t, args) : Ref();
  if (!item) return kTypeType->slots.create(t, type, args);
  if (Ref known = known_pointer_type(t, item)) return known;
  Ref made = kTypeType->slots.create(t, type, args);
  if (!made || !init_pointer_class(t, made, args)) return Ref();
  Ref known = known_pointer_type(t, item);
  return known ? std::move(known) : std::move(made);
}

bool meta_init(Thread& t, Value self, const CallArgs& args) {
  if (layout_of(self) && plain_item(t, args)) return true;  // by meta_create()
  return init_pointer_class(t, self, args);
}

bool init_pointer_class(Thread& t, Value self, const CallArgs& args) {
  if (!init_class(t, self, args)) return false;
  Ref item = own_attribute(t, self, "_type_");
  if (item) return set_item(t, self, item);
  if (error_pending(t)) return false;
  Layout* layout = make_layout(t, Kind::kPointer);  // incomplete until set_type()
  if (!layout) return false;
  layout->size = layout->align = sizeof(void*);
  layout->length = 1;
  layout->flags = kIsPointer;
  install_layout(t, as_ctype(self), layout);
  return true;
}

Ref set_type(Thread& t, Value self, Value type) {
  Layout* layout = layout_of(self);
  if (!layout) return raise_type_error(t, "abstract class");
  Ref name = intern(t, "_type_");
  if (!name || !set_item(t, self, type) || !type_set_attribute_py(t, self.as<Type>(), name, type)) return Ref();
  return none();
}

// ---- instances

// The class of what the pointer points to, borrowed from the class. Empty: an error is pending.
Value item_of(Thread& t, Value self) {
  Layout* layout = usable_layout(t, self, Kind::kPointer);
  Value item = layout ? layout->item.get() : Value();
  if (layout && !item) raise_type_error(t, "Cannot create instance: has no _type_");
  return item;
}

u8* target_of(Value self) { return read_shared_item<u8*>(data_of(self)); }

Error raise_null(Thread& t) { return raise_value_error(t, "NULL pointer access"); }

Ref create(Thread& t, Type* type, const CallArgs&) {
  Layout* layout = layout_of(type);
  if (!layout || !layout->item.get()) return raise_type_error(t, "Cannot create instance: has no _type_");
  return make_data(t, type);
}

Ref get_contents(Thread& t, Value self) {
  Value item = item_of(t, self);
  if (!item) return Ref();
  u8* target = target_of(self);
  return target ? make_part(t, item, self, 0, target) : Ref(raise_null(t));
}

bool set_contents(Thread& t, Value self, Value value) {
  if (!value) return raise_type_error(t, "Pointer does not support item deletion");
  Value item = item_of(t, self);
  if (!item) return false;
  if (!is_data(value)) return raise_type_error(t, "expected %N instead of %T", item.as<Type>(), value);
  u8* target = data_of(value);
  as_data(root_of(value))->lent.store(true, gc::relaxed);
  u8 pointer[sizeof target];
  std::memcpy(pointer, &target, sizeof target);
  if (!store_pointer_py(t, self, 1, Ref::share(t, value), data_of(self), pointer)) return false;
  Ref kept = kept_objects(t, value);
  return kept && keep_py(t, self, 0, std::move(kept));
}

bool init(Thread& t, Value self, const CallArgs& args) {
  Value value;
  if (!optional_argument(t, "POINTER", args, true, &value)) return false;
  return !value || set_contents(t, self, value);
}

u8* item_address(u8* first, i64 index, i64 size) {
  return first + static_cast<i64>(static_cast<u64>(index) * static_cast<u64>(size));
}

Ref get_item(Thread& t, Value self, i64 index) {
  Value item = item_of(t, self);
  u8* target = item ? target_of(self) : nullptr;
  if (!target) return item ? Ref(raise_null(t)) : Ref();
  return get_value(t, item, self, index, item_address(target, index, layout_of(item)->size));
}

// The bounds of p[start:stop:step]. A pointer does not know a length, so a slice must have an end.
bool slice_bounds_py(Thread& t, Value slice, i64* start, i64* step, i64* count) {
  auto* s = slice.as<SliceObject>();
  i64 stop;
  *start = 0;
  *step = 1;
  if (s->step.get() != kNone) {
    if (!index_i64_py(t, s->step.get(), step, kValueErrorType)) return false;
    if (*step == 0) return raise_value_error(t, "slice step cannot be zero");
  }
  if (s->start.get() == kNone) {
    if (*step < 0) return raise_value_error(t, "slice start is required for step < 0");
  } else if (!index_i64_py(t, s->start.get(), start, kValueErrorType)) {
    return false;
  }
  if (s->stop.get() == kNone) return raise_value_error(t, "slice stop is required");
  if (!index_i64_py(t, s->stop.get(), &stop, kValueErrorType)) return false;
  *count = 0;
  constexpr i64 kMost = std::numeric_limits<i64>::max() / 4;  // sums of these do not overflow
  if (*start > kMost || *start < -kMost || stop > kMost || stop < -kMost || *step > kMost || *step < -kMost)
    return raise_memory_error(t);
  if (*step > 0 && *start < stop) *count = (stop - *start - 1) / *step + 1;
  if (*step < 0 && *start > stop) *count = (stop - *start + 1) / *step + 1;
  return true;
}

Ref getitem(Thread& t, Value self, Value key) {
  i64 start, step, count;
  if (!is_slice(key)) {
    if (!is_int(key) && !type_of(key)->slots.index) return raise_type_error(t, "Pointer indices must be integer");
    return index_i64_py(t, key, &start, kIndexErrorType) ? get_item(t, self, start) : Ref();
  }
  Value item = slice_bounds_py(t, key, &start, &step, &count) ? item_of(t, self) : Value();
  if (!item) return Ref();
  u8* target = target_of(self);
  if (!target && count) return raise_null(t);
  return items_as_sequence(t, self, item, target, start, step, count);
}

bool setitem_py(Thread& t, Value self, Value key, Value value) {
  i64 index;
  if (!value) return raise_type_error(t, "Pointer does not support item deletion");
  if (!index_i64_py(t, key, &index, kIndexErrorType)) return false;
  Value item = item_of(t, self);
  u8* target = item ? target_of(self) : nullptr;
  if (!target) return item ? bool(raise_null(t)) : false;
  i64 size = layout_of(item)->size;
  return set_value_py(t, item, self, value, index, size, item_address(target, index, size));
}

int truth(Thread&, Value self) { return target_of(self) != nullptr; }

constexpr MethodDef kMetaMethods[] = {{"from_param", pointer_from_param_py, "(self, value, /)",
                                       "Convert a Python object into a function call parameter."},
                                      {"set_type", set_type, "(self, type, /)", "Complete a class of pointers."},
                                      {}};
constexpr Slots kMetaSlots = [] {
  Slots s{};
  s.create = meta_create;
  s.init = meta_init;
  return s;
}();
constexpr TypeSpec kMetaSpec = {.name = "_ctypes.PyCPointerType",
                                .size = sizeof(CType),
                                .flags = kTypeSubclassable | kTypeTraced,
                                .doc = "metatype for the Pointer Objects",
                                .slots = kMetaSlots,
                                .methods = kMetaMethods,
                                .private_part = dict_of_class};
constexpr GetSetDef kGetSet[] = {
    {"contents", get_contents, set_contents, "the object this pointer points to (read-write)"}, {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.create = create;
  s.init = init;
  s.getitem = getitem;
  s.setitem = setitem_py;
  s.truth = truth;
  return s;
}();
constexpr TypeSpec kSpec = {.name = "_ctypes._Pointer",
                            .size = sizeof(CData),
                            .flags = kTypeTraced | kTypeSubclassable | kTypeIndexIterable,
                            .doc = "Base of the classes of pointers.",
                            .slots = kSlots,
                            .getset = kGetSet};

// ---- POINTER() and pointer(), of libraries up to 3.13

// A new class of pointers with this name; `item` may be empty.
Ref new_pointer_type_py(Thread& t, Value name, Value item) {
  Ref bases = make_tuple(t, g_pointer_type), space = make_dict(t);
  if (!bases || !space || (item && !dict_set_cstr(t, as_dict(space), "_type_", Ref::share(t, item)))) return Ref();
  return call_py(t, g_pointer_meta, name, bases, space);
}

Ref pointer_type_function(Thread& t, Value type) {
  Dict* cache = as_dict(g_cache);
  Ref known = dict_get_py(t, cache, type);
  if (known || error_pending(t)) return known;
  if (!is_str(type) && !is_type(type)) return raise_type_error(t, "must be a ctypes type");
  Ref name = is_str(type) ? format_message(t, "LP_%S", type) : format_message(t, "LP_%S", type.as<Type>()->name.get());
  Ref made = name ? new_pointer_type_py(t, name, is_str(type) ? Value() : type) : Ref();
  if (!made) return Ref();
  Ref key = is_str(type) ? call_py(t, builtin_function(t, "id"), made) : Ref::share(t, type);
  if (!key) return Ref();
  if (is_str(type)) return dict_set_py(t, cache, key, made) ? std::move(made) : Ref();
  return dict_setdefault_py(t, cache, key, made);  // another thread may have been faster
}

Ref pointer_function(Thread& t, Value object) {
  Ref type = pointer_type_function(t, type_of(object));
  return type ? call_py(t, type, object) : Ref();
}

constexpr MethodDef kPointerFunctions[] = {
    {"POINTER", pointer_type_function, "(type, /)", "The class of pointers to a class of C data."},
    {"pointer", pointer_function, "(obj, /)", "A pointer to C data."},
    {}};

}  // namespace

bool add_pointer_functions(Thread& t, Value module) {
  if (library_minor() >= 14) return true;
  if (!g_cache) {
    g_cache = make_dict(t);
    if (!g_cache) return false;
    gc::add_root_tracer([](gc::Visitor& visitor) { trace_value(visitor, g_cache); });
  }
  for (const MethodDef* def = kPointerFunctions; def->name; ++def)
    if (!add_function(t, module, *def)) return false;
  return module_add(t, module, "_pointer_type_cache", Ref::share(t, g_cache));
}

bool add_pointer_type(Thread& t, Value module) {
  if (!g_pointer_meta) g_pointer_meta = make_native_type(t, kMetaSpec, g_meta_base);
  return add_data_class(t, module, g_pointer_type, kSpec, g_pointer_meta);
}

}  // namespace rt::ctypes
