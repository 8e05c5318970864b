// "Did you mean ...?" for NameError, AttributeError and ImportError.
#pragma once

#include <string>

#include "runtime/object/error.h"

namespace vm {

// What is added to the message of an exception whose look-up failed, beginning with ". "; often nothing. `traceback`
// (or empty): where it happened. Never fails; no error may be pending.
std::string suggestion_text_py(rt::Thread& t, rt::Value exception, rt::Value traceback);

}  // namespace vm
