// array.array: a growable block of machine items.
//
// The block changes only under the object lock. While buffers are exported, the block neither moves nor changes its
// length, and other code may use the items without the lock: they are then accessed as shared memory
// (runtime/object/shared_bytes.h).
//
// Functions that give a Ref or bool leave an error pending if it is empty or false, unless they say otherwise.
#pragma once

#include <string_view>

#include "runtime/object/long_loops.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/object/slice_items.h"
#include "runtime/types/bytes/native_item.h"

namespace rt::arrays {

// What the items of an array are. C code reads the first four fields, which are those of `struct arraydescr` in CPython
// 3.15 and in Cython's arrayarray.h.
struct ItemKind {
  char text[4];  // the type code as programs write it
  i32 size;      // bytes of an item
  // Functions of C that read and write one item; set by interp/capi.
  void* (*read)(void* array, i64 index);
  i32 (*write)(void* array, i64 index, void* item);
  char code;  // the type code as one character
};
inline constexpr size_t kKindCount = 17;
extern ItemKind g_kinds[kKindCount];

// C code changes these fields, too: they are those of CPython's `arrayobject`.
struct Array : Object {
  gc::Atomic<u64> length;   // items
  gc::Atomic<u8*> storage;  // of gc::raw_alloc(), as PyMem_Malloc(); null when empty
  u64 capacity;             // items
  const ItemKind* kind;
  void* weak_references;  // null: weak references are not kept in the object
  gc::Atomic<u32> exports;
  char code() const { return kind->code; }
  u8 item_size() const { return static_cast<u8>(kind->size); }
};
static_assert(sizeof(Array) == 64, "C code has the size of the struct compiled in");

extern Type* g_array_type;
extern Type* g_iterator_type;

// The code of a str; 0: there is none such.
char typecode_of(Value text);
const char* typecode_text(char code);
inline bool is_array(Value v) { return is_instance(v, g_array_type); }
inline Array* as_array(Value v) { return v.as<Array>(); }
inline u64 length_of(Value v) { return as_array(v)->length.load(gc::acquire); }
// May others use the items without the lock? The caller holds the lock. Acquire: pairs with the release of a view.
inline bool is_viewed(const Array* a) {
  ASSERT(gc::lock_held_or_private(a));
  return a->exports.load(gc::acquire) != 0;
}
// A copy of an item.
using Item = u8[kMaxNativeItem];
// Read or write one item. The caller holds the lock, and the index is below the length.
void load_item(const Array* a, u64 index, u8* item);
void store_item(Array* a, u64 index, const u8* item);
inline bool is_text_code(char code) { return code == 'u' || code == 'w'; }

// The items of an array at one moment: its own block if no other thread can reach the array, else a copy. No Python
// code may run while a Snapshot lives, unless it is a copy.
class Snapshot {
 public:
  // kForLoop: a long array is copied in any case, so that the loop over it may poll.
  enum Use { kAtOnce, kForLoop };
  Snapshot(Thread& t, Value array, Use use = kAtOnce);
  // A safepoint at a step of a loop, if that is allowed. May run Python code; false: an error is pending.
  bool poll_py(Thread& t, u64 step) const { return !is_copy_ || poll_at_py(t, step); }
  explicit operator bool() const { return bool(array_); }  // false: MemoryError
  Value array() const { return array_.get(); }             // holds the items alive; borrowed
  const u8* data() const { return data_; }
  u64 length() const { return length_; }  // items
  u64 bytes() const { return length_ * as_array(array_.get())->item_size(); }

 private:
  Ref array_;
  const u8* data_ = nullptr;
  u64 length_ = 0;
  bool is_copy_ = false;
};

Ref make_array(Thread& t, Type* type, char code, const u8* data = nullptr, u64 items = 0);
// Replaces `removed` items from `start` on by `count` items. BufferError while buffers are exported, if the length
// would change.
bool splice(Thread& t, Array* self, u64 start, u64 removed, const u8* from, u64 count);
// Appends the items that `from` has at one moment; `from` may be `self`.
bool append_array(Thread& t, Array* self, Array* from);
enum class Taken { kOk, kOutOfRange, kError };
// Removes the item at an index that may count from the end, and copies it to `item`.
Taken take_item(Thread& t, Array* self, i64 index, u8* item);
// Deletes the item at `index` if it still is `item`: another thread may have changed the array since the search.
bool delete_if_at(Thread& t, Array* self, u64 index, const u8* item, bool* deleted);
// Copies the item at an index that may count from the end. False, without error: out of range.
bool copy_item(Array* self, i64 index, u8* item);
Ref unpack(Thread& t, const Array* self, const u8* from);
bool pack_py(Thread& t, const Array* self, Value v, u8* to);
Ref get(Thread& t, Value self, i64 index);  // IndexError
bool append_py(Thread& t, Value self, Value item);
bool extend_py(Thread& t, Value self, Value iterable);
// Appends the characters of a str to an array of text.
bool append_text(Thread& t, Value self, Value str);
// The characters of an array of text.
Ref to_text(Thread& t, Value self);
bool append_bytes(Thread& t, Value self, std::string_view bytes);

extern const MethodDef kArrayMethods[];
extern const GetSetDef kArrayGetSet[];
Ref reconstructor(Thread& t, Value type, Value code, Value format, Value items);

}  // namespace rt::arrays
