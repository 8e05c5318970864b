#include "runtime/text/builder.h"

#include <doctest/doctest.h>

#include "tests/unit/runtime/text/support.h"

namespace rt::text {
namespace {

using namespace test;

TEST_CASE("a builder widens itself and keeps what it has") {
  UcsBuilder out;
  out.append_ascii("abc");
  CHECK(out.kind() == 1);
  CHECK(out.ascii());
  out.append(0xE9);
  CHECK(out.kind() == 1);
  CHECK_FALSE(out.ascii());
  out.append(0x20AC);
  CHECK(out.kind() == 2);
  out.append(0x1F600);
  CHECK(out.kind() == 4);
  CHECK(chars_of(out) == U"abc\u00E9\u20AC\U0001F600");
}

TEST_CASE("a builder outgrows its own storage") {
  UcsBuilder out;
  std::u32string expected;
  for (char32_t i = 0; i < 5000; ++i) {
    char32_t c = i < 3000 ? 'a' + i % 26 : 0x400 + i % 64;
    out.append(c);
    expected += c;
  }
  CHECK(out.ok());
  CHECK(chars_of(out) == expected);
}

TEST_CASE("truncating narrows to the smallest kind") {
  UcsBuilder out;
  out.append(Text(U"ab\u00E9\u20ACx"));
  out.truncate(3);
  CHECK(out.kind() == 1);
  CHECK_FALSE(out.ascii());
  out.truncate(2);
  CHECK(out.ascii());
  CHECK(chars_of(out) == U"ab");
  out.append_repeated(0x1F600, 3);
  CHECK(chars_of(out) == U"ab\U0001F600\U0001F600\U0001F600");
}

TEST_CASE("a narrow view of wide units is appended as what it is") {
  Text text(U"abc\u20AC");
  UcsBuilder out;
  out.append(StrView(text).sub(0, 3));
  CHECK(out.kind() == 1);
  CHECK(out.ascii());
}

TEST_CASE("impossible sizes make the builder fail, not crash") {
  UcsBuilder out;
  out.append_ascii("x");
  CHECK(out.extend(static_cast<std::size_t>(-1) / 2, 'a') == nullptr);
  CHECK_FALSE(out.ok());
  out.append_ascii("swallowed");
  CHECK(out.length() == 1);
  ByteBuilder bytes;
  CHECK(bytes.extend(static_cast<std::size_t>(-1)) == nullptr);
  CHECK_FALSE(bytes.ok());
}

}  // namespace
}  // namespace rt::text
