// Stop-the-world pauses of the free-threaded programs.
//
// One requester at a time, the holder, in the order of tickets; the others wait for their turn detached. A pause:
//
//   1. under the registry's lock: pending := number of other threads; set their stop bits; detached ones -> stopped
//   2. the other threads stop at their next safepoint, or when they detach
//   3. each change to stopped decrements `pending`; the one that makes it 0 wakes the holder
//   4. the world is stopped
//   5. under the registry's lock: clear the stop bits; stopped ones -> detached; wake them; they attach by themselves
//
//   attached -> stopped   by the thread itself, which has seen its stop bit. The bit is not that of an earlier pause,
//                         because the present pause cannot begin (4) before this thread has stopped
//   detached -> stopped   by any thread, under the registry's lock, while the stop bit is set. Otherwise a thread that
//                         comes late could stop another one for a pause that is over
//   stopped -> detached   by the holder, at the end of the pause, under the registry's lock
//
// A thread that detaches and the holder cannot miss each other: the thread stores `state`, then reads `poll`; the
// holder sets the bit in `poll`, then reads `state`; all four accesses are sequentially consistent.
//
// No thread starves: the threads that wait in attach() for the end of a pause are counted, and the next pause begins
// only when all of them have attached.
//
// The GIL program needs none of this, because to hold the GIL is to hold the world. But while there is a holder, no
// other thread can take the GIL, even if the holder releases it to wait for something.
#include "gc/threads/stop_world.h"

#include "gc/base/assert.h"
#include "gc/base/trace.h"
#include "gc/sync/lock_reservation.h"
#include "gc/sync/valid.h"
#include "gc/threads/code_gil.h"
#include "gc/threads/gil.h"
#include "gc/threads/hooks.h"
#include "gc/threads/pause_record.h"

