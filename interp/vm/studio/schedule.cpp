// The scheduler: the turn, how threads wait for it, and what is written when a schedule fails.
#include "interp/vm/studio/schedule.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

#include "gc/base/clock.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"
#include "gc/threads/watch.h"
#include "interp/compile/instruction.h"
#include "interp/vm/observe/watch.h"
#include "interp/vm/studio/access.h"
#include "interp/vm/studio/choice.h"
#include "interp/vm/studio/races.h"
#include "interp/vm/studio/sites.h"
#include "interp/vm/studio/watch_both.h"
#include "runtime/library/threads/makers.h"
#include "runtime/library/threads/thread.h"
#include "runtime/library/threads/thread_names.h"
#include "runtime/library/threads/waits.h"
#include "runtime/object/interpreter.h"

namespace vm {

namespace {

using gc::WatchedWait;

constexpr i64 kPatience = 20'000'000;  // nanoseconds that a thread in the kernel keeps the turn
constexpr i64 kLookAgain = 5'000'000;  // how often a thread without the turn looks after that
constexpr i64 kShortest = 500'000;     // a shorter stay in the kernel takes no time: most system calls
constexpr i64 kTick = 1000;            // how far a look at the clock moves it
constexpr size_t kShownSwitches = 12;

// A thread of the schedule. All fields but `turn` are under the scheduler's mutex.
struct Place {
  enum State : u8 { kRunnable, kWaiting, kAway, kEnded };  // kAway: in the kernel, or about to attach
  u32 number = 0;
  std::string name;
  State state = kRunnable;
  WatchedWait wait{};  // of a waiting thread
  i64 deadline = -1;   // of the wait; negative: none
  bool interrupted = false;
  i64 away_since = 0;       // real time
  rt::ImportWait import;    // of a waiting thread
  Site site;                // where it last gave the turn away or began to wait
  gc::Atomic<u32> turn{0};  // futex: 1 when the turn is given to it
};

thread_local Place* t_place = nullptr;
thread_local bool t_inside = false;  // this thread detaches or attaches on behalf of the scheduler

struct Switch {
  std::string from, to;
  Site site;
};

class Scheduler final : public gc::ThreadWatcher {
 public:
  Scheduler() : ThreadWatcher(true) {}
  void begin(const ScheduleOptions& options) {
    choice_ = Choice(options.seed);
    seed_ = options.seed;
    if (options.explorer >= 0) share_identity(options.explorer);
    t_place = add_place("");
    holder_ = t_place;
  }
  u64 seed() const { return seed_; }
  bool thread_has_failed() const { return failed_.load(gc::relaxed); }
  void step(Thread& t, bool at_lock = false);
  std::string last_switches();
  static void see(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k);
  // Locks that threading takes while a thread begins and ends are no steps: no mistake of the program lies there.
  void step_for_lock(Thread& t) {
    if (program_site(t).code) step(t, true);
  }

  // ---- locks: who holds them is noted for the report of a deadlock
  void before_lock(gc::Thread& t, const Object*) override { step_for_lock(static_cast<Thread&>(t)); }
  void acquired(gc::Thread& t, const Object* lock) override {
    if (t_place) locks_.acquired(lock, t_place->number, program_site(static_cast<Thread&>(t)));
  }
  void releases(gc::Thread&, const Object* lock) override { locks_.released(lock); }
  void released(gc::Thread& t) override { step_for_lock(static_cast<Thread&>(t)); }
  void forgets(const void* subject) override { locks_.forget(static_cast<const Object*>(subject)); }

  // ---- threads
  void starts(gc::Thread& parent, gc::Thread& child, const Object* function) override;
  void start_failed(gc::Thread& child) override;
  void begins(gc::Thread& child) override {
    gc::MutexGuard guard(mutex_);
    auto found = starting_.find(&child);
    t_place = found == starting_.end() ? nullptr : found->second;
    if (t_place) starting_.erase(found);
  }
  void ended() override;
  void thread_failed(gc::Thread&) override { failed_.store(true, gc::relaxed); }
  // The child of a fork is left alone: another thread may have held a mutex of the watcher.
  void forked(gc::Thread&) override {
    t_place = nullptr;
    gc::g_thread_watcher = nullptr;
  }

  // ---- waiting
  gc::Waited wait(gc::Thread& t, const WatchedWait& wait) override;
  void detaches(gc::Thread&) override;
  void attached(gc::Thread& t) override;
  i64 time(i32, i64 ns) override;

