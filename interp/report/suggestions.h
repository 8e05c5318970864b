// "Did you mean ...?" for NameError, AttributeError and ImportError.
#pragma once

#include <string>

#include "runtime/object/error.h"

namespace vm {

// The text that is added to the message of an exception of a failed look-up, beginning with ". "; empty if nothing is
// similar. `traceback` (may be empty): that of the exception. Never fails; no error may be pending before.
std::string suggestion_text_py(rt::Thread& t, rt::Value exception, rt::Value traceback);

}  // namespace vm
