// Compiled code of source files, kept in the user's cache directory for the files that are read before importlib runs.
#pragma once

#include <string>

#include "interp/compile/code.h"

namespace vm {

// Directory for cached bytecode ($XDG_CACHE_HOME/tinypy or ~/.cache/tinypy, per library version and bytecode revision); empty: no caching.
const std::string& cache_directory();
// Reads a source file and returns its code, from the cache if that is fresh (same size and modification time). Empty: error.
rt::Ref load_source_file_py(rt::Thread& t, const std::string& path);
// Contents of a file. False: OSError is set.
bool read_file(rt::Thread& t, const std::string& path, std::string* out);

}  // namespace vm
