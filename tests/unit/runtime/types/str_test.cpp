#include "runtime/types/text/str.h"
#include "runtime/types/numbers/slice.h"

#include <initializer_list>

#include "runtime/types/bytes/bytes.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str_builder.h"
#include "tests/unit/runtime/object/support.h"

using namespace rt;
using test::repr;
using test::str;
using test::take_message;
using test::thread;

namespace {

Value n(i64 i) { return Value::small_int(i); }
Ref tup(std::initializer_list<Value> items) { return make_tuple(thread(), items.begin(), items.size()); }

// repr of self.method(*args), or "Type: message" of what it raises.
std::string shown(const Ref& result) { return result ? repr(result) : take_message(); }
std::string call(Value self, const char* method, std::initializer_list<Value> args = {}) {
  Ref f = getattr_py(thread(), self, method);
  return shown(f ? call_with_tuple_py(thread(), f, tup(args), Value()) : Ref());
}
std::string call(const char* self, const char* method, std::initializer_list<Value> args = {}) {
  return call(str(self), method, args);
}
std::string item(const char* self, Value key) { return shown(getitem_py(thread(), str(self), key)); }
std::string percent(const char* format, Value args) { return shown(str_percent_py(thread(), str(format), args)); }

// A subclass of str without a body.
Ref subclass() {
  Ref bases = tup({kStrType});
  Ref dict = make_dict(thread());
  return call_py(thread(), kTypeType, str("S"), bases, dict);
}

}  // namespace

