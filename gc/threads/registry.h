// All thread records: the list of the registered ones, and a look-up from id to record that needs no lock.
//
// Ids are dense and never reused, so an object's owner field can never name a stranger. The look-up table is a
// directory of chunks, reserved once; chunks never move, and the memory of one whose threads have all ended goes back.
// A record, on the other hand, belongs to whoever started the thread and dies soon after end_thread(). Therefore a
// look-up pins: end_thread() empties the slot, then waits until nobody holds a pin. Pins are held for a few
// instructions (a push, a claim and the count part of a merge), never across a safepoint or Python code.
#pragma once

#include "gc/sync/mutex.h"
#include "gc/threads/thread.h"

namespace gc {

// Guards the list, the table's growth and the transitions into and out of a pause. A leaf lock: nothing else is taken
// under it.
extern Mutex g_registry_mutex;

struct ThreadSlot {
  Atomic<Thread*> record{nullptr};  // null once the thread has ended; written under the registry's lock
  Atomic<u32> pins{0};              // threads that are using `record` right now
};

// Keeps the record of thread `id` from being freed. record() is null if that thread has ended.
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

// The head of the list; under the registry's lock, or with the world stopped.
Thread* first_thread();
// All under the registry's lock. A thread gets its id before it is inserted. False: there is no memory, or no id left.
[[nodiscard]] bool give_id(Thread& thread);
void insert_thread(Thread& thread);
void remove_thread(Thread& thread);
// After remove_thread, lock released: returns when no pin is left.
void await_unpinned(u32 id);
// Of a thread that has not been inserted, and never will be. Any thread.
void take_id_back(Thread& thread);

// detached -> claimed, so that the caller may merge the thread's queue; false if it is not detached. Record pinned.
bool claim(Thread& thread);
void release_claim(Thread& thread);

}  // namespace gc
