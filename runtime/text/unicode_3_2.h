// The character database of Unicode 3.2, which internationalized domain names (RFC 3490) are defined by: where it
// differs from the present one. What is not told here (names, digits, numeric values, decompositions) is alike for the
// characters that 3.2 has; the others have none but digit values.
#pragma once

#include <optional>
#include <string_view>

#include "runtime/text/unicode.h"

namespace rt::text {

struct OldRecord {
  char32_t first, last;  // the characters
  char category[3], bidirectional[4], east_asian_width[3];
  bool mirrored;
  i8 decimal;  // -1: none
};

// Null: as in the present database.
const OldRecord* changed_since_3_2(char32_t c);
bool assigned_in_3_2(char32_t c);
// One step, as text::decomposition(); normalization follows corrections of 3.2's tables, too.
Decomposition decomposition_3_2(char32_t c);
Decomposition normal_decomposition_3_2(char32_t c);

}  // namespace rt::text
