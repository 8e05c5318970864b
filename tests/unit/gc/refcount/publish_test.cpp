#include <doctest/doctest.h>

#include "tests/unit/gc/support.h"

namespace gc::test {
namespace {

#if !defined(TINYPY_BUILD_GIL)

TEST_CASE("publishing reaches everything, also in a circle") {
  Actor a;
  Node* x = make_node(a);
  Node* y = make_node(a, x);
  Node* other = make_node(a);
  x->children[0] = y;
  incref(a, y);
  publish(a, x);
  CHECK(x->published());
  CHECK(y->published());
  CHECK(!other->published());
  CHECK(x->shape_id() == kNodeShape);
  x->children[0] = nullptr;
  decref(a, y);
  decref(a, y);
  decref(a, other);
}

TEST_CASE("publishing follows what an object can hand out without holding it") {
  Actor a;
  Node* x = make_node(a);
  Node* referent = make_node(a);
  weakref_add(a, referent, &x->entry);
  publish(a, x);
  CHECK(referent->published());
  weakref_remove(a, &x->entry);
  decref(a, x);
  decref(a, referent);
}

TEST_CASE("publishing an instance publishes its class") {
  Actor a;
  Node* type = make_node(a);
  g_node_shape.type = type;
  Node* x = make_node(a);
  publish(a, x);
  CHECK(type->published());
  g_node_shape.type = nullptr;
  decref(a, x);
  decref(a, type);
}

TEST_CASE("publishing a long chain needs no stack") {
  Actor a;
  Node* x = nullptr;
  for (int i = 0; i < 200000; ++i) x = make_node(a, x);
  publish(a, x);
  while (x) {
    CHECK(x->published());
    Node* next = static_cast<Node*>(x->children[0]);
    x->children[0] = nullptr;
    decref(a, x);
    x = next;
  }
}

TEST_CASE("the write barrier publishes only what goes into a published object") {
  Actor a;
  Node* container = make_node(a);
  Node* x = make_node(a);
  before_store(a, container, x);
  CHECK(!x->published());
  publish(a, container);
  before_store(a, container, x);
  CHECK(x->published());
  decref(a, x);
  decref(a, container);
}

#endif

Node* g_root = nullptr;

TEST_CASE("the first thread start publishes the roots") {
  Actor a;
  g_root = make_node(a, make_node(a));
  add_root_tracer([](Visitor& visitor) {
    if (g_root) visitor(g_root);
  });
  publish_roots(a);
  CHECK(g_threads_started.load(relaxed));
  CHECK(g_root->published() == kFreeThreaded);
  CHECK(g_root->children[0]->published() == kFreeThreaded);
  decref(a, g_root);
  g_root = nullptr;
}

Node* g_late_root = nullptr;

TEST_CASE("roots registered while threads run are published at once") {
  Actor a;
  publish_roots(a);
  g_late_root = make_node(a, make_node(a));
  add_root_tracer([](Visitor& visitor) {
    if (g_late_root) visitor(g_late_root);
  });
  CHECK(g_late_root->published() == kFreeThreaded);
  CHECK(g_late_root->children[0]->published() == kFreeThreaded);
  decref(a, g_late_root);
  g_late_root = nullptr;
}

}  // namespace
}  // namespace gc::test
