#include <cmath>
#include <initializer_list>

#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "tests/unit/runtime/object/support.h"

using namespace rt;
using test::repr;
using test::str;
using test::take_message;
using test::thread;

namespace {

Value n(i64 i) { return Value::small_int(i); }
Ref f(double d) { return make_float(thread(), d); }
Ref tup(std::initializer_list<Value> items) { return make_tuple(thread(), items.begin(), items.size()); }
std::string shown(const Ref& result) { return result ? repr(result) : take_message(); }

Ref power_of_two(int k) { return binary_op_py(thread(), BinaryOp::kPow, n(2), n(k)); }
std::string op(Value a, BinaryOp o, Value b) { return shown(binary_op_py(thread(), o, a, b)); }
std::string call(Value self, const char* method, std::initializer_list<Value> args = {}) {
  Ref function = getattr_py(thread(), self, method);
  return shown(function ? call_with_tuple_py(thread(), function, tup(args), Value()) : Ref());
}
std::string made(Type* type, std::initializer_list<Value> args) {
  return shown(call_with_tuple_py(thread(), type, tup(args), Value()));
}
std::string format(Value v, const char* spec) { return shown(format_py(thread(), v, str(spec))); }

}  // namespace

TEST_SUITE("int") {
  using enum BinaryOp;

  TEST_CASE("values_cross_the_border_of_the_word_and_come_back") {
    Ref big = power_of_two(62);
    CHECK_FALSE(big.get().is_small_int());
    CHECK(repr(big) == "4611686018427387904");
    Ref small = binary_op_py(thread(), kSub, big, n(1));
    CHECK(small.get().is_small_int());
    CHECK(op(n(Value::kMinSmall), kSub, n(1)) == "-4611686018427387905");
  }

  TEST_CASE("division_floors") {
    CHECK(op(n(-7), kFloorDiv, n(2)) == "-4");
    CHECK(op(n(-7), kMod, n(2)) == "1");
    CHECK(op(power_of_two(100), kFloorDiv, n(-3)) == "-422550200076076467165567735126");
    CHECK(op(n(1), kFloorDiv, n(0)) == "ZeroDivisionError: division by zero");
    CHECK(op(n(1), kMod, n(0)) == "ZeroDivisionError: division by zero");
    CHECK(op(n(1), kTrueDiv, n(0)) == "ZeroDivisionError: division by zero");
    CHECK(op(n(-7), kDivmod, n(2)) == "(-4, 1)");
  }

  TEST_CASE("shifts_take_any_count") {
    Ref huge = power_of_two(70);
    CHECK(op(n(-1), kRshift, huge) == "-1");
    CHECK(op(n(5), kRshift, huge) == "0");
    CHECK(op(n(0), kLshift, huge) == "0");
    CHECK(op(n(1), kLshift, huge) == "OverflowError: too many digits in integer");
    CHECK(op(n(1), kLshift, n(-1)) == "ValueError: negative shift count");
    CHECK(op(n(1), kLshift, n(100)) == "1267650600228229401496703205376");
  }

  TEST_CASE("powers") {
    CHECK(op(n(2), kPow, n(-1)) == "0.5");
    CHECK(op(n(0), kPow, n(-1)) == "ZeroDivisionError: zero to a negative power");
    CHECK(shown(power_py(thread(), n(3), n(-1), n(7))) == "5");
    CHECK(shown(power_py(thread(), n(2), n(-1), n(4))) == "ValueError: base is not invertible for the given modulus");
    CHECK(shown(power_py(thread(), n(2), n(3), n(0))) == "ValueError: pow() 3rd argument cannot be 0");
  }

  TEST_CASE("text") {
    CHECK(made(kIntType, {str(" -0x_ff "), n(16)}) == "-255");
    CHECK(made(kIntType, {str("12 3")}) == "ValueError: invalid literal for int() with base 10: '12 3'");
    CHECK(made(kIntType, {str("1"), n(37)}) == "ValueError: int() base must be >= 2 and <= 36, or 0");
    CHECK(made(kIntType, {str("\xd9\xa3\xd9\xa4")}) == "34");  // Arabic-Indic digits
    CHECK(made(kIntType, {n(5), n(5)}) == "TypeError: int() can't convert non-string with explicit base");
    CHECK(made(kIntType, {}) == "0");
    std::string digits(5000, '1');
    CHECK(made(kIntType, {str(digits.c_str())}) ==
          "ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use "
          "sys.set_int_max_str_digits() to increase the limit");
    CHECK(shown(str_py(thread(), binary_op_py(thread(), kPow, n(10), n(5000)))) ==
          "ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() "
          "to increase the limit");
  }

  TEST_CASE("methods") {
    CHECK(call(n(25), "__round__", {n(-1)}) == "20");
    CHECK(call(n(35), "__round__", {n(-1)}) == "40");
    CHECK(call(n(-5), "__round__", {n(-50)}) == "0");
    CHECK(call(n(1024), "to_bytes", {n(2), str("big")}) == "b'\\x04\\x00'");
    CHECK(call(n(-1), "to_bytes", {n(2)}) == "OverflowError: can't convert negative int to unsigned");
    CHECK(call(n(1024), "to_bytes", {n(1)}) == "OverflowError: int too big to convert");
    CHECK(call(n(-5), "bit_length") == "3");
    CHECK(call(n(-5), "bit_count") == "2");
    CHECK(call(n(-5), "as_integer_ratio") == "(-5, 1)");
    CHECK(format(n(1234567), ",") == "'1,234,567'");
    CHECK(format(n(255), "#06x") == "'0x00ff'");
    CHECK(format(n(3), ".2f") == "'3.00'");
    CHECK(format(n(3), "s") == "ValueError: Unknown format code 's' for object of type 'int'");
  }

  TEST_CASE("bools_keep_to_themselves") {
    CHECK(op(kTrue, kAnd, kFalse) == "False");
    CHECK(op(kTrue, kXor, kTrue) == "False");
    CHECK(op(kTrue, kOr, n(2)) == "3");
    CHECK(op(kTrue, kAdd, kTrue) == "2");
    CHECK(call(kTrue, "__int__") == "1");
    CHECK(made(kBoolType, {str("")}) == "False");
  }

  TEST_CASE("subclass_instances_are_objects_with_attributes") {
    Ref dict = make_dict(thread());
    Ref sub = call_py(thread(), kTypeType, str("Sub"), tup({kIntType}), dict);
    REQUIRE(sub);
    Ref big = power_of_two(100), v = call_py(thread(), sub, big);
    REQUIRE(v);
    CHECK(setattr_py(thread(), v, str("tag"), n(1)));
    CHECK(shown(getattr_py(thread(), v, "tag")) == "1");
    CHECK(repr(v) == "1267650600228229401496703205376");
    CHECK(is_exact_int(binary_op_py(thread(), kAdd, v, n(0))));
    Ref zero = call_py(thread(), sub);
    CHECK(setattr_py(thread(), zero, str("tag"), n(2)));
    CHECK(repr(zero) == "0");
    CHECK(equal_py(thread(), zero, n(0)) == 1);
  }
}

