#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "gc/refcount/hooks.h"
#include "gc/refcount/lending.h"
#include "tests/unit/gc/support.h"

namespace gc::test {
namespace {

std::vector<Object*> g_called;

struct WeakrefWorld {
  WeakrefWorld() {
    g_called.clear();
    g_counting_hooks.weakref_callback = [](Thread& thread, Object* holder) {
      g_called.push_back(holder);
      decref(thread, holder);
    };
  }
  Actor a;
};

TEST_CASE_FIXTURE(WeakrefWorld, "a weak reference gives its referent while it lives") {
  Node* x = make_node(a);
  WeakEntry e{};
  weakref_add(a, x, &e);
  CHECK(x->has_flag(kWeakrefs));
  CHECK(weakref_count(x) == 1);
  CHECK(weakref_get(a, &e) == x);
  CHECK(total_count(x) == 2);
  decref(a, x);
  decref(a, x);
  CHECK(weakref_get(a, &e) == nullptr);
}

TEST_CASE_FIXTURE(WeakrefWorld, "a weak reference to what is lent gives it without a count") {
  Node* x = make_node(a);
  WeakEntry e{};
  weakref_add(a, x, &e);
  CHECK(weakref_borrow(&e) == nullptr);
  publish(a, x);
  lend(x);
  CHECK(weakref_borrow(&e) == (kFreeThreaded ? x : nullptr));
  CHECK(total_count(x) == 1);
  decref(a, x);
  CHECK(weakref_borrow(&e) == nullptr);
}

TEST_CASE_FIXTURE(WeakrefWorld,
                  "the first start of a thread publishes the holders of references to published objects") {
  g_threads_started.store(false, relaxed);
  Node *known = make_node(a), *unknown = make_node(a), *holders[] = {make_node(a), make_node(a)};
  WeakEntry entries[] = {{.held = WeakEntry::held_by(holders[0], true)},
                         {.held = WeakEntry::held_by(holders[1], true)}};
  publish(a, known);
  weakref_add(a, known, &entries[0]);
  weakref_add(a, unknown, &entries[1]);
  CHECK(!holders[0]->published());
  publish_roots(a);
  CHECK(holders[0]->published() == kFreeThreaded);
  CHECK(!holders[1]->published());
  for (WeakEntry& entry : entries) weakref_remove(a, &entry);
  weakref_add(a, known, &entries[1]);
  CHECK(holders[1]->published() == kFreeThreaded);
  weakref_remove(a, &entries[1]);
  for (Node* node : {known, unknown, holders[0], holders[1]}) decref(a, node);
}

TEST_CASE_FIXTURE(WeakrefWorld, "a removed entry is forgotten") {
  Node* x = make_node(a);
  WeakEntry e{}, second{};
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

TEST_CASE_FIXTURE(WeakrefWorld, "callbacks of living holders run newest first") {
  Node* x = make_node(a);
  Node* h1 = make_node(a);
  Node* h2 = make_node(a);
  WeakEntry e{.held = WeakEntry::held_by(h1, true)}, second{.held = WeakEntry::held_by(h2, true)},
      silent{.held = WeakEntry::held_by(h2, false)};
  weakref_add(a, x, &e);
  weakref_add(a, x, &second);
  weakref_add(a, x, &silent);
  decref(a, x);
  CHECK(g_called == std::vector<Object*>{h2, h1});
  decref(a, h1);
  decref(a, h2);
}

TEST_CASE_FIXTURE(WeakrefWorld, "entries come in any order, those without callback first, and go in any order") {
  Node* x = make_node(a);
  Node* holders[6];
  WeakEntry entries[6];
  for (int i = 0; i < 6; ++i) {
    holders[i] = make_node(a);
    entries[i].held = WeakEntry::held_by(holders[i], i % 3 != 1);
    weakref_add(a, x, &entries[i]);
  }
  auto order = [&] {
    std::vector<int> found;
    struct Search {
      Node** holders;
      std::vector<int>& found;
    } search{holders, found};
    weakref_each(
        a, x,
        [](WeakEntry* entry, void* argument) {
          auto* s = static_cast<Search*>(argument);
          s->found.push_back(static_cast<int>(std::find(s->holders, s->holders + 6, entry->holder()) - s->holders));
          return false;
        },
        &search);
    return found;
  };
  CHECK(order() == std::vector<int>{4, 1, 5, 3, 2, 0});
  weakref_remove(a, &entries[3]);
  weakref_remove(a, &entries[4]);
  weakref_remove(a, &entries[0]);
  CHECK(order() == std::vector<int>{1, 5, 2});
  weakref_add(a, x, &entries[3]);
  weakref_remove(a, &entries[1]);
  CHECK(order() == std::vector<int>{3, 5, 2});
  for (int i : {5, 3, 2}) weakref_remove(a, &entries[i]);
  CHECK(!x->has_flag(kWeakrefs));
  for (Node* holder : holders) decref(a, holder);
  decref(a, x);
}

TEST_CASE_FIXTURE(WeakrefWorld, "weakref_each stops when told") {
  Node* x = make_node(a);
  WeakEntry e{}, second{};
  weakref_add(a, x, &e);
  weakref_add(a, x, &second);
  int seen = 0;
  weakref_each(a, x, [](WeakEntry*, void* n) { return ++*static_cast<int*>(n) == 1; }, &seen);
  CHECK(seen == 1);
  weakref_remove(a, &e);
  weakref_remove(a, &second);
  decref(a, x);
}

TEST_CASE_FIXTURE(WeakrefWorld, "thousands of referents keep their entries while the table grows and shrinks") {
  constexpr int kMany = 5000;
  std::vector<Node*> nodes;
  std::vector<WeakEntry> entries(kMany);
  for (int i = 0; i < kMany; ++i) {
    nodes.push_back(make_node(a));
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
