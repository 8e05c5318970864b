// The character database of Unicode 3.2, stored as its differences from the present one. Internationalized domain names
// (RFC 3490) are defined by it. Names, digits and decompositions are not stored: they are the same for the characters
// that 3.2 has; the characters that it does not have get digit values only.
#pragma once

#include <optional>
#include <string_view>

#include "runtime/text/unicode.h"

namespace rt::text {

struct OldRecord {
  char32_t first, last;  // the range of characters with these properties
  char category[3], bidirectional[4], east_asian_width[3];
  bool mirrored;
  i8 decimal;  // -1: none
};

struct OldNumber {
  char32_t code;
  double value;
};

// Null: the character's properties are those of the present database.
const OldRecord* changed_since_3_2(char32_t c);
bool assigned_in_3_2(char32_t c);
std::optional<double> numeric_value_3_2(char32_t c);
// One step, as text::decomposition(). The second function also applies the later corrections of 3.2's tables, which
// normalization must use.
Decomposition decomposition_3_2(char32_t c);
Decomposition normal_decomposition_3_2(char32_t c);

}  // namespace rt::text
