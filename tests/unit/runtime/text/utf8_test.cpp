#include "runtime/text/utf8.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/unit/runtime/text/support.h"

namespace rt::text {
namespace {

using namespace test;

std::string decode(std::string_view bytes, ErrorPolicy policy = ErrorPolicy::kStrict, bool final = true) {
  UcsBuilder out;
  DecodeResult result = decode_utf8(bytes_of(bytes), bytes.size(), policy, final, out);
  if (result.failed()) {
    return std::to_string(result.error_start) + "-" + std::to_string(result.error_end) + " " + result.reason;
  }
  std::string shown = std::to_string(result.consumed) + ":";
  for (char32_t c : chars_of(out)) shown += " " + std::to_string(static_cast<unsigned>(c));
  return shown;
}

TEST_CASE("errors are located as the utf-8 codec locates them") {
  CHECK(decode("ab\xff") == "2-3 invalid start byte");
  CHECK(decode("\x80") == "0-1 invalid start byte");
  CHECK(decode("\xc0\xaf") == "0-1 invalid start byte");
  CHECK(decode("\xc3(") == "0-1 invalid continuation byte");
  CHECK(decode("\xe2\x82") == "0-2 unexpected end of data");
  CHECK(decode("\xe2(\xa1") == "0-1 invalid continuation byte");
  CHECK(decode("\xe2\x82(") == "0-2 invalid continuation byte");
  CHECK(decode("\xed\xa0\x80") == "0-1 invalid continuation byte");
  CHECK(decode("\xe0\x80\x80") == "0-1 invalid continuation byte");
  CHECK(decode("\xf4\x90\x80\x80") == "0-1 invalid continuation byte");
  CHECK(decode("\xf0\x9f\x98") == "0-3 unexpected end of data");
  CHECK(decode("\xf0\x9f\x98z") == "0-3 invalid continuation byte");
}

TEST_CASE("policies stand in for bad bytes") {
  CHECK(decode("a\xff"
               "b",
               ErrorPolicy::kIgnore) == "3: 97 98");
  CHECK(decode("\xe2\x82(", ErrorPolicy::kReplace) == "3: 65533 40");
  CHECK(decode("\xff", ErrorPolicy::kBackslashReplace) == "1: 92 120 102 102");
  CHECK(decode("\xe2\x82", ErrorPolicy::kSurrogateEscape) == "2: 56546 56450");
  CHECK(decode("\xed\xa0\x80", ErrorPolicy::kSurrogatePass) == "3: 55296");
  CHECK(decode("\xff", ErrorPolicy::kSurrogatePass) == "0-1 invalid start byte");
}

TEST_CASE("an incremental decoder waits for the rest of a character") {
  CHECK(decode("a\xe2\x82", ErrorPolicy::kStrict, false) == "1: 97");
  CHECK(decode("\xed\xa0", ErrorPolicy::kSurrogatePass, false) == "0:");
  CHECK(decode("a\xe2(", ErrorPolicy::kStrict, false) == "1-2 invalid continuation byte");
}

TEST_CASE("scanning finds length and kind, widening fills them") {
  for (std::size_t pad : {0u, 1u, 15u, 16u, 63u, 64u, 200u}) {
    std::string text(pad, 'x');
    text += "\xc3\xa9";
    text += std::string(pad, 'y');
    Utf8Scan latin = utf8_scan(bytes_of(text), text.size());
    CHECK(latin.valid());
    CHECK(latin.length == 2 * pad + 1);
    CHECK(latin.kind() == 1);
    CHECK_FALSE(latin.ascii());
    std::string units(latin.length, '\0');
    CHECK(utf8_widen(bytes_of(text), text.size(), 1, units.data()) == latin.length);
    CHECK(units == std::string(pad, 'x') + "\xe9" + std::string(pad, 'y'));
    text += "\xe2\x82\xac";
    CHECK(utf8_scan(bytes_of(text), text.size()).kind() == 2);
    text += "\xf0\x9f\x98\x80";
    CHECK(utf8_scan(bytes_of(text), text.size()).kind() == 4);
  }
}

TEST_CASE("every character survives the way through UTF-8") {
  for (char32_t c = 0; c <= kMaxCodePoint; c += c < 0x3000 ? 1 : 97) {
    if (is_surrogate(c)) continue;
    std::uint8_t bytes[4];
    std::size_t size = utf8_put(c, bytes);
    std::size_t at = 0;
    REQUIRE(utf8_scan(bytes, size).valid());
    REQUIRE(utf8_next(bytes, at) == c);
    REQUIRE(at == size);
  }
}

TEST_CASE("surrogates stop the encoder unless the policy knows what to do") {
  Text text(std::u32string{'a', 0xD800, 0xDC80, 'b'});
  ByteBuilder strict;
  EncodeResult result = encode_utf8(text, 0, ErrorPolicy::kStrict, strict);
  CHECK(result.error_start == 1);
  CHECK(result.error_end == 3);
  CHECK(std::string_view(result.reason) == "surrogates not allowed");
  CHECK(strict.text() == "a");
  ByteBuilder pass;
  CHECK_FALSE(encode_utf8(text, 0, ErrorPolicy::kSurrogatePass, pass).failed());
  CHECK(pass.text() ==
        "a\xed\xa0\x80\xed\xb2\x80"
        "b");
  ByteBuilder escape;
  result = encode_utf8(text, 0, ErrorPolicy::kSurrogateEscape, escape);
  CHECK(result.error_start == 1);
  ByteBuilder escaped;
  CHECK_FALSE(encode_utf8(text, 2, ErrorPolicy::kSurrogateEscape, escaped).failed());
  CHECK(escaped.text() ==
        "\x80"
        "b");
  ByteBuilder shown;
  CHECK_FALSE(encode_utf8(text, 0, ErrorPolicy::kBackslashReplace, shown).failed());
  CHECK(shown.text() == "a\\ud800\\udc80b");
}

}  // namespace
}  // namespace rt::text
