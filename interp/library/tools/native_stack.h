// The stack of C and C++ functions, for faulthandler: which function of which file crashed below Python code.
#pragma once

namespace vm {

// Loads the unwinder. Once before dump_native_stack() is called in a signal handler, which must not allocate.
void prepare_native_stack();
// Writes the calling thread's functions to the descriptor, most recent call first, as `_Py_DumpStack()` of CPython 3.14
// does: the file, and the nearest name that it exports. May be called in a signal handler of a dying process.
void dump_native_stack(int fd);

}  // namespace vm
