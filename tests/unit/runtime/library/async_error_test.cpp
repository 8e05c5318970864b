#include "runtime/library/threads/async_error.h"

#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"
#include "tests/unit/runtime/object/support.h"

using namespace rt;
using namespace rt::test;

TEST_CASE("an exception is sent to a thread, which takes it once; a later one replaces it") {
  Thread& t = thread();
  CHECK(send_async_error_py(t, t.ident, Value(kKeyErrorType)));
  CHECK((t.poll.load() & gc::kPollAsyncError) != 0);
  CHECK(send_async_error_py(t, t.ident, Value(kIndexErrorType)));
  Ref taken = Ref::steal(take_async_error(t));
  CHECK(taken.get() == Value(kIndexErrorType));
  CHECK_FALSE(take_async_error(t));
  t.poll.fetch_and(~static_cast<gc::u32>(gc::kPollAsyncError));
}

TEST_CASE("what has been sent can be taken back; there must be a thread of that ident") {
  Thread& t = thread();
  CHECK(send_async_error_py(t, t.ident, Value(kKeyErrorType)));
  CHECK(send_async_error_py(t, t.ident, Value()));
  CHECK_FALSE(take_async_error(t));
  CHECK_FALSE(send_async_error_py(t, t.ident + 1, Value(kKeyErrorType)));
  t.poll.fetch_and(~static_cast<gc::u32>(gc::kPollAsyncError));
}
