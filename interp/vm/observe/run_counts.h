// How often each instruction has run, for `--dis=run`.
//
// As the observer does (instrument.h), counting takes every entry of g_dispatch: if nobody counts, it costs no
// instruction and no test. A counted instruction goes on through a second table, which has the handlers that the
// program would run without counting, superinstructions included. So the program specialises its instructions as it
// does otherwise. The counts are those of dispatches: what a superinstruction executes besides itself is not dispatched
// and not counted.
//
// A code object that has been counted lives until the end of the program.
#pragma once

#include <vector>

#include "interp/vm/handler.h"

namespace vm {

// Begins to count. Before a second thread has been started.
void start_counting();
// The table through which instructions run: g_dispatch, or, while instructions are counted, the table behind it.
// Written with the world stopped (instrument.cpp).
HandlerTable& running_table();

// The number of dispatches of the instruction at each word; null: the code has not run since counting began. Any
// thread.
const gc::Atomic<u64>* counts_of(const Code* code);
// The code objects that have been counted, in the order of their first instruction; borrowed, never freed. Any thread.
std::vector<Code*> counted_codes();
// The number of dispatches that could not be counted, because there was no memory for the counts.
u64 lost_counts();

}  // namespace vm
