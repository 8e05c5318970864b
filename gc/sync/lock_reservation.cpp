// Lock reservation: the table of places, the numbers of holders, and the three ways in which a reservation ends: the
// holder gives it up (end()), another thread revokes it (begin_change(), withdraw(), fence, await_outside()), or a
// pause ends all of them with one fence (end_reservations()).
#include "gc/sync/lock_reservation.h"

#include <algorithm>
#include <bit>

#include "gc/base/accelerators.h"
#include "gc/base/assert.h"
#include "gc/sync/spin.h"
#include "gc/sync/valid.h"

namespace gc {

#if !defined(TINYPY_MODEL)
constinit thread_local LockReservations t_reservations [[gnu::tls_model("initial-exec")]];
#endif

namespace {

// ---- words of `state`

constexpr u64 kHolderMask = 511;
constexpr u64 kChanging = kHolderMask;
constexpr u64 kVersion = 512;

constexpr u64 holder_of(u64 state) { return state & kHolderMask; }
constexpr u64 version_of(u64 state) { return state & ~kHolderMask; }
constexpr bool is_reserved(u64 state) { return holder_of(state) != 0 && holder_of(state) != kChanging; }

// ---- the places

constexpr u32 kPlaces = 64;
ReservationPlace g_places[kPlaces];

ReservationPlace& place_of(const void* lock) {
  return g_places[(reinterpret_cast<uintptr_t>(lock) >> 4) * 0x9e3779b97f4a7c15 >> 58];
}

// ---- holders: a thread has a number, and two holders by that: 2 * number for object locks, the next for parking locks

// Bits of the numbers in use. 0 and 255 are never given: holder 0 means none, holder 511 is kChanging.
constinit Atomic<u64> g_numbers[4] = {{1}, {0}, {0}, {u64{1} << 63}};

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
void return_number(u32 number) {
  ASSERT(number != 0 && (g_numbers[number / 64].load(relaxed) >> number % 64 & 1));
  g_numbers[number / 64].fetch_and(~(u64{1} << number % 64), relaxed);
}

// ---- ends

// Puts kChanging into the place, if its state is still `state`. True: the caller ends this reservation, and nobody else
// does; end_change() completes it.
bool begin_change(ReservationPlace& place, u64& state) {
  // Acquire: pairs with reserve(), so that the place says which lock it is about.
  return place.state.compare_exchange_strong(state, version_of(state) | kChanging, acquire, relaxed);
}
void end_change(ReservationPlace& place) {
  ASSERT(holder_of(place.state.load(relaxed)) == kChanging);
  place.state.store(version_of(place.state.load(relaxed)), release);
}

// After begin_change(): takes the lock out of the holder's `lock`, which becomes `instead`, so that the holder's next
// enter() fails.
void withdraw(u64 holder, const void* lock, u64 instead) {
  Atomic<u64>& word = g_reservation_words[holder].lock;
  u64 seen = word.load(relaxed);
  // While the word is this lock, with or without WANTED. If it is not, the holder has noticed the end by itself.
  while ((seen & ~ReservationWords::kWanted) == reinterpret_cast<u64>(lock) &&
         !word.compare_exchange_strong(seen, instead, relaxed, relaxed)) {
  }
}

// After withdraw() and a heavy fence: waits until the holder is not inside the lock. Acquire: pairs with leave(); the
// caller sees what the holder did inside.
void await_outside(u64 holder, const void* lock) {
  const Atomic<u64>& inside = g_reservation_words[holder].inside;
  for (int turns = 0; inside.load(acquire) == reinterpret_cast<u64>(lock); ++turns) back_off(turns);
}

// The state of the place, if it is a reservation of `lock`; otherwise 0.
u64 reserved_state(const ReservationPlace& place, const void* lock) {
  u64 state = place.state.load(acquire);  // pairs with reserve()
  return is_reserved(state) && place.lock.load(relaxed) == lock ? state : 0;
}

}  // namespace

// ---- the holder

alignas(64) constinit ReservationWords g_reservation_words[kHolderMask + 1];

void LockReservation::set_holder(u64 holder) {
  ASSERT(words_->lock.load(relaxed) == 0 && words_->inside.load(relaxed) == 0);
  words_ = holder ? g_reservation_words + holder : &none_;
  ASSERT(words_->lock.load(relaxed) == 0 && words_->inside.load(relaxed) == 0);
}

bool LockReservation::reserve(void* lock, void (*free)(void* lock)) {
  LockReservations& own = own_reservations();
  bool elsewhere = words_->inside.load(relaxed) != 0;
  if (!elsewhere) give_up();
  count_anew(lock, enough_);
  if (elsewhere || enough_ == kNever || !own.become_holder()) return false;
  ReservationPlace& place = place_of(lock);
  u64 state = place.state.load(relaxed);
  if (holder_of(state) != 0) return false;
  if (!place.state.compare_exchange_strong(state, (state + kVersion) | kChanging, acquire, relaxed)) return false;
  ASSERT(words_ != &none_ && words_->lock.load(relaxed) == 0);
  place.lock.store(lock, relaxed);
  place.free = free;
  state_ = (state + kVersion) | holder();
  began_ = ticks();
  words_->lock.store(reinterpret_cast<u64>(lock), relaxed);
  words_->inside.store(reinterpret_cast<u64>(lock), relaxed);
  place.state.exchange(state_, seq_cst);  // full fence, see the header: before the caller's look for sleeping waiters
  return true;
}

// True if the turns in a row were at short intervals. If not, counting begins anew.
bool LockReservation::quickly() {
  if (ticks() - began_ <= turns_ * kTicksBetween) return true;
  count_anew(last_, enough_);
  return false;
}

// Ends the reservation. True: this thread ends it, and has begun the change. False: another thread does or has done so.
bool LockReservation::end() {
  ReservationPlace& place = place_of(lock());
  words_->lock.store(0, relaxed);
  u64 state = state_;
  return begin_change(place, state);
}

bool LockReservation::cancel() {
  ASSERT(words_->inside.load(relaxed) != 0);
  ReservationPlace& place = place_of(lock());
  if (!end()) return false;
  end_change(place);
  leave();
  return true;
}

// A revocation is expensive: after one, locks must be taken more often in a row before they are reserved. If the thread
// could give the lock up itself, fewer turns are enough from now on.
void LockReservation::lose() {
  void* was = lock();
  ASSERT(was && words_->inside.load(relaxed) == 0);
  if (!end()) {
    enough_ = std::min(enough_ * 4, kSeldom);
    count_anew(was, enough_);
    return;
  }
  enough_ = std::max(enough_ / 2, kOften);
  count_anew(was, std::min(enough_, kAgain));
  place_of(was).free(was);
  end_change(place_of(was));
  t_spin.gave_up(ticks() - began_);
  // The thread that gets the lock will often use the data that it guards, and would find that reserved by this thread,
  // too.
  LockReservations& own = own_reservations();
  LockReservation& other = this == &own.locks ? own.objects : own.locks;
  other.give_up();
}

void LockReservation::give_up() {
  void* was = lock();
  if (!was || words_->inside.load(relaxed) != 0 || !end()) return;
  // A few turns at the same lock are enough to reserve it again.
  count_anew(was, std::min(enough_, kAgain));
  place_of(was).free(was);
  end_change(place_of(was));
}

bool LockReservations::become_holder() {
  if (number == 0 && (number = take_number()) != 0) {
    objects.set_holder(number * 2);
    locks.set_holder(number * 2 + 1);
  }
  return number != 0;
}

void reservations_thread_start() {
  bool allowed = kFreeThreaded && enabled(Accelerator::reserved_locks);
  own_reservations().objects.allow(allowed);
  own_reservations().locks.allow(allowed);
}

void reservations_thread_end() {
  LockReservations& own = own_reservations();
  give_up_reservations();
  own.objects.allow(false);
  own.locks.allow(false);
  if (own.number == 0) return;
  own.objects.set_holder(0);
  own.locks.set_holder(0);
  return_number(own.number);
  own.number = 0;
}

void reservations_after_fork_child() {
  for (Atomic<u64>& word : g_numbers) word.store(0, relaxed);
  g_numbers[0].store(1, relaxed);
  g_numbers[3].fetch_or(u64{1} << 63, relaxed);
  u32 own = own_reservations().number;
  g_numbers[own / 64].fetch_or(u64{1} << own % 64, relaxed);
  // Clears the words of threads that had not yet noticed the end of their reservations. The world was stopped when the
  // process forked, so no thread was inside.
  for (u64 holder = 0; holder <= kHolderMask; ++holder) {
    ASSERT(holder / 2 == own || g_reservation_words[holder].inside.load(relaxed) == 0);
    if (holder / 2 != own) g_reservation_words[holder].lock.store(0, relaxed);
  }
}

// ---- other threads

bool is_reserved(const void* lock) { return reserved_state(place_of(lock), lock) != 0; }

void ask_for_reserved(const void* lock) {
  u64 state = reserved_state(place_of(lock), lock), word = reinterpret_cast<u64>(lock);
  if (state == 0) return;
  g_reservation_words[holder_of(state)].lock.compare_exchange_strong(word, word | ReservationWords::kWanted, relaxed,
                                                                     relaxed);
}

bool revoke_reservation(const void* lock) {
  ReservationPlace& place = place_of(lock);
  u64 state;
  do {
    if ((state = reserved_state(place, lock)) == 0) return false;
  } while (!begin_change(place, state));
  withdraw(holder_of(state), lock, reinterpret_cast<u64>(lock) | ReservationWords::kRevoked);
  asymmetric_heavy_fence();
  await_outside(holder_of(state), lock);
  end_change(place);
  return true;
}

void end_reservations() {
  u64 states[kPlaces] = {};
  bool any = false;
  for (u32 n = 0; n < kPlaces; ++n) {
    u64 state = g_places[n].state.load(relaxed);
    if (!is_reserved(state) || !begin_change(g_places[n], state)) continue;
    withdraw(holder_of(state), g_places[n].lock.load(relaxed), 0);
    states[n] = state;
    any = true;
  }
  if (!any) return;
  asymmetric_heavy_fence();
  for (u32 n = 0; n < kPlaces; ++n) {
    if (states[n] == 0) continue;
    ReservationPlace& place = g_places[n];
    void* lock = place.lock.load(relaxed);
    await_outside(holder_of(states[n]), lock);
    place.free(lock);
    end_change(place);
  }
}

// No thread is inside, nor can enter, so no fence is needed.
void forget_reservation(const void* lock) {
  ReservationPlace& place = place_of(lock);
  for (;;) {
    u64 state = reserved_state(place, lock);
    if (state == 0) return;
    if (!begin_change(place, state)) continue;
    ASSERT(g_reservation_words[holder_of(state)].inside.load(relaxed) != reinterpret_cast<u64>(lock));
    withdraw(holder_of(state), lock, 0);
    return end_change(place);
  }
}

#if defined(TINYPY_DEBUG)
bool reservations_are_valid(u32* reserved) {
  bool seen[kHolderMask + 1] = {};
  *reserved = 0;
  for (const ReservationPlace& place : g_places) {
    u64 holder = holder_of(place.state.load(acquire));
    if (holder == 0) continue;
    const void* lock = place.lock.load(relaxed);
    u64 word = g_reservation_words[holder].lock.load(relaxed) & ~ReservationWords::kWanted;
    if (holder == kChanging || seen[holder] || &place_of(lock) != &place || word != reinterpret_cast<u64>(lock))
      return false;
    seen[holder] = true;
    ++*reserved;
  }
  return true;
}

bool reservations_have_ended() {
  for (const ReservationPlace& place : g_places) {
    if (is_reserved(place.state.load(relaxed))) return false;
  }
  return true;
}
#endif

}  // namespace gc
