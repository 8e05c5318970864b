// Attaching, detaching and safepoints. The states stand in thread.h, the transitions in attach.h, pauses in
// stop_world.cpp, the global lock of the other program in gil.cpp.
//
// Becoming detached is a promise to three parties, each of which sets its request first and looks at `state` second,
// while we store `state` first and look for requests second (all sequentially consistent, so one of the two always
// notices the other):
//   pauses     stop bit in `poll`, then detached -> stopped (stop_world.cpp)
//   pushers    entry in `merge_queue`, then detached -> claimed (refcount/merge_queue.cpp)
//   reclaimers epoch 0 counts as quiescent at once (refcount/qsbr.cpp)
//
// The end of a thread: drain; close the queue while it is empty (a pusher that finds it closed merges by itself, and
// from then on we touch no counted object any more); give up the pages and the retired memory; leave the registry; wait
// until nobody holds the record.
#include "gc/threads/attach.h"

#include <sys/syscall.h>
#include <unistd.h>

#include "gc/base/assert.h"
#include "gc/sync/lock_reservation.h"
#include "gc/threads/gil.h"
#include "gc/threads/hooks.h"
#include "gc/threads/registry.h"
#include "gc/threads/stop_world.h"

namespace gc {

#if !defined(TINYPY_MODEL)
constinit thread_local u32 t_no_safepoint = 0;
#endif

namespace {

constexpr u32 kInterpreterBits = kPollSignal | kPollAsyncError | kPollUser | kPollFinalize;

// True if a pause had to be waited for.
bool become_attached(Thread& thread) {
  bool waited = false;
  for (int spins = 0;; ++spins) {
    ThreadState found = ThreadState::kDetached;
    // Acquire: we see what a claimer (release_claim) or a pause (resume_others) did to our objects. seq_cst: a pusher
    // that then still sees us detached has pushed before, and fails its claim.
    if (thread.state.compare_exchange_strong(found, ThreadState::kAttached, seq_cst, relaxed)) return waited;
    if (found == ThreadState::kStopped) {
      waited |= await_resume(thread);
    } else {
      ASSERT(found == ThreadState::kClaimed);
      back_off(spins);  // claims last for some counts, never for Python code
    }
  }
}

void become_detached(Thread& thread, ThreadState from) {
  // Release: a claimer sees our local counts. seq_cst: see the top. Nobody else leaves `from`, so it cannot fail.
  bool left = thread.state.compare_exchange_strong(from, ThreadState::kDetached, seq_cst, relaxed);
  ASSERT(left);
  (void)left;
  if (thread.poll.load(seq_cst) & kPollStop) stop_detached(thread);
}

// Takes the bit if it is set. The acquire pairs with the release in request().
bool take(Thread& thread, u32 bits, PollBit bit) {
  if ((bits & bit) == 0) return false;
  thread.poll.fetch_and(~static_cast<u32>(bit), acq_rel);
  return true;
}

}  // namespace

void attach(Thread& thread) {
  if constexpr (!kFreeThreaded) {
    gil_acquire(thread);
    return;
  }
  bool waited = become_attached(thread);
  qsbr_attach(thread);
  if (waited) went_first();
  // A thread that detached with dead objects in its queue may have found nobody to destroy them; pairs with
  // settle_queue_of().
  if (abandoned_merges()) [[unlikely]]
    request(thread, kPollMerge);
  if (orphans_wait()) [[unlikely]]
    request(thread, kPollQuiesce);
}

void detach(Thread& thread) {
  assert_safepoint_allowed();
  if constexpr (!kFreeThreaded) {
    gil_release(thread);
    return;
  }
  for (;;) {
    if (thread.merge_queue.load(relaxed)) [[unlikely]]
      settle_queue_of(thread);
    give_up_reservations();
    qsbr_detach(thread);
    become_detached(thread, ThreadState::kAttached);
    // Who asked us to announce looks at our epoch once more afterwards; the exchange above stands between that epoch
    // and this look.
    if (thread.poll.load(seq_cst) & kPollQuiesce) [[unlikely]]
      qsbr_detached(thread);
    // A pusher that saw us attached has left its entry to us: pairs with enqueue_merge().
    if (thread.merge_queue.load(seq_cst) == nullptr) [[likely]]
      return;
    attach(thread);
  }
}

bool claim(Thread& thread) {
  ThreadState detached = ThreadState::kDetached;
  // Acquire: pairs with become_detached(), whose thread wrote the local counts that the claimer is going to read.
  return thread.state.compare_exchange_strong(detached, ThreadState::kClaimed, seq_cst, relaxed);
}

void release_claim(Thread& thread) { become_detached(thread, ThreadState::kClaimed); }

u32 safepoint_slow(Thread& thread) {
  u32 bits = thread.poll.load(acquire);  // pairs with request()
  if constexpr (kFreeThreaded) {
    // The bit is cleared by the one who set it, when the pause ends. One's own pause is not waited for.
    if ((bits & kPollStop) && !stopped_by(thread)) stop_at_safepoint(thread);
    if (take(thread, bits, kPollMerge)) drain_merge_queue(thread);
    if (take(thread, bits, kPollQuiesce)) quiesce(thread);
  } else {
    if (take(thread, bits, kPollGilDrop)) gil_yield(thread);
  }
  if (take(thread, bits, kPollCollect)) collect_if_due(thread);
  return thread.poll.load(relaxed) & kInterpreterBits;
}

bool prepare_thread(Thread& thread) {
  if (!heap_thread_start(thread)) return false;
  g_registry_mutex.lock();
  bool ok = give_id(thread);
  g_registry_mutex.unlock();
  if (!ok) heap_thread_end(thread);
  return ok;
}

void drop_prepared_thread(Thread& thread) {
  heap_thread_end(thread);
  take_id_back(thread);
}

void register_thread(Thread& thread) {
  if (!thread.heap && !prepare_thread(thread)) fatal("out of memory: a thread's records");
  thread.native_id = static_cast<u64>(syscall(SYS_gettid));
  t_thread = &thread;
  if constexpr (kFreeThreaded) {
    thread.state.store(ThreadState::kDetached, relaxed);
    g_registry_mutex.lock();
    bool waited = await_world_for_registration();
    insert_thread(thread);
    g_registry_mutex.unlock();
    attach(thread);
    if (waited) went_first();
  } else {
    // The GIL first: who holds it may walk the list of threads without a lock.
    gil_acquire(thread);
    MutexGuard guard(g_registry_mutex);
    insert_thread(thread);
  }
  reservations_thread_start();
}

void end_thread(Thread& thread) {
  ASSERT(!stopped_by(thread));
  if constexpr (kFreeThreaded) {
    do {
      safepoint(thread);
      drain_merge_queue(thread);
    } while (!close_merge_queue(thread));
    end_deferred_counts(thread);
    end_held_counts(thread);
  }
  heap_thread_end(thread);
  reservations_thread_end();
  if constexpr (kFreeThreaded) qsbr_thread_ended(thread);
  {
    MutexGuard guard(g_registry_mutex);
    remove_thread(thread);
    thread.state.store(ThreadState::kEnded, seq_cst);
    if constexpr (kFreeThreaded) discount_ended(thread);
  }
  await_unpinned(thread.id);
  if constexpr (!kFreeThreaded) gil_release(thread);
  t_thread = nullptr;
}

}  // namespace gc
