// --races: finds two accesses of the same place by two threads, at least one of them a write, that nothing orders.
//
// "Happens before" is tracked by vector clocks: a lock hands the clock of the thread that releases it to the one that
// takes it next; so do the start and the end of a thread, an import, and, for each item, a SimpleQueue and a deque.
// What the library builds of locks is known by what it promises (library_promises.h): the inner lock of a queue does
// not order its consumers. For each place the detector keeps the last accesses that are not ordered before a newer one
// of the same weight (FastTrack: Flanagan and Freund, PLDI 2009). In most programs that is one access, and comparing it
// with the present one takes one look into the thread's clock.
//
//   acquire(L)        my clock := max(my clock, clock of L)
//   release(L)        clock of L := max(clock of L, my clock); my own time + 1
//   access            each kept access that conflicts, of another thread T at its time n, with n > my clock[T]: a race
//
// Judgements:
//  - Two changes that are one operation of a built-in each (append and append, setdefault and setdefault) are no race,
//    since Python makes them atomic; --races=strict reports them, too.
//  - A read without a lock is not reported if the write stored an object where there was none, with a lock held: that
//    is double-checked initialisation, and the reader finds the object complete. --races=strict reports it.
//  - The innermost frame is of the library: the access is not looked at, unless the function acts for its caller
//    (library_promises.h). But its locks, queues and events order what the program does.
//  - What an object was given before other threads could find it is no race: publication (gc/refcount/publish.h).
#pragma once

#include "interp/vm/frame.h"

namespace vm {

struct RaceOptions {
  bool wanted = false, strict = false;
  // All that is reported is the same in each run of the same schedule.
  bool repeatable = false;
  // Of a run of --schedule explore: what is found is written to this descriptor, as key and text of each race and lock
  // order, both with a null byte behind them. Negative: the report goes to stderr.
  int explorer = -1;
};

// Begins to watch; before the first thread is registered. The library is known (set_library()).
void watch_races(const RaceOptions& options);
// Writes what was found. Any thread. Returns the exit status: kRacesFound in place of 0 if there was a race.
int report_races(int status);
inline constexpr int kRacesFound = 66;

}  // namespace vm
