// The detector of races: the clocks of threads and subjects, the accesses that are kept for each place, and the
// comparison of a new access with them.
#include "interp/vm/studio/races.h"

#include <cstdio>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "gc/sync/mutex.h"
#include "gc/threads/watch.h"
#include "interp/vm/studio/access.h"
#include "interp/vm/studio/race_report.h"
#include "interp/vm/studio/vector_clock.h"
#include "interp/vm/watch.h"
#include "runtime/types/classes/cell.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

// ---- what is known of threads

constexpr u32 kRemembered = 1024;  // accesses of the present time that a thread need not record again

struct Watched {
  u32 number = 0;
  std::string name;
  VectorClock clock;
  u32 muted = 0;                   // finalizers that run
  const void* receives = nullptr;  // the deque that the last instruction has taken an item from
  gc::Atomic<bool> locks_changed{true};
  // The locks that it holds. Another thread may release one of them.
  struct Held {
    const Object* lock;
    HeldLock shown;
  };
  gc::Mutex held_mutex;
  std::vector<Held> held;
  std::vector<HeldLock> shown;  // those that the program has taken, as far as locks_changed is false
  u32 locks = 0;                // their number in lock_sets_
  struct Seen {
    u64 place = 0;
    u32 time = 0;
    AccessKind kind{};
  };
  Seen seen[kRemembered];
  u32 time() const { return clock.at(number); }
};

// An access that is kept with its place.
struct Kept {
  u32 thread, time;
  u32 stack, locks;  // numbers in stacks_ and lock_sets_
  AccessKind kind;
  bool first_object;  // a write of an object where there was none, with a lock held
};

struct Subject {
  u32 number = 0, holder = 0;                       // of a lock
  VectorClock clock;                                // what its last senders knew
  std::unordered_map<u64, VectorClock> attributes;  // the same for attributes that order: own_steps_of_threading
  std::unordered_map<u64, std::vector<Kept>> places;
};

// Subjects (objects, locks, queues, handles of threads) by address, in parts with a lock each.
constexpr u32 kParts = 64;
struct Part {
  gc::Mutex mutex;
  std::unordered_map<const void*, Subject> subjects;
};

constexpr u64 kMostPlaces = 1 << 16;  // of one object; further ones are not looked at

// Equal things get equal numbers, from 1 on; 0 is the empty one.
template <class T, class Less = std::less<T>>
class Numbering {
 public:
  u32 number_of(const T& thing) {
    if (thing.empty()) return 0;
    gc::MutexGuard guard(mutex_);
    auto [at, fresh] = numbers_.try_emplace(thing, static_cast<u32>(things_.size()) + 1);
    if (fresh) things_.push_back(thing);
    return at->second;
  }
  T get(u32 number) {
    gc::MutexGuard guard(mutex_);
    return number ? things_[number - 1] : T();
  }

 private:
  gc::Mutex mutex_;
  std::map<T, u32, Less> numbers_;
  std::vector<T> things_;
};

struct StackLess {
  bool operator()(const std::vector<Site>& a, const std::vector<Site>& b) const {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](const Site& x, const Site& y) {
      return x.code != y.code ? x.code < y.code : x.word < y.word;
    });
  }
};
struct LocksLess {
  bool operator()(const std::vector<HeldLock>& a, const std::vector<HeldLock>& b) const {
    return std::lexicographical_compare(
        a.begin(), a.end(), b.begin(), b.end(), [](const HeldLock& x, const HeldLock& y) {
          if (x.lock != y.lock) return x.lock < y.lock;
          return x.taken.code != y.taken.code ? x.taken.code < y.taken.code : x.taken.word < y.taken.word;
        });
  }
};

thread_local Watched* t_self = nullptr;

// True for the locks by which the module threading keeps its list of threads. Each thread takes them when it starts and
// ends. They order nothing that a program may rely on: threads that happen to run one after the other would all seem
// ordered.
bool keeps_list_of_threads(Thread& t, const Object* lock) {
  if (!t.frame || origin_of(t, code_of(t.frame)) != Origin::kThreading) return false;
  for (const char* text : {"_active_limbo_lock", "_shutdown_locks_lock"}) {
    Ref name = rt::intern(t, std::string_view(text));
    const Slot* slot = nullptr;
    if (name && rt::dict_find_slot(frame_globals(t.frame), name, &slot) && slot && slot->get_shared() == Value(lock))
      return true;
  }
  return false;
}

