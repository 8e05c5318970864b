// Object pages that change hands: blocks freed by others than the page's owner, pages that a thread leaves behind and
// another one takes over, emptied pages that go back. What must hold is checked in page_supply.cpp: no block is handed
// out twice or lost, a page has one owner, no page is lost, and nobody writes to one that has been given back.
#include <array>
#include <utility>

#include "gc/heap/heap.h"
#include "gc/refcount/qsbr.h"
#include "tests/model/page_supply.h"
#include "tests/model/tables.h"

namespace gc::model {
namespace {

Thread& H() { return thread(3); }

// A's first page, full.
std::array<Object*, kBlocksToAPage> g_blocks;
// What a thread has taken in the scenario, by thread.
std::array<std::vector<Object*>, 4> g_mine;

void fill_page() {
  for (Object*& block : g_blocks) block = take_block(A());
}
void give(Thread& thread, u32 i) { give_block(thread, std::exchange(g_blocks[i], nullptr)); }
void take(int i) { g_mine[i].push_back(take_block(thread(i))); }
Object* pop_last(int i) {
  Object* block = g_mine[i].back();
  g_mine[i].pop_back();
  return block;
}
// Of A's only page the first `n` blocks are in use.
void fill_page_and_keep(u32 n) {
  fill_page();
  for (u32 i = n; i < kBlocksToAPage; ++i) give(A(), i);
}
// The same, and A allocates from another page.
void fill_two_pages_and_keep(u32 n) {
  fill_page();
  take(0);
  for (u32 i = n; i < kBlocksToAPage; ++i) give(A(), i);
}
void absorb(Thread& thread) {
  act_as(thread);
  absorb_remote_pages(heap_of(thread));
}
void end(int i) {
  act_as(thread(i));
  end_in_scenario(i);
}

void give_all_back(Thread& thread) {
  for (Object*& block : g_blocks) {
    if (Object* held = std::exchange(block, nullptr)) give_block(thread, held);
  }
  for (auto& blocks : g_mine) {
    for (Object* block : blocks) give_block(thread, block);
    blocks.clear();
  }
}
void finish() {
  give_all_back(A());
  end_world();
}
void finish_without_owner() {
  give_all_back(F());
  end_world();
}

// ---- blocks that others free

Bodies blocks_freed_by_another() {
  begin_world(2);
  fill_page();
  return {[] {
            take(0);
            absorb(A());
            take(0);
          },
          [] {
            give(F(), 0);
            give(F(), 1);
          }};
}

Bodies blocks_freed_by_two_others() {
  begin_world(3);
  fill_page();
  return {[] {
            absorb(A());
            take(0);
          },
          [] {
            give(F(), 0);
            give(F(), 1);
          },
          [] { give(G(), 2); }};
}

// Two pages are entered with A's heap.
Bodies blocks_of_two_pages() {
  begin_world(3);
  fill_two_pages_and_keep(2);
  return {[] {
            absorb(A());
            absorb(A());
          },
          [] {
            give(F(), 0);
            give(F(), 1);
          },
          [] { give_block(G(), pop_last(0)); }};
}

Bodies last_blocks_of_a_page() {
  begin_world(3);
  fill_two_pages_and_keep(3);
  return {[] {
            give(A(), 0);
            absorb(A());
          },
          [] { give(F(), 1); }, [] { give(G(), 2); }};
}

// ---- pages that are left behind

Bodies owner_ends_beside_frees() {
  begin_world(2);
  fill_page_and_keep(2);
  return {[] { end(0); },
          [] {
            give(F(), 0);
            give(F(), 1);
          }};
}

Bodies owner_ends_beside_two_that_free() {
  begin_world(3);
  fill_page_and_keep(2);
  return {[] { end(0); }, [] { give(F(), 0); }, [] { give(G(), 1); }};
}

Bodies owner_empties_its_page_and_ends() {
  begin_world(2);
  fill_two_pages_and_keep(2);
  return {[] {
            give(A(), 0);
            end(0);
          },
          [] {
            give(F(), 1);
            absorb_orphans();
          }};
}

// One page for two that want it.
Bodies two_take_over() {
  begin_world(3);
  fill_page_and_keep(2);
  end_in_scenario(0);
  return {[] { take(1); }, [] { take(2); }};
}

Bodies take_over_beside_frees() {
  begin_world(3);
  fill_page_and_keep(3);
  end_in_scenario(0);
  return {[] {
            take(1);
            absorb(F());
            take(1);
          },
          [] {
            give(G(), 0);
            give(G(), 1);
          }};
}

Bodies two_take_over_beside_frees() {
  begin_world(4);
  fill_page_and_keep(3);
  end_in_scenario(0);
  return {[] {
            take(1);
            absorb(F());
          },
          [] {
            take(2);
            absorb(G());
          },
          [] {
            give(H(), 0);
            give(H(), 1);
          }};
}

// The last block of a page in the orphanage: it goes back, or is somebody's.
Bodies take_over_against_the_last_free() {
  begin_world(4);
  fill_page_and_keep(1);
  end_in_scenario(0);
  return {[] { take(1); }, [] { give(G(), 0); },
          [] {
            act_as(H());
            absorb_orphans();
          }};
}

// From the ending owner to the orphanage, and to the next one.
Bodies left_freed_into_and_taken_over() {
  begin_world(3);
  fill_page_and_keep(2);
  return {[] { end(0); },
          [] {
            give(F(), 0);
            give(F(), 1);
            absorb_orphans();
          },
          [] {
            take(2);
            absorb(G());
          }};
}

Bodies owner_of_what_it_took_over_ends() {
  begin_world(3);
  fill_page_and_keep(2);
  end_in_scenario(0);
  return {[] {
            take(1);
            give_block(F(), pop_last(1));
            end(1);
          },
          [] {
            give(G(), 0);
            give(G(), 1);
          }};
}
void finish_with_the_last() {
  give_all_back(G());
  end_world();
}

// ---- heaps that are used again: frees tell them of pages that have gone elsewhere

Bodies newcomer_gets_the_heap_of_the_owner() {
  begin_world(2);
  fill_page_and_keep(2);
  return {[] {
            end(0);
            begin_in_scenario();
            take(2);
            absorb(G());
          },
          [] {
            give(F(), 0);
            give(F(), 1);
          }};
}

// ---- objects

// The published object's memory comes home to A's page from the thread that retired it, while A ends.
Bodies retired_object_of_an_ending_owner() {
  begin_world(2);
  static Item* x;
  x = make_paged(A());
  publish(A(), x);
  hand_over(A(), x);
  return {[] { end(0); },
          [] {
            act_as(F());
            decref(F(), x);
            quiesce(F());
            quiesce(F());
          }};
}

const Scenario kScenarios[] = {
    {"blocks of a page freed by another", 6, nullptr, blocks_freed_by_another, finish},
    {"blocks of a page freed by two others", 5, nullptr, blocks_freed_by_two_others, finish},
    {"blocks of two pages freed by two others", 5, nullptr, blocks_of_two_pages, finish},
    {"last blocks of a page", 5, nullptr, last_blocks_of_a_page, finish},
    {"owner of a page ends beside frees", 7, nullptr, owner_ends_beside_frees, finish_without_owner},
    {"owner of a page ends beside two that free", 4, nullptr, owner_ends_beside_two_that_free, finish_without_owner},
    {"owner empties its page and ends", 6, nullptr, owner_empties_its_page_and_ends, finish_without_owner},
    {"two take over a page", 7, nullptr, two_take_over, finish_without_owner},
    {"page is taken over beside frees", 6, nullptr, take_over_beside_frees, finish_without_owner},
    {"two take over a page beside frees", 3, nullptr, two_take_over_beside_frees, finish_without_owner},
    {"page is taken over against its last free", 4, nullptr, take_over_against_the_last_free, finish_without_owner},
    {"page is left, freed into and taken over", 3, nullptr, left_freed_into_and_taken_over, finish_without_owner},
    {"page is left a second time", 6, nullptr, owner_of_what_it_took_over_ends, finish_with_the_last},
    {"newcomer gets the heap of a page's owner", 6, nullptr, newcomer_gets_the_heap_of_the_owner, finish_without_owner},
    {"retired object of an ending owner's page", 5, nullptr, retired_object_of_an_ending_owner, end_world},
};

}  // namespace

std::span<const Scenario> page_scenarios() { return kScenarios; }

}  // namespace gc::model