TEST_SUITE("float") {
  using enum BinaryOp;

  TEST_CASE("comparison_with_huge_ints_is_exact") {
    Ref almost = binary_op_py(thread(), kAdd, power_of_two(53), n(1));
    CHECK(compare_bool_py(thread(), f(0x1p53), almost, CompareOp::kLt) == 1);
    CHECK(compare_bool_py(thread(), f(INFINITY), power_of_two(5000), CompareOp::kGt) == 1);
    CHECK(compare_bool_py(thread(), f(NAN), n(1), CompareOp::kNe) == 1);
    CHECK(compare_bool_py(thread(), n(1), f(1.0), CompareOp::kEq) == 1);
  }

  TEST_CASE("floor_division_and_modulo") {
    CHECK(op(f(-7.5), kFloorDiv, f(2.0)) == "-4.0");
    CHECK(op(f(-7.5), kMod, f(2.0)) == "0.5");
    CHECK(op(f(-0.0), kMod, f(2.0)) == "0.0");
    CHECK(op(f(1.0), kFloorDiv, n(0)) == "ZeroDivisionError: division by zero");
    CHECK(op(f(1.0), kMod, n(0)) == "ZeroDivisionError: division by zero");
    CHECK(op(f(1.0), kTrueDiv, n(0)) == "ZeroDivisionError: division by zero");
  }

  TEST_CASE("powers") {
    CHECK(op(f(0.0), kPow, n(-1)) == "ZeroDivisionError: zero to a negative power");
    CHECK(op(f(1e300), kPow, n(2)) == "OverflowError: (34, 'Numerical result out of range')");
    CHECK(op(n(-8), kPow, f(0.5)) == "(1.7319121124709868e-16+2.8284271247461903j)");
    CHECK(op(f(1.0), kPow, f(NAN)) == "1.0");
  }

  TEST_CASE("methods") {
    CHECK(call(f(1.5), "hex") == "'0x1.8000000000000p+0'");
    CHECK(call(kFloatType, "fromhex", {str("0x1p5000")}) ==
          "OverflowError: hexadecimal value too large to represent as a float");
    CHECK(call(f(0.75), "as_integer_ratio") == "(3, 4)");
    CHECK(call(f(2.5), "__round__") == "2");
    CHECK(call(f(2.675), "__round__", {n(2)}) == "2.67");
    CHECK(call(f(INFINITY), "__trunc__") == "OverflowError: cannot convert float infinity to integer");
    CHECK(made(kFloatType, {str(" 1_0.5 ")}) == "10.5");
    CHECK(made(kFloatType, {str("x")}) == "ValueError: could not convert string to float: 'x'");
    CHECK(made(kIntType, {f(NAN)}) == "ValueError: cannot convert float NaN to integer");
    CHECK(format(f(3.14159), "+.2f") == "'+3.14'");
    CHECK(format(f(1.0), "x") == "ValueError: Unknown format code 'x' for object of type 'float'");
  }

  TEST_CASE("nan_hashes_by_identity") {
    i64 a, b;
    Ref x = f(NAN), y = f(NAN);
    CHECK(hash_py(thread(), x, &a));
    CHECK(hash_py(thread(), y, &b));
    CHECK(a != b);
    CHECK(hash_py(thread(), f(1.0), &a));
    CHECK(a == 1);
  }
}

TEST_SUITE("complex") {
  using enum BinaryOp;

  TEST_CASE("arithmetic_and_text") {
    Ref z = make_complex(thread(), 1, -0.0);
    CHECK(repr(z) == "(1-0j)");
    CHECK(repr(make_complex(thread(), -0.0, 1)) == "(-0+1j)");
    CHECK(repr(make_complex(thread(), 0, 2)) == "2j");
    CHECK(op(make_complex(thread(), 0, 1), kPow, n(2)) == "(-1+0j)");
    CHECK(op(make_complex(thread(), 0, 1), kTrueDiv, n(0)) == "ZeroDivisionError: division by zero");
    CHECK(made(kComplexType, {str("1+2j")}) == "(1+2j)");
    CHECK(made(kComplexType, {str("1+")}) == "ValueError: complex() arg is a malformed string");
    CHECK(compare_bool_py(thread(), make_complex(thread(), 3, 0), n(3), CompareOp::kEq) == 1);
  }
}
