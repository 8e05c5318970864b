// memoryview: making and releasing views, their layout, the buffer protocol, and the type.
#include <cstring>

#include "gc/heap/heap.h"
#include "gc/refcount/object_lock.h"
#include "gc/refcount/qsbr.h"
#include "runtime/object/shared_bytes.h"
#include "runtime/types/all.h"
#include "runtime/types/bytes/buffer_loan.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/bytes/memoryview_parts.h"
#include "runtime/types/bytes/native_item.h"
#include "runtime/types/iterators/indexed_iterator.h"
#include "runtime/types/text/str.h"

namespace rt {

char MemoryView::code() const { return native_code_of(format()); }

ViewAccess::ViewAccess(Thread& t, Value view) {
  MemoryView* v = view.as<MemoryView>();
  bool released;
  {
    gc::ObjectLock lock(v);
    released = !v->base.owner;
    if (!released) v->exports.fetch_add(1, gc::relaxed);
  }
  if (released) raise_value_error(t, "operation forbidden on released memoryview object");
  else view_ = v;
}

// ---- making

namespace {

// A new view, which takes over `base`.
Ref make_view(Thread& t, Buffer* base, const ViewLayout& from) {
  size_t format_bytes = std::strlen(from.format) + 1, dimension_bytes = static_cast<size_t>(from.ndim) * sizeof(i64);
  u64 layout_bytes = 2 * dimension_bytes + format_bytes;
  auto* layout = static_cast<i64*>(gc::raw_alloc(layout_bytes));
  Ref result = layout ? allocate_instance(t, kMemoryViewType) : Ref(raise_memory_error(t));
  if (!result) {
    gc::raw_free(layout);
    release_buffer(t, base);
    return Ref();
  }
  std::memcpy(layout, from.shape, dimension_bytes);
  std::memcpy(layout + from.ndim, from.strides, dimension_bytes);
  std::memcpy(layout + 2 * from.ndim, from.format, format_bytes);
  MemoryView* view = result.as<MemoryView>();
  view->base = *base;
  view->data = from.data;
  view->item_size = from.item_size;
  view->layout = layout;
  view->layout_bytes = layout_bytes;
  view->ndim = from.ndim;
  view->readonly = from.readonly;
  return result;
}

Ref view_of_buffer(Thread& t, Buffer b) {
  i64 shape[kMaxDimensions], strides[kMaxDimensions];
  if (b.shape) std::memcpy(shape, b.shape, static_cast<size_t>(b.ndim) * sizeof(i64));
  else shape[0] = b.item_size ? b.bytes / b.item_size : 0;
  if (b.strides) {
    std::memcpy(strides, b.strides, static_cast<size_t>(b.ndim) * sizeof(i64));
  } else {
    i64 stride = b.item_size;
    for (int i = b.ndim; i-- > 0; stride *= shape[i]) strides[i] = stride;
  }
  return make_view(
      t, &b, {static_cast<u8*>(b.data), b.item_size, b.ndim, shape, strides, b.format ? b.format : "B", b.readonly});
}

}  // namespace

ViewLayout layout_of(const MemoryView* v) {
  return {v->data, v->item_size, v->ndim, v->shape(), v->strides(), v->format(), v->readonly};
}

Ref derive_view_py(Thread& t, MemoryView* view, const ViewLayout& layout) {
  Buffer b;
  if (!get_buffer_py(t, view->base.owner, &b, BufferUse::kLayout)) return Ref();
  return make_view(t, &b, layout);
}

Ref make_restricted_view(Thread& t, Buffer buffer, Ref loan) {
  buffer.owner = loan.release();
  return view_of_buffer(t, buffer);
}

Ref make_memoryview_py(Thread& t, Value exporter) { return make_memoryview_for_py(t, exporter, BufferUse::kLayout); }

Ref make_memoryview_for_py(Thread& t, Value exporter, BufferUse use) {
  if (is_memoryview(exporter)) {
    ViewAccess view(t, exporter);
    return view ? derive_view_py(t, view.get(), layout_of(view.get())) : Ref();
  }
  if (!type_of(exporter)->slots.get_buffer) {
    return raise_type_error(t, "memoryview: a bytes-like object is required, not '%T'", exporter);
  }
  Buffer b;
  return get_buffer_py(t, exporter, &b, use) ? view_of_buffer(t, b) : Ref();
}

Ref make_memoryview_as_py(Thread& t, const Type* type, Value exporter, BufferUse use) {
  Buffer b;
  return get_buffer_as_py(t, type, exporter, &b, use) ? view_of_buffer(t, b) : Ref();
}

// ---- layout

namespace {

bool is_contiguous_from(const MemoryView* v, bool c_order) {
  i64 expected = v->item_size;
  if (v->ndim == 1) return v->shape()[0] == 1 || v->strides()[0] == expected;  // as in CPython also if the shape is 0
  if (v->items() == 0) return true;
  for (int k = 0; k < v->ndim; ++k) {
    int i = c_order ? v->ndim - 1 - k : k;
    if (v->shape()[i] > 1 && v->strides()[i] != expected) return false;
    expected *= v->shape()[i];
  }
  return true;
}

// Copies the items below `from` to `to`, dimension by dimension. `order`: the dimensions, the slowest first; `depth`:
// the number of dimensions that are fixed already.
u8* copy_items(const MemoryView* v, const int* order, int depth, const u8* from, u8* to) {
  if (depth == v->ndim) {
    read_shared(to, from, static_cast<size_t>(v->item_size));
    return to + v->item_size;
  }
  int dimension = order[depth];
  for (i64 i = 0; i < v->shape()[dimension]; ++i)
    to = copy_items(v, order, depth + 1, from + i * v->strides()[dimension], to);
  return to;
}

}  // namespace

bool is_c_contiguous(const MemoryView* v) { return is_contiguous_from(v, true); }
bool is_f_contiguous(const MemoryView* v) { return is_contiguous_from(v, false); }

Ref view_to_bytes(Thread& t, MemoryView* v, char order) {
  bool fortran = order == 'F' || (order == 'A' && is_f_contiguous(v) && !is_c_contiguous(v));
  Ref result = make_bytes_uninitialised(t, static_cast<u64>(v->bytes()));
  if (!result) return Ref();
  u8* to = result.as<Bytes>()->data();
  if (fortran ? is_f_contiguous(v) : is_c_contiguous(v)) {
    if (may_change_meanwhile(v->base)) read_shared(to, v->data, static_cast<size_t>(v->bytes()));
    else std::memcpy(to, v->data, static_cast<size_t>(v->bytes()));
    return result;
  }
  int dimensions[kMaxDimensions];
  for (int i = 0; i < v->ndim; ++i) dimensions[i] = fortran ? v->ndim - 1 - i : i;
  copy_items(v, dimensions, 0, v->data, to);
  return result;
}

bool check_known_format(Thread& t, MemoryView* v) {
  return v->code() || raise(t, kNotImplementedErrorType, "memoryview: unsupported format %s", v->format());
}

Ref view_unpack(Thread& t, MemoryView* v, const u8* from) {
  return check_known_format(t, v) ? unpack_native_item(t, v->code(), from) : Ref();
}

// ---- protocol

namespace {

Ref view_create(Thread& t, Type*, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(object)");
  Value object;
  return bind_arguments(t, "memoryview", kSignature, args, &object) ? make_memoryview_py(t, object) : Ref();
}

bool view_get_buffer(Thread& t, Value self, Buffer* out, BufferUse use) {
  ViewAccess view(t, self);
  if (!view) return false;
  if (is_restricted(view->base.owner)) return raise_value_error(t, kRestrictedView);
  if (writes(use) && view->readonly) return raise(t, kBufferErrorType, "memoryview: underlying buffer is not writable");
  if (!takes_strides(use) && !is_c_contiguous(view.get()))
    return raise(t, kBufferErrorType, "memoryview: underlying buffer is not C-contiguous");
  view->exports.fetch_add(1, gc::relaxed);
  out->data = view->data;
  out->bytes = view->bytes();
  out->item_size = view->item_size;
  out->readonly = view->readonly;
  out->format = view->format();
  if (!takes_shape(use)) return true;
  out->ndim = view->ndim;
  out->shape = view->shape();
  out->strides = view->strides();
  return true;
}

void view_release_buffer(Thread&, Value self, Buffer*) { self.as<MemoryView>()->exports.fetch_sub(1, gc::release); }

Ref view_repr(Thread& t, Value self) {
  bool released = self.as<MemoryView>()->is_released();
  return format_message(t, "<%s at %p>", released ? "released memory" : "memory", static_cast<void*>(self.object()));
}

bool can_hash(Thread& t, MemoryView* v) {
  if (!v->readonly) return raise_value_error(t, "cannot hash writable memoryview object");
  char code = v->code();
  return code == 'B' || code == 'b' || code == 'c' ||
         raise_value_error(t, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
}

bool view_hash(Thread& t, Value self, i64* out) {
  i64 known = self.as<MemoryView>()->hash.load(gc::relaxed);
  if (known) {
    *out = known;
    return true;
  }
  ViewAccess view(t, self);
  if (!view || !can_hash(t, view.get())) return false;
  // As in CPython, the view is only hashable if its exporter is.
  if (!hash_py(t, view->base.owner, out)) return false;
  Ref contents = view_to_bytes(t, view.get());
  if (!contents || !hash_py(t, contents, out)) return false;
  view->hash.store(*out, gc::relaxed);
  return true;
}

i64 view_len(Thread& t, Value self) {
  ViewAccess view(t, self);
  if (!view) return -1;
  if (view->ndim == 0) return raise_type_error(t, "0-dim memory has no length");
  return view->shape()[0];
}

Ref view_iter(Thread& t, Value self) {
  ViewAccess view(t, self);
  if (!view) return Ref();
  if (view->ndim == 0) return raise_type_error(t, "invalid indexing of 0-dim memory");
  if (view->ndim != 1) return raise(t, kNotImplementedErrorType, "multi-dimensional sub-views are not implemented");
  return check_known_format(t, view.get()) ? make_indexed_iterator(t, TypeId::kMemoryIterator, self) : Ref();
}

// ---- life

void view_trace(Object* object, gc::Visitor& visitor) {
  trace_value(visitor, static_cast<MemoryView*>(object)->base.owner);
}

void view_clear(gc::Thread& t, Object* object) {
  MemoryView* v = static_cast<MemoryView*>(object);
  if (v->exports.load(gc::acquire) == 0) release_buffer(static_cast<Thread&>(t), &v->base);
}

void view_dispose(gc::Thread& t, Object* object) {
  MemoryView* v = static_cast<MemoryView*>(object);
  release_buffer(static_cast<Thread&>(t), &v->base);
  gc::raw_free(v->shown_to_c.load(gc::relaxed));
  if (v->layout) gc::free_storage(t, object, v->layout, v->layout_bytes);
}

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = view_repr;
  s.hash = view_hash;
  s.compare = view_compare;
  s.len = view_len;
  s.iter = view_iter;
  s.getitem = view_getitem;
  s.setitem = view_setitem;
  s.create = view_create;
  s.get_buffer = view_get_buffer;
  s.release_buffer = view_release_buffer;
  return s;
}();

}  // namespace

const TypeSpec kMemoryViewSpec = {.id = TypeId::kMemoryView,
                                  .name = "memoryview",
                                  .size = sizeof(MemoryView),
                                  .flags = kTypeTraced | kTypeHasWeakrefs | kTypeSequencePattern,
                                  .doc = "memoryview(object)\n--\n\nThe memory of another object, seen without a copy.",
                                  .lifetime = {.trace = view_trace, .clear = view_clear, .dispose = view_dispose},
                                  .slots = kSlots,
                                  .methods = kMemoryViewMethods,
                                  .getset = kMemoryViewGetSet};

}  // namespace rt
