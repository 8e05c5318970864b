#include "runtime/num/int_text.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

namespace rt::num {
namespace {

bool parses_to(std::string_view text, int base, std::int64_t expected) {
  ParsedInt parsed = parse_int(text, base);
  return parsed.status == IntParseStatus::kOk && parsed.is_small && parsed.small == expected;
}

bool is_invalid(std::string_view text, int base) { return parse_int(text, base).status == IntParseStatus::kInvalid; }

TEST_CASE("prefixes count when the base allows them") {
  CHECK(parses_to("0x1f", 16, 31));
  CHECK(parses_to("0X_1f", 0, 31));
  CHECK(parses_to("-0b101", 0, -5));
  CHECK(parses_to("0o17", 0, 15));
  CHECK(parses_to("0b1", 16, 0xB1));
  CHECK(parses_to("zz", 36, 35 * 36 + 35));
  CHECK(is_invalid("0x1f", 10));
  CHECK(is_invalid("0x", 16));
}

TEST_CASE("base zero refuses leading zeros except in zero") {
  CHECK(parses_to("000", 0, 0));
  CHECK(parses_to("0_0", 0, 0));
  CHECK(is_invalid("010", 0));
  CHECK(parses_to("010", 10, 10));
}

TEST_CASE("underscores stand alone between digits") {
  CHECK(parses_to(" 1_000 ", 10, 1000));
  CHECK(is_invalid("1__0", 10));
  CHECK(is_invalid("_1", 10));
  CHECK(is_invalid("1_", 10));
}

TEST_CASE("what is no int is refused") {
  CHECK(is_invalid("", 10));
  CHECK(is_invalid("+-1", 10));
  CHECK(is_invalid("- 1", 10));
  CHECK(is_invalid("12", 2));
  CHECK(
      is_invalid("\x1c"
                 "5",
                 10));
  CHECK(parses_to("\v5\n", 10, 5));
  CHECK(parse_int("1", 37).status == IntParseStatus::kBadBase);
  CHECK(parse_int("1", 1).status == IntParseStatus::kBadBase);
}

TEST_CASE("the limit is on decimal digits, powers of two are free") {
  CHECK(parse_int("12345", 10, 4).status == IntParseStatus::kTooManyDigits);
  CHECK(parse_int("12345", 10, 5).status == IntParseStatus::kOk);
  CHECK(parse_int("12345", 16, 4).status == IntParseStatus::kOk);
  CHECK(parse_int("1234_5", 10).digits == 5);
}

TEST_CASE("the smallest int64 parses as a small int") {
  CHECK(parses_to("-9223372036854775808", 10, std::numeric_limits<std::int64_t>::min()));
  CHECK_FALSE(parse_int("9223372036854775808", 10).is_small);
}

TEST_CASE("printing in any base") {
  char buffer[kMaxInt64Text];
  CHECK(std::string(buffer, write_int64(std::numeric_limits<std::int64_t>::min(), buffer)) == "-9223372036854775808");
  CHECK(std::string(buffer, write_int64_base(-255, 16, buffer)) == "-ff");
  ParsedInt parsed = parse_int("-zyxwvutsrqponmlkjihgfedcba9876543210", 36);
  std::string out(big_text_bound(parsed.big, 36), '\0');
  out.resize(write_big(parsed.big, 36, out.data()));
  CHECK(out == "-zyxwvutsrqponmlkjihgfedcba9876543210");
}

TEST_CASE("digit bounds are exact or one too large") {
  for (unsigned n : {1u, 17u, 100u, 4300u, 20000u}) {
    BigBuf power = pow(SmallBig(10), n);
    std::size_t bound = decimal_digits_at_most(power);
    CHECK(bound >= n + 1);
    CHECK(bound <= n + 2);
    CHECK_FALSE(surely_exceeds_decimal_digits(power, n + 1));
  }
  CHECK(surely_exceeds_decimal_digits(pow(SmallBig(10), 5000), 4300));
}

}  // namespace
}  // namespace rt::num
