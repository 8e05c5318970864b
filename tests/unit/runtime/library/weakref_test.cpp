#include "runtime/types/classes/weakref.h"

#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "tests/unit/runtime/object/support.h"

using namespace rt;
using namespace rt::test;

TEST_CASE("a reference without callback is made once for an object") {
  Thread& t = thread();
  Ref object = make_set(t);
  Ref a = make_weakref(t, object), b = make_weakref(t, object);
  CHECK(is_same(a, b));
  CHECK(is_same(weakref_referent(t, a), object));
}

TEST_CASE("a reference answers None once its object is dead") {
  Thread& t = thread();
  Ref object = make_set(t);
  Ref reference = make_weakref(t, object);
  CHECK_FALSE(weakref_is_dead(reference));
  object = Ref();
  CHECK(weakref_is_dead(reference));
  CHECK(weakref_referent(t, reference).get() == kNone);
}

TEST_CASE("a callback is called with the reference, once") {
  Thread& t = thread();
  init_weakrefs();
  Ref log = make_list(t), append = getattr_py(t, log, "append");
  Ref object = make_set(t);
  Ref reference = make_weakref(t, object, append);
  object = Ref();
  REQUIRE(as_list(log)->size() == 1);
  CHECK(is_same((*as_list(log))[0], reference));
}

TEST_CASE("a proxy raises ReferenceError once its object is dead") {
  Thread& t = thread();
  Ref object = make_set(t);
  Ref proxy = make_weak_proxy(t, object, Value());
  CHECK(len_py(t, proxy) == 0);
  object = Ref();
  CHECK(len_py(t, proxy) == -1);
  CHECK(take_message() == "ReferenceError: weakly-referenced object no longer exists");
}

TEST_CASE("ints cannot be referenced weakly") {
  CHECK_FALSE(make_weakref(thread(), Value::small_int(1)));
  CHECK(take_message() == "TypeError: cannot create weak reference to 'int' object");
}
