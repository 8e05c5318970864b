// The lock around imports that _imp gives to the library: re-entrant, owned by a thread. fork() takes the lock, so that
// in the child no vanished thread holds it, and the state that it guards is complete.
#pragma once

#include "runtime/object/thread.h"

namespace rt {

// Takes the lock for the calling thread, or counts up if the thread holds it already. Waits detached. Runs no Python
// code and does not fail.
void acquire_import_lock(Thread& t);
// Undoes one acquire. False, without error: the calling thread does not hold the lock.
bool release_import_lock(Thread& t);
// True if any thread holds the lock at this moment; other threads may change that at any time.
bool is_import_lock_held();

}  // namespace rt
