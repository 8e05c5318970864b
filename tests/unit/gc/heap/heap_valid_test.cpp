// The walks over pages and heaps find what breaks an equation (gc/heap/valid.h).
#include "gc/heap/valid.h"

#include <doctest/doctest.h>

#include "tests/unit/damage.h"
#include "tests/unit/gc/heap/toys.h"

#if defined(TINYPY_DEBUG)

using namespace toys;

TEST_SUITE_BEGIN("gc/heap");

namespace {

// Traced blocks of 96 bytes: several full pages and a current one, on which one block has been freed.
struct FilledPages {
  explicit FilledPages(Thread& t) : thread(t) {
    for (int n = 0; n < 3000; ++n) records.push_back(new_record(t, 9));
    current = Page::of(records.back());
    decref(t, records.back());
    records.pop_back();
    full = Page::of(records[records.size() / 2]);
  }
  ~FilledPages() {
    for (Record* record : records) decref(thread, record);
  }
  Thread& thread;
  std::vector<Record*> records;
  Page *current, *full;
};

}  // namespace

TEST_CASE_FIXTURE(Attached, "page_is_valid sees counts, links and marks that do not agree") {
  on_new_thread([](Thread& other) {
    FilledPages pages(other);
    Page* page = pages.full;
    auto walk = [&] { return page_is_valid(*page); };
    REQUIRE(page->state == PageState::kFull);
    CHECK(walk());
    CHECK(!is_valid_with(page->countdown, page->countdown - 1, walk));
    CHECK(!is_valid_with(page->hidden, page->hidden + 1, walk));
    CHECK(!is_valid_with(page->state, PageState::kCurrent, walk));
    CHECK(!is_valid_with(page->fresh, page->fresh - page->block_bytes, walk));
    CHECK(!is_valid_with(page->fresh, page->fresh + 16, walk));
    CHECK(!is_valid_with(page->side, nullptr, walk));
    CHECK(!is_valid_with(page->side->reciprocal, page->side->reciprocal - 1, walk));
    CHECK(walk());

    page = pages.current;
    Object *first = page->free, *second = next_free(first);
    REQUIRE(second);
    CHECK(walk());
    CHECK(!is_valid_with(page->free, second, walk));  // a block is lost
    link_free(first, first);                          // a circle
    CHECK(!walk());
    link_free(first, pages.full->at(kPageHeader));  // a block of another page
    CHECK(!walk());
    link_free(first, page->at(kPageHeader + 16));  // the middle of a block
    CHECK(!walk());
    link_free(first, second);
    CHECK(!is_valid_with(first->shared, shared_word(1, kMerged), walk));  // alive
    CHECK(!is_valid_with(first->meta, kRecord << kFlagBits, walk));       // dead, not free
    CHECK(walk());
  });
}

TEST_CASE_FIXTURE(Attached, "a page is valid from its first block to its last, whoever frees") {
  on_new_thread([](Thread& other) {
    std::vector<Object*> objects;
    Page* page = nullptr;
    for (int n = 0; n < 200; ++n) {
      objects.push_back(new_leaf(other, 1024));
      if (n == 0) page = Page::of(objects[0]);
      CHECK(page_is_valid(*page));
      CHECK(heap_is_valid(heap_of(other)));
    }
    // Blocks on the remote list are in use until the owner takes them over.
    if constexpr (kFreeThreaded) {
      on_new_thread([&](Thread&) {
        for (size_t n = 0; n < 10; ++n) free_remote(page, objects[n]);
      });
      u32 used = page->used();
      CHECK(page_is_valid(*page));
      absorb_remote_pages(heap_of(other));
      CHECK(page->used() == used - 10);
      CHECK(page_is_valid(*page));
      objects.erase(objects.begin(), objects.begin() + 10);
    }
    for (Object* object : objects) {
      decref(other, object);
      CHECK(heap_is_valid(heap_of(other)));
    }
  });
}

TEST_CASE_FIXTURE(Attached, "heap_is_valid sees a page in a wrong list, a slot that names a wrong page, a debt") {
  on_new_thread([](Thread& other) {
    FilledPages pages(other);
    LocalHeap& heap = heap_of(other);
    auto walk = [&] { return heap_is_valid(heap); };
    Page* full = heap.full.head;
    REQUIRE(full);
    REQUIRE(full->next);
    CHECK(walk());
    CHECK(!is_valid_with(full->state, PageState::kPartial, walk));
    CHECK(!is_valid_with(full->owner, other.id + 1, walk));
    CHECK(!is_valid_with(full->heap, nullptr, walk));
    CHECK(!is_valid_with(full->prev, nullptr, walk));            // the head's is the last page
    CHECK(!is_valid_with(full->next->prev, full->next, walk));   // the second one's is the head
    CHECK(!is_valid_with(heap.partial[1][3].head, full, walk));  // in two lists, one of another class
    CHECK(!is_valid_with(other.pages[1][full->size_class()], full, walk));
    CHECK(!is_valid_with(other.pages[0][pages.current->size_class()], pages.current, walk));  // traced
    REQUIRE(heap.young.head);
    CHECK(!is_valid_with(heap.young.head->young, false, walk));
    CHECK(!is_valid_with(heap.debt.young, -1, walk));
    CHECK(!is_valid_with(heap.debt.published, -1, walk));
    CHECK(walk());
  });
}

TEST_CASE_FIXTURE(Attached, "a guest's slot names its host's current page, and only that") {
  on_new_thread([](Thread& other) {
    auto walk = [&] { return heap_is_valid(heap_of(other)); };
    std::vector<Object*> objects{new_leaf(other, 32)};
    Page* host = Page::of(objects[0]);
    Page*& slot = other.pages[0][2];
    REQUIRE(slot == host);
    REQUIRE(host->size_class() > 2);
    CHECK(other.pages[0][host->size_class()] == host);
    CHECK(walk());
    // The host moves on to another page while the guest's slot still names the old one.
    CHECK(!is_valid_with(other.pages[0][host->size_class()], nullptr, walk));
    // A page of smaller blocks hosts nobody.
    objects.push_back(new_leaf(other, 48));
    CHECK(!is_valid_with(other.pages[0][host->size_class() + 1], host, walk));
    // Where the host needs another page, its guests have to look for one, too.
    while (other.pages[0][host->size_class()] == host) {
      objects.push_back(new_leaf(other, host->block_bytes));
      CHECK(walk());
    }
    CHECK(other.pages[0][2] != host);
    CHECK(other.pages[0][3] != host);
    CHECK(page_is_valid(*host));
    for (Object* object : objects) decref(other, object);
    CHECK(walk());
  });
}

TEST_SUITE_END();

#endif
