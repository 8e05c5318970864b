// The variables of a frame by name (PEP 667). f_locals of a function's frame is a proxy, which reads and writes them.
//
// Any thread may call these functions, also while another thread runs the frame: then the world is stopped
// (frame_foreign.cpp).
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// The value of a variable (a local, a cell or a free variable). Empty without an error: the variable is unbound, or the
// function has no variable of this name.
Ref frame_variable(Thread& t, Frame* f, Value name);
// Stores `value` (borrowed) into a variable. 1: done. 0: the function has no such variable. -1: an error is pending;
// RuntimeError if another thread is running the frame.
int set_frame_variable(Thread& t, Frame* f, Value name, Value value);
// The dict of the names that were stored through f_locals and are no variables. If there is none yet: a new dict if
// `make`, else empty without an error.
Ref frame_extra_locals(Thread& t, Frame* f, bool make);
// A new dict with all bound variables and all extra names.
Ref frame_locals_dict_py(Thread& t, Frame* f);

// For C code, which borrows it: the namespace of a module or class; of a function a dict with its variables, which is
// brought up to date by each call and lives as long as the frame object.
Ref given_frame_locals_py(Thread& t, Frame* f);

// A new proxy: f_locals of the frame of a function.
Ref make_frame_locals_proxy(Thread& t, Frame* f);

}  // namespace vm
