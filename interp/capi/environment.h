// The end of the program, for functions of C.
#pragma once

namespace capi {

// Calls the functions that Py_AtExit() has been given, the last one first, once. No Python code can run any more.
void call_last_functions();

}  // namespace capi
