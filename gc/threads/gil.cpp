// The GIL: one word that says whether it is held, and a queue of waiters. The words of the protocol:
//
//   held      1 while a thread holds the GIL. A newcomer takes a free GIL by compare-and-swap; a hand-over passes it on
//             without freeing it
//   waiters   the length of the queue. A waiter counts itself, then tries `held`; a releaser clears `held`, then reads
//             `waiters`. All four accesses are sequentially consistent, so that no wake-up is lost
//   signal    each waiter's own futex word: nothing; look (the GIL is free, or this waiter is the head now); granted
//             (this waiter holds the GIL)
//
// A mutex guards the queue; it is taken only under contention. Signal handlers touch none of these words: they set bits
// in Thread::poll.
#include "gc/threads/gil.h"

#include "gc/base/assert.h"
#include "gc/base/clock.h"
#include "gc/base/trace.h"
#include "gc/threads/attach.h"
#include "gc/threads/registry.h"
#include "gc/threads/stop_world.h"

namespace gc {
namespace {

enum Signal : u32 { kNothing, kLook, kGranted };

struct Waiter {
  Thread* thread;
  Atomic<u32> signal{kNothing};
  Waiter* next = nullptr;  // queue mutex
};

struct alignas(64) Gil {
  Atomic<u32> held{0};
  Atomic<u32> waiters{0};
  Atomic<u32> drop_requested{0};  // the head has waited for an interval
  // Only compared with records; used only if it has been found in the list under the registry's lock.
  Atomic<Thread*> holder{nullptr};
  Mutex mutex;  // guards the queue
  Waiter* head = nullptr;
  Waiter* tail = nullptr;
  Atomic<i64> interval_ns{5000000};
};
Gil g_gil;

// In the program with a GIL nobody takes it while another thread has stopped the world. In the other one, a thread that
// is detached may: it attaches after the pause.
bool kept_out(const Thread& thread) { return !kFreeThreaded && stopped_by_another(thread); }

bool try_take(Thread& thread) {
  if (kept_out(thread)) return false;
  u32 free = 0;
  // Acquire: pairs with the release of `held`; this thread sees what the last holder did. seq_cst: see `waiters` above.
  if (!g_gil.held.compare_exchange_strong(free, 1, seq_cst, relaxed)) return false;
  // A pause may have begun since the first look. The exchange orders this one.
  if (kept_out(thread)) [[unlikely]] {
    g_gil.held.exchange(0, seq_cst);
    return false;
  }
  g_gil.holder.store(&thread, relaxed);
  return true;
}

void took(Thread& thread) {
  ASSERT(g_gil.held.load(relaxed) == 1 && g_gil.holder.load(relaxed) == &thread);
  if constexpr (!kFreeThreaded) thread.state.store(ThreadState::kAttached, relaxed);
  // The head's request may have gone to the last holder.
  if (g_gil.drop_requested.load(relaxed)) [[unlikely]]
    request(thread, kPollGilDrop);
}

void notify(Waiter& waiter, Signal signal) {
  // Release: pairs with the acquire in wait_in_queue(). After kGranted the waiter's memory may be gone.
  waiter.signal.store(signal, release);
  unpark_all(waiter.signal);
}

// Queue mutex held.
void push(Waiter& waiter) {
  ASSERT(g_gil.mutex.is_mine() && !waiter.next);
  (g_gil.tail ? g_gil.tail->next : g_gil.head) = &waiter;
  g_gil.tail = &waiter;
  g_gil.waiters.fetch_add(1, seq_cst);
}

// Queue mutex held. If the waiter was the head, the next one becomes the head and starts its interval.
void remove(Waiter& waiter) {
  ASSERT(g_gil.mutex.is_mine() && g_gil.waiters.load(relaxed) != 0);
  Waiter* before = nullptr;
  for (Waiter* w = g_gil.head; w != &waiter; w = w->next) before = w;
  (before ? before->next : g_gil.head) = waiter.next;
  if (g_gil.tail == &waiter) g_gil.tail = before;
  g_gil.waiters.fetch_sub(1, seq_cst);
  if (!before) g_gil.drop_requested.store(0, relaxed);
  if (!before && g_gil.head) notify(*g_gil.head, kLook);
}

// Asks the holder to drop the GIL.
void ask_holder() {
  g_gil.drop_requested.store(1, relaxed);
  MutexGuard guard(g_registry_mutex);
  Thread* holder = g_gil.holder.load(relaxed);
  for (Thread* thread = first_thread(); thread; thread = thread->next) {
    if (thread == holder) request(*thread, kPollGilDrop);
  }
}

bool is_head(const Waiter& waiter) {
  MutexGuard guard(g_gil.mutex);
  return g_gil.head == &waiter;
}

// Takes the GIL for a waiter if it is free.
bool take_from_queue(Waiter& waiter) {
  MutexGuard guard(g_gil.mutex);
  // Under the mutex no thread can hand over; a hand-over that has been made already keeps `held` at 1.
  if (!try_take(*waiter.thread)) return false;
  remove(waiter);
  return true;
}

void wait_in_queue(Waiter& waiter) {
  i64 deadline = 0;  // 0: this waiter is not the head yet
  for (;;) {
    if (waiter.signal.load(acquire) == kGranted) return;
    if (take_from_queue(waiter)) return;
    // A thread that has stopped the world asks as if it were the head, because no other waiter can take the GIL. The
    // interval of the head runs on while another thread has stopped the world, so that a thread that pauses again and
    // again has to drop the GIL in between.
    if (!deadline && (is_head(waiter) || stopped_by(*waiter.thread)))
      deadline = now_ns() + g_gil.interval_ns.load(relaxed);
    i64 left = deadline ? deadline - now_ns() : -1;
    if (deadline && left <= 0) {
      ask_holder();
      deadline = now_ns() + g_gil.interval_ns.load(relaxed);  // ask again: the holder may have changed meanwhile
      left = g_gil.interval_ns.load(relaxed);
    }
    park(waiter.signal, kNothing, left);
    u32 look = kLook;
    waiter.signal.compare_exchange_strong(look, kNothing, acquire, acquire);
  }
}

// The id of the thread that holds the GIL, for the trace; 0: none does at this moment.
u32 holder_id() {
  MutexGuard guard(g_registry_mutex);
  Thread* holder = g_gil.holder.load(relaxed);
  for (Thread* thread = first_thread(); thread; thread = thread->next) {
    if (thread == holder) return thread->id;
  }
  return 0;
}

void acquire_slow(Thread& thread) {
  TraceSpan span(TraceKind::gil_wait, &thread);
  if (span.records()) span.event().other = holder_id();
  Waiter waiter{&thread};
  {
    MutexGuard guard(g_gil.mutex);
    push(waiter);
  }
  wait_in_queue(waiter);
}

// Passes the GIL on to the head of the queue. False: the queue is empty.
bool hand_over_gil() {
  MutexGuard guard(g_gil.mutex);
  Waiter* head = g_gil.head;
  if (!head) return false;
  g_gil.holder.store(head->thread, relaxed);
  remove(*head);
  notify(*head, kGranted);
  return true;
}

TINYPY_COLD void wake_head() {
  MutexGuard guard(g_gil.mutex);
  if (g_gil.head) notify(*g_gil.head, kLook);
}

}  // namespace

void gil_look_again() {
  if (g_gil.waiters.load(seq_cst) != 0) wake_head();
}

// Only the thread itself makes it the holder, or a thread that hands over while this one queues.
static bool holds_gil(const Thread& thread) { return g_gil.holder.load(relaxed) == &thread; }

bool gil_try(Thread& thread) {
  ASSERT(kFreeThreaded && !holds_gil(thread));
  if (!try_take(thread)) return false;
  took(thread);
  return true;
}
void gil_retake(Thread& thread) {
  if (!holds_gil(thread)) gil_acquire(thread);
}
void gil_let_go(Thread& thread) {
  if (holds_gil(thread)) gil_release(thread);
}

void gil_acquire(Thread& thread) {
  ASSERT(!holds_gil(thread));
  if (!try_take(thread)) [[unlikely]]
    acquire_slow(thread);
  took(thread);
}

void gil_release(Thread& thread) {
  ASSERT(g_gil.held.load(relaxed) == 1 && holds_gil(thread));
  // An ended thread keeps its state.
  if (!kFreeThreaded && thread.attached()) thread.state.store(ThreadState::kDetached, relaxed);
  // If the head has waited for its interval, it gets the GIL, not the next newcomer.
  if (g_gil.drop_requested.load(relaxed) && !stopped_by(thread) && hand_over_gil()) return;
  g_gil.holder.store(nullptr, relaxed);
  g_gil.held.exchange(0, seq_cst);
  if (g_gil.waiters.load(seq_cst) != 0) [[unlikely]]
    wake_head();
}

void gil_yield(Thread& thread) {
  ASSERT(thread.attached());
  // Without a GIL for all, the request may have come too late.
  if (kFreeThreaded && !holds_gil(thread)) return;
  ASSERT(holds_gil(thread));
  // The request may be an old one, which another holder has fulfilled meanwhile.
  if (stopped_by(thread) || !g_gil.drop_requested.load(relaxed)) return;
  if constexpr (kFreeThreaded) {
    Detached detached(thread);  // releases the GIL to the head, and queues
    return;
  }
  thread.state.store(ThreadState::kDetached, relaxed);
  if (hand_over_gil()) {
    acquire_slow(thread);
    took(thread);
  } else {
    thread.state.store(ThreadState::kAttached, relaxed);
  }
}

void set_switch_interval(i64 ns) { g_gil.interval_ns.store(ns > 0 ? ns : 1, relaxed); }
i64 switch_interval() { return g_gil.interval_ns.load(relaxed); }

void gil_before_fork() { g_gil.mutex.lock(); }
void gil_after_fork_parent() { g_gil.mutex.unlock(); }

void gil_after_fork_child(Thread& thread) {
  g_gil.mutex.reset_after_fork();
  g_gil.head = g_gil.tail = nullptr;
  g_gil.waiters.store(0, relaxed);
  g_gil.drop_requested.store(0, relaxed);
  bool held = !kFreeThreaded || holds_gil(thread);
  g_gil.held.store(held, relaxed);
  g_gil.holder.store(held ? &thread : nullptr, relaxed);
}

}  // namespace gc
