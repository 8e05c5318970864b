#include "runtime/num/mpint.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "runtime/num/int_text.h"

namespace rt::num {
namespace {

BigBuf big(const char* text) {
  ParsedInt parsed = parse_int(text, 0);
  REQUIRE(parsed.status == IntParseStatus::kOk);
  return parsed.is_small ? from_int64(parsed.small) : std::move(parsed.big);
}

std::string text_of(BigView value) {
  std::string out(big_text_bound(value, 10), '\0');
  out.resize(write_big(value, 10, out.data()));
  return out;
}

TEST_CASE("sums and products cross the sign and the limb") {
  CHECK(text_of(add(big("18446744073709551615"), big("1"))) == "18446744073709551616");
  CHECK(text_of(add(big("-5"), big("5"))) == "0");
  CHECK_FALSE(add(big("-5"), big("5")).negative());
  CHECK(text_of(sub(big("0"), big("18446744073709551616"))) == "-18446744073709551616");
  CHECK(text_of(sub(big("-3"), big("-5"))) == "2");
  CHECK(text_of(mul(big("-100000000000000000000"), big("100000000000000000000"))) ==
        "-10000000000000000000000000000000000000000");
}

TEST_CASE("a buffer keeps its value when it is moved, inline or on the heap") {
  BigBuf small = from_int64(-7);
  BigBuf large = pow(SmallBig(10), 200);
  std::string expected = text_of(large);
  BigBuf a = std::move(small);
  BigBuf b = std::move(large);
  CHECK(text_of(a) == "-7");
  CHECK(text_of(b) == expected);
  CHECK(small.is_zero());
  a = std::move(b);
  CHECK(text_of(a) == expected);
}

TEST_CASE("division floors and the remainder has the divisor's sign") {
  BigBuf a = pow(SmallBig(10), 50);
  DivMod parts = floor_divmod(a, big("-100000000000000000007"));
  CHECK(text_of(parts.quotient) == "-999999999999999999930000000001");
  CHECK(text_of(parts.remainder) == "-99999999510000000007");
  CHECK(text_of(floor_mod(big("-18446744073709551617"), big("10"))) == "3");
  CHECK(text_of(floor_div(big("-1"), a)) == "-1");
  CHECK(text_of(floor_mod(a, big("-3"))) == "-2");
}

TEST_CASE("true division rounds once, down to the subnormals") {
  CHECK(true_divide(pow(SmallBig(10), 400), mul(SmallBig(3), pow(SmallBig(10), 399))).value == 3.3333333333333335);
  CHECK(true_divide(SmallBig(1), pow(SmallBig(10), 310)).value == 1e-310);
  CHECK(true_divide(add(shift_left(SmallBig(1), 1074), SmallBig(1)), shift_left(SmallBig(1), 2148)).value == 5e-324);
  CHECK(std::signbit(true_divide(SmallBig(0), SmallBig(-5)).value));
  CHECK(true_divide(pow(SmallBig(10), 400), SmallBig(1)).status == DivideStatus::kOverflow);
  CHECK(true_divide(SmallBig(1), SmallBig(0)).status == DivideStatus::kZeroDivision);
}

TEST_CASE("powers, also modular and inverse") {
  CHECK(text_of(pow(SmallBig(-2), 101)) == "-2535301200456458802993406410752");
  CHECK(text_of(pow(SmallBig(0), 0)) == "1");
  CHECK(text_of(pow(SmallBig(12), 20)) == "3833759992447475122176");
  BigBuf modulus = add(pow(SmallBig(10), 30), SmallBig(57));
  CHECK(text_of(pow_mod(SmallBig(3), pow(SmallBig(10), 20), modulus).value) == "432022735502812758199986491015");
  CHECK(text_of(pow_mod(SmallBig(7), SmallBig(-1), modulus).value) == "428571428571428571428571428596");
  CHECK(text_of(pow_mod(SmallBig(3), SmallBig(1000), neg(shift_left(SmallBig(1), 70))).value) ==
        "-30690180450627331295");
  CHECK(pow_mod(SmallBig(6), SmallBig(-1), SmallBig(9)).status == PowModStatus::kNotInvertible);
  CHECK(pow_mod(SmallBig(6), SmallBig(1), SmallBig(0)).status == PowModStatus::kZeroModulus);
  CHECK(pow_mod(SmallBig(6), SmallBig(0), SmallBig(1)).value.is_zero());
}

TEST_CASE("results beyond all memory are refused, not attempted") {
  CHECK_FALSE(pow(SmallBig(3), std::uint64_t{1} << 40).ok());
  CHECK_FALSE(shift_left(SmallBig(1), std::uint64_t{1} << 60).ok());
  CHECK(pow(SmallBig(1), ~std::uint64_t{0}).ok());
}

TEST_CASE("gcd and integer square root") {
  BigBuf a = mul(SmallBig(6), pow(SmallBig(10), 40));
  BigBuf b = mul(SmallBig(-15), pow(SmallBig(10), 39));
  CHECK(text_of(gcd(a, b)) == "15000000000000000000000000000000000000000");
  CHECK(text_of(gcd(SmallBig(0), b)) == text_of(abs(b)));
  CHECK(text_of(isqrt(pow(SmallBig(10), 61))) == "3162277660168379331998893544432");
}

TEST_CASE("bit operations work on endless two's complement") {
  BigBuf low = neg(shift_left(SmallBig(1), 70));
  CHECK(bit_and(low, add(shift_left(SmallBig(1), 65), SmallBig(12345))).is_zero());
  CHECK(text_of(bit_or(low, SmallBig(12345))) == "-1180591620717411291079");
  CHECK(text_of(bit_xor(low, shift_left(SmallBig(1), 64))) == "-1162144876643701751808");
  CHECK(text_of(bit_xor(shift_left(SmallBig(-1), 64), SmallBig(-1))) == "18446744073709551615");
  CHECK(text_of(bit_and(big("-18446744073709551615"), SmallBig(-2))) == "-18446744073709551616");
  CHECK(text_of(bit_not(SmallBig(-1))) == "0");
  CHECK(text_of(shift_right(sub(low, SmallBig(1)), 3)) == "-147573952589676412929");
  CHECK(text_of(shift_right(SmallBig(-1), 1000)) == "-1");
  CHECK(bit_length(low) == 71);
  CHECK(bit_count(low) == 1);
}

TEST_CASE("conversion to and from doubles is exact or rounds half to even") {
  CHECK(to_double(big("9007199254740993")) == 9007199254740992.0);
  CHECK(to_double(big("9007199254740995")) == 9007199254740996.0);
  CHECK(to_double(add(shift_left(big("9007199254740993"), 100), SmallBig(1))) == std::ldexp(9007199254740994.0, 100));
  CHECK_FALSE(to_double(shift_left(SmallBig(1), 1024)).has_value());
  CHECK(text_of(from_double(-1e23)) == "-99999999999999991611392");
  CHECK(from_double(0.99).is_zero());
  CHECK(compare_double(big("9007199254740993"), 9007199254740992.0) == 1);
  CHECK(compare_double(big("-1"), -0.5) == -1);
  CHECK(compare_double(pow(SmallBig(10), 400), std::numeric_limits<double>::infinity()) == -1);
}

TEST_CASE("the ends of int64 fit, their neighbours do not") {
  CHECK(to_int64(big("-9223372036854775808")) == std::numeric_limits<std::int64_t>::min());
  CHECK_FALSE(fits_int64(big("9223372036854775808")));
  CHECK_FALSE(fits_int64(big("-9223372036854775809")));
  CHECK(to_uint64_wrapping(big("-1")) == ~std::uint64_t{0});
}

TEST_CASE("bytes in both orders, signed and unsigned") {
  std::uint8_t out[10];
  CHECK(to_bytes(SmallBig(-128), out, 1, ByteOrder::kBig, true) == ToBytesStatus::kOk);
  CHECK(out[0] == 0x80);
  CHECK(to_bytes(SmallBig(128), out, 1, ByteOrder::kBig, true) == ToBytesStatus::kTooBig);
  CHECK(to_bytes(SmallBig(-1), out, 1, ByteOrder::kBig, false) == ToBytesStatus::kNegative);
  BigBuf value = sub(neg(shift_left(SmallBig(1), 72)), SmallBig(1));
  CHECK(to_bytes(value, out, 10, ByteOrder::kLittle, true) == ToBytesStatus::kOk);
  CHECK(out[0] == 0xFF);
  CHECK(out[9] == 0xFE);
  CHECK(equal(from_bytes(out, 10, ByteOrder::kLittle, true), value));
  CHECK(to_bytes(value, out, 10, ByteOrder::kBig, true) == ToBytesStatus::kOk);
  CHECK(equal(from_bytes(out, 10, ByteOrder::kBig, true), value));
}

TEST_CASE("ints hash modulo 2**61 - 1") {
  CHECK(hash_big(pow(SmallBig(2), 100)) == 549755813888);
  CHECK(hash_big(pow(SmallBig(10), 30)) == 465258685558744706);
  CHECK(hash_big(neg(shift_left(SmallBig(1), 61))) == -2);
}

}  // namespace
}  // namespace rt::num
