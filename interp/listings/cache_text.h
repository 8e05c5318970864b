// The inline cache of an instruction in plain words, for the listing after a run.
#pragma once

#include <string>

#include "interp/vm/frame.h"

namespace vm {

// What the inline cache of the instruction holds: shapes, slots, the type of the cached value. Empty: the instruction
// has no cache, or nothing is in it. `globals` (a dict) are those of the script; a cache of other globals is described
// without its value. Any thread; other threads may run the code. Runs no Python code, sets no error.
std::string cache_text(Thread& t, const Code* code, u32 word, rt::Dict* globals);

}  // namespace vm