class RaceDetector final : public gc::ThreadWatcher {
 public:
  bool strict = false;

  void begin(bool be_strict) {
    strict = be_strict;
    t_self = add_thread("MainThread");
  }

  // ---- order
  void acquired(gc::Thread& t, const Object* lock) override;
  void releases(gc::Thread& t, const Object* lock) override;
  void sends(gc::Thread&, const void* subject) override {
    if (!t_self) return;
    {
      Part& part = part_of(subject);
      gc::MutexGuard guard(part.mutex);
      part.subjects[subject].clock.join(t_self->clock);
    }
    t_self->clock.advance(t_self->number);
  }
  void receives(gc::Thread&, const void* subject) override {
    if (!t_self) return;
    Part& part = part_of(subject);
    gc::MutexGuard guard(part.mutex);
    auto found = part.subjects.find(subject);
    if (found != part.subjects.end()) t_self->clock.join(found->second.clock);
  }
  void forgets(const void* subject) override {
    Part& part = part_of(subject);
    gc::MutexGuard guard(part.mutex);
    part.subjects.erase(subject);
  }

  // ---- threads
  void starts(gc::Thread& parent, gc::Thread& child, const Object* function) override {
    if (!t_self) return;
    if (!watching_) {
      watching_ = true;
      watch_instructions([](Thread& t, Value* r, const u64* pc, u64 insn, const Value* k) { see(t, r, pc, insn, k); },
                         may_access);
    }
    Watched* watched = add_thread("");
    watched->name = thread_name(static_cast<Thread&>(parent), function, watched->number);
    watched->clock.join(t_self->clock);
    t_self->clock.advance(t_self->number);
    gc::MutexGuard guard(threads_mutex_);
    starting_[&child] = watched;
  }
  void start_failed(gc::Thread& child) override {
    gc::MutexGuard guard(threads_mutex_);
    starting_.erase(&child);
  }
  void begins(gc::Thread& child) override {
    gc::MutexGuard guard(threads_mutex_);
    auto found = starting_.find(&child);
    t_self = found == starting_.end() ? nullptr : found->second;
    if (t_self) starting_.erase(found);
  }
  void ended() override { t_self = nullptr; }
  // The child of a fork is left alone: another thread may have held a mutex of the watcher.
  void forked(gc::Thread&) override {
    t_self = nullptr;
    gc::g_thread_watcher = nullptr;
  }
  void finalizes(gc::Thread&, bool begins) override {
    if (t_self) t_self->muted += begins ? 1 : ~u32{0};
  }

  // ---- accesses
  void look(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k);
  const std::vector<Race>& races() const { return races_; }
  u64 left_out() const { return left_out_; }

 private:
  static void see(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k);

  Part& part_of(const void* subject) { return parts_[reinterpret_cast<u64>(subject) / 16 * 0x9e3779b97f4a7c15u >> 58]; }
  Watched* add_thread(std::string name) {
    auto* watched = new Watched;
    watched->name = std::move(name);
    gc::MutexGuard guard(threads_mutex_);
    threads_.push_back(watched);
    watched->number = static_cast<u32>(threads_.size());
    watched->clock.advance(watched->number);
    return watched;
  }
  Watched& thread_of(u32 number) {
    gc::MutexGuard guard(threads_mutex_);
    return *threads_[number - 1];
  }
  bool seen_before(const Access& access);
  void own_steps_of_threading(const Accesses& found);
  void record(Thread& t, const Access& access);
  Kept describe(Thread& t, const Access& access);
  u32 stack(Thread& t);
  u32 own_locks();
  void found_race(const Access& access, const Kept& before, const Kept& now);

  bool watching_ = false;
  gc::Atomic<u32> lock_count_{0};
  Numbering<std::vector<Site>, StackLess> stacks_;
  Numbering<std::vector<HeldLock>, LocksLess> lock_sets_;
  Part parts_[kParts];
  gc::Mutex threads_mutex_;
  std::vector<Watched*> threads_;  // never freed: races name them
  std::unordered_map<const gc::Thread*, Watched*> starting_;
  gc::Mutex races_mutex_;
  std::set<std::pair<std::string, std::string>> known_;  // pairs of places
  std::vector<Race> races_;
  u64 left_out_ = 0;
};

RaceDetector g_detector;

