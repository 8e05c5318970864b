// Stripping, padding and expansion of tabs, for str and for bytes.
#pragma once

#include <cstddef>

#include "gc/base/bits.h"
#include "runtime/text/builder.h"
#include "runtime/text/kinds.h"
#include "runtime/text/split.h"

namespace rt::text {

enum class StripSides : u8 { kLeft = 1, kRight = 2, kBoth = 3 };
// The range of the text that remains.
Range strip_space(const StrView& text, StripSides sides, Space space = Space::kUnicode);
Range strip_chars(const StrView& text, const StrView& chars, StripSides sides);

bool is_space_char(char32_t c, Space space);

// Appends the text with `left` and `right` fill characters around it.
void pad(const StrView& text, std::size_t left, std::size_t right, char32_t fill, UcsBuilder& out);
// str.center(): the number of fill characters on the left side for a total width of `width`. The rule for odd margins
// is CPython's.
inline std::size_t center_left(std::size_t length, std::size_t width) {
  std::size_t margin = width > length ? width - length : 0;
  return margin / 2 + (margin & width & 1);
}
void zfill(const StrView& text, std::size_t width, UcsBuilder& out);
// The length of the text without tabs, for lines that begin at column 0. The largest number: it does not fit a size_t.
std::size_t expanded_length(const StrView& text, std::size_t tab_size);
void expand_tabs(const StrView& text, std::size_t tab_size, UcsBuilder& out);

}  // namespace rt::text
