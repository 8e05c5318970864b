// Printing exceptions to sys.stderr.
#pragma once

#include "runtime/object/error.h"

namespace vm {

// As sys.excepthook does. An empty `traceback` is the exception's own, None is none. Never fails; clears errors of its
// own.
void print_exception_py(rt::Thread& t, rt::Value exception, rt::Value traceback);
// The pending error has reached the top: runs sys.excepthook, or leaves with SystemExit's status. Returns the exit
// status.
int report_uncaught_py(rt::Thread& t);
// The same, but SystemExit is one like the others.
int show_uncaught_py(rt::Thread& t);

}  // namespace vm
