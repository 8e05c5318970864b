#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/slice.h"

#include <initializer_list>

#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "tests/unit/runtime/object/support.h"

using namespace rt;
using test::repr;
using test::str;
using test::take_message;
using test::thread;

namespace {

Value n(i64 i) { return Value::small_int(i); }
Ref b(std::string_view s) { return make_bytes(thread(), s); }
Ref ba(std::string_view s) { return make_bytearray(thread(), s); }
Ref tup(std::initializer_list<Value> items) { return make_tuple(thread(), items.begin(), items.size()); }
Ref list(std::initializer_list<Value> items) { return make_list(thread(), items.begin(), items.size()); }
Ref slice(Value start, Value stop, Value step = kNone) { return make_slice(thread(), start, stop, step); }
std::string shown(const Ref& result) { return result ? repr(result) : take_message(); }
std::string call(Value self, const char* method, std::initializer_list<Value> args = {}) {
  Ref function = getattr_py(thread(), self, method);
  return shown(function ? call_with_tuple_py(thread(), function, tup(args), Value()) : Ref());
}
std::string made(Type* type, std::initializer_list<Value> args) {
  return shown(call_with_tuple_py(thread(), type, tup(args), Value()));
}
std::string item(Value v, Value key) { return shown(getitem_py(thread(), v, key)); }
std::string set(Value v, Value key, Value value) {
  return setitem_py(thread(), v, key, value) ? repr(v) : take_message();
}

}  // namespace

TEST_SUITE("bytes") {
  TEST_CASE("construction") {
    CHECK(made(kBytesType, {n(3)}) == "b'\\x00\\x00\\x00'");
    CHECK(made(kBytesType, {n(-1)}) == "ValueError: negative count");
    CHECK(made(kBytesType, {list({n(65), n(66)})}) == "b'AB'");
    CHECK(made(kBytesType, {list({n(256)})}) == "ValueError: bytes must be in range(0, 256)");
    CHECK(made(kBytesType, {str("a")}) == "TypeError: string argument without an encoding");
    CHECK(made(kBytesType, {str("\xc3\xa9"), str("latin-1")}) == "b'\\xe9'");
    CHECK(made(kBytesType, {}) == "b''");
  }

  TEST_CASE("items_and_slices") {
    Ref v = b("abcdef");
    CHECK(item(v, n(-1)) == "102");
    CHECK(item(v, n(6)) == "IndexError: index out of range");
    CHECK(item(v, str("x")) == "TypeError: byte indices must be integers or slices, not str");
    CHECK(item(v, slice(n(1), n(3))) == "b'bc'");
    CHECK(item(v, slice(kNone, kNone, n(-2))) == "b'fdb'");
    CHECK(contains_py(thread(), v, b("cd")) == 1);
    CHECK(contains_py(thread(), v, n(300)) == -1);
    CHECK(take_message() == "ValueError: byte must be in range(0, 256)");
  }

  TEST_CASE("searching") {
    Ref v = b("abcabc");
    CHECK(call(v, "find", {b("c"), n(3)}) == "5");
    CHECK(call(v, "rfind", {n(97)}) == "3");
    CHECK(call(v, "index", {b("x")}) == "ValueError: subsection not found");
    CHECK(call(v, "count", {b("")}) == "7");
    CHECK(call(v, "find", {str("a")}) == "TypeError: argument should be integer or bytes-like object, not 'str'");
    CHECK(call(v, "startswith", {tup({b("x"), b("ab")})}) == "True");
    CHECK(call(v, "startswith", {b(""), n(7)}) == "False");
    CHECK(call(v, "replace", {b("b"), b("--"), n(1)}) == "b'a--cabc'");
    CHECK(call(v, "partition", {b("ca")}) == "(b'ab', b'ca', b'bc')");
  }

  TEST_CASE("splitting_and_joining") {
    CHECK(call(b(" a  b "), "split") == "[b'a', b'b']");
    CHECK(call(b("a,b,c"), "rsplit", {b(","), n(1)}) == "[b'a,b', b'c']");
    CHECK(call(b("a\r\nb\n"), "splitlines", {kTrue}) == "[b'a\\r\\n', b'b\\n']");
    CHECK(call(b("-"), "join", {list({b("a"), ba("b")})}) == "b'a-b'");
    CHECK(call(b("-"), "join", {list({b("a"), n(1)})}) ==
          "TypeError: sequence item 1: expected a bytes-like object, int found");
    CHECK(call(b("xxaxx"), "strip", {b("x")}) == "b'a'");
  }

  TEST_CASE("other_methods") {
    CHECK(call(b("hello World"), "title") == "b'Hello World'");
    CHECK(call(b("-5"), "zfill", {n(4)}) == "b'-005'");
    CHECK(call(b("ab"), "center", {n(5), b("*")}) == "b'**ab*'");
    CHECK(call(b("abc"), "hex", {str(":"), n(2)}) == "'61:6263'");
    CHECK(call(kBytesType, "fromhex", {str("61 62")}) == "b'ab'");
    CHECK(call(kBytesType, "fromhex", {str("6g")}) ==
          "ValueError: non-hexadecimal number found in fromhex() arg at position 1");
    CHECK(call(b("caf\xc3\xa9"), "decode") == "'caf\xc3\xa9'");
    CHECK(call(b("abc"), "translate", {kNone, b("b")}) == "b'ac'");
    CHECK(shown(binary_op_py(thread(), BinaryOp::kMod, b("%d-%s-%5.1f"), tup({n(5), b("x"), n(2)}))) == "b'5-x-  2.0'");
    CHECK(
        shown(binary_op_py(thread(), BinaryOp::kMod, b("%b"), str("x"))) ==
        "TypeError: format argument: %b requires a bytes-like object, or an object that implements __bytes__, not str");
  }
}

