// Compiled code of source files, kept in the user's cache directory for the files that are read before importlib runs.
#pragma once

#include <string>
#include <string_view>

#include "interp/compile/code.h"

namespace vm {

// Directory for cached bytecode ($XDG_CACHE_HOME/tinypy or ~/.cache/tinypy, per library version and bytecode revision); empty: no caching.
const std::string& cache_directory();
// Reads a source file and returns its code, from the cache if that is fresh (same size and modification time). Empty: error.
rt::Ref load_source_file_py(rt::Thread& t, const std::string& path);
// Appends to the text of a source that is read piece by piece. False: there is no room for it and what comes of it, MemoryError is set.
bool append_source(rt::Thread& t, std::string_view text, std::string* out);
// Contents of a file. False: OSError or MemoryError is set.
bool read_file(rt::Thread& t, const std::string& path, std::string* out);

}  // namespace vm
