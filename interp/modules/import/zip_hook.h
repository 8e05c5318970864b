// Zip archives as places to import from, and as programs.
#pragma once

#include <string>

#include "runtime/object/native.h"

namespace vm {

// Does the file end as an archive without a comment does?
bool is_zip_archive(const std::string& path);
// Puts a hook in front of sys.path_hooks that imports zipimport when the first path leads to a file. False: error.
bool add_zip_path_hook_py(rt::Thread& t);

}  // namespace vm
