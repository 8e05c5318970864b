// Replacing the code of a function of which frames may exist.
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// function.__code__ = code: calls from now on run `code`, frames that exist go on with what they have. False: no
// memory. Stops the world.
bool replace_code(Thread& t, Function* f, Code* code);

}  // namespace vm
