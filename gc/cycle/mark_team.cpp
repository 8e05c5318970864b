// The words of the protocol
//   Member::state   of each marker:
//                     absent -> invited    by the collecting thread, which starts the OS thread
//                     parked -> invited    likewise, which wakes it
//                     invited -> hungry    by the helper
//                     busy -> hungry       by the marker, which has nothing to do any more
//                     hungry -> busy       by the marker, whose guess was right (speculation.h)
//                     hungry -> filling -> full   by another marker, which leaves something in Member::gift
//                     full -> busy         by the marker, which has taken it
//                     hungry -> parked     by a helper when nobody is at work; -> busy by the collecting thread then
//                     parked -> absent     by a helper that has not been needed for a while
//   Team::work      who is at work (team_work.h)
//   Team::uncounted what markers have met that is held without being counted, under a lock, from each before it leaves its work. When all is done the
//                   collecting thread marks it again, alone: its marks may have been lost
//   Team::lost      a marker had no memory for what it was to trace: under the lock, from each before it leaves its work
//   Team::marking   its number
// A helper that leaves late, or not at all before the next marking, has touched nothing but these words in between. It
// then has to forget what it knows of the marks.
#include "gc/cycle/mark_team.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include <algorithm>

#include "gc/base/accelerators.h"
#include "gc/base/stress.h"
#include "gc/cycle/mark.h"
#include "gc/cycle/speculation.h"
#include "gc/cycle/team_work.h"
#include "gc/sync/clock.h"
#include "gc/sync/mutex.h"
#include "gc/sync/parking.h"

namespace gc {

namespace {

constexpr u32 kMostMarkers = 4;
constexpr u32 kGiftObjects = 4096;
constexpr u32 kOften = 16;                  // looks for work; then somebody else may want the processor
constexpr i64 kPatienceNs = 5'000'000'000;  // of a helper that nobody invites

enum MarkerState : u32 { kAbsent, kParked, kInvited, kHungry, kFilling, kFull, kBusy };

struct Gift {
  LongArray array;
  size_t count;
  Object* objects[kGiftObjects];
};

struct alignas(64) Member {
  Atomic<u32> state{kAbsent};
  Atomic<u32> refusals{0};  // how often somebody had nothing to give; filling: the giver's
  Gift gift;                // filling: the giver's; full: the receiver's
};

struct Team {
  Member members[kMostMarkers];  // 0 is the collecting thread
  alignas(64) TeamWork work;
  Mutex lock;
  ObjectVector* uncounted = nullptr;  // the collecting thread's
  bool lost = false;
  Atomic<u32> marking{0};
};
Team g_team;

bool change(Atomic<u32>& state, u32 from, u32 to) { return state.compare_exchange_strong(from, to, acq_rel, relaxed); }

// One marker's work, from its first gift, or from the roots, until it has nothing left.
class TeamMarker {
 public:
  // A helper frees nothing but its stack, so that mimalloc would keep that for it.
  explicit TeamMarker(u32 number)
      : member_(g_team.members[number]),
        marker_(Scope::everybody(), number == 0 ? ObjectVector::kOften : ObjectVector::kSeldom) {}

  bool lead(void (*trace_roots)(Visitor&));
  void help();

 private:
  void give(Member& other);
  void work();
  bool find_work();
  void join_marking();
  void take_gift();
  bool guess();
  bool join();

