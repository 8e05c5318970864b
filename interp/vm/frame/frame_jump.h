// Setting f_lineno: a debugger makes a frame continue at another line.
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// frame.f_lineno = value (borrowed), from a trace function of the thread that runs the frame. False: an error is
// pending, and nothing has changed.
bool frame_set_lineno_py(Thread& t, Value self, Value value);

}  // namespace vm
