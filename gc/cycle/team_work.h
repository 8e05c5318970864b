// How the markers of a team agree that all is marked. One word:
//
//   | a marker guesses, 1 bit | markers at work, 16 bits |
//
// At work are those that are not hungry, once for each gift on its way. The giver counts the receiver, and is counted
// itself: so once nobody is at work nothing waits anywhere, and everything is marked. A marker that guesses
// (speculation.h) is not at work, yet reads objects: it begins only while somebody is, and the world stays stopped
// until it has ended.
#pragma once

#include "gc/base/atomic.h"
#include "gc/base/bits.h"

namespace gc {

class TeamWork {
 public:
  // The collecting thread is at work. Release: what it has done before; for who guesses.
  void begin() { word_.store(1, release); }
  // By a marker at work, for the receiver of its gift.
  void add_receiver() { word_.fetch_add(1, relaxed); }
  // Release: what was marked. Acquire, for the last one: what the others marked.
  void leave() { word_.fetch_sub(1, acq_rel); }
  // Nobody is at work, nor will be in this marking.
  bool is_done() const { return (word_.load(acquire) & kAtWork) == 0; }
  // And nobody reads objects any more.
  bool is_quiet() const { return word_.load(acquire) == 0; }
  // By a hungry marker. False: all is done, or another one guesses already.
  bool begin_to_guess() {
    u32 word = word_.load(relaxed);
    while ((word & kAtWork) != 0 && (word & kGuesses) == 0) {
      if (word_.compare_exchange_weak(word, word | kGuesses, acq_rel, relaxed)) return true;
    }
    return false;
  }
  // The guess was right: who guesses is at work from now on, too. False: all is done.
  bool join() {
    u32 word = word_.load(relaxed);
    while ((word & kAtWork) != 0) {
      if (word_.compare_exchange_weak(word, word + 1, acq_rel, relaxed)) return true;
    }
    return false;
  }
  void end_guess() { word_.fetch_sub(kGuesses, acq_rel); }

 private:
  static constexpr u32 kGuesses = 1u << 16, kAtWork = kGuesses - 1;

  Atomic<u32> word_{0};
};

}  // namespace gc
