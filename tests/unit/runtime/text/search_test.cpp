#include "runtime/text/search.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/unit/runtime/text/support.h"

namespace rt::text {
namespace {

using namespace test;

std::size_t naive_find(const std::u32string& text, const std::u32string& needle) {
  std::size_t at = text.find(needle);
  return at == std::u32string::npos ? kNotFound : at;
}

TEST_CASE("empty needles are found everywhere") {
  Text text(U"abc");
  CHECK(find(text, Text(U"")) == 0);
  CHECK(find(text, Text(U""), 3) == 3);
  CHECK(find(text, Text(U""), 4) == kNotFound);
  CHECK(rfind(text, Text(U"")) == 3);
  CHECK(count(text, Text(U"")) == 4);
}

TEST_CASE("kinds mix: a wide needle is not in a narrow text") {
  CHECK(find(Text(U"abc"), Text(U"\u20AC")) == kNotFound);
  CHECK(find(Text(U"ab\u20AC"), Text(U"b")) == 1);
  CHECK(find(Text(U"x\U0001F600ab"), Text(U"ab")) == 2);
  CHECK(find_char(Text(U"abc"), 0x161) == kNotFound);
  CHECK(compare(Text(U"\uFFFF"), Text(U"\U00010000")) == -1);
  CHECK(compare(Text(U"ab"), Text(U"ab\u20AC")) == -1);
}

TEST_CASE("all lengths of texts and needles over a small alphabet agree with a plain search") {
  unsigned state = 1;
  auto next = [&state] { return state = state * 1103515245u + 12345u, state >> 16; };
  for (int round = 0; round < 3000; ++round) {
    std::u32string text;
    std::u32string needle;
    for (unsigned i = next() % 200; i != 0; --i) text += next() % 7 != 0 ? U'a' : U'b';
    for (unsigned i = next() % 40; i != 0; --i) needle += next() % 9 != 0 ? U'a' : U'b';
    char32_t wide = round % 3 == 0 ? U'z' : round % 3 == 1 ? U'\u20AC' : U'\U0001F600';
    Text haystack(text + wide);
    REQUIRE(find(haystack, Text(needle)) == naive_find(text + wide, needle));
    std::size_t last = (text + wide).rfind(needle);
    REQUIRE(rfind(haystack, Text(needle)) == (last == std::u32string::npos ? kNotFound : last));
  }
}

TEST_CASE("hostile needles stay linear") {
  // A search that begins again at each place would compare 2 ** 43 characters, and not end.
  std::string text(1 << 24, 'a');
  std::string needle(1 << 20, 'a');
  needle[1 << 19] = 'b';
  CHECK(find(ascii_view(text), ascii_view(needle)) == kNotFound);
}

TEST_CASE("counting does not overlap and respects its limit") {
  CHECK(count(Text(U"aaaa"), Text(U"aa")) == 2);
  CHECK(count(Text(U"aaaa"), Text(U"a"), 3) == 3);
  std::string many(100000, 'x');
  CHECK(count_char(ascii_view(many), 'x') == many.size());
}

TEST_CASE("replace widens, narrows and inserts between characters") {
  auto replaced = [](const char32_t* text, const char32_t* from, const char32_t* to, std::size_t limit = kNotFound) {
    UcsBuilder out;
    replace(Text(text), Text(from), Text(to), limit, out);
    return chars_of(out);
  };
  CHECK(replaced(U"a.b.c", U".", U"\u20AC") == U"a\u20ACb\u20ACc");
  CHECK(replaced(U"a.b.c", U".", U"", 1) == U"ab.c");
  CHECK(replaced(U"ab", U"", U"-") == U"-a-b-");
  CHECK(replaced(U"ab", U"", U"-", 2) == U"-a-b");
  UcsBuilder untouched;
  CHECK(replace(Text(U"abc"), Text(U"x"), Text(U"y"), kNotFound, untouched) == 0);
  CHECK(untouched.empty());
}

TEST_CASE("prefixes and suffixes") {
  CHECK(starts_with(Text(U"abc\u20AC"), Text(U"ab")));
  CHECK(ends_with(Text(U"abc\u20AC"), Text(U"\u20AC")));
  CHECK_FALSE(starts_with(Text(U"a"), Text(U"ab")));
}

}  // namespace
}  // namespace rt::text
