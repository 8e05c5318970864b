// The functions that scripts have registered with the module atexit.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// Calls the functions that are registered now, the last one first, whatever they register and unregister meanwhile;
// then forgets all that are registered. An error of a function is reported, and the next one is called. No error is
// pending afterwards.
void run_exit_functions_py(Thread& t);
// True if functions are registered.
bool has_exit_functions();

}  // namespace rt
