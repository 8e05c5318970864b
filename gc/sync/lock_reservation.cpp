#include "gc/sync/lock_reservation.h"

#include <algorithm>
#include <bit>

namespace gc {

#if !defined(TINYPY_MODEL)
constinit thread_local LockReservations t_reservations [[gnu::tls_model("initial-exec")]];
#endif

namespace {

// ---- words of `state`

constexpr u64 kWanted = 1;
constexpr u64 kHolderMask = 511 << 1;
constexpr u64 kChanging = kHolderMask;
constexpr u64 kVersion = 1 << 10;

constexpr u64 holder_of(u64 state) { return (state & kHolderMask) >> 1; }
constexpr u64 version_of(u64 state) { return state & ~(kVersion - 1); }
constexpr bool is_reserved(u64 state) { return (state & kHolderMask) != 0 && (state & kHolderMask) != kChanging; }

// ---- the places

constexpr u32 kPlaces = 64;
ReservationPlace g_places[kPlaces];

ReservationPlace& place_of(const void* lock) {
  return g_places[(reinterpret_cast<uintptr_t>(lock) >> 4) * 0x9e3779b97f4a7c15 >> 58];
}
u32 number_of(const ReservationPlace& place) { return static_cast<u32>(&place - g_places) + 1; }

// ---- who reserves: threads by number, and two kinds of lock of each

constexpr u32 kThreads = 255;  // the last number would make a holder of kChanging

struct alignas(64) Inside {
  Atomic<u32> place[2] = {{0}, {0}};  // the number of the place whose lock the thread uses at the moment, or 0
};
Inside g_inside[kThreads];
constinit Atomic<u64> g_numbers[4] = {{1}, {0}, {0}, {u64{1} << 63}};  // bits of numbers in use; 0 and 255 are nobody's

Atomic<u32>& inside_of(u64 holder) { return g_inside[holder / 2].place[holder % 2]; }

u32 take_number() {
  for (u32 n = 0; n < 4; ++n) {
    u64 used = g_numbers[n].load(relaxed);
    while (~used != 0) {
      u32 bit = static_cast<u32>(std::countr_one(used));
      if (g_numbers[n].compare_exchange_weak(used, used | u64{1} << bit, relaxed, relaxed)) return n * 64 + bit;
    }
  }
  return 0;
}
void return_number(u32 number) { g_numbers[number / 64].fetch_and(~(u64{1} << number % 64), relaxed); }

// ---- ends

// Takes the place over from the holder `state` names, if nothing has changed since. The lock is the caller's, and who has it now says so by end_change().
bool begin_change(ReservationPlace& place, u64& state) {
  // Acquire: pairs with reserve(), so that the place says which lock it is about.
  return place.state.compare_exchange_strong(state, version_of(state) | kChanging, acquire, relaxed);
}
void end_change(ReservationPlace& place) { place.state.store(version_of(place.state.load(relaxed)), release); }

// After a heavy fence that followed begin_change(). Acquire: pairs with leave(), what the holder did under the lock has happened.
void await_outside(const ReservationPlace& place, u64 holder) {
  for (int turns = 0; inside_of(holder).load(acquire) == number_of(place); ++turns) back_off(turns);
}

// `place` is reserved for `lock`: the state that says so. 0: it is not.
u64 reserved_state(const ReservationPlace& place, const void* lock) {
  u64 state = place.state.load(acquire);  // pairs with reserve()
  return is_reserved(state) && place.lock.load(relaxed) == lock ? state : 0;
}

}  // namespace

// ---- the holder

bool LockReservation::reserve(void* lock, void (*free)(void* lock)) {
  LockReservations& own = own_reservations();
  bool elsewhere = inside_ && inside_->load(relaxed) != 0;
  if (!elsewhere) give_up();
  last_ = lock;
  turns_ = 0;
  if (elsewhere) return false;
  if (own.number == 0 && (own.number = take_number()) == 0) return false;
  u64 holder = own.number * 2 + (this == &own.locks);
  ReservationPlace& place = place_of(lock);
  u64 state = place.state.load(relaxed);
  if (holder_of(state) != 0) return false;
  if (!place.state.compare_exchange_strong(state, (state + kVersion) | kChanging, acquire, relaxed)) return false;
  place.lock.store(lock, relaxed);
  place.free = free;
  lock_ = lock;
  place_ = &place;
  place_number_ = number_of(place);
  state_ = (state + kVersion) | holder << 1;
  inside_ = &inside_of(holder);
  inside_->store(place_number_, relaxed);
  place.state.exchange(state_, seq_cst);  // see the top of the header: before the caller's look at who sleeps
  return true;
}

// It is over; true if nobody else has ended it.
bool LockReservation::end() {
  lock_ = nullptr;
  for (u64 state = state_; (state & ~kWanted) == state_;) {
    if (begin_change(*place_, state)) return true;
  }
  return false;
}

bool LockReservation::cancel() {
  void* lock = lock_;
  if (!end()) {
    lock_ = lock;  // for leave()'s caller
    return false;
  }
  end_change(*place_);
  leave();
  return true;
}

// Revocation is dear; the lock has perhaps changed hands too soon. It leaves another version behind, other ends do not.
void LockReservation::lose() {
  void* lock = lock_;
  if (end()) {
    enough_ = std::max(enough_ / 2, kOften);
    place_->free(lock);
    end_change(*place_);
    // Who waits for a lock often uses next what the lock guards, and would find that reserved, too.
    LockReservations& own = own_reservations();
    LockReservation& other = this == &own.locks ? own.objects : own.locks;
    other.give_up();
    other.turns_ = 0;
  } else if (version_of(place_->state.load(relaxed)) != version_of(state_)) {
    enough_ = std::min(enough_ * 4, kSeldom);
  }
}

void LockReservation::give_up() {
  if (!lock_ || inside_->load(relaxed) != 0) return;
  void* lock = lock_;
  if (!end()) return;
  // The next turns at the same lock soon reserve it again.
  last_ = lock;
  turns_ = enough_ - std::min(enough_, kAgain);
  place_->free(lock);
  end_change(*place_);
}

void reservations_thread_start() {
  own_reservations().objects.allow(kFreeThreaded);
  own_reservations().locks.allow(kFreeThreaded);
}

void reservations_thread_end() {
  LockReservations& own = own_reservations();
  give_up_reservations();
  own.objects.allow(false);
  own.locks.allow(false);
  if (own.number != 0) return_number(own.number);
  own.number = 0;
}

void reservations_after_fork_child() {
  for (Atomic<u64>& word : g_numbers) word.store(0, relaxed);
  g_numbers[0].store(1, relaxed);
  g_numbers[3].fetch_or(u64{1} << 63, relaxed);
  if (u32 number = own_reservations().number) g_numbers[number / 64].fetch_or(u64{1} << number % 64, relaxed);
}

// ---- the others

void ask_for_reserved(const void* lock) {
  ReservationPlace& place = place_of(lock);
  u64 state = reserved_state(place, lock);
  if (state != 0 && (state & kWanted) == 0) place.state.compare_exchange_strong(state, state | kWanted, relaxed, relaxed);
}

bool revoke_reservation(const void* lock) {
  ReservationPlace& place = place_of(lock);
  u64 state;
  do {
    if ((state = reserved_state(place, lock)) == 0) return false;
  } while (!begin_change(place, state));
  asymmetric_heavy_fence();
  await_outside(place, holder_of(state));
  place.state.store(version_of(state) + kVersion, release);
  return true;
}

void end_reservations() {
  u64 states[kPlaces] = {};
  bool any = false;
  for (u32 n = 0; n < kPlaces; ++n) {
    u64 state = g_places[n].state.load(relaxed);
    if (is_reserved(state) && begin_change(g_places[n], state)) states[n] = state, any = true;
  }
  if (!any) return;
  asymmetric_heavy_fence();
  for (u32 n = 0; n < kPlaces; ++n) {
    if (states[n] == 0) continue;
    ReservationPlace& place = g_places[n];
    await_outside(place, holder_of(states[n]));
    place.free(place.lock.load(relaxed));
    end_change(place);
  }
}

// Nobody is inside, nor will be.
void forget_reservation(const void* lock) {
  ReservationPlace& place = place_of(lock);
  for (;;) {
    u64 state = reserved_state(place, lock);
    if (state == 0) return;
    if (begin_change(place, state)) return end_change(place);
  }
}

}  // namespace gc
