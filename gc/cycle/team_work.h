// Termination of parallel marking: one word tells whether any marker of the team has work left.
//
//   | a marker guesses, 1 bit | markers at work, 16 bits |
//
//   event                                       at work
//   the marking begins: the collecting thread   1
//   a marker gives a gift: its receiver         + 1, by the giver, before the receiver sees the gift
//   a marker has no work left                   - 1
//
// A giver is counted itself when it counts the receiver. So the number reaches 0 only when no object waits with any
// marker nor in any gift: all reachable objects are marked then. A marker that guesses (speculation.h) is not counted,
// yet reads objects. So it begins a guess only while the number is above 0, and the collecting thread lets the world go
// on only when the whole word is 0.
#pragma once

#include "gc/base/atomic.h"
#include "gc/base/bits.h"

namespace gc {

// The word, with one function for each event. Called by the markers of the team.
class TeamWork {
 public:
  // By the collecting thread. Release: a marker that guesses sees what the collecting thread did before the marking.
  void begin() { word_.store(1, release); }
  // By a marker at work: counts the receiver of its gift.
  void add_receiver() { word_.fetch_add(1, relaxed); }
  // By a marker that has no work left. Release: publishes its marks. Acquire: the last one sees the marks of the
  // others.
  void leave() { word_.fetch_sub(1, acq_rel); }
  // No marker is at work, nor will be in this marking.
  bool is_done() const { return (word_.load(acquire) & kAtWork) == 0; }
  // Moreover no marker guesses: nobody reads objects any more.
  bool is_quiet() const { return word_.load(acquire) == 0; }
  // By a hungry marker. False: no marker is at work any more, or another one guesses already.
  bool begin_to_guess() {
    u32 word = word_.load(relaxed);
    while ((word & kAtWork) != 0 && (word & kGuesses) == 0) {
      if (word_.compare_exchange_weak(word, word | kGuesses, acq_rel, relaxed)) return true;
    }
    return false;
  }
  // By the marker that guesses: it is at work from now on. False: no marker is at work any more.
  bool join() {
    u32 word = word_.load(relaxed);
    while ((word & kAtWork) != 0) {
      if (word_.compare_exchange_weak(word, word + 1, acq_rel, relaxed)) return true;
    }
    return false;
  }
  // By the marker that guesses, in every case. Release and acquire as leave().
  void end_guess() { word_.fetch_sub(kGuesses, acq_rel); }

 private:
  static constexpr u32 kGuesses = 1u << 16, kAtWork = kGuesses - 1;

  Atomic<u32> word_{0};
};

}  // namespace gc
