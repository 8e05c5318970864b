// The lock around imports that _imp gives to the library: re-entrant, owned by a thread. A fork takes it, so that the
// child finds neither the lock in the hands of a thread that is not there, nor what the lock guards half done.
#pragma once

#include "runtime/object/thread.h"

namespace rt {

// May wait, detached.
void acquire_import_lock(Thread& t);
// False: another thread has it, or nobody.
bool release_import_lock(Thread& t);
bool is_import_lock_held();

}  // namespace rt
