// The slow paths of the protocol in parking_lock.h: reserving and ending reservations, waiting, waking.
#include "gc/sync/parking_lock.h"

#include "gc/sync/spin.h"

namespace gc {

// ---- reserved

// Reserves the lock that the calling thread has just taken. If a waiter needs an ordinary release, or another thread
// has released the lock meanwhile, the reservation is given up at once.
void ParkingLock::reserve() {
  LockReservation& mine = own_reservations().locks;
  if (!may_reserve(waiting_.load(relaxed))) return;
  own_reservations().taken = nullptr;  // the quick release of a reserved lock would not reset it
  if (!mine.reserve(this, [](void* lock) { static_cast<ParkingLock*>(lock)->unreserve(); })) return;
  u32 state = kHeld;
  bool released =
      !held_.compare_exchange_strong(state, kReservedHeld, seq_cst, relaxed);  // a full fence before the look at
                                                                               // waiting_
  bool wanted = released || !may_reserve(waiting_.load(seq_cst));
  mine.leave();
  if (wanted) mine.give_up();
}

void ParkingLock::unreserve() {
  u32 state = held_.load(relaxed);
  if (is_reserved(state)) held_.store(state == kReservedFree ? kFree : kHeld, gc::release);
}

// Takes a free lock by compare-and-swap. If another thread has reserved the lock, asks it to give it up. If the calling
// thread has reserved it but enter_only() has failed, another thread wants it: gives it up, and looks for a moment
// whether that thread takes it before taking it again.
bool ParkingLock::acquire_shared() {
  LockReservation& mine = own_reservations().locks;
  u32 state = held_.load(relaxed);
  if (is_reserved(state) && !mine.was_of(this)) {
    ask_for_reserved(this);
    return false;
  }
  if (state == kReservedFree) {
    mine.lose();
    Spin::look_closely([&] { return (state = held_.load(relaxed)) != kFree; });
  }
  if (state != kFree || !held_.compare_exchange_strong(state, kHeld, acquire, relaxed)) return false;
  note_taken();
  if (kFreeThreaded && mine.often(this)) [[unlikely]]
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
  if (is_signal()) {
    own_reservations().taken = nullptr;
  } else if (kFreeThreaded && own_reservations().taken) {
    t_spin.forget();  // inside another lock this one is released as a signal: by Condition.notify(), say
  }
  if (alone || waiting_.load(relaxed) != 0) [[unlikely]]
    return release_fenced();
  held_.exchange(kFree, seq_cst);
  if (waiting_.load(relaxed) != 0) [[unlikely]]
    wake_waiter(0);
  return true;
}

// Ends the reservation of a lock that is to be released on the ordinary path. The releasing thread may not be the one
// that has reserved it.
void ParkingLock::lose_reservation() {
  LockReservation& mine = own_reservations().locks;
  if (mine.was_of(this)) mine.lose();
  end_reservation();
}

// Ends the reservation, or waits until another thread, which is ending it, has done so.
void ParkingLock::end_reservation() {
  for (int turns = 0; is_reserved(held_.load(acquire)); ++turns) {
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
    if (state == kFree && held_.compare_exchange_strong(state, kHeld, acquire, relaxed)) {
      note_taken();
      return true;
    }
    end_reservation();
  }
}

// ---- waiting

LockWaiter::LockWaiter(ParkingLock& lock)
    : lock_(lock), first_(lock.waiting_.fetch_add(ParkingLock::kWaiter, seq_cst) < ParkingLock::kWaiter) {}

// Uncounts the waiter, and clears WAKING, because it may have been the one that was woken, and its own WATCHED.
void LockWaiter::dequeue() {
  u32 flags = ParkingLock::kWaking | (watches_ ? ParkingLock::kWatched : 0);
  u32 w = lock_.waiting_.load(relaxed);
  for (;;) {
    ASSERT(w >= ParkingLock::kWaiter);
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
    lock_.note_taken();
    return true;
  }
  return false;
}

bool LockWaiter::take_reserved() {
  if (kFreeThreaded) lock_.end_reservation();
  return take();
}

void LockWaiter::ask() {
  ASSERT(lock_.waiting_.load(relaxed) >= ParkingLock::kWaiter);
  lock_.waiting_.fetch_or(ParkingLock::kStarving | ParkingLock::kWaking, seq_cst);  // WAKING: this waiter is awake
  if (kFreeThreaded) ask_for_reserved(&lock_);
}

// After leaving, the thread wakes another waiter unless the lock is held: it may have been the waiter that was woken,
// or the only one to which the lock could be granted, or the watcher of a reserved lock.
bool LockWaiter::leave(bool may_take) {
  if (may_take && take_reserved()) return true;
  dequeue();
  if (lock_.held_.load(seq_cst) != ParkingLock::kHeld) lock_.wake_waiter(0);
  return false;
}

// The read of held_ comes last. If the lock was freed or reserved before, the waiter sees that and looks again. If that
// happens later, the releaser or the reserving thread sees the new waiting_.
LockWaiter::Sleep LockWaiter::prepare_sleep(bool starving) {
  u32 w = lock_.waiting_.load(seq_cst);
  ASSERT(w >= ParkingLock::kWaiter);
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

// Called when the lock has been freed or granted: wakes a waiter if none is awake, and clears the bit `done`. The
// exchange is needed even if it changes nothing, because it is the fence between the caller's store to held_ and the
// look at waiting_. If all waiters have left meanwhile, a granted lock is freed, because newcomers cannot take it.
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

#if defined(TINYPY_DEBUG)
bool ParkingLock::is_valid(u32 waiters) const {
  u32 state = held_.load(relaxed), waiting = waiting_.load(relaxed);
  if (state > kReservedHeld || (state == kGranted && waiters == 0)) return false;
  if (is_reserved(state) && (!kFreeThreaded || !gc::is_reserved(this))) return false;
  return waiting / kWaiter == waiters && (waiters != 0 || waiting == 0);
}
#endif

}  // namespace gc
