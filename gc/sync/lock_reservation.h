// Lock reservation (biased locking): a thread that takes the same lock again and again reserves it. From then on the
// lock's own word stays taken, and this thread, the holder, enters and leaves with plain stores (Kawachiya, Koseki,
// Onodera, OOPSLA 2002). Another thread that wants the lock asks for it; the holder gives it up when it next tries to
// enter. If the holder does not come, the other thread revokes the reservation with a heavy fence (asymmetric_fence.h),
// without stopping the holder (Vasudevan, Namjoshi, Edwards, PACT 2010). Because the other thread waits for that, only
// locks that are taken at short intervals are reserved.
//
// A table of places, by the lock's address, holds at most one reservation each: | version | holder, 9 bits |
//
//   holder field           by                    meaning of the change
//   0 -> kChanging         the holder to be      has the lock; writes the place's fields and its own words
//   kChanging -> holder    the same              reserved. A full fence: afterwards it looks for waiters that sleep on
//                                                the lock; these look here before they sleep
//   holder -> kChanging    the holder            gives it up, while it is not inside. It has the lock again
//   holder -> kChanging    another thread        revokes: withdraws the holder's `lock`, heavy fence, waits until
//                                                `inside` is not this lock. It has the lock then
//   kChanging -> 0         the thread that       no reservation
//                          changed it
//
// Each holder has two words in static memory, by its number (ReservationWords):
//
//   lock      the lock that it has reserved, or 0. Other threads mark it: WANTED (asked for), REVOKED. Only the thread
//             that has put kChanging into the place withdraws it, before it ends the change. So the holder, or a later
//             thread with the same number, cannot reserve that lock again in the meantime
//   inside    the lock that it is inside of, or 0. Written by the holder only
//
// To enter, the holder stores `inside` and then reads `lock`; to revoke, another thread stores `lock` and then reads
// `inside` (Dekker; the heavy fence of the seldom side pays for both). So either the revoker sees that the holder is
// inside, and waits; or the holder sees that its reservation is revoked.
//
// A thread gives its reservations up before it waits or detaches. A pause of the world ends all of them, and so does
// the end of a lock's memory. Therefore, while the world is stopped, a lock is free unless a thread is inside.
#pragma once

#include "gc/base/assert.h"
#include "gc/base/build.h"
#include "gc/base/clock.h"
#include "gc/base/stress.h"
#include "gc/sync/asymmetric_fence.h"

namespace gc {

// One place of the table. `lock` and `free` are written under kChanging, and are valid while `state` names a holder.
struct alignas(64) ReservationPlace {
  Atomic<u64> state{0};
  Atomic<void*> lock{nullptr};
  // Makes the reserved lock an ordinary free one. Called by the thread that ends the reservation, under kChanging.
  void (*free)(void* lock) = nullptr;
};

// The two words by which other threads communicate with a holder.
struct alignas(32) ReservationWords {
  static constexpr u64 kWanted = 1, kRevoked = 2;  // beside the address in `lock`
  static constexpr u64 kMarks = kWanted | kRevoked;

  // By the holder. True: it has reserved the lock, and is inside until leave(). False: it has not, or another thread
  // asks for the lock or has revoked the reservation.
  bool enter(const void* reserved) {
    u64 address = reinterpret_cast<u64>(reserved);
    if (lock.load(relaxed) != address) return false;
    store_before_look(inside, address);
    if (lock.load(relaxed) == address) [[likely]]
      return true;
    leave();
    return false;
  }
  // The same for a caller that is inside of no lock, such as an instruction's handler: saves the first test. Code that
  // works on one object inside the lock of another object must use enter().
  bool enter_only(const void* reserved) {
    ASSERT(inside.load(relaxed) == 0);
    u64 address = reinterpret_cast<u64>(reserved);
    store_before_look(inside, address);
    if (lock.load(relaxed) == address) [[likely]]
      return true;
    leave();
    return false;
  }
  // By the holder, who is inside.
  void leave() {
    ASSERT(inside.load(relaxed) != 0);
    inside.store(0, release);
  }

  Atomic<u64> lock{0};
  Atomic<u64> inside{0};
};
extern ReservationWords g_reservation_words[512];  // by holder; number 0 is never a holder's

// The reservation that one thread may have of one kind of lock: at most one at a time. Used by that thread only.
class LockReservation {
 public:
  ReservationWords& words() { return *words_; }
  bool enter(const void* lock) { return words_->enter(lock); }
  bool is_inside(const void* lock) const { return words_->inside.load(relaxed) == reinterpret_cast<u64>(lock); }
  void leave() { words_->leave(); }
  // After enter() has failed. True: it failed because another thread asks for the lock or has revoked the reservation.
  bool was_of(const void* lock) const { return address_in(words_->lock.load(relaxed)) == lock; }
  // Then: ends the reservation, so that the other thread can take the lock. If that has revoked it, notes that.
  void lose();

