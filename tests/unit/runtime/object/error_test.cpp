#include <cerrno>

#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "tests/unit/runtime/object/support.h"

using namespace rt;
using namespace rt::test;

TEST_CASE("raise_formats_values_types_and_numbers") {
  Thread& t = thread();
  Ref text = str("x\xC3\xA9");
  raise(t, kValueErrorType, "%s|%d|%lld|%zu|%S|%R|%T|%N|%c|%%", "a", -1, i64{1} << 40, size_t{7}, text.get(),
        text.get(), text.get(), kListType, '!');
  CHECK(take_message() == "ValueError: a|-1|1099511627776|7|x\xC3\xA9|'x\xC3\xA9'|str|list|!|%");
}

TEST_CASE("raise_chains_to_the_handled_exception_without_making_a_cycle") {
  Thread& t = thread();
  raise_value_error(t, "first");
  Ref first = take_error(t);
  t.handled = first.get();
  raise_type_error(t, "second");
  Ref second = take_error(t);
  CHECK(as_exception(second)->context.get() == first.get());
  t.handled = second.get();
  raise_error(t, first);
  CHECK(as_exception(first)->context.get() == second.get());
  CHECK(!as_exception(second)->context.get());
  t.handled = Value();
  clear_error(t);
}

TEST_CASE("os_errors_are_of_the_class_that_fits_the_errno") {
  Thread& t = thread();
  Ref name = str("/nowhere");
  raise_os_error(t, ENOENT, name);
  CHECK(error_is(t, kFileNotFoundErrorType));
  CHECK(take_message() == "FileNotFoundError: [Errno 2] No such file or directory: '/nowhere'");
  Value args[] = {Value::small_int(EEXIST), name};
  Ref made = call_py(t, Value(kOSErrorType), CallArgs{args, 2, Value()});
  CHECK(type_of(made.get()) == kFileExistsErrorType);
}

TEST_CASE("stop_iteration_carries_its_value") {
  Thread& t = thread();
  raise_stop_iteration(t, Value::small_int(5));
  Ref value;
  CHECK(catch_stop_iteration(t, &value));
  CHECK(value.get() == Value::small_int(5));
  CHECK(!error_pending(t));
}

TEST_CASE("exception_groups_split_by_class") {
  Thread& t = thread();
  Ref a = make_exception_raw(t, kValueErrorType, Ref::share(t, empty_tuple()));
  Ref b = make_exception_raw(t, kTypeErrorType, Ref::share(t, empty_tuple()));
  Ref members = make_tuple(t, a, b);
  Ref message = str("m");
  Ref group = call_py(t, Value(kBaseExceptionGroupType), message, members);
  CHECK(group);
  CHECK(type_of(group.get()) == kExceptionGroupType);
  Ref match, rest;
  CHECK(exception_group_split_py(t, group, Value(kValueErrorType), &match, &rest));
  CHECK(repr(match) == "ExceptionGroup('m', [ValueError()])");
  CHECK(repr(rest) == "ExceptionGroup('m', [TypeError()])");
}

TEST_CASE("key_errors_show_the_repr_of_their_key") {
  Thread& t = thread();
  Ref key = str("k");
  raise_key_error(t, key);
  CHECK(take_message() == "KeyError: 'k'");
}
