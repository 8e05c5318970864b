// One test for each row of the table in gc/refcount/refcount.h.
#include <doctest/doctest.h>

#include "gc/refcount/deferred_counts.h"
#include "gc/refcount/lending.h"
#include "gc/refcount/transfer.h"
#include "tests/unit/gc/support.h"

#if defined(TINYPY_BUILD_FREE)

namespace gc::test {
namespace {

struct World {
  World() { g_disposed = 0; }
  Actor a, other, third;  // the owner and two foreigners
};

TEST_CASE_FIXTURE(World, "a fresh object has one local reference and is private") {
  Node* x = make_node(a);
  CHECK(owner(x) == a.thread.id);
  CHECK(local(x) == 1);
  CHECK(word(x) == shared_word(0, kBiased));
  CHECK(!x->published());
  CHECK(uniquely_held(a, x));
  CHECK(!uniquely_held(other, x));
  decref(a, x);
}

TEST_CASE_FIXTURE(World, "the owner counts in local only") {
  Node* x = make_published(a);
  incref(a, x);
  CHECK(local(x) == 2);
  decref(a, x);
  CHECK(local(x) == 1);
  CHECK(word(x) == shared_word(0, kBiased));
  decref(a, x);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(World, "a foreigner counts in shared only") {
  Node* x = make_published(a);
  incref(other, x);
  incref(third, x);
  CHECK(local(x) == 1);
  CHECK(word(x) == shared_word(2, kBiased));
  CHECK(total_count(x) == 3);
  decref(other, x);
  decref(third, x);
  CHECK(word(x) == shared_word(0, kBiased));
  decref(a, x);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(World, "a private object is destroyed by the owner's last decref") {
  Node* x = make_node(a, make_node(a));
  decref(a, x);
  CHECK(g_disposed == 2);
}

TEST_CASE_FIXTURE(World, "a published object without foreign references goes straight to dead") {
  Node* x = make_published(a);
  decref(a, x);
  CHECK(g_disposed == 1);
  CHECK(word(x) == kDead);  // valid until the grace period is over
  CHECK(!try_incref(other, x));
  CHECK(!try_incref(a, x));
}

TEST_CASE_FIXTURE(World, "the owner's last decref merges while foreigners hold the object") {
  Node* x = make_published(a);
  incref(other, x);
  decref(a, x);
  CHECK(g_disposed == 0);
  CHECK(owner(x) == kNobody);
  CHECK(word(x) == shared_word(1, kMerged));
  decref(other, x);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(World, "merged objects are counted by everybody in shared, the last one destroys") {
  Node* x = make_published(a);
  incref(other, x);
  decref(a, x);
  incref(a, x);
  incref(third, x);
  CHECK(word(x) == shared_word(3, kMerged));
  decref(a, x);
  decref(other, x);
  CHECK(g_disposed == 0);
  decref(third, x);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(World, "a foreign decref at biased 0 queues, the owner's merge frees") {
  Node* x = make_published(a);
  decref(other, x);  // a reference that A gave away uncounted
  CHECK(word(x) == shared_word(0, kQueued));
  CHECK(a.thread.poll.load(relaxed) == kPollMerge);
  CHECK(g_disposed == 0);
  safepoint(a);
  CHECK(g_disposed == 1);
  CHECK(a.thread.poll.load(relaxed) == 0);
}

TEST_CASE_FIXTURE(World, "a merge keeps an object that others hold") {
  Node* x = make_published(a);
  incref(a, x);
  incref(a, x);
  decref(other, x);
  safepoint(a);
  CHECK(owner(x) == kNobody);
  CHECK(local(x) == 0);
  CHECK(word(x) == shared_word(2, kMerged));
  decref(a, x);
  decref(third, x);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(World, "a queued object is queued once and its count may go below zero") {
  Node* x = make_published(a);
  incref(a, x);
  incref(a, x);
  decref(other, x);
  decref(other, x);
  CHECK(word(x) == shared_word(-1, kQueued));
  CHECK(total_count(x) == 2);  // A's, and the one that waits in the queue
  safepoint(a);
  CHECK(word(x) == shared_word(1, kMerged));
  decref(a, x);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(World, "an owner whose local becomes 0 while the object is queued leaves the queue's reference") {
  Node* x = make_published(a);
  incref(a, x);      // F's, A's
  decref(other, x);  // in the queue now
  incref(other, x);  // borrowed from A
  incref(other, x);
  decref(a, x);  // A drops one that F counted, and its own
  decref(a, x);
  CHECK(word(x) == shared_word(2, kMerged));
  safepoint(a);  // merged meanwhile: an ordinary decref
  CHECK(word(x) == shared_word(1, kMerged));
  decref(other, x);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(World, "try_incref takes a reference unless the object is dead") {
  Node* x = make_published(a);
  CHECK(try_incref(other, x));
  CHECK(word(x) == shared_word(1, kBiased));
  CHECK(try_incref(a, x));
  CHECK(local(x) == 2);
  decref(a, x);
  decref(a, x);
  CHECK(try_incref(third, x));
  CHECK(word(x) == shared_word(2, kMerged));
  decref(third, x);
  decref(other, x);
  CHECK(!try_incref(third, x));
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(World, "handing over counts the reference as shared at once") {
  Node* x = make_node(a);
  incref(a, x);
  hand_over(a, x);
  CHECK(x->published());
  CHECK(local(x) == 1);
  CHECK(word(x) == shared_word(1, kBiased));
  decref(other, x);  // the consumer: no queue
  CHECK(a.thread.poll.load(relaxed) == 0);
  decref(a, x);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(World, "handing over the last local reference merges") {
  Node* x = make_node(a);
  hand_over(a, x);
  CHECK(owner(x) == kNobody);
  CHECK(word(x) == shared_word(1, kMerged));
  decref(other, x);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(World, "what only a handed over object holds goes with it") {
  Node* kept = make_node(a);
  Node* only = make_node(a, kept);
  Node* x = make_node(a, only);
  incref(a, kept);
  hand_over(a, x);
  CHECK(only->published());
  CHECK(owner(only) == kNobody);
  CHECK(word(only) == shared_word(1, kMerged));
  CHECK(owner(kept) == a.thread.id);
  CHECK(local(kept) == 2);
  decref(other, x);
  CHECK(g_disposed == 2);                            // at once, and without asking the owner
  CHECK(a.thread.poll.load(relaxed) == kPollMerge);  // but for what it kept
  decref(a, kept);
  safepoint(a);
  CHECK(g_disposed == 3);
}

TEST_CASE_FIXTURE(World, "what an object holds stays with an owner that keeps the object") {
  Node* only = make_node(a);
  Node* x = make_node(a, only);
  incref(a, x);
  incref(a, x);
  hand_over(a, x);
  CHECK(only->published());
  CHECK(owner(only) == a.thread.id);
  CHECK(local(only) == 1);
  decref(other, x);
  decref(a, x);
  decref(a, x);
  CHECK(g_disposed == 2);
}

TEST_CASE_FIXTURE(World, "a merged object with one reference may be adopted") {
  Node* x = make_node(a);
  hand_over(a, x);
  CHECK(adopt(other, x));
  CHECK(owner(x) == other.thread.id);
  CHECK(local(x) == 1);
  CHECK(word(x) == shared_word(0, kBiased));
  decref(a, x);  // now A is the foreigner
  safepoint(other);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(World, "an object that is owned or held twice is not adopted") {
  Node* x = make_published(a);
  CHECK(!adopt(other, x));
  hand_over(a, x);
  incref(third, x);
  CHECK(!adopt(other, x));
  CHECK(owner(x) == kNobody);
  decref(other, x);
  decref(third, x);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(World, "immortal objects are never counted") {
  Node* x = make_node(a);
  make_immortal(x);
  static Object* const reachable = x;  // for leak checkers
  (void)reachable;
  for (Actor* actor : {&a, &other}) {
    decref(*actor, x);
    decref(*actor, x);
    incref(*actor, x);
    CHECK(try_incref(*actor, x));
  }
  CHECK(x->immortal());
  CHECK(total_count(x) == 0xFFFFFFFF);
  CHECK(word(x) == shared_word(0, kBiased));
  CHECK(g_disposed == 0);
}

TEST_CASE_FIXTURE(World, "a deferred object is kept by the collector's reference") {
  Node* x = make_node(a);
  make_deferred(a, x);
  decref(a, x);
  CHECK(g_disposed == 0);
  CHECK(x->has_flag(kDeferred));
  decref(a, x);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(World, "others' counts of a published deferred object wait in tables of their own") {
  Node* x = make_node(a);
  make_deferred(a, x);
  publish(a, x);
  incref(other, x);
  CHECK(try_incref(third, x));
  CHECK(word(x) == shared_word(0, kBiased));
  decref(other, x);
  decref(other, x);  // a reference that third gave away
  CHECK(word(x) == shared_word(0, kBiased));
  settle_deferred_counts(third);
  CHECK(word(x) == shared_word(1, kBiased));
  settle_deferred_counts(other);
  CHECK(word(x) == shared_word(0, kBiased));
  decref(a, x);
  decref(a, x);
  CHECK(local(x) == 0);
  CHECK(g_disposed == 0);  // the sum may be anything: only the collector reclaims it
  incref(a, x);
  x->clear_flag(kDeferred);
  decref(a, x);
  CHECK(g_disposed == 1);
}

}  // namespace
}  // namespace gc::test

#endif
