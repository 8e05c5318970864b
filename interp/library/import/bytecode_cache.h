// The cache of compiled code for source files that are read before importlib runs; the folder and the check of the
// cached files that importlib keeps itself; and reading of source files.
#pragma once

#include <string>
#include <string_view>

#include "interp/compile/code.h"

namespace vm {

// Cached files lie in $XDG_CACHE_HOME/tinypy or ~/.cache/tinypy, in folders that belong to the user and that nobody
// else can write to. There is one folder for this cache, for each library version and compiler revision, and one for
// importlib (sys.pycache_prefix).

// The folder for importlib. Empty: there is none; importlib then keeps its files beside the sources.
std::string pycache_directory();
// Reads a source file and returns its code object, from the cache if the cached file is fresh (same revision, size and
// modification time of the source). `shown_name` becomes the code's co_filename, the same for each load of the file.
// Empty: an error is pending.
rt::Ref load_source_file_py(rt::Thread& t, const std::string& path, const std::string& shown_name);
// The same for source text that is part of the program. `name` is the file name that tracebacks show.
rt::Ref load_source_text_py(rt::Thread& t, const std::string& name, std::string_view source);
// No cached file is written from now on (-B); those that exist are still read. Before any thread is started.
void forbid_cache_writes();
// Appends the contents of a file. False: OSError or MemoryError is pending, or an exception of a signal handler. Other
// threads run meanwhile.
bool read_file_py(rt::Thread& t, const std::string& path, std::string* out);
// The same for an open descriptor, up to its end. `expected`: estimate of the number of bytes, 0 if unknown. Errors
// name `filename`.
bool read_all_py(rt::Thread& t, int fd, rt::u64 expected, rt::Value filename, std::string* out);
// Makes importlib reject damaged cached files, so that it writes them anew. Without this the import of a module would
// fail until somebody deletes the file. `external`: the module _frozen_importlib_external. False: an error is pending.
bool check_cached_files_py(rt::Thread& t, rt::Value external);

}  // namespace vm
