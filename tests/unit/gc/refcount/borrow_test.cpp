// Objects that are lent: the rows of the table in gc/refcount/refcount.h that speak of waiting.
#include <doctest/doctest.h>

#include "gc/refcount/held_counts.h"
#include "gc/refcount/hooks.h"
#include "gc/refcount/lending.h"
#include "gc/refcount/transfer.h"
#include "tests/unit/gc/support.h"

#if defined(TINYPY_BUILD_FREE)

namespace gc::test {
namespace {

// One thread's only register.
Thread* g_borrower = nullptr;
Object* g_borrowed = nullptr;

void count_register(Thread& thread) {
  if (&thread != g_borrower || !g_borrowed) return;
  incref(thread, g_borrowed);
  g_borrowed = nullptr;
}

struct Lending {
  Lending() {
    g_disposed = 0;
    g_counting_hooks.count_borrowed = count_register;
    x = make_published(a);
    incref(other, x);
    lend(x);
    decref(other, x);
    g_borrower = &other.thread;
    g_borrowed = nullptr;
  }
  ~Lending() { g_counting_hooks.count_borrowed = nullptr; }
  Actor a, other, third;
  Node* x;
};

TEST_CASE_FIXTURE(Lending, "lending marks the word and the flags, and changes no count") {
  CHECK(word(x) == (shared_word(0, kBiased) | kLent));
  CHECK(x->has_flag(kBorrowed));
  lend(x);
  CHECK(total_count(x) == 1);
  decref(a, x);
}

TEST_CASE_FIXTURE(Lending,
                  "what has been finalized is not lent: who has an old pointer to it looks at its count first") {
  Node* y = make_published(a);
  y->set_flag(kFinalized);
  lend(y);
  CHECK(word(y) == shared_word(0, kBiased));
  CHECK_FALSE(y->has_flag(kBorrowed));
  decref(a, y);
  decref(a, x);
}

TEST_CASE_FIXTURE(Lending, "a lent object without references waits until every thread has announced") {
  decref(a, x);
  CHECK(word(x) == shared_word(1, kWaiting));
  CHECK(owner(x) == kNobody);
  CHECK((a.thread.poll.load(relaxed) & kPollQuiesce) != 0);
  safepoint(a);
  CHECK((other.thread.poll.load(relaxed) & kPollQuiesce) != 0);
  safepoint(other);
  CHECK(g_disposed == 0);
  safepoint(third);
  CHECK(g_disposed == 0);
  safepoint(a);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(
    Lending, "what comes to wait while others wait has its turn when these have gone, whatever its thread does next") {
  Node* y = make_published(a);
  lend(y);
  decref(a, x);
  safepoint(a);
  decref(a, y);
  safepoint(a);
  safepoint(other);
  safepoint(third);
  safepoint(a);
  CHECK(g_disposed == 1);
  for (int n = 0; n < 1'000'000 && g_disposed == 1; ++n) {
    if (a.thread.poll.load(relaxed) & kPollQuiesce) safepoint(a);
    if (other.thread.poll.load(relaxed) & kPollQuiesce) safepoint(other);
    if (third.thread.poll.load(relaxed) & kPollQuiesce) safepoint(third);
  }
  CHECK(g_disposed == 2);
}

TEST_CASE_FIXTURE(Lending, "an announcement counts what is borrowed, and the object lives on") {
  g_borrowed = x;
  decref(a, x);
  safepoint(a);
  safepoint(other);
  CHECK(word(x) == shared_word(2, kWaiting));
  safepoint(third);
  safepoint(a);
  CHECK(g_disposed == 0);
  CHECK(word(x) == (shared_word(1, kMerged) | kLent));
  decref(other, x);
  CHECK(word(x) == shared_word(1, kWaiting));
}

TEST_CASE_FIXTURE(Lending, "what is dropped a second time while it waits gets a grace period of its own") {
  decref(a, x);
  incref(other, x);
  incref(third, x);
  settle_held_counts(other);
  decref(third, x);
  CHECK(word(x) == (shared_word(2, kWaiting) | kTouched));
  x->shared.fetch_and(~kTouched, relaxed);
  decref(other, x);
  CHECK(word(x) == (shared_word(1, kWaiting) | kTouched));
  for (Actor* each : {&a, &other, &third, &a}) safepoint(*each);
  CHECK(word(x) == shared_word(1, kWaiting));
  CHECK(g_disposed == 0);
}

TEST_CASE_FIXTURE(Lending, "who holds a lent object for a while notes it, and writes no count") {
  incref(other, x);
  incref(other, x);
  CHECK(word(x) == (shared_word(0, kBiased) | kLent));
  CHECK(noted_count(other, x) == 2);
  decref(other, x);
  CHECK(noted_count(other, x) == 1);
  quiesce(other);
  CHECK(noted_count(other, x) == 0);
  CHECK(word(x) == (shared_word(1, kBiased) | kLent));
  decref(other, x);
  CHECK(word(x) == (shared_word(0, kBiased) | kLent));
  decref(a, x);
}

TEST_CASE_FIXTURE(Lending, "a thread may hold many lent objects at once, and writes no count") {
  Node* many[200];
  for (Node*& each : many) {
    each = make_published(a);
    lend(each);
    incref(other, each);
    incref(other, each);
  }
  for (Node* each : many) decref(other, each);
  for (Node* each : many) {
    CHECK(word(each) == (shared_word(0, kBiased) | kLent));
    CHECK(noted_count(other, each) == 1);
  }
  for (Node* each : many) {
    decref(other, each);
    CHECK(noted_count(other, each) == 0);
    CHECK(word(each) == (shared_word(0, kBiased) | kLent));
    decref(a, each);
  }
}

TEST_CASE_FIXTURE(Lending, "more objects than a table has room for are counted") {
  Node* many[1000];
  for (Node*& each : many) {
    each = make_published(a);
    lend(each);
    incref(other, each);
  }
  u64 noted = 0;
  for (Node* each : many) {
    CHECK(static_cast<u32>(shared_count(word(each))) + noted_count(other, each) == 1);
    noted += noted_count(other, each);
  }
  CHECK(noted > 0);
  for (Node* each : many) {
    decref(other, each);
    decref(a, each);
  }
  detach(other);
  detach(third);
  quiesce(a);
  CHECK(g_disposed == 1000);
  decref(a, x);
}

TEST_CASE_FIXTURE(Lending, "a noted reference that another thread drops leaves less than nothing for a while") {
  incref(other, x);  // stored somewhere
  decref(a, x);
  CHECK(word(x) == shared_word(1, kWaiting));
  decref(third, x);  // taken from there
  CHECK(word(x) == (shared_word(0, kWaiting) | kTouched));
  CHECK(!x->dead());
  for (Actor* each : {&a, &other, &third, &a}) safepoint(*each);
  CHECK(word(x) == shared_word(1, kWaiting));
  CHECK(g_disposed == 0);
  detach(other);
  detach(third);
  quiesce(a);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(Lending, "the merge of an object of which references are noted may come out below nothing") {
  incref(other, x);
  decref(third, x);
  CHECK(word(x) == (shared_word(0, kQueued) | kLent));
  incref(other, x);
  decref(third, x);
  CHECK(word(x) == (shared_word(-1, kQueued) | kLent));
  safepoint(a);
  CHECK(word(x) == (shared_word(0, kWaiting) | kTouched));
  quiesce(other);
  CHECK(word(x) == (shared_word(2, kWaiting) | kTouched));
  decref(other, x);
  CHECK(word(x) == (shared_word(1, kWaiting) | kTouched));
}

TEST_CASE_FIXTURE(Lending, "a foreigner's drop and the merge keep the object lent") {
  incref(a, x);
  decref(other, x);
  CHECK(word(x) == (shared_word(0, kQueued) | kLent));
  safepoint(a);
  CHECK(word(x) == (shared_word(1, kMerged) | kLent));
  CHECK(!adopt(other, x));
  decref(other, x);
  CHECK(word(x) == shared_word(1, kWaiting));
}

TEST_CASE_FIXTURE(Lending, "beside detached threads only, the last drop destroys at once") {
  detach(other);
  detach(third);
  decref(a, x);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(Lending, "what the only attached thread itself borrows is counted by its last drop, and lives on") {
  detach(other);
  detach(third);
  g_borrower = &a.thread;
  g_borrowed = x;
  decref(a, x);
  CHECK(g_disposed == 0);
  CHECK(g_borrowed == nullptr);
  CHECK(word(x) == (shared_word(1, kMerged) | kLent));
  decref(a, x);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(Lending,
                  "a thread that detaches leaves its waiting objects to the others, for a second grace period since it "
                  "makes no fence") {
  decref(a, x);
  detach(a);
  quiesce(other);
  quiesce(third);
  quiesce(other);
  CHECK(g_disposed == 0);
  while (g_disposed == 0) {  // a thread begins one such period at most in a while
    quiesce(other);
    quiesce(third);
  }
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(Lending,
                  "a thread that ends without having retired anything tells those who wait for its announcement") {
  Thread quiet;
  register_thread(quiet);
  decref(a, x);
  for (Actor* each : {&a, &other, &third, &a}) safepoint(*each);
  CHECK(g_disposed == 0);
  CHECK((a.thread.poll.load(relaxed) & kPollQuiesce) == 0);
  end_thread(quiet);
  CHECK((a.thread.poll.load(relaxed) & kPollQuiesce) != 0);
  safepoint(a);
  CHECK(g_disposed == 1);
}

TEST_CASE_FIXTURE(Lending, "waiting objects that all threads have left are looked after by the first to come back") {
  decref(a, x);
  for (Actor* each : {&a, &other, &third}) detach(*each);
  CHECK(g_disposed == 0);
  attach(other);
  safepoint(other);
  CHECK(g_disposed == 1);
}

}  // namespace
}  // namespace gc::test

#endif
