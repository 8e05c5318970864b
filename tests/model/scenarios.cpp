// Scenarios for the protocols of gc/, each explored in a process of its own. The names say what must hold in every
// interleaving. How far the search goes stands in scheduler.h: two or three threads, two to nine preemptions in a run,
// one late store.
//
//     model [options] [name ...]      all, or those whose name contains one of the arguments
//
//     --without NAMES  without these accelerators (gc/base/accelerators.h), or all
//     --deeper N       N preemptions more than the scenario says
//     --late N         as many late stores (scheduler.h)
//     --all            also orders that make no difference
//     --first          ends at the first scenario that fails
//     --slice I/N      every N-th of them, from number I on
//
// Built (target `model`) from the sources of gc/refcount, gc/sync without parking.cpp, gc/threads, and the protocols of
// gc/heap, with their atomics and parking replaced; world.cpp and page_supply.cpp stand in for the rest of gc/heap,
// gc/cycle and gc/base.
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "gc/base/accelerators.h"
#include "gc/heap/heap.h"
#include "gc/refcount/merge_queue.h"
#include "gc/refcount/object_lock.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/weakref.h"
#include "gc/sync/parking.h"
#include "gc/sync/parking_lock.h"
#include "tests/model/tables.h"

using namespace gc;
using namespace gc::model;

