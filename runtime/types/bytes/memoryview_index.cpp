// memoryview: indexing, assignment.
#include <cstring>

#include "runtime/object/shared_bytes.h"
#include "runtime/types/bytes/memoryview_parts.h"
#include "runtime/types/bytes/native_item.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

bool is_index(Value v) { return is_int(v) || type_of(v)->slots.index; }

// Moves *at to item `index` of a dimension. False: IndexError.
bool advance(Thread& t, MemoryView* v, int dimension, i64 index, u8** at) {
  i64 length = v->shape()[dimension];
  if (index < 0) index += length;
  if (index < 0 || index >= length) {
    return raise(t, kIndexErrorType, "index out of bounds on dimension %d", dimension + 1);
  }
  *at += v->strides()[dimension] * index;
  return true;
}

// A parsed key. Parsing calls __index__ for all its parts; afterwards no Python code runs.
struct Key {
  enum Kind { kItem, kSlice, kWhole } kind = kItem;
  i64 indices[kMaxDimensions];
  int count = 0;
};

bool add_index_py(Thread& t, Value v, Key* key) {
  return index_i64_py(t, v, &key->indices[key->count++], kIndexErrorType);
}

bool parse_tuple_py(Thread& t, Tuple* tuple, Key* key) {
  bool slices = tuple->length > 0;
  for (u64 i = 0; i < tuple->length; ++i) {
    Value v = (*tuple)[i];
    slices = slices && is_exact(v, TypeId::kSlice);
    if (is_index(v)) {
      if (key->count == kMaxDimensions) return raise_type_error(t, "memoryview: invalid slice key");
      if (!add_index_py(t, v, key)) return false;
    }
  }
  if (key->count == static_cast<int>(tuple->length)) return true;
  if (slices) return raise(t, kNotImplementedErrorType, "multi-dimensional slicing is not implemented");
  return raise_type_error(t, "memoryview: invalid slice key");
}

bool parse_key_py(Thread& t, Value v, Key* key) {
  if (v == kEllipsis) {
    key->kind = Key::kWhole;
    return true;
  }
  if (is_exact(v, TypeId::kSlice)) {
    key->kind = Key::kSlice;
    return true;
  }
  if (is_tuple(v)) return parse_tuple_py(t, as_tuple(v), key);
  if (is_index(v)) return add_index_py(t, v, key);
  return raise_type_error(t, "memoryview: invalid slice key");
}

// The address of the item with the given indices. Null: an error is pending.
u8* item_address(Thread& t, MemoryView* v, const Key& key) {
  if (key.count != v->ndim) {
    if (v->ndim == 0) return raise_type_error(t, "invalid indexing of 0-dim memory");
    if (key.count < v->ndim)
      return raise(
          t, kNotImplementedErrorType,
          key.count == 1 ? "multi-dimensional sub-views are not implemented" : "sub-views are not implemented");
    return raise_type_error(t, "cannot index %d-dimension view with %d-element tuple", v->ndim, key.count);
  }
  u8* at = v->data;
  for (int i = 0; i < key.count; ++i) {
    if (!advance(t, v, i, key.indices[i], &at)) return nullptr;
  }
  return at;
}

// A layout whose first dimension is restricted to a slice.
struct Cut {
  u8* data;
  i64 shape[kMaxDimensions], strides[kMaxDimensions];
};

struct SliceRange {
  i64 start, step, count;
};

// __index__ methods may release the view, but its shape stays.
bool resolve_slice_py(Thread& t, Value self, Value slice, SliceRange* out) {
  MemoryView* v = self.as<MemoryView>();
  if (v->ndim == 0) return raise_type_error(t, "invalid indexing of 0-dim memory");
  i64 stop;
  out->count = slice_indices_py(t, slice, v->shape()[0], &out->start, &stop, &out->step);
  return out->count >= 0;
}

void cut(MemoryView* v, const SliceRange& range, Cut* out) {
  std::memcpy(out->shape, v->shape(), static_cast<size_t>(v->ndim) * sizeof(i64));
  std::memcpy(out->strides, v->strides(), static_cast<size_t>(v->ndim) * sizeof(i64));
  out->data = v->data + range.start * v->strides()[0];
  out->shape[0] = range.count;
  // Unsigned, because the product may overflow; the step is only so wide if there is just one item.
  out->strides[0] = static_cast<i64>(static_cast<u64>(out->strides[0]) * static_cast<u64>(range.step));
}

