// The largest set of stuck threads: all that wait are candidates; whoever can be woken by somebody outside of the set
// leaves it, until nobody leaves.
#include "runtime/library/threads/deadlock.h"

#include <algorithm>

#include "gc/threads/registry.h"
#include "runtime/library/threads/signal.h"
#include "runtime/object/interpreter.h"

namespace rt {

namespace {

gc::Atomic<u32> g_coming{0};  // threads that have been started and are not registered yet

// A thread as it was when the registry was read: its record may be freed at any time afterwards.
struct Living {
  Thread* record;
  u32 id;
  u64 ident;
};
using Threads = std::vector<Living>;

Threads living_threads(u32 ending) {
  struct Found {
    Threads threads;
    u32 ending;
  } found{{}, ending};
  gc::for_each_thread(
      [](gc::Thread& t, void* argument) {
        auto& into = *static_cast<Found*>(argument);
        auto* record = static_cast<Thread*>(&t);
        if (t.id != into.ending) into.threads.push_back({record, t.id, record->ident});
      },
      &found);
  return std::move(found.threads);
}

Thread* thread_with_id(const Threads& living, u32 id) {
  auto found = std::find_if(living.begin(), living.end(), [=](const Living& t) { return t.id == id; });
  return found == living.end() ? nullptr : found->record;
}

// 0: no living thread has that ident.
u32 id_of(const Threads& living, u64 ident) {
  auto found = std::find_if(living.begin(), living.end(), [=](const Living& t) { return t.ident == ident; });
  return found == living.end() ? 0 : found->id;
}

bool is_signal(const StuckThread& s, bool holder_lives) {
  if (s.wait.what != Wait::For::kLock || s.lock.ends_with) return false;
  if (s.lock.was_signal) return true;
  bool is_mutex = s.lock.by_with || s.lock.was_mutex;
  return !is_mutex && (!holder_lives || s.lock.holder == s.wait.thread);
}

// Finds out who can end the wait. False: that is not known, or the wait is ending.
bool find_waker(const Threads& living, StuckThread& s) {
  if (!s.wait.word) return false;
  switch (s.wait.what) {
    case Wait::For::kItem: return true;
    case Wait::For::kEndOfThread:
      s.waits_for = id_of(living, s.wait.joined);
      s.for_end = true;
      return s.waits_for != 0;  // else the thread has ended just now, or has not begun
    default: break;
  }
  if (s.wait.import.lock) {
    s.lock.holder = s.waits_for = id_of(living, s.wait.import.importer);
    return s.waits_for != 0;  // else the import has ended just now
  }
  s.lock = g_keeps_lock_ledger ? ledger_entry(s.wait.lock())
                               : g_interpreter.holder_of(s.wait.lock(), s.wait.what == Wait::For::kRLock);
  u32 holder = s.lock.ends_with ? s.lock.ends_with : s.lock.holder;
  if (!holder) return false;
  bool lives = thread_with_id(living, holder) != nullptr;
  if (s.lock.ends_with && !lives) return false;  // the runtime is about to release it
  s.holder_ended = !lives;
  if (is_signal(s, lives)) return true;
  s.for_end = s.lock.ends_with != 0;
  s.waits_for = holder;
  return true;
}

std::vector<StuckThread> waits_of(const Threads& living, bool also_with_timeout) {
  std::vector<Wait> waits;
  all_waits(waits);
  std::vector<StuckThread> found;
  for (const Wait& wait : waits) {
    StuckThread s{.thread = thread_with_id(living, wait.thread), .wait = wait, .lock = {}};
    if (s.thread && (wait.for_ever || also_with_timeout) && find_waker(living, s)) found.push_back(s);
  }
  return found;
}

bool contains(const std::vector<StuckThread>& stuck, u32 id) {
  return std::any_of(stuck.begin(), stuck.end(), [=](const StuckThread& s) { return s.wait.thread == id; });
}

// True if somebody who is not stuck can wake the thread.
bool can_be_woken(const StuckThread& s, const Threads& living, const std::vector<StuckThread>& stuck, bool handlers) {
  if (s.waits_for) return !s.holder_ended && !contains(stuck, s.waits_for);
  if (handlers || g_coming.load(gc::acquire) != 0) return true;
  return std::any_of(living.begin(), living.end(), [&](const Living& t) { return !contains(stuck, t.id); });
}

// The largest set. `handlers`: whether those of the program may run.
std::vector<StuckThread> largest_set(const Threads& living, std::vector<StuckThread> stuck, bool handlers) {
  for (bool again = true; again;) {
    auto woken = std::find_if(stuck.begin(), stuck.end(),
                              [&](const StuckThread& s) { return can_be_woken(s, living, stuck, handlers); });
    again = woken != stuck.end();
    if (again) stuck.erase(woken);
  }
  return stuck;
}

}  // namespace

Stuck stuck_threads(u32 ending) {
  Threads living = living_threads(ending);
  std::vector<StuckThread> waits = waits_of(living, false);
  std::vector<int> handled = handled_signals();
  Stuck stuck{largest_set(living, waits, !handled.empty()), {}};
  if (!stuck.threads.empty() || handled.empty() || handled_signal_may_come(handled)) return stuck;
  return {largest_set(living, std::move(waits), false), std::move(handled)};
}

std::vector<StuckThread> known_waits() {
  std::vector<StuckThread> waits = waits_of(living_threads(0), true);
  std::erase_if(waits, [](const StuckThread& s) { return s.waits_for == 0; });
  return waits;
}

std::vector<StuckThread> find_circle(const std::vector<StuckThread>& stuck) {
  auto next_of = [&](const StuckThread& s) {
    return std::find_if(stuck.begin(), stuck.end(),
                        [&](const StuckThread& other) { return other.wait.thread == s.waits_for; });
  };
  for (const StuckThread& first : stuck) {
    std::vector<StuckThread> circle{first};
    for (auto at = next_of(first); at != stuck.end() && circle.size() <= stuck.size(); at = next_of(*at)) {
      if (at->wait.thread == first.wait.thread) return circle;
      circle.push_back(*at);
    }
  }
  return {};
}

void thread_is_coming() { g_coming.fetch_add(1, gc::relaxed); }
void thread_has_come() { g_coming.fetch_sub(1, gc::release); }
void deadlocks_after_fork_child() { g_coming.store(0, gc::relaxed); }

}  // namespace rt
