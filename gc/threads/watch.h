// What a watcher of threads is told, in tinypy-t-studio only. There are two: the finder of races and the scheduler
// (interp/vm/studio/races.h, interp/vm/studio/schedule.h). Locks, queues and threads tell the watcher what orders one
// thread behind another, and ask it before they wait.
//
//   if (ThreadWatcher* watcher = thread_watcher()) watcher->acquired(thread, lock);
//
// In the other programs thread_watcher() is the constant null, so nothing of this is compiled.
//
// Unless a comment says otherwise, the calling thread is attached. No function runs Python code. Those that may wait
// are safepoints, and a comment says so.
#pragma once

#include "gc/base/studio.h"
#include "gc/threads/thread.h"

namespace gc {

// A wait that the watcher may carry out. The functions may be called by any thread.
struct WatchedWait {
  enum class For : u8 { kLock, kThread, kQueue, kTime };
  For what;
  const void* subject;               // the lock object, the handle, the queue; null: nothing but the time
  const void* state;                 // what `ready` looks at
  bool (*ready)(const void* state);  // null: never
  i64 timeout_ns;                    // negative: none
};

enum class Waited : u8 { kReady, kTimedOut, kInterrupted, kDeclined };  // kDeclined: the caller waits by itself

class ThreadWatcher {
 public:
  // `decides`: the watcher chooses which thread runs, in the functions below that may wait. Then locks are taken
  // without their quick paths.
  explicit ThreadWatcher(bool decides) : decides(decides) {}
  const bool decides;

  // An item of a queue: the bits of its value, which tell it apart while it is in there.
  using Item = u64;
  static constexpr Item kNoItem = 0;

  // ---- what orders threads. A lock is held between acquired() and releases(); any other subject passes on, from
  // sends() to receives(), that what came before it has happened. The watcher itself is the subject of all threads'
  // ends. A queue says which item goes in or has come out: whoever takes an item comes after those who put it in, not
  // after those who put in others.

  // The thread is about to try to take the lock. May wait: a safepoint.
  virtual void before_lock(Thread&, const Object* lock) { (void)lock; }
  virtual void acquired(Thread&, const Object* lock) { (void)lock; }
  // The thread still has the lock. It need not be the one that has taken it.
  virtual void releases(Thread&, const Object* lock) { (void)lock; }
  // The lock has been released. May wait: a safepoint.
  virtual void released(Thread&) {}
  virtual void sends(Thread&, const void* subject, Item item = kNoItem) { (void)subject, (void)item; }
  virtual void receives(Thread&, const void* subject, Item item = kNoItem) { (void)subject, (void)item; }
  // Nobody can reach the object or other subject any more, and another may get its address. Any thread.
  virtual void forgets(const void* subject) { (void)subject; }

  // ---- threads
  // The parent has made the record of a thread that will call `function`. Called before the thread runs.
  virtual void starts(Thread& parent, Thread& child, const Object* function) {
    (void)parent, (void)child, (void)function;
  }
  // The thread could not be started. By the parent.
  virtual void start_failed(Thread& child) { (void)child; }
  // The child's first step. It is about to attach.
  virtual void begins(Thread&) {}
  // The child has left the registry, and those who wait for it know. Its last step; the record may be gone.
  virtual void ended() {}
  // An exception that nobody has caught ended the thread.
  virtual void thread_failed(Thread&) {}
  // The child of a fork has begun; the calling thread is its only one.
  virtual void forked(Thread&) {}

  // ---- waiting
  virtual Waited wait(Thread&, const WatchedWait& wait) {
    (void)wait;
    return Waited::kDeclined;
  }
  // The thread is about to detach, in order to block in the kernel or to compute; it has attached again. The second one
  // may wait.
  virtual void detaches(Thread&) {}
  virtual void attached(Thread&) {}
  // What a clock of the system (CLOCK_MONOTONIC, CLOCK_REALTIME) shows to the program, if it really shows `ns`.
  virtual i64 time(i32 clock, i64 ns) {
    (void)clock;
    return ns;
  }

  // ---- objects
  // The thread has made an instance, a list, a dict, a set or a generator; it is not filled yet.
  virtual void made(Thread&, const Object* object) { (void)object; }
  // A __del__ of the calling thread begins (or ends). The count of references orders it behind all uses of the object.
  virtual void finalizes(Thread&, bool begins) { (void)begins; }

 protected:
  ~ThreadWatcher() = default;
};

// Set at the start of the program, before any thread is registered; cleared by a fork's child.
extern ThreadWatcher* g_thread_watcher;
inline ThreadWatcher* thread_watcher() {
  if constexpr (kStudio) return g_thread_watcher;
  else return nullptr;
}

// In tinypy-t-studio: tells the watcher of an object that the thread has made.
inline void tell_made(Thread& thread, const Object* object) {
  if (ThreadWatcher* watcher = thread_watcher()) watcher->made(thread, object);
}

}  // namespace gc