TEST_SUITE("bytearray") {
  TEST_CASE("slices_are_replaced") {
    Ref v = ba("abcdef");
    CHECK(set(v, slice(n(1), n(3)), b("XYZ")) == "bytearray(b'aXYZdef')");
    CHECK(set(v, slice(kNone, kNone, n(2)), b("....")) == "bytearray(b'.X.Z.e.')");
    CHECK(set(v, slice(kNone, kNone, n(2)), b("..")) ==
          "ValueError: attempt to assign bytes of size 2 to extended slice of size 4");
    CHECK(set(v, slice(kNone, kNone, n(2)), Value()) == "bytearray(b'XZe')");
    CHECK(set(v, n(0), n(256)) == "ValueError: byte must be in range(0, 256)");
    CHECK(set(v, slice(n(0), n(0)), v) == "bytearray(b'XZeXZe')");
  }

  TEST_CASE("grows_and_shrinks_at_both_ends") {
    Ref v = ba("");
    for (int i = 0; i < 1000; ++i) REQUIRE(call(v, "append", {n(i & 255)}) == "None");
    CHECK(len_py(thread(), v) == 1000);
    REQUIRE(setitem_py(thread(), v, slice(n(0), n(990)), Value()));
    CHECK(item(v, n(0)) == "222");
    CHECK(call(v, "pop") == "231");
    CHECK(call(v, "insert", {n(0), n(7)}) == "None");
    CHECK(item(v, n(0)) == "7");
    CHECK(call(v, "clear") == "None");
    CHECK(call(v, "pop") == "IndexError: pop from empty bytearray");
  }

  TEST_CASE("an_exported_buffer_forbids_resizing") {
    Ref v = ba("abc");
    Ref view = make_memoryview_py(thread(), v);
    CHECK(call(v, "append", {n(1)}) == "BufferError: Existing exports of data: object cannot be re-sized");
    CHECK(set(v, n(0), n(65)) == "bytearray(b'Abc')");
    CHECK(call(view, "release") == "None");
    CHECK(call(v, "append", {n(66)}) == "None");
    CHECK(call(view, "tobytes") == "ValueError: operation forbidden on released memoryview object");
  }
}

TEST_SUITE("memoryview") {
  TEST_CASE("slices_share_memory") {
    Ref v = ba("abcdef");
    Ref view = make_memoryview_py(thread(), v);
    Ref odd = slice(n(1), kNone, n(2)), part = getitem_py(thread(), view, odd);
    CHECK(call(part, "tobytes") == "b'bdf'");
    CHECK(set(part, n(0), n(66)).starts_with("<memory at"));
    CHECK(repr(v) == "bytearray(b'aBcdef')");
    CHECK(made(kBytesType, {part}) == "b'Bdf'");
    CHECK(set(view, slice(n(0), n(2)), b("xyz")) ==
          "ValueError: memoryview assignment: lvalue and rvalue have different structures");
    CHECK(equal_py(thread(), view, b("aBcdef")) == 1);
  }

  TEST_CASE("casts") {
    Ref view = make_memoryview_py(thread(), b(std::string_view("\1\0\0\0\2\0\0\0", 8)));
    Ref format = str("i"), ints = call_py(thread(), getattr_py(thread(), view, "cast"), format);
    REQUIRE(ints);
    CHECK(call(ints, "tolist") == "[1, 2]");
    CHECK(item(ints, n(2)) == "IndexError: index out of bounds on dimension 1");
    Ref grid = call_py(thread(), getattr_py(thread(), view, "cast"), str("B"), tup({n(2), n(4)}));
    REQUIRE(grid);
    CHECK(call(grid, "tolist") == "[[1, 0, 0, 0], [2, 0, 0, 0]]");
    CHECK(item(grid, tup({n(1), n(0)})) == "2");
    CHECK(call(ints, "cast", {str("f")}) == "TypeError: memoryview: cannot cast between two non-byte formats");
    CHECK(set(view, n(0), n(1)) == "TypeError: cannot modify read-only memory");
  }
}
