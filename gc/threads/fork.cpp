// fork(): the child has one thread, the caller, and inherits a copy of everything else in the state it was in. So the
// world is stopped first (then no other thread is in the middle of touching an object or holds a lock of the runtime)
// and the locks that detached threads may take for a moment are held across the call.
#include "gc/base/assert.h"
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

// The other threads' records stay with their owners' frames, which nobody will ever run again: only what the process
// shares is taken over, their pages and their retired memory. Entries of their merge queues are settled by us.
void end_other_threads(Thread& thread) {
  Thread* next;
  for (Thread* other = first_thread(); other; other = next) {
    next = other->next;
    if (other == &thread) continue;
    remove_thread(*other);
    other->state.store(ThreadState::kEnded, relaxed);
    if constexpr (kFreeThreaded) {
      drop_merge_queue_after_fork(*other);
      end_deferred_counts(*other);
      end_held_counts(*other);
      qsbr_thread_ended(*other);
    }
    heap_thread_end(*other);
  }
}

}  // namespace

void before_fork(Thread& thread) {
  begin_pause(thread, "fork");
  if constexpr (!kFreeThreaded) gil_before_fork();
  vital_before_fork();
  g_registry_mutex.lock();
}

void after_fork_parent(Thread& thread) {
  g_registry_mutex.unlock();
  vital_after_fork();
  if constexpr (!kFreeThreaded) gil_after_fork_parent();
  end_pause(thread);
}

void after_fork_child(Thread& thread) {
  g_registry_mutex.reset_after_fork();
  vital_after_fork();
  asymmetric_fence_after_fork_child();
  if constexpr (!kFreeThreaded) gil_after_fork_child(thread);
  thread.native_id = static_cast<u64>(syscall(SYS_gettid));
  thread.is_main = true;
  reset_pauses_after_fork();
  end_other_threads(thread);
  reservations_after_fork_child();
  collector_after_fork_child(thread);
  end_pause(thread);
}

}  // namespace gc
