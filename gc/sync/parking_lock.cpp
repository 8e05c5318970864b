#include "gc/sync/parking_lock.h"

#include "gc/sync/parking.h"

namespace gc {

// ---- reserved

// By the holder, who is inside from then on. If it is wanted already the reservation is over at once.
void ParkingLock::reserve() {
  LockReservation& mine = own_reservations().locks;
  if (waiting_.load(relaxed) != 0) return;
  if (!mine.reserve(this, [](void* lock) { static_cast<ParkingLock*>(lock)->unreserve(); })) return;
  u32 state = kHeld;
  bool released = !held_.compare_exchange_strong(state, kReservedHeld, seq_cst, relaxed);  // before the look at who waits
  bool wanted = released || waiting_.load(seq_cst) != 0;
  mine.leave();
  if (wanted) mine.give_up();
}

void ParkingLock::unreserve() {
  u32 state = held_.load(relaxed);
  if (state >= kReservedFree) held_.store(state == kReservedFree ? kFree : kHeld, gc::release);
}

// May be reserved: not by the caller, or not for long.
bool ParkingLock::acquire_shared() {
  LockReservation& mine = own_reservations().locks;
  u32 state = held_.load(relaxed);
  if (state == kReservedFree) {
    if (!mine.was_of(this)) {
      ask_for_reserved(this);
      return false;
    }
    mine.lose();
    state = held_.load(relaxed);
  }
  if (state != kFree || !held_.compare_exchange_strong(state, kHeld, acquire, relaxed)) return false;
  if (kFreeThreaded && mine.often(this)) [[unlikely]] reserve();
  return true;
}

bool ParkingLock::release_shared(bool alone) {
  u32 state = held_.load(relaxed);
  if (kFreeThreaded && state == kReservedHeld) {
    lose_reservation();
  } else if (!is_held(state)) {
    return false;
  }
  if (alone || waiting_.load(relaxed) != 0) [[unlikely]] return release_fenced();
  held_.exchange(kFree, seq_cst);
  if (waiting_.load(relaxed) != 0) [[unlikely]] wake_waiter(0);
  return true;
}

// Found reserved and held, perhaps for a while: who releases it without having reserved it can only wait until nobody has.
void ParkingLock::lose_reservation() {
  LockReservation& mine = own_reservations().locks;
  if (mine.was_of(this)) mine.lose();
  end_reservation();
}

// Somebody else may be ending it.
void ParkingLock::end_reservation() {
  for (int turns = 0; held_.load(acquire) >= kReservedFree; ++turns) {
    if (revoke_reservation(this)) {
      unreserve();
    } else {
      back_off(turns);
    }
  }
}

bool ParkingLock::acquire_free() {
  for (;;) {
    u32 state = held_.load(relaxed);
    if (is_held(state)) return false;
    if (state == kFree && held_.compare_exchange_strong(state, kHeld, acquire, relaxed)) return true;
    end_reservation();
  }
}

// ---- waiting

void ParkingLock::enqueue() { waiting_.fetch_add(kWaiter, seq_cst); }

// The caller is a waiter no more. What is left of the word.
u32 ParkingLock::dequeue() {
  u32 w = waiting_.load(relaxed);
  for (;;) {
    u32 next = (w - kWaiter) & ~kWaking;
    if (next < kWaiter) next = 0;
    if (waiting_.compare_exchange_weak(w, next, seq_cst, relaxed)) return next;
  }
}

// A waiter takes the lock if it is free or granted.
bool ParkingLock::take() {
  if (kFreeThreaded) end_reservation();
  for (u32 state = held_.load(relaxed); state == kFree || state == kGranted;) {
    // Acquire: pairs with the release by the last holder.
    if (!held_.compare_exchange_weak(state, kHeld, acquire, relaxed)) continue;
    dequeue();
    return true;
  }
  return false;
}

// It may have been the one that was woken, or the lock may have been granted to it.
bool ParkingLock::leave(bool may_take) {
  if (may_take && take()) return true;
  dequeue();
  if (held_.load(seq_cst) != kHeld) wake_waiter(0);
  return false;
}

// The look at the lock comes last: who frees it before makes us look again, who frees it later changes the word. False: look again.
bool ParkingLock::prepare_sleep(bool starving, u32* expected) {
  u32 w = waiting_.load(seq_cst);
  *expected = (w & ~kWaking) | (starving ? kStarving : 0);
  if (w != *expected && !waiting_.compare_exchange_strong(w, *expected, seq_cst, relaxed)) return false;
  return held_.load(seq_cst) == kHeld;
}

bool ParkingLock::release_fenced() {
  if (kFreeThreaded) end_reservation();
  if (held_.load(relaxed) == kFree) return false;
  u32 starving = waiting_.load(relaxed) & kStarving;
  held_.store(starving ? kGranted : kFree, gc::release);
  wake_waiter(starving);
  return true;
}

// The lock has been freed or granted: wakes a waiter if none is awake, and clears the flag `done`. The exchange is needed also where it changes
// nothing: it is the fence between the caller's store and the look at who waits. Where all have left meanwhile nobody can take a granted lock.
void ParkingLock::wake_waiter(u32 done) {
  u32 w = waiting_.load(relaxed);
  while (!waiting_.compare_exchange_weak(w, w < kWaiter ? w : (w | kWaking) & ~done, seq_cst, relaxed)) {
  }
  if (w < kWaiter) {
    u32 state = kGranted;
    held_.compare_exchange_strong(state, kFree, gc::release, relaxed);
  } else if ((w & kWaking) == 0) {
    unpark_one(waiting_);
  }
}

}  // namespace gc
