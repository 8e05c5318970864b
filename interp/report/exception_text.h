// The report of an exception as text: tracebacks with source lines and marks, notes, causes and contexts, groups. An
// error in reading an attribute of the exception is replaced by a text.
#pragma once

#include "interp/report/colors.h"
#include "runtime/object/error.h"

namespace vm {

// The whole report as a str that ends with a newline. `traceback`: empty for the exception's own, None for none. Needs
// no module of the library. Empty only if MemoryError is pending.
rt::Ref exception_text_py(rt::Thread& t, rt::Value exception, rt::Value traceback, const Painter& painter);

}  // namespace vm
