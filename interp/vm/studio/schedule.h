// --schedule: one thread at a time runs, and a seed says which. The same seed gives the same schedule.
//
// The thread that runs has the turn. It may lose it before each access of a place that threads share, at the end of a
// turn of a loop, before a generator yields, before it takes and after it has released a lock, and when it waits. A
// thread without the turn is detached, so collections go on as usual. Waits for locks, threads and queues, and
// time.sleep(), are carried out here: a waiting thread may run as soon as what it waits for is there. Clocks stand
// still but for a microsecond each time they are read; if all threads wait, time jumps to the earliest deadline. If
// there is none, the program is deadlocked.
//
// How a seed chooses. Even seeds: priorities with few changes (PCT: Burckhardt et al., ASPLOS 2010). Each thread gets
// a random priority, and the thread with the highest one runs; at some random steps the running thread becomes the
// last. A mistake that needs d ordered steps is found with a probability of at least 1/(n*k^(d-1)), for n threads and k
// steps. Odd seeds: at each step, or with some seeds at each step that concerns a lock, the turn passes with the same
// probability, which the seed chooses; with most seeds the first thread runs whenever it can.
//
// A thread that blocks in the kernel keeps the turn for kPatience, and as long as some thread of the process does not
// sleep; then another thread goes on, and time jumps if all others wait for it. So programs that wait for pipes,
// sockets and processes run, but what these waits last is not chosen by the seed.
#pragma once

#include "interp/vm/frame.h"

namespace vm {

struct ScheduleOptions {
  bool wanted = false;
  u64 seed = 0;
  u32 explore = 0;  // the greatest number of different schedules to try; 0: run the one schedule
  // Of a run of --schedule explore: a file of 8 bytes, where a number is kept that differs for schedules that differ.
  int explorer = -1;
};

// Begins to schedule; before the first thread is registered. The library is known (set_library()).
void begin_schedule(const ScheduleOptions& options);
// At the end of the program, by the main thread: returns the exit status, which is 1 in place of 0 if an exception has
// ended a thread. If it is not 0, the last switches are written to stderr.
int end_schedule(int status);
inline constexpr int kDeadlock = 67;  // the exit status if every thread waits

}  // namespace vm
