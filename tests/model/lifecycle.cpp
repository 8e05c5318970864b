// Publication; threads that begin during a pause, or vanish in a fork; parking on the runtime's own mutex and event.
#include "gc/refcount/escape.h"
#include "gc/refcount/object_lock.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/stray.h"
#include "gc/sync/mutex.h"
#include "gc/threads/stop_world.h"
#include "tests/model/tables.h"

#include <utility>

namespace gc::model {
namespace {

Item *x, *y;
Atomic<Object*> g_slot{nullptr};

void pause_and_leave(Thread& thread) {
  {
    StopTheWorld pause(thread, "model");
    occupy();
  }
  detach(thread);
}

// ---- publication

void check_found(Thread& thread) {
  Object* object = g_slot.load(acquire);
  if (!object || !try_incref(thread, object)) return;
  for (Object* at = object; at; at = static_cast<Item*>(at)->child)
    check(at->published(), "a private object was found");
  decref(thread, object);
}

// The children are private until their parent is stored where F looks.
Bodies what_is_found_is_published() {
  begin_world(2);
  x = make_item(A());
  y = make_item(A());
  x->child = y;
  y->child = make_item(A());
  return {[] {
            publish(A(), x);
            g_slot.store(x, release);
            safepoint(A());
          },
          [] {
            check_found(F());
            check_found(F());
          }};
}
void finish_slot() {
  if (Object* object = g_slot.exchange(nullptr, acq_rel)) decref(A(), object);
  end_world();
}

// A store into a published parent publishes the child first.
Bodies a_store_publishes_first() {
  begin_world(2);
  x = make_published(A());
  y = make_item(A());
  g_slot.store(x, relaxed);
  return {[] {
            before_store(A(), x, y);
            ObjectLock lock(x);
            x->child = y;
          },
          [] {
            ObjectLock lock(x);
            if (Object* child = x->child) check(child->published(), "a private object was found");
          }};
}

// ---- memory without a barrier (gc/refcount/escape.h)

// Memory of C code, guarded by a lock of its own for which threads wait attached. It holds a count.
Mutex g_c_lock;
Object* g_c_memory = nullptr;

void put_into_c_memory(Thread& thread, Object* object) {
  before_escape(thread, object);
  incref(thread, object);
  MutexGuard guard(g_c_lock);
  g_c_memory = object;
}
// A new reference, as Py_NewRef() gives it under the lock. Null: the memory is empty.
Object* find_in_c_memory(Thread& thread) {
  MutexGuard guard(g_c_lock);
  if (!g_c_memory) return nullptr;
  admit_escaped(thread, g_c_memory);
  incref(thread, g_c_memory);
  return g_c_memory;
}
void take_out_of_c_memory(Thread& thread) {
  Object* object;
  {
    MutexGuard guard(g_c_lock);
    object = std::exchange(g_c_memory, nullptr);
  }
  if (object) decref(thread, object);
}
void begin_c_memory() {
  begin_world(2);
  new (&g_c_lock) Mutex;
  g_c_memory = nullptr;
}
void finish_c_memory() {
  take_out_of_c_memory(A());
  end_world();
}
// What both threads may do with an object that they share.
void use(Object* object) {
  ObjectLock lock(object);
  occupy();
}

Bodies what_escapes_is_published() {
  begin_c_memory();
  x = make_item(A());
  y = make_item(A());
  x->child = y;
  return {[] {
            put_into_c_memory(A(), x);
            use(x);
            decref(A(), x);
            safepoint(A());
          },
          [] {
            Object* object = find_in_c_memory(F());
            if (!object) return;
            check(object->published() && y->published(), "a private object was found");
            use(object);
            take_out_of_c_memory(F());
            decref(F(), object);
          }};
}

// Nothing but the memory holds x since before the second thread began, and x reaches nothing.
void use_old_leaf(Thread& thread) {
  Object* object = find_in_c_memory(thread);
  if (!object) return;
  use(object);
  decref(thread, object);
  take_out_of_c_memory(thread);
}
Bodies an_old_leaf_comes_back() {
  begin_c_memory();
  x = make_item(A());
  g_c_memory = x;
  return {[] {
            use_old_leaf(A());
            safepoint(A());
          },
          [] { use_old_leaf(F()); }};
}

// F counts under the lock for which A waits, attached: F must not wait for A.
Bodies counting_under_a_lock_of_c() {
  begin_c_memory();
  x = make_item(A());
  g_c_memory = x;
  return {[] {
            take_out_of_c_memory(A());
            safepoint(A());
            detach(A());
          },
          [] {
            if (Object* object = find_in_c_memory(F())) decref(F(), object);
            detach(F());
          }};
}

// ---- addresses that have not escaped (gc/refcount/stray.h)

// What a script does with an object that it has found by a number.
void meet_by_number(Thread& thread, Item* item) {
  if (item->owner.load(relaxed) != thread.id && !item->published()) publish_stray(thread, item);
}

// A has told F the address of x, with a reference; meanwhile A stores into x, which it takes for private. Bodies end
// detached: a thread that neither runs nor stops would be waited for.
Bodies a_stray_is_published_with_what_it_holds() {
  begin_world(2);
  x = make_item(A());
  y = make_item(A());
  incref(A(), x);  // that of the memory
  return {[] {
            before_store(A(), x, y);
            x->child = y;
            safepoint(A());
            decref(A(), x);
            detach(A());
          },
          [] {
            meet_by_number(F(), x);
            check(x->destroyed == 0, "a stray had died");
            if (Object* child = x->child) check(child->published(), "a private object was found");
            decref(F(), x);
            detach(F());
          }};
}

// F and G find the same stray, each with a reference: while one of them begins its pause, the other one must not take
// the world for stopped.
void meet_and_drop(Thread& thread) {
  meet_by_number(thread, x);
  check(x->published(), "a stray is still private");
  decref(thread, x);
  detach(thread);
}

Bodies a_stray_is_met_by_two() {
  begin_world(3);
  x = make_item(A());
  incref(A(), x);
  incref(A(), x);
  return {[] {
            safepoint(A());
            decref(A(), x);
            detach(A());
          },
          [] { meet_and_drop(F()); }, [] { meet_and_drop(G()); }};
}

// ---- without memory

// No entry for the owner's queue: the count comes home all the same.
Bodies queue_without_memory() {
  begin_world(2);
  x = make_published(A());
  incref(A(), x);  // moved to F
  return {[] {
            decref(A(), x);
            safepoint(A());
            detach(A());
          },
          [] {
            {
              OutOfMemory now;
              decref(F(), x);
            }
            detach(F());
          }};
}

// What cannot be noted for later is never freed under its readers.
Bodies retirement_without_memory() {
  begin_world(2);
  x = make_published(A());
  g_slot.store(x, relaxed);
  return {[] {
            {
              OutOfMemory now;
              if (Object* object = g_slot.exchange(nullptr, acq_rel)) decref(A(), object);
            }
            safepoint(A());
          },
          [] {
            Object* borrowed = g_slot.load(acquire);
            safepoint(F());
            if (borrowed) borrowed->shared.load(relaxed);
          }};
}

// ---- threads that begin and vanish

Bodies pause_against_a_newcomer() {
  begin_world(2);
  return {[] { pause_and_leave(A()); },
          [] {
            detach(F());
            begin_in_scenario();
            check(g_inside == 0, "runs in a pause");
            safepoint(G());
            check(g_inside == 0, "runs in a pause");
            detach(G());
          }};
}

Bodies three_pauses() {
  begin_world(3);
  return {[] { pause_and_leave(A()); }, [] { pause_and_leave(F()); }, [] { pause_and_leave(G()); }};
}

void run_until_it_vanishes(Thread& thread) {
  for (;;) {
    safepoint(thread);
    pause();
  }
}
void fork_as_a_child() {
  before_fork(A(), [] {});
  vanish_others(0);
  after_fork_child(A());
}

Witness<bool> g_dropped, g_pushed_to_self;

// The child settles what the vanished owner's queue holds.
Bodies fork_against_a_push_to_a_vanished_owner() {
  begin_world(3);
  x = make_published(G());
  y = make_published(A());
  g_dropped = false;
  g_pushed_to_self = false;
  detach(G());
  return {[] {
            fork_as_a_child();
            safepoint(A());
            {
              StopTheWorld pause(A(), "in the child");
            }
          },
          [] {
            decref(F(), x);
            g_dropped = true;
            decref(F(), y);
            g_pushed_to_self = true;
            run_until_it_vanishes(F());
          }};
}
void finish_child() {
  safepoint(A());
  check(!g_dropped || x->destroyed == 1, "a lost queue entry");
  check(!g_pushed_to_self || y->destroyed == 1, "a lost queue entry");
  // What vanished threads held is never dropped.
  x->destroyed = 1;
  y->destroyed = 1;
  end_world();
}

// The owner has not come to its safepoint with what is in its queue.
Bodies fork_against_an_owner_that_has_not_merged() {
  begin_world(3);
  x = make_published(G());
  g_dropped = false;
  return {[] { fork_as_a_child(); },
          [] {
            decref(F(), x);
            g_dropped = true;
            run_until_it_vanishes(F());
          },
          [] { run_until_it_vanishes(G()); }};
}

// The child goes on waiting for what the vanished thread waited for.
Bodies fork_against_a_waiting_object() {
  begin_world(2);
  x = make_published(F());
  incref(A(), x);
  lend(x);
  decref(A(), x);
  g_slot.store(x, relaxed);
  g_dropped = false;
  return {[] { fork_as_a_child(); },
          [] {
            if (Object* object = g_slot.exchange(nullptr, acq_rel)) decref(F(), object);
            g_dropped = true;
            run_until_it_vanishes(F());
          }};
}
void finish_child_alone() {
  quiesce(A());
  safepoint(A());
  check(!g_dropped || x->destroyed == 1, "a vanished thread's object was forgotten");
  x->destroyed = 1;
  end_world();
}

Bodies fork_against_retired_memory() {
  begin_world(2);
  x = make_published(F());
  g_slot.store(x, relaxed);
  return {[] {
            Object* borrowed = g_slot.load(acquire);
            if (borrowed) borrowed->shared.load(relaxed);
            fork_as_a_child();
            borrowed = g_slot.load(acquire);
            if (borrowed) borrowed->shared.load(relaxed);
            quiesce(A());
            quiesce(A());
          },
          [] {
            if (Object* object = g_slot.exchange(nullptr, acq_rel)) decref(F(), object);
            run_until_it_vanishes(F());
          }};
}
void finish_retired() {
  x->destroyed = 1;
  end_world();
}

// ---- parking

Mutex g_mutex;
Event g_event;

Bodies mutex_excludes_and_wakes() {
  begin_world(3);
  static auto work = [] {
    MutexGuard guard(g_mutex);
    occupy();
  };
  return {[] { work(); }, [] { work(); },
          [] {
            work();
            work();
          }};
}

Bodies event_wakes_everybody() {
  begin_world(3);
  new (&g_event) Event;
  return {[] { g_event.set(); }, [] { g_event.wait(); }, [] { g_event.wait(); }};
}

const Scenario kScenarios[] = {
    {"what is found is published", 6, nullptr, what_is_found_is_published, finish_slot},
    {"a store publishes first", 6, nullptr, a_store_publishes_first, finish_slot},
    {"what escapes is published", 4, nullptr, what_escapes_is_published, finish_c_memory},
    {"an old leaf comes back", 4, nullptr, an_old_leaf_comes_back, finish_c_memory},
    {"counting under a lock of C", 4, nullptr, counting_under_a_lock_of_c, end_world},
    {"a stray is published with what it holds", 3, nullptr, a_stray_is_published_with_what_it_holds, end_world},
    {"a stray is met by two", 2, nullptr, a_stray_is_met_by_two, end_world},
    {"queue without memory", 4, nullptr, queue_without_memory, end_world},
    {"retirement without memory", 4, nullptr, retirement_without_memory, end_world},
    {"pause against a newcomer", 4, nullptr, pause_against_a_newcomer, end_world},
    {"three pauses", 2, nullptr, three_pauses, end_world},
    {"fork against a push to a vanished owner", 3, nullptr, fork_against_a_push_to_a_vanished_owner, finish_child},
    {"fork against an owner that has not merged", 2, nullptr, fork_against_an_owner_that_has_not_merged,
     finish_child_alone},
    {"fork against a waiting object", 3, nullptr, fork_against_a_waiting_object, finish_child_alone},
    {"fork against retired memory", 3, nullptr, fork_against_retired_memory, finish_retired},
    {"mutex excludes and wakes", 4, nullptr, mutex_excludes_and_wakes, end_world},
    {"event wakes everybody", 6, nullptr, event_wakes_everybody, end_world},
};

}  // namespace

std::span<const Scenario> lifecycle_scenarios() { return kScenarios; }

}  // namespace gc::model
