#include "runtime/text/unicode.h"

#include <doctest/doctest.h>

#include <string>

#include "runtime/text/names.h"
#include "runtime/text/normalize.h"
#include "tests/unit/runtime/text/support.h"

namespace rt::text {
namespace {

using namespace test;

std::u32string normalized(NormalForm form, const char32_t* text) {
  UcsBuilder out;
  normalize(Text(text), form, out);
  return chars_of(out);
}

TEST_CASE("properties of single characters") {
  CHECK(category('A') == "Lu");
  CHECK(category(0x378) == "Cn");
  CHECK(category(0xD800) == "Cs");
  CHECK(bidirectional(0x5D0) == "R");
  CHECK(east_asian_width(0x4E00) == "W");
  CHECK(combining_class(0x301) == 230);
  CHECK(is_mirrored('('));
  CHECK(decimal_value(0x664) == 4);
  CHECK(digit_value(0xB2) == 2);
  CHECK(numeric_value(0xBD) == 0.5);
  CHECK_FALSE(numeric_value('x').has_value());
  CHECK(simple_lower(0x130) == 'i');
  CHECK(simple_upper(0xDF) == 0xDF);
  CHECK(simple_upper(0x1F80) == 0x1F88);
  CHECK(is_space(0x1C));
  CHECK(is_space(0x3000));
  CHECK_FALSE(is_space(0x200B));
  CHECK(is_xid_start(0x2118));
  CHECK(is_xid_continue(0xB7));
  CHECK_FALSE(is_printable(0xAD));
}

TEST_CASE("decompositions of one step") {
  Decomposition d = decomposition(0x1E69);
  CHECK(d.tag.empty());
  REQUIRE(d.chars.size() == 2);
  CHECK(d.chars[0] == 0x1E63);
  CHECK(decomposition(0xB2).tag == "<super>");
  CHECK(decomposition('a').chars.empty());
}

TEST_CASE("normal forms") {
  CHECK(normalized(NormalForm::kNfc, U"e\u0301") == U"\u00E9");
  CHECK(normalized(NormalForm::kNfd, U"\u1E69") == U"s\u0323\u0307");
  CHECK(normalized(NormalForm::kNfc, U"s\u0307\u0323") == U"\u1E69");
  CHECK(normalized(NormalForm::kNfkc, U"\uFB01\u00B2") == U"fi2");
  CHECK(normalized(NormalForm::kNfc, U"\u1100\u1161\u11A8") == U"\uAC01");
  CHECK(normalized(NormalForm::kNfd, U"\uAC01") == U"\u1100\u1161\u11A8");
  CHECK(normalized(NormalForm::kNfc, U"\u0958") == U"\u0915\u093C");
  CHECK(normalized(NormalForm::kNfc, U"\u212B") == U"\u00C5");
}

TEST_CASE("the quick check knows when it does not know") {
  CHECK(quick_check(Text(U"\u00E9"), NormalForm::kNfc) == QuickCheck::kYes);
  CHECK(quick_check(Text(U"e\u0301"), NormalForm::kNfc) == QuickCheck::kMaybe);
  CHECK(quick_check(Text(U"\u212B"), NormalForm::kNfc) == QuickCheck::kNo);
  CHECK(quick_check(Text(U"a\u0301\u0323"), NormalForm::kNfd) == QuickCheck::kNo);
  CHECK(is_normalized(Text(U"x\u0301"), NormalForm::kNfc) == true);
  CHECK(is_normalized(Text(U"e\u0301"), NormalForm::kNfc) == false);
}

TEST_CASE("names in both directions") {
  auto name = [](char32_t c) {
    std::string out;
    return append_char_name(c, out) ? out : "none";
  };
  CHECK(name('a') == "LATIN SMALL LETTER A");
  CHECK(name(0x4E00) == "CJK UNIFIED IDEOGRAPH-4E00");
  CHECK(name(0xAC01) == "HANGUL SYLLABLE GAG");
  CHECK(name(0x1F600) == "GRINNING FACE");
  CHECK(name(0) == "none");
  CHECK(find_char_by_name("latin small letter e with acute") == 0xE9);
  CHECK(find_char_by_name("HANGUL SYLLABLE A") == 0xC544);
  CHECK(find_char_by_name("CJK UNIFIED IDEOGRAPH-20000") == 0x20000);
  CHECK(find_char_by_name("LF") == 0x0A);
  CHECK_FALSE(find_char_by_name("LATIN SMALL LETTER").has_value());
  CHECK_FALSE(find_char_by_name("CJK UNIFIED IDEOGRAPH-0041").has_value());
  CHECK(find_named_sequence("KEYCAP DIGIT ONE").size() == 3);
  CHECK(find_named_sequence("LATIN SMALL LETTER A").empty());
}

TEST_CASE("every name leads back to its character") {
  std::string name;
  for (char32_t c = 0; c < 0x32000; ++c) {
    name.clear();
    if (append_char_name(c, name)) REQUIRE(find_char_by_name(name) == c);
  }
}

}  // namespace
}  // namespace rt::text
