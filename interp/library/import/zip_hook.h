// Zip archives in sys.path, and zip archives that are run as programs.
#pragma once

#include <string>

#include "runtime/object/native.h"

namespace vm {

// True if the path is, or leads into, a file that ends like a zip archive without a comment.
bool is_in_zip_archive(std::string path);
// Puts a hook in front of sys.path_hooks. The hook imports zipimport at the first path that leads to a file. False: an
// error is pending.
bool add_zip_path_hook_py(rt::Thread& t);

}  // namespace vm
