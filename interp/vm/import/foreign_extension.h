// Extension modules for other interpreters: files that explain why an import cannot work.
#pragma once

#include "runtime/object/ref.h"

namespace vm {

// Looks in the folders of `path`, sys.path or a package's __path__, which is a list or another iterable, for an
// extension module in C that would be the module `tail`, a name without dots, or its `__init__` in a folder of that
// name. A str of the file and of the reason why it cannot be loaded. Empty without an error: there is no such file;
// with one: nobody knows. Other threads run meanwhile. `path` and `tail` are borrowed; *file, if given, becomes the
// file's name. Entries of `path` that are no str are passed over.
rt::Ref foreign_extension_note_py(rt::Thread& t, rt::Value path, rt::Value tail, rt::Ref* file = nullptr);

// True if one of the folders of `path`, a list, has an `__init__` that is such a file: the package in them cannot be
// loaded.
bool has_foreign_init(rt::Thread& t, rt::Value path);

}  // namespace vm
