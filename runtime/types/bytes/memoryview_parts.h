// memoryview: a window on another object's buffer.
//
// Each view holds a buffer of its own from the exporter, also when it was made from another view: so each may be
// released by itself. `exports` counts the buffers that the view itself has lent and the operations that are under way;
// while there are any, release() refuses.
#pragma once

#include "gc/refcount/object_lock.h"
#include "runtime/object/native.h"
#include "runtime/types/bytes/bytes.h"

namespace rt {

inline constexpr int kMaxDimensions = 64;

struct MemoryView : Object {
  Buffer
      base;  // owner is empty once released; written under the object lock, and read under it or while `exports` is not
             // 0
  u8* data;  // first item
  i64 item_size;
  i64* layout;  // shape[ndim], strides[ndim], then the format text: one raw block; never changes
  u64 layout_bytes;
  int ndim;
  bool readonly;
  gc::Atomic<u32> exports;
  gc::Atomic<i64> hash;  // 0: not computed yet

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
  // The code of a native format of one item; 0: some other format.
  char code() const;
};

inline bool is_memoryview(Value v) { return has_layout(v, TypeId::kMemoryView); }

// Keeps the view from being released. Not ok: ValueError, it has been already.
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

struct ViewLayout {
  u8* data;
  i64 item_size;
  int ndim;
  const i64* shape;
  const i64* strides;
  const char* format;
  bool readonly;
};
// Another view of what `view` shows, laid out differently.
Ref derive_view_py(Thread& t, MemoryView* view, const ViewLayout& layout);
ViewLayout layout_of(const MemoryView* view);

bool is_c_contiguous(const MemoryView* view);
bool is_f_contiguous(const MemoryView* view);
// The items as bytes, in C order or, with 'F', in Fortran's.
Ref view_to_bytes(Thread& t, MemoryView* view, char order = 'C');
// One item; NotImplementedError for formats that memoryview does not know.
Ref view_unpack(Thread& t, MemoryView* view, const u8* from);
bool check_known_format(Thread& t, MemoryView* view);

Ref view_getitem(Thread& t, Value self, Value key);
bool view_setitem(Thread& t, Value self, Value key, Value value);
Ref view_compare(Thread& t, Value a, Value b, CompareOp op);

extern const MethodDef kMemoryViewMethods[];
extern const GetSetDef kMemoryViewGetSet[];

}  // namespace rt
