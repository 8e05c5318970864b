// A pool of OS threads. An idle thread is on a list and sleeps on a word of its own; the starter takes it off the list,
// writes the job and wakes it. Taking a thread off the list under the lock is what gives the right to call it.
#include "runtime/library/threads/thread_os.h"

#include <pthread.h>
#include <sys/mman.h>
#include <sys/prctl.h>

#include <csignal>
#include <cstring>
#include <new>

#include "gc/sync/mutex.h"
#include "gc/sync/parking.h"

namespace rt {

namespace {

constexpr u32 kMostIdle = 32;
constexpr gc::i64 kPatienceNs = 2'000'000'000;
constexpr size_t kSystemPage = 4096;
// kept by an idle thread; the rest of its stack goes back to the system
constexpr size_t kKeptStack = size_t{64} << 10;

struct Job {
  void (*work)(void*) = nullptr;  // null: there is no more work, the thread ends
  void* argument = nullptr;
  sigset_t mask;
  char name[16];
};

struct OsThread {
  gc::Atomic<u32> called{0};  // an idle thread sleeps on it; set by the thread that took this one off the list
  Job job;                    // written by that thread before it sets `called`
  u64 ident = 0;
  char* stack = nullptr;  // its lowest address, or little above
  size_t stack_bytes = 0;
  // The g_epoch of this thread's making: in a later epoch it is not used again.
  u32 epoch = 0;
  char name[16];
  OsThread* next = nullptr;  // under g_idle_lock
};

gc::Mutex g_idle_lock;
// Under the lock. A stack: the thread that fell idle last is used first, because its memory is still in the caches.
OsThread* g_idle = nullptr;
u32 g_idle_count = 0;
u32 g_epoch = 0;

thread_local OsThread* t_os_thread = nullptr;

// ---- the thread

// Computes an address that is not below the stack's lowest one. The C library keeps its record of a thread, less than a
// page, at the upper end of the stack; the ident is that record's address. The exact address would come from
// pthread_getattr_np, which allocates memory: that would give every thread an arena of the allocator.
void find_stack(OsThread& self) {
  u64 last_page = self.ident - self.ident % kSystemPage;
  self.stack = reinterpret_cast<char*>(last_page + 2 * kSystemPage - self.stack_bytes);
}

void return_deep_stack(const OsThread& self) {
  char* kept = static_cast<char*>(__builtin_frame_address(0)) - kKeptStack;
  kept -= reinterpret_cast<u64>(kept) % kSystemPage;
  if (kept > self.stack) madvise(self.stack, static_cast<size_t>(kept - self.stack), MADV_DONTNEED);
}

bool enter_idle_list(OsThread& self) {
  gc::MutexGuard guard(g_idle_lock);
  if (g_idle_count == kMostIdle || self.epoch != g_epoch) return false;
  self.called.store(0, gc::relaxed);
  self.next = g_idle;
  g_idle = &self;
  ++g_idle_count;
  return true;
}

// Takes this thread off the list. False: another thread has done so, and is about to call this one.
bool leave_idle_list(OsThread& self) {
  gc::MutexGuard guard(g_idle_lock);
  for (OsThread** link = &g_idle; *link; link = &(*link)->next) {
    if (*link != &self) continue;
    *link = self.next;
    --g_idle_count;
    return true;
  }
  return false;
}

// Waits as an idle thread. False: the thread ends. All signals are blocked meanwhile, so that a signal goes to another
// thread, perhaps to one in a system call that the signal should interrupt. Not inlined: the frame of os_thread_main()
// lives as long as the thread.
[[gnu::noinline]] bool wait_for_job(OsThread& self) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, nullptr);
  return_deep_stack(self);
  if (!enter_idle_list(self)) return false;
  while (!self.called.load(gc::acquire)) {
    bool bored = gc::park(self.called, 0, kPatienceNs) == gc::Wait::kTimedOut;
    if (bored && leave_idle_list(self)) return false;
  }
  if (!self.job.work) return false;
  if (std::memcmp(self.name, self.job.name, sizeof self.name) != 0) name_os_thread(self.job.name);
  pthread_sigmask(SIG_SETMASK, &self.job.mask, nullptr);
  return true;
}

void* os_thread_main(void* argument) {
  auto* self = static_cast<OsThread*>(argument);
  t_os_thread = self;
  self->ident = pthread_self();
  find_stack(*self);
  do {
    self->job.work(self->job.argument);
  } while (wait_for_job(*self));
  t_os_thread = nullptr;
  delete self;
  return nullptr;
}

// ---- the starter

OsThread* take_idle(size_t stack_bytes) {
  gc::MutexGuard guard(g_idle_lock);
  for (OsThread** link = &g_idle; *link; link = &(*link)->next) {
    OsThread* found = *link;
    if (found->stack_bytes != stack_bytes) continue;
    *link = found->next;
    --g_idle_count;
    return found;
  }
  return nullptr;
}

void call(OsThread& idle) {
  idle.called.store(1, gc::release);
  gc::unpark_one(idle.called);
}

bool create(OsThread* fresh, u64* ident) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_attr_setstacksize(&attributes, fresh->stack_bytes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t id;
  bool ok = pthread_create(&id, &attributes, os_thread_main, fresh) == 0;
  pthread_attr_destroy(&attributes);
  if (ok) *ident = id;
  return ok;
}

u32 current_epoch() {
  gc::MutexGuard guard(g_idle_lock);
  return g_epoch;
}

}  // namespace

bool run_on_os_thread(void (*work)(void*), void* argument, size_t stack_bytes, u64* ident) {
  Job job{work, argument, {}, {}};
  prctl(PR_GET_NAME, job.name, 0, 0, 0);
  if (OsThread* idle = take_idle(stack_bytes)) {
    pthread_sigmask(SIG_SETMASK, nullptr, &job.mask);
    idle->job = job;
    *ident = idle->ident;
    call(*idle);
    return true;
  }
  auto* fresh = new (std::nothrow) OsThread;
  if (!fresh) return false;
  fresh->job = job;
  fresh->stack_bytes = stack_bytes;
  fresh->epoch = current_epoch();
  std::memcpy(fresh->name, job.name, sizeof job.name);
  if (create(fresh, ident)) return true;
  delete fresh;
  return false;
}

char* os_thread_stack() { return t_os_thread->stack; }

void name_os_thread(const char (&name)[16]) {
  if (t_os_thread) std::memcpy(t_os_thread->name, name, sizeof name);
  prctl(PR_SET_NAME, name, 0, 0, 0);
}

void dismiss_idle_os_threads() {
  gc::MutexGuard guard(g_idle_lock);
  ++g_epoch;
  g_idle_count = 0;
  while (OsThread* idle = g_idle) {
    g_idle = idle->next;
    idle->job.work = nullptr;
    call(*idle);
  }
}

void os_threads_before_fork() { g_idle_lock.lock(); }
void os_threads_after_fork_parent() { g_idle_lock.unlock(); }
void os_threads_after_fork_child() {
  g_idle_lock.reset_after_fork();
  ++g_epoch;  // the caller's own thread is not used again: when its work ends, the process ends
  g_idle_count = 0;
  while (OsThread* gone = g_idle) {
    g_idle = gone->next;
    delete gone;
  }
}

}  // namespace rt
