// Signals. The C handler only marks a signal as arrived and asks the main thread to poll; the Python handler runs in
// the main thread, at a safepoint.
#pragma once

#include <utility>
#include <vector>

#include "runtime/object/ops.h"

namespace rt {

inline constexpr int kSignalLimit = 65;  // one more than the largest signal number

// Start-up, by the main thread: remembers the handlers that the process inherited, makes SIGINT raise
// KeyboardInterrupt, ignores SIGPIPE and SIGXFSZ. `install`: false leaves the process's handlers alone (an embedding
// program). False: an error is pending.
bool init_signals(Thread& t, bool install);
// Runs the Python handlers of the signals that have arrived, in the order of their numbers. In other threads than the
// main thread it does nothing. False: a handler raised, and the signals after it stay pending.
bool run_signal_handlers_py(Thread& t);
// For the result of a native function that must not be lost, if there is one: an item that it has taken, a manager that
// it has entered, the state of a lock that it has released. A handler that raised at the end of the call would lose it.
// So the end of this call is no safepoint: a signal may come at any moment, also while the thread waits there for
// others. keeps_result() asks and forgets it.
inline Ref keep_result(Thread& t, Ref result) {
  if (result) t.kept_pc = t.pc;
  return result;
}
inline bool keeps_result(Thread& t) { return std::exchange(t.kept_pc, nullptr) == t.pc; }
// The signals that the program has given a handler of its own, which may run in the main thread at any time. Any
// thread; no safepoint.
std::vector<int> handled_signals();
// True if one of them has come, or may come by what the program has done: its timer runs, a child of the process may
// end.
bool handled_signal_may_come(const std::vector<int>& handled);
// What the signal does from now on where the program wants its default action: `action` takes the place of SIG_DFL, if
// that is in force. For the trace, which writes what it has before the signal ends the process. Before init_signals().
void set_default_action(int number, void (*action)(int));
// Marks the signal as arrived if it has a Python handler. Any attached thread; runs no Python code.
void simulate_signal(int number);
// True if the signal has arrived and its Python handler has not run; it will not run for it any more. In other threads
// than the main thread: false, and nothing changes.
bool take_signal(Thread& t, int number);
bool is_valid_signal(i64 number);
// In a fork's child: makes the calling thread the main thread and forgets the signals that have arrived, which are the
// parent's.
void signals_after_fork_child(Thread& t);
// End of the program: gives signals that have a Python handler their default action, since no Python code will run.
void restore_signals(Thread& t);

}  // namespace rt
