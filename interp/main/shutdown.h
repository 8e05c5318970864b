// The end of the program: threads, exit functions, finalizers, streams.
#pragma once

#include "runtime/object/ref.h"

namespace vm {

// Waits for threads, runs exit functions and finalizers, flushes streams. Main thread, once. False: standard output
// could not be written. Leaves no error pending.
bool shut_down_py(rt::Thread& t);

}  // namespace vm
