// Protocols with one step done wrong, as it has been elsewhere. The checker must find each.
#include "gc/heap/heap.h"
#include "gc/refcount/escape.h"
#include "gc/refcount/merge_queue.h"
#include "gc/refcount/object_lock.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/transitions.h"
#include "gc/sync/asymmetric_fence.h"
#include "gc/sync/mutex.h"
#include "tests/model/tables.h"

namespace gc::model {
namespace {

Item *x, *y;
Atomic<Object*> g_slot{nullptr};

void read_slot(Thread& thread) {
  Object* object = g_slot.load(acquire);
  if (object && try_incref(thread, object)) decref(thread, object);
}

void finish_without_owner() {
  safepoint(F());
  check(x->destroyed == 1, "a lost queue entry");
  end_world();
}

// ---- counting

// Ownership given up after the merge became visible: who adopts the object in between loses it again, and its last drop
// waits for an owner.
Bodies merge_writes_owner_late() {
  begin_world(2);
  x = make_published(A());
  incref(F(), x);
  return {[] {
            x->shared.store(shared_word(1, kMerged), release);
            x->local.store(0, relaxed);
            x->owner.store(kNobody, relaxed);
          },
          [] {
            adopt(F(), x);
            decref(F(), x);
            safepoint(F());
          }};
}
void finish_wrong_merge() {
  check(x->destroyed == 1, "a count was lost");
  end_world();
}

// The last drop decides by what it read before.
Bodies last_drop_without_exchange() {
  begin_world(2);
  x = make_published(A());
  hand_over(A(), x);
  g_slot.store(x, relaxed);
  return {[] {
            g_slot.store(nullptr, release);
            if (x->shared.load(acquire) == shared_word(1, kMerged)) {
              x->shared.store(kDead, release);
              destroy(A(), x);
            } else {
              decref(A(), x);
            }
          },
          [] { read_slot(F()); }};
}

// A request without a second look at the state: the owner may have detached in between.
Bodies push_without_a_look_at_the_state() {
  begin_world(2);
  x = make_published(A());
  return {[] {
            qsbr_detach(A());
            A().state.store(ThreadState::kDetached, seq_cst);  // and no look at the queue
          },
          [] {
            decref(F(), x);
            safepoint(F());
          }};
}

// A child given away with its parent although its owner holds it, too: the count of that reference is lost.
Bodies child_given_away_while_held() {
  begin_world(2);
  x = make_item(A());
  y = make_item(A());
  x->child = y;
  incref(A(), y);
  y->local.store(0, relaxed);
  y->owner.store(kNobody, relaxed);
  y->shared.store(shared_word(1, kMerged), relaxed);
  hand_over(A(), x);
  g_slot.store(x, relaxed);
  return {[] { decref(A(), y); },
          [] {
            if (Object* object = g_slot.exchange(nullptr, acq_rel)) decref(F(), object);
          }};
}

// Adoption by stores instead of a compare-and-swap: the count of a reader in between is lost.
Bodies adoption_without_exchange() {
  begin_world(2);
  x = make_published(A());
  hand_over(A(), x);
  g_slot.store(x, relaxed);
  return {[] { read_slot(A()); },
          [] {
            if (x->shared.load(relaxed) == shared_word(1, kMerged)) {
              x->local.store(1, relaxed);
              x->owner.store(F().id, relaxed);
              x->shared.store(shared_word(0, kBiased), release);
            }
            g_slot.store(nullptr, release);
            decref(F(), x);
            safepoint(F());
          }};
}

// The queue of an ending thread is drained, but not closed: who pushes afterwards waits for nobody.
Bodies end_without_closing_the_queue() {
  begin_world(2);
  x = make_published(A());
  return {[] {
            drain_merge_queue(A());
            A().state.store(ThreadState::kEnded, seq_cst);
          },
          [] {
            decref(F(), x);
            safepoint(F());
          }};
}

void finish_shared() {
  decref(A(), x);
  end_world();
}

// ---- publication

// Stored first, published afterwards.
Bodies store_before_publication() {
  begin_world(2);
  x = make_published(A());
  y = make_item(A());
  return {[] {
            {
              ObjectLock lock(x);
              x->child = y;
            }
            publish(A(), y);
          },
          [] {
            ObjectLock lock(x);
            if (Object* child = x->child) check(child->published(), "a private object was found");
          }};
}

// Handed to C code first, published afterwards.
Bodies escape_after_the_pointer_is_out() {
  begin_world(2);
  x = make_item(A());
  return {[] {
            g_slot.store(x, release);
            before_escape(A(), x);
          },
          [] {
            if (Object* object = g_slot.load(acquire)) check(object->published(), "a private object was found");
          }};
}

// ---- grace periods

// A reader announces that it holds nothing, and does.
Bodies announcement_with_a_borrowed_pointer() {
  begin_world(2);
  x = make_published(A());
  g_slot.store(x, relaxed);
  return {[] {
            if (Object* object = g_slot.exchange(nullptr, acq_rel)) decref(A(), object);
            retire_raw(A(), raw_alloc(1), size_t{2} << 20);  // closes the batch
            safepoint(A());
            safepoint(A());
          },
          [] {
            Object* borrowed = g_slot.load(acquire);
            quiesce(F());
            if (borrowed) borrowed->shared.load(relaxed);
          }};
}

// ---- pauses

// The requester looks at the state first and sets its bit second: the other may detach in between and see no request.
Bodies request_after_a_look_at_the_state() {
  begin_world(2);
  return {[] {
            bool attached = F().state.load(seq_cst) == ThreadState::kAttached;
            F().poll.fetch_or(kPollStop, seq_cst);
            while (attached && F().state.load(seq_cst) != ThreadState::kStopped) pause();
          },
          [] {
            F().state.store(ThreadState::kDetached, seq_cst);
            if (F().poll.load(seq_cst) & kPollStop) F().state.store(ThreadState::kStopped, seq_cst);
          }};
}

void finish_request() {
  F().poll.store(0, relaxed);
  F().state.store(ThreadState::kAttached, relaxed);
  end_world();
}

// ---- parking

// The unlocker forgets that somebody has fallen asleep.
Bodies unlock_without_waking() {
  begin_world(2);
  x = make_published(A());
  return {[] {
            lock_object(x);
            x->meta.fetch_and(~static_cast<u32>(kLocked | kParked), release);
          },
          [] { ObjectLock lock(x); }};
}

// Who was woken takes the lock as if nobody else could be asleep.
Bodies lock_that_forgets_other_sleepers() {
  begin_world(3);
  x = make_published(A());
  static auto work = [] {
    constexpr u32 kBoth = static_cast<u32>(kLocked) | static_cast<u32>(kParked);
    for (;;) {
      u32 meta = x->meta.load(relaxed), wanted = meta & kLocked ? meta | kBoth : meta | kLocked;
      if (!x->meta.compare_exchange_strong(meta, wanted, acquire, relaxed)) continue;
      if (!(meta & kLocked)) break;
      park(x->meta, wanted);
    }
    unlock_object(x);
  };
  return {[] { work(); }, [] { work(); }, [] { work(); }};
}

Atomic<u32> g_flag{0};

// The sleeper compares with what the word says by now, and not with what it saw when it decided to sleep.
Bodies sleep_after_an_old_look() {
  begin_world(2);
  g_flag.store(0, relaxed);
  return {[] {
            g_flag.store(1, release);
            unpark_all(g_flag);
          },
          [] {
            if (g_flag.load(acquire) == 0) park(g_flag, g_flag.load(acquire));
          }};
}

// A plain store frees the lock, and the sleeper relies on its own fence alone: the store is still on its way when it
// looks.
Atomic<u32> g_held{1}, g_waiting{0};
Bodies sleep_without_a_heavy_fence() {
  begin_world(2);
  g_held.store(1, relaxed);
  g_waiting.store(0, relaxed);
  return {[] {
            store_before_look(g_held, 0);
            if (g_waiting.load(relaxed)) unpark_all(g_held);
          },
          [] {
            g_waiting.fetch_add(1, seq_cst);
            while (g_held.load(relaxed)) park(g_held, 1);
          }};
}

// Who reserves a lock looks first whether somebody waits: a thread that still finds it plainly held falls asleep, and
// is not woken by a release of what is reserved.
Bodies reservation_after_a_look_at_who_waits() {
  begin_world(2);
  g_held.store(1, relaxed);
  g_waiting.store(0, relaxed);
  return {[] {
            bool reserved = g_waiting.load(seq_cst) == 0;
            if (reserved) g_held.exchange(2, seq_cst);
            g_held.store(0, release);
            if (!reserved) {
              g_waiting.fetch_add(1, seq_cst);
              unpark_one(g_waiting);
            }
          },
          [] {
            u32 expected = g_waiting.fetch_add(1, seq_cst) + 1;
            if (g_held.load(seq_cst) == 1) park(g_waiting, expected);
          }};
}

// The holder of a reservation says that it is inside and looks whether it still has it, as LockReservation::enter()
// does; who revokes it relies on its own fence.
Atomic<u32> g_reserved{1}, g_is_inside{0};
void start_reserved() {
  begin_world(2);
  g_reserved.store(1, relaxed);
  g_is_inside.store(0, relaxed);
}
void come_in() {
  store_before_look(g_is_inside, 1);
  if (g_reserved.load(relaxed) == 1) occupy();
  g_is_inside.store(0, release);
}
void await_outside() {
  while (g_is_inside.load(acquire) != 0) cpu_pause();
  occupy();
}
Bodies revocation_without_a_heavy_fence() {
  start_reserved();
  return {come_in, [] {
            g_reserved.exchange(0, seq_cst);
            await_outside();
          }};
}
Bodies withdrawal_after_the_heavy_fence() {
  start_reserved();
  return {come_in, [] {
            asymmetric_heavy_fence();
            g_reserved.exchange(0, seq_cst);
            await_outside();
          }};
}

const Scenario kScenarios[] = {
    {"wrong: merge writes owner late",
     4,
     "no end in sight",
     merge_writes_owner_late,
     finish_wrong_merge,
     {Accelerator::adoption}},
    {"wrong: last drop without exchange",
     4,
     "an assertion failed",
     last_drop_without_exchange,
     end_world,
     {Accelerator::hand_over}},
    {"wrong: push without a look at the state", 4, "a lost queue entry", push_without_a_look_at_the_state,
     finish_without_owner},
    {"wrong: child given away while held", 4, "an assertion failed", child_given_away_while_held, end_world},
    {"wrong: adoption without exchange",
     4,
     "an assertion failed",
     adoption_without_exchange,
     end_world,
     {Accelerator::hand_over}},
    {"wrong: end without closing the queue", 4, "a lost queue entry", end_without_closing_the_queue,
     finish_without_owner},
    {"wrong: store before publication", 4, "a private object was found", store_before_publication, finish_shared},
    {"wrong: escape after the pointer is out", 4, "a private object was found", escape_after_the_pointer_is_out,
     finish_shared},
    {"wrong: announcement with a borrowed pointer", 4, "access to freed memory", announcement_with_a_borrowed_pointer,
     end_world},
    {"wrong: request after a look at the state", 4, "no end in sight", request_after_a_look_at_the_state,
     finish_request},
    {"wrong: unlock without waking", 4, "deadlock", unlock_without_waking, finish_shared},
    {"wrong: lock that forgets other sleepers", 4, "deadlock", lock_that_forgets_other_sleepers, finish_shared},
    {"wrong: sleep after an old look", 4, "deadlock", sleep_after_an_old_look, end_world},
    {"wrong: sleep without a heavy fence", 4, "deadlock", sleep_without_a_heavy_fence, end_world},
    {"wrong: reservation after a look at who waits", 4, "deadlock", reservation_after_a_look_at_who_waits, end_world},
    {"wrong: revocation without a heavy fence", 4, "two at once", revocation_without_a_heavy_fence, end_world},
    {"wrong: withdrawal after the heavy fence", 4, "two at once", withdrawal_after_the_heavy_fence, end_world},
};

}  // namespace

std::span<const Scenario> seeded_mistakes() { return kScenarios; }

}  // namespace gc::model
