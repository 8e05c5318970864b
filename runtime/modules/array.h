// array.array: a growable block of machine items.
//
// The block is changed under the object lock; while buffers are exported it neither moves nor changes its length.
#pragma once

#include <string_view>

#include "runtime/object/native.h"
#include "runtime/object/ops.h"

namespace rt::arrays {

struct Array : Object {
  gc::Atomic<u8*> storage;   // null when empty
  gc::Atomic<u64> length;    // items
  u64 capacity;              // items
  gc::Atomic<u32> exports;
  char code;
  u8 item_size;
};

extern Type* g_array_type;
extern Type* g_iterator_type;

inline constexpr std::string_view kTypecodes = "bBuwhHiIlLqQfd";
inline bool is_array(Value v) { return is_instance(v, g_array_type); }
inline Array* as_array(Value v) { return v.as<Array>(); }
inline u64 length_of(Value v) { return as_array(v)->length.load(gc::acquire); }
inline bool is_text_code(char code) { return code == 'u' || code == 'w'; }

// The bytes of an array, which stays put while this lives.
class Pinned {
 public:
  explicit Pinned(Value array);
  ~Pinned() { array_->exports.fetch_sub(1, gc::release); }
  Pinned(const Pinned&) = delete;
  Pinned& operator=(const Pinned&) = delete;
  const u8* data() const { return data_; }
  u64 length() const { return length_; }  // items
  u64 bytes() const { return length_ * array_->item_size; }

 private:
  Array* array_;
  const u8* data_;
  u64 length_;
};

Ref make_array(Thread& t, Type* type, char code, const u8* data = nullptr, u64 items = 0);
// Replaces `removed` items from `start` on by `count` items. BufferError while exported.
bool splice(Thread& t, Array* self, u64 start, u64 removed, const u8* from, u64 count);
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