  Member& member_;
  Marker marker_;
  u32 marking_ = g_team.marking.load(relaxed);
};

void TeamMarker::give(Member& other) {
  if (other.state.load(relaxed) != kHungry || !change(other.state, kHungry, kFilling)) return;
  Gift& gift = other.gift;
  gift.count = marker_.give_half(gift.objects, kGiftObjects, &gift.array);
  bool empty = gift.count == 0 && gift.array.words.count == 0;
  if (empty) add_unshared<u32>(other.refusals, 1);
  else g_team.work.add_receiver();
  other.state.store(empty ? kHungry : kFull, release);  // pairs with take_gift(): the marks so far and the gift
}

void TeamMarker::work() {
  constexpr u32 kLook = 256;
  while (marker_.drain(kLook)) {
    for (Member& other : g_team.members) give(other);
  }
  {
    MutexGuard guard(g_team.lock);
    marker_.give_uncounted(*g_team.uncounted);
    g_team.lost = g_team.lost || marker_.lost();
  }
  member_.state.store(kHungry, release);  // pairs with give(): the last gift has been read
  g_team.work.leave();
}

// Two processors may be one core, whose other half has work to do: a pause costs that little, a system call much.
void keep_off() {
  constexpr int kPauses = 16;  // about a microsecond
  for (int n = 0; n < kPauses; ++n) cpu_pause();
}

// False: there is none any more in this marking.
bool TeamMarker::find_work() {
  constexpr u32 kInVain = kStress ? 2 : 32;  // refusals, some ten microseconds
  const u32 before = member_.refusals.load(relaxed);
  bool may_guess = enabled(Accelerator::speculation);
  for (u32 looks = 1; member_.state.load(relaxed) != kFull; ++looks) {
    keep_off();
    if (looks % kOften == 0) yield_cpu();
    if (g_team.work.is_done()) return false;
    if (!may_guess || member_.refusals.load(relaxed) - before < kInVain) continue;
    if (guess()) return true;
    may_guess = false;
  }
  take_gift();
  return true;
}

// It may be the next one.
void TeamMarker::join_marking() {
  u32 now = g_team.marking.load(relaxed);
  if (now != marking_) marker_.forget_marks();
  marking_ = now;
}

void TeamMarker::take_gift() {
  change(member_.state, kFull, kBusy);
  join_marking();
  const Gift& gift = member_.gift;
  marker_.take_over(gift.objects, gift.count, gift.array);
}

// The guess was right, so there is work. False: all is done, or somebody has something to give.
bool TeamMarker::join() {
  if (!change(member_.state, kHungry, kBusy)) return false;
  if (g_team.work.join()) return true;
  member_.state.store(kHungry, relaxed);
  return false;
}

// True: it was right, and there is work. False: somebody gives something, or all is done, or it leads nowhere.
bool TeamMarker::guess() {
  if (!g_team.work.begin_to_guess()) return false;
  join_marking();
  Speculation speculation(marker_);
  bool right = false;
  for (u32 looks = 1; speculation.is_hopeful() && member_.state.load(relaxed) != kFull && !g_team.work.is_done();
       ++looks) {
    if (speculation.was_right()) {
      right = join();
      if (right) break;
    } else if (speculation.step()) {
      continue;
    }
    keep_off();
    if (looks % kOften == 0) yield_cpu();
  }
  if (right) speculation.confirm();
  else speculation.drop();
  g_team.work.end_guess();
  return right;
}

bool TeamMarker::lead(void (*trace_roots)(Visitor&)) {
  ObjectVector uncounted;
  g_team.uncounted = &uncounted;
  g_team.lost = false;
  trace_roots(marker_);
  do work();
  while (find_work());
  while (!g_team.work.is_quiet()) keep_off();
  member_.state.store(kBusy, relaxed);
  for (Object* object : uncounted) marker_.mark(object);
  marker_.drain();
  return !g_team.lost && !uncounted.lost() && !marker_.lost();
}

void TeamMarker::help() {
  while (find_work()) work();
}

// True: invited again. False: not for a long time.
bool rest(Atomic<u32>& state) {
  while (state.load(acquire) == kParked) {
    if (park(state, kParked, kPatienceNs) == Wait::kTimedOut && change(state, kParked, kAbsent)) return false;
  }
  return true;
}

void* helper_main(void* argument) {
  u32 number = static_cast<u32>(reinterpret_cast<uintptr_t>(argument));
  Atomic<u32>& state = g_team.members[number].state;
  for (;;) {
    change(state, kInvited, kHungry);
    TeamMarker(number).help();
    // It fails if the next marking has begun and somebody gives already.
    if (change(state, kHungry, kParked) && !rest(state)) return nullptr;
  }
}

// Signals are for Python's threads.
bool start_helper(u32 number) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  bool started = pthread_create(&thread, nullptr, helper_main, reinterpret_cast<void*>(uintptr_t{number})) == 0;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (started) pthread_detach(thread);
  return started;
}

void invite(u32 number) {
  Atomic<u32>& state = g_team.members[number].state;
  if (change(state, kParked, kInvited)) {
    unpark_one(state);
  } else if (state.load(relaxed) == kAbsent) {
    state.store(kInvited, release);
    if (!start_helper(number)) state.store(kAbsent, relaxed);
  }
}

u32 processors() {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? static_cast<u32>(CPU_COUNT(&set)) : 1;
}

}  // namespace

bool mark_with_helpers(void (*trace_roots)(Visitor&)) {
  g_team.members[0].state.store(kBusy, relaxed);
  add_unshared<u32>(g_team.marking, 1);
  g_team.work.begin();
  for (u32 n = 1; n < std::min(processors(), kMostMarkers); ++n) invite(n);
  return TeamMarker(0).lead(trace_roots);
}

void helpers_after_fork_child() {
  for (Member& member : g_team.members) member.state.store(kAbsent, relaxed);
}

}  // namespace gc
