// Printing exceptions to sys.stderr.
#pragma once

#include "runtime/object/error.h"

namespace vm {

// As sys.excepthook does: through the library's traceback module; if that cannot be used, a plain form of our own. Never fails; clears errors of its own.
void print_exception_py(rt::Thread& t, rt::Value exception, rt::Value traceback);
// "Exception ignored in: ..." for sys.unraisablehook's argument.
bool print_unraisable_py(rt::Thread& t, rt::Value unraisable);
// The pending error has reached the top: runs sys.excepthook, or leaves with SystemExit's status. Returns the exit status.
int report_uncaught_py(rt::Thread& t);

}  // namespace vm
