// atexit: functions that run when the program ends.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// Calls the registered functions, the last one first; what they raise is reported. Empty afterwards.
void run_exit_functions_py(Thread& t);

}  // namespace rt
