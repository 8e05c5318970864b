// The cache of compiled code for source files that are read before importlib runs; the folder and the check of the
// cached files that importlib keeps itself; and reading of source files.
#pragma once

#include <string>
#include <string_view>

#include "interp/compile/code.h"

namespace vm {

// The folder for importlib (sys.pycache_prefix). Empty: there is none; importlib then keeps its files beside the
// sources.
std::string pycache_directory();
// Reads a source file and returns its code object, from the cache if the cached file is fresh (same revision, size and
// modification time of the source). `shown_name` becomes the code's co_filename, the same for each load of the file.
// Empty: an error is pending.
rt::Ref load_source_file_py(rt::Thread& t, const std::string& path, const std::string& shown_name);
// The same for source text that is part of the program. `name` is the file name that tracebacks show.
rt::Ref load_source_text_py(rt::Thread& t, const std::string& name, std::string_view source);
// Appends the contents of a file. False: OSError or MemoryError is pending, or an exception of a signal handler. Other
// threads run meanwhile.
bool read_file_py(rt::Thread& t, const std::string& path, std::string* out);
// The same for an open descriptor, up to its end. `expected`: estimate of the number of bytes, 0 if unknown. Errors
// name `filename`.
bool read_all_py(rt::Thread& t, int fd, rt::u64 expected, rt::Value filename, std::string* out);
// Replaces two functions of importlib for cached files. Damaged ones are rejected, so that importlib writes them anew;
// otherwise the import of a module would fail until somebody deletes the file. And those in pycache_directory() stay
// mapped while their code sleeps, instead of being copied. `external`: the module _frozen_importlib_external. False: an
// error is pending.
bool change_importlib_py(rt::Thread& t, rt::Value external);
// Gives a code object that has moved, and the code nested in it, another file name. False: an error is pending.
bool fix_filename(rt::Thread& t, comp::Code* code, rt::Value path);

}  // namespace vm
