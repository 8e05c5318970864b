// Locks that one thread takes again and again. It reserves such a lock: the lock stays taken on its behalf, and the thread goes in and out with plain
// stores. Another thread that wants the lock asks for it, and the owner of the reservation gives it up when it comes in the next time; or, if
// it does not come, revokes it, with a heavy fence (asymmetric_fence.h).
//
// Lock reservation: Kawachiya, Koseki, Onodera (OOPSLA 2002); revoked without stopping its owner: Vasudevan, Namjoshi, Edwards (PACT 2010).
//
// A reservation stands in a table by the address of the lock, one at a time in each place: | version | holder (9 bits) | wanted |
//
//   0 -> holder          the holder, which has the lock, says what lock it is meanwhile (kChanging). The change is a full fence: it then looks whether
//                        somebody has gone to sleep on the lock, who first would have to look here
//   wanted               by others; the holder finds it when it comes in
//   holder -> kChanging  by whoever ends it: the holder, when it is not inside; or another thread, which makes a heavy fence and then waits until
//                        the holder is not inside. It has the lock then, as the holder would
//   kChanging -> 0       by the same
//
// To come in the holder says so in a word of its own, and then looks whether the place still has what it wrote there (Dekker; the fence is the
// other side's). So it is either inside before its reservation is revoked, and the other one waits; or it finds that it has been revoked.
//
// A thread gives its reservations up before it waits for something or detaches, and pauses of the world and the end of a lock's memory end them. So
// in a pause every lock is free that nobody is inside of.
#pragma once

#include "gc/base/build.h"
#include "gc/base/stress.h"
#include "gc/sync/asymmetric_fence.h"

namespace gc {

struct alignas(64) ReservationPlace {
  Atomic<u64> state{0};
  Atomic<void*> lock{nullptr};
  void (*free)(void* lock) = nullptr;  // frees it for everybody, as its holder; under kChanging and for who ends the reservation
};

// One kind of lock, of one thread; the others never touch it.
class LockReservation {
 public:
  bool is_of(const void* lock) const { return lock_ == lock; }
  // For the lock that is_of() names. True: the caller is inside, until leave().
  bool enter() {
    store_before_look(*inside_, place_number_);
    if (place_->state.load(relaxed) == state_) [[likely]] return true;
    leave();
    return false;
  }
  void leave() { inside_->store(0, release); }
  // After enter() has failed: somebody wants the lock, and now can have it; or has revoked the reservation. Either way it is over.
  void lose();

  // The caller has taken `lock` without a reservation. True: it has done so often enough in a row.
  bool often(const void* lock) {
    if (lock != last_) {
      last_ = lock;
      turns_ = 0;
    }
    return ++turns_ >= enough_;
  }
  void allow(bool allowed) { enough_ = allowed ? kOften : kNever; }
  // Reserves what the caller has taken, and is a full fence; the caller is inside. False: it is not possible.
  bool reserve(void* lock, void (*free)(void* lock));
  // Right after: the caller has the lock, and no reservation. False: it is being revoked, and leave() frees the lock.
  bool cancel();
  // If there is one and the caller is not inside.
  void give_up();

 private:
#if defined(TINYPY_MODEL)
  static constexpr u32 kOften = 1;
#else
  static constexpr u32 kOften = kStress || kDebug ? 2 : 32;
#endif
  // How many times in a row are enough: if all goes well, after revocations, and for a lock that was given up in order to wait.
  static constexpr u32 kSeldom = 1 << 16, kNever = ~u32{0}, kAgain = 4;

  bool end();

  void* lock_ = nullptr;
  ReservationPlace* place_ = nullptr;
  u64 state_ = 0;  // of the place, while it is ours and not wanted
  Atomic<u32>* inside_ = nullptr;
  u32 place_number_ = 0;
  u32 turns_ = 0;  // that `last_` has been taken in a row
  const void* last_ = nullptr;
  u32 enough_ = kNever;
};

struct LockReservations {
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

// For who finds a lock taken, which may be reserved by another thread. The first one returns at once.
void ask_for_reserved(const void* lock);
// True: it was reserved, the caller has it now, and nobody is inside.
bool revoke_reservation(const void* lock);
// Frees all reserved locks, once their holders are outside.
void end_reservations();
// The memory of `lock` is about to be freed.
void forget_reservation(const void* lock);

}  // namespace gc
