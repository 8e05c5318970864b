// Compiled code of source files, kept in the user's cache directory for the files that are read before importlib runs;
// and the check of the files that importlib keeps.
#pragma once

#include <string>
#include <string_view>

#include "interp/compile/code.h"

namespace vm {

// What is cached lies in $XDG_CACHE_HOME/tinypy or ~/.cache/tinypy, in folders that are the user's own and writable by
// nobody else: one for what is read here, for each library version and bytecode revision; and one for importlib,
// sys.pycache_prefix.

// Empty: there is no such folder for importlib, which then keeps its files beside the sources.
std::string pycache_directory();
// Reads a source file and returns its code, from the cache if that is fresh (same size and modification time). Empty:
// error.
rt::Ref load_source_file_py(rt::Thread& t, const std::string& path);
// Appends to the text of a source that is read piece by piece. False: there is no room for it and what comes of it,
// MemoryError is set.
bool append_source(rt::Thread& t, std::string_view text, std::string* out);
// Appends the contents of a file. False: OSError or MemoryError is set, or what a signal handler has raised.
bool read_file_py(rt::Thread& t, const std::string& path, std::string* out);
// The same, from an open descriptor to its end; `expected`: about so many bytes, 0 if nothing is known. Errors name
// `filename`.
bool read_all_py(rt::Thread& t, int fd, rt::u64 expected, rt::Value filename, std::string* out);
// Makes importlib reject, and so write again, cached files that are damaged: without it the import of a module fails
// until somebody deletes its cached file. `external`: _frozen_importlib_external. False: error.
bool check_cached_files_py(rt::Thread& t, rt::Value external);

}  // namespace vm
