// memoryview: comparison, item by item. Items of formats that memoryview does not know are read by the struct module.
#include <cstring>
#include <utility>

#include "runtime/object/native_modules.h"
#include "runtime/object/shared_bytes.h"
#include "runtime/types/bytes/memoryview_parts.h"
#include "runtime/types/bytes/native_item.h"
#include "runtime/types/containers/tuple.h"

namespace rt {

namespace {

bool same_shape(const MemoryView* a, const MemoryView* b) {
  return a->ndim == b->ndim && std::memcmp(a->shape(), b->shape(), static_cast<size_t>(a->ndim) * sizeof(i64)) == 0;
}

// A view whose items are compared.
class Side {
 public:
  explicit Side(MemoryView* view) : view_(view) {}
  // Finds out how items are read. False with an error pending: struct does not know the format either.
  bool prepare_py(Thread& t) {
    if (view_->code()) return true;
    Ref module = import_module_py(t, "struct"), cls = module ? getattr_py(t, module, "Struct") : Ref();
    Ref format = cls ? make_str(t, view_->format()) : Ref();
    Ref made = format ? call_py(t, cls, format.get()) : Ref();
    if (made) unpack_ = getattr_py(t, made, "unpack");
    return bool(unpack_);
  }
  Ref item_py(Thread& t, const u8* at) const {
    if (!unpack_) return unpack_native_item(t, view_->code(), at);
    Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(view_->item_size));
    if (!bytes) return Ref();
    read_shared(bytes.as<Bytes>()->data(), at, static_cast<size_t>(view_->item_size));
    Ref fields = call_py(t, unpack_, bytes.get());
    return fields && is_tuple(fields) && as_tuple(fields)->length == 1 ? Ref::share(t, (*as_tuple(fields))[0])
                                                                       : std::move(fields);
  }
  // Items of one format of whole numbers are equal if their bytes are.
  bool is_bytewise_like(const Side& other) const {
    return view_->code() && view_->code() == other.view_->code() && !std::strchr("fdeFD?", view_->code());
  }
  const u8* next(int dimension, const u8* at, i64 i) const { return at + i * view_->strides()[dimension]; }
  const MemoryView* view() const { return view_; }

 private:
  MemoryView* view_;
  Ref unpack_;  // of struct.Struct(format); empty: the format is native
};

// 1 if the items are equal, else 0; -1: error.
int equal_item_py(Thread& t, const Side& a, const Side& b, const u8* x, const u8* y) {
  if (a.is_bytewise_like(b)) {
    u8 left[8], right[8];
    auto size = static_cast<size_t>(a.view()->item_size);
    ASSERT(size <= sizeof left);
    read_shared(left, x, size);
    read_shared(right, y, size);
    return std::memcmp(left, right, size) == 0;
  }
  Ref left = a.item_py(t, x), right = left ? b.item_py(t, y) : Ref();
  if (!right) return -1;
  // compare_py() and not equal_py(): a NaN must differ from itself.
  Ref equal = compare_py(t, left, right, CompareOp::kEq);
  return equal ? truth_py(t, equal) : -1;
}

int equal_items_py(Thread& t, const Side& a, const Side& b, int dimension, const u8* x, const u8* y) {
  if (dimension == a.view()->ndim) return equal_item_py(t, a, b, x, y);
  for (i64 i = 0; i < a.view()->shape()[dimension]; ++i) {
    int equal = equal_items_py(t, a, b, dimension + 1, a.next(dimension, x, i), b.next(dimension, y, i));
    if (equal != 1) return equal;
    if (!poll_py(t)) return -1;
  }
  return 1;
}

// As in CPython, items of a format that nothing knows are equal to nothing.
int equal_views_py(Thread& t, MemoryView* a, MemoryView* b) {
  if (!same_shape(a, b)) return 0;
  Side left(a), right(b);
  if (left.prepare_py(t) && right.prepare_py(t)) return equal_items_py(t, left, right, 0, a->data, b->data);
  if (error_is(t, kImportErrorType) || !forget_error(t)) return -1;
  return 0;
}

}  // namespace

Ref view_compare(Thread& t, Value self, Value other, CompareOp op) {
  if (op != CompareOp::kEq && op != CompareOp::kNe) return Ref::immediate(kNotImplemented);
  bool wanted = op == CompareOp::kEq;
  MemoryView* v = self.as<MemoryView>();
  if (v->is_released()) return bool_ref(is_same(self, other) == wanted);
  if (is_memoryview(other) && other.as<MemoryView>()->is_released()) return bool_ref(is_same(self, other) == wanted);
  if (!type_of(other)->slots.get_buffer) return Ref::immediate(kNotImplemented);
  Ref view = is_memoryview(other) ? Ref::share(t, other) : make_memoryview_py(t, other);
  if (!view) return forget_error(t) ? Ref::immediate(kNotImplemented) : Ref();
  ViewAccess a(t, self), b(t, view);
  // Another thread may have released a view.
  if (!a || !b) return forget_error(t) ? bool_ref(is_same(self, other) == wanted) : Ref();
  int equal = equal_views_py(t, a.get(), b.get());
  return equal < 0 ? Ref() : bool_ref((equal == 1) == wanted);
}

}  // namespace rt
