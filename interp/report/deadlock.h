// Reports why threads wait: --deadlocks, and what Ctrl-C in a hang adds to KeyboardInterrupt.
#pragma once

#include "runtime/object/thread.h"

namespace vm {

// What happens when threads wait for each other for ever.
enum class Deadlocks { kNotWatched, kReported, kEndTheProgram };

// Before the first lock is made: locks note who takes them and where (runtime/library/threads/lock_ledger.h), and every
// thread that is about to sleep looks for a deadlock. kEndTheProgram: after the report `flush_py` is called, which
// writes what streams have buffered, and the process ends with status 1.
void watch_deadlocks(Deadlocks deadlocks, bool (*flush_py)(rt::Thread& t));
// An interrupt of the main thread's wait explains the wait in a note of the exception, if a circle of threads or a lock
// whose holder is known is the reason.
void explain_interrupts();

}  // namespace vm
