// Threads that sleep until another thread does something: on a lock, for the end of a thread, for an item of a queue.
// Each says so before it sleeps, for the trace and for those who ask why a program hangs (deadlock.h).
#pragma once

#include "gc/base/trace.h"
#include "gc/sync/parking_lock.h"
#include "runtime/object/ops.h"

namespace rt {

// What InterpreterHooks::import_waited_for() finds out.
struct ImportWait {
  const char* lock = nullptr;  // "the import lock of the module plugin"; null: it is none. Never freed
  u64 importer = 0;            // ident of the thread that holds it
};

// One sleeping thread. Lives on its stack.
struct Wait {
  enum class For : u32 { kLock, kRLock, kEndOfThread, kItem };
  For what;
  u32 thread;                     // its id
  const void* subject = nullptr;  // the lock, or the queue (kItem), as makers.h knows it
  u64 joined = 0;                 // kEndOfThread: the ident of the thread that is to end
  // kEndOfThread, kItem: who wakes the thread changes this word first. Null while the thread is awake.
  const gc::Atomic<u32>* word = nullptr;
  u32 expected = 0;
  bool for_ever;                          // without a timeout
  const gc::Site* site;                   // where the thread is, if somebody observes; else null
  ImportWait import;                      // kLock, if makers are noted (makers.h)
  const gc::TraceEvent* event = nullptr;  // if the wait is traced; valid under the mutex of the list
  Wait* next = nullptr;
  // Null: it waits for no lock.
  const gc::ParkingLock* lock() const {
    return what == For::kLock || what == For::kRLock ? static_cast<const gc::ParkingLock*>(subject) : nullptr;
  }
};

// Makes known, for its lifetime, that the calling thread waits. On slow paths only: the caller is about to sleep.
class Waiting {
 public:
  Waiting(Thread& t, Wait::For what, const void* subject, u64 joined, bool for_ever);
  ~Waiting();
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
  // The next step of the thread is to sleep while `word` is `expected`. Looks for a deadlock if that was asked for; if
  // there is one, the process may end here.
  void sleeps_py(Thread& t, const gc::Atomic<u32>& word, u32 expected);

 private:
  Wait wait_;
  gc::TraceSpan span_;
};

// The waits that go on, as unfinished events of a trace, each with the id of its thread; they have no end yet. Any
// thread.
std::vector<std::pair<u32, gc::TraceEvent>> waits_in_trace();
// How many waits for a lock have been traced. Any thread.
u64 traced_lock_waits();
// Appends copies of all waits; in a copy, `word` is null if the thread is awake or about to wake. No safepoint; any
// thread.
void all_waits(std::vector<Wait>& waits);
void waits_after_fork_child();

// The heads of the lists in which all waits are, for who reads another process (interp/main/attach.cpp): a variable
// lies at the same address there.
inline constexpr u32 kWaitLists = 64;
const Wait* const* list_of_waits(u32 index);

}  // namespace rt