namespace {

Item *x, *y;
Atomic<Object*> g_slot{nullptr};

// Takes a reference from the slot, as a reader of a published container does, and drops it.
void read_slot(Thread& thread) {
  Object* object = g_slot.load(acquire);
  if (!object || !try_incref(thread, object)) return;
  check(static_cast<Item*>(object)->destroyed == 0, "a dead object was counted");
  decref(thread, object);
}
void clear_slot(Thread& thread) {
  if (Object* object = g_slot.exchange(nullptr, acq_rel)) decref(thread, object);
}

// ---- counting

Bodies owner_and_foreigner_drop() {
  begin_world(2);
  x = make_published(A());
  incref(F(), x);
  return {[] { decref(A(), x); }, [] { decref(F(), x); }};
}

Bodies foreigner_drops_the_owners_count() {
  begin_world(2);
  x = make_published(A());
  incref(A(), x);  // moved to F
  return {[] {
            incref(A(), x);
            decref(A(), x);
            decref(A(), x);
            safepoint(A());
          },
          [] {
            incref(F(), x);
            decref(F(), x);
            decref(F(), x);
          }};
}

Bodies two_foreigners_and_the_owner() {
  begin_world(3);
  x = make_published(A());
  incref(A(), x);
  incref(A(), x);  // one each for F and G
  return {[] {
            decref(A(), x);
            safepoint(A());
          },
          [] { decref(F(), x); }, [] { decref(G(), x); }};
}

Bodies reader_and_writer_of_a_slot() {
  begin_world(2);
  x = make_published(A());
  g_slot.store(x, relaxed);
  return {[] { clear_slot(A()); }, [] { read_slot(F()); }};
}

Bodies foreign_writer_and_two_readers_of_a_slot() {
  begin_world(3);
  x = make_published(A());
  g_slot.store(x, relaxed);
  return {[] {
            read_slot(A());
            safepoint(A());
          },
          [] { clear_slot(F()); }, [] { read_slot(G()); }};
}

Bodies hand_over_against_foreign_counts() {
  begin_world(2);
  x = make_published(A());
  incref(F(), x);
  return {[] {
            hand_over(A(), x);
            g_slot.store(x, release);
          },
          [] {
            incref(F(), x);
            decref(F(), x);
            decref(F(), x);
            clear_slot(F());
          }};
}
void finish_slot() {
  clear_slot(A());
  end_world();
}

Bodies adoption_against_a_reader() {
  begin_world(2);
  x = make_published(A());
  hand_over(A(), x);
  g_slot.store(x, relaxed);
  incref(F(), x);
  decref(F(), x);
  return {[] { read_slot(A()); },
          [] {
            // The slot's reference is F's: only F replaces it.
            adopt(F(), x);
            g_slot.store(nullptr, release);
            decref(F(), x);
            safepoint(F());
          }};
}

Bodies a_child_goes_with_its_parent() {
  begin_world(2);
  x = make_item(A());
  x->child = make_item(A());
  return {[] {
            incref(A(), x);  // the caller's variable
            hand_over(A(), x);
            g_slot.store(x, release);
            decref(A(), x);
            detach(A());  // nobody asks it
          },
          [] {
            auto* taken = static_cast<Item*>(g_slot.exchange(nullptr, acq_rel));
            if (!taken) return;
            adopt(F(), taken);
            Object* child = taken->child.get();
            incref(F(), child);
            decref(F(), taken);
            decref(F(), child);
            safepoint(F());
          }};
}
void finish_slot_of_the_other() {
  if (Object* object = g_slot.exchange(nullptr, acq_rel)) decref(F(), object);
  end_world();
}

Bodies a_held_child_does_not_go_with_its_parent() {
  begin_world(2);
  x = make_item(A());
  y = make_item(A());
  x->child = y;
  incref(A(), y);
  hand_over(A(), x);
  g_slot.store(x, relaxed);
  return {[] {
            decref(A(), y);
            safepoint(A());
          },
          [] { clear_slot(F()); }};
}

Bodies adoption_after_the_owner_left() {
  begin_world(2);
  x = make_published(A());
  incref(F(), x);
  return {[] { decref(A(), x); },
          [] {
            adopt(F(), x);
            incref(F(), x);
            decref(F(), x);
            decref(F(), x);
          }};
}

// ---- merge queue

Bodies queue_against_detaching() {
  begin_world(2);
  x = make_published(A());
  return {[] { Detached blocking(A()); }, [] { decref(F(), x); }};
}

// Nobody comes back to a safepoint of A's: what F pushed must still be merged.
Bodies queue_of_a_thread_that_stays_away() {
  begin_world(2);
  x = make_published(A());
  return {[] { detach(A()); },
          [] {
            decref(F(), x);
            safepoint(F());
          }};
}
void finish_without_owner() {
  safepoint(F());
  check(x->destroyed == 1, "a lost queue entry");
  end_world();
}

Bodies two_pushers_and_an_owner_that_stays_away() {
  begin_world(3);
  x = make_published(A());
  y = make_published(A());
  return {[] { detach(A()); },
          [] {
            decref(F(), x);
            safepoint(F());
          },
          [] {
            decref(G(), y);
            safepoint(G());
          }};
}

void finish_with_pushers() {
  safepoint(F());
  safepoint(G());
  check(x->destroyed == 1 && y->destroyed == 1, "a lost queue entry");
  end_world();
}

// What the owner has settled finds nobody to destroy it, until the pusher comes back.
Bodies queue_whose_owner_and_pusher_detach() {
  begin_world(2);
  x = make_published(A());
  return {[] { detach(A()); },
          [] {
            decref(F(), x);
            Detached blocking(F());
          }};
}

Bodies queue_against_the_end_of_the_owner() {
  begin_world(2);
  x = make_published(A());
  incref(A(), x);
  return {[] {
            decref(A(), x);
            end_in_scenario(0);
          },
          [] { decref(F(), x); }};
}

// ---- pauses. Bodies end detached: a thread that neither runs nor stops would be waited for.

void pause_and_leave(Thread& thread) {
  {
    StopTheWorld pause(thread, "model");
    occupy();
  }
  detach(thread);
}

Bodies pause_against_detaching() {
  begin_world(2);
  return {[] { pause_and_leave(A()); },
          [] {
            {
              Detached blocking(F());
            }
            check(g_inside == 0, "runs in a pause");
            safepoint(F());
            check(g_inside == 0, "runs in a pause");
            detach(F());
          }};
}

Bodies two_pauses() {
  begin_world(2);
  return {[] { pause_and_leave(A()); }, [] { pause_and_leave(F()); }};
}

Bodies pause_against_the_end_of_a_thread() {
  begin_world(2);
  return {[] { end_in_scenario(0); }, [] { pause_and_leave(F()); }};
}

Bodies pause_against_a_claim() {
  begin_world(3);
  x = make_published(A());
  detach(A());
  return {[] {
            attach(A());
            safepoint(A());
            detach(A());
          },
          [] {
            decref(F(), x);
            check(g_inside == 0, "runs in a pause");
            safepoint(F());
            detach(F());
          },
          [] { pause_and_leave(G()); }};
}

// ---- locks, weak references, grace periods

Bodies object_lock_excludes_and_wakes() {
  begin_world(3);
  x = make_published(A());
  static auto work = [] {
    ObjectLock lock(x);
    occupy();
  };
  return {[] { work(); }, [] { work(); }, [] { work(); }};
}
void finish_locked() {
  if (!A().attached()) attach(A());
  decref(A(), x);
  end_world();
}

// One thread reserves the lock when it takes it, and comes back; the others want it.
Bodies reserved_object_lock() {
  begin_world(3);
  x = make_published(A());
  static auto work = [] {
    ObjectLock lock(x);
    occupy();
  };
  return {[] {
            reservations_thread_start();
            work();
            work();
          },
          [] { work(); }, [] { work(); }};
}
Bodies two_reserve_an_object_lock() {
  begin_world(2);
  x = make_published(A());
  static auto work = [] {
    reservations_thread_start();
    for (int n = 0; n < 3; ++n) {
      ObjectLock lock(x);
      occupy();
    }
    give_up_reservations();
  };
  return {[] { work(); }, [] { work(); }};
}
Bodies reservation_against_a_pause() {
  begin_world(2);
  x = make_published(A());
  return {[] {
            reservations_thread_start();
            for (int n = 0; n < 2; ++n) {
              {
                ObjectLock lock(x);
                occupy();
              }
              safepoint(A());
            }
            detach(A());
          },
          [] {
            {
              StopTheWorld pause(F(), "model");
              check(!x->has_flag(kLocked), "locked in a pause");
            }
            detach(F());
          }};
}
// The thread that reserves ends, perhaps while its reservation is being revoked; another one gets its number.
Bodies holder_of_a_reservation_ends() {
  begin_world(3);
  x = make_published(A());
  y = make_published(A());
  static auto work = [] {
    ObjectLock lock(x);
    occupy();
  };
  return {[] {
            reservations_thread_start();
            work();
            reservations_thread_end();
          },
          [] {
            reservations_thread_start();
            {
              ObjectLock lock(y);
            }
            work();
            reservations_thread_end();
          },
          [] { work(); }};
}
void finish_two_locked() {
  decref(A(), y);
  finish_locked();
}
Bodies reserved_object_dies() {
  begin_world(2);
  x = make_published(A());
  incref(F(), x);
  return {[] {
            reservations_thread_start();
            {
              ObjectLock lock(x);
              occupy();
            }
            decref(A(), x);
            safepoint(A());
          },
          [] {
            {
              ObjectLock lock(x);
              occupy();
            }
            decref(F(), x);
            safepoint(F());
          }};
}

ParkingLock g_lock;

// Who sleeps for a while only may come back before anything has happened.
void lock_parking(bool starving) {
  if (g_lock.try_acquire(false)) return;
  LockWaiter waiter(g_lock);
  if (waiter.is_first() && waiter.take_reserved()) return;
  while (!waiter.take()) {
    switch (waiter.prepare_sleep(starving)) {
      case LockWaiter::Sleep::kNot: break;
      case LockWaiter::Sleep::kUntilWoken: park(g_lock.word(), waiter.expected()); break;
      case LockWaiter::Sleep::kForAWhile:
        waiter.ask();
        if (waiter.take_reserved()) return;
    }
  }
}
void use_parking_lock(bool starving) {
  lock_parking(starving);
  occupy();
  check(g_lock.release(false), "not held");
}
// Waits for a moment only. With `prepares` it had been about to sleep, and may watch.
void try_parking_lock(bool may_take, bool prepares = false) {
  LockWaiter waiter(g_lock);
  bool taken = waiter.take();
  if (!taken && prepares) waiter.prepare_sleep(false);
  if (!taken && !waiter.leave(may_take)) return;
  occupy();
  g_lock.release(false);
}

Bodies parking_lock_excludes_and_wakes() {
  begin_world(3);
  return {[] { use_parking_lock(false); }, [] { use_parking_lock(false); }, [] { use_parking_lock(false); }};
}
Bodies parking_lock_is_granted() {
  begin_world(3);
  return {[] {
            use_parking_lock(false);
            use_parking_lock(false);
          },
          [] { use_parking_lock(true); }, [] { use_parking_lock(true); }};
}
Bodies waiters_give_up() {
  begin_world(3);
  return {[] { use_parking_lock(false); }, [] { use_parking_lock(true); }, [] { try_parking_lock(false); }};
}
Bodies waiters_give_up_last() {
  begin_world(3);
  return {[] {
            use_parking_lock(false);
            use_parking_lock(false);
          },
          [] { use_parking_lock(true); }, [] { try_parking_lock(true); }};
}
Bodies reserved_parking_lock() {
  begin_world(3);
  return {[] {
            reservations_thread_start();
            use_parking_lock(false);
            use_parking_lock(false);
          },
          [] { use_parking_lock(false); }, [] { try_parking_lock(true); }};
}
Bodies two_reserve_a_parking_lock() {
  begin_world(2);
  static auto work = [] {
    reservations_thread_start();
    use_parking_lock(false);
    use_parking_lock(false);
    give_up_reservations();
  };
  return {[] { work(); }, [] { work(); }};
}
// One sleeps while the others pass it to each other.
Bodies two_reserve_while_one_waits() {
  begin_world(3);
  static auto work = [] {
    reservations_thread_start();
    use_parking_lock(false);
    use_parking_lock(false);
  };
  return {[] { work(); }, [] { work(); }, [] { use_parking_lock(false); }};
}
Bodies a_watcher_gives_up() {
  begin_world(3);
  return {[] {
            reservations_thread_start();
            use_parking_lock(false);
            use_parking_lock(false);
            use_parking_lock(false);
          },
          [] { use_parking_lock(false); }, [] { try_parking_lock(true, true); }};
}
// Whoever releases it need not be who acquired it.
Bodies another_releases_a_reserved_lock() {
  begin_world(2);
  static Atomic<u32> taken{0};
  taken.store(0, relaxed);
  return {[] {
            reservations_thread_start();
            check(g_lock.try_acquire(false), "free, and nobody else wants it");
            taken.store(1, release);
            lock_parking(false);
            occupy();
            check(g_lock.release(false), "not held");
          },
          [] {
            while (taken.load(acquire) == 0) cpu_pause();
            check(g_lock.release(false), "not held");
          }};
}
void finish_parking_lock() {
  check(!g_lock.held(), "held for ever");
  check(g_lock.acquire_free() && g_lock.release(false), "in disorder");
  end_world();
}

WeakEntry g_entry{};

Bodies weak_reference_against_the_last_drop() {
  begin_world(2);
  x = make_published(A());
  g_entry.held = 0;
  weakref_add(A(), x, &g_entry);
  return {[] {
            decref(A(), x);
            retire_raw(A(), raw_alloc(1), size_t{2} << 20);  // closes the batch
            safepoint(A());
          },
          [] {
            if (Object* object = weakref_get(F(), &g_entry)) decref(F(), object);
            safepoint(F());
            if (Object* object = weakref_get(F(), &g_entry)) decref(F(), object);
          }};
}

Bodies retired_memory_outlives_its_readers() {
  begin_world(2);
  x = make_published(A());
  g_slot.store(x, relaxed);
  return {[] {
            clear_slot(A());
            retire_raw(A(), raw_alloc(1), size_t{2} << 20);  // closes the batch
            safepoint(A());
            safepoint(A());
          },
          [] {
            Object* borrowed = g_slot.load(acquire);
            if (borrowed) borrowed->shared.load(relaxed);
            safepoint(F());
            borrowed = g_slot.load(acquire);
            if (borrowed) borrowed->shared.load(relaxed);
            Detached blocking(F());
          }};
}

Bodies newcomers_see_what_has_been_unlinked() {
  begin_world(2);
  x = make_published(A());
  g_slot.store(x, relaxed);
  detach(F());
  return {[] {
            clear_slot(A());
            quiesce(A());
          },
          [] {
            attach(F());
            if (Object* borrowed = g_slot.load(acquire)) borrowed->shared.load(relaxed);
          }};
}

const Scenario kScenarios[] = {
    {"owner and foreigner drop", 9, nullptr, owner_and_foreigner_drop, end_world},
    {"foreigner drops the owner's count", 4, nullptr, foreigner_drops_the_owners_count, end_world},
    {"two foreigners and the owner", 3, nullptr, two_foreigners_and_the_owner, end_world},
    {"reader and writer of a slot", 9, nullptr, reader_and_writer_of_a_slot, end_world},
    {"foreign writer and two readers of a slot", 3, nullptr, foreign_writer_and_two_readers_of_a_slot, end_world},
    {"hand-over against foreign counts", 4, nullptr, hand_over_against_foreign_counts, finish_slot},
    {"adoption against a reader", 5, nullptr, adoption_against_a_reader, end_world},
    {"a child goes with its parent", 4, nullptr, a_child_goes_with_its_parent, finish_slot_of_the_other},
    {"a child that its owner holds does not go with its parent", 5, nullptr, a_held_child_does_not_go_with_its_parent,
     end_world},
    {"adoption after the owner left", 5, nullptr, adoption_after_the_owner_left, end_world},
    {"queue against detaching", 4, nullptr, queue_against_detaching, end_world},
    {"queue of a thread that stays away", 5, nullptr, queue_of_a_thread_that_stays_away, finish_without_owner},
    {"two pushers and an owner that stays away", 3, nullptr, two_pushers_and_an_owner_that_stays_away,
     finish_with_pushers},
    {"queue whose owner and pusher detach", 5, nullptr, queue_whose_owner_and_pusher_detach, finish_without_owner},
    {"queue against the end of the owner", 4, nullptr, queue_against_the_end_of_the_owner, end_world},
    {"pause against detaching", 4, nullptr, pause_against_detaching, end_world},
    {"two pauses", 4, nullptr, two_pauses, end_world},
    {"pause against the end of a thread", 4, nullptr, pause_against_the_end_of_a_thread, end_world},
    {"pause against a claim", 2, nullptr, pause_against_a_claim, end_world},
    {"object lock excludes and wakes", 3, nullptr, object_lock_excludes_and_wakes, finish_locked},
    {"reserved object lock", 3, nullptr, reserved_object_lock, finish_locked},
    {"two reserve an object lock", 3, nullptr, two_reserve_an_object_lock, finish_locked},
    {"reservation against a pause", 3, nullptr, reservation_against_a_pause, finish_locked},
    {"holder of a reservation ends", 2, nullptr, holder_of_a_reservation_ends, finish_two_locked},
    {"reserved object dies", 3, nullptr, reserved_object_dies, end_world},
    {"reserved parking lock", 2, nullptr, reserved_parking_lock, finish_parking_lock},
    {"two reserve a parking lock", 3, nullptr, two_reserve_a_parking_lock, finish_parking_lock},
    {"two reserve a parking lock while one waits", 2, nullptr, two_reserve_while_one_waits, finish_parking_lock},
    {"a watcher gives up", 2, nullptr, a_watcher_gives_up, finish_parking_lock},
    {"another releases a reserved lock", 4, nullptr, another_releases_a_reserved_lock, finish_parking_lock},
    {"parking lock excludes and wakes", 3, nullptr, parking_lock_excludes_and_wakes, finish_parking_lock},
    {"parking lock is granted", 3, nullptr, parking_lock_is_granted, finish_parking_lock},
    {"waiters give up", 3, nullptr, waiters_give_up, finish_parking_lock},
    {"waiters give up last", 3, nullptr, waiters_give_up_last, finish_parking_lock},
    {"weak reference against the last drop", 4, nullptr, weak_reference_against_the_last_drop, end_world},
    {"retired memory outlives its readers", 3, nullptr, retired_memory_outlives_its_readers, end_world},
    {"newcomers see what has been unlinked", 4, nullptr, newcomers_see_what_has_been_unlinked, end_world},
};

struct Arguments {
  Bounds bounds;
  bool first = false;
  int slice = 1, slices = 1;
  std::vector<const char*> names;
};

// In a child process, since a violation leaves the world in ruins.
bool run(const Scenario& scenario, const Bounds& bounds) {
  std::fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    std::printf("%9ld runs  ", explore(scenario, bounds));
    std::fflush(stdout);
    _exit(0);
  }
  int status = -1;
  waitpid(child, &status, 0);
  bool right = WIFEXITED(status) && WEXITSTATUS(status) == (scenario.mistake ? kExpected : 0);
  if (scenario.mistake) std::printf("%16s", "");
  std::printf("%s  %s\n", !right ? "FAILED" : scenario.mistake ? "found" : "ok", scenario.name);
  return right;
}

