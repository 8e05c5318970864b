// The helper, an OS thread that is no Python thread.
//
// A signal whose default action ends the process (SIGTERM, a user's SIGUSR1) must not take the trace along: who traces
// a program that hangs ends it by a signal. To write the trace takes locks and memory, which a signal handler must not:
// the interrupted thread may hold the lock, or be inside of malloc(). So the handler only notes the signal and posts a
// semaphore (sem_post is on the list of async-signal-safe functions; a pipe would not do, because daemons close all
// descriptors), and returns. The interrupted thread goes on and gives up what it holds. The helper then ends the trace
// as if the program ended, gives the signal its default action back, and sends it to the process again: so the parent
// learns what has ended it.
//
// The signals of mistakes in the program itself (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) are left alone: their thread
// cannot go on. Signals for which the program has a handler, or that it ignores, are not touched; where it asks for
// SIG_DFL, it gets the handler (rt::set_default_action).
//
// For SIGKILL, and for a crash, what threads have recorded is handed over twice a second.
#include "interp/report/trace_watch.h"

#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <ctime>

#include "gc/base/trace.h"
#include "gc/cycle/pacing.h"
#include "gc/heap/large.h"
#include "gc/heap/page.h"
#include "gc/heap/page_run.h"
#include "gc/studio/counters.h"
#include "gc/threads/attach.h"
#include "interp/report/trace_file.h"
#include "runtime/library/threads/signal.h"
#include "runtime/library/threads/waits.h"

namespace vm {

namespace {

using gc::u32;
using gc::u64;

constexpr long kSampleNs = 10'000'000;
constexpr u32 kSamplesToHandOver = 50, kSamplesToCountEvents = 10;

constexpr int kSignals[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGUSR1, SIGUSR2,   SIGALRM,  SIGTERM,
                            SIGPROF, SIGXCPU, SIGIO,   SIGPWR,  SIGVTALRM, SIGSTKFLT};

// What the handler touches. Lock-free, and set before it is installed.
sem_t g_wake;
gc::Atomic<int> g_arrived{0};        // the first signal that is to end the process; 0: none
gc::Atomic<bool> g_watching{false};  // the helper will see to it
gc::Atomic<pid_t> g_process{0};      // whose trace it is: a fork's child has no helper and no trace; 0: nobody's

void on_signal(int number) {
  int saved = errno;
  if (g_watching.load(gc::acquire) && g_process.load(gc::relaxed) == getpid()) {
    int none = 0;
    g_arrived.compare_exchange_strong(none, number, gc::acq_rel, gc::relaxed);
    sem_post(&g_wake);
  } else {
    // The signal is blocked while its handler runs: it ends the process when this function returns.
    signal(number, SIG_DFL);
    raise(number);
  }
  errno = saved;
}

// ---- counters

u64 waiting_for(const std::vector<rt::Wait>& waits, bool lock) {
  u64 count = 0;
  for (const rt::Wait& wait : waits) count += wait.word && lock == (wait.lock() != nullptr);
  return count;
}

// What tinypy-t-studio counts with --refstats.
void add_event_counts(std::vector<TraceCounter>& counters) {
  if constexpr (gc::kStudio) {
    if (!gc::counts_events()) return;
    gc::EventCounts all = gc::counted_so_far().all;
    using enum gc::ObjectEvent;
    counters.push_back({"counts", "by the owner", count_of(all, incref_owner) + count_of(all, decref_owner)});
    counters.push_back({"counts", "atomic", gc::atomic_work(all)});
    counters.push_back({"publications", "objects", count_of(all, published)});
  }
}

void sample(bool counts_events) {
  std::vector<rt::Wait> waits;
  rt::all_waits(waits);
  gc::LargeStats large = gc::large_stats();
  std::vector<TraceCounter> counters = {
      {"heap (bytes)", "pages", u64{gc::pages_taken()} * gc::kPageBytes},
      {"heap (bytes)", "large objects", large.bytes},
      {"live objects", "traced", gc::live_traced_objects()},
      {"live objects", "large", large.objects},
      {"threads", "all", gc::thread_count()},
      {"threads", "waiting for a lock", waiting_for(waits, true)},
      {"threads", "waiting for an item or an end", waiting_for(waits, false)},
      {"locks contended", "waits so far", rt::traced_lock_waits()},
  };
  if (counts_events) add_event_counts(counters);
  write_counters(counters);
}

// ---- the helper

// The trace is complete: now the signal does what it does by default.
[[noreturn]] void die_of(int number) {
  signal(number, SIG_DFL);
  kill(getpid(), number);
  // Other threads may have it blocked, but this one, which does not, may be chosen at any time.
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
  for (;;) pause();
}

[[noreturn]] void end_process(int number) {
  sample(true);
  close_trace();
  die_of(number);
}

void* run(void*) {
  for (u32 turn = 1; g_watching.load(gc::acquire); ++turn) {
    timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += kSampleNs;
    if (until.tv_nsec >= 1'000'000'000) ++until.tv_sec, until.tv_nsec -= 1'000'000'000;
    while (sem_clockwait(&g_wake, CLOCK_MONOTONIC, &until) != 0 && errno == EINTR) {
    }
    if (int number = g_arrived.load(gc::acquire)) end_process(number);
    if (!g_watching.load(gc::acquire)) break;
    sample(turn % kSamplesToCountEvents == 0);
    if (turn % kSamplesToHandOver == 0) gc::trace_hand_over();
  }
  return nullptr;
}

// Signals are for the threads of the program.
bool start_thread() {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  bool started = pthread_create(&thread, nullptr, run, nullptr) == 0;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (started) pthread_detach(thread);
  return started;
}

}  // namespace

void watch_trace() {
  g_process.store(getpid(), gc::relaxed);
  if (sem_init(&g_wake, 0, 0) != 0) return;
  g_watching.store(true, gc::release);
  if (!start_thread()) return g_watching.store(false, gc::relaxed);
  for (int number : kSignals) rt::set_default_action(number, on_signal);
}

void end_trace() {
  if (g_process.load(gc::relaxed) != getpid()) return;
  if (!g_arrived.load(gc::acquire) && g_watching.exchange(false, gc::acq_rel)) {
    sem_post(&g_wake);
    sample(true);
  }
  close_trace();
  // A handler may have left the signal to the helper just before the helper was sent away.
  if (int number = g_arrived.load(gc::acquire)) die_of(number);
}

void save_trace(bool for_good) {
  if (for_good) end_trace();
  else if (gc::tracing()) gc::trace_hand_over();
}

}  // namespace vm
