// PROGRAM._pth, a file beside the program that replaces sys.path.
#pragma once

#include "interp/main/options.h"

namespace vm {

// If there is such a file beside the program as it was called: takes sys.path from its lines, which are relative to its
// folder, and isolates the program from the environment (-I). `site` is imported only if a line says "import site".
void read_path_file(Options* o, const char* argv0);

}  // namespace vm
