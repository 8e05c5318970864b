#include "runtime/text/escape.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/unit/runtime/text/support.h"

namespace rt::text {
namespace {

using namespace test;
using namespace std::string_view_literals;

std::u32string repr(const char32_t* text) {
  UcsBuilder out;
  append_repr(Text(text), out);
  return chars_of(out);
}

std::u32string ascii(const char32_t* text) {
  UcsBuilder out;
  append_ascii_repr(Text(text), out);
  return chars_of(out);
}

std::u32string bytes_repr(std::string_view bytes) {
  UcsBuilder out;
  append_bytes_repr(bytes_of(bytes), bytes.size(), out);
  return chars_of(out);
}

std::string unescape(std::string_view bytes, bool final = true) {
  UcsBuilder out;
  std::size_t bad;
  DecodeResult result = decode_unicode_escape(bytes_of(bytes), bytes.size(), ErrorPolicy::kStrict, final, out, bad);
  if (result.failed()) {
    return std::to_string(result.error_start) + "-" + std::to_string(result.error_end) + " " + result.reason;
  }
  ByteBuilder utf8;
  encode_utf8(out.view(), 0, ErrorPolicy::kStrict, utf8);
  return std::string(utf8.text()) + (bad == kNotFound ? "" : " bad at " + std::to_string(bad));
}

TEST_CASE("repr chooses quotes and escapes what cannot be printed") {
  CHECK(repr(U"abc") == U"'abc'");
  CHECK(repr(U"it's") == U"\"it's\"");
  CHECK(repr(U"'\"") == U"'\\'\"'");
  CHECK(repr(U"\t\n\r\\\x7f\u00AD") == U"'\\t\\n\\r\\\\\\x7f\\xad'");
  CHECK(repr(U"\u00E9\u200B\U000E0001") == U"'\u00E9\\u200b\\U000e0001'");
  CHECK(ascii(U"\u00E9\u20AC\U0001F600'") == U"\"\\xe9\\u20ac\\U0001f600'\"");
  CHECK(bytes_repr("a'\0\xff\n"sv) == U"b\"a'\\x00\\xff\\n\"");
}

TEST_CASE("unicode_escape reads what Python's literals have") {
  CHECK(unescape("\\x41\\u20ac\\101\\n\\N{DIGIT ONE}\\\nx") ==
        "A\xe2\x82\xac"
        "A\n1x");
  CHECK(unescape("\\q") == "\\q bad at 0");
  CHECK(unescape("a\\777") == "a\xc7\xbf bad at 1");
  CHECK(unescape("\\") == "0-1 \\ at end of string");
  CHECK(unescape("\\x4") == "0-3 truncated \\xXX escape");
  CHECK(unescape("\\x4g") == "0-3 truncated \\xXX escape");
  CHECK(unescape("\\u12") == "0-4 truncated \\uXXXX escape");
  CHECK(unescape("\\U00110000") == "0-10 illegal Unicode character");
  CHECK(unescape("\\N{nope}") == "0-8 unknown Unicode character name");
  CHECK(unescape("\\N{}") == "0-3 malformed \\N character escape");
  CHECK(unescape("ab\\u12", false) == "ab");
}

TEST_CASE("raw_unicode_escape knows \\u and \\U only, and not behind a backslash") {
  auto raw = [](std::string_view bytes) {
    UcsBuilder out;
    decode_raw_unicode_escape(bytes_of(bytes), bytes.size(), ErrorPolicy::kStrict, true, out);
    return chars_of(out);
  };
  CHECK(raw("\\u0041\\n\\") == U"A\\n\\");
  CHECK(raw("\\\\u0041") == U"\\\\u0041");
}

TEST_CASE("escapes of bytes literals") {
  ByteBuilder out;
  std::size_t bad;
  auto text = "\\x41\\0\\q\\\n"sv;
  CHECK_FALSE(decode_bytes_escape(bytes_of(text), text.size(), ErrorPolicy::kStrict, out, bad).failed());
  CHECK(out.text() == "A\0\\q"sv);
  CHECK(bad == 6);
  ByteBuilder broken;
  CHECK(decode_bytes_escape(bytes_of("\\x4"sv), 3, ErrorPolicy::kStrict, broken, bad).failed());
}

TEST_CASE("encoding escapes") {
  ByteBuilder out;
  encode_unicode_escape(Text(U"a\\\n\u00E9\u20AC"), out);
  CHECK(out.text() == "a\\\\\\n\\xe9\\u20ac");
  ByteBuilder raw;
  encode_raw_unicode_escape(Text(U"a\\\u00E9\u20AC"), raw);
  CHECK(raw.text() == "a\\\xe9\\u20ac");
}

}  // namespace
}  // namespace rt::text
