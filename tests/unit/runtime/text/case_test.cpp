#include "runtime/text/case.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/unit/runtime/text/support.h"

namespace rt::text {
namespace {

using namespace test;

std::u32string mapped(void (*mapping)(const StrView&, UcsBuilder&), const char32_t* text) {
  UcsBuilder out;
  mapping(Text(text), out);
  return chars_of(out);
}

TEST_CASE("full mappings change the length") {
  CHECK(mapped(to_upper, U"stra\u00DFe \uFB01") == U"STRASSE FI");
  CHECK(mapped(to_title, U"\uFB01x \u01C6") == U"Fix \u01C5");
  CHECK(mapped(to_lower, U"\u0130") == U"i\u0307");
  CHECK(mapped(to_casefold, U"\u00DF\u03C2") == U"ss\u03C3");
  CHECK(mapped(to_capitalized, U"\u01C6ABC") == U"\u01C5abc");
  CHECK(mapped(swap_case, U"aB\u00DF") == U"AbSS");
  CHECK(mapped(to_upper, U"\u00FF") == U"\u0178");
}

TEST_CASE("sigma at the end of a word is final") {
  CHECK(mapped(to_lower, U"\u039F\u03A3") == U"\u03BF\u03C2");
  CHECK(mapped(to_lower, U"\u039F\u03A3.") == U"\u03BF\u03C2.");
  CHECK(mapped(to_lower, U"\u03A3") == U"\u03C3");
  CHECK(mapped(to_lower, U"A\u03A3\u0301B") == U"a\u03C3\u0301b");
}

TEST_CASE("ASCII goes the short way") {
  CHECK(mapped(to_upper, U"hello-1") == U"HELLO-1");
  CHECK(mapped(to_title, U"they're BILL's") == U"They'Re Bill'S");
  CHECK(mapped(to_capitalized, U"hELLO") == U"Hello");
  UcsBuilder wide;
  wide.append(0x20AC);
  to_upper(Text(U"abc"), wide);
  CHECK(chars_of(wide) == U"\u20ACABC");
}

TEST_CASE("questions about whole strings") {
  CHECK(all_title(Text(U"A Title")));
  CHECK_FALSE(all_title(Text(U"ATitle")));
  CHECK(all_upper(Text(U"A1")));
  CHECK_FALSE(all_upper(Text(U"1")));
  CHECK_FALSE(all_upper(Text(U"\u01C5")));
  CHECK(all_digit(Text(U"1\u00B2")));
  CHECK_FALSE(all_decimal(Text(U"1\u00B2")));
  CHECK(all_numeric(Text(U"\u00BD")));
  CHECK(all_printable(Text(U"")));
  CHECK_FALSE(all_alpha(Text(U"")));
  CHECK(is_identifier(Text(U"_x1\u00E9")));
  CHECK_FALSE(is_identifier(Text(U"1x")));
  CHECK_FALSE(is_identifier(Text(U"")));
}

TEST_CASE("digits of other scripts become ASCII for int()") {
  char out[5];
  to_ascii_decimal(Text(U"\u0663\u2003-\u00BD7"), out);
  CHECK(std::string(out, 5) == "3 -?7");
}

TEST_CASE("bytes change only ASCII letters") {
  std::uint8_t text[] = {'a', 0xE9, 'B', '[', '@'};
  ascii_swapcase(text, 5, text);
  CHECK(text[0] == 'A');
  CHECK(text[1] == 0xE9);
  CHECK(text[2] == 'b');
  CHECK(text[3] == '[');
  CHECK(text[4] == '@');
}

TEST_CASE("translating bytes maps and drops") {
  std::uint8_t table[256];
  for (int i = 0; i < 256; ++i) table[i] = static_cast<std::uint8_t>(i ^ 0x20);
  bool dropped[256] = {};
  dropped['b'] = true;
  std::uint8_t text[] = {'a', 'b', 'C'};
  CHECK(translate_bytes(text, 3, table, dropped, text) == 2);
  CHECK(text[0] == 'A');
  CHECK(text[1] == 'c');
}

}  // namespace
}  // namespace rt::text
