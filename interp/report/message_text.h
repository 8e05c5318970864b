// The last lines of a report: class and message of an exception, its notes; for a SyntaxError the place in the source.
#pragma once

#include <string>

#include "interp/report/colors.h"
#include "runtime/object/error.h"

namespace vm {

// `traceback` (may be empty) has the frame in which "Did you mean" looks for names. Never fails; no error may be
// pending before.
std::string message_text_py(rt::Thread& t, rt::Value exception, rt::Value traceback, const Painter& painter);

}  // namespace vm
