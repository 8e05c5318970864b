// Attaching, detaching and safepoints. The states are described in thread.h, the transitions in attach.h, pauses in
// stop_world.cpp, the global lock of the GIL program in gil.cpp.
//
// Three protocols depend on the state detached. In each, the other party stores its request first and reads `state`
// second, while the detaching thread stores `state` first and looks for requests second. All four accesses are
// sequentially consistent, so one of the two parties always sees the other:
//
//   other party     its request                 then, if the state is detached
//   a pause         stop bit in `poll`          detached -> stopped (stop_world.cpp)
//   a pusher        node in `merge_queue`       detached -> claimed (refcount/merge_queue.cpp)
//   a reclaimer     kPollQuiesce in `poll`      epoch 0 counts as quiescent (refcount/qsbr.cpp)
//
// The end of a thread: drain the merge queue; close it when it is empty (a pusher that finds it closed merges by
// itself, and the thread touches no counted object any more); leave the pages and the retired memory to others; leave
// the registry; wait until no thread has pinned the record.
#include "gc/threads/attach.h"

#include <sys/syscall.h>
#include <unistd.h>

#include "gc/base/assert.h"
#include "gc/base/trace.h"
#include "gc/sync/lock_reservation.h"
#include "gc/threads/code_gil.h"
#include "gc/threads/gil.h"
#include "gc/threads/hooks.h"
#include "gc/threads/registry.h"
#include "gc/threads/stop_world.h"
#include "gc/threads/watch.h"

