// UTF-8 in both directions.
//
// Decoding a whole valid string takes two passes: utf8_scan() finds length and kind, the caller
// allocates a string of exactly that size, utf8_widen() fills it. Input with errors, and incremental
// decoders, go through decode_utf8() and a builder.
//
// All decoders of this folder share one protocol: they append what they can decode and return. Without
// an error `consumed` is the number of bytes used (less than given only when not `final` and the input
// ends inside a character). With an error, [error_start, error_end) are the bad bytes and `reason` the
// text of the UnicodeDecodeError; everything before error_start has been appended. The caller lets the
// error handler speak, appends its replacement and goes on from the position it names. Policies other
// than kStrict are handled inside.
#pragma once

#include <cstddef>

#include "gc/base/bits.h"
#include "runtime/text/builder.h"
#include "runtime/text/kinds.h"

namespace rt::text {

enum class ErrorPolicy : u8 {
  kStrict,  // stop and report; also for handlers that only the caller knows
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

// Positions are code points of the text. [error_start, error_end) is the whole run of characters that
// cannot be encoded for the same reason, as UnicodeEncodeError shows it.
struct EncodeResult {
  std::size_t error_start = 0;
  std::size_t error_end = 0;
  const char* reason = nullptr;
  bool failed() const { return reason != nullptr; }
};

// What is known of bytes up to the first error.
struct Utf8Scan {
  std::size_t valid_bytes = 0;   // without error: all
  std::size_t length = 0;        // code points in them
  char32_t mask = 0;             // OR of a bound of the characters: use kind() and ascii()
  const char* reason = nullptr;  // the first error, at valid_bytes
  std::size_t error_end = 0;
  bool incomplete = false;  // the error is that the input ends inside a character

  bool valid() const { return reason == nullptr; }
  u8 kind() const { return kind_for(mask); }
  bool ascii() const { return mask < 0x80; }
};
Utf8Scan utf8_scan(const u8* bytes, std::size_t size);
// Decodes `size` valid bytes into units of `kind`, which must be able to hold them. Returns the number of units.
std::size_t utf8_widen(const u8* bytes, std::size_t size, u8 kind, void* out);
// One character of valid UTF-8 at bytes[at]; moves `at` past it.
char32_t utf8_next(const u8* bytes, std::size_t& at);

DecodeResult decode_utf8(const u8* bytes, std::size_t size, ErrorPolicy policy, bool final, UcsBuilder& out);

// Bytes of the text in UTF-8, counting each surrogate as three bytes.
std::size_t utf8_size(const StrView& text);
// Index of the first surrogate or kNotFound.
std::size_t find_surrogate(const StrView& text);
// Writes utf8_size(text) bytes; surrogates become three bytes each.
std::size_t utf8_write(const StrView& text, u8* out);
// One code point (surrogates included) to 1..4 bytes.
std::size_t utf8_put(char32_t c, u8* out);

// Encodes text from position `from` on; stops before the first character that the policy does not cover.
EncodeResult encode_utf8(const StrView& text, std::size_t from, ErrorPolicy policy, ByteBuilder& out);

}  // namespace rt::text
