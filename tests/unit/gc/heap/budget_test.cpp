// Budgets: what a thread makes and frees reaches the sums that decide about collections (gc/heap/budget.h).
#include "gc/heap/budget.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "gc/refcount/transfer.h"
#include "tests/unit/gc/heap/toys.h"

using namespace toys;

TEST_SUITE_BEGIN("gc/heap");

namespace {

// The sums as they were; and how much they have grown since.
struct Sums {
  i64 settled = g_settled_debt.load(relaxed), shared = g_public_debt.load(relaxed), freed = g_released.load(relaxed);
  i64 settled_since() const { return g_settled_debt.load(relaxed) - settled; }
  i64 public_since() const { return g_public_debt.load(relaxed) - shared; }
  i64 released_since() const { return g_released.load(relaxed) - freed; }
};

struct Budgeted : Attached {
  Budgeted() { settle_debt(thread); }
  ~Budgeted() { quiesce(thread); }  // what tests have published goes with them
  OwnDebt& debt() { return heap_of(thread).debt; }
};

}  // namespace

TEST_CASE_FIXTURE(Budgeted, "a thread's growth is settled net of what it has freed") {
  Sums sums;
  i64 growth = debt().growth, young = debt().young;
  std::vector<Object*> records;
  for (int n = 0; n < 10; ++n) records.push_back(new_record(thread, 1));
  Object* leaf = new_leaf(thread);  // untraced: no growth, as long as its page is not full
  CHECK(unsettled_debt(thread) == 10);
  for (int n = 0; n < 4; ++n) {
    decref(thread, records.back());
    records.pop_back();
  }
  CHECK(unsettled_debt(thread) == 6);
  CHECK(sums.settled_since() == 0);
  settle_debt(thread);
  CHECK(unsettled_debt(thread) == 0);
  CHECK(sums.settled_since() == 6);
  CHECK(sums.public_since() == 0);
  CHECK(debt().growth == growth + 6);
  CHECK(debt().young == young + 6);
  for (Object* record : records) decref(thread, record);
  decref(thread, leaf);
  settle_debt(thread);
  CHECK(sums.settled_since() == 0);
  CHECK(debt().growth == growth);
}

TEST_CASE_FIXTURE(Budgeted, "a large block counts by its size, as long as it lives") {
  constexpr size_t kBytes = 64 * kBytesPerDebt;
  Object* large = allocate(thread, kBytes, kLeaf, false);
  CHECK(unsettled_debt(thread) == 64);
  decref(thread, large);
  CHECK(unsettled_debt(thread) == 0);
  Object* traced = allocate(thread, Record::bytes_for(1000), kRecord, true);
  static_cast<Record*>(traced)->count = 0;
  CHECK(unsettled_debt(thread) == 1 + static_cast<i64>(Record::bytes_for(1000) / kBytesPerDebt));
  decref(thread, traced);
}

TEST_CASE_FIXTURE(Budgeted, "untraced blocks count by their size, page by page, as long as they live") {
  constexpr size_t kBytes = kBytesPerDebt / 2;
  std::vector<Object*> leaves = {allocate(thread, kBytes, kLeaf, false)};
  i64 of_page = Page::of(leaves[0])->capacity() / 2, before = unsettled_debt(thread);
  while (std::ssize(leaves) < 5 * 2 * of_page) leaves.push_back(allocate(thread, kBytes, kLeaf, false));
  i64 made = unsettled_debt(thread) - before;
  CHECK(made >= 3 * of_page);  // all but what was free in a partial page, and the current page
  CHECK(made <= 5 * of_page + 5);
  for (Object* leaf : leaves) decref(thread, leaf);
  CHECK(unsettled_debt(thread) <= before + 5);
}

TEST_CASE_FIXTURE(Budgeted, "who makes more than its budget is asked to consider a collection, and starts anew") {
  Sums sums;
  thread.poll.fetch_and(~static_cast<u32>(kPollCollect), relaxed);
  std::vector<Object*> records;
  while (thread.gc_debt != 0) records.push_back(new_record(thread, 1));
  CHECK((thread.poll.load(relaxed) & kPollCollect) == 0);
  records.push_back(new_record(thread, 1));
  CHECK((thread.poll.load(relaxed) & kPollCollect) != 0);
  CHECK(thread.gc_debt == -std::min(g_debt_budget.load(relaxed), debt().budget));
  CHECK(sums.settled_since() == static_cast<i64>(records.size()));
  thread.poll.fetch_and(~static_cast<u32>(kPollCollect), relaxed);
  for (Object* record : records) decref(thread, record);
}

TEST_CASE_FIXTURE(Budgeted,
                  "a page that begins lets a thread with enough young objects settle soon, and counts nothing") {
  i64 ready = std::exchange(debt().ready, debt().young + 5);
  for (bool enough : {false, true}) {
    debt().page_begins = false;
    std::vector<Object*> records;
    for (int n = 0; n < (enough ? 5 : 4); ++n) records.push_back(new_record(thread, 1));
    i64 made = unsettled_debt(thread), before = thread.gc_debt;
    page_begins(thread);
    CHECK(debt().page_begins == enough);
    CHECK((thread.gc_debt > before) == enough);
    CHECK(unsettled_debt(thread) == made);
    for (Object* record : records) decref(thread, record);
    settle_debt(thread);
  }
  debt().ready = ready;
  debt().page_begins = false;
}

#if !defined(TINYPY_BUILD_GIL)

TEST_CASE_FIXTURE(Budgeted, "what a thread publishes is public growth, and its own no more") {
  Sums sums;
  i64 growth = debt().growth;
  Record* ring = make_ring(thread, 3, 0);
  Record* own = new_record(thread, 1);
  publish(thread, ring);
  CHECK(sums.public_since() == 0);
  settle_debt(thread);
  CHECK(sums.settled_since() == 4);
  CHECK(sums.public_since() == 3);
  CHECK(debt().growth == growth + 1);
  clear_record(thread, ring);  // the first link, and all others with it
  decref(thread, own);
}

TEST_CASE_FIXTURE(Budgeted, "published objects that are freed are credited to the sums, many at once") {
  Sums sums;
  i64 unsettled = unsettled_debt(thread), pending = debt().released;
  count_released(thread, 100);
  CHECK(debt().released == pending + 100);
  CHECK(sums.settled_since() == 0);
  CHECK(unsettled_debt(thread) == unsettled + 100);  // the frees that follow will subtract that
  count_released(thread, 1000);
  CHECK(debt().released == 0);
  i64 freed = pending + 1100;
  CHECK(sums.settled_since() == -freed);
  CHECK(sums.public_since() == -freed);
  CHECK(sums.released_since() == freed);
  thread.gc_debt -= 1100;
}

TEST_CASE_FIXTURE(Budgeted, "what a thread leaves at its end is public growth") {
  Sums sums;
  std::vector<Object*> left;
  i64 live = 0;
  on_new_thread([&](Thread& other) {
    for (int n = 0; n < 7; ++n) left.push_back(new_record(other, 1));
    for (Object* record : left) hand_over(other, record);
    live = std::max<i64>(0, heap_of(other).debt.live);
  });
  CHECK(sums.public_since() >= 7 + live);
  for (Object* record : left) decref(thread, record);
}

#endif

TEST_SUITE_END();
