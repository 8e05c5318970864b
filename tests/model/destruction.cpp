// Destruction that is nested too deep: what dies there is put aside, linked through its count words, and ends when the
// outermost destruction comes to it. Meanwhile other threads may still find it, by a slot that they have read before or
// by a weak reference.
#include "gc/heap/heap.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/transitions.h"
#include "gc/refcount/trashcan.h"
#include "tests/model/page_supply.h"
#include "tests/model/tables.h"

namespace gc::model {
namespace {

Item *x, *y;
Atomic<Object*> g_slot{nullptr};
WeakEntry g_entry{};

// A private object from which the one given hangs so deep that its end is put aside, if `depth` is not less.
Item* hang(Thread& thread, Item* deep, u32 depth = kDestroyDepth) {
  for (u32 n = 0; n < depth; ++n) {
    Item* parent = make_item(thread);
    parent->child = deep;
    deep = parent;
  }
  return deep;
}

// The same for y, which the slot holds, too.
void hang_and_store_in_slot() {
  incref(A(), y);
  g_slot.store(y, relaxed);
  x = hang(A(), y);
}
void empty_slot(Thread& thread) {
  if (Object* object = g_slot.exchange(nullptr, acq_rel)) decref(thread, object);
}

void check_alive(Object* object) { check(static_cast<Item*>(object)->destroyed == 0, "a dead object was counted"); }

// As a reader of a published container does.
void read_slot(Thread& thread) {
  for (;;) {
    Object* object = g_slot.load(acquire);
    if (!object) return;
    if (!try_incref_in_slot(thread, object)) continue;
    check_alive(object);
    return decref(thread, object);
  }
}
void read_weakly(Thread& thread) {
  Object* object = weakref_get(thread, &g_entry);
  if (!object) return;
  check_alive(object);
  decref(thread, object);
}
void watch(Item* item) {
  g_entry.held = 0;
  weakref_add(A(), item, &g_entry);
}
void finish_slot() {
  safepoint(A());  // what dies there may be stored in the slot
  empty_slot(A());
  end_world();
}

void finish_watched() {
  finish_slot();
  check(!g_entry.referent.peek(), "a weak reference names what has gone");
}

// ---- what has been put aside, and readers

Bodies put_aside_against_a_weak_reader() {
  begin_world(2);
  y = make_published(A());
  watch(y);
  x = hang(A(), y);
  return {[] {
            decref(A(), x);
            quiesce(A());
          },
          [] {
            read_weakly(F());
            quiesce(F());
            read_weakly(F());
          }};
}

Bodies put_aside_against_a_reader() {
  begin_world(2);
  y = make_published(A());
  hang_and_store_in_slot();
  return {[] {
            empty_slot(A());
            decref(A(), x);
            safepoint(A());
          },
          [] {
            // Not from the slot again: it is found dead, or counted.
            Object* object = g_slot.load(acquire);
            if (!object || !try_incref(F(), object)) return;
            check_alive(object);
            decref(F(), object);
          }};
}

// Each thread puts two aside at once, one of which they have in common: who drops it last.
Bodies put_aside_by_two() {
  begin_world(2);
  y = make_published(A());
  incref(F(), y);
  Item* last = make_item(A());
  last->child = make_published(A());
  last->other = y;
  static Item *of_a, *of_f;
  of_a = hang(A(), last, kDestroyDepth - 1);
  last = make_item(F());
  last->child = make_published(F());
  last->other = y;
  of_f = hang(F(), last, kDestroyDepth - 1);
  return {[] {
            decref(A(), of_a);
            safepoint(A());
          },
          [] {
            decref(F(), of_f);
            safepoint(F());
          }};
}

// ---- finalizers

Bodies finalizer_of_what_was_put_aside() {
  begin_world(2);
  y = make_finalizable(A());
  y->back = &g_slot;
  publish(A(), y);
  watch(y);
  x = hang(A(), y);
  return {[] {
            decref(A(), x);
            safepoint(A());
          },
          [] {
            read_weakly(F());
            read_slot(F());
          }};
}

// The slot that it was in before its end, and is in again: a reader may have read it in between.
Bodies put_aside_and_stored_again() {
  begin_world(2);
  y = make_finalizable(A());
  y->back = &g_slot;
  publish(A(), y);
  hang_and_store_in_slot();
  return {[] {
            empty_slot(A());
            decref(A(), x);
            safepoint(A());
          },
          [] {
            read_slot(F());
            safepoint(F());
          }};
}

// The last count comes home in the merge queue, and what hangs from it dies at the owner's safepoint.
Bodies put_aside_at_a_safepoint() {
  begin_world(2);
  y = make_finalizable(A());
  y->back = &g_slot;
  publish(A(), y);
  Item* top = hang(A(), y);
  publish(A(), top);
  x = top;
  return {[] {
            safepoint(A());
            read_slot(A());
          },
          [] {
            decref(F(), x);
            read_slot(F());
          }};
}

// ---- memory

// What is read without a count keeps its memory until the reader announces, although its place is in a page.
Bodies memory_of_what_was_put_aside() {
  begin_world(2);
  y = make_paged(A());
  publish(A(), y);
  hang_and_store_in_slot();
  return {[] {
            act_as(A());
            empty_slot(A());
            decref(A(), x);
            quiesce(A());
          },
          [] {
            act_as(F());
            Object* borrowed = g_slot.load(acquire);
            if (borrowed) borrowed->shared.load(relaxed);
            check(!borrowed || !block_is_free(borrowed), "memory was freed under its reader");
            quiesce(F());
          }};
}

// The heap of the thread that destroys it is not the one of its page.
Bodies destroyed_while_the_owner_of_its_page_ends() {
  begin_world(2);
  y = make_paged_finalizable(A());
  y->back = &g_slot;
  hand_over(A(), y);
  return {[] {
            act_as(A());
            end_in_scenario(0);
          },
          [] {
            act_as(F());
            decref(F(), y);
            empty_slot(F());
            quiesce(F());
          }};
}

const Scenario kScenarios[] = {
    {"put aside against a weak reader", 2, nullptr, put_aside_against_a_weak_reader, finish_watched},
    {"put aside against a reader", 5, nullptr, put_aside_against_a_reader, end_world},
    {"put aside by two", 5, nullptr, put_aside_by_two, end_world},
    {"put aside with a finalizer", 3, nullptr, finalizer_of_what_was_put_aside, finish_watched},
    {"put aside and stored again", 5, nullptr, put_aside_and_stored_again, finish_slot},
    {"put aside at a safepoint", 4, nullptr, put_aside_at_a_safepoint, finish_slot},
    {"put aside in a page against a reader", 5, nullptr, memory_of_what_was_put_aside, end_world},
    {"destroyed while the owner of its page ends",
     5,
     nullptr,
     destroyed_while_the_owner_of_its_page_ends,
     end_world,
     {Accelerator::hand_over}},
};

}  // namespace

std::span<const Scenario> destruction_scenarios() { return kScenarios; }

}  // namespace gc::model
