// memoryview: a view of another object's buffer.
//
// Each view holds a buffer of its own from the exporter, even if it was made from another view: so each view can be
// released separately. `exports` counts the buffers that the view has lent and the operations that are using it. While
// the count is not zero, release() raises BufferError.
#pragma once

#include "gc/refcount/object_lock.h"
#include "runtime/object/native.h"
#include "runtime/types/bytes/bytes.h"

namespace rt {

inline constexpr int kMaxDimensions = 64;

struct MemoryView : Object {
  // The exporter's buffer; its owner is empty once the view is released. Written under the object lock; read under it,
  // or while `exports` is not 0.
  Buffer base;
  u8* data;  // the first item
  i64 item_size;
  i64* layout;  // one raw block: shape[ndim], strides[ndim], then the format text; never changes
  u64 layout_bytes;
  int ndim;
  bool readonly;
  gc::Atomic<u32> exports;
  gc::Atomic<i64> hash;          // 0: not computed yet
  gc::Atomic<void*> shown_to_c;  // the view as C code sees it, raw memory that the view owns; null: nobody has asked

  bool is_released() {
    gc::ObjectLock lock(this);
    return !base.owner;
  }
  const i64* shape() const { return layout; }
  const i64* strides() const { return layout + ndim; }
  const char* format() const { return reinterpret_cast<const char*>(layout + 2 * ndim); }
  i64 items() const {
    i64 n = 1;
    for (int i = 0; i < ndim; ++i) n *= shape()[i];
    return n;
  }
  i64 bytes() const { return items() * item_size; }
  // The code of a native format with one item, such as 'i' or "@i"; 0: another format.
  char code() const;
};

inline bool is_memoryview(Value v) { return has_layout(v, TypeId::kMemoryView); }

// An operation that uses the view: while it lives, the view cannot be released. False: ValueError, the view has been
// released.
class ViewAccess {
 public:
  ViewAccess(Thread& t, Value view);
  ~ViewAccess() {
    if (view_) view_->exports.fetch_sub(1, gc::release);
  }
  ViewAccess(const ViewAccess&) = delete;
  ViewAccess& operator=(const ViewAccess&) = delete;
  explicit operator bool() const { return view_ != nullptr; }
  MemoryView* operator->() const { return view_; }
  MemoryView* get() const { return view_; }

 private:
  MemoryView* view_ = nullptr;
};

inline constexpr const char* kRestrictedView = "cannot create new view on restricted memoryview";

struct ViewLayout {
  u8* data;
  i64 item_size;
  int ndim;
  const i64* shape;
  const i64* strides;
  const char* format;
  bool readonly;
};
// A new view of the same exporter as `view`, with another layout.
Ref derive_view_py(Thread& t, MemoryView* view, const ViewLayout& layout);
ViewLayout layout_of(const MemoryView* view);

bool is_c_contiguous(const MemoryView* view);
bool is_f_contiguous(const MemoryView* view);
// A bytes object of the items, in C order, or with 'F' in Fortran order.
Ref view_to_bytes(Thread& t, MemoryView* view, char order = 'C');
// The value of the item at `from`. Empty: NotImplementedError, memoryview does not know the format.
Ref view_unpack(Thread& t, MemoryView* view, const u8* from);
bool check_known_format(Thread& t, MemoryView* view);

Ref view_getitem(Thread& t, Value self, Value key);
bool view_setitem(Thread& t, Value self, Value key, Value value);
Ref view_compare(Thread& t, Value a, Value b, CompareOp op);

extern const MethodDef kMemoryViewMethods[];
extern const GetSetDef kMemoryViewGetSet[];

// A view of `buffer` for __release_buffer__, owned by a loan (buffer_loan.h). Empty: an error is pending.
Ref make_restricted_view(Thread& t, Buffer buffer, Ref loan);
// memoryview(exporter); `writable`: BufferError if the memory cannot be written, or the exporter's own error.
Ref make_memoryview_for_py(Thread& t, Value exporter, BufferUse use);

}  // namespace rt
