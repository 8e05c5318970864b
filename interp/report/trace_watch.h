// What --trace needs beside the threads of the program: somebody who samples the counters, hands over what threads have
// recorded, and ends the trace when a signal is about to end the process.
#pragma once

namespace vm {

// Starts the helper. After open_trace(), before init_signals(). Without a helper (no memory) there are no counters, and
// signals end the process at once.
void watch_trace();
// Takes the last sample and closes the trace; from now on a signal ends the process at once. Does nothing if there is
// no trace. Any thread, attached or not.
void end_trace();
// The same if `for_good`; else only hands over what has been recorded, since the process may go on.
void save_trace(bool for_good);

}  // namespace vm
