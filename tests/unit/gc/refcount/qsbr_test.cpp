#include <doctest/doctest.h>

#include <memory>

#include "tests/unit/gc/support.h"

namespace gc::test {
namespace {

int g_released = 0;
void count_release(Thread&, void*) { ++g_released; }

#if defined(TINYPY_BUILD_GIL)

TEST_CASE("the GIL program needs no grace period") {
  Actor a;
  g_released = 0;
  retire_call(a, count_release, nullptr);
  CHECK(g_released == 1);
}

#else

constexpr int kBatches = 13 + 128;  // a thread's first batch is a small one

void retire_batches(Thread& thread) {
  for (int i = 0; i < kBatches; ++i) retire_call(thread, count_release, nullptr);
}

TEST_CASE("retired memory waits until every attached thread has announced") {
  Actor a, b, c;
  g_released = 0;
  retire_batches(a);
  CHECK((b.thread.poll.load(relaxed) & kPollQuiesce) != 0);
  safepoint(a);
  CHECK(g_released == 0);
  safepoint(b);
  safepoint(a);
  CHECK(g_released == 0);
  safepoint(c);  // the last one; it tells A that its batch is due
  CHECK((a.thread.poll.load(relaxed) & kPollQuiesce) != 0);
  safepoint(a);
  CHECK(g_released == kBatches);
}

TEST_CASE("a detached thread delays nobody") {
  Actor a, b;
  g_released = 0;
  detach(b);
  retire_batches(a);
  safepoint(a);
  CHECK(g_released == kBatches);
}

TEST_CASE("the only attached thread waits for its own safepoint only, also with a batch half full") {
  Actor a, b;
  detach(b);
  g_released = 0;
  retire_call(a, count_release, nullptr);
  CHECK(g_released == 0);
  quiesce(a);
  CHECK(g_released == 1);
}

TEST_CASE("many bytes close a batch early") {
  Actor a, b;
  void* memory = raw_alloc(64);
  retire_raw(a, memory, size_t{2} << 20);
  CHECK((a.thread.poll.load(relaxed) & kPollQuiesce) != 0);
  CHECK((b.thread.poll.load(relaxed) & kPollQuiesce) != 0);
  safepoint(b);
  safepoint(a);
}

TEST_CASE("an ended thread's retired memory is freed by the others") {
  Actor a, b;
  g_released = 0;
  {
    Actor c;
    retire_call(c, count_release, nullptr);
  }
  CHECK(g_released == 0);
  quiesce(a);
  quiesce(b);
  quiesce(a);
  CHECK(g_released == 1);
}

TEST_CASE("a detaching thread leaves its closed batches to the others") {
  Actor a, b;
  g_released = 0;
  retire_batches(a);
  detach(a);
  CHECK(g_released == 0);
  quiesce(b);
  CHECK(g_released == kBatches);
  attach(a);
}

TEST_CASE("a detaching thread leaves references that may be the last to a safepoint of another") {
  Actor a, b;
  g_disposed = 0;
  retire_reference(a, make_published(a));
  retire_batches(a);
  quiesce(b);
  detach(a);
  CHECK(g_disposed == 0);
  quiesce(b);
  CHECK(g_disposed == 1);
  attach(a);
}

TEST_CASE("batches left in another order than they were closed in are freed by the others") {
  Actor a, b, c, d;
  g_released = 0;
  for (Actor* each : {&c, &a, &d}) retire_batches(*each);
  for (Actor* each : {&d, &a, &c}) detach(*each);
  CHECK(g_released == 0);
  quiesce(b);
  CHECK(g_released == 3 * kBatches);
  for (Actor* each : {&d, &a, &c}) attach(*each);
}

TEST_CASE("a release may retire again") {
  Actor a;
  g_released = 0;
  retire_call(a, [](Thread& thread, void*) { retire_call(thread, count_release, nullptr); }, nullptr);
  quiesce(a);
  quiesce(a);
  CHECK(g_released == 1);
}

#endif

}  // namespace
}  // namespace gc::test
