// function.__code__ = ...: replacing the code of a function while frames of the function may exist.
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// function.__code__ = code. Later calls run `code`; frames that exist go on with the old code. Stops the world. False:
// MemoryError is pending, and nothing has changed.
bool replace_code(Thread& t, Function* f, Code* code);

}  // namespace vm