TEST_SUITE("str") {
  TEST_CASE("text_has_the_narrowest_kind") {
    CHECK(as_str(str("abc"))->ascii);
    CHECK(as_str(str("\xc3\xa9"))->kind == 1);
    CHECK_FALSE(as_str(str("\xc3\xa9"))->ascii);
    CHECK(as_str(str("a\xe2\x82\xac"))->kind == 2);
    CHECK(as_str(str("a\xf0\x9f\x98\x80"))->kind == 4);
    Ref part = str_substring(thread(), str("ab\xf0\x9f\x98\x80"), 0, 2);
    CHECK(as_str(part)->kind == 1);
    CHECK(as_str(part)->ascii);
  }

  TEST_CASE("latin1_characters_and_the_empty_string_are_shared") {
    CHECK(is_same(str("a"), make_char(thread(), 'a')));
    CHECK(is_same(str(""), empty_str()));
    CHECK(is_same(make_char(thread(), 0xE9), str("\xc3\xa9")));
    CHECK(is_interned(make_char(thread(), 0xFF)));
    for (Value constant : {Value(make_char(thread(), 'a')), empty_str(), empty_tuple()}) {
      CHECK(constant.object()->immortal());
      CHECK(constant.object()->has_flag(gc::kDeferred));  // registers do not count it
    }
  }

  TEST_CASE("interned_strings_are_one") {
    Ref a = intern(thread(), std::string_view("interned name"));
    Ref b = intern(thread(), str("interned name"));
    CHECK(is_same(a, b));
    CHECK(a.object()->immortal());
    for (int i = 0; i < 5000; ++i) {
      std::string text = "name" + std::to_string(i);
      Ref first = intern(thread(), text), second = intern(thread(), text);
      REQUIRE(is_same(first, second));
    }
    CHECK(is_same(a, intern(thread(), std::string_view("interned name"))));
  }

  TEST_CASE("equal_text_has_equal_hashes") {
    CHECK(str_hash(str("hello")) == str_hash(str("hello")));
    CHECK(str_equal(str("hello"), str("hello")));
    CHECK_FALSE(str_equal(str("hello"), str("hellp")));
    CHECK(str_compare(str("a\xe2\x82\xac"), str("az")) > 0);
    Ref bytes = make_bytes(thread(), "hello");
    i64 h;
    REQUIRE(hash_py(thread(), bytes, &h));
    CHECK(h == str_hash(str("hello")));
  }

  TEST_CASE("append_grows_a_private_string_in_place") {
    Ref s = str("start of a text");
    std::string expected = "start of a text";
    for (int i = 0; i < 3000; ++i) {
      s = str_append(thread(), std::move(s), str(i % 7 ? "ab" : "xyz"));
      expected += i % 7 ? "ab" : "xyz";
    }
    CHECK(as_str(s)->ascii_view() == expected);
    Ref other = Ref::share(thread(), s);
    Ref longer = str_append(thread(), std::move(other), str("!"));
    CHECK_FALSE(is_same(longer, s));
    CHECK(as_str(s)->length == expected.size());
    s = str_append(thread(), std::move(s), longer);
    CHECK(as_str(s)->length == 2 * expected.size() + 1);
  }

  TEST_CASE("appending_wider_characters_makes_a_wider_string") {
    Ref s = str_append(thread(), str("abc"), str("\xe2\x82\xac"));
    CHECK(as_str(s)->kind == 2);
    s = str_append(thread(), std::move(s), str("d"));
    CHECK(repr(s) ==
          "'abc\xe2\x82\xac"
          "d'");
    Ref same = str("twice");
    Value right = same.get();
    CHECK(repr(str_append(thread(), std::move(same), right)) == "'twicetwice'");
  }

  TEST_CASE("subscripts") {
    CHECK(item("abc", n(1)) == "'b'");
    CHECK(item("abc", n(-1)) == "'c'");
    CHECK(item("abc", n(3)) == "IndexError: string index out of range");
    CHECK(item("abc", str("x")) == "TypeError: string indices must be integers, not 'str'");
    CHECK(item("abcdef", make_slice(thread(), n(1), n(4), kNone)) == "'bcd'");
    CHECK(item("abcdef", make_slice(thread(), kNone, kNone, n(-2))) == "'fdb'");
    CHECK(item("abcdef", make_slice(thread(), n(4), n(1), kNone)) == "''");
  }

  TEST_CASE("searching") {
    CHECK(call("hello", "find", {str("l")}) == "2");
    CHECK(call("hello", "rfind", {str("l")}) == "3");
    CHECK(call("hello", "find", {str("l"), n(3), n(-1)}) == "3");
    CHECK(call("abc", "find", {str(""), n(4)}) == "-1");
    CHECK(call("abc", "count", {str("")}) == "4");
    CHECK(call("abc", "index", {str("z")}) == "ValueError: substring not found");
    CHECK(call("abc", "find", {n(1)}) == "TypeError: find() argument 1 must be str, not int");
    CHECK(call("abc", "startswith", {tup({str("x"), str("ab")})}) == "True");
    CHECK(call("abc", "startswith", {str(""), n(4)}) == "False");
    CHECK(call("abc", "endswith", {n(1)}) == "TypeError: endswith first arg must be str or a tuple of str, not int");
    CHECK(call("aXbXc", "replace", {str("X"), str("--"), n(1)}) == "'a--bXc'");
    CHECK(call("abc", "removeprefix", {str("ab")}) == "'c'");
  }

  TEST_CASE("splitting_and_joining") {
    CHECK(call(" a  b c ", "split") == "['a', 'b', 'c']");
    CHECK(call("a,b,c", "split", {str(","), n(1)}) == "['a', 'b,c']");
    CHECK(call("a,b,c", "rsplit", {str(","), n(1)}) == "['a,b', 'c']");
    CHECK(call("a", "split", {str("")}) == "ValueError: empty separator");
    CHECK(call("a\r\nb\n", "splitlines", {kTrue}) == "['a\\r\\n', 'b\\n']");
    CHECK(call("a.b.c", "rpartition", {str(".")}) == "('a.b', '.', 'c')");
    CHECK(call("-", "join", {tup({str("a"), str("\xe2\x82\xac")})}) == "'a-\xe2\x82\xac'");
    CHECK(call("-", "join", {tup({str("a"), n(1)})}) == "TypeError: sequence item 1: expected str instance, int found");
    CHECK(call("-", "join", {n(1)}) == "TypeError: can only join an iterable");
    CHECK(call("xxaxx", "strip", {str("x")}) == "'a'");
  }

  TEST_CASE("case_and_padding") {
    CHECK(call("stra\xc3\x9f"
               "e",
               "upper") == "'STRASSE'");
    CHECK(call("hello world", "title") == "'Hello World'");
    CHECK(call("7", "zfill", {n(3)}) == "'007'");
    CHECK(call("ab", "center", {n(5), str("*")}) == "'**ab*'");
    CHECK(call("ab", "center", {n(5), str("xy")}) ==
          "TypeError: The fill character must be exactly one character long");
    CHECK(call("a\tb", "expandtabs", {n(4)}) == "'a   b'");
  }

  TEST_CASE("translation") {
    Ref maketrans = getattr_py(thread(), kStrType, "maketrans");
    Ref table = call_py(thread(), maketrans, str("ab"), str("xy"), str("c"));
    CHECK(call("aabbccd", "translate", {table}) == "'xxyyd'");
  }

  TEST_CASE("percent_formatting") {
    CHECK(percent("%s-%r-%a", tup({str("a"), str("b"), str("\xc3\xa9")})) == "\"a-'b'-'\\\\xe9'\"");
    CHECK(percent("%+5d|% d|%05d|%-5d|%#x|%X", tup({n(1), n(2), n(-3), n(4), n(255), n(255)})) ==
          "'   +1| 2|-0003|4    |0xff|FF'");
    CHECK(percent("%08.3d|%#.4x", tup({n(5), n(255)})) == "'00000005|0x00ff'");
    CHECK(percent("%s", tup({})) == "TypeError: not enough arguments for format string (got 0)");
    CHECK(percent("%s", tup({n(1), n(2)})) ==
          "TypeError: not all arguments converted during string formatting (required 1, got 2)");
    CHECK(percent("%q", n(1)) == "ValueError: unsupported format %q at position 0");
    CHECK(percent("%d", str("a")) == "TypeError: format argument: %d requires a real number, not str");
    CHECK(percent("%*.*s|", tup({n(5), n(2), str("abc")})) == "'   ab|'");
    CHECK(percent("%5.2s%%", str("abc")) == "'   ab%'");
    Ref mapping = make_dict(thread());
    dict_set_cstr(thread(), as_dict(mapping), "key", Ref::immediate(n(7)));
    CHECK(percent("%(key)03d", mapping) == "'007'");
    CHECK(percent("%(key)s", n(1)) == "TypeError: format requires a mapping, not int");
  }

  TEST_CASE("format") {
    CHECK(call("{} {1}", "format", {n(1), n(2)}) ==
          "ValueError: cannot switch from automatic field numbering to manual field specification");
    CHECK(call("{0[1]!r:>5}|{{}}", "format", {tup({n(1), str("x")})}) == "\"  'x'|{}\"");
    CHECK(call("{:{}}|", "format", {str("a"), n(3)}) == "'a  |'");
    CHECK(call("{:{:{}}}", "format", {n(1), n(2), n(3)}) == "ValueError: Max string recursion exceeded");
    CHECK(call("{", "format") == "ValueError: Single '{' encountered in format string");
    CHECK(call("{2}", "format", {n(1)}) == "IndexError: Replacement index 2 out of range for positional args tuple");
    CHECK(call("abc", "__format__", {str("*^7.2")}) == "'**ab***'");
    CHECK(call("abc", "__format__", {str("d")}) == "ValueError: Unknown format code 'd' for object of type 'str'");
  }

  TEST_CASE("encoding_and_decoding") {
    CHECK(call("a\xe2\x82\xac", "encode") == "b'a\\xe2\\x82\\xac'");
    CHECK(call("a\xe2\x82\xac", "encode", {str("ascii"), str("backslashreplace")}) == "b'a\\\\u20ac'");
    CHECK(call("\xe2\x82\xac", "encode", {str("Latin-1")}) ==
          "UnicodeEncodeError: 'latin-1' codec can't encode character '\\u20ac' in position 0: ordinal not in "
          "range(256)");
    CHECK(call("\xe2\x82\xac", "encode", {str("ascii"), str("namereplace")}) == "b'\\\\N{EURO SIGN}'");
    CHECK(call("a", "encode", {str("utf-16")}) == "b'\\xff\\xfea\\x00'");
    CHECK(shown(decode_utf8(thread(), "\xff", 1)) ==
          "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte");
    CHECK(shown(decode_utf8(thread(), "a\xff", 2, "surrogateescape")) == "'a\\udcff'");
    CHECK(shown(decode_utf8(thread(), "a\xff", 2, "no such handler")) ==
          "LookupError: unknown error handler name 'no such handler'");
    Utf8 back(thread(), decode_fs(thread(), "a\xff"), true);
    CHECK(back.view() == "a\xff");
  }

  TEST_CASE("names_of_encodings_are_normalized") {
    CHECK(find_native_codec("UTF-8") == NativeCodec::kUtf8);
    CHECK(find_native_codec("utf 16_BE") == NativeCodec::kUtf16Be);
    CHECK(find_native_codec("ISO-8859-1") == NativeCodec::kLatin1);
    CHECK(find_native_codec("cp1252") == NativeCodec::kNone);
  }

  TEST_CASE("construction") {
    CHECK(shown(call_py(thread(), kStrType)) == "''");
    CHECK(shown(call_py(thread(), kStrType, n(12))) == "'12'");
    CHECK(shown(call_py(thread(), kStrType, make_bytes(thread(), "ab"), str("ascii"))) == "'ab'");
    CHECK(shown(call_py(thread(), kStrType, str("ab"), str("ascii"))) == "TypeError: decoding str is not supported");
    CHECK(shown(call_py(thread(), kStrType, n(1), str("ascii"))) ==
          "TypeError: decoding to str: need a bytes-like object, int found");
  }

  TEST_CASE("instances_of_subclasses_hold_their_text_and_attributes") {
    Ref cls = subclass();
    REQUIRE(cls);
    Ref text = str("a\xe2\x82\xac"), s = call_py(thread(), cls, text);
    REQUIRE(s);
    CHECK(is_str(s));
    CHECK_FALSE(is_exact_str(s));
    CHECK(repr(s) == "'a\xe2\x82\xac'");
    REQUIRE(setattr_py(thread(), s, intern(thread(), std::string_view("mark")), n(5)));
    CHECK(shown(getattr_py(thread(), s, "mark")) == "5");
    CHECK(str_equal(s, str("a\xe2\x82\xac")));
    CHECK(is_exact_str(str_py(thread(), s)));
    CHECK(is_exact_str(str_substring(thread(), s, 0, 2)));
  }

  TEST_CASE("iteration") {
    Ref it = iter_py(thread(), str("a\xe2\x82\xac"));
    CHECK(shown(next_py(thread(), it)) == "'a'");
    CHECK(call(it, "__length_hint__") == "1");
    CHECK(shown(next_py(thread(), it)) == "'\xe2\x82\xac'");
    CHECK(next_py(thread(), it).get() == kStop);
    CHECK(next_py(thread(), it).get() == kStop);
  }

  TEST_CASE("operators") {
    CHECK(shown(binary_op_py(thread(), BinaryOp::kAdd, str("a"), n(1))) ==
          "TypeError: can only concatenate str (not \"int\") to str");
    CHECK(shown(binary_op_py(thread(), BinaryOp::kMul, str("ab"), n(3))) == "'ababab'");
    CHECK(shown(binary_op_py(thread(), BinaryOp::kMul, n(0), str("ab"))) == "''");
    CHECK(contains_py(thread(), str("abc"), str("bc")) == 1);
    CHECK(contains_py(thread(), str("abc"), n(1)) == -1);
    CHECK(take_message() == "TypeError: 'in <string>' requires string as left operand, not int");
  }
}
