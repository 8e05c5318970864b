// Publication; threads that begin during a pause, or vanish in a fork; parking on the runtime's own mutex and event.
#include "gc/refcount/object_lock.h"
#include "gc/refcount/qsbr.h"
#include "gc/sync/mutex.h"
#include "gc/threads/stop_world.h"
#include "tests/model/tables.h"

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
  check(object->published(), "a private object was found");
  if (Object* child = static_cast<Item*>(object)->child) check(child->published(), "a private object was found");
  decref(thread, object);
}

// The child is private until its parent is stored where F looks.
Bodies what_is_found_is_published() {
  begin_world(2);
  x = make_item(A());
  y = make_item(A());
  x->child = y;
  return {[] {
            publish(A(), x);
            g_slot.store(x, release);
            safepoint(A());
          },
          [] { check_found(F()); check_found(F()); }};
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
            before_fork(A());
            vanish_others(0);
            after_fork_child(A());
            safepoint(A());
            { StopTheWorld pause(A(), "in the child"); }
          },
          [] {
            decref(F(), x);
            g_dropped = true;
            decref(F(), y);
            g_pushed_to_self = true;
            for (;;) {
              safepoint(F());
              pause();
            }
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

Bodies fork_against_retired_memory() {
  begin_world(2);
  x = make_published(F());
  g_slot.store(x, relaxed);
  return {[] {
            Object* borrowed = g_slot.load(acquire);
            if (borrowed) borrowed->shared.load(relaxed);
            before_fork(A());
            vanish_others(0);
            after_fork_child(A());
            borrowed = g_slot.load(acquire);
            if (borrowed) borrowed->shared.load(relaxed);
            quiesce(A());
            quiesce(A());
          },
          [] {
            if (Object* object = g_slot.exchange(nullptr, acq_rel)) decref(F(), object);
            for (;;) {
              safepoint(F());
              pause();
            }
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
  return {[] { work(); }, [] { work(); }, [] { work(); work(); }};
}

Bodies event_wakes_everybody() {
  begin_world(3);
  new (&g_event) Event;
  return {[] { g_event.set(); }, [] { g_event.wait(); }, [] { g_event.wait(); }};
}

const Scenario kScenarios[] = {
    {"what is found is published", 6, nullptr, what_is_found_is_published, finish_slot},
    {"a store publishes first", 6, nullptr, a_store_publishes_first, finish_slot},
    {"queue without memory", 4, nullptr, queue_without_memory, end_world},
    {"retirement without memory", 4, nullptr, retirement_without_memory, end_world},
    {"pause against a newcomer", 4, nullptr, pause_against_a_newcomer, end_world},
    {"three pauses", 2, nullptr, three_pauses, end_world},
    {"fork against a push to a vanished owner", 3, nullptr, fork_against_a_push_to_a_vanished_owner, finish_child},
    {"fork against retired memory", 3, nullptr, fork_against_retired_memory, finish_retired},
    {"mutex excludes and wakes", 4, nullptr, mutex_excludes_and_wakes, end_world},
    {"event wakes everybody", 6, nullptr, event_wakes_everybody, end_world},
};

}  // namespace

std::span<const Scenario> lifecycle_scenarios() { return kScenarios; }

}  // namespace gc::model
