// What the detector of races keeps of a thread: its clock, the locks that it holds, and what it remembers so that an
// access that it has made before costs little.
//
// Stacks and sets of locks have numbers, equal ones the same, because most accesses repeat those of earlier ones. A
// thread finds the number of its stack by comparing the addresses to return to with those that it has remembered, and
// the number of its set of locks beside the lock that it has taken last.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "gc/sync/mutex.h"
#include "interp/vm/studio/race_report.h"
#include "interp/vm/studio/race_subjects.h"

namespace vm {

// Equal lists get equal numbers, from 1 on; 0 is the empty one. Any thread.
template <class T, class Less>
class Numbering {
 public:
  u32 number_of(const std::vector<T>& list) {
    if (list.empty()) return 0;
    gc::MutexGuard guard(mutex_);
    auto [at, fresh] = numbers_.try_emplace(list, static_cast<u32>(lists_.size()) + 1);
    if (fresh) lists_.push_back(list);
    return at->second;
  }
  std::vector<T> get(u32 number) {
    gc::MutexGuard guard(mutex_);
    return number ? lists_[number - 1] : std::vector<T>();
  }

 private:
  struct LessList {
    bool operator()(const std::vector<T>& a, const std::vector<T>& b) const {
      return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), Less());
    }
  };
  gc::Mutex mutex_;
  std::map<std::vector<T>, u32, LessList> numbers_;
  std::vector<std::vector<T>> lists_;
};

struct SiteLess {
  bool operator()(const Site& a, const Site& b) const { return a.code != b.code ? a.code < b.code : a.word < b.word; }
};
struct LockLess {
  bool operator()(const HeldLock& a, const HeldLock& b) const {
    return a.lock != b.lock ? a.lock < b.lock : SiteLess()(a.taken, b.taken);
  }
};
using Stacks = Numbering<Site, SiteLess>;
using LockSets = Numbering<HeldLock, LockLess>;

// The locks that a thread holds. Its functions are the thread's own, except released_by_another().
class HeldLocks {
 public:
  void took(LockSets& sets, const Object* lock, const HeldLock& shown);
  void released(LockSets& sets, const Object* lock) {
    settle(sets);
    if (!held_.empty() && held_.back().lock == lock) held_.pop_back();
    for (const Held& held : held_) {
      if (held.lock == lock) return remove(sets, lock);
    }
  }
  // By any thread, while the lock is still held.
  void released_by_another(const Object* lock);
  // The number of the set of locks that are held, without those that only the library has taken.
  u32 set(LockSets& sets) {
    settle(sets);
    return held_.empty() ? 0 : held_.back().set;
  }

 private:
  struct Held {
    const Object* lock;
    HeldLock shown;
    u32 set;  // of this lock and those before it
  };
  void settle(LockSets& sets) {
    if (let_go_is_filled_.load(gc::relaxed)) settle_slow(sets);
  }
  void settle_slow(LockSets& sets);
  void remove(LockSets& sets, const Object* lock);
  u32 extended(LockSets& sets, u32 set, const HeldLock& by);

  std::vector<Held> held_;
  // Sets that the thread has extended by a lock.
  struct Extended {
    u32 set = 0, result = 0;
    HeldLock by{};
  };
  static constexpr u32 kExtended = 64;
  Extended known_[kExtended];
  // The locks that other threads have released.
  gc::Atomic<bool> let_go_is_filled_{false};
  gc::Mutex mutex_;
  std::vector<const Object*> let_go_;  // under the mutex
};

// The numbers of the stacks of a thread, found by the addresses of instructions. The thread's own.
class KnownStacks {
 public:
  u32 number(Thread& t, Stacks& stacks);

 private:
  // An address within code that has been found once tells which code it is, since that lives until the end of the
  // process (origin_of).
  struct Step {
    const u64* pc;
    const Code* code;  // null: the address tells
  };
  struct Known {
    u32 count = 0, number = 0;
    Step steps[kStackDepth];
    bool is_stack_of(const Thread& t) const;
  };
  static constexpr u32 kKnown = 64;
  Known known_[kKnown];
};

// A thread. Its functions and fields are its own, unless a comment says otherwise.
class WatchedThread {
 public:
  u32 number = 0;             // from 1 on; constant
  std::string name;           // constant
  u32 muted = 0;              // finalizers that run
  std::vector<Place*> takes;  // what the last instruction has read, and tells what others have given to it
  HeldLocks held;
  KnownStacks stacks;

