// The protocol of the team. Each marker has a word Member::state:
//
//   from      to        by                      when
//   absent    invited   the collecting thread   a marking begins: starts the OS thread
//   parked    invited   the collecting thread   a marking begins: wakes the helper
//   invited   hungry    the helper              it runs
//   hungry    filling   a busy marker           it takes the right to write Member::gift
//   filling   full      the same                half of its work is in the gift
//   filling   hungry    the same                it had too little to give
//   full      busy      the marker itself       it has taken the gift
//   busy      hungry    the marker itself       no object waits any more
//   hungry    parked    the helper              no marker is at work any more
//   hungry    busy      the collecting thread   no marker is at work any more: it ends the marking
//   parked    absent    the helper              not invited for kPatienceNs: the OS thread ends
//
//   Team::work        how many markers are at work (team_work.h)
//   Team::uncounted   targets of uncounted references. Each marker adds its own, under Team::lock, before it leaves
//                     the work; in the end the collecting thread marks them again, because marks may get lost (mark.h)
//   Team::lost        some marker had no memory for an object. Written likewise
//   Team::marking     number of the current marking
//
// A helper may find out late that a marking is over, even after the next one has begun. In between it touches nothing
// but these words. If the number of the marking has changed, it forgets what its Marker knows about marks.
#include "gc/cycle/mark_team.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include <algorithm>

#include "gc/base/clock.h"
#include "gc/cycle/mark.h"
#include "gc/cycle/team_work.h"
#include "gc/sync/mutex.h"
#include "gc/sync/parking.h"

namespace gc {

namespace {

constexpr u32 kMostMarkers = 4;
constexpr u32 kGiftObjects = 4096;
constexpr u32 kOften = 16;                  // looks for work between two yields of the processor
constexpr i64 kPatienceNs = 5'000'000'000;  // 5 s; then a helper that is not invited ends

enum MarkerState : u32 { kAbsent, kParked, kInvited, kHungry, kFilling, kFull, kBusy };

struct Gift {
  LongArray array;
  size_t count;
  Object* objects[kGiftObjects];
};

struct alignas(64) Member {
  Atomic<u32> state{kAbsent};
  Gift gift;  // state filling: written by the giver; full: read by this marker
};

struct Team {
  Member members[kMostMarkers];  // 0 is the collecting thread
  alignas(64) TeamWork work;
  Mutex lock;
  ObjectVector* uncounted = nullptr;  // on the collecting thread's stack; under `lock`
  bool lost = false;
  Atomic<u32> marking{0};
  Atomic<Thread*> leader{nullptr};  // the collecting thread
};
Team g_team;

bool change(Atomic<u32>& state, u32 from, u32 to) { return state.compare_exchange_strong(from, to, acq_rel, relaxed); }

// The work of one marker in one marking: from its first gift, or from the roots, until no marker is at work.
class TeamMarker {
 public:
  // kSeldom for helpers: a helper frees no memory but its stack, and mimalloc would keep that in the helper's heap.
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

  Member& member_;
  Marker marker_;
  u32 marking_ = g_team.marking.load(relaxed);
};

void TeamMarker::give(Member& other) {
  if (other.state.load(relaxed) != kHungry || !change(other.state, kHungry, kFilling)) return;
  Gift& gift = other.gift;
  gift.count = marker_.give_half(gift.objects, kGiftObjects, &gift.array);
  bool empty = gift.count == 0 && gift.array.words.count == 0;
  if (!empty) g_team.work.add_receiver();
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

// Waits about a microsecond. With pauses, not with a system call: the other hardware thread of the core may be a marker
// at work, which a pause slows down little.
void keep_off() {
  constexpr int kPauses = 16;  // about a microsecond
  for (int n = 0; n < kPauses; ++n) cpu_pause();
}

// Waits for a gift. False: no marker is at work any more in this marking.
bool TeamMarker::find_work() {
  for (u32 looks = 1; member_.state.load(relaxed) != kFull; ++looks) {
    keep_off();
    if (looks % kOften == 0) yield_cpu();
    if (g_team.work.is_done()) return false;
  }
  take_gift();
  return true;
}

// Notices that the marking in which this marker gets work is not the one in which its Marker got to know the marks.
void TeamMarker::join_marking() {
  u32 now = g_team.marking.load(relaxed);
  if (now != marking_) marker_.forget_marks();
  marking_ = now;
  // The trace functions of C extensions call functions that ask for the thread: a helper acts for the leader.
  t_thread = g_team.leader.load(acquire);
}

void TeamMarker::take_gift() {
  change(member_.state, kFull, kBusy);
  join_marking();
  const Gift& gift = member_.gift;
  ASSERT(gift.count != 0 || gift.array.words.count != 0);
  marker_.take_over(gift.objects, gift.count, gift.array);
}

bool TeamMarker::lead(void (*trace_roots)(Visitor&)) {
  ObjectVector uncounted;
  g_team.uncounted = &uncounted;
  g_team.lost = false;
  trace_roots(marker_);
  do work();
  while (find_work());
  member_.state.store(kBusy, relaxed);
  for (Object* object : uncounted) marker_.mark(object);
  marker_.drain();
  return !g_team.lost && !uncounted.lost() && !marker_.lost();
}

void TeamMarker::help() {
  while (find_work()) work();
}

// Parks the helper. True: it has been invited. False: it has not been for kPatienceNs, and is absent now.
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
    t_thread = nullptr;
    // The change fails if the next marking has begun and a marker is filling the gift already.
    if (change(state, kHungry, kParked) && !rest(state)) return nullptr;
  }
}

// The helper blocks all signals: handlers run on Python's threads.
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

}  // namespace

bool mark_with_helpers(void (*trace_roots)(Visitor&)) {
  ASSERT(world_stopped() && g_team.work.is_done());
  g_team.members[0].state.store(kBusy, relaxed);
  g_team.leader.store(current_thread(), release);
  add_unshared<u32>(g_team.marking, 1);
  g_team.work.begin();
  for (u32 n = 1; n < std::min(usable_processors(), kMostMarkers); ++n) invite(n);
  return TeamMarker(0).lead(trace_roots);
}

void helpers_after_fork_child() {
  for (Member& member : g_team.members) member.state.store(kAbsent, relaxed);
}

}  // namespace gc
