// The end of the program: threads, exit functions, finalizers, streams.
#pragma once

#include "runtime/object/ref.h"

namespace vm {

// Waits for threads, runs exit functions and what has to run of finalizers, writes out what is buffered. False:
// standard output cannot be written.
bool shut_down_py(rt::Thread& t);

}  // namespace vm