 private:
  Place* add_place(std::string name) {
    places_.push_back(std::make_unique<Place>());
    Place* place = places_.back().get();
    place->number = static_cast<u32>(places_.size());
    place->name = rt::name_or_number(std::move(name), place->number);
    choice_.add_thread(place->number);
    return place;
  }
  // The following are called under the mutex.
  bool may_run(const Place& place) const;
  Place* choose(bool must_leave, bool at_lock, bool jumps_beside_kernel = false);
  bool is_away_for_long(const Place& place) const {
    return place.state == Place::kAway && gc::now_ns() - place.away_since > kPatience;
  }
  void give_turn(Place* next);
  void pass_on();
  void take_from_kernel();
  void note_switch(Place* from, Place* to);
  void share_identity(int file);
  std::string lock_text(const Place& place);
  [[noreturn]] void report_deadlock();

  // Waits, detached, until the thread has the turn.
  void await_turn(Thread& t, Place* place);

  gc::Mutex mutex_;
  Choice choice_{0};
  u64 seed_ = 0;
  LockBook locks_;
  std::vector<std::unique_ptr<Place>> places_;
  std::unordered_map<const gc::Thread*, Place*> starting_;
  Place* holder_ = nullptr;  // who has the turn; null: all threads are in the kernel or wait
  u64 living_ = 1;
  bool watching_ = false;
  i64 now_ = 0;  // virtual time
  i64 began_monotonic_ = 1'000'000'000'000, began_real_ = 0;
  std::deque<Switch> switches_;
  u64 switch_count_ = 0;
  u64 own_identity_ = 0;
  u64* identity_ = &own_identity_;  // of the schedule so far; the explorer reads it, however the process ends
  gc::Atomic<bool> failed_{false};
};

Scheduler g_scheduler;

// True if the thread sleeps. False: it runs, or waits for nothing but a processor or a disk, so that it goes on by
// itself.
bool sleeps(const char* thread_id) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/self/task/%s/stat", thread_id);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return true;  // it has ended
  ssize_t size = read(file, text, sizeof text);
  close(file);
  std::string_view line(text, size > 0 ? static_cast<size_t>(size) : 0);
  size_t name_end = line.rfind(')');  // the name may have any characters in it; then come a space and the state
  if (name_end == std::string_view::npos || name_end + 2 >= line.size()) return true;
  return line[name_end + 2] != 'R' && line[name_end + 2] != 'D';
}

// True if all threads of the process but the calling one sleep.
bool all_others_sleep() {
  DIR* threads = opendir("/proc/self/task");
  if (!threads) return true;
  std::string own = std::to_string(gettid());
  bool all = true;
  for (dirent* entry; all && (entry = readdir(threads));) {
    all = entry->d_name[0] == '.' || own == entry->d_name || sleeps(entry->d_name);
  }
  closedir(threads);
  return all;
}

// True for an instruction that ends a turn of a loop, if it jumps.
bool jumps_back(const Code* code, const u64* pc) {
  auto word = static_cast<u32>(pc - code->words) - 1;
  u32 target;
  return comp::jump_target(code, word, &target) && target <= word;
}

void Scheduler::see(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k) {
  if (!acts_for_program(t, r)) return;
  if (comp::generic_op(pc - 1) != Op::YIELD && !jumps_back(code_of(r), pc)) {
    Accesses found;
    find_accesses(t, r, pc, insn, k, &found);
    if (found.empty()) return;
  }
  g_scheduler.step(t);
}

// The end of the program has stopped all threads but one: there is nothing to choose any more.
bool is_over() { return rt::is_finalizing(); }

// ---- who runs next

bool Scheduler::may_run(const Place& place) const {
  switch (place.state) {
    case Place::kRunnable: return true;
    case Place::kWaiting:
      return place.interrupted || (place.wait.ready && place.wait.ready(place.wait.state)) ||
             (place.deadline >= 0 && place.deadline <= now_);
    default: return false;
  }
}

// The thread that runs next, or null: none can. Time jumps if that helps. must_leave: the present holder cannot go on.
// While a thread is in the kernel, time jumps only if the caller says so: that thread may come back without it.
Place* Scheduler::choose(bool must_leave, bool at_lock, bool jumps_beside_kernel) {
  for (;;) {
    std::vector<u32> able;
    i64 earliest = -1;
    bool away = false;
    for (auto& place : places_) {
      if (may_run(*place)) able.push_back(place->number);
      away |= place->state == Place::kAway;
      if (place->state == Place::kWaiting && place->deadline >= 0 && (earliest < 0 || place->deadline < earliest))
        earliest = place->deadline;
    }
    if (!able.empty()) {
      u32 present = holder_ && !must_leave ? holder_->number : 0;
      return places_[choice_.next(able, present, at_lock) - 1].get();
    }
    if (earliest < 0 || (away && !jumps_beside_kernel)) return nullptr;
    now_ = earliest;
  }
}

void Scheduler::note_switch(Place* from, Place* to) {
  ++switch_count_;
  // What the program does between two switches follows from what it has done before.
  u64 what = choice_.steps() << 32 ^ u64 { from->number } << 16 ^ to->number;
  *identity_ = (*identity_ ^ what ^ what >> 29) * 0x9e3779b97f4a7c15u + 1;
  switches_.push_back({from->name, to->name, from->site});
  if (switches_.size() > kShownSwitches) switches_.pop_front();
}

void Scheduler::share_identity(int file) {
  void* shared = mmap(nullptr, sizeof(u64), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (shared != MAP_FAILED) identity_ = static_cast<u64*>(shared);
  close(file);
}

void Scheduler::give_turn(Place* next) {
  holder_ = next;
  if (!next) return;
  next->turn.store(1, gc::release);
  gc::unpark_all(next->turn);
}

// The calling thread gives the turn away: it waits, or has ended.
void Scheduler::pass_on() {
  Place* from = holder_;
  Place* next = choose(true, true);
  if (!next) {
    bool hope = false;
    for (auto& place : places_) hope |= place->state == Place::kAway;
    if (!hope && living_ > 0) report_deadlock();
  } else if (next != from) {
    note_switch(from, next);
  }
  give_turn(next);
}

// The thread that has the turn may be in the kernel for long, or all that could run were: then another one goes on, if
// one can by now. On a busy machine a thread may be there for long only because it gets no processor: it keeps the
// turn.
void Scheduler::take_from_kernel() {
  if (holder_ && !is_away_for_long(*holder_)) return;
  if (!all_others_sleep()) return;
  // A thread in the kernel may wait for one that waits for time to pass, as an event loop does.
  bool all_are_away_for_long = true;
  for (auto& place : places_) all_are_away_for_long &= place->state != Place::kAway || is_away_for_long(*place);
  Place* next = choose(true, true, all_are_away_for_long);
  if (next) give_turn(next);
}

// ---- the turn

void Scheduler::await_turn(Thread& t, Place* place) {
  t_inside = true;
  gc::detach(t);
  while (place->turn.load(gc::acquire) == 0) {
    gc::Wait woken = gc::park(place->turn, 0, kLookAgain);
    if (woken == gc::Wait::kWoken) continue;
    gc::MutexGuard guard(mutex_);
    if (woken == gc::Wait::kInterrupted && (t.poll.load(gc::relaxed) & gc::kPollSignal)) place->interrupted = true;
    take_from_kernel();
  }
  place->turn.store(0, gc::relaxed);
  gc::attach(t);
  t_inside = false;
}

// Where the thread is: in the program, or else in the library.
Site present_site(Thread& t) {
  Site site = program_site(t);
  if (!site.code) find_sites(t, &site, 1);
  return site;
}

void Scheduler::step(Thread& t, bool at_lock) {
  if (!t_place || t_inside || is_over()) return;
  Place* place = t_place;
  {
    gc::MutexGuard guard(mutex_);
    if (living_ < 2 || holder_ != place) return;
    place->site = present_site(t);
    Place* next = choose(false, at_lock);
    if (!next || next == place) return;
    note_switch(place, next);
    place->state = Place::kRunnable;
    holder_ = nullptr;
    give_turn(next);
  }
  await_turn(t, place);
}

gc::Waited Scheduler::wait(gc::Thread& thread, const WatchedWait& wait) {
  auto& t = static_cast<Thread&>(thread);
  Place* place = t_place;
  if (!place || is_over()) return gc::Waited::kDeclined;
  {
    gc::MutexGuard guard(mutex_);
    place->site = present_site(t);
    place->wait = wait;
    place->import = wait.what == WatchedWait::For::kLock ? rt::g_interpreter.import_waited_for(t) : rt::ImportWait();
    place->deadline = wait.timeout_ns < 0 ? -1 : now_ + wait.timeout_ns;
    place->interrupted = false;
    place->state = Place::kWaiting;
    pass_on();
  }
  await_turn(t, place);
  gc::MutexGuard guard(mutex_);
  place->state = Place::kRunnable;
  if (wait.ready && wait.ready(wait.state)) return gc::Waited::kReady;
  return place->interrupted ? gc::Waited::kInterrupted : gc::Waited::kTimedOut;
}

// ---- threads that begin and end

void Scheduler::starts(gc::Thread& parent, gc::Thread& child, const Object* function) {
  if (!t_place) return;
  std::string name = thread_name(static_cast<Thread&>(parent), function);
  gc::MutexGuard guard(mutex_);
  if (!watching_) {
    watching_ = true;
    watch_instructions([](Thread& t, Value* r, const u64* pc, u64 insn, const Value* k) { see(t, r, pc, insn, k); },
                       [](Op op) {
                         return op == Op::YIELD || comp::op_info(op).has(comp::Effect::jumps) ? Look::kAlways
                                                                                              : may_access(op);
                       });
  }
  starting_[&child] = add_place(std::move(name));
  ++living_;
}

void Scheduler::start_failed(gc::Thread& child) {
  gc::MutexGuard guard(mutex_);
  auto found = starting_.find(&child);
  if (found == starting_.end()) return;
  found->second->state = Place::kEnded;
  starting_.erase(found);
  --living_;
}

void Scheduler::ended() {
  Place* place = std::exchange(t_place, nullptr);
  if (!place) return;
  gc::MutexGuard guard(mutex_);
  place->state = Place::kEnded;
  place->site = {};
  --living_;
  if (holder_ == place) pass_on();
}

// ---- the kernel

void Scheduler::detaches(gc::Thread&) {
  if (!t_place || t_inside || is_over()) return;
  gc::MutexGuard guard(mutex_);
  t_place->state = Place::kAway;
  t_place->away_since = gc::now_ns();
}

void Scheduler::attached(gc::Thread& thread) {
  if (!t_place || t_inside || is_over()) return;
  Place* place = t_place;
  {
    gc::MutexGuard guard(mutex_);
    if (place->state == Place::kAway) {
      i64 lasted = gc::now_ns() - place->away_since;
      if (lasted > kShortest) now_ += lasted;
      place->state = Place::kRunnable;
    }
    if (!holder_) holder_ = place;
    if (holder_ == place) {
      place->turn.store(0, gc::relaxed);
      return;
    }
  }
  await_turn(static_cast<Thread&>(thread), place);
}

i64 Scheduler::time(i32 clock, i64 ns) {
  gc::MutexGuard guard(mutex_);
  if (clock == CLOCK_REALTIME && !began_real_) began_real_ = ns - now_;
  now_ += kTick;
  return (clock == CLOCK_REALTIME ? began_real_ : began_monotonic_) + now_;
}

// ---- reports

std::string Scheduler::last_switches() {
  std::string out =
      "The last " + std::to_string(switches_.size()) + " of " + std::to_string(switch_count_) + " switches:\n";
  FileLines lines;
  for (const Switch& s : switches_) {
    if (!s.site.code) {
      out += "  " + s.from + " ends -> " + s.to + "\n";
      continue;
    }
    out += "  " + s.from + " at " + short_place(s.site);
    const std::string& line = source_line_of(s.site, lines);
    if (!line.empty()) out += " (" + line + ")";
    out += " -> " + s.to + "\n";
  }
  return out;
}

// What a thread waits for that waits for a lock.
std::string Scheduler::lock_text(const Place& place) {
  if (place.import.lock) return place.import.lock;
  HeldLock held;
  u32 holder = locks_.holder(static_cast<const Object*>(place.wait.subject), &held);
  const char* made = rt::made_name(place.wait.state);
  std::string lock = made ? made : "lock " + std::to_string(held.lock);
  if (!holder) return lock;
  if (holder == place.number) return lock + ", which only another thread can release";
  const std::string& name = places_[holder - 1]->name;
  return held.taken.code ? lock + ", which " + name + " holds since " + short_place(held.taken)
                         : name + ", which holds " + lock + (made ? "" : " of the library");
}

void Scheduler::report_deadlock() {
  std::string out = "Deadlock: every thread waits.\n";
  for (auto& place : places_) {
    if (place->state != Place::kWaiting) continue;
    out += "  " + place->name + " at " + short_place(place->site) + " waits for ";
    switch (place->wait.what) {
      case WatchedWait::For::kLock: out += lock_text(*place); break;
      case WatchedWait::For::kThread: out += "the end of a thread"; break;
      case WatchedWait::For::kQueue: {
        const char* made = rt::made_name(place->wait.state);
        out += std::string("an item of ") + (made ? made : "a SimpleQueue");
        break;
      }
      case WatchedWait::For::kTime: out += "nothing"; break;
    }
    out += "\n";
  }
  out += "Schedule " + std::to_string(seed_) + " failed. " + last_switches();
  fflush(stdout);
  fputs(out.c_str(), stderr);
  report_races(kDeadlock);
  fflush(stderr);
  _exit(kDeadlock);
}

}  // namespace

void begin_schedule(const ScheduleOptions& options) {
  g_scheduler.begin(options);
  install_watcher(g_scheduler);
}

int end_schedule(int status) {
  if (!t_place) return status;
  if (status == 0 && g_scheduler.thread_has_failed()) status = 1;
  if (status != 0)
    fputs(("Schedule " + std::to_string(g_scheduler.seed()) + " failed. " + g_scheduler.last_switches()).c_str(),
          stderr);
  return status;
}

}  // namespace vm