Arguments parse(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    auto is = [&](const char* option) { return std::strcmp(argv[i], option) == 0; };
    if (is("--deeper") && i + 1 < argc) {
      arguments.bounds.more_preemptions = std::atoi(argv[++i]);
    } else if (is("--late") && i + 1 < argc) {
      arguments.bounds.late_stores = std::atoi(argv[++i]);
    } else if (is("--all")) {
      arguments.bounds.all = true;
    } else if (is("--slice") && i + 1 < argc) {
      if (std::sscanf(argv[++i], "%d/%d", &arguments.slice, &arguments.slices) != 2 || arguments.slice < 1 ||
          arguments.slice > arguments.slices) {
        std::fprintf(stderr, "model: a slice is I/N, not %s\n", argv[i]);
        std::exit(2);
      }
    } else if (is("--without") && i + 1 < argc) {
      if (!disable_accelerators(argv[++i])) {
        std::fprintf(stderr, "model: no such accelerators: %s\n", argv[i]);
        std::exit(2);
      }
    } else if (is("--first")) {
      arguments.first = true;
    } else {
      arguments.names.push_back(argv[i]);
    }
  }
  return arguments;
}

bool is_wanted(const Scenario& scenario, const std::vector<const char*>& names) {
  auto matches = [&](const char* name) { return std::strstr(scenario.name, name) != nullptr; };
  return names.empty() || std::any_of(names.begin(), names.end(), matches);
}

}  // namespace

int main(int argc, char** argv) {
  const Arguments arguments = parse(argc, argv);
  int wanted = 0, passed = 0, failed = 0;
  for (std::span<const Scenario> table :
       {std::span<const Scenario>(kScenarios), lifecycle_scenarios(), borrowing_scenarios(), holding_scenarios(),
        deferred_scenarios(), marking_scenarios(), page_scenarios(), destruction_scenarios(),
        weak_reference_scenarios(), seeded_mistakes()}) {
    for (const Scenario& scenario : table) {
      if (!is_wanted(scenario, arguments.names) || (arguments.first && failed)) continue;
      if (!std::all_of(scenario.needs.begin(), scenario.needs.end(), enabled)) continue;
      if (wanted++ % arguments.slices != arguments.slice - 1) continue;
      ++(run(scenario, arguments.bounds) ? passed : failed);
    }
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed || !wanted ? 1 : 0;
}
