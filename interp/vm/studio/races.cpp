// The detector of races: what orders threads, and the comparison of a new access with those that its place keeps.
#include "interp/vm/studio/races.h"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <unordered_map>
#include <vector>

#include "gc/threads/watch.h"
#include "interp/vm/frame/stack_dump.h"
#include "interp/vm/observe/instrument.h"
#include "interp/vm/observe/watch.h"
#include "interp/vm/studio/allocation_sites.h"
#include "interp/vm/studio/race_promises.h"
#include "interp/vm/studio/race_thread.h"
#include "interp/vm/studio/watch_both.h"
#include "runtime/library/threads/thread_names.h"
#include "runtime/types/classes/cell.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

constinit thread_local WatchedThread* t_self = nullptr;

// The function of the library whose own affair a lock is that the thread is about to take or to release, and its frame.
// Null: the lock orders threads.
//
// A tracer or a profiler takes the place of the watcher of instructions, which keeps the promises: from then on all
// locks order threads.
const LibraryFunction* owner_of_lock(Thread& t, Value** frame) {
  static gc::Atomic<bool> was_observed{false};
  if (g_observing.load(gc::relaxed)) [[unlikely]]
    was_observed.store(true, gc::relaxed);
  if (was_observed.load(gc::relaxed)) [[unlikely]]
    return nullptr;
  for (Value* r = t.frame; r; r = caller_of(r)) {
    const LibraryFunction* function = known_origin(t, code_of(r)).function;
    if (!function || function->locks_order || function->acts_for_caller) return nullptr;
    *frame = r;
    if (!function->is_callers_affair) return function;
  }
  return nullptr;
}

class RaceDetector final : public gc::ThreadWatcher {
 public:
  RaceDetector() : ThreadWatcher(false) {}
  bool strict = false, repeatable = false;

  void begin(const RaceOptions& options) {
    strict = options.strict;
    repeatable = options.repeatable;
    explorer_ = options.explorer;
    if (explorer_ >= 0) fcntl(explorer_, F_SETFD, FD_CLOEXEC);
    t_self = add_thread("");
  }

  // ---- order
  void acquired(gc::Thread& t, const Object* lock) override;
  void releases(gc::Thread& t, const Object* lock) override;
  void sends(gc::Thread&, const void* subject, Item item) override {
    WatchedThread* self = this->self();
    if (!self) return;
    if (item == kNoItem) self->give(self->passage(subjects_, subject), false);
    else put_item(*self, subjects_, subject, item);
  }
  void receives(gc::Thread&, const void* subject, Item item) override {
    WatchedThread* self = this->self();
    if (!self) return;
    if (item == kNoItem) self->take(self->passage(subjects_, subject));
    else self->with_mailbox(subjects_, subject, [=](Mailbox& mailbox) { mailbox.take(item, *self); });
  }
  void forgets(const void* subject) override {
    u32 holder = subjects_.forget(subject);
    if (holder) thread_of(holder).held.released_by_another(static_cast<const Object*>(subject));
  }

