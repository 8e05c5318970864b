// Work that interrupts a running thread at a safepoint: signals, exceptions sent by other threads, finalizers.
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// Runs the safepoint and everything pending. False: an error is set.
bool handle_pending_py(Thread& t);
// Installed by the signal module: runs the Python handlers of signals that have arrived. False: an error is set. Main
// thread only.
extern bool (*g_run_signal_handlers)(Thread& t);

}  // namespace vm
