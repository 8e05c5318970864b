#include "runtime/text/split.h"

#include <doctest/doctest.h>

#include <string>

#include "runtime/text/strip.h"
#include "tests/unit/runtime/text/support.h"

namespace rt::text {
namespace {

using namespace test;

// The pieces, each followed by '|'; the right-hand cursors yield them backwards.
template <typename Cursor>
std::u32string pieces(const StrView& text, Cursor cursor, bool backwards = false) {
  std::u32string out;
  Range piece;
  while (cursor.next(piece)) {
    std::u32string shown = chars_of(text.sub(piece.begin, piece.length())) + U"|";
    out = backwards ? shown + out : out + shown;
  }
  return out;
}

TEST_CASE("splitting by a separator keeps empty pieces") {
  Text text(U",a,,b");
  Text comma(U",");
  CHECK(pieces(text, SplitCursor(text, comma, kNotFound)) == U"|a||b|");
  CHECK(pieces(text, SplitCursor(text, comma, 1)) == U"|a,,b|");
  CHECK(pieces(text, SplitCursor(text, comma, 0)) == U",a,,b|");
  CHECK(pieces(text, RSplitCursor(text, comma, 1), true) == U",a,|b|");
  Text empty(U"");
  CHECK(pieces(empty, SplitCursor(empty, comma, kNotFound)) == U"|");
}

TEST_CASE("splitting by white space drops it, but not behind the limit") {
  Text text(U" \u2003a \t b  ");
  CHECK(pieces(text, SpaceSplitCursor(text, kNotFound)) == U"a|b|");
  CHECK(pieces(text, SpaceSplitCursor(text, 1)) == U"a|b  |");
  CHECK(pieces(text, SpaceSplitCursor(text, 0)) == U"a \t b  |");
  CHECK(pieces(text, RSpaceSplitCursor(text, 1), true) == U" \u2003a|b|");
}

TEST_CASE("bytes know only the ASCII spaces") {
  StrView text = bytes_view(
      "a\xa0"
      "b\x1c"
      "c d",
      7);
  CHECK(pieces(text, SpaceSplitCursor(text, kNotFound, Space::kAscii)) == U"a\u00A0b\u001Cc|d|");
  CHECK(pieces(text, SpaceSplitCursor(text, kNotFound)) == U"a|b|c|d|");
}

TEST_CASE("lines end in many ways") {
  Text text(U"a\r\nb\rc\n\nd\u2028e\x1c");
  CHECK(pieces(text, LineCursor(text, false)) == U"a|b|c||d|e|");
  CHECK(pieces(text, LineCursor(text, true)) == U"a\r\n|b\r|c\n|\n|d\u2028|e\x1c|");
  Text narrow(
      U"a\x0b"
      U"b\n");
  CHECK(pieces(narrow, LineCursor(narrow, false, Space::kAscii)) ==
        U"a\x0b"
        U"b|");
}

TEST_CASE("stripping, padding, tabs") {
  Range range = strip_space(Text(U"\u3000 a b\t"), StripSides::kBoth);
  CHECK(range.begin == 2);
  CHECK(range.end == 5);
  range = strip_space(Text(U"   "), StripSides::kBoth);
  CHECK(range.length() == 0);
  range = strip_chars(Text(U"xyaxy"), Text(U"yx"), StripSides::kRight);
  CHECK(range.begin == 0);
  CHECK(range.end == 3);
  UcsBuilder filled;
  zfill(Text(U"-42"), 6, filled);
  CHECK(chars_of(filled) == U"-00042");
  UcsBuilder tabs;
  expand_tabs(Text(U"a\tbc\t\nd\t"), 4, tabs);
  CHECK(chars_of(tabs) == U"a   bc  \nd   ");
  CHECK(center_left(3, 6) == 1);
  CHECK(center_left(2, 5) == 2);
}

}  // namespace
}  // namespace rt::text