// An __index__ method may release the view, so a second view holds the buffer from the beginning.
Ref slice_py(Thread& t, Value self, Value slice) {
  Ref held = make_memoryview_py(t, self);
  SliceRange range;
  if (!held || !resolve_slice_py(t, self, slice, &range)) return Ref();
  ViewAccess view(t, held);
  if (!view) return Ref();
  Cut part;
  cut(view.get(), range, &part);
  ViewLayout layout = layout_of(view.get());
  layout.data = part.data;
  layout.shape = part.shape;
  layout.strides = part.strides;
  return derive_view_py(t, view.get(), layout);
}

}  // namespace

Ref view_getitem(Thread& t, Value self, Value key_value) {
  Key key;
  if (!parse_key_py(t, key_value, &key)) return Ref();
  if (key.kind == Key::kSlice) return slice_py(t, self, key_value);
  ViewAccess view(t, self);
  if (!view) return Ref();
  if (key.kind == Key::kWhole)
    return view->ndim == 0 ? Ref::share(t, self) : Ref(raise_type_error(t, "memoryview: invalid slice key"));
  const u8* at = item_address(t, view.get(), key);
  return at ? view_unpack(t, view.get(), at) : Ref();
}

// ---- assignment

namespace {

bool pack_py(Thread& t, MemoryView* v, Value value, u8* item) {
  switch (pack_native_item_py(t, v->code(), value, item)) {
    case Packed::kOk: return true;
    case Packed::kError:
      if (!error_is(t, kTypeErrorType)) return false;
      clear_error(t);
      [[fallthrough]];
    case Packed::kWrongType: return raise_type_error(t, "memoryview: invalid type for format '%s'", v->format());
    default: return raise_value_error(t, "memoryview: invalid value for format '%s'", v->format());
  }
}

bool assign_slice_py(Thread& t, Value self, Value slice, Value value) {
  if (self.as<MemoryView>()->ndim != 1)
    return raise(t, kNotImplementedErrorType, "memoryview slice assignments are currently restricted to ndim = 1");
  Ref source = make_memoryview_py(t, value);
  if (!source) return false;
  SliceRange range;
  if (!resolve_slice_py(t, self, slice, &range)) return false;
  ViewAccess from(t, source), v(t, self);
  if (!from || !v) return false;
  Cut part;
  cut(v.get(), range, &part);
  bool same = from->ndim == 1 && from->shape()[0] == part.shape[0] && from->item_size == v->item_size &&
              std::strcmp(from->format(), v->format()) == 0;
  if (!same) return raise_value_error(t, "memoryview assignment: lvalue and rvalue have different structures");
  // The items are copied first, because the two views may overlap.
  Ref items = view_to_bytes(t, from.get());
  if (!items) return false;
  const u8* in = items.as<Bytes>()->data();
  size_t size = static_cast<size_t>(v->item_size);
  for (i64 i = 0; i < part.shape[0]; ++i)
    write_shared_item(part.data + i * part.strides[0], in + static_cast<size_t>(i) * size, size);
  return true;
}

}  // namespace

// Key and value are converted before the view is accessed, because the conversions may run code that releases the view.
bool view_setitem(Thread& t, Value self, Value key_value, Value value) {
  MemoryView* v = self.as<MemoryView>();
  if (v->is_released()) return bool(ViewAccess(t, self));
  if (v->readonly) return raise_type_error(t, "cannot modify read-only memory");
  if (!value) return raise_type_error(t, "cannot delete memory");
  Key key;
  if (!parse_key_py(t, key_value, &key)) return false;
  if (key.kind == Key::kSlice) return assign_slice_py(t, self, key_value, value);
  if (key.kind == Key::kWhole && v->ndim != 0) return raise_type_error(t, "memoryview: invalid slice key");
  u8 item[kMaxNativeItem];
  u8* at = item_address(t, v, key);
  if (!at || !check_known_format(t, v) || !pack_py(t, v, value, item)) return false;
  ViewAccess view(t, self);
  if (view) write_shared_item(at, item, static_cast<size_t>(v->item_size));
  return bool(view);
}

}  // namespace rt