namespace gc {

constinit ThreadHooks g_thread_hooks{};
Atomic<const SectionSteps*> g_section_steps{nullptr};
constinit thread_local bool t_keeps_sections = false;

namespace {

constexpr u32 kInterpreterBits = kPollSignal | kPollAsyncError | kPollUser;

// detached -> attached. True: the thread has waited for the end of a pause.
bool become_attached(Thread& thread) {
  bool waited = false;
  for (int spins = 0;; ++spins) {
    ThreadState found = ThreadState::kDetached;
    // Acquire: the thread sees what a claimer (release_claim()) or a pause (resume_others()) did to its objects.
    // seq_cst: a pusher that still reads detached after this has pushed before, and fails in its claim.
    if (thread.state.compare_exchange_strong(found, ThreadState::kAttached, seq_cst, relaxed)) return waited;
    if (found == ThreadState::kStopped) {
      waited |= await_resume(thread);
    } else {
      ASSERT(found == ThreadState::kClaimed);
      back_off(spins);  // claims last for some counts, never for Python code
    }
  }
}

// `from` -> detached, by the thread itself or by its claimer.
void become_detached(Thread& thread, ThreadState from) {
  // Release: a claimer sees the thread's local counts. seq_cst: see the top. Cannot fail: no other thread may leave the
  // state `from`.
  bool left = thread.state.compare_exchange_strong(from, ThreadState::kDetached, seq_cst, relaxed);
  ASSERT(left);
  (void)left;
  if (thread.poll.load(seq_cst) & kPollStop) stop_detached(thread);
}

// True if the bit is set in `bits`; clears it in `poll`. The acquire pairs with the release in request().
bool take(Thread& thread, u32 bits, PollBit bit) {
  if ((bits & bit) == 0) return false;
  thread.poll.fetch_and(~static_cast<u32>(bit), acq_rel);
  return true;
}

}  // namespace

void attach_stopped(Thread& thread) {
  ASSERT(!thread.attached() && thread.state.load(relaxed) != ThreadState::kEnded);
  if constexpr (!kFreeThreaded) {
    gil_acquire(thread);
    if (tracing()) [[unlikely]]
      trace_attaches();
    return;
  }
  retake_gil_of_code(thread);
  bool waited = become_attached(thread);
  if (tracing()) [[unlikely]]
    trace_attaches();
  g_thread_hooks.counting.attached(thread);
  if (waited) attached_after_pause();
  if (ThreadWatcher* watcher = thread_watcher()) watcher->attached(thread);
}

void attach(Thread& thread) {
  attach_stopped(thread);
  if (const SectionSteps* sections = g_section_steps.load(relaxed)) sections->take_again();
}

void detach(Thread& thread) {
  assert_safepoint_allowed();
  ASSERT(thread.attached());
  if (const SectionSteps* sections = g_section_steps.load(relaxed)) sections->give_up();
  if (tracing()) [[unlikely]]
    trace_detaches(site_of(thread));
  if constexpr (!kFreeThreaded) {
    gil_release(thread);
    return;
  }
  for (;;) {
    if (ThreadWatcher* watcher = thread_watcher()) watcher->detaches(thread);
    if (thread.merge_queue.load(relaxed)) [[unlikely]]
      g_thread_hooks.counting.settle_queue(thread);
    give_up_reservations();
    g_thread_hooks.counting.detaching(thread);
    become_detached(thread, ThreadState::kAttached);
    // A thread that asks for an announcement reads this thread's epoch once more afterwards. The exchange in
    // become_detached() is the fence between the store to the epoch and this look.
    if (thread.poll.load(seq_cst) & kPollQuiesce) [[unlikely]]
      g_thread_hooks.counting.detached(thread);
    // A pusher that saw this thread attached has left its node to this thread: pairs with deliver().
    if (thread.merge_queue.load(seq_cst) == nullptr) [[likely]]
      break;
    attach_stopped(thread);
  }
  let_go_gil_of_code(thread);
}

void detach_traced(Thread& thread, const void* code) {
  trace_detaches_for(thread, code);
  detach(thread);
}

bool claim(Thread& thread) {
  ThreadState detached = ThreadState::kDetached;
  // Acquire: pairs with become_detached(). The claimer is going to read local counts that the thread wrote before that.
  return thread.state.compare_exchange_strong(detached, ThreadState::kClaimed, seq_cst, relaxed);
}

void release_claim(Thread& thread) {
  ASSERT(thread.state.load(relaxed) == ThreadState::kClaimed);
  become_detached(thread, ThreadState::kClaimed);
}

u32 safepoint_slow(Thread& thread) {
  ASSERT(thread.attached());
  u32 bits = thread.poll.load(acquire);  // pairs with request()
  if constexpr (kFreeThreaded) {
    // kPollStop is cleared by the thread that set it, when the pause ends. A thread does not wait for its own pause.
    if ((bits & kPollStop) && !stopped_by(thread)) stop_at_safepoint(thread);
    if (take(thread, bits, kPollMerge)) g_thread_hooks.counting.merge(thread);
    if (take(thread, bits, kPollQuiesce)) g_thread_hooks.counting.quiesce(thread);
  }
  if (take(thread, bits, kPollGilDrop)) gil_yield(thread);
  if (take(thread, bits, kPollCollect)) g_thread_hooks.collector.collect_if_due(thread);
  return thread.poll.load(relaxed) & kInterpreterBits;
}

bool prepare_thread(Thread& thread) {
  ASSERT(g_thread_hooks.heap.start);  // install_thread_hooks() has not been called
  ASSERT(!thread.heap && thread.id == 0 && !thread.attached());
  if (!g_thread_hooks.heap.start(thread)) return false;
  g_registry_mutex.lock();
  bool ok = give_id(thread);
  g_registry_mutex.unlock();
  if (!ok) g_thread_hooks.heap.end(thread);
  return ok;
}

void drop_prepared_thread(Thread& thread) {
  ASSERT(thread.heap && thread.id != 0 && !thread.attached());
  g_thread_hooks.heap.end(thread);
  take_id_back(thread);
}

void register_thread(Thread& thread) {
  if (!thread.heap && !prepare_thread(thread)) fatal("out of memory: a thread's records");
  thread.native_id = static_cast<u64>(syscall(SYS_gettid));
  t_thread = &thread;
  if (tracing()) trace_thread_begins(thread.id);
  if constexpr (kFreeThreaded) {
    thread.state.store(ThreadState::kDetached, relaxed);
    g_registry_mutex.lock();
    bool waited = await_world_for_registration();
    insert_thread(thread);
    g_registry_mutex.unlock();
    attach(thread);
    if (waited) attached_after_pause();
  } else {
    // The GIL comes first, because its holder may walk the list of threads without a lock.
    gil_acquire(thread);
    MutexGuard guard(g_registry_mutex);
    insert_thread(thread);
  }
  reservations_thread_start();
}

void end_thread(Thread& thread, bool (*drop_state)(Thread&)) {
  ASSERT(thread.attached() && !stopped_by(thread) && t_gil_calls == 0);
  if constexpr (kFreeThreaded) {
    g_thread_hooks.counting.counts_end(thread, drop_state);
  } else {
    for (u32 round = 0; round < kMostStateRounds && drop_state(thread); ++round) continue;
  }
  g_thread_hooks.heap.end(thread);
  reservations_thread_end();
  if constexpr (kFreeThreaded) g_thread_hooks.counting.ended(thread);
  {
    MutexGuard guard(g_registry_mutex);
    ASSERT(!thread.heap && !thread.retired && !thread.deferred_counts && !thread.held_counts);
    remove_thread(thread);
    thread.state.store(ThreadState::kEnded, seq_cst);
    if constexpr (kFreeThreaded) count_ended_as_stopped(thread);
  }
  trace_thread_ends();
  await_unpinned(thread.id);
  if constexpr (!kFreeThreaded) gil_release(thread);
  t_thread = nullptr;
}

// The record is not in the registry, so no other pause waits for this thread.
StopTheWorldFromOutside::StopTheWorldFromOutside(Thread& thread, const char* reason) : thread_(thread) {
  ASSERT(kFreeThreaded && !current_thread() && thread.heap && thread.id != 0);
  attach(thread);
  begin_pause(thread, reason);
  t_thread = &thread;  // objects are walked by functions of C, too, which may ask who calls
}
StopTheWorldFromOutside::~StopTheWorldFromOutside() {
  t_thread = nullptr;
  end_pause(thread_);
  detach(thread_);
}

}  // namespace gc
