// The parts of _struct: formats and items (struct.cpp), Struct objects and the module (struct_module.cpp). Empty or
// false: an error is pending, unless said otherwise.
#pragma once

#include "gc/heap/heap.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"

namespace rt::structs {

struct Field {
  char code;
  char native;   // the code of the native item of this size
  bool swapped;  // the item's bytes have not the processor's order
  u32 size;      // of one item
  i64 offset;
  i64 count;  // repetitions, or the bytes of an 's' or 'p'
};

// A growable array of fields in raw memory. Does not free it: the owner of take() does. False: no memory, no error is
// pending.
class Fields {
 public:
  bool push(const Field& field) {
    if (size_ == capacity_) {
      u64 more = capacity_ ? capacity_ * 2 : 4;
      auto* grown = static_cast<Field*>(gc::raw_realloc(data_, more * sizeof(Field)));
      if (!grown) return false;
      data_ = grown;
      capacity_ = more;
    }
    data_[size_++] = field;
    return true;
  }
  const Field* begin() const { return data_; }
  const Field* end() const { return data_ + size_; }
  Field* take() { return std::exchange(data_, nullptr); }
  u64 bytes() const { return capacity_ * sizeof(Field); }

 private:
  Field* data_ = nullptr;
  u64 size_ = 0, capacity_ = 0;
};

// A compiled format. Immutable once complete; the owner frees the fields. A Struct that gets another format by a call
// of __init__ keeps the layouts it had before, because other threads, or the call that runs, may be packing by them.
struct Layout {
  Fields fields;
  i64 size = 0;    // bytes
  i64 values = 0;  // number of arguments of pack() and items of unpack()
  bool native = true;
  Layout* replaced = nullptr;
};

struct Struct : Object {
  // Of the newest layout. They stand where C code that knows CPython's struct reads them.
  gc::Atomic<i64> size, values;
  Slot format;                 // bytes; empty if there is no layout yet
  gc::Atomic<Layout*> layout;  // null if __new__ got no valid format and __init__ has not run
  gc::Atomic<bool> init_called;
};
struct UnpackIterator : Object {
  Slot owner;  // Struct, which keeps the layout
  const Layout* layout;
  Buffer buffer;  // its owner is empty once the iterator is exhausted
  gc::Atomic<i64> offset;
};

extern Type* g_struct_type;
extern Type* g_iterator_type;
extern Value g_error;

bool compile(Thread& t, std::string_view format, Layout* out);
// Packs layout.values values into the layout.size bytes at `to`.
bool pack_py(Thread& t, const Layout& layout, const Value* values, u8* to);
Ref unpack(Thread& t, const Layout& layout, const u8* from);
bool check_size(Thread& t, const Layout& layout, size_t size);
bool check_multiple(Thread& t, const Layout& layout, size_t size);
bool resolve_offset(Thread& t, const Layout& layout, bool packing, i64 offset, i64 length, i64* out);
bool raise_count(Thread& t, const char* function, i64 expected, i64 got);
bool raise_message(Thread& t, const char* message);

}  // namespace rt::structs
