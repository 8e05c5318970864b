// Arrays: _ctypes.Array and its metaclass.
#include <limits>

#include "gc/heap/heap.h"
#include "runtime/library/ctypes/ctypes_items.h"
#include "runtime/object/slice_items.h"
#include "runtime/types/containers/list.h"

namespace rt::ctypes {

Type* g_array_type;

Ref items_as_sequence(Thread& t, Value self, Value item_type, u8* first, i64 start, i64 step, i64 count) {
  Layout* item = layout_of(item_type);
  if (is_kind(item, Kind::kSimple) && (item->code->form == Form::kChar || item->code->form == Form::kWideChar))
    return text_of_items(t, *item->code, first + start * item->size, step, count);
  Ref list = make_list(t, static_cast<u64>(count));
  for (i64 i = 0; list && i < count; ++i) {
    i64 at = start + i * step;
    Ref value = get_value(t, item_type, self, at, first + at * item->size);
    if (!value || !list_append(t, as_list(list), std::move(value))) return Ref();
  }
  return list;
}

namespace {

// ---- classes

// False: an error is pending.
bool length_of_class_py(Thread& t, Value self, i64* length) {
  Ref value = getattr_optional_py(t, self, intern(t, "_length_"));
  if (!value && error_pending(t)) return false;
  if (!value || value.get() == kNone) return raise(t, kAttributeErrorType, "class must define a '_length_' attribute");
  if (!is_int(value)) return raise_type_error(t, "The '_length_' attribute must be an integer");
  u64 scratch;
  if (big_view(value, &scratch).negative) return raise_value_error(t, "The '_length_' attribute must not be negative");
  if (!int_fits_i64(value, length)) return raise_overflow_error(t, "The '_length_' attribute is too large");
  return true;
}

// The shape of an array of `length` items: that of an item, behind the length.
bool add_shape(Thread& t, Layout* layout, const Layout* item, i64 length) {
  layout->ndim = item->ndim + 1;
  layout->shape = static_cast<i64*>(gc::raw_alloc(static_cast<size_t>(layout->ndim) * sizeof(i64)));
  if (!layout->shape) return raise_memory_error(t);
  layout->shape[0] = length;
  for (int i = 0; i < item->ndim; ++i) layout->shape[i + 1] = item->shape[i];
  layout->format = format_text(t, "%s", item->format ? item->format : "B");
  return layout->format != nullptr;
}

Layout* array_layout(Thread& t, Value item_type, i64 length) {
  Layout* item = layout_of(item_type);
  if (!item) return raise_type_error(t, "_type_ must have storage info");
  if (item->size && length > std::numeric_limits<i64>::max() / item->size)
    return raise_overflow_error(t, "array too large");
  Layout* layout = make_layout(t, Kind::kArray);
  if (!layout) return nullptr;
  layout->size = item->size * length;
  layout->align = item->align;
  layout->length = length;
  layout->flags = item->flags & kIsPointer ? item->flags | kHasPointer : item->flags;
  layout->flags &= ~u32{kIsPointer};
  init_field(layout->item, Ref::share(t, item_type));
  if (!add_shape(t, layout, item, length)) {
    free_layout(t, layout);
    return nullptr;
  }
  // In a structure that is passed by value, what matters is where the items lie.
  for (i64 i = 0; i < length && i * item->size < 16 && item->size; ++i) add_part(layout, item, i * item->size);
  return layout;
}

bool meta_init(Thread& t, Value self, const CallArgs& args) {
  if (!init_class(t, self, args)) return false;
  if (own_attribute(t, self, "_abstract_")) return true;
  i64 length;
  if (!length_of_class_py(t, self, &length)) return false;
  Ref item = getattr_optional_py(t, self, intern(t, "_type_"));
  if (!item && !error_pending(t)) return raise(t, kAttributeErrorType, "class must define a '_type_' attribute");
  Layout* layout = item ? array_layout(t, item, length) : nullptr;
  if (!layout) return false;
  bool installed = install_layout(t, as_ctype(self), layout);
  return !installed || add_text_attributes_py(t, as_ctype(self), layout);
}

// ---- instances

i64 length_of(Value self) { return as_data(self)->length; }
// The class of the items, borrowed from the class. Empty: an error is pending.
Value item_of(Thread& t, Value self) {
  Layout* layout = usable_layout(t, self, Kind::kArray);
  return layout ? layout->item.get() : Value();
}

// False: IndexError. The class of the items may have got its fields after the array's class was made, so that the items
// are bigger than the memory.
bool check_index(Thread& t, Value self, Value item, i64 index) {
  i64 end;
  bool inside = index >= 0 && index < length_of(self) &&
                !__builtin_mul_overflow(index + 1, layout_of(item)->size, &end) && end <= size_of(self);
  return inside || raise_index_error(t, "invalid index");
}

Ref get_item(Thread& t, Value self, i64 index) {
  Value item = item_of(t, self);
  if (!item || !check_index(t, self, item, index)) return Ref();
  return get_value(t, item, self, index, data_of(self) + index * layout_of(item)->size);
}

bool set_item_py(Thread& t, Value self, i64 index, Value value) {
  Value item = item_of(t, self);
  if (!item || !check_index(t, self, item, index)) return false;
  i64 size = layout_of(item)->size;
  return set_value_py(t, item, self, value, index, size, data_of(self) + index * size);
}

// An index, which may count from the end.
bool index_argument_py(Thread& t, Value self, Value key, i64* index) {
  if (!is_int(key) && !type_of(key)->slots.index) return raise_type_error(t, "indices must be integers");
  if (!index_i64_py(t, key, index, kIndexErrorType)) return false;
  if (*index < 0) *index += length_of(self);
  return true;
}

Ref getitem(Thread& t, Value self, Value key) {
  i64 index;
  if (!is_slice(key)) return index_argument_py(t, self, key, &index) ? get_item(t, self, index) : Ref();
  SliceIndices indices;
  if (!slice_indices_py(t, key, &indices)) return Ref();
  SliceItems items = slice_items(indices, length_of(self));
  Value item = item_of(t, self);
  if (!item) return Ref();
  SliceItems upwards = ascending(items);
  i64 last = upwards.start + (upwards.count - 1) * upwards.step;
  if (items.count && !check_index(t, self, item, last)) return Ref();
  return items_as_sequence(t, self, item, data_of(self), items.start, items.step, items.count);
}

bool set_slice_py(Thread& t, Value self, Value key, Value value) {
  SliceIndices indices;
  if (!slice_indices_py(t, key, &indices)) return false;
  SliceItems items = slice_items(indices, length_of(self));
  i64 given = len_py(t, value);
  if (given < 0) return false;
  if (given != items.count) return raise_value_error(t, "Can only assign sequence of same size");
  for (i64 i = 0; i < items.count; ++i) {
    Ref item = getitem_py(t, value, Value::small_int(i));
    if (!item || !set_item_py(t, self, items.start + i * items.step, item)) return false;
  }
  return true;
}

bool setitem_py(Thread& t, Value self, Value key, Value value) {
  if (!value) return raise_type_error(t, "Array does not support item deletion");
  if (is_slice(key)) return set_slice_py(t, self, key, value);
  i64 index;
  return index_argument_py(t, self, key, &index) && set_item_py(t, self, index, value);
}

i64 len(Thread&, Value self) { return length_of(self); }

bool init(Thread& t, Value self, const CallArgs& args) {
  for (u32 i = 0; i < args.positional; ++i)
    if (!set_item_py(t, self, i, args[i])) return false;
  return true;
}

constexpr Slots kMetaSlots = [] {
  Slots s{};
  s.init = meta_init;
  return s;
}();
constexpr TypeSpec kMetaSpec = {.name = "_ctypes.PyCArrayType",
                                .size = sizeof(CType),
                                .flags = kTypeSubclassable | kTypeTraced,
                                .doc = "metatype for the Array Objects",
                                .slots = kMetaSlots,
                                .private_part = dict_of_class};
constexpr MethodDef kMethods[] = {kClassGetitemMethod, {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.init = init;
  s.len = len;
  s.getitem = getitem;
  s.setitem = setitem_py;
  return s;
}();
constexpr TypeSpec kSpec = {.name = "_ctypes.Array",
                            .size = sizeof(CData),
                            .flags = kTypeTraced | kTypeSubclassable | kTypeIndexIterable,
                            .doc = "Abstract base class for arrays.",
                            .slots = kSlots,
                            .methods = kMethods};

}  // namespace

bool add_array_type(Thread& t, Value module) {
  if (!g_array_meta) g_array_meta = make_native_type(t, kMetaSpec, g_meta_base);
  return add_data_class(t, module, g_array_type, kSpec, g_array_meta);
}

}  // namespace rt::ctypes
