#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"
#include "tests/unit/runtime/object/support.h"

using namespace rt;
using namespace rt::test;

TEST_CASE("a simple queue keeps the order over growth and wrap-around") {
  Thread& t = thread();
  Ref module = import_module_py(t, "_queue");
  Ref type = getattr_py(t, module, "SimpleQueue"), queue = call_py(t, type);
  Ref put = getattr_py(t, queue, "put"), get = getattr_py(t, queue, "get");
  i64 next_in = 0, next_out = 0;
  for (int round = 0; round < 50; ++round) {
    for (int i = 0; i < 7; ++i) CHECK(call_py(t, put, Value::small_int(next_in++)));
    for (int i = 0; i < 5; ++i) CHECK(call_py(t, get).get() == Value::small_int(next_out++));
  }
  while (next_out < next_in) CHECK(call_py(t, get).get() == Value::small_int(next_out++));
  CHECK_FALSE(call_py(t, get, kFalse));
  CHECK(take_message() == "_queue.Empty: ");
}
