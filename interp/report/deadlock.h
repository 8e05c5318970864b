// Reports why threads wait: --deadlocks, and what Ctrl-C in a hang adds to KeyboardInterrupt.
#pragma once

#include "runtime/object/thread.h"

namespace vm {

// What happens when threads wait for each other for ever.
enum class Deadlocks { kNotWatched, kReported, kEndTheProgram };

// What the end of the program still does after the report of a deadlock.
struct EndOfProgram {
  bool (*flush_py)(rt::Thread& t);  // writes what streams have buffered
  int (*report)(int status);        // writes what other options have found; returns the exit status. Any OS thread
};

// Before the first lock is made: locks note who takes them and where (runtime/library/threads/lock_ledger.h), and every
// thread that is about to sleep looks for a deadlock. kEndTheProgram: the process ends after the report, with status 1.
void watch_deadlocks(Deadlocks deadlocks, EndOfProgram end);
// An interrupt of the main thread's wait explains the wait in a note of the exception, if a circle of threads or a lock
// whose holder is known is the reason.
void explain_interrupts();

}  // namespace vm