void RaceDetector::acquired(gc::Thread& thread, const Object* lock) {
  auto& t = static_cast<Thread&>(thread);
  if (!t_self || keeps_list_of_threads(t, lock)) return;
  u32 number;
  {
    Part& part = part_of(lock);
    gc::MutexGuard guard(part.mutex);
    Subject& subject = part.subjects[lock];
    t_self->clock.join(subject.clock);
    if (!subject.number) subject.number = lock_count_.fetch_add(1, gc::relaxed) + 1;
    subject.holder = t_self->number;
    number = subject.number;
  }
  Site site = program_site(t);
  gc::MutexGuard guard(t_self->held_mutex);
  t_self->held.push_back({lock, {number, site}});
  t_self->locks_changed.store(true, gc::relaxed);
}

void RaceDetector::releases(gc::Thread& t, const Object* lock) {
  if (!t_self || keeps_list_of_threads(static_cast<Thread&>(t), lock)) return;
  u32 number;
  {
    Part& part = part_of(lock);
    gc::MutexGuard guard(part.mutex);
    Subject& subject = part.subjects[lock];
    subject.clock.join(t_self->clock);
    number = std::exchange(subject.holder, 0);
  }
  t_self->clock.advance(t_self->number);
  if (!number) return;
  Watched& holder = number == t_self->number ? *t_self : thread_of(number);
  gc::MutexGuard guard(holder.held_mutex);
  std::erase_if(holder.held, [&](const Watched::Held& held) { return held.lock == lock; });
  holder.locks_changed.store(true, gc::relaxed);
}

void RaceDetector::see(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k) {
  if (t_self && !t_self->muted) g_detector.look(t, r, pc, insn, k);
}

void RaceDetector::look(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k) {
  if (const void* deque = std::exchange(t_self->receives, nullptr)) receives(t, deque);
  Accesses found;
  find_accesses(t, r, pc, insn, k, &found);
  if (found.count == 0) return;
  Origin origin = origin_of(t, code_of(r));
  if (found.sends) sends(t, found.sends);
  t_self->receives = found.receives;
  if (origin == Origin::kThreading) return own_steps_of_threading(found);
  if (origin != Origin::kProgram) return;
  for (u32 i = 0; i < found.count; ++i) {
    if (!seen_before(found.at[i])) record(t, found.at[i]);
  }
}

// The objects of threading are told by their attributes, not always under a lock, what has happened (Event._flag): the
// write hands over what the reader takes.
void RaceDetector::own_steps_of_threading(const Accesses& found) {
  for (u32 i = 0; i < found.count; ++i) {
    const Access& access = found.at[i];
    if (access.place != PlaceKind::kAttribute || rt::is_type(Value(access.object))) continue;
    Part& part = part_of(access.object);
    gc::MutexGuard guard(part.mutex);
    VectorClock& clock = part.subjects[access.object].attributes[access.key];
    if (access.kind == AccessKind::kWrite) {
      clock.join(t_self->clock);
      t_self->clock.advance(t_self->number);
    } else {
      t_self->clock.join(clock);
    }
  }
}

// True if the thread has made the same access since its own time last advanced: nothing that concerns it can have
// changed. Else it is remembered.
bool RaceDetector::seen_before(const Access& access) {
  u64 place = reinterpret_cast<u64>(access.object) ^ access.key;
  u64 slot = (place ^ static_cast<u64>(access.kind) << 5) * 0x9e3779b97f4a7c15u >> 54;
  Watched::Seen& seen = t_self->seen[slot % kRemembered];
  u32 time = t_self->time();
  if (seen.place == place && seen.time == time && seen.kind == access.kind) return true;
  seen = {place, time, access.kind};
  return false;
}

// True if whoever conflicts with the older access conflicts with the newer one as well.
bool covers(AccessKind newer, AccessKind older) {
  if (newer == older) return true;
  for (u32 other = 0; other <= static_cast<u32>(AccessKind::kRearrange); ++other) {
    auto kind = static_cast<AccessKind>(other);
    if (order_matters(older, kind, true) && !order_matters(newer, kind, true)) return false;
    if (order_matters(older, kind, false) && !order_matters(newer, kind, false)) return false;
  }
  return true;
}

u32 RaceDetector::stack(Thread& t) {
  Site sites[kStackDepth];
  u32 count = find_sites(t, sites, kStackDepth);
  struct Known {
    Site sites[kStackDepth];
    u32 count = 0, number = 0;
  };
  thread_local Known known[64];
  Known& last = known[(reinterpret_cast<u64>(sites[0].code) / 64 + sites[0].word) % 64];
  if (last.count != count || !std::equal(sites, sites + count, last.sites)) {
    last.count = count;
    std::copy(sites, sites + count, last.sites);
    last.number = stacks_.number_of(std::vector<Site>(sites, sites + count));
  }
  return last.number;
}

