// The report of --heap, $PYTHONMALLOCSTATS and sys._debugmallocstats(): what the memory of the process is used for.
#pragma once

#include <string>

#include "runtime/object/thread.h"

namespace vm {

// The text, which ends with a newline. Stops the world while it counts. The calling, attached thread; runs no Python
// code.
std::string heap_report(rt::Thread& t);

}  // namespace vm
