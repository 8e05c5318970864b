// Entering and leaving generators.
#pragma once

#include "interp/vm/handler.h"

namespace vm {

// Claims the generator for this thread: created or suspended becomes running (its state afterwards), finished stays finished. False: "generator already executing" is set.
bool claim_generator(Thread& t, Generator* generator);
// Handler: runs the claimed generator in aux from where it stopped, with None sent in; return pc and link of its window are set.
u64 enter_generator(HANDLER_ARGS);
// Bookkeeping when a running generator stops (yields or ends): the handled exception goes back to the resumer's.
void leave_generator(Thread& t, Generator* generator);
void enter_bookkeeping(Thread& t, Generator* generator);
// Releases everything a finished generator held and marks it finished.
void finish_generator(Thread& t, Generator* generator);
// The error that leaves a generator: StopIteration becomes RuntimeError (PEP 479). Takes and returns an owned exception.
Value generator_error(Thread& t, Generator* generator, Value error);
// A published generator that suspends: what its registers hold becomes reachable by others.
void publish_window(Thread& t, Generator* generator);
// Where an entry frame of a generator leaves its return value (owned) beside the result kStop.
inline Value& generator_result(Thread& t) { return t.generator_result; }

}  // namespace vm
