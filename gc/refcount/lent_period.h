// Where the grace period of lent objects that wait for their end (lending.h) begins: with a heavy fence, and not too
// often. Part of the accelerator "lending"; epochs alone need neither.
//
// Why a fence? A thread that takes back a note (held_counts.h) has overwritten the slot of that reference, by a plain
// store, and then reads whether the object waits, by a plain load. The store may still be in its store buffer when the
// load is complete:
//
//   F: takes back a note             X: drops the last count            G: reads the slot S
//   S := other  (in the buffer)
//   reads the word: not waiting
//                                    word := waiting; epoch + 1
//                                                                       announces the new epoch
//                                                                       reads S: the old value; borrows it
//   (S is written)
//   announces                        period over; the object has not
//                                    been touched: it is destroyed
//                                    under G
//
// With a heavy fence between X's two steps, either F's load comes after the fence: F sees that the object waits, and
// touches it. Or F's store comes before the fence: G, which has announced a later epoch, reads the new value. The fence
// costs X some microseconds, on virtual machines a hundred, now and then, and F nothing. If X finds no other thread
// attached, it needs no fence: F has written S before it detached, and if it attaches again, it sees that the object
// waits. A thread that detaches or ends makes no fence, because it would pay for it at every blocking call: the period
// of its waiting objects begins after one without a fence.
//
// So that the cost does not grow with the number of objects, the next urgent batch of a thread is delayed until the
// last one is released, and for a while after that was closed (LentPace).
#pragma once

#include "gc/base/clock.h"
#include "gc/threads/thread.h"

namespace gc {

struct Batch;
struct RetireList;

// How often a thread makes heavy fences: so that it spends a twentieth of its time in them, within limits. Times in ns.
class LentPace {
 public:
  bool is_over() const { return now_ns() - last_ >= pause_; }
  void fence();
  void note_start() { last_ = now_ns(); }

 private:
  static constexpr i64 kFenceShare = 20, kShortest = 50'000, kLongest = 2'000'000;

  i64 last_ = 0;           // when the last period began
  i64 pause_ = kShortest;  // how long after that the next one may begin
};

// What kind of fence begins a period. kNo: the thread detaches or ends. kNeedless: no other thread is attached.
enum class Fence { kNo, kYes, kNeedless };

// True if the open batch, which is there, is urgent and shall be closed now. If it is only too early for that, the
// thread asks itself to quiesce again. By the thread of the list.
bool lent_period_may_begin(Thread& thread, const RetireList& list);
// To be called for an urgent batch before it is stamped. By its thread; runs no Python code.
void begin_lent_period(Batch& batch, LentPace& pace, Fence fence);

}  // namespace gc