  // To be called when the thread has taken `lock` without a reservation. True: the lock is worth reserving, because the
  // thread has taken it often enough in a row and at short intervals.
  bool often(const void* lock) {
    if (lock != last_) count_anew(lock, enough_);
    if (++turns_ == 2) began_ = ticks();
    return turns_ >= needed_ && quickly();
  }
  // Allows or forbids the thread to reserve. It must have no reservation.
  void allow(bool allowed) {
    ASSERT(!lock() && words_->inside.load(relaxed) == 0);
    enough_ = allowed ? kOften : kNever;
    needed_ = enough_;
    if (words_ == g_reservation_words) words_ = &none_;
  }
  // Gives the thread the words of that holder number; 0: no number.
  void set_holder(u64 holder);
  // Reserves `lock`, which the thread has taken; gives up the reservation that it had. True: the thread is inside, and
  // the call was a full fence. False: not possible now.
  bool reserve(void* lock, void (*free)(void* lock));
  // Right after reserve(). True: there is no reservation any more, and the thread has the lock on the ordinary path.
  // False: another thread is revoking the reservation; leave() releases the lock.
  bool cancel();
  // Ends the reservation, if there is one and the thread is not inside.
  void give_up();

  static void* address_in(u64 word) { return reinterpret_cast<void*>(word & ~ReservationWords::kMarks); }

 private:
#if defined(TINYPY_MODEL)
  static constexpr u32 kOften = 1;
#else
  static constexpr u32 kOften = kStress || kDebug ? 2 : 32;
#endif
  // How often in a row a lock must be taken before it is reserved. kOften: at first. Each revocation multiplies that by
  // 4, up to kSeldom; each reservation given up when asked halves it. kAgain: for the lock that was given up.
  static constexpr u32 kSeldom = 1 << 16, kNever = ~u32{0}, kAgain = 4;
  // The interval between two turns must be shorter on average, in ticks. About the time that an ordinary lock, with the
  // data that it guards, takes from one core to another: a longer interval would gain nothing.
  static constexpr u64 kTicksBetween = 1024;

  void* lock() const { return address_in(words_->lock.load(relaxed)); }
  u64 holder() const { return static_cast<u64>(words_ - g_reservation_words); }
  bool end();
  void count_anew(const void* lock, u32 needed) {
    last_ = lock;
    turns_ = 0;
    needed_ = needed;
  }
  bool quickly();

  ReservationWords none_;  // the words of a thread without a number
  ReservationWords* words_ = g_reservation_words;
  u64 state_ = 0;        // of the place, while the reservation lasts
  u64 began_ = 0;        // ticks: the time of the reservation, or of the second turn
  u32 turns_ = 0;        // how often `last_` has been taken in a row
  u32 needed_ = kNever;  // turns that `last_` needs
  u32 enough_ = kNever;  // turns that other locks need
  const void* last_ = nullptr;
};

// The reservations of one thread: one of an object lock, one of a parking lock.
struct LockReservations {
  // Gives the thread a number, if it has none. False: no number is free.
  bool become_holder();

  LockReservation objects, locks;  // of object locks (gc/refcount/object_lock.h); of parking locks
  u32 number = 0;                  // of the thread among those that reserve; 0: none yet
  // The parking lock that the thread has taken last, until it releases it. Locks that it has reserved do not count.
  const void* taken = nullptr;
};
// The reservations of the calling thread.
#if defined(TINYPY_MODEL)
LockReservations& own_reservations();
#else
extern constinit thread_local LockReservations t_reservations [[gnu::tls_model("initial-exec")]];
inline LockReservations& own_reservations() { return t_reservations; }
#endif

// Allows the calling thread to reserve locks.
void reservations_thread_start();
// Ends the calling thread's reservations, forbids new ones, and returns its number.
void reservations_thread_end();
// In a fork's child: returns the numbers of the other threads, which do not exist.
void reservations_after_fork_child();
// Ends the calling thread's reservations, because it is about to wait or to detach.
inline void give_up_reservations() {
  own_reservations().objects.give_up();
  own_reservations().locks.give_up();
}

// True if some thread has reserved the lock; out of date at once. Any thread.
bool is_reserved(const void* lock);
// Asks the thread that has reserved the lock, if any, to give it up. Does not wait. Any thread.
void ask_for_reserved(const void* lock);
// Revokes the reservation of the lock, with a heavy fence, and waits until its holder is outside. True: the caller has
// the lock now. False: it is not reserved, or another thread is ending the reservation. Any thread.
bool revoke_reservation(const void* lock);
// Ends all reservations, waits until the holders are outside, and frees the locks. Any thread.
void end_reservations();
// Ends the reservation of the lock, whose memory is about to be freed: no thread is inside or tries to enter.
void forget_reservation(const void* lock);

}  // namespace gc
