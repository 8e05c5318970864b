// Reports of errors in finalizers and callbacks, which no caller can catch.
#pragma once

#include "runtime/object/error.h"

namespace rt {

// Reports as write_unraisable_py() without `where`. From the library of Python 3.14 on, the first line is "Exception
// ignored while DOING REPR:", and hooks get it as err_msg.
void write_unraisable_while_py(Thread& t, const char* doing, Value object);

}  // namespace rt
