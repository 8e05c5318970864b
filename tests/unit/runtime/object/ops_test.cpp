#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/numbers/slice.h"
#include "tests/unit/runtime/object/support.h"

using namespace rt;
using namespace rt::test;

namespace {
Value small(i64 n) { return Value::small_int(n); }
}  // namespace

TEST_CASE("small_int_arithmetic_floors_and_grows") {
  Thread& t = thread();
  CHECK(binary_op_py(t, BinaryOp::kFloorDiv, small(-7), small(2)).get() == small(-4));
  CHECK(binary_op_py(t, BinaryOp::kMod, small(-7), small(2)).get() == small(1));
  CHECK(repr(binary_op_py(t, BinaryOp::kAdd, small(Value::kMaxSmall), small(1))) == "4611686018427387904");
  CHECK(repr(binary_op_py(t, BinaryOp::kFloorDiv, small(Value::kMinSmall), small(-1))) == "4611686018427387904");
  CHECK(repr(binary_op_py(t, BinaryOp::kLshift, small(1), small(70))) == "1180591620717411303424");
  CHECK(!binary_op_py(t, BinaryOp::kMod, small(1), small(0)));
  CHECK(take_message().starts_with("ZeroDivisionError: "));
}

TEST_CASE("operators_name_the_operand_types_they_cannot_join") {
  Thread& t = thread();
  Ref text = str("a");
  CHECK(!binary_op_py(t, BinaryOp::kAdd, small(1), text));
  CHECK(take_message() == "TypeError: unsupported operand type(s) for +: 'int' and 'str'");
  CHECK(!inplace_op_py(t, BinaryOp::kSub, small(1), text));
  CHECK(take_message() == "TypeError: unsupported operand type(s) for -=: 'int' and 'str'");
  CHECK(!unary_op_py(t, UnaryOp::kNeg, text));
  CHECK(take_message() == "TypeError: bad operand type for unary -: 'str'");
  CHECK(!compare_py(t, small(1), text, CompareOp::kLt));
  CHECK(take_message() == "TypeError: '<' not supported between instances of 'int' and 'str'");
}

TEST_CASE("sequences_repeat_and_containers_complain") {
  Thread& t = thread();
  Ref list = make_list(t);
  list_append(t, as_list(list), small(1));
  CHECK(repr(binary_op_py(t, BinaryOp::kMul, small(3), list)) == "[1, 1, 1]");
  CHECK(!binary_op_py(t, BinaryOp::kMul, list, kPlusZero));
  CHECK(take_message() == "TypeError: can't multiply sequence by non-int of type 'float'");
  i64 hash;
  CHECK(!hash_py(t, list, &hash));
  CHECK(take_message() == "TypeError: unhashable type: 'list'");
  CHECK(len_py(t, small(1)) == -1);
  CHECK(take_message() == "TypeError: object of type 'int' has no len()");
  CHECK(!getitem_py(t, Value(kIntType), small(0)));
  CHECK(take_message() == "TypeError: type 'int' is not subscriptable");
}

TEST_CASE("slices_clamp_to_the_length") {
  Thread& t = thread();
  i64 start, stop, step;
  Ref slice = make_slice(t, small(-3), kNone, kNone);
  CHECK(slice_indices_py(t, slice, 10, &start, &stop, &step) == 3);
  CHECK(start == 7);
  slice = make_slice(t, kNone, kNone, small(-2));
  CHECK(slice_indices_py(t, slice, 5, &start, &stop, &step) == 3);
  CHECK(start == 4);
  CHECK(stop == -1);
  slice = make_slice(t, kNone, kNone, small(0));
  CHECK(slice_indices_py(t, slice, 5, &start, &stop, &step) == -1);
  CHECK(take_message() == "ValueError: slice step cannot be zero");
}

TEST_CASE("sum_of_floats_is_compensated") {
  Thread& t = thread();
  Ref list = make_list(t);
  Ref tenth = make_float(t, 0.1);
  for (int i = 0; i < 10; ++i) list_append(t, as_list(list), tenth.get());
  CHECK(repr(call_py(t, builtin("sum"), list)) == "1.0");
}

TEST_CASE("zip_and_enumerate_pair_items") {
  Thread& t = thread();
  Ref items = make_tuple(t, small(7), small(8));
  Ref pairs = call_py(t, Value(kEnumerateType), items, small(5));
  CHECK(pairs);
  CHECK(repr(to_list_py(t, pairs)) == "[(5, 7), (6, 8)]");
  Ref zipped = call_py(t, Value(kZipType), items, items);
  CHECK(repr(to_list_py(t, zipped)) == "[(7, 7), (8, 8)]");
  Ref backwards = call_py(t, Value(kReversedType), items);
  CHECK(repr(to_tuple_py(t, backwards)) == "(8, 7)");
}