namespace gc {
namespace {

struct World {
  Atomic<u32> next_ticket{0};
  Atomic<u32> serving{0};           // parked on by requesters
  Atomic<Thread*> holder{nullptr};  // the thread whose turn it is; written by that thread
  u32 depth = 0;                    // nested pauses; holder only
  bool active = false;              // between the first stop bit and the resume; registry lock
  Atomic<u32> pending{0};           // threads still to stop; parked on by the holder
  Atomic<u32> last_stopped{0};      // id of the latest thread to stop
  Atomic<u32> resumes{0};           // number of pauses ended; parked on by threads that want to attach
  u32 waiting = 0;                  // threads that wait to attach after the present pause; registry lock
  // Threads that waited to attach after the last pause and have not attached yet; parked on by the next holder.
  Atomic<u32> attach_backlog{0};
  PauseRecord record;  // holder only
};
World g_world;

void wait_until_zero(const Atomic<u32>& word) {
  for (int i = 0; i < 100; ++i) {
    if (word.load(acquire) == 0) return;
    cpu_pause();
  }
  // Pairs with the acq_rel decrements of stopped() and attached_after_pause(): the caller sees what those threads did
  // before.
  while (u32 left = word.load(acquire)) park(word, left);
}

// The thread's state has been changed to stopped by the caller, or it has ended: counts it.
void stopped(Thread& thread) {
  ASSERT(g_world.pending.load(relaxed) != 0);
  g_world.last_stopped.store(thread.id, relaxed);
  // Pairs with wait_until_zero(). The holder then sees all that the stopped thread has written.
  if (g_world.pending.fetch_sub(1, acq_rel) == 1) unpark_all(g_world.pending);
}

// detached -> stopped, unless the thread is not detached. Under the registry's lock, with the stop bit set.
void try_stop_detached(Thread& thread) {
  ASSERT(g_registry_mutex.is_mine() && (thread.poll.load(relaxed) & kPollStop));
  ThreadState detached = ThreadState::kDetached;
  // seq_cst: the second half of the handshake with a thread that is detaching (see above).
  if (thread.state.compare_exchange_strong(detached, ThreadState::kStopped, seq_cst, seq_cst)) stopped(thread);
}

[[maybe_unused]] void await_turn(Thread& thread) {
  u32 ticket = g_world.next_ticket.fetch_add(1, relaxed);
  if (g_world.serving.load(acquire) == ticket && g_world.attach_backlog.load(acquire) == 0) return;
  KeptGil kept;
  KeptSections kept_too;
  Detached detached(thread);  // the present pause must not wait for this thread
  // The load pairs with give_turn().
  for (u32 serving; (serving = g_world.serving.load(acquire)) != ticket;) park(g_world.serving, serving);
  wait_until_zero(g_world.attach_backlog);
}

[[maybe_unused]] void give_turn() {
  g_world.serving.fetch_add(1, release);  // pairs with await_turn()
  unpark_all(g_world.serving);
}

[[maybe_unused]] void stop_others(Thread& holder) {
  MutexGuard guard(g_registry_mutex);
  ASSERT(!g_world.active && g_world.pending.load(relaxed) == 0 && holder.attached());
  g_world.active = true;
  u32 others = 0;
  for (Thread* t = first_thread(); t; t = t->next) others += t != &holder;
  g_world.pending.store(others, relaxed);
  for (Thread* t = first_thread(); t; t = t->next) {
    if (t == &holder) continue;
    t->poll.fetch_or(kPollStop, seq_cst);
    try_stop_detached(*t);
  }
}

[[maybe_unused]] void resume_others() {
  MutexGuard guard(g_registry_mutex);
  ASSERT(g_world.active && g_world.pending.load(relaxed) == 0);
  g_world.active = false;
  for (Thread* t = first_thread(); t; t = t->next) {
    t->poll.fetch_and(~static_cast<u32>(kPollStop), relaxed);
    // Release: pairs with the acquire in attach(); the thread sees what was done in the pause.
    if (t->state.load(relaxed) == ThreadState::kStopped) t->state.store(ThreadState::kDetached, release);
  }
  g_world.attach_backlog.store(g_world.waiting, relaxed);
  g_world.waiting = 0;
  g_world.resumes.fetch_add(1, release);  // pairs with await_resume()
}

}  // namespace

bool stopped_by(const Thread& thread) { return g_world.holder.load(relaxed) == &thread; }

bool stopped_by_another(const Thread& thread) {
  // seq_cst: a waiter for the GIL queues first and reads the holder second; end_pause() clears the holder first and
  // looks at the queue second.
  Thread* holder = g_world.holder.load(seq_cst);
  return holder && holder != &thread;
}

#if defined(TINYPY_DEBUG) || defined(TINYPY_MODEL)
bool world_stopped() { return g_world.holder.load(acquire) != nullptr && g_world.pending.load(acquire) == 0; }
#endif

void stop_at_safepoint(Thread& thread) {
  g_thread_hooks.counting.detaching(thread);
  ASSERT(thread.poll.load(relaxed) & kPollStop);  // no safepoint in there: the pause still waits for us
  ThreadState attached = ThreadState::kAttached;
  // Release: the holder, or a thread that merges in this thread's stead, sees this thread's writes. Cannot fail: only
  // the thread itself leaves the state attached.
  thread.state.compare_exchange_strong(attached, ThreadState::kStopped, seq_cst, relaxed);
  stopped(thread);
  TraceSpan span(TraceKind::stopped, &thread);
  attach_stopped(thread);
}

void stop_detached(Thread& thread) {
  MutexGuard guard(g_registry_mutex);
  if (thread.poll.load(relaxed) & kPollStop) try_stop_detached(thread);
}

void count_ended_as_stopped(Thread& thread) {
  ASSERT(g_registry_mutex.is_mine() && thread.state.load(relaxed) == ThreadState::kEnded);
  if (thread.poll.load(relaxed) & kPollStop) stopped(thread);
}

bool await_resume(Thread& thread) {
  u32 resumes;
  {
    MutexGuard guard(g_registry_mutex);
    if (thread.state.load(relaxed) != ThreadState::kStopped) return false;
    resumes = g_world.resumes.load(relaxed);
    ++g_world.waiting;
  }
  TraceSpan span(TraceKind::kept_out);
  while (g_world.resumes.load(acquire) == resumes) park(g_world.resumes, resumes);  // pairs with resume_others()
  return true;
}

bool await_world_for_registration() {
  ASSERT(g_registry_mutex.is_mine());
  bool waited = false;
  while (g_world.active) {
    u32 resumes = g_world.resumes.load(relaxed);
    if (!waited) ++g_world.waiting;
    waited = true;
    g_registry_mutex.unlock();
    while (g_world.resumes.load(acquire) == resumes) park(g_world.resumes, resumes);  // pairs with resume_others()
    g_registry_mutex.lock();
  }
  return waited;
}

void attached_after_pause() {
  ASSERT(g_world.attach_backlog.load(relaxed) != 0);
  if (g_world.attach_backlog.fetch_sub(1, acq_rel) == 1) unpark_all(g_world.attach_backlog);  // pairs with await_turn()
}

void begin_pause(Thread& thread, const char* reason) {
  ASSERT(thread.attached());
  if (stopped_by(thread)) {
    ++g_world.depth;
    return;
  }
  if constexpr (kFreeThreaded) await_turn(thread);
  // Relaxed: in the GIL program, this thread's release of the GIL makes the holder known to the next thread that tries.
  g_world.holder.store(&thread, relaxed);
  g_world.depth = 1;
  g_world.record.begins(reason);
  if constexpr (kFreeThreaded) {
    stop_others(thread);
    g_world.record.waits_for(g_world.pending.load(relaxed));
    wait_until_zero(g_world.pending);
    end_reservations();
    ASSERT_SLOW(reservations_have_ended());
  }
  g_world.record.stopped(thread, g_world.last_stopped.load(relaxed));
}

void end_pause(Thread& thread) {
  ASSERT(stopped_by(thread) && g_world.depth != 0);
  (void)thread;
  if (--g_world.depth != 0) return;
  g_world.record.ends();
  g_world.holder.store(nullptr, kFreeThreaded ? relaxed : seq_cst);  // see stopped_by_another()
  if constexpr (kFreeThreaded) {
    resume_others();
    unpark_all(g_world.resumes);
    give_turn();
  } else {
    gil_look_again();
  }
}

void reset_pauses_after_fork() {
  g_world.next_ticket.store(g_world.serving.load(relaxed) + 1, relaxed);
  g_world.waiting = 0;
  g_world.attach_backlog.store(0, relaxed);
  g_world.pending.store(0, relaxed);
}

StopTheWorld::StopTheWorld(Thread& thread, const char* reason) : thread_(thread) { begin_pause(thread, reason); }
StopTheWorld::~StopTheWorld() { end_pause(thread_); }

}  // namespace gc
