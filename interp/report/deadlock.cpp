// The text of the report: the circle, the other waits, the stacks.
//
// A thread that is about to sleep takes a quick look first. Only if that finds stuck threads, the world is stopped for
// the second look, which is certain, and for the text.
#include "interp/report/deadlock.h"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <set>
#include <string>

#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"
#include "interp/report/lock_owners.h"
#include "interp/report/trace_watch.h"
#include "interp/vm/frame/stack_dump.h"
#include "interp/vm/observe/site.h"
#include "interp/vm/observe/tracing.h"
#include "runtime/library/parts/thread_values.h"
#include "runtime/library/threads/deadlock.h"
#include "runtime/library/threads/makers.h"
#include "runtime/library/threads/thread.h"
#include "runtime/library/threads/thread_lock.h"
#include "runtime/library/threads/thread_names.h"
#include "runtime/object/interpreter.h"
#include "runtime/types/exceptions/exception_parts.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

using rt::Ref;
using rt::StuckThread;
using rt::Thread;
using rt::Value;
using rt::Wait;
using Names = rt::ThreadNames;

// ---- text

std::string place(const gc::Site* site) { return site ? " at " + site_text(*site) : ""; }

// "for the Lock made at FILE:LINE, which NAME took at FILE:LINE, in FUNCTION"
std::string reason(const StuckThread& s, const Names& names) {
  if (s.for_end) return "for the end of " + names.of(s.waits_for);
  std::string subject = name_of_wait(s.wait, s.thread);
  if (s.wait.what == Wait::For::kItem) return "for an item of " + subject;
  if (s.wait.import.lock) return "for " + subject + ", which " + names.of(s.waits_for) + " holds";
  if (rt::made_as_signal(s.wait.subject)) return "for " + subject;
  if (!s.waits_for && s.lock.holder == s.wait.thread)
    return "for " + subject + ", which another thread would have to release";
  std::string text = "for " + subject + ", which " + (s.lock.holder == s.wait.thread ? "it" : names.of(s.lock.holder));
  text += (s.lock.holder == s.wait.thread ? " took itself" : " took") + place(s.lock.taken);
  return s.holder_ended ? text + "; that thread has ended" : text;
}

void add_wait(std::string& text, const StuckThread& s, const Names& names, const char* first, const char* others) {
  text += first + names.of(s.wait.thread) + " waits" + place(gc::site_of(*s.thread)) + "\n";
  text += others + ("    " + reason(s, names)) + "\n";
}

void add_circle(std::string& text, const std::vector<StuckThread>& circle, const Names& names) {
  for (const StuckThread& s : circle) add_wait(text, s, names, &s == &circle.front() ? "  +-> " : "  |   ", "  |   ");
  text += "  +-- " + names.of(circle.back().waits_for) + " is where the circle began\n";
}

void add_stacks(std::string& text, const std::vector<StuckThread>& waits, const Names& names) {
  for (const StuckThread& s : waits) {
    text += "\nStack of " + names.of(s.wait.thread) + " (most recent call first):\n";
    for (const gc::Site* site : stack_sites(*s.thread)) {
      text += std::string("  File \"") + site->file + "\", line " + std::to_string(site->line) + " in " +
              site->function + "\n";
    }
  }
}

// "; only a handler of SIGINT or SIGTERM could do that"
std::string reservation(const std::vector<int>& signals) {
  std::string text;
  for (int number : signals) {
    const char* name = sigabbrev_np(number);
    text +=
        (text.empty() ? "; only a handler of " : " or ") + (name ? "SIG" + std::string(name) : std::to_string(number));
  }
  return text.empty() ? text : text + " could do that";
}

std::string count_waiting(size_t n) { return std::to_string(n) + (n == 1 ? " thread waits" : " threads wait"); }

std::string nobody_is_left(const rt::Stuck& stuck) {
  size_t n = stuck.threads.size();
  return count_waiting(n) + ", and nobody is left who could wake " + (n == 1 ? "it" : "them") +
         reservation(stuck.unless);
}

// World stopped.
std::string deadlock_text(const rt::Stuck& all, const Names& names) {
  ASSERT(gc::world_stopped());
  const std::vector<StuckThread>& stuck = all.threads;
  std::vector<StuckThread> circle = find_circle(stuck);
  std::string text;
  if (circle.empty()) {
    text = "Deadlock: " + nobody_is_left(all) + ".\n\n";
  } else if (circle.size() == 1) {
    text = "Deadlock: a thread waits for itself.\n\n";
  } else {
    text = "Deadlock: " + count_waiting(circle.size()) + " for each other in a circle.\n\n";
  }
  if (!circle.empty()) add_circle(text, circle, names);
  bool title = circle.empty();
  for (const StuckThread& s : stuck) {
    bool told = std::any_of(circle.begin(), circle.end(), [&](const StuckThread& c) { return c.thread == s.thread; });
    if (told) continue;
    if (!title) text += "\nAlso waiting, because of that:\n\n";
    title = true;
    add_wait(text, s, names, "  ", "  ");
  }
  add_stacks(text, stuck, names);
  return text;
}

// ---- --deadlocks

Deadlocks g_deadlocks = Deadlocks::kNotWatched;
EndOfProgram g_end;
gc::Mutex g_reported_mutex;
std::set<u32> g_reported;  // ids of threads that a report has named; under the mutex

// True if a thread among them has not been reported yet.
bool is_news(const std::vector<StuckThread>& stuck) {
  gc::MutexGuard guard(g_reported_mutex);
  bool news = false;
  for (const StuckThread& s : stuck) news |= g_reported.insert(s.wait.thread).second;
  return news;
}

