#include <doctest/doctest.h>

#include <vector>

#include "tests/unit/gc/support.h"

namespace gc::test {
namespace {

std::vector<Object*> g_called;

struct World {
  World() {
    g_called.clear();
    g_weakref_callback = [](Thread& thread, Object* holder) {
      g_called.push_back(holder);
      decref(thread, holder);
    };
  }
  Actor a;
};

TEST_CASE_FIXTURE(World, "a weak reference gives its referent while it lives") {
  Node* x = make_node(a);
  WeakEntry e{nullptr, nullptr, nullptr, false};
  weakref_add(a, x, &e);
  CHECK(x->has_flag(kWeakrefs));
  CHECK(weakref_count(x) == 1);
  CHECK(weakref_get(a, &e) == x);
  CHECK(total_count(x) == 2);
  decref(a, x);
  decref(a, x);
  CHECK(weakref_get(a, &e) == nullptr);
}

TEST_CASE_FIXTURE(World, "a weak reference to what is lent gives it without a count") {
  Node* x = make_node(a);
  WeakEntry e{nullptr, nullptr, nullptr, false};
  weakref_add(a, x, &e);
  CHECK(weakref_borrow(&e) == nullptr);
  publish(a, x);
  lend(x);
  CHECK(weakref_borrow(&e) == (kFreeThreaded ? x : nullptr));
  CHECK(total_count(x) == 1);
  decref(a, x);
  CHECK(weakref_borrow(&e) == nullptr);
}

TEST_CASE_FIXTURE(World, "a removed entry is forgotten") {
  Node* x = make_node(a);
  WeakEntry e{nullptr, nullptr, nullptr, false}, second{nullptr, nullptr, nullptr, false};
  weakref_add(a, x, &e);
  weakref_add(a, x, &second);
  weakref_remove(a, &e);
  CHECK(weakref_count(x) == 1);
  weakref_remove(a, &e);
  weakref_remove(a, &second);
  CHECK(weakref_count(x) == 0);
  CHECK(!x->has_flag(kWeakrefs));
  decref(a, x);
}

TEST_CASE_FIXTURE(World, "callbacks of living holders run newest first") {
  Node* x = make_node(a);
  Node* h1 = make_node(a);
  Node* h2 = make_node(a);
  WeakEntry e{nullptr, nullptr, h1, true}, second{nullptr, nullptr, h2, true}, silent{nullptr, nullptr, h2, false};
  weakref_add(a, x, &e);
  weakref_add(a, x, &second);
  weakref_add(a, x, &silent);
  decref(a, x);
  CHECK(g_called == std::vector<Object*>{h2, h1});
  decref(a, h1);
  decref(a, h2);
}

TEST_CASE_FIXTURE(World, "weakref_each stops when told") {
  Node* x = make_node(a);
  WeakEntry e{nullptr, nullptr, nullptr, false}, second{nullptr, nullptr, nullptr, false};
  weakref_add(a, x, &e);
  weakref_add(a, x, &second);
  int seen = 0;
  weakref_each(a, x, [](WeakEntry*, void* n) { return ++*static_cast<int*>(n) == 1; }, &seen);
  CHECK(seen == 1);
  weakref_remove(a, &e);
  weakref_remove(a, &second);
  decref(a, x);
}

TEST_CASE_FIXTURE(World, "thousands of referents keep their entries while the table grows and shrinks") {
  constexpr int kMany = 5000;
  std::vector<Node*> nodes;
  std::vector<WeakEntry> entries(kMany);
  for (int i = 0; i < kMany; ++i) {
    nodes.push_back(make_node(a));
    entries[i].holder = nullptr;
    entries[i].has_callback = false;
    weakref_add(a, nodes[i], &entries[i]);
  }
  for (int i = 0; i < kMany; i += 2) decref(a, nodes[i]);
  bool right = true;
  for (int i = 0; i < kMany; ++i) {
    Object* found = weakref_get(a, &entries[i]);
    right &= found == (i % 2 ? nodes[i] : nullptr);
    if (found) decref(a, found);
  }
  CHECK(right);
  for (int i = 1; i < kMany; i += 2) decref(a, nodes[i]);
  for (WeakEntry& entry : entries) right &= weakref_get(a, &entry) == nullptr;
  CHECK(right);
}

}  // namespace
}  // namespace gc::test
