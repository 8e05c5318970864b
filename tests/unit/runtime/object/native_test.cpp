#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "tests/unit/runtime/object/support.h"

using namespace rt;
using namespace rt::test;

namespace {

// The error of calling builtin `function` with ints as positional and one optional keyword argument.
std::string error_of(const char* function, u32 positional, const char* keyword = nullptr) {
  Thread& t = thread();
  Ref f = builtin(function);
  Value values[8];
  for (u32 i = 0; i < 8; ++i) values[i] = Value::small_int(i);
  Ref names;
  if (keyword) {
    Ref name = intern(t, std::string_view(keyword));
    names = make_tuple(t, name);
  }
  Ref result = call_py(t, f, CallArgs{values, positional, names});
  CHECK(!result);
  return take_message();
}

}  // namespace

TEST_CASE("positional_only_functions_say_how_many_arguments_they_take") {
  CHECK(error_of("abs", 0) == "TypeError: abs() takes exactly one argument (0 given)");
  CHECK(error_of("abs", 0, "x") == "TypeError: abs() takes no keyword arguments");
  CHECK(error_of("divmod", 1) == "TypeError: divmod expected 2 arguments, got 1");
  CHECK(error_of("getattr", 1) == "TypeError: getattr expected at least 2 arguments, got 1");
  CHECK(error_of("input", 2) == "TypeError: input expected at most 1 argument, got 2");
}

TEST_CASE("functions_with_keywords_name_the_missing_and_the_unexpected") {
  CHECK(error_of("pow", 1) == "TypeError: pow() missing required argument 'exp' (pos 2)");
  CHECK(error_of("pow", 4) == "TypeError: pow() takes at most 3 arguments (4 given)");
  CHECK(error_of("pow", 1, "base") == "TypeError: argument for pow() given by name ('base') and position (1)");
  CHECK(error_of("pow", 1, "foo") == "TypeError: pow() missing required argument 'exp' (pos 2)");
  CHECK(error_of("sum", 0) == "TypeError: sum() takes at least 1 positional argument (0 given)");
  CHECK(error_of("print", 0, "foo") == "TypeError: print() got an unexpected keyword argument 'foo'");
}

TEST_CASE("methods_name_their_class") {
  Thread& t = thread();
  Ref list = make_list(t);
  Ref append = getattr_py(t, list, "append");
  CHECK(append);
  CHECK(!call_py(t, append, kNone, kNone));
  CHECK(take_message() == "TypeError: list.append() takes exactly one argument (2 given)");
  Ref descriptor = getattr_py(t, Value(kListType), "append");
  CHECK(!call_py(t, descriptor, Value::small_int(1), kNone));
  CHECK(take_message() == "TypeError: descriptor 'append' for 'list' objects doesn't apply to a 'int' object");
}

TEST_CASE("signatures_are_as_inspect_reads_them") {
  Thread& t = thread();
  Ref abs = builtin("abs");
  CHECK(text_of(getattr_py(t, abs, "__text_signature__")) == "($module, x, /)");
  Ref print = builtin("print");
  CHECK(text_of(getattr_py(t, print, "__text_signature__")) ==
        "($module, /, *args, sep=' ', end='\\n', file=None, flush=False)");
  CHECK(getattr_py(t, builtin("max"), "__text_signature__").get() == kNone);
}
