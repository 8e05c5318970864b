// The local variables of a frame by name (PEP 667): f_locals of a function's frame is a proxy through which they are
// read and written.
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// Variables that are unbound and names that are no variables of the function: empty without an error.
Ref frame_variable(Thread& t, Frame* f, Value name);
// Stores into a variable. 1: done; 0: the function has no such variable; -1: the frame runs in another thread
// (RuntimeError).
int set_frame_variable(Thread& t, Frame* f, Value name, Value value);
// Names bound through f_locals that are no variables: a dict, made if `make`; else it may be empty.
Ref frame_extra_locals(Thread& t, Frame* f, bool make);
// All bound variables and extra names, as a new dict.
Ref frame_locals_dict_py(Thread& t, Frame* f);

// f_locals of the frame of a function.
Ref make_frame_locals_proxy(Thread& t, Frame* f);

}  // namespace vm
