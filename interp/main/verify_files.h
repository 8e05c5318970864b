// --verify FILE ...: compiles files and checks their bytecode, instead of running anything. For tests.
#pragma once

#include <string>
#include <vector>

#include "runtime/object/ref.h"

namespace vm {

// Of all words but the first, which are paths. Prints a line for each code object that breaks a rule, then how many
// files it has read; files that do not compile are passed over. Returns the exit status, 1 if there were findings or a
// file cannot be read.
int verify_files_py(rt::Thread& t, const std::vector<std::string>& words);

}  // namespace vm
