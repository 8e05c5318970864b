// What the detector of races keeps of a program's objects: for each place the accesses that a newer one is compared
// with, for each lock and the like the clock that it passes on, and for each queue and semaphore what was given to it.
//
// Subjects are found by address, in a table of parts with a mutex each. That is slow, so a thread remembers what it has
// found (race_thread.h). The memory of a Place or a Passage is therefore never given back: when the subject dies, it is
// emptied, its generation grows, and another subject may get it. What a thread has remembered is good while the
// generation is the same. A living subject keeps its place and its passage, so the generation needs no lock.
#pragma once

#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

#include "gc/sync/mutex.h"
#include "gc/sync/short_lock.h"
#include "interp/vm/studio/access.h"
#include "interp/vm/studio/vector_clock.h"

namespace vm {

// An access that is kept with its place.
struct Kept {
  u32 thread, time;
  u32 stack, locks;  // numbers of its stack and of the set of locks that were held (race_thread.h)
  AccessKind kind;
  bool first_object;  // a write of an object where there was none, with a lock held
};

using gc::ShortGuard;
using gc::ShortLock;

struct Place {
  gc::Atomic<u32> generation{0};
  ShortLock lock;
  // Under the lock:
  std::vector<Kept> kept;
  VectorClock clock;  // what was given to those who read this attribute (library_promises.h)
  void empty() { kept.clear(), clock = VectorClock(); }
};

// What a thread knew when it gave something away. Threads that learn nothing new share the clock, so it may be late
// about the giver itself: `time` is not.
struct Gift {
  std::shared_ptr<const VectorClock> clock;
  u32 thread = 0, time = 0;
};
class WatchedThread;

// What was given to a queue or a semaphore and is not taken yet. Under the lock of its passage.
class Mailbox {
 public:
  void put(u64 item, Gift gift);
  // The thread learns what those knew who have put the item in. If that is not known for certain (the item was there
  // before anybody looked, or equal ones were taken at the same time), it learns what all knew who have put items in.
  void take(u64 item, WatchedThread& thread);
  void take_all(WatchedThread& thread);
  // Tokens of a semaphore: what is made first is used first. Those that were there from the beginning have no gift.
  void make_token(const Gift& gift) { tokens_.push_back(gift); }
  // `there`: how many tokens there are, with this one.
  void use_token(u64 there, WatchedThread& thread);

 private:
  static constexpr size_t kFew = 8, kMostItems = 4096;

  // Most queues have few items at a time: these need no memory of their own.
  struct Item {
    u64 item;
    Gift gift;
  };
  std::vector<Item> few_;                      // at most kFew
  std::unordered_multimap<u64, Gift> others_;  // at most kMostItems
  VectorClock all_;                            // of all gifts
  VectorClock lost_;                           // of those that were forgotten because there were too many
  std::deque<Gift> tokens_;
};

// What hands over a clock: a lock, the end of a thread, the table of modules. Its clock is `clock` and what `given`
// adds. A queue or a semaphore has a mailbox instead.
//
// A lock that one thread takes again and again costs no atomic instruction: the thread need not take what it has given
// itself, and if it has learned nothing since, it gives its time alone. Only the lock's holder may do that without the
// ShortLock. If a program releases a lock in two threads at once, one of the two times may be lost.
struct Passage {
  gc::Atomic<u32> generation{0};
  ShortLock lock;
  // Written under the lock:
  VectorClock clock;
  // The thread that gave last, if its clock was equal to this one then, and its time; and how much that thread
  // had learned. Else 0.
  gc::Atomic<u64> given{0};
  gc::Atomic<u32> giver_learned{0};
  // Of a lock:
  gc::Atomic<u32> number{0}, holder{0};
  // Of a queue or a semaphore that was used; under the lock.
  std::unique_ptr<Mailbox> mailbox;
  void empty() {
    mailbox.reset();
    clock = VectorClock();
    given.store(0, gc::relaxed);
    for (gc::Atomic<u32>* word : {&giver_learned, &number, &holder}) word->store(0, gc::relaxed);
  }
};

// The table. Any thread; the subject is alive.
class Subjects {
 public:
  // Null: the object has too many places, further ones are not looked at.
  Place* place(const Object* object, u64 key);
  Passage* passage(const void* subject);
  // The subject has died. Returns the number of the thread that held it, if it was a lock; 0: none.
  u32 forget(const void* subject);

 private:
  static constexpr u64 kMostPlaces = 1 << 16;  // of one object
  static constexpr u32 kParts = 64;

  struct Subject {
    Passage* passage = nullptr;
    std::unordered_map<u64, Place*> places;
  };
  // Where places (passages) come from, and where they go.
  template <class T>
  struct Pool {
    std::deque<T> all;
    std::vector<T*> free;
    T* take() {
      if (free.empty()) return &all.emplace_back();
      T* last = free.back();
      free.pop_back();
      return last;
    }
    void give_back(T* thing) {
      {
        ShortGuard guard(thing->lock);
        thing->empty();
      }
      thing->generation.store(thing->generation.load(gc::relaxed) + 1, gc::relaxed);
      free.push_back(thing);
    }
  };
  struct Part {
    gc::Mutex mutex;
    std::unordered_map<const void*, Subject> subjects;
    Pool<Place> places;
    Pool<Passage> passages;
  };
  Part& part_of(const void* subject) { return parts_[reinterpret_cast<u64>(subject) / 16 * 0x9e3779b97f4a7c15u >> 58]; }

  Part parts_[kParts];
};

}  // namespace vm
