#include "gc/sync/parking_lock.h"

#include "gc/sync/backoff.h"

namespace gc {

// ---- reserved

// By the holder, who is inside from then on. If it is wanted already the reservation is over at once.
void ParkingLock::reserve() {
  LockReservation& mine = own_reservations().locks;
  if (!may_reserve(waiting_.load(relaxed))) return;
  if (!mine.reserve(name(), [](void* name) { named(name)->unreserve(); })) return;
  u32 state = kHeld;
  bool released =
      !held_.compare_exchange_strong(state, kReservedHeld, seq_cst, relaxed);  // before the look at who waits
  bool wanted = released || !may_reserve(waiting_.load(seq_cst));
  mine.leave();
  if (wanted) mine.give_up();
}

void ParkingLock::unreserve() {
  u32 state = held_.load(relaxed);
  if (is_reserved(state)) held_.store(state == kReservedFree ? kFree : kHeld, gc::release);
}

// May be reserved: not by the caller, or not for long.
bool ParkingLock::acquire_shared() {
  LockReservation& mine = own_reservations().locks;
  u32 state = held_.load(relaxed);
  if (is_reserved(state) && !mine.was_of(name())) {
    ask_for_reserved(name());
    return false;
  }
  if (state == kReservedFree) {
    mine.lose();
    for (CloseLook look(CloseLook::At::kWay); (state = held_.load(relaxed)) == kFree && look.goes_on();) {
    }
  }
  if (state != kFree || !held_.compare_exchange_strong(state, kHeld, acquire, relaxed)) return false;
  if (kFreeThreaded && mine.often(name())) [[unlikely]]
    reserve();
  return true;
}

bool ParkingLock::release_shared(bool alone) {
  u32 state = held_.load(relaxed);
  if (kFreeThreaded && state == kReservedHeld) {
    lose_reservation();
  } else if (!is_held(state)) {
    return false;
  }
  if (alone || waiting_.load(relaxed) != 0) [[unlikely]]
    return release_fenced();
  held_.exchange(kFree, seq_cst);
  if (waiting_.load(relaxed) != 0) [[unlikely]]
    wake_waiter(0);
  return true;
}

// Found reserved and held, perhaps for a while: who releases it without having reserved it can only wait until nobody
// has.
void ParkingLock::lose_reservation() {
  LockReservation& mine = own_reservations().locks;
  if (mine.was_of(name())) mine.lose();
  end_reservation();
}

// Somebody else may be ending it.
void ParkingLock::end_reservation() {
  for (int turns = 0; is_reserved(held_.load(acquire)); ++turns) {
    if (revoke_reservation(name())) {
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

LockWaiter::LockWaiter(ParkingLock& lock)
    : lock_(lock), first_(lock.waiting_.fetch_add(ParkingLock::kWaiter, seq_cst) < ParkingLock::kWaiter) {}

// The caller is a waiter no more.
void LockWaiter::dequeue() {
  u32 flags = ParkingLock::kWaking | (watches_ ? ParkingLock::kWatched : 0);
  u32 w = lock_.waiting_.load(relaxed);
  for (;;) {
    u32 next = (w - ParkingLock::kWaiter) & ~flags;
    if (next < ParkingLock::kWaiter) next = 0;
    if (lock_.waiting_.compare_exchange_weak(w, next, seq_cst, relaxed)) return;
  }
}

bool LockWaiter::take() {
  for (u32 state = lock_.held_.load(relaxed); state == ParkingLock::kFree || state == ParkingLock::kGranted;) {
    // Acquire: pairs with the release by the last holder.
    if (!lock_.held_.compare_exchange_weak(state, ParkingLock::kHeld, acquire, relaxed)) continue;
    dequeue();
    return true;
  }
  return false;
}

bool LockWaiter::take_reserved() {
  if (kFreeThreaded) lock_.end_reservation();
  return take();
}

void LockWaiter::ask() {
  lock_.waiting_.fetch_or(ParkingLock::kStarving | ParkingLock::kWaking, seq_cst);  // waking: we look
  if (kFreeThreaded) ask_for_reserved(lock_.name());
}

// It may have been the one that was woken, or the lock may have been granted to it, or it was to watch.
bool LockWaiter::leave(bool may_take) {
  if (may_take && take_reserved()) return true;
  dequeue();
  if (lock_.held_.load(seq_cst) != ParkingLock::kHeld) lock_.wake_waiter(0);
  return false;
}

// The look at the lock comes last: who frees or reserves it before makes us look again, who does so later finds what
// the word says.
LockWaiter::Sleep LockWaiter::prepare_sleep(bool starving) {
  u32 w = lock_.waiting_.load(seq_cst);
  u32 next = (w & ~ParkingLock::kWaking) | (starving ? ParkingLock::kStarving : 0);
  bool watches = ParkingLock::is_reserved(lock_.held_.load(relaxed)) && (watches_ || (w & ParkingLock::kWatched) == 0);
  if (watches) next |= ParkingLock::kWatched;
  else if (watches_) next &= ~ParkingLock::kWatched;
  if (w != next && !lock_.waiting_.compare_exchange_strong(w, next, seq_cst, relaxed)) return Sleep::kNot;
  watches_ = watches;
  expected_ = next;
  u32 state = lock_.held_.load(seq_cst);
  if (state != ParkingLock::kHeld && !(ParkingLock::is_reserved(state) && (next & ParkingLock::kWatched)))
    return Sleep::kNot;
  return watches ? Sleep::kForAWhile : Sleep::kUntilWoken;
}

bool ParkingLock::release_fenced() {
  if (kFreeThreaded) end_reservation();
  if (held_.load(relaxed) == kFree) return false;
  u32 starving = waiting_.load(relaxed) & kStarving;
  held_.store(starving ? kGranted : kFree, gc::release);
  wake_waiter(starving);
  return true;
}

// The lock has been freed or granted: wakes a waiter if none is awake, and clears the flag `done`. The exchange is
// needed also where it changes nothing: it is the fence between the caller's store and the look at who waits. Where all
// have left meanwhile nobody can take a granted lock.
void ParkingLock::wake_waiter(u32 done) {
  u32 w = waiting_.load(relaxed);
  while (!waiting_.compare_exchange_weak(w, w < kWaiter ? w : (w | kWaking) & ~done, seq_cst, relaxed)) {
  }
  if (w < kWaiter) {
    u32 state = kGranted;
    held_.compare_exchange_strong(state, kFree, gc::release, relaxed);
  } else if ((w & kWaking) == 0) {
    woken_on_.store(current_processor(), relaxed);
    unpark_one(waiting_);
  }
}

}  // namespace gc
