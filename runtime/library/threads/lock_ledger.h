// The ledger of locks: who holds which threading.Lock or RLock, and where it was taken. Kept only for observers
// (--deadlocks, --trace): a lock has no room for it, and its quick paths have no time.
//
// While the ledger is kept, the types _thread.lock and _thread.RLock have other methods, which enter what they do, and
// the virtual machine does not know these types: a `with` block calls the methods, too. So a program without ledger
// executes no instruction more.
//
// The studio's watcher (gc/threads/watch.h) is told by the methods that these call, so both may be kept: the watcher
// knows of a lock first when it is taken, and last when it is released.
//
//   take      first the lock, then the entry       a holder in the ledger really has the lock
//   release   first the entry, then the lock       a lock without holder may be held, but its holder runs
#pragma once

#include "gc/base/site.h"
#include "gc/sync/parking_lock.h"
#include "runtime/object/ops.h"

namespace rt {

// What is known of a lock.
struct LockEntry {
  u32 holder = 0;                   // thread id; 0: free, or not known at this moment
  const gc::Site* taken = nullptr;  // where the holder took it
  bool by_with = false;             // the holder took it by a `with` block, which will release it
  bool was_mutex = false;           // a holder has released it itself
  bool was_signal = false;          // a thread has released it that had not taken it
  u32 ends_with = 0;                // thread id: the runtime releases the lock when that thread ends; 0: no such lock
};

// True: the ledger is kept. Set before the first lock is made.
extern bool g_keeps_lock_ledger;

// How a thread takes a lock: by a `with` block, or a call of acquire() that waits for ever, or one that does not.
enum class Taking : u8 { kWith, kWaits, kTries };
// All functions but note_taken(): no safepoint.

// The calling thread has taken the lock; for an RLock, for the first time. Reports lock orders that could deadlock
// (lock_order.h). A safepoint, at which no Python code runs.
void note_taken(Thread& t, const gc::ParkingLock* lock, Taking how);
// The lock is about to be released by the thread with that id (0: by no thread that is registered).
void note_release(u32 thread, const gc::ParkingLock* lock);
// The lock belongs to the calling thread: it is released when the thread ends.
void note_ends_with(Thread& t, const gc::ParkingLock* lock);
// The lock's memory is about to be freed.
void note_gone(const gc::ParkingLock* lock);
// What the ledger has about the lock; an empty entry if nothing. Any thread.
LockEntry ledger_entry(const gc::ParkingLock* lock);
// Calls f for each lock that has a holder, under the ledger's lock.
void for_each_held_lock(void (*f)(const gc::ParkingLock* lock, const LockEntry& entry, void* argument), void* argument);
// These care for lock_order.h and makers.h, too, whose locks are taken under the ledger's.
void lock_ledger_before_fork();
void lock_ledger_after_fork_parent();
void lock_ledger_after_fork_child();

}  // namespace rt
