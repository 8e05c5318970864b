// str: immutable text with 1, 2 or 4 bytes for each code point, always the smallest kind that holds all characters
// (runtime/text/kinds.h). The characters follow the fields and end with a zero unit. Being immutable, a str is read
// without locks.
#pragma once

#include <string>
#include <string_view>

#include "runtime/num/hash.h"
#include "runtime/object/ops.h"
#include "runtime/text/kinds.h"

namespace rt {

struct Str : Object {
  gc::Atomic<i64> hash;  // 0: not computed yet; relaxed, since all threads compute the same value
  u64 length;            // code points
  u8 kind;               // bytes of a unit: 1, 2 or 4
  bool ascii;
  gc::Atomic<u8> interned;  // 0 no, 1 yes
  u8 text;                  // where the characters begin, in words of 8 bytes
  u32 spare;                // free bytes behind the terminator, for str_append(); used by the owner for exact strs only

  // The characters begin in the padding of the struct, so that a short str needs a granule less. In an instance of a
  // C extension's class the fields of C come first.
  static constexpr size_t kTextOffset = sizeof(Object) + 24;
  static constexpr u8 kTextWord = kTextOffset / 8;
  static constexpr size_t kMaxTextOffset = 255 * 8;
  size_t text_offset() const { return size_t{text} * 8; }
  u8* data() { return reinterpret_cast<u8*>(this) + text_offset(); }
  const u8* data() const { return reinterpret_cast<const u8*>(this) + text_offset(); }
  text::StrView view() const { return {data(), length, kind, ascii}; }
  u32 at(u64 i) const {
    return kind == 1   ? data()[i]
           : kind == 2 ? reinterpret_cast<const u16*>(data())[i]
                       : reinterpret_cast<const u32*>(data())[i];
  }
  // Only if `ascii` is true: then the characters are valid UTF-8.
  std::string_view ascii_view() const { return {reinterpret_cast<const char*>(data()), length}; }
};

// Where the characters begin in an instance of the class: behind the fields of C, if there are any.
inline u8 text_word(const Type* type) {
  return type->members_offset <= sizeof(Str) ? Str::kTextWord : static_cast<u8>(type->members_offset / 8);
}

static_assert(offsetof(Str, spare) + sizeof(Str::spare) == Str::kTextOffset);

inline bool is_str(Value v) { return has_layout(v, TypeId::kStr); }  // subclasses too
inline bool is_exact_str(Value v) { return is_exact(v, TypeId::kStr); }
inline Str* as_str(Value v) { return v.as<Str>(); }
inline text::StrView str_view(Value v) { return as_str(v)->view(); }

// All of these copy the characters. Empty: MemoryError, unless noted otherwise.
Ref make_str(Thread& t, std::string_view utf8);  // must be valid UTF-8; surrogates of three bytes (WTF-8) are kept
Ref make_str_ascii(Thread& t, std::string_view ascii);
Ref make_str(Thread& t, text::StrView view);  // narrows the kind if possible
// The caller fills data(); `kind` must be the smallest one for the characters.
Ref make_str_uninitialised(Thread& t, u64 length, u8 kind, bool ascii);
Ref make_char(Thread& t, u32 code_point);  // Latin-1 characters are preallocated
Ref decode_utf8(Thread& t, const char* data, size_t size, const char* errors = "strict");  // raises UnicodeDecodeError
Ref decode_fs(Thread& t, std::string_view bytes);  // file names: UTF-8 with surrogateescape
Value empty_str();                                 // immortal
// An exact str with the text of any str: the str itself, or a copy of an instance of a subclass.
Ref exact_str(Thread& t, Value str);

// The UTF-8 form of a str, which the caller must hold: it points into the str if that is ASCII, else to a copy. ok() is
// false if lone surrogates have raised UnicodeEncodeError, or memory MemoryError. With `surrogateescape` the surrogates
// U+DC80 to U+DCFF become single bytes.
class Utf8 {
 public:
  Utf8(Thread& t, Value str, bool surrogateescape = false);
  ~Utf8();
  Utf8(const Utf8&) = delete;
  Utf8& operator=(const Utf8&) = delete;
  bool ok() const { return data_ != nullptr; }
  std::string_view view() const { return {data_, size_}; }
  const char* c_str() const { return data_; }  // with a terminating zero

 private:
  const char* data_;
  size_t size_;
  char* heap_ = nullptr;
};

// The text as WTF-8: UTF-8 with three bytes for a lone surrogate. make_str() is the inverse. For texts that are stored
// outside Python's heap.
std::string to_wtf8(Value str);
// The same for a name that may be misspelt; empty if the name is too long for a suggestion.
std::string misspelt_name(Value str);

i64 str_hash(Value str);
// The key of all hashes of text and bytes. Start-up sets it before the first hash: from a seed if seed_text_hash() was
// called, else from random bytes.
extern num::HashKey g_text_hash_key;
inline const num::HashKey& text_hash_key() { return g_text_hash_key; }
void seed_text_hash(u32 seed);
void init_text_hash();
bool str_equal(Value a, Value b);   // both str
int str_compare(Value a, Value b);  // by code points: negative, 0 or positive
bool str_equal_ascii(Value str, std::string_view ascii);
// The index of the first of the items [i, end) that is this text (an exact str) or no exact str; `end` if there is
// none. Most texts that differ have other lengths or are interned, which takes no call. No other thread may write the
// items.
inline u64 skip_other_texts(const Slot* items, u64 i, u64 end, Value text) {
  u64 length = as_str(text)->length;
  for (; i < end; ++i) {
    Value item = items[i].get();
    if (!is_exact_str(item)) break;
    if (as_str(item)->length == length && str_equal(item, text)) break;
  }
  return i;
}
Ref str_concat(Thread& t, Value a, Value b);
// left + right, both str. If `left` is the only reference to a private str, the str grows in place: so `s += t` in a
// loop takes linear time. A new object would be made at each step otherwise.
Ref str_append(Thread& t, Ref left, Value right);
Ref str_substring(Thread& t, Value str, i64 start, i64 stop);  // a range of code points, clamped to the length
struct SliceIndices;
Ref str_get_slice(Thread& t, Value str, const SliceIndices& indices);  // any step
Ref str_join_values(Thread& t, const Value* strs, u64 count);          // concatenation of strs
Ref str_join_py(Thread& t, Value separator, Value iterable);
Ref str_percent_py(Thread& t, Value format, Value args);

// Interning (str_intern.cpp): the one str for each text that is used as a name. Interned strs are equal exactly if they
// are identical. Any thread; an interned str is immortal. Empty: MemoryError, or `str` was empty.
Ref intern(Thread& t, Ref str);
Ref intern(Thread& t, std::string_view utf8);
inline bool is_interned(Value str) { return as_str(str)->interned.load(gc::relaxed) != 0; }

// Builds a str from pieces: runtime/types/text/str_builder.h.
class StrBuilder;

struct StrIterator : Object {
  Slot str;               // empty once exhausted
  gc::Atomic<i64> index;  // of the next character; relaxed: threads that share the iterator may skip or repeat some
};

}  // namespace rt
