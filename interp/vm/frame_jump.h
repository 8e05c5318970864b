// Setting f_lineno: a debugger sends a frame to another line.
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// frame.f_lineno = value, from within a trace function. False: an error is pending, nothing has changed.
bool frame_set_lineno_py(Thread& t, Value self, Value value);

}  // namespace vm
