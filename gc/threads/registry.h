// The registry of threads: a list of all registered records, and a look-up from id to record that needs no lock.
//
//   g_directory --> chunk of 4096 slots: | record, pins | record, pins | ...         by id
//
// Ids are dense and never reused, so an object's owner field never names another thread than its owner. Chunks never
// move. The memory of a chunk whose threads have all ended goes back to the kernel, and then reads as zeros.
//
// A record belongs to the code that started the thread, and may be freed soon after end_thread(). Therefore a look-up
// pins the slot: end_thread() empties the slot, then waits until there is no pin. A pin is held for a few instructions
// (a push, a claim and the count part of a merge), never across a safepoint or Python code.
#pragma once

#include "gc/sync/mutex.h"
#include "gc/threads/thread.h"

namespace gc {

// Guards the list, the growth of the table, and the transitions into and out of a pause. A leaf lock: no other lock is
// taken under it.
extern Mutex g_registry_mutex;

// The entry of one id in the look-up table.
struct ThreadSlot {
  Atomic<Thread*> record{nullptr};  // null once the thread has ended; written under the registry's lock
  Atomic<u32> pins{0};              // threads that are using `record` right now
};

// Keeps the record of the thread with that id from being freed, for its lifetime. record() is null if that thread has
// ended. Any thread.
class PinnedThread {
 public:
  explicit PinnedThread(u32 id);
  ~PinnedThread();
  PinnedThread(const PinnedThread&) = delete;
  PinnedThread& operator=(const PinnedThread&) = delete;
  Thread* record() const { return record_; }

 private:
  ThreadSlot* slot_;
  bool pins_ = false;
  Thread* record_ = nullptr;
};

// The list, through Thread::next. For first_thread(), and for debuggers (interp/listings/debugger_layout.cpp).
extern Thread* g_threads;
// The head of the list. Under the registry's lock, or with the world stopped.
Thread* first_thread();
// Gives the thread an id and a slot, before it is inserted. False: there is no memory, or no id is left. Under the
// registry's lock, like the next two.
[[nodiscard]] bool give_id(Thread& thread);
// Enters the thread into the list and the slot.
void insert_thread(Thread& thread);
// Removes the thread from both.
void remove_thread(Thread& thread);
// Waits until the slot has no pin, after remove_thread(). Without the registry's lock.
void await_unpinned(u32 id);
// Gives up the id of a thread that has not been inserted and never will be. Any thread.
void take_id_back(Thread& thread);

// detached -> claimed, so that the caller may merge the thread's queue. False: the thread is not detached. The record
// is pinned.
bool claim(Thread& thread);
// claimed -> detached. By the claimer, before it unpins the record. Stops the thread if a pause wants that.
void release_claim(Thread& thread);

}  // namespace gc
