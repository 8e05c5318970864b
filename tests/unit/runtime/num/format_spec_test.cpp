#include "runtime/num/format_spec.h"

#include <doctest/doctest.h>

#include <string>

#include "runtime/num/int_text.h"

namespace rt::num {
namespace {

FormatError parse(std::string_view text, FormatSpec& spec, bool is_number = true) {
  auto* units = reinterpret_cast<const std::uint8_t*>(text.data());
  return parse_format_spec(std::span<const std::uint8_t>(units, text.size()), is_number, spec);
}

std::string text_of(const Layout& layout) {
  auto fill = [&](std::size_t count) { return std::string(count, static_cast<char>(layout.fill)); };
  std::string body =
      layout.is_char ? std::string(1, static_cast<char>(layout.character)) : std::string(layout.body.text());
  return fill(layout.before) + layout.head + fill(layout.between) + body + fill(layout.after);
}

template <typename Format>
std::string run(std::string_view spec_text, const char* type_name, Format format) {
  FormatSpec spec;
  Layout layout;
  FormatError error = parse(spec_text, spec);
  if (!error) error = format(spec, layout);
  return error ? format_error_message(error, spec_text, type_name) : text_of(layout);
}

std::string format_of(int value, std::string_view spec) {
  return run(spec, "int", [&](const FormatSpec& s, Layout& l) { return format_int64(value, s, l); });
}
std::string format_of(double value, std::string_view spec) {
  return run(spec, "float", [&](const FormatSpec& s, Layout& l) { return format_double(value, s, l); });
}
std::string format_of(double real, double imag, std::string_view spec) {
  return run(spec, "complex", [&](const FormatSpec& s, Layout& l) { return format_complex(real, imag, s, l); });
}
std::string format_of(std::string_view value, std::string_view spec_text) {
  FormatSpec spec;
  StringLayout layout;
  FormatError error = parse(spec_text, spec, false);
  if (!error) error = layout_string(value.size(), spec, layout);
  if (error) return format_error_message(error, spec_text, "str");
  char fill = static_cast<char>(spec.fill);
  return std::string(layout.before, fill) + std::string(value.substr(0, layout.take)) + std::string(layout.after, fill);
}

TEST_CASE("ints in all bases with sign, prefix and alignment") {
  CHECK(format_of(42, "") == "42");
  CHECK(format_of(42, "+5d") == "  +42");
  CHECK(format_of(-5, "#010x") == "-0x0000005");
  CHECK(format_of(255, "#X") == "0XFF");
  CHECK(format_of(5, "<5") == "5    ");
  CHECK(format_of(5, "*^6") == "**5***");
  CHECK(format_of(-5, "*=6") == "-****5");
  CHECK(format_of(65, "3c") == "  A");
  CHECK(format_of(10, "b") == "1010");
}

TEST_CASE("padding zeros take part in the grouping") {
  CHECK(format_of(1234567, ",") == "1,234,567");
  CHECK(format_of(1234, "08,") == "0,001,234");
  CHECK(format_of(0xABCDEF, "_x") == "ab_cdef");
  CHECK(format_of(1234567.891, "020,.2f") == "0,000,001,234,567.89");
  CHECK(format_of(1234, "*>9,") == "****1,234");
}

TEST_CASE("a large int formats like a small one") {
  Layout layout;
  FormatSpec spec;
  REQUIRE_FALSE(parse("_b", spec));
  REQUIRE_FALSE(format_big(shift_left(SmallBig(1), 70), spec, layout));
  CHECK(layout.body.size() == 71 + 17);
  CHECK(layout.body.text().substr(0, 9) == "100_0000_");
}

TEST_CASE("floats with and without type") {
  CHECK(format_of(1.0, "") == "1.0");
  CHECK(format_of(123.0, ".2") == "1.2e+02");
  CHECK(format_of(1e16, "#") == "1.e+16");
  CHECK(format_of(-0.001, "z.1f") == "0.0");
  CHECK(format_of(0.5, "%") == "50.000000%");
  CHECK(format_of(3.14159, " .2f") == " 3.14");
  CHECK(format_of(1e308 * 10, "010") == "0000000inf");
  CHECK(format_of(0.123456789, ".9_f") == "0.123_456_789");
}

TEST_CASE("complex numbers pad as a whole") {
  CHECK(format_of(3.0, 4.0, "") == "(3+4j)");
  CHECK(format_of(0.0, -1.5, "") == "-1.5j");
  CHECK(format_of(1.0, 2.0, "12.1f") == "    1.0+2.0j");
  CHECK(format_of(1.0, 2.0, "05") == "Zero padding is not allowed in complex format specifier");
}

TEST_CASE("strings are cut and padded") {
  CHECK(format_of("abc", "5") == "abc  ");
  CHECK(format_of("abc", ">5.2") == "   ab");
  CHECK(format_of("abc", "^6s") == " abc  ");
  CHECK(format_of("abc", "05") == "abc00");
}

TEST_CASE("errors say what is wrong") {
  CHECK(format_of(1, "5zz") == "Invalid format specifier '5zz' for object of type 'int'");
  CHECK(format_of(1, ".2d") == "Precision not allowed in integer format specifier");
  CHECK(format_of(1, "s") == "Unknown format code 's' for object of type 'int'");
  CHECK(format_of(1, ",_d") == "Cannot specify both ',' and '_'.");
  CHECK(format_of(1, ",x") == "Cannot specify ',' with 'x'.");
  CHECK(format_of(-1, "c") == "%c arg not in range(0x110000)");
  CHECK(format_of(1, "+c") == "Sign not allowed with integer format specifier 'c'");
  CHECK(format_of(1.0, ".f") == "Format specifier missing precision");
  CHECK(format_of(1.0, "99999999999999999999") == "Too many decimal digits in format string");
  CHECK(format_of("a", ",") == "Cannot specify ',' with 's'.");
  CHECK(format_of("a", "x") == "Unknown format code 'x' for object of type 'str'");
  CHECK(format_of("a", "=5") == "'=' alignment not allowed in string format specifier");
  CHECK(format_of("a", " ") == "Space not allowed in string format specifier");
  CHECK(format_of("a", "\x01") == "Unknown format code '\\x1' for object of type 'str'");
}

TEST_CASE("the fill may be any character") {
  const char32_t text[] = U"\u20AC>5";
  FormatSpec spec;
  REQUIRE_FALSE(parse_format_spec(std::span<const char32_t>(text, 3), true, spec));
  CHECK(spec.fill == 0x20AC);
  CHECK(spec.align == '>');
  CHECK(spec.width == 5);
}

}  // namespace
}  // namespace rt::num
