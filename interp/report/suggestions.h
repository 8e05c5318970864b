// "Did you mean ...?" for NameError, AttributeError and ImportError.
#pragma once

#include <string>

#include "runtime/object/error.h"

namespace vm {

// The text that is added to the message of an exception of a failed look-up, beginning with ". "; empty if nothing is
// similar. `traceback` (may be empty): that of the exception. Never fails; no error may be pending before.
std::string suggestion_text_py(rt::Thread& t, rt::Value exception, rt::Value traceback);
// Since 3.15: what is said in place of the message if a module of the library itself is missing. Empty: the exception
// is about something else. Never fails; no error may be pending before.
std::string missing_library_module_text_py(rt::Thread& t, rt::Value exception);

}  // namespace vm
