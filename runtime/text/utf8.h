// UTF-8 in both directions.
//
// Decoding a whole valid string takes two passes: utf8_scan() finds the length and the kind, the caller allocates a
// string of exactly that size, and utf8_widen() fills it. Input with errors and incremental decoders use decode_utf8()
// and a builder.
//
// All decoders of this folder share one protocol. A decoder appends the characters up to the first error or the end.
//   no error   `consumed` is the number of bytes used; it is less than `size` only if `final` is false and the input
//              ends inside a character
//   error      [error_start, error_end) are the bad bytes, `reason` is the text of the UnicodeDecodeError; the
//              characters before error_start have been appended. The caller calls the Python error handler, appends its
//              replacement, and continues at the position that the handler returns
// Policies other than kStrict are applied inside the decoder. Decoders run no Python code; the builder's ok() tells
// whether memory sufficed.
#pragma once

#include <cstddef>

#include "gc/base/bits.h"
#include "runtime/text/builder.h"
#include "runtime/text/kinds.h"

namespace rt::text {

enum class ErrorPolicy : u8 {
  kStrict,  // stop and report the error; also used for error handlers that only the caller can call
  kIgnore,
  kReplace,
  kBackslashReplace,
  kSurrogateEscape,
  kSurrogatePass,
  kXmlCharRefReplace,  // encoders only
};

struct DecodeResult {
  std::size_t consumed = 0;
  std::size_t error_start = 0;
  std::size_t error_end = 0;
  const char* reason = nullptr;  // null: no error
  bool failed() const { return reason != nullptr; }
};

// Positions count code points of the text. [error_start, error_end) is the whole run of characters that cannot be
// encoded for the same reason, as in UnicodeEncodeError. Everything before error_start has been encoded.
struct EncodeResult {
  std::size_t error_start = 0;
  std::size_t error_end = 0;
  const char* reason = nullptr;
  bool failed() const { return reason != nullptr; }
};

// The result of a scan up to the first error.
struct Utf8Scan {
  std::size_t valid_bytes = 0;   // bytes before the first error; without error: all
  std::size_t length = 0;        // code points in the valid bytes
  char32_t mask = 0;             // a bound of the characters, for kind() and ascii()
  const char* reason = nullptr;  // the first error, at valid_bytes
  std::size_t error_end = 0;
  bool incomplete = false;  // the input ends inside a character: more input might complete it

  bool valid() const { return reason == nullptr; }
  u8 kind() const { return kind_for(mask); }
  bool ascii() const { return mask < 0x80; }
};
Utf8Scan utf8_scan(const u8* bytes, std::size_t size);
// Decodes `size` valid bytes into units of `kind`, which must be able to hold them. Returns the number of units.
std::size_t utf8_widen(const u8* bytes, std::size_t size, u8 kind, void* out);
// The character at bytes[at] of valid UTF-8; moves `at` behind it.
char32_t utf8_next(const u8* bytes, std::size_t& at);

DecodeResult decode_utf8(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final, UcsBuilder& out);

// The size of the text in UTF-8, with three bytes for each surrogate.
std::size_t utf8_size(const StrView& text);
// Index of the first surrogate, or kNotFound. A text without surrogates can be encoded.
std::size_t find_surrogate(const StrView& text);
// Writes utf8_size(text) bytes; surrogates become three bytes each.
std::size_t utf8_write(const StrView& text, u8* out);
// Writes one code point, which may be a surrogate, as 1 to 4 bytes; returns their number.
std::size_t utf8_put(char32_t c, u8* out);

// Encodes the text from position `from` on; stops before the first bad character that the policy does not cover.
EncodeResult encode_utf8(const StrView& text, std::size_t from, ErrorPolicy policy, ByteBuilder& out);

}  // namespace rt::text
