// --verify FILE ...: compiles files and checks their bytecode, instead of running anything. For tests.
#pragma once

#include <string>
#include <vector>

#include "runtime/object/ref.h"

namespace vm {

// Verifies the files that `words` names; the first word is not a path. Prints a line for each code object that breaks a
// rule, then the number of files. Files that do not compile are skipped. Returns the exit status: 1 if a rule is
// broken, or if a file cannot be read (then an error is pending).
int verify_files_py(rt::Thread& t, const std::vector<std::string>& words);

}  // namespace vm
