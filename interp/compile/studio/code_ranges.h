// For tinypy-t-studio: which code object an instruction belongs to, known by its address alone.
#pragma once

#include "gc/studio/counters.h"
#include "interp/compile/code.h"

namespace comp {

// To be called when the instructions of a code object are there, before any thread runs them; and when it dies. Any
// thread.
void note_code(const Code* code);
void forget_code(const Code* code);
// File, line and opcode of the instruction before `pc`. Empty: no code that lives has it. Any thread.
gc::Place place_of(const u64* pc);

}  // namespace comp
