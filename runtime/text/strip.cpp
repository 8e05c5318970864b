// Stripping, padding and expansion of tabs (strip.h).
#include "runtime/text/strip.h"

#include "runtime/text/search.h"
#include "runtime/text/unicode.h"

namespace rt::text {

bool is_space_char(char32_t c, Space space) { return space == Space::kAscii ? is_ascii_space(c) : is_space(c); }

namespace {

template <typename Drop>
Range strip_while(const StrView& text, StripSides sides, Drop drop) {
  auto wanted = static_cast<unsigned>(sides);
  Range range{0, text.length};
  if ((wanted & static_cast<unsigned>(StripSides::kLeft)) != 0) {
    while (range.begin < range.end && drop(text.at(range.begin))) ++range.begin;
  }
  if ((wanted & static_cast<unsigned>(StripSides::kRight)) != 0) {
    while (range.end > range.begin && drop(text.at(range.end - 1))) --range.end;
  }
  return range;
}

}  // namespace

Range strip_space(const StrView& text, StripSides sides, Space space) {
  return strip_while(text, sides, [space](char32_t c) { return is_space_char(c, space); });
}

Range strip_chars(const StrView& text, const StrView& chars, StripSides sides) {
  if (chars.kind != 1)
    return strip_while(text, sides, [&chars](char32_t c) { return find_char(chars, c) != kNotFound; });
  u64 wanted[4] = {};  // one bit for each Latin-1 character
  for (std::size_t i = 0; i < chars.length; ++i) wanted[chars.units1()[i] / 64] |= u64{1} << (chars.units1()[i] % 64);
  return strip_while(text, sides, [&wanted](char32_t c) { return c < 256 && (wanted[c / 64] >> (c % 64) & 1) != 0; });
}

void pad(const StrView& text, std::size_t left, std::size_t right, char32_t fill, UcsBuilder& out) {
  out.append_repeated(fill, left);
  out.append(text);
  out.append_repeated(fill, right);
}

void zfill(const StrView& text, std::size_t width, UcsBuilder& out) {
  std::size_t missing = width > text.length ? width - text.length : 0;
  std::size_t sign = !text.empty() && (text.at(0) == '+' || text.at(0) == '-') ? 1 : 0;
  out.append(text, 0, sign);
  out.append_repeated('0', missing);
  out.append(text.from(sign));
}

std::size_t expanded_length(const StrView& text, std::size_t tab_size) {
  std::size_t column = 0, length = 0;
  for (std::size_t i = 0; i < text.length; ++i) {
    char32_t c = text.at(i);
    std::size_t width = c != '\t' ? 1 : tab_size == 0 ? 0 : tab_size - column % tab_size;
    column = c == '\n' || c == '\r' ? 0 : column + width;
    if (__builtin_add_overflow(length, width, &length)) return static_cast<std::size_t>(-1);
  }
  return length;
}

void expand_tabs(const StrView& text, std::size_t tab_size, UcsBuilder& out) {
  out.extend(0, char_mask(text));
  out.reserve(expanded_length(text, tab_size));
  if (!out.ok()) return;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.length; ++i) {
    char32_t c = text.at(i);
    if (c != '\t') {
      out.append(c);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    } else if (tab_size != 0) {
      std::size_t spaces = tab_size - column % tab_size;
      out.append_repeated(' ', spaces);
      column += spaces;
    }
  }
}

}  // namespace rt::text