  u32 time() const { return clock_.at(number); }
  // True if what another thread did at that time happened before what this one does now.
  bool comes_after(u32 thread, u32 then) const { return thread == number || then <= clock_.at(thread); }
  void advance() {
    clock_.advance(number);
    since_before_ = std::exchange(since_, time());
    last_given_ = nullptr;
  }
  void learn(const VectorClock& clock) {
    if (clock_.join(clock)) ++learned_;
  }
  void learn(const Gift& gift) {
    if (gift.thread == number) return;
    learn(*gift.clock);
    if (clock_.at(gift.thread) >= gift.time) return;
    clock_.raise(gift.thread, gift.time);
    ++learned_;
  }
  const VectorClock& clock() const { return clock_; }
  // What the thread knows now, for another one. The caller advances the time when the gift is where others find it.
  Gift gift() {
    if (!given_clock_ || given_clock_learned_ != learned_) {
      given_clock_ = std::make_shared<const VectorClock>(clock_);
      given_clock_learned_ = learned_;
    }
    return {given_clock_, number, time()};
  }
  // What others have given to the place, which the thread has read.
  void take(Place& place) {
    ShortGuard guard(place.lock);
    learn(place.clock);
  }
  // The thread is about to change the place: whoever finds that comes after what this thread has done so far.
  void give(Place& place) {
    {
      ShortGuard guard(place.lock);
      place.clock.join(clock_);
    }
    advance();
  }
  // What comes from now on is ordered behind what the passage has been given; what has come so far is ordered before
  // those who take it from now on. `alone`: no other thread does the same at the same time.
  void take(Passage& passage) {
    if (thread_in(passage.given.load(gc::relaxed)) != number) take_slow(passage);
  }
  // The same for a lock, when the thread has it. If it has given its time before this one to that lock and nobody has
  // taken it since, then nobody knows that time and nobody ever will, since the next release gives a later one: the
  // two times are as good as one.
  void take_lock(Passage& passage) {
    bool nobody_knows = passage.given.load(gc::relaxed) == epoch(number, time() - 1) &&
                        passage.holder.load(gc::relaxed) == 0 && last_given_ == &passage;
    if (nobody_knows) since_ = since_before_;
    else take(passage);
  }
  void give(Passage& passage, bool alone) {
    if (alone && thread_in(passage.given.load(gc::relaxed)) == number &&
        passage.giver_learned.load(gc::relaxed) == learned_)
      passage.given.store(now(), gc::relaxed);
    else give_slow(passage);
    advance();
    last_given_ = &passage;
  }

  // A place that the thread has found, and the accesses of it that it has made at the present time, or at times that
  // are as good as the present one.
  struct Found {
    const Object* object = nullptr;
    u64 key = 0;
    Place* place = nullptr;  // null: not looked at
    u32 generation = 0, time = 0, kinds = 0;
  };
  // True if the thread has made the same access since its time last advanced: nothing that concerns it can have
  // changed. Else it is noted.
  bool has_seen(Found& found, AccessKind kind) const {
    u32 bit = 1u << static_cast<u32>(kind);
    if (found.time < since_) found.time = time(), found.kinds = 0;
    return (std::exchange(found.kinds, found.kinds | bit) & bit) != 0;
  }
  Found& found(Subjects& subjects, const Object* object, u64 key) {
    Found& found = found_[(reinterpret_cast<u64>(object) ^ key) * 0x9e3779b97f4a7c15u >> 54];
    if (found.object != object || found.key != key || !found.place ||
        found.generation != found.place->generation.load(gc::relaxed))
      find(found, subjects, object, key);
    return found;
  }
  Passage& passage(Subjects& subjects, const void* subject) {
    FoundPassage& found = passages_[reinterpret_cast<u64>(subject) / 16 * 0x9e3779b97f4a7c15u >> 58];
    if (found.subject != subject || found.generation != found.passage->generation.load(gc::relaxed))
      find(found, subjects, subject);
    return *found.passage;
  }

  // Calls use(Mailbox&) with the mailbox of the subject.
  template <class Use>
  void with_mailbox(Subjects& subjects, const void* subject, Use use) {
    Passage& passage = this->passage(subjects, subject);
    ShortGuard guard(passage.lock);
    if (!passage.mailbox) passage.mailbox = std::make_unique<Mailbox>();
    use(*passage.mailbox);
  }

 private:
  // A time of a thread in one word.
  static u64 epoch(u32 thread, u32 time) { return u64{thread} << 32 | time; }
  static u32 thread_in(u64 epoch) { return static_cast<u32>(epoch >> 32); }
  u64 now() const { return epoch(number, time()); }
  void take_slow(Passage& passage);
  void give_slow(Passage& passage);

  struct FoundPassage {
    const void* subject = nullptr;
    Passage* passage = nullptr;
    u32 generation = 0;
  };
  static void find(Found& found, Subjects& subjects, const Object* object, u64 key);
  static void find(FoundPassage& found, Subjects& subjects, const void* subject);

  VectorClock clock_;
  u32 learned_ = 0;                                 // how often the clock has come to know more of other threads
  std::shared_ptr<const VectorClock> given_clock_;  // the clock when it had learned so much, for gifts
  u32 given_clock_learned_ = 0;
  u32 since_ = 1;                        // the times from here on are as good as the present one
  u32 since_before_ = 1;                 // the same before the time last advanced
  const Passage* last_given_ = nullptr;  // what the time before the present one was given to
  Found found_[1024];
  FoundPassage passages_[64];
};

}  // namespace vm
