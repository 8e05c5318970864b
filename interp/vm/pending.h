// Work that interrupts a running thread at a safepoint: signals, exceptions sent by other threads, finalizers.
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// Takes the safepoint and does all pending work of this thread. SAVE first. False: an error is pending (a signal
// handler has raised it, or another thread has sent it).
bool handle_pending_py(Thread& t);

}  // namespace vm
