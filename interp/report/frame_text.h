// The entries of a traceback as text.
#pragma once

#include <string>

#include "interp/report/colors.h"
#include "interp/report/source_lines.h"
#include "runtime/types/exceptions/exception.h"

namespace vm {

// All entries, oldest call first. If sys.tracebacklimit is set, only so many last ones. Never fails; no error may be
// pending before.
std::string traceback_text_py(rt::Thread& t, rt::Value traceback, SourceLines& sources, const Painter& painter);

}  // namespace vm