  // ---- threads
  void starts(gc::Thread& parent, gc::Thread& child, const Object* function) override {
    if (!self()) return;
    if (!watching_) {
      watching_ = true;
      watch_instructions([](Thread& t, Value* r, const u64* pc, u64 insn, const Value* k) { see(t, r, pc, insn, k); },
                         may_access);
    }
    WatchedThread* watched = add_thread(thread_name(static_cast<Thread&>(parent), function));
    watched->learn(t_self->clock());
    t_self->advance();
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
  // ---- objects
  void made(gc::Thread& thread, const Object* object) override {
    // A generator is made by the first instruction of its own function.
    u32 skipped = rt::is_exact(Value(object), rt::TypeId::kGenerator) ? 1 : 0;
    if (t_self) allocation_sites_.note(object, program_site(static_cast<Thread&>(thread), skipped));
  }
  void finalizes(gc::Thread&, bool begins) override {
    if (t_self) t_self->muted += begins ? 1 : ~u32{0};
  }

  // ---- accesses
  void look(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k);

  // Writes what was found. False: nothing was.
  bool report();

 private:
  // The calling thread, which has learned what its last instruction has read. Null: it is not watched.
  static WatchedThread* self() {
    if (t_self && !t_self->takes.empty()) {
      for (Place* place : t_self->takes) t_self->take(*place);
      t_self->takes.clear();
    }
    return t_self;
  }
  static void see(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k);

  WatchedThread* add_thread(std::string name) {
    auto* watched = new WatchedThread;
    gc::MutexGuard guard(threads_mutex_);
    threads_.push_back(watched);
    watched->number = static_cast<u32>(threads_.size());
    watched->name = rt::name_or_number(std::move(name), watched->number);
    watched->advance();
    return watched;
  }
  WatchedThread& thread_of(u32 number) {
    gc::MutexGuard guard(threads_mutex_);
    return *threads_[number - 1];
  }
  void record(Thread& t, const Access& access);
  Kept describe(Thread& t, const Access& access);
  void found_race(const Access& access, const Kept& before, const Kept& now);
  // The locks in reports have numbers from 1 on, in the order in which they appear there.
  u32 shown_number(u32 lock) {
    gc::MutexGuard guard(races_mutex_);
    return shown_numbers_.try_emplace(lock, static_cast<u32>(shown_numbers_.size()) + 1).first->second;
  }

  bool watching_ = false;
  int explorer_ = -1;
  gc::Atomic<u32> lock_count_{0};
  Stacks stacks_;
  LockSets lock_sets_;
  Subjects subjects_;
  AllocationSites allocation_sites_;
  gc::Mutex threads_mutex_;
  std::vector<WatchedThread*> threads_;  // never freed: races name them
  std::unordered_map<const gc::Thread*, WatchedThread*> starting_;
  gc::Mutex races_mutex_;
  std::set<std::pair<u32, u32>> judged_;                 // pairs of stacks
  std::set<std::pair<std::string, std::string>> known_;  // pairs of places
  std::unordered_map<u32, u32> shown_numbers_;           // of locks
  std::vector<Race> races_;
  u64 left_out_ = 0;
};

RaceDetector g_detector;

void RaceDetector::acquired(gc::Thread& thread, const Object* lock) {
  WatchedThread* self = this->self();
  if (!self) return;
  auto& t = static_cast<Thread&>(thread);
  Value* frame;
  if (owner_of_lock(t, &frame)) return;
  Passage& passage = self->passage(subjects_, lock);
  self->take_lock(passage);
  passage.holder.store(self->number, gc::relaxed);
  Site taken = program_site(t);
  u32 number = passage.number.load(gc::relaxed);
  if (!number && taken.code) passage.number.store(number = lock_count_.fetch_add(1, gc::relaxed) + 1, gc::relaxed);
  self->held.took(lock_sets_, lock, {number, taken});
}

void RaceDetector::releases(gc::Thread& thread, const Object* lock) {
  WatchedThread* self = this->self();
  if (!self) return;
  auto& t = static_cast<Thread&>(thread);
  Value* frame;
  if (const LibraryFunction* function = owner_of_lock(t, &frame))
    return keep_promises_at_release(*self, subjects_, frame, *function);
  Passage& passage = self->passage(subjects_, lock);
  u32 holder = passage.holder.load(gc::relaxed);
  passage.holder.store(0, gc::relaxed);
  self->give(passage, holder == self->number);
  if (holder == self->number) self->held.released(lock_sets_, lock);
  else if (holder) thread_of(holder).held.released_by_another(lock);
}

void RaceDetector::see(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k) {
  if (t_self) g_detector.look(t, r, pc, insn, k);
}

void RaceDetector::look(Thread& t, Value* r, const u64* pc, u64 insn, const Value* k) {
  WatchedThread* self = this->self();
  Accesses found;
  find_accesses(t, r, pc, insn, k, &found);
  if (found.empty()) return;
  const KnownOrigin& known = known_origin(t, code_of(r));
  bool trusted = known.origin != Origin::kProgram;
  if (known.function && !known.function->acts_for_caller)
    return keep_promises(t, *self, subjects_, r, *known.function, found);
  if (self->muted || (trusted && !acts_for_program(t, r))) return;
  for (u32 i = 0; i < found.count; ++i) {
    record(t, found.at[i]);
  }
  for (const Access& access : found.elements) record(t, access);
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

Kept RaceDetector::describe(Thread& t, const Access& access) {
  u32 locks = t_self->held.set(lock_sets_);
  bool first = access.kind == AccessKind::kWrite && locks && access.written.is_pointer() && has_no_object(t, access);
  return {t_self->number, t_self->time(), t_self->stacks.number(t, stacks_), locks, access.kind, first};
}

// For each kind of access those that it covers.
constexpr auto kCovered = [] {
  std::array<u32, kAccessKinds> all{};
  for (u32 newer = 0; newer < kAccessKinds; ++newer) {
    for (u32 older = 0; older < kAccessKinds; ++older)
      all[newer] |= u32{covers(static_cast<AccessKind>(newer), static_cast<AccessKind>(older))} << older;
  }
  return all;
}();

void RaceDetector::record(Thread& t, const Access& access) {
  WatchedThread::Found& found = t_self->found(subjects_, access.object, access.key);
  // What has been found before depends on addresses, which differ from run to run.
  if (!found.place || (!repeatable && t_self->has_seen(found, access.kind))) return;
  Kept now = describe(t, access);
  u32 covered = kCovered[static_cast<u32>(access.kind)];
  std::vector<Kept> unordered;
  {
    ShortGuard guard(found.place->lock);
    std::vector<Kept>& kept = found.place->kept;
    size_t count = 0;
    for (const Kept& before : kept) {
      bool ordered = t_self->comes_after(before.thread, before.time);
      if (!ordered && order_matters(before.kind, access.kind, strict)) [[unlikely]]
        unordered.push_back(before);
      bool replaced =
          ordered && (covered >> static_cast<u32>(before.kind) & 1) && (before.first_object || !now.first_object);
      if (!replaced) kept[count++] = before;
    }
    kept.resize(count);
    kept.push_back(now);
  }
  for (const Kept& before : unordered) {
    bool published = (before.first_object && now.kind == AccessKind::kRead) ||
                     (now.first_object && before.kind == AccessKind::kRead);
    if (strict || !published) found_race(access, before, now);
  }
}

void RaceDetector::found_race(const Access& access, const Kept& before, const Kept& now) {
  {
    gc::MutexGuard guard(races_mutex_);
    if (!judged_.insert(std::minmax(before.stack, now.stack)).second) return;
  }
  Race race{describe_place(access, allocation_sites_.find(access.object)), {}};
  const Kept* both[] = {&now, &before};
  for (int i = 0; i < 2; ++i) {
    race.sides[i] = {both[i]->kind, thread_of(both[i]->thread).name, stacks_.get(both[i]->stack),
                     lock_sets_.get(both[i]->locks)};
    for (HeldLock& held : race.sides[i].locks) held.lock = shown_number(held.lock);
  }
  std::string a = short_place(race.sides[0].place()), b = short_place(race.sides[1].place());
  gc::MutexGuard guard(races_mutex_);
  if (!known_.insert(std::minmax(a, b)).second) return;
  if (races_.size() < kMostRaces) races_.push_back(std::move(race));
  else ++left_out_;
}

// What the explorer reads (RaceOptions::explorer).
std::string records_of(const std::vector<Race>& races) {
  std::string all;
  FileLines lines;
  for (const Race& race : races) {
    RaceText text = race_text(race, lines);
    (all += text.key).push_back('\0');
    (all += text.text).push_back('\0');
  }
  return all;
}

bool RaceDetector::report() {
  gc::MutexGuard guard(races_mutex_);  // other threads may run on, and find more
  if (races_.empty()) return false;
  if (explorer_ >= 0) write_text(explorer_, records_of(races_));
  else fputs(race_report(races_, left_out_).c_str(), stderr);
  return true;
}

}  // namespace

void watch_races(const RaceOptions& options) {
  g_detector.begin(options);
  install_watcher(g_detector);
}

int report_races(int status) {
  bool found = gc::thread_watcher() && g_detector.report();  // no watcher: the child of a fork
  return found && status == 0 ? kRacesFound : status;
}

}  // namespace vm
