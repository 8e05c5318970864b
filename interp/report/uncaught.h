// Printing exceptions to sys.stderr.
#pragma once

#include "runtime/object/error.h"

namespace vm {

// Prints an exception like the original sys.excepthook. `traceback`: empty for the exception's own, None for none.
// Never fails; leaves no error pending.
void print_exception_py(rt::Thread& t, rt::Value exception, rt::Value traceback);
// Takes the pending error, which nothing has caught: calls sys.excepthook; for SystemExit, prints its text if it has
// one. Returns the exit status.
int report_uncaught_py(rt::Thread& t);
// The same, but SystemExit is treated like every other exception (for -i, where the session goes on).
int show_uncaught_py(rt::Thread& t);

}  // namespace vm
