// Locks that one thread takes again and again. It reserves such a lock: the lock stays taken on its behalf, and the
// thread goes in and out with plain stores. Another thread that wants the lock asks for it, and the owner of the
// reservation gives it up when it comes in the next time; or, if it does not come, revokes it, with a heavy fence
// (asymmetric_fence.h). Since the other one waits for that, only what is taken at short intervals is reserved: a lock
// between longer pieces of work would make all threads do them one after the other.
//
// Lock reservation: Kawachiya, Koseki, Onodera (OOPSLA 2002); revoked without stopping its owner: Vasudevan, Namjoshi,
// Edwards (PACT 2010).
//
// A reservation stands in a table by the address of the lock, one at a time in each place: | version | holder (9 bits)
// |
//
//   0 -> holder          the holder, which has the lock, says what lock it is meanwhile (kChanging). The change is a full fence: it then looks whether
//                        somebody has gone to sleep on the lock, who first would have to look here
//   holder -> kChanging  by whoever ends it: the holder, when it is not inside; or another thread, which makes a heavy fence and then waits until
//                        the holder is not inside. It has the lock then, as the holder would
//   kChanging -> 0       by the same
//
// The holder has two words by its number, in memory that stays. `lock` says what it has reserved; others mark it if
// they want the lock, and take it back after they have put kChanging into the place and before they make it 0: until
// then the holder, whoever has its number by then, cannot reserve that lock again. To come in the holder says so in
// `inside`, and then looks whether `lock` is still what it wrote there (Dekker; the fence is the other side's). So it
// is either inside before its reservation is revoked, and the other one waits; or it finds that it has been revoked.
//
// A thread gives its reservations up before it waits for something or detaches, and pauses of the world and the end of
// a lock's memory end them. So in a pause every lock is free that nobody is inside of.
#pragma once

#include "gc/base/assert.h"
#include "gc/base/build.h"
#include "gc/base/stress.h"
#include "gc/sync/asymmetric_fence.h"
#include "gc/sync/clock.h"

namespace gc {

struct alignas(64) ReservationPlace {
  Atomic<u64> state{0};
  Atomic<void*> lock{nullptr};
  void (*free)(void* lock) =
      nullptr;  // frees it for everybody, as its holder; under kChanging and for who ends the reservation
};

// What others see of a holder.
struct alignas(32) ReservationWords {
  static constexpr u64 kWanted = 1, kRevoked = 2;  // beside the address in `lock`
  static constexpr u64 kMarks = kWanted | kRevoked;

  // True: the thread these are the words of has reserved the lock, and is inside until leave().
  bool enter(const void* reserved) {
    u64 address = reinterpret_cast<u64>(reserved);
    if (lock.load(relaxed) != address) return false;
    store_before_look(inside, address);
    if (lock.load(relaxed) == address) [[likely]]
      return true;
    leave();
    return false;
  }
  // The same for who is inside of no lock: a handler of an instruction, say, not what may work on one object inside the
  // lock of another.
  bool enter_only(const void* reserved) {
    ASSERT(inside.load(relaxed) == 0);
    u64 address = reinterpret_cast<u64>(reserved);
    store_before_look(inside, address);
    if (lock.load(relaxed) == address) [[likely]]
      return true;
    leave();
    return false;
  }
  void leave() { inside.store(0, release); }

  Atomic<u64> lock{0};
  Atomic<u64> inside{0};  // the lock that the thread is inside of at the moment; only the thread itself writes it
};
extern ReservationWords g_reservation_words[512];  // by holder; the first one is nobody's

// One kind of lock, of one thread; the others never touch it.
class LockReservation {
 public:
  ReservationWords& words() { return *words_; }
  bool enter(const void* lock) { return words_->enter(lock); }
  bool is_inside(const void* lock) const { return words_->inside.load(relaxed) == reinterpret_cast<u64>(lock); }
  void leave() { words_->leave(); }
  // After enter() has failed: it did so because somebody wants the lock or has revoked the reservation.
  bool was_of(const void* lock) const { return address_in(words_->lock.load(relaxed)) == lock; }
  // Then: whoever wants the lock can have it now. Either way the reservation is over.
  void lose();

  // The caller has taken `lock` without a reservation. True: it has done so often enough in a row, and one soon after
  // the other: who asks for a reserved lock waits until its holder comes by.
  bool often(const void* lock) {
    if (lock != last_) count_anew(lock, enough_);
    if (++turns_ == 2) began_ = ticks();
    return turns_ >= needed_ && quickly();
  }
  void allow(bool allowed) {
    enough_ = allowed ? kOften : kNever;
    needed_ = enough_;
    if (words_ == g_reservation_words) words_ = &none_;
  }
  // Becomes a holder; 0: none, or none any more.
  void set_holder(u64 holder);
  // Reserves what the caller has taken, and is a full fence; the caller is inside. False: it is not possible.
  bool reserve(void* lock, void (*free)(void* lock));
  // Right after: the caller has the lock, and no reservation. False: it is being revoked, and leave() frees the lock.
  bool cancel();
  // If there is one and the caller is not inside.
  void give_up();

  static void* address_in(u64 word) { return reinterpret_cast<void*>(word & ~ReservationWords::kMarks); }

 private:
#if defined(TINYPY_MODEL)
  static constexpr u32 kOften = 1;
#else
  static constexpr u32 kOften = kStress || kDebug ? 2 : 32;
#endif
  // How many times in a row are enough: if all goes well, after revocations, and for a lock that was given up.
  static constexpr u32 kSeldom = 1 << 16, kNever = ~u32{0}, kAgain = 4;
  // About as long as a lock that is not reserved takes from one core to another, with what it guards.
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

  ReservationWords none_;  // the words of a thread that is no holder
  ReservationWords* words_ = g_reservation_words;
  u64 state_ = 0;  // of the place, while it is ours
  u64 began_ = 0;  // when it became ours, or the turns began, in ticks
  u32 turns_ = 0;  // that `last_` has been taken in a row
  u32 needed_ = kNever;
  u32 enough_ = kNever;
  const void* last_ = nullptr;
};

struct LockReservations {
  // Gets the thread a number, and its two words with that. False: none is free.
  bool become_holder();

  LockReservation objects, locks;  // locks inside objects (gc/refcount/object_lock.h); parking locks
  u32 number = 0;                  // of the thread among those that reserve; 0: none so far
};
#if defined(TINYPY_MODEL)
LockReservations& own_reservations();  // of the scenario's thread
#else
extern constinit thread_local LockReservations t_reservations [[gnu::tls_model("initial-exec")]];
inline LockReservations& own_reservations() { return t_reservations; }
#endif

// The calling thread may reserve locks from now on; gives up what it has reserved and may no more.
void reservations_thread_start();
void reservations_thread_end();
// In a fork's child: the numbers of the other threads are free.
void reservations_after_fork_child();
// The calling thread is about to wait.
inline void give_up_reservations() {
  own_reservations().objects.give_up();
  own_reservations().locks.give_up();
}

// By any thread; it may be over at once.
bool is_reserved(const void* lock);
// For who finds a lock taken, which may be reserved by another thread. The first one returns at once.
void ask_for_reserved(const void* lock);
// True: it was reserved, the caller has it now, and nobody is inside.
bool revoke_reservation(const void* lock);
// Frees all reserved locks, once their holders are outside.
void end_reservations();
// The memory of `lock` is about to be freed.
void forget_reservation(const void* lock);

}  // namespace gc
