// The lists of waits. There are several, by thread, so that threads that sleep do not meet at one mutex.
#include "runtime/library/threads/waits.h"

#include "gc/sync/mutex.h"
#include "gc/threads/registry.h"
#include "runtime/library/threads/lock_ledger.h"
#include "runtime/library/threads/makers.h"
#include "runtime/object/interpreter.h"

namespace rt {

namespace {

struct alignas(64) WaitList {
  gc::Mutex mutex;
  Wait* first = nullptr;  // under the mutex
};
WaitList g_waits[kWaitLists];

gc::Atomic<u64> g_traced_lock_waits{0};

WaitList& list_of(u32 thread) { return g_waits[thread % kWaitLists]; }

gc::TraceKind trace_kind(Wait::For what) {
  switch (what) {
    case Wait::For::kEndOfThread: return gc::TraceKind::join;
    case Wait::For::kItem: return gc::TraceKind::queue_wait;
    default: return gc::TraceKind::lock_wait;
  }
}

// The id of the thread with that ident, which is alive; 0: there is none.
u32 id_of(u64 ident) {
  gc::MutexGuard guard(gc::g_registry_mutex);
  for (gc::Thread* t = gc::first_thread(); t; t = t->next) {
    if (static_cast<Thread*>(t)->ident == ident) return t->id;
  }
  return 0;
}

// The word of a lock also changes when other threads come to wait: whether the lock is held says more.
bool is_asleep(const Wait& wait) {
  if (!wait.word || wait.lock()) return wait.word != nullptr;
  return wait.word->load(gc::acquire) == wait.expected;  // pairs with the release of the thread that wakes this one
}

// Adds to a trace's event whom the thread waits for.
void add_holder(const Wait& wait, gc::TraceEvent& event) {
  if (wait.what == Wait::For::kEndOfThread) event.other = id_of(wait.joined);
  if (const char* name = wait.subject ? made_name(wait.subject) : nullptr) event.text = name;
  if (!wait.lock()) return;
  LockEntry entry = ledger_entry(wait.lock());
  if (entry.ends_with) {
    event.kind = gc::TraceKind::join;
    event.text = nullptr;
    event.other = entry.ends_with;
    return;
  }
  if (wait.import.lock) {
    event.other = id_of(wait.import.importer);
    event.text = wait.import.lock;
    return;
  }
  if (made_as_signal(wait.subject)) return;  // by the waiting thread itself, which awaits its release
  event.other = entry.holder;
  event.other_site = entry.holder ? entry.taken : nullptr;
}

}  // namespace

Waiting::Waiting(Thread& t, Wait::For what, const void* subject, u64 joined, bool for_ever)
    : wait_{.what = what, .thread = t.id, .subject = subject, .joined = joined, .for_ever = for_ever, .site = nullptr},
      span_(trace_kind(what), &t) {
  if (what == Wait::For::kLock && g_interpreter.import_waited_for) wait_.import = g_interpreter.import_waited_for(t);
  if (span_.records()) {
    add_holder(wait_, span_.event());
    wait_.event = &span_.event();
    if (wait_.lock()) g_traced_lock_waits.fetch_add(1, gc::relaxed);
  }
  if (g_interpreter.look_for_deadlock_py) wait_.site = gc::site_of(t);
  WaitList& list = list_of(t.id);
  gc::MutexGuard guard(list.mutex);
  wait_.next = list.first;
  list.first = &wait_;
}

Waiting::~Waiting() {
  WaitList& list = list_of(wait_.thread);
  gc::MutexGuard guard(list.mutex);
  Wait** link = &list.first;
  while (*link != &wait_) link = &(*link)->next;
  *link = wait_.next;
}

void Waiting::sleeps_py(Thread& t, const gc::Atomic<u32>& word, u32 expected) {
  {
    WaitList& list = list_of(wait_.thread);
    gc::MutexGuard guard(list.mutex);
    wait_.word = &word;
    wait_.expected = expected;
  }
  if (g_interpreter.look_for_deadlock_py) [[unlikely]]
    g_interpreter.look_for_deadlock_py(t);
}

void all_waits(std::vector<Wait>& waits) {
  for (WaitList& list : g_waits) {
    gc::MutexGuard guard(list.mutex);
    for (const Wait* wait = list.first; wait; wait = wait->next) {
      waits.push_back(*wait);
      if (!is_asleep(*wait)) waits.back().word = nullptr;
    }
  }
}

std::vector<std::pair<u32, gc::TraceEvent>> waits_in_trace() {
  std::vector<std::pair<u32, gc::TraceEvent>> waits;
  for (WaitList& list : g_waits) {
    gc::MutexGuard guard(list.mutex);
    for (const Wait* wait = list.first; wait; wait = wait->next) {
      if (!wait->event) continue;
      waits.emplace_back(wait->thread, *wait->event);
      waits.back().second.unfinished = true;
    }
  }
  return waits;
}

u64 traced_lock_waits() { return g_traced_lock_waits.load(gc::relaxed); }

const Wait* const* list_of_waits(u32 index) { return &g_waits[index].first; }

void waits_after_fork_child() {
  for (WaitList& list : g_waits) {
    list.mutex.reset_after_fork();
    list.first = nullptr;  // the caller waits for nothing, and the other threads do not exist
  }
}

}  // namespace rt
