// Where threads are in their source, for observers: the trace, the report of deadlocks. Runs no Python code.
#pragma once

#include <vector>

#include "gc/base/site.h"
#include "runtime/object/thread.h"

namespace vm {

// Makes gc::site_of() work. It names the innermost frame that does not belong to the library's `threading` or `queue`:
// where a lock of theirs is taken, their caller is what matters.
void install_sites();
// The frames of a thread, innermost first: the calling thread's, or any with the world stopped.
std::vector<const gc::Site*> stack_sites(const rt::Thread& t);
// The line of the `with` statement by which the thread holds the lock object; null: there is none. World stopped.
const gc::Site* site_of_with(const rt::Thread& t, const gc::Object* lock);

}  // namespace vm
