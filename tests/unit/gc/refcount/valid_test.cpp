// The walks over batches, queues, tables and locks find what breaks an equation (gc/refcount/valid.h).
#include "gc/refcount/valid.h"

#include <doctest/doctest.h>

#include <utility>

#include "tests/unit/damage.h"
#include "tests/unit/gc/support.h"

#if defined(TINYPY_DEBUG) && defined(TINYPY_BUILD_FREE)

namespace gc::test {
namespace {

// One thread has closed batches, which wait for the other one.
struct RetiredWorld {
  RetiredWorld() {
    for (u32 n = 0; n < 3 * 128; ++n) retire_call(a, [](Thread&, void*) {}, nullptr);
  }
  ~RetiredWorld() {
    if (!a.thread.attached()) attach(a);
    for (int turn = 0; turn < 2; ++turn) quiesce(a), quiesce(other);
  }
  RetireList& list() { return *static_cast<RetireList*>(a.thread.retired); }
  Actor a, other;
};

TEST_CASE_FIXTURE(RetiredWorld, "retire_list_is_valid sees stamps and ends that do not agree") {
  auto walk = [&] { return retire_list_is_valid(a.thread); };
  Batch *oldest = list().oldest, *newest = list().newest;
  REQUIRE(oldest);
  REQUIRE(oldest != newest);
  CHECK(walk());
  CHECK(!is_valid_with(a.thread.oldest_retired, oldest->epoch + 1, walk));
  CHECK(!is_valid_with(list().newest, oldest, walk));
  CHECK(!is_valid_with(oldest->epoch, newest->epoch + 1, walk));  // not ascending
  CHECK(!is_valid_with(newest->epoch, 0, walk));                  // not stamped
  CHECK(!is_valid_with(newest->count, 0, walk));
  CHECK(!is_valid_with(newest->count, newest->capacity + 1, walk));
  if (Batch* open = list().open) {
    CHECK(!is_valid_with(open->epoch, 1, walk));
    CHECK(!is_valid_with(open->count, 0, walk));
    CHECK(!is_valid_with(open->count, open->capacity, walk));
  }
  CHECK(walk());
}

TEST_CASE_FIXTURE(RetiredWorld, "orphans_are_valid sees links and epochs that do not agree") {
  CHECK(orphans_are_valid());
  Batch* oldest = list().oldest;
  detach(a);  // its batches are orphans now
  CHECK(orphans_are_valid());
  CHECK(batches_are_valid(oldest));
  Batch* second = oldest->next;
  REQUIRE(second);
  CHECK(!is_valid_with(second->previous, second, orphans_are_valid));
  CHECK(!is_valid_with(second->epoch, oldest->epoch - 1, orphans_are_valid));
  CHECK(!is_valid_with(second->urgent, true, orphans_are_valid));  // later than the latest urgent one
  CHECK(!is_valid_with(second->next, nullptr, orphans_are_valid));
  CHECK(orphans_are_valid());
}

struct QueuedWorld {
  Actor a, other;
  Node *x = make_published(a), *y = make_published(a);
};

TEST_CASE_FIXTURE(QueuedWorld, "merge_queue_is_valid sees an object that is not this thread's, or not queued") {
  auto walk = [&] { return merge_queue_is_valid(a); };
  CHECK(walk());
  incref(a, x);
  decref(other, x);
  decref(other, y);
  CHECK(walk());
  CHECK(!is_valid_with(x->owner, other.thread.id, walk));
  CHECK(!is_valid_with(x->shared, shared_word(0, kBiased), walk));
  CHECK(!is_valid_with(y->shared, kDead, walk));
  incref(other, x);
  incref(other, x);
  decref(a, x);
  decref(a, x);  // its owner holds it no more: merged meanwhile, and still in the queue
  CHECK(state_of(word(x)) == kMerged);
  CHECK(walk());
  drain_merge_queue(a);
  CHECK(walk());
  decref(other, x);
}

TEST_CASE("count_table_is_valid sees objects out of place, twice, or not counted") {
  Actor a;
  Node* nodes[20];
  CountTable* table = new_count_table(a);
  auto walk = [&] { return count_table_is_valid(table); };
  CHECK(count_table_is_valid(nullptr));
  CHECK(walk());
  for (Node*& node : nodes) {
    node = make_node(a);
    CountTable::Entry& place = table->find(node);
    table->take(place, node);
    place.count = 1;
    CHECK(walk());
  }
  CountTable::Entry* entry = &table->find(nodes[7]);
  CHECK(!is_valid_with(table->used, 19, walk));
  CHECK(!is_valid_with(table->limit, 19, walk));
  CHECK(!is_valid_with(table->taken[0], table->taken[0] & (table->taken[0] - 1), walk));
  CHECK(!is_valid_with(entry->object, nodes[8], walk));  // twice
  CHECK(!is_valid_with(entry->object, nullptr, walk));   // a count of nobody
  CountTable::Entry* free = table->entries;
  while (free->object) ++free;
  CHECK(!is_valid_with(free->count, 1, walk));
  std::swap(*free, *entry);  // no search comes there: it ends where the entry was
  CHECK(!walk());
  std::swap(*free, *entry);
  CHECK(walk());
  free_count_table(a, table);
  for (Node* node : nodes) decref(a, node);
}

TEST_CASE("object_lock_is_valid tells a held lock from a free and from a reserved one") {
  Actor a;
  Node* x = make_published(a);
  Node* own = make_node(a);
  CHECK(object_lock_is_valid(own, false));
  CHECK(object_lock_is_valid(x, false));
  {
    ObjectLock lock(x);
    CHECK(object_lock_is_valid(x, true));
  }
  for (int n = 0; n < 1000 && !is_reserved(x); ++n) ObjectLock lock(x);
  if (is_reserved(x)) CHECK(object_lock_is_valid(x, false));
  give_up_reservations();
  auto walk = [&] { return object_lock_is_valid(x, false); };
  CHECK(walk());
  CHECK(!is_valid_with(x->meta, x->meta.load(relaxed) | kLocked, walk));  // by nobody
  CHECK(!is_valid_with(x->meta, x->meta.load(relaxed) | kParked, walk));
  CHECK(!is_valid_with(own->meta, own->meta.load(relaxed) | kLocked, [&] { return object_lock_is_valid(own, true); }));
  decref(a, own);
  decref(a, x);
}

}  // namespace
}  // namespace gc::test

#endif
