// Signals: the C handler only marks what has arrived and asks the main thread to look; Python handlers run there, at a
// safepoint.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

inline constexpr int kSignalLimit = 65;  // one more than the largest signal number

// Start-up, by the main thread: remembers what the process inherited, makes SIGINT raise KeyboardInterrupt, ignores
// SIGPIPE and SIGXFSZ. `install`: false leaves the process's handlers alone (an embedding program).
bool init_signals(Thread& t, bool install);
// Runs the Python handlers of signals that have arrived, in the order of their numbers. Main thread only; other threads
// do nothing. False: one raised, the rest stays pending.
bool run_signal_handlers_py(Thread& t);
// Installed by the interpreter: the running Python frame as an object, for handlers; empty if there is none.
extern Ref (*g_current_frame_hook)(Thread& t);
// As if the signal had arrived, if it has a Python handler. Any thread.
void simulate_signal(int number);
bool is_valid_signal(i64 number);
// In a fork's child: the calling thread is the main thread; signals that have arrived before are the parent's business.
void signals_after_fork_child(Thread& t);
// End of the program: the handlers that the process had before init_signals.
void restore_signals(Thread& t);

}  // namespace rt
