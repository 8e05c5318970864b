#include "runtime/num/float_text.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

namespace rt::num {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::string repr(double value) {
  char buffer[kMaxFloatRepr];
  return {buffer, write_float_repr(value, buffer)};
}

std::string hex(double value) {
  char buffer[kMaxFloatRepr];
  return {buffer, write_float_hex(value, buffer)};
}

std::string formatted(double value, char type, int precision, bool alternate = false) {
  text::ByteBuilder out;
  FloatStyle style;
  style.type = type;
  style.precision = precision;
  style.alternate = alternate;
  append_float(out, value, style);
  return std::string(out.text());
}

std::optional<double> parse_float_of(std::string_view text) {
  bool no_memory = false;
  return parse_float(text, &no_memory);
}

std::optional<ComplexValue> parse_complex_of(std::string_view text) {
  bool no_memory = false;
  return parse_complex(text, &no_memory);
}

TEST_CASE("repr is the shortest text that reads back") {
  CHECK(repr(0.1) == "0.1");
  CHECK(repr(1.0) == "1.0");
  CHECK(repr(-0.0) == "-0.0");
  CHECK(repr(1e16) == "1e+16");
  CHECK(repr(9999999999999998.0) == "9999999999999998.0");
  CHECK(repr(123456789012345680.0) == "1.2345678901234568e+17");
  CHECK(repr(0.0001) == "0.0001");
  CHECK(repr(0.00001) == "1e-05");
  CHECK(repr(5e-324) == "5e-324");
  CHECK(repr(1.7976931348623157e308) == "1.7976931348623157e+308");
  CHECK(repr(-kInfinity) == "-inf");
  CHECK(repr(-std::nan("")) == "nan");
  char buffer[kMaxFloatRepr];
  CHECK(std::string(buffer, write_float_repr(2.0, buffer, false)) == "2");
}

TEST_CASE("presentation types round correctly") {
  CHECK(formatted(2.675, 'f', 2) == "2.67");
  CHECK(formatted(0.5, 'f', 0) == "0");
  CHECK(formatted(1.5, 'f', 0) == "2");
  CHECK(formatted(1.0, 'f', 0, true) == "1.");
  CHECK(formatted(12345.678, 'e', 3) == "1.235e+04");
  CHECK(formatted(1.0, 'E', 0, true) == "1.E+00");
  CHECK(formatted(1234567.0, 'g', 6) == "1.23457e+06");
  CHECK(formatted(100000.0, 'g', 6) == "100000");
  CHECK(formatted(1.0, 'g', 4, true) == "1.000");
  CHECK(formatted(0.0001, 'G', 6) == "0.0001");
  CHECK(formatted(0.00001234, 'G', 6) == "1.234E-05");
  CHECK(formatted(0.25, '%', 1) == "25.0%");
  CHECK(formatted(kInfinity, 'F', 6) == "INF");
  CHECK(formatted(0.1, 'f', 1200).size() == 1202);
}

TEST_CASE("the z option drops the sign of what rounds to zero") {
  text::ByteBuilder out;
  FloatStyle style;
  style.type = 'f';
  style.precision = 1;
  style.no_negative_zero = true;
  append_float(out, -0.01, style);
  CHECK(out.text() == "0.0");
}

TEST_CASE("float() takes numbers, words and single underscores") {
  CHECK(parse_float_of("1_000.5_0e1_0") == 1000.50e10);
  CHECK(parse_float_of(".5") == 0.5);
  CHECK(parse_float_of("5.") == 5.0);
  CHECK(parse_float_of("+1e400") == kInfinity);
  CHECK(parse_float_of("-InFiNiTy") == -kInfinity);
  CHECK(std::isnan(*parse_float_of("nan")));
  for (const char* bad : {"", ".", "1__0", "_1", "1_", "1_.5", "e5", "0x10", "infi", "nan()", "1e", "+-1", "1 "}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_float_of(bad).has_value());
  }
}

TEST_CASE("complex() takes both parts or one") {
  auto is = [](const char* text, double real, double imag) {
    auto value = parse_complex_of(text);
    return value && value->real == real && value->imag == imag;
  };
  CHECK(is("1+2j", 1, 2));
  CHECK(is("(1e3-j)", 1000, -1));
  CHECK(is("j", 0, 1));
  CHECK(is("-2.5J", 0, -2.5));
  CHECK(is("3", 3, 0));
  for (const char* bad : {"", "1+2", "1+-2j", "(1", "1j+2", "1 + 2j", "()"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_complex_of(bad).has_value());
  }
}

TEST_CASE("hexadecimal floats in both directions") {
  CHECK(hex(0.1) == "0x1.999999999999ap-4");
  CHECK(hex(-0.0) == "-0x0.0p+0");
  CHECK(hex(5e-324) == "0x0.0000000000001p-1022");
  CHECK(parse_float_hex(" 0x1.8p-1075 ").value == 5e-324);
  CHECK(parse_float_hex("0x1.fffffffffffff8p1022").value == 8.98846567431158e+307);
  CHECK(parse_float_hex("-a.8").value == -10.5);
  CHECK(parse_float_hex("0x1p1024").status == HexFloatStatus::kOverflow);
  CHECK(parse_float_hex("0x1.fffffffffffff8p1023").status == HexFloatStatus::kOverflow);
  for (const char* bad : {"", "0x", ".", "0x1p", "1.2.3", "0x1 p0"}) {
    CAPTURE(bad);
    CHECK(parse_float_hex(bad).status == HexFloatStatus::kInvalid);
  }
}

TEST_CASE("round goes to even on the exact decimal value") {
  CHECK(round_to_digits(2.675, 2) == 2.67);
  CHECK(round_to_digits(0.5, 0) == 0.0);
  CHECK(round_to_digits(15.0, -1) == 20.0);
  CHECK(round_to_digits(25.0, -1) == 20.0);
  CHECK(round_to_digits(9.999999999999999e22, -22) == 1e23);
  CHECK(round_to_digits(6.0, -1) == 10.0);
  CHECK(std::signbit(*round_to_digits(-4.0, -1)));
  CHECK(round_to_digits(1e-300, 400) == 1e-300);
  CHECK_FALSE(round_to_digits(1.7976931348623157e308, -308).has_value());
  CHECK(round_half_even(2.5) == 2.0);
  CHECK(round_half_even(-3.5) == -4.0);
}

TEST_CASE("floats hash like the equal int, fractions modulo 2**61 - 1") {
  CHECK(hash_double(3.0) == 3);
  CHECK(hash_double(-1.0) == -2);
  CHECK(hash_double(0.5) == 1152921504606846976);
  CHECK(hash_double(1e300) == 1224995262755759164);
  CHECK(hash_double(-1.5) == -1152921504606846977);
  CHECK(hash_double(5e-324) == 16777216);
  CHECK(hash_double(-kInfinity) == -kHashInf);
  CHECK(hash_complex(hash_double(1.0), hash_double(2.0)) == 2000007);
}

TEST_CASE("a float is the ratio of two ints") {
  IntegerRatio ratio = as_integer_ratio(-0.75);
  CHECK(to_int64(ratio.numerator) == -3);
  CHECK(to_int64(ratio.denominator) == 4);
  CHECK(bit_length(as_integer_ratio(1e300).numerator) == 997);
  CHECK(bit_length(as_integer_ratio(5e-324).denominator) == 1075);
  CHECK(is_integer(-3.0));
  CHECK_FALSE(is_integer(kInfinity));
}

}  // namespace
}  // namespace rt::num
