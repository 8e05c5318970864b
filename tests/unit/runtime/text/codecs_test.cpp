#include "runtime/text/codecs.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/unit/runtime/text/support.h"

namespace rt::text {
namespace {

using namespace test;
using namespace std::string_view_literals;

std::string error_text(const DecodeResult& result) {
  return std::to_string(result.error_start) + "-" + std::to_string(result.error_end) + " " + result.reason;
}

std::string utf16_error(std::string_view bytes) {
  UcsBuilder out;
  Endian endian = Endian::kLittle;
  return error_text(decode_utf16(bytes_of(bytes), bytes.size(), ErrorPolicy::kStrict, true, endian, out));
}

std::string utf32_error(std::string_view bytes) {
  UcsBuilder out;
  Endian endian = Endian::kLittle;
  return error_text(decode_utf32(bytes_of(bytes), bytes.size(), ErrorPolicy::kStrict, true, endian, out));
}

TEST_CASE("UTF-16 errors") {
  CHECK(utf16_error("a\0b"sv) == "2-3 truncated data");
  CHECK(utf16_error("\x00\xd8"sv) == "0-2 unexpected end of data");
  CHECK(utf16_error("\x00\xd8"
                    "a\0"sv) == "0-2 illegal UTF-16 surrogate");
  CHECK(utf16_error("\x00\xdc"sv) == "0-2 illegal encoding");
}

TEST_CASE("UTF-32 errors") {
  CHECK(utf32_error("a\0\0"sv) == "0-3 truncated data");
  CHECK(utf32_error("\0\0\x11\0"sv) == "0-4 code point not in range(0x110000)");
  CHECK(utf32_error("\0\xd8\0\0"sv) == "0-4 code point in surrogate code point range(0xd800, 0xe000)");
}

TEST_CASE("a byte order mark decides the order and is dropped") {
  UcsBuilder out;
  Endian endian = Endian::kDetect;
  auto bytes = "\xfe\xff\0a\x20\xac"sv;
  DecodeResult result = decode_utf16(bytes_of(bytes), bytes.size(), ErrorPolicy::kStrict, true, endian, out);
  CHECK_FALSE(result.failed());
  CHECK(endian == Endian::kBig);
  CHECK(chars_of(out) == U"a\u20AC");
  UcsBuilder wide;
  endian = Endian::kDetect;
  auto wide_bytes = "\xff\xfe\0\0\0\xf6\x01\0"sv;
  decode_utf32(bytes_of(wide_bytes), wide_bytes.size(), ErrorPolicy::kStrict, true, endian, wide);
  CHECK(endian == Endian::kLittle);
  CHECK(chars_of(wide) == U"\U0001F600");
}

TEST_CASE("encoders write pairs and whole code points") {
  Text text(U"a\U0001F600");
  ByteBuilder little;
  encode_utf16(text, 0, ErrorPolicy::kStrict, Endian::kLittle, little);
  CHECK(little.text() == "a\0\x3d\xd8\0\xde"sv);
  ByteBuilder big;
  encode_utf32(text, 0, ErrorPolicy::kStrict, Endian::kBig, big);
  CHECK(big.text() == "\0\0\0a\0\1\xf6\0"sv);
}

TEST_CASE("narrow encodings report the whole run that does not fit") {
  Text text(U"a\u00E9\u20ACb");
  ByteBuilder ascii;
  EncodeResult result = encode_ascii(text, 0, ErrorPolicy::kStrict, ascii);
  CHECK(result.error_start == 1);
  CHECK(result.error_end == 3);
  CHECK(std::string_view(result.reason) == "ordinal not in range(128)");
  ByteBuilder latin;
  result = encode_latin1(text, 0, ErrorPolicy::kStrict, latin);
  CHECK(result.error_start == 2);
  CHECK(latin.text() == "a\xe9");
  ByteBuilder references;
  CHECK_FALSE(encode_ascii(text, 0, ErrorPolicy::kXmlCharRefReplace, references).failed());
  CHECK(references.text() == "a&#233;&#8364;b");
}

TEST_CASE("ASCII decoding stops at the first high byte") {
  UcsBuilder out;
  std::string bytes = std::string(100, 'x') + "\xe9";
  DecodeResult result = decode_ascii(bytes_of(bytes), bytes.size(), ErrorPolicy::kStrict, out);
  CHECK(result.error_start == 100);
  CHECK(out.length() == 100);
}

}  // namespace
}  // namespace rt::text
