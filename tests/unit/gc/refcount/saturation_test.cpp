// Counts near their limits: words are set to what a program with gigabytes of references would leave there, and counted
// across.
#include <doctest/doctest.h>

#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/held_counts.h"
#include "gc/refcount/lending.h"
#include "gc/refcount/saturation.h"
#include "gc/refcount/transfer.h"
#include "gc/refcount/transitions.h"
#include "tests/unit/gc/support.h"

using namespace gc;
using namespace gc::test;

namespace {

constexpr u32 kNearLimit = kLocalLimit - 1;
constexpr u32 kUnknown = UINT32_MAX;  // total_count() of an object that is not counted any more

void set_local(Object* object, u32 n) { object->local.store(n, relaxed); }
void set_word(Object* object, i32 count, SharedState state, u32 mark = 0) {
  object->shared.store(shared_word(count, state) | mark, relaxed);
}

// What a saturated object must survive: all its references go, in whatever thread.
void check_immortal(Thread& owner, Thread& other, Object* object) {
  int disposed = g_disposed;
  for (int i = 0; i < 3; ++i) {
    decref(other, object);
    decref(owner, object);
    safepoint(owner);
    safepoint(other);
  }
  incref(owner, object);
  incref(other, object);
  CHECK(total_count(object) == kUnknown);
  CHECK(g_disposed == disposed);
}

}  // namespace

#if !defined(TINYPY_BUILD_ATOMIC)  // no object has an owner there
TEST_CASE("an owner's count at its limit makes the object immortal when the owner counts down") {
  Actor owner;
  Node* node = make_node(owner);
  set_local(node, kNearLimit);
  incref(owner, node);
  decref(owner, node);
  CHECK(node->immortal());
  for (int i = 0; i < 5; ++i) decref(owner, node);
  CHECK(total_count(node) == kUnknown);
}
#endif

TEST_CASE("an owner's count just below its limit is an ordinary one") {
  Actor owner;
  Node* node = make_node(owner);
  set_local(node, kLocalLimit / 8);
  incref(owner, node);
  decref(owner, node);
  CHECK(local(node) == kLocalLimit / 8);
  CHECK_FALSE(node->immortal());
  set_local(node, 1);
  int disposed = g_disposed;
  decref(owner, node);
  CHECK(g_disposed == disposed + 1);
}

TEST_CASE("references that are counted in bulk saturate an owner's count") {
  Actor owner;
  Node* node = make_node(owner);
  incref_many(owner, node, 5);
  CHECK(total_count(node) == 6);
  incref_many(owner, node, u64{1} << 33);
  CHECK(total_count(node) == kUnknown);
  for (int i = 0; i < 5; ++i) decref(owner, node);
  CHECK(total_count(node) == kUnknown);
}

#if defined(TINYPY_BUILD_FREE)

TEST_CASE("a published object is merged when its owner's count is at its limit") {
  Actor owner, other;
  Node* node = make_published(owner);
  set_local(node, kLocalLimit);
  decref(owner, node);
  CHECK(gc::test::owner(node) == kNobody);
  CHECK(is_saturated(word(node)));
  check_immortal(owner, other, node);
}

TEST_CASE("a shared count saturates when it is counted up to its limit") {
  Actor owner, other;
  Node* node = make_published(owner);
  set_word(node, kSaturated - 1, kBiased);
  incref(other, node);
  u32 limit = word(node);
  CHECK(is_saturated(limit));
  incref(other, node);
  CHECK(word(node) == limit);
  decref(other, node);
  CHECK(word(node) == limit);
  CHECK(try_incref(other, node));
  CHECK(word(node) == limit);
  check_immortal(owner, other, node);
}

TEST_CASE("a shared count far below zero saturates: what is missing is counted elsewhere") {
  Actor owner, other;
  Node* node = make_published(owner);
  set_word(node, -kSaturated + 1, kQueued);
  decref(other, node);
  CHECK(is_saturated(word(node)));
  check_immortal(owner, other, node);
}

TEST_CASE("a merge saturates where both counts together are beyond the limit") {
  Actor owner, other;
  Node* node = make_published(owner);
  set_local(node, kSaturated / 2 + 2);
  set_word(node, kSaturated / 2, kQueued);
  CHECK_FALSE(merge_counts(node));
  CHECK(word(node) == shared_word(kSaturated, kMerged));
  check_immortal(owner, other, node);
}

TEST_CASE("an owner's count at its limit is merged from the queue") {
  Actor owner, other;
  Node* node = make_published(owner);
  set_local(node, kNearLimit);
  decref(other, node);
  safepoint(owner);
  CHECK(word(node) == shared_word(kSaturated, kMerged));
  check_immortal(owner, other, node);
}

TEST_CASE("a merged count saturates and is not dropped to the end") {
  Actor owner, other;
  Node* node = make_published(owner);
  hand_over(owner, node);
  set_word(node, kSaturated - 2, kMerged);
  incref_many(other, node, 100);
  CHECK(word(node) == shared_word(kSaturated, kMerged));
  check_immortal(owner, other, node);
}

TEST_CASE("noted references of more than a word's worth saturate when they are counted") {
  Actor owner, other;
  Node* node = make_published(owner);
  incref(other, node);
  lend(node);
  REQUIRE(note_held(other, node));
  set_word(node, kSaturated - 1, kBiased, kLent);
  settle_held_counts(other);
  CHECK(word(node) == (shared_word(kSaturated, kBiased) | kLent));
  check_immortal(owner, other, node);
}

TEST_CASE("differences of a deferred object of more than a word's worth saturate, whichever comes first") {
  for (i64 difference : {i64{1} << 33, -(i64{1} << 33)}) {
    Actor owner, other;
    Node* node = make_node(owner);
    make_deferred(owner, node);
    publish(owner, node);
    count_later(other, node, difference);
    settle_deferred_counts(other);
    CHECK(is_saturated(word(node)));
    count_later(other, node, -difference);
    settle_deferred_counts(other);
    CHECK(total_count(node) == kUnknown);
  }
}

TEST_CASE("a waiting object whose count saturates lives on after its grace period") {
  Actor owner, other;
  Node* node = make_published(owner);
  incref(other, node);
  lend(node);
  decref(other, node);
  decref(owner, node);
  REQUIRE((word(node) & kStateMask) == kWaiting);
  int disposed = g_disposed;
  set_word(node, kSaturated - 1, kWaiting);
  incref_many(other, node, 2);
  for (int i = 0; i < 4; ++i) {
    quiesce(owner);
    quiesce(other);
  }
  CHECK(word(node) == (shared_word(kSaturated, kMerged) | kLent));
  CHECK(g_disposed == disposed);
  check_immortal(owner, other, node);
}

#endif
