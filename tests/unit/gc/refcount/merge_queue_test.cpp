#include <doctest/doctest.h>

#include <memory>

#include "tests/unit/gc/support.h"

#if defined(TINYPY_BUILD_FREE)

namespace gc::test {
namespace {

struct MergeWorld {
  MergeWorld() { g_disposed = 0; }
  Actor a, other;
};

TEST_CASE_FIXTURE(MergeWorld, "the pusher merges for a detached owner") {
  Node* x = make_published(a);
  detach(a);
  decref(other, x);
  CHECK(g_disposed == 1);
  CHECK(a.thread.state.load(relaxed) == ThreadState::kDetached);
}

TEST_CASE_FIXTURE(MergeWorld, "an owner that detaches settles its queue's counts") {
  Node* kept = make_published(a);
  Node* lost = make_published(a);
  incref(a, kept);
  decref(other, kept);
  decref(other, lost);
  detach(a);
  CHECK(word(kept) == shared_word(1, kMerged));
  CHECK(word(lost) == kDead);
  CHECK(g_disposed == 0);  // detaching runs no finalizer: the next safepoint of any thread does
  CHECK(other.thread.poll.load(relaxed) == kPollMerge);
  safepoint(other);
  CHECK(g_disposed == 1);
  decref(other, kept);
  CHECK(g_disposed == 2);
}

TEST_CASE_FIXTURE(MergeWorld, "what a detaching thread left behind is found by the next one to attach") {
  Node* x = make_published(a);
  decref(other, x);
  detach(other);
  detach(a);
  CHECK(g_disposed == 0);
  attach(other);
  safepoint(other);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(MergeWorld, "the pusher merges for an owner that has ended") {
  auto b = std::make_unique<Actor>();
  Node* x = make_published(*b);
  Node* y = make_published(*b);
  incref(*b, y);
  b.reset();
  decref(other, x);
  decref(other, y);
  CHECK(g_disposed == 1);
  CHECK(word(y) == shared_word(1, kMerged));
  decref(a, y);
  CHECK(g_disposed == 2);
}

TEST_CASE_FIXTURE(MergeWorld, "a thread that ends drains its queue first") {
  auto b = std::make_unique<Actor>();
  Node* x = make_published(*b);
  decref(other, x);
  b.reset();
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(MergeWorld, "the holder of a pause merges for a stopped owner") {
  Node* x = make_published(a);
  detach(a);
  {
    StopTheWorld pause(other, "test");
    CHECK(a.thread.state.load(relaxed) == ThreadState::kStopped);
    decref(other, x);
    CHECK(g_disposed == 1);
  }
  CHECK(a.thread.state.load(relaxed) == ThreadState::kDetached);
}

TEST_CASE_FIXTURE(MergeWorld, "many entries are merged in one go") {
  constexpr int kMany = 1000;
  for (int i = 0; i < kMany; ++i) decref(other, make_published(a));
  CHECK(g_disposed == 0);
  safepoint(a);
  CHECK(g_disposed == kMany);
}

}  // namespace
}  // namespace gc::test

#endif
