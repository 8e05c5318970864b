// Options that only tinypy-t-studio understands (gc/base/studio.h).
#pragma once

namespace vm {

// Replaces the process by tinypy-t-studio, which lies beside this program, with the same arguments. Returns only if
// that is impossible: then a message that names the option and the remedy has been written to stderr. Before any thread
// is started.
void run_studio_program(char** argv, const char* option);

}  // namespace vm