// True if the place has no object yet: it is absent, or None.
bool has_no_object(Thread& t, const Access& access) {
  Value old;
  const Slot* slot = nullptr;
  if (access.place == PlaceKind::kGlobal || access.place == PlaceKind::kKey) {
    if (!access.name.is_small_int() && !rt::is_exact_str(access.name)) return false;
    if (!rt::dict_find_slot(static_cast<rt::Dict*>(access.object), access.name.stripped(), &slot)) return false;
    old = slot ? slot->get_shared() : Value();
  } else if (access.place == PlaceKind::kAttribute && !rt::is_type(Value(access.object))) {
    Ref held = rt::instance_get(t, access.object, access.name);
    return !held || held.get() == rt::kNone;
  } else if (access.place == PlaceKind::kAttribute) {
    Value held = rt::type_lookup(static_cast<rt::Type*>(access.object), access.name);
    return !held || held == rt::kNone;
  } else if (access.place == PlaceKind::kVariable) {
    old = static_cast<rt::Cell*>(access.object)->value.get_shared();
  }
  return !old || old == rt::kNone;
}

// The number of the set of locks that the calling thread holds, without those that only the library has taken.
u32 RaceDetector::own_locks() {
  if (!t_self->locks_changed.load(gc::relaxed) || !t_self->locks_changed.exchange(false, gc::relaxed))
    return t_self->locks;
  std::vector<HeldLock> shown;
  {
    gc::MutexGuard guard(t_self->held_mutex);
    for (const Watched::Held& held : t_self->held) {
      if (held.shown.taken.code) shown.push_back(held.shown);
    }
  }
  if (shown != t_self->shown) {
    t_self->locks = lock_sets_.number_of(shown);
    t_self->shown = std::move(shown);
  }
  return t_self->locks;
}

Kept RaceDetector::describe(Thread& t, const Access& access) {
  u32 locks = own_locks();
  bool first = access.kind == AccessKind::kWrite && locks && access.written.is_pointer() && has_no_object(t, access);
  return {t_self->number, t_self->time(), stack(t), locks, access.kind, first};
}

void RaceDetector::record(Thread& t, const Access& access) {
  Kept now = describe(t, access);
  std::vector<Kept> unordered;
  {
    Part& part = part_of(access.object);
    gc::MutexGuard guard(part.mutex);
    auto& places = part.subjects[access.object].places;
    if (places.size() >= kMostPlaces && !places.contains(access.key)) return;
    std::vector<Kept>& kept = places[access.key];
    std::erase_if(kept, [&](const Kept& before) {
      bool ordered = before.thread == t_self->number || before.time <= t_self->clock.at(before.thread);
      if (!ordered && order_matters(before.kind, access.kind, strict)) unordered.push_back(before);
      return ordered && covers(access.kind, before.kind) && (before.first_object || !now.first_object);
    });
    kept.push_back(now);
  }
  for (const Kept& before : unordered) {
    bool published = (before.first_object && now.kind == AccessKind::kRead) ||
                     (now.first_object && before.kind == AccessKind::kRead);
    if (strict || !published) found_race(access, before, now);
  }
}

void RaceDetector::found_race(const Access& access, const Kept& before, const Kept& now) {
  Race race{describe_place(access), {}};
  const Kept* both[] = {&now, &before};
  for (int i = 0; i < 2; ++i) {
    race.sides[i] = {both[i]->kind, thread_of(both[i]->thread).name, stacks_.get(both[i]->stack),
                     lock_sets_.get(both[i]->locks)};
  }
  std::string a = short_place(race.sides[0].place()), b = short_place(race.sides[1].place());
  gc::MutexGuard guard(races_mutex_);
  if (!known_.insert(std::minmax(a, b)).second) return;
  if (races_.size() < kMostRaces) races_.push_back(std::move(race));
  else ++left_out_;
}

}  // namespace

void watch_races(const RaceOptions& options, const std::string& library) {
  set_trusted_library(library);
  g_detector.begin(options.strict);
  gc::g_thread_watcher = &g_detector;
}

int report_races(int status) {
  if (!t_self || g_detector.races().empty()) return status;
  fputs(race_report(g_detector.races(), g_detector.left_out()).c_str(), stderr);
  return status == 0 ? kRacesFound : status;
}

}  // namespace vm