// The streams are flushed by Python code, which may wait for what a stuck thread holds. Then the process ends all the
// same, with what is there already.
[[noreturn]] void end_program_py(Thread& t) {
  pthread_t guard;
  auto wait_and_end = [](void*) -> void* {
    constexpr unsigned kPatienceSeconds = 5;
    sleep(kPatienceSeconds);
    _exit(g_end.report(1));
  };
  if (pthread_create(&guard, nullptr, wait_and_end, nullptr) == 0) g_end.flush_py(t);
  end_trace();
  _exit(g_end.report(1));
}

// `ending`: the calling thread, if it is about to end; else 0.
void look_py(Thread& t, u32 ending) {
  if (rt::is_finalizing() || rt::stuck_threads(ending).threads.empty()) return;
  Names names = rt::thread_names_py(t);
  std::string text;
  {
    gc::StopTheWorld pause(t, "deadlock");
    rt::Stuck stuck = rt::stuck_threads(ending);
    if (stuck.threads.empty() || !is_news(stuck.threads)) return;
    text = deadlock_text(stuck, names);
  }
  write_text(STDERR_FILENO, text);
  if (g_deadlocks == Deadlocks::kEndTheProgram) end_program_py(t);
}

void look_before_sleep_py(Thread& t) { look_py(t, 0); }
void look_at_end_py(Thread& t) { look_py(t, t.id); }

// ---- Ctrl-C

u32 id_of_ident(u64 ident) {
  std::pair<u64, u32> found{ident, 0};
  gc::for_each_thread(
      [](gc::Thread& t, void* argument) {
        auto& into = *static_cast<std::pair<u64, u32>*>(argument);
        if (static_cast<Thread&>(t).ident == into.first) into.second = t.id;
      },
      &found);
  return found.second;
}

// Who holds a lock, without a ledger: an RLock tells; a Lock may be a thread's sentinel, or a `with` block holds it.
rt::LockEntry find_holder(const gc::ParkingLock* lock, bool is_rlock) {
  struct Search {
    const gc::Object* object;
    rt::LockEntry entry;
  } search{is_rlock ? static_cast<const gc::Object*>(rt::object_of<rt::RLock>(lock)) : rt::object_of<rt::Lock>(lock),
           {}};
  if (is_rlock) {
    u64 owner = rt::object_of<rt::RLock>(lock)->owner.load(gc::relaxed);
    search.entry.holder = owner ? id_of_ident(owner) : 0;
  }
  gc::for_each_thread(
      [](gc::Thread& thread, void* argument) {
        auto& s = *static_cast<Search*>(argument);
        auto& t = static_cast<Thread&>(thread);
        if (rt::end_sentinel(t) && rt::end_sentinel(t).object() == s.object) s.entry.ends_with = t.id;
        const gc::Site* site = site_of_with(t, s.object);
        if (!site) return;
        s.entry.holder = t.id;
        s.entry.taken = site;
        s.entry.by_with = true;
      },
      &search);
  return search.entry;
}

// The waits that keep the main thread waiting, beginning with its own; empty if no lock is among them.
std::vector<StuckThread> chain_from(u32 id, const std::vector<StuckThread>& waits) {
  std::vector<StuckThread> chain;
  bool has_lock = false;
  for (size_t i = 0; i <= waits.size(); ++i) {
    auto next = std::find_if(waits.begin(), waits.end(), [=](const StuckThread& s) { return s.wait.thread == id; });
    bool met = std::any_of(chain.begin(), chain.end(), [=](const StuckThread& s) { return s.wait.thread == id; });
    if (next == waits.end() || met) break;
    chain.push_back(*next);
    has_lock |= !next->for_end;
    id = next->waits_for;
  }
  return has_lock || !find_circle(chain).empty() ? chain : std::vector<StuckThread>();
}

std::string interrupt_text(const std::vector<StuckThread>& waits, const Names& names, u32 main) {
  std::vector<StuckThread> circle = find_circle(waits);
  if (!circle.empty()) return deadlock_text({waits, {}}, names);
  std::vector<StuckThread> chain = chain_from(main, waits);
  if (chain.empty()) return "";
  std::string text = "What it waited for:\n\n";
  for (const StuckThread& s : chain) add_wait(text, s, names, "  ", "  ");
  add_stacks(text, chain, names);
  return text;
}

// lint: error: it puts the pending error aside
void explain_interrupt_py(Thread& t) {
  Ref interrupt = rt::take_error(t);
  Names names = rt::thread_names_py(t);
  std::string text;
  {
    gc::StopTheWorld pause(t, "interrupt");
    text = interrupt_text(rt::known_waits(), names, t.id);
  }
  if (!text.empty()) {
    text.pop_back();  // the line feed
    Ref note = rt::make_str(t, text);
    if (!note || !rt::exceptions::add_note_py(t, interrupt, note)) rt::clear_error(t);
  }
  rt::restore_error(t, std::move(interrupt));
}

}  // namespace

void watch_deadlocks(Deadlocks deadlocks, EndOfProgram end) {
  g_deadlocks = deadlocks;
  g_end = end;
  if (deadlocks == Deadlocks::kNotWatched) return;
  name_started_threads();
  rt::g_interpreter.look_for_deadlock_py = look_before_sleep_py;
  rt::g_interpreter.thread_ends_py = look_at_end_py;
}

void explain_interrupts() {
  rt::g_interpreter.holder_of = find_holder;
  rt::g_interpreter.explain_interrupt_py = explain_interrupt_py;
}

}  // namespace vm
