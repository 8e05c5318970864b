// Lent objects: what threads hold without counting lives until they have announced quiescence, for which they count it.
// And readers beside finalizers. The last six are wrong.
#include "gc/refcount/hooks.h"
#include "gc/refcount/qsbr.h"
#include "tests/model/tables.h"

namespace gc::model {
namespace {

Item* x;
Atomic<Object*> g_slot{nullptr}, g_other_slot{nullptr};

void clear(Thread& thread, Atomic<Object*>& slot) {
  if (Object* object = slot.exchange(nullptr, acq_rel)) decref(thread, object);
}
void clear_slot(Thread& thread) { clear(thread, g_slot); }

void make_lent() {
  x = make_published(A());
  incref(F(), x);
  lend(x);
  decref(F(), x);
  g_slot.store(x, relaxed);
  g_other_slot.store(nullptr, relaxed);
}
void keep_for_a_while(Thread& thread) {
  use_register(thread);
  safepoint(thread);
  use_register(thread);
  clear_register(thread);
}
void borrow_and_leave(Thread& thread) {
  load_register(thread, g_slot);
  keep_for_a_while(thread);
}
void drop_and_wait(Thread& thread) {
  clear_slot(thread);
  safepoint(thread);
  safepoint(thread);
}

Bodies borrower_and_the_owners_last_drop() {
  begin_world(2);
  make_lent();
  return {[] { drop_and_wait(A()); }, [] { borrow_and_leave(F()); }};
}

Bodies first_borrower_and_the_owners_last_drop() {
  begin_world(2);
  x = make_published(A());
  g_slot.store(x, relaxed);
  return {[] { drop_and_wait(A()); }, [] { borrow_and_leave(F()); }};
}

Bodies borrower_and_a_foreigners_last_drop() {
  begin_world(3);
  make_lent();
  return {[] {
            safepoint(A());
            safepoint(A());
          },
          [] { drop_and_wait(F()); }, [] { borrow_and_leave(G()); }};
}

// The owner borrows, too, and may lose what it owned.
Bodies owner_borrows() {
  begin_world(2);
  make_lent();
  return {[] {
            borrow_and_leave(A());
            safepoint(A());
          },
          [] { drop_and_wait(F()); }};
}

Bodies borrower_that_detaches() {
  begin_world(2);
  make_lent();
  return {[] { drop_and_wait(A()); },
          [] {
            load_register(F(), g_slot);
            {
              Detached blocking(F());
              use_register(F());
            }
            use_register(F());
            clear_register(F());
          }};
}

// Who attaches beside a last drop: the dropper sees that it is not alone, or the newcomer sees the slot empty.
Bodies newcomer_and_the_owners_last_drop() {
  begin_world(2);
  make_lent();
  return {[] {
            clear_slot(A());
            safepoint(A());
          },
          [] {
            {
              Detached blocking(F());
            }
            borrow_and_leave(F());
          }};
}

// While the object waits, it is found again, put elsewhere, borrowed from there, and dropped a second time.
void pass_on(Thread& thread) {
  load_register(thread, g_slot);
  if (Item* item = share_register(thread)) {
    g_other_slot.store(item, release);
    if (Object* object = g_other_slot.exchange(nullptr, acq_rel)) decref(thread, object);
  }
  clear_register(thread);
  safepoint(thread);
}
void borrow_elsewhere(Thread& thread) {
  safepoint(thread);
  load_register(thread, g_other_slot);
  keep_for_a_while(thread);
}
Bodies dropped_again_while_it_waits() {
  begin_world(3);
  make_lent();
  return {[] { drop_and_wait(A()); }, [] { pass_on(F()); }, [] { borrow_elsewhere(G()); }};
}

// The same; in between it is counted in the object's word.
Bodies counted_while_it_waits_and_dropped_again() {
  begin_world(3);
  make_lent();
  return {[] { drop_and_wait(A()); },
          [] {
            load_register(F(), g_slot);
            Item* item = share_register(F());
            if (item) g_other_slot.store(item, release);
            clear_register(F());
            safepoint(F());
            if (item) clear(F(), g_other_slot);
            safepoint(F());
          },
          [] { borrow_elsewhere(G()); }};
}

Bodies waiting_object_of_a_thread_that_ends() {
  begin_world(2);
  make_lent();
  return {[] {
            clear_slot(A());
            end_in_scenario(0);
          },
          [] { borrow_and_leave(F()); }};
}

Bodies waiting_object_of_a_thread_that_detaches() {
  begin_world(2);
  make_lent();
  return {[] {
            clear_slot(A());
            detach(A());
          },
          [] {
            borrow_and_leave(F());
            safepoint(F());
          }};
}
void finish_without_dropper() {
  safepoint(F());
  check(x->destroyed == 1, "a waiting object was forgotten");
  end_world();
}

Bodies waiting_object_that_all_threads_have_left() {
  begin_world(2);
  make_lent();
  return {[] {
            clear_slot(A());
            detach(A());
          },
          [] { Detached blocking(F()); }};
}

// The laggard has never retired anything, and ends.
Bodies laggard_ends() {
  begin_world(2);
  make_lent();
  return {[] {
            clear_slot(A());
            safepoint(A());
          },
          [] { end_in_scenario(1); }};
}
Bodies laggard_detaches() {
  begin_world(2);
  make_lent();
  return {[] {
            clear_slot(A());
            safepoint(A());
          },
          [] { detach(F()); }};
}
void finish_without_laggard() {
  safepoint(A());
  check(x->destroyed == 1, "a waiting object was forgotten");
  end_world();
}

// Who drops the last count borrows the object. There is no memory, neither for the owner's queue nor for what waits.
void drop_without_memory(Thread& thread) {
  load_register(thread, g_slot);
  {
    OutOfMemory now;
    clear_slot(thread);
  }
  keep_for_a_while(thread);
  detach(thread);
}
Bodies last_drop_without_memory() {
  begin_world(2);
  make_lent();
  return {[] {
            safepoint(A());
            detach(A());
          },
          [] { drop_without_memory(F()); }};
}
Bodies borrower_and_a_last_drop_without_memory() {
  begin_world(3);
  make_lent();
  return {[] {
            safepoint(A());
            detach(A());
          },
          [] { drop_without_memory(F()); },
          [] {
            borrow_and_leave(G());
            detach(G());
          }};
}

// ---- finalizers

// What a reader finds in a slot has not been finalized, or has been stored again by its finalizer.
void use_found(Thread& thread, Item* item) {
  check(!item->finalized || item->back, "a reader found what was finalized");
  item->meta.load(relaxed);
  decref(thread, item);
}
void read_slot(Thread& thread) {
  while (auto* item = static_cast<Item*>(g_slot.load(acquire))) {
    if (try_incref_in_slot(thread, item)) return use_found(thread, item);
  }
}
void make_finalizable_in_slot() {
  begin_world(2);
  x = make_finalizable(A());
  publish(A(), x);
  g_slot.store(x, relaxed);
}

Bodies finalizer_and_a_reader() {
  make_finalizable_in_slot();
  return {[] { drop_and_wait(A()); },
          [] {
            read_slot(F());
            safepoint(F());
          }};
}

Bodies finalizer_of_what_was_handed_over_and_a_reader() {
  make_finalizable_in_slot();
  hand_over(A(), x);
  return {[] {
            read_slot(A());
            safepoint(A());
          },
          [] { drop_and_wait(F()); }};
}

Bodies finalizer_that_stores_again_and_a_reader() {
  make_finalizable_in_slot();
  x->back = &g_slot;
  return {[] { drop_and_wait(A()); },
          [] {
            read_slot(F());
            safepoint(F());
          }};
}
void finish_slot() {
  clear_slot(F());
  end_world();
}

// ---- weak references

WeakEntry g_entry;

void refer_weakly() {
  g_entry.referent.store(nullptr, relaxed);
  g_entry.held = 0;
  weakref_add(A(), x, &g_entry);
}
void borrow_weakly(Thread& thread) {
  load_register_weakly(thread, g_entry);
  keep_for_a_while(thread);
}

Bodies weak_borrower_and_the_owners_last_drop() {
  begin_world(2);
  make_lent();
  refer_weakly();
  return {[] { drop_and_wait(A()); }, [] { borrow_weakly(F()); }};
}

Bodies weak_borrower_and_a_foreigners_last_drop() {
  begin_world(3);
  make_lent();
  refer_weakly();
  return {[] {
            safepoint(A());
            safepoint(A());
          },
          [] { drop_and_wait(F()); }, [] { borrow_weakly(G()); }};
}

Bodies weak_borrower_that_has_announced() {
  begin_world(2);
  make_lent();
  refer_weakly();
  return {[] { drop_and_wait(A()); },
          [] {
            safepoint(F());
            borrow_weakly(F());
          }};
}

Bodies weak_reader_and_the_owners_last_drop() {
  begin_world(2);
  x = make_published(A());
  g_slot.store(x, relaxed);
  refer_weakly();
  return {[] { drop_and_wait(A()); }, [] { borrow_weakly(F()); }};
}

Bodies owner_reads_weakly_beside_the_last_drop() {
  begin_world(2);
  x = make_published(A());
  g_slot.store(x, relaxed);
  refer_weakly();
  return {[] {
            borrow_weakly(A());
            safepoint(A());
          },
          [] { drop_and_wait(F()); }};
}

Bodies weak_borrower_and_a_finalizer() {
  begin_world(2);
  x = make_finalizable(A());
  publish(A(), x);
  lend(x);
  g_slot.store(x, relaxed);
  refer_weakly();
  return {[] { drop_and_wait(A()); },
          [] {
            borrow_weakly(F());
            safepoint(F());
          }};
}

// ---- mistakes

// What waits for the end of a grace period that has begun before is borrowed.
Bodies weak_borrower_of_what_waits() {
  begin_world(3);
  make_lent();
  refer_weakly();
  return {[] { drop_and_wait(A()); },
          [] {
            safepoint(F());
            safepoint(F());
          },
          [] {
            safepoint(G());
            if (auto* item = static_cast<Item*>(g_entry.referent.load(acquire))) {
              g_other_slot.store(item, relaxed);  // as if it were counted there
              load_register(G(), g_other_slot);
              keep_for_a_while(G());
            }
          }};
}

// Who has counted the object does not ask whether its finalizer has run meanwhile.
Bodies reader_that_does_not_look_again() {
  make_finalizable_in_slot();
  return {[] { drop_and_wait(A()); },
          [] {
            auto* item = static_cast<Item*>(g_slot.load(acquire));
            if (item && try_incref(F(), item)) use_found(F(), item);
          }};
}

// What is dropped while it waits does not get a period of its own.
Bodies second_drop_without_a_mark() {
  begin_world(3);
  make_lent();
  return {[] { drop_and_wait(A()); },
          [] {
            pass_on(F());
            u32 word = x->shared.load(relaxed);
            if (word == (shared_word(1, kWaiting) | kTouched))
              x->shared.compare_exchange_strong(word, shared_word(1, kWaiting), relaxed, relaxed);
          },
          [] { borrow_elsewhere(G()); }};
}

// The last drop does not look whether other threads are attached.
Bodies no_grace_period_beside_others() {
  begin_world(2);
  make_lent();
  return {[] {
            x->meta.fetch_and(~static_cast<u32>(kBorrowed), relaxed);
            x->shared.fetch_and(~kTouched, relaxed);
            clear_slot(A());
          },
          [] { borrow_and_leave(F()); }};
}

Bodies announcement_that_counts_nothing() {
  begin_world(2);
  make_lent();
  g_counting_hooks.count_borrowed = nullptr;
  return {[] { drop_and_wait(A()); }, [] { borrow_and_leave(F()); }};
}

// An object that is lent without a count in hand may be on its way to destruction.
Bodies lent_without_a_count() {
  begin_world(2);
  x = make_published(A());
  g_slot.store(x, relaxed);
  return {[] { drop_and_wait(A()); },
          [] {
            if (auto* item = static_cast<Item*>(g_slot.load(acquire))) {
              item->meta.fetch_or(kBorrowed, relaxed);
              load_register(F(), g_slot);
              use_register(F());
              safepoint(F());
              use_register(F());
              clear_register(F());
            }
          }};
}

const Scenario kScenarios[] = {
    {"borrower and the owner's last drop", 5, nullptr, borrower_and_the_owners_last_drop, end_world},
    {"first borrower and the owner's last drop", 5, nullptr, first_borrower_and_the_owners_last_drop, end_world},
    {"borrower and a foreigner's last drop", 3, nullptr, borrower_and_a_foreigners_last_drop, end_world},
    {"owner borrows", 5, nullptr, owner_borrows, end_world},
    {"borrower that detaches", 4, nullptr, borrower_that_detaches, end_world},
    {"newcomer and the owner's last drop", 4, nullptr, newcomer_and_the_owners_last_drop, end_world},
    {"dropped again while it waits", 3, nullptr, dropped_again_while_it_waits, end_world},
    {"counted while it waits and dropped again", 3, nullptr, counted_while_it_waits_and_dropped_again, end_world},
    {"waiting object of a thread that ends", 4, nullptr, waiting_object_of_a_thread_that_ends, end_world},
    {"waiting object of a thread that detaches", 4, nullptr, waiting_object_of_a_thread_that_detaches,
     finish_without_dropper},
    {"waiting object that all threads have left", 4, nullptr, waiting_object_that_all_threads_have_left,
     finish_without_dropper},
    {"laggard that ends", 4, nullptr, laggard_ends, finish_without_laggard},
    {"laggard that detaches", 4, nullptr, laggard_detaches, finish_without_laggard},
    {"last drop without memory", 4, nullptr, last_drop_without_memory, end_world},
    {"borrower and a last drop without memory", 2, nullptr, borrower_and_a_last_drop_without_memory, end_world},
    {"finalizer and a reader", 5, nullptr, finalizer_and_a_reader, end_world},
    {"finalizer of what was handed over and a reader", 5, nullptr, finalizer_of_what_was_handed_over_and_a_reader,
     end_world},
    {"finalizer that stores again and a reader", 4, nullptr, finalizer_that_stores_again_and_a_reader, finish_slot},
    {"weak borrower and the owner's last drop", 4, nullptr, weak_borrower_and_the_owners_last_drop, end_world},
    {"weak borrower and a foreigner's last drop", 3, nullptr, weak_borrower_and_a_foreigners_last_drop, end_world},
    {"weak borrower that has announced", 4, nullptr, weak_borrower_that_has_announced, end_world},
    {"weak reader and the owner's last drop", 5, nullptr, weak_reader_and_the_owners_last_drop, end_world},
    {"owner reads weakly beside the last drop", 5, nullptr, owner_reads_weakly_beside_the_last_drop, end_world},
    {"weak borrower and a finalizer", 4, nullptr, weak_borrower_and_a_finalizer, end_world},
    {"wrong: weak borrower of what waits",
     4,
     "a borrowed object was destroyed",
     weak_borrower_of_what_waits,
     end_world,
     {Accelerator::lending}},
    {"wrong: reader that does not look again", 4, "a reader found what was finalized", reader_that_does_not_look_again,
     end_world},
    {"wrong: second drop without a mark",
     4,
     "a borrowed object was destroyed",
     second_drop_without_a_mark,
     end_world,
     {Accelerator::lending}},
    {"wrong: no grace period beside others",
     4,
     "a borrowed object was destroyed",
     no_grace_period_beside_others,
     end_world,
     {Accelerator::lending}},
    {"wrong: announcement that counts nothing",
     4,
     "a borrowed object was destroyed",
     announcement_that_counts_nothing,
     end_world,
     {Accelerator::lending}},
    {"wrong: lent without a count", 4, "a borrowed object was destroyed", lent_without_a_count, end_world},
};

}  // namespace

std::span<const Scenario> borrowing_scenarios() { return kScenarios; }

}  // namespace gc::model
