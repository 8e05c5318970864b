// The Unicode character database: properties and mappings of single characters.
//
// Two table look-ups lead from a character to its CharRecord, which characters with the same properties share. A
// mapping to one character is stored as a difference, a mapping to several in a side table. tools/gen_unicode.py writes
// the tables. All functions are pure and thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "gc/base/bits.h"

namespace rt::text {

enum CharFlag : u32 {
  kAlpha = 1u << 0,
  kDecimal = 1u << 1,
  kDigit = 1u << 2,
  kNumeric = 1u << 3,
  kSpace = 1u << 4,
  kPrintable = 1u << 5,
  kUpper = 1u << 6,
  kLower = 1u << 7,
  kTitle = 1u << 8,
  kCased = 1u << 9,
  kCaseIgnorable = 1u << 10,
  kXidStart = 1u << 11,
  kXidContinue = 1u << 12,
  kMirrored = 1u << 13,
  kUpperSpecial = 1u << 14,  // the full and simple mappings differ: see the side table
  kLowerSpecial = 1u << 15,
  kTitleSpecial = 1u << 16,
  kFoldSpecial = 1u << 17,
  kNfdNo = 1u << 18,  // cannot occur in text of this normal form
  kNfkdNo = 1u << 19,
  kNfcNo = 1u << 20,
  kNfkcNo = 1u << 21,
  kComposesBack = 1u << 22,  // may compose with the character in front of it
};

struct CharRecord {
  u32 flags;
  i32 upper;  // difference, or index into the side table when the *Special flag is set
  i32 lower;
  i32 title;
  i32 fold;
  u8 category;
  u8 bidirectional;
  u8 combining;
  u8 east_asian_width;
  i8 decimal;  // -1: none
  i8 digit;
  u16 numeric;  // index into the table of numeric values, 0: none
};

extern const CharRecord kCharRecords[];
extern const u16 kCharIndex1[];
extern const u16 kCharIndex2[];
inline constexpr unsigned kCharShift = 7;

inline const CharRecord& char_record(char32_t c) {
  if (c > 0x10FFFF) c = 0xFFFF;  // not a character: unassigned
  return kCharRecords[kCharIndex2[(kCharIndex1[c >> kCharShift] << kCharShift) + (c & ((1u << kCharShift) - 1))]];
}
inline bool has_flag(char32_t c, u32 flags) { return (char_record(c).flags & flags) != 0; }

inline bool is_alpha(char32_t c) { return has_flag(c, kAlpha); }
inline bool is_decimal(char32_t c) { return has_flag(c, kDecimal); }
inline bool is_digit(char32_t c) { return has_flag(c, kDigit); }
inline bool is_numeric(char32_t c) { return has_flag(c, kNumeric); }
inline bool is_alnum(char32_t c) { return has_flag(c, kAlpha | kDecimal | kDigit | kNumeric); }
inline bool is_printable(char32_t c) { return has_flag(c, kPrintable); }
inline bool is_upper(char32_t c) { return has_flag(c, kUpper); }
inline bool is_lower(char32_t c) { return has_flag(c, kLower); }
inline bool is_cased(char32_t c) { return has_flag(c, kCased); }
inline bool is_case_ignorable(char32_t c) { return has_flag(c, kCaseIgnorable); }
inline bool is_xid_start(char32_t c) { return has_flag(c, kXidStart); }  // '_' is not one
inline bool is_xid_continue(char32_t c) { return has_flag(c, kXidContinue); }
inline bool is_mirrored(char32_t c) { return has_flag(c, kMirrored); }

inline constexpr bool is_ascii_space(char32_t c) { return c == ' ' || (c >= 9 && c <= 13); }
inline bool is_space(char32_t c) {
  if (c < 0x80) return is_ascii_space(c) || (c >= 0x1C && c <= 0x1F);
  return has_flag(c, kSpace);
}
inline bool is_line_break(char32_t c) {
  if (c < 0x80) return (c >= 10 && c <= 13) || (c >= 0x1C && c <= 0x1E);
  return c == 0x85 || c == 0x2028 || c == 0x2029;
}

// Mappings to one character. If there is none, or only a longer one, the result is the character itself.
char32_t simple_upper(char32_t c);
char32_t simple_lower(char32_t c);
// Full mappings: write 1 to 3 characters and return how many.
std::size_t full_upper(char32_t c, char32_t out[3]);
std::size_t full_lower(char32_t c, char32_t out[3]);  // without the final sigma rule
std::size_t full_title(char32_t c, char32_t out[3]);
std::size_t full_casefold(char32_t c, char32_t out[3]);

inline int decimal_value(char32_t c) { return char_record(c).decimal; }  // -1: none
inline int digit_value(char32_t c) { return char_record(c).digit; }      // -1: none
std::optional<double> numeric_value(char32_t c);

std::string_view category(char32_t c);       // "Lu", "Cn", ...
std::string_view bidirectional(char32_t c);  // "" when unassigned
std::string_view east_asian_width(char32_t c);
inline int combining_class(char32_t c) { return char_record(c).combining; }

// The data of unicodedata.decomposition(): the tag ("" if canonical, else "<compat>", ...) and the characters. No
// characters: the character does not decompose. One step only: the characters may decompose further. Hangul syllables
// are not included; normalize.cpp computes them.
struct Decomposition {
  std::string_view tag;
  std::span<const char32_t> chars;
};
Decomposition decomposition(char32_t c);
// The composition of a pair; 0: there is none. Hangul is computed in normalize.cpp.
char32_t compose_pair(char32_t first, char32_t second);

std::string_view unicode_version();

}  // namespace rt::text
