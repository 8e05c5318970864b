// The two simpler counting policies.
#include <doctest/doctest.h>

#include "gc/refcount/transfer.h"
#include "tests/unit/gc/support.h"

namespace gc::test {
namespace {

TEST_CASE("every policy destroys an object with its last reference, and what it holds") {
  Actor a;
  g_disposed = 0;
  Node* x = make_node(a, make_node(a), make_node(a));
  incref(a, x);
  CHECK(total_count(x) == 2);
  decref(a, x);
  CHECK(g_disposed == 0);
  decref(a, x);
  CHECK(g_disposed == 3);
}

TEST_CASE("every policy leaves immortal objects alone") {
  Actor a;
  g_disposed = 0;
  Node* x = make_node(a);
  make_immortal(x);
  static Object* const reachable = x;  // for leak checkers
  (void)reachable;
  decref(a, x);
  decref(a, x);
  CHECK(x->immortal());
  CHECK(total_count(x) == 0xFFFFFFFF);
  CHECK(g_disposed == 0);
}

TEST_CASE("every policy gives the collector a reference to a deferred object") {
  Actor a;
  g_disposed = 0;
  Node* x = make_node(a);
  make_deferred(a, x);
  decref(a, x);
  CHECK(g_disposed == 0);
  decref(a, x);
  CHECK(g_disposed == 1);
}

#if defined(TINYPY_BUILD_ATOMIC)
TEST_CASE("atomic objects are merged from birth") {
  Actor a, f;
  g_disposed = 0;
  Node* x = make_published(a);
  CHECK(owner(x) == kNobody);
  CHECK(word(x) == shared_word(1, kMerged));
  CHECK(try_incref(f, x));
  hand_over(a, x);
  CHECK(!adopt(a, x));
  decref(f, x);
  decref(a, x);
  CHECK(g_disposed == 1);
  CHECK(!try_incref(f, x));
}
#endif

#if defined(TINYPY_BUILD_GIL)
TEST_CASE("the GIL program counts in local only and publishes nothing") {
  Actor a;
  Node* x = make_published(a);
  CHECK(!x->published());
  CHECK(try_incref(a, x));
  hand_over(a, x);
  CHECK(local(x) == 2);
  CHECK(word(x) == shared_word(0, kBiased));
  CHECK(!uniquely_held(a, x));
  decref(a, x);
  CHECK(uniquely_held(a, x));
  decref(a, x);
}
#endif

}  // namespace
}  // namespace gc::test
