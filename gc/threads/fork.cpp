// fork(): the child has one thread, the caller, and a copy of the memory in whatever state it was. Therefore:
//
//   before            stop the world, so that no other thread is in the middle of touching an object or holds a lock
//                     that attached threads take; hold the locks that detached threads may take, in the order in which
//                     those threads nest them: the callers' own, under which they may allocate, then those of the heap
//   in the parent     release the locks, resume the world
//   in the child      reset the locks, end the records of the other threads, resume
#include "gc/base/assert.h"
#include "gc/base/trace.h"
#include "gc/sync/asymmetric_fence.h"
#include "gc/sync/lock_reservation.h"
#include "gc/threads/attach.h"
#include "gc/threads/gil.h"
#include "gc/threads/hooks.h"
#include "gc/threads/registry.h"
#include "gc/threads/stop_world.h"

#include <sys/syscall.h>
#include <unistd.h>

namespace gc {
namespace {

// Ends the records of the other threads. The memory of the records is not freed: it lies on stacks that no thread will
// ever run on again. The caller takes over what the process shares: their pages, their retired memory, and the counts
// in their merge queues.
void end_other_threads(Thread& thread) {
  ASSERT(thread.attached() && world_stopped());
  Thread* next;
  for (Thread* other = first_thread(); other; other = next) {
    next = other->next;
    if (other == &thread) continue;
    remove_thread(*other);
    other->state.store(ThreadState::kEnded, relaxed);
    if constexpr (kFreeThreaded) g_thread_hooks.counting.lost_in_fork(*other);
    g_thread_hooks.heap.end(*other);
  }
}

}  // namespace

void before_fork(Thread& thread, void (*hold_locks)()) {
  begin_pause(thread, "fork");
  hold_locks();
  gil_before_fork();
  g_thread_hooks.heap.before_fork();
  g_registry_mutex.lock();
}

void after_fork_parent(Thread& thread, void (*release_locks)()) {
  ASSERT(stopped_by(thread));
  g_registry_mutex.unlock();
  g_thread_hooks.heap.after_fork();
  gil_after_fork_parent();
  release_locks();
  end_pause(thread);
}

void after_fork_child(Thread& thread) {
  ASSERT(stopped_by(thread));
  trace_after_fork_child();
  g_registry_mutex.reset_after_fork();
  g_thread_hooks.heap.after_fork();
  asymmetric_fence_after_fork_child();
  gil_after_fork_child(thread);
  thread.native_id = static_cast<u64>(syscall(SYS_gettid));
  thread.is_main = true;
  reset_pauses_after_fork();
  end_other_threads(thread);
  reservations_after_fork_child();
  g_thread_hooks.collector.after_fork_child(thread);
  if (const SectionSteps* sections = g_section_steps.load(relaxed)) sections->after_fork_child();
  end_pause(thread);
}

}  // namespace gc
