// What is printed of an exception: tracebacks with source lines and marks, notes, causes and contexts, groups.
#pragma once

#include "interp/report/colors.h"
#include "runtime/object/error.h"

namespace vm {

// The whole report, ending in a newline. An empty `traceback` is the exception's own, None is none at all. Needs no
// module of the library. Empty, with an error, only if there is no memory.
rt::Ref exception_text_py(rt::Thread& t, rt::Value exception, rt::Value traceback, const Painter& painter);

}  // namespace vm
