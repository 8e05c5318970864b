// Lent objects of which threads note references instead of counting them (gc/refcount/held_counts.h). Noted references
// lie in slots, are borrowed from there and dropped by others before they are counted. The last two are wrong.
#include "gc/refcount/held_counts.h"
#include "gc/refcount/qsbr.h"
#include "tests/model/tables.h"

namespace gc::model {
namespace {

Item* x;
Atomic<Object*> g_slot{nullptr}, g_second{nullptr}, g_third{nullptr};

// Lent, in the first slot.
void make_lent() {
  x = make_published(A());
  incref(F(), x);
  lend(x);
  decref(F(), x);
  g_slot.store(x, relaxed);
  g_second.store(nullptr, relaxed);
  g_third.store(nullptr, relaxed);
}

void clear(Thread& thread, Atomic<Object*>& slot) {
  if (Object* object = slot.exchange(nullptr, acq_rel)) decref(thread, object);
}

// A second reference in another slot, noted only.
void copy(Thread& thread, Atomic<Object*>& from, Atomic<Object*>& to) {
  load_register(thread, from);
  Item* item = share_register(thread);
  clear_register(thread);
  if (!item) return;
  if (Object* old = to.exchange(item, acq_rel)) decref(thread, old);
}

void use(Thread& thread, Atomic<Object*>& slot) {
  load_register(thread, slot);
  use_register(thread);
  clear_register(thread);
}

void empty_slots() {
  for (auto* slot : {&g_slot, &g_second, &g_third}) clear(F(), *slot);
}
void finish() {
  for (Thread* each : {&A(), &F()}) {
    if (!each->attached()) attach(*each);
  }
  empty_slots();
  end_world();
}

// What one thread notes and puts into a slot another drops, with the first slot's reference, at once.
Bodies noted_reference_is_dropped_by_the_owner() {
  begin_world(2);
  make_lent();
  return {[] {
            clear(A(), g_slot);
            clear(A(), g_second);
            safepoint(A());
            safepoint(A());
          },
          [] {
            copy(F(), g_slot, g_second);
            safepoint(F());
            use(F(), g_second);
            safepoint(F());
          }};
}

Bodies noted_reference_is_dropped_by_a_foreigner() {
  begin_world(3);
  make_lent();
  return {[] {
            clear(A(), g_slot);
            safepoint(A());
          },
          [] {
            copy(F(), g_slot, g_second);
            safepoint(F());
          },
          [] {
            clear(G(), g_second);
            safepoint(G());
          }};
}

// The note is taken back for a slot from which a third thread has borrowed meanwhile.
Bodies note_taken_back_for_a_slot_that_was_borrowed_from() {
  begin_world(3);
  make_lent();
  return {[] {
            clear(A(), g_slot);
            safepoint(A());
            safepoint(A());
          },
          [] {
            copy(F(), g_slot, g_second);
            clear(F(), g_second);
            safepoint(F());
            safepoint(F());
          },
          [] {
            safepoint(G());
            load_register(G(), g_second);
            use_register(G());
            safepoint(G());
            use_register(G());
            clear_register(G());
          }};
}

// The slot is overwritten by a plain store, as under a reserved lock, which may still be on its way when the note of
// its reference is taken back.
Bodies note_taken_back_after_a_plain_store() {
  begin_world(3);
  make_lent();
  copy(F(), g_slot, g_second);
  return {[] {
            clear(A(), g_slot);
            safepoint(A());
            safepoint(A());
          },
          [] {
            Object* item = g_second.load(relaxed);
            g_second.store(nullptr, release);
            decref(F(), item);
            safepoint(F());
          },
          [] {
            safepoint(G());
            load_register(G(), g_second);
            use_register(G());
            safepoint(G());
            use_register(G());
            clear_register(G());
          }};
}

// From slot to slot to slot, each time noted by another thread.
Bodies reference_wanders() {
  begin_world(3);
  make_lent();
  return {[] {
            clear(A(), g_slot);
            safepoint(A());
            use(A(), g_third);
            safepoint(A());
          },
          [] {
            copy(F(), g_slot, g_second);
            clear(F(), g_second);
            safepoint(F());
          },
          [] {
            copy(G(), g_second, g_third);
            safepoint(G());
            use(G(), g_third);
          }};
}

Bodies owner_hands_over_while_others_note() {
  begin_world(2);
  make_lent();
  incref(A(), x);
  return {[] {
            hand_over(A(), x);
            g_third.store(x, release);
            clear(A(), g_slot);
            safepoint(A());
          },
          [] {
            copy(F(), g_slot, g_second);
            clear(F(), g_second);
            clear(F(), g_third);
            safepoint(F());
          }};
}

Bodies thread_that_notes_ends() {
  begin_world(3);
  detach(G());
  make_lent();
  return {[] {
            clear(A(), g_slot);
            clear(A(), g_second);
            safepoint(A());
          },
          [] {
            copy(F(), g_slot, g_second);
            end_in_scenario(1);
          }};
}

Bodies thread_that_notes_detaches() {
  begin_world(2);
  make_lent();
  return {[] {
            clear(A(), g_slot);
            clear(A(), g_second);
            safepoint(A());
          },
          [] {
            copy(F(), g_slot, g_second);
            detach(F());
          }};
}
void finish_alone() {
  for (auto* slot : {&g_slot, &g_second, &g_third}) clear(A(), *slot);
  end_world();
}

// ---- mistakes

Bodies note_taken_back_without_a_mark() {
  begin_world(3);
  make_lent();
  return {[] {
            clear(A(), g_slot);
            safepoint(A());
            safepoint(A());
          },
          [] {
            copy(F(), g_slot, g_second);
            clear(F(), g_second);
            u32 word = x->shared.load(relaxed);
            if (word == (shared_word(1, kWaiting) | kTouched))
              x->shared.compare_exchange_strong(word, shared_word(1, kWaiting), relaxed, relaxed);
            safepoint(F());
            safepoint(F());
          },
          [] {
            safepoint(G());
            load_register(G(), g_second);
            use_register(G());
            safepoint(G());
            use_register(G());
            clear_register(G());
          }};
}

void announce_without_counting(Thread& thread) {
  thread.epoch.store(~u64{0} - 1, release);
  safepoint(thread);
}
Bodies announcement_before_the_notes_are_counted() {
  begin_world(2);
  make_lent();
  return {[] {
            clear(A(), g_slot);
            safepoint(A());
            safepoint(A());
          },
          [] {
            copy(F(), g_slot, g_second);
            announce_without_counting(F());
            use(F(), g_second);
          }};
}

const Scenario kScenarios[] = {
    {"noted reference is dropped by the owner", 5, nullptr, noted_reference_is_dropped_by_the_owner, finish},
    {"noted reference is dropped by a foreigner", 3, nullptr, noted_reference_is_dropped_by_a_foreigner, finish},
    {"note taken back for a slot that was borrowed from", 3, nullptr, note_taken_back_for_a_slot_that_was_borrowed_from,
     finish},
    {"note taken back after a plain store", 3, nullptr, note_taken_back_after_a_plain_store, finish},
    {"reference wanders", 3, nullptr, reference_wanders, finish},
    {"owner hands over while others note", 4, nullptr, owner_hands_over_while_others_note, finish},
    {"thread that notes ends", 4, nullptr, thread_that_notes_ends, finish_alone},
    {"thread that notes detaches", 4, nullptr, thread_that_notes_detaches, finish},
    {"wrong: note taken back without a mark",
     4,
     "a borrowed object was destroyed",
     note_taken_back_without_a_mark,
     finish,
     {Accelerator::lending}},
    {"wrong: announcement before the notes are counted",
     4,
     "a borrowed object was destroyed",
     announcement_before_the_notes_are_counted,
     finish,
     {Accelerator::lending, Accelerator::noted_counts}},
};

}  // namespace

std::span<const Scenario> holding_scenarios() { return kScenarios; }

}  // namespace gc::model
