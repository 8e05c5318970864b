// Declarations that the files of binascii share. Empty: an error is pending.
#pragma once

#include <optional>

#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes_parts.h"

namespace rt::binascii {

Error raise_binascii(Thread& t, const char* format, ...);  // raises binascii.Error
Ref finish(Thread& t, const text::ByteBuilder& out);       // the contents of `out` as bytes; empty: MemoryError

// A bytes-like object, as a ByteView, or a str of ASCII, borrowed. Not ok: an error is pending.
class AsciiArg {
 public:
  AsciiArg(Thread& t, Value v);
  explicit operator bool() const { return data_ != nullptr; }
  const u8* data() const { return data_; }
  size_t size() const { return size_; }

 private:
  const u8* data_ = nullptr;
  size_t size_ = 0;
  std::optional<ByteView> bytes_;
};

// The characters that a decoder is to skip: those of a bytes-like object. Empty at first.
class ByteSet {
 public:
  bool add(Thread& t, Value bytes);  // an empty Value adds nothing; false: TypeError is pending
  bool has(u8 byte) const { return has_[byte]; }

 private:
  bool has_[256] = {};
};

// An alphabet of N characters, and what each byte is in it: kNoDigit if nothing.
inline constexpr u8 kNoDigit = 255;
template <size_t N>
struct Alphabet {
  u8 characters[N];
  u8 digits[256];

  constexpr explicit Alphabet(std::string_view text) {
    for (u8& digit : digits) digit = kNoDigit;
    for (size_t i = 0; i < N; ++i) characters[i] = static_cast<u8>(text[i]);
    for (size_t i = 0; i < N; ++i) digits[characters[i]] = static_cast<u8>(i);
  }
};
// The alphabet that `given` holds, in *place; the standard one if it is empty. Decoders take bytes only. Null:
// TypeError or ValueError is pending.
template <size_t N>
const Alphabet<N>* choose_alphabet(Thread& t, Value given, const Alphabet<N>& standard, Alphabet<N>* place,
                                   const char* decoder = nullptr) {
  if (!given) return &standard;
  if (decoder && !is_bytes(given)) {
    raise_type_error(t, "%s() argument 'alphabet' must be bytes, not %T", decoder, given);
    return nullptr;
  }
  ByteView view(t, given);
  if (!view) return nullptr;
  if (view.size() != N) {
    raise_value_error(t, "alphabet must have length %zu", N);
    return nullptr;
  }
  *place = Alphabet<N>(view.view());
  return place;
}

// The length of lines that are `wrapcol` characters at most and hold whole groups of `unit` characters, at least one;
// 0 for 0. False: TypeError, ValueError or OverflowError is pending.
bool wrap_width_py(Thread& t, Value wrapcol, size_t unit, size_t* width);

inline constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
inline constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
inline constexpr std::string_view kBase85 =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
inline constexpr std::string_view kAscii85 =
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstu";

// binascii_bits.cpp
Ref a2b_base32(Thread& t, Value data, Value padded, Value alphabet, Value ignorechars, Value canonical);
Ref b2a_base32(Thread& t, Value data, Value padded, Value wrapcol, Value alphabet);
Ref a2b_base64(Thread& t, Value data, Value padded, Value alphabet, Value strict_mode, Value ignorechars,
               Value canonical);
Ref b2a_base64(Thread& t, Value data, Value padded, Value wrapcol, Value newline, Value alphabet);

// binascii_85.cpp
Ref a2b_ascii85(Thread& t, Value data, Value foldspaces, Value adobe, Value ignorechars, Value canonical);
Ref b2a_ascii85(Thread& t, Value data, Value foldspaces, Value adobe, Value wrapcol, Value pad);
Ref a2b_base85(Thread& t, Value data, Value alphabet, Value ignorechars, Value canonical);
Ref b2a_base85(Thread& t, Value data, Value pad, Value wrapcol, Value alphabet);

// binascii_qp.cpp
Ref a2b_qp(Thread& t, Value data, Value header);
Ref b2a_qp(Thread& t, Value data, Value quotetabs, Value istext, Value header);

}  // namespace rt::binascii
