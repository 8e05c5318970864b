// str: immutable text of 1, 2 or 4 bytes per code point, always the narrowest that fits. Inline data, terminated by a
// zero unit.
#pragma once

#include <string>
#include <string_view>

#include "runtime/num/hash.h"
#include "runtime/object/ops.h"
#include "runtime/text/kinds.h"

namespace rt {

struct Str : Object {
  gc::Atomic<i64> hash;  // 0: not computed yet (idempotent, relaxed)
  u64 length;            // code points
  u8 kind;               // 1, 2, 4 bytes per unit
  bool ascii;
  gc::Atomic<u8> interned;  // 0 no, 1 yes
  u64 spare;                // bytes behind the terminator that the block has for str_append; owner only, exact str only

  u8* data() { return reinterpret_cast<u8*>(this + 1); }
  const u8* data() const { return reinterpret_cast<const u8*>(this + 1); }
  text::StrView view() const { return {data(), length, kind, ascii}; }
  u32 at(u64 i) const {
    return kind == 1   ? data()[i]
           : kind == 2 ? reinterpret_cast<const u16*>(data())[i]
                       : reinterpret_cast<const u32*>(data())[i];
  }
  // Only for ascii strings (which are UTF-8 as they are).
  std::string_view ascii_view() const { return {reinterpret_cast<const char*>(data()), length}; }
};

inline bool is_str(Value v) { return has_layout(v, TypeId::kStr); }  // subclasses too
inline bool is_exact_str(Value v) { return is_exact(v, TypeId::kStr); }
inline Str* as_str(Value v) { return v.as<Str>(); }
inline text::StrView str_view(Value v) { return as_str(v)->view(); }

Ref make_str(Thread& t, std::string_view utf8);  // must be valid UTF-8 (WTF-8 surrogates are kept)
Ref make_str_ascii(Thread& t, std::string_view ascii);
Ref make_str(Thread& t, text::StrView view);  // narrows the kind if possible
Ref make_str_uninitialised(Thread& t, u64 length, u8 kind,
                           bool ascii);    // caller fills data(); the kind must be the narrowest
Ref make_char(Thread& t, u32 code_point);  // Latin-1 ones are preallocated
Ref decode_utf8(Thread& t, const char* data, size_t size, const char* errors = "strict");  // raises UnicodeDecodeError
Ref decode_fs(Thread& t, std::string_view bytes);  // file names: UTF-8 with surrogateescape
Value empty_str();                                 // immortal
// An exact str with the text of any str: itself, or a copy of a subclass's instance.
Ref exact_str(Thread& t, Value str);

// UTF-8 of a str. Points into the string if ascii, else into `storage`. Lone surrogates raise UnicodeEncodeError (ok()
// false) unless lossy.
class Utf8 {
 public:
  Utf8(Thread& t, Value str, bool surrogateescape = false);
  ~Utf8();
  Utf8(const Utf8&) = delete;
  Utf8& operator=(const Utf8&) = delete;
  bool ok() const { return data_ != nullptr; }
  std::string_view view() const { return {data_, size_}; }
  const char* c_str() const { return data_; }  // terminated

 private:
  const char* data_;
  size_t size_;
  char* heap_ = nullptr;
};

// The text as UTF-8; lone surrogates take three bytes, as make_str() understands them. What texts outside Python's heap
// are kept as.
std::string to_wtf8(Value str);
// The same of a name that may be misspelt. Empty if it is too long for that.
std::string misspelt_name(Value str);

i64 str_hash(Value str);
// The key of all hashes of text and bytes. Start-up sets it, before the first hash: from a seed if seed_text_hash() was
// called, else random.
extern num::HashKey g_text_hash_key;
inline const num::HashKey& text_hash_key() { return g_text_hash_key; }
void seed_text_hash(u32 seed);
void init_text_hash();
bool str_equal(Value a, Value b);  // both str
int str_compare(Value a, Value b);
bool str_equal_ascii(Value str, std::string_view ascii);
Ref str_concat(Thread& t, Value a, Value b);
// left + right, both str. Grows `left` in place if it is private and this is its only reference: `s += t` in a loop is
// linear.
Ref str_append(Thread& t, Ref left, Value right);
Ref str_substring(Thread& t, Value str, i64 start, i64 stop);  // clamped code point range
struct SliceIndices;
Ref str_get_slice(Thread& t, Value str, const SliceIndices& indices);  // any step
Ref str_join_values(Thread& t, const Value* strs, u64 count);          // concatenation of strs
Ref str_join_py(Thread& t, Value separator, Value iterable);
Ref str_percent_py(Thread& t, Value format, Value args);

// Interning: one immortal-as-needed str per text; pointer equality of interned strings is equality. Takes and returns a
// counted reference.
Ref intern(Thread& t, Ref str);
Ref intern(Thread& t, std::string_view utf8);
inline bool is_interned(Value str) { return as_str(str)->interned.load(gc::relaxed) != 0; }

// Builds a str piece by piece; fast for ASCII. Wraps text::UcsBuilder: runtime/types/text/str_builder.h.
class StrBuilder;

struct StrIterator : Object {
  Slot str;               // empty once exhausted
  gc::Atomic<i64> index;  // of the next character, relaxed: threads that share it may skip or repeat some
};

}  // namespace rt
