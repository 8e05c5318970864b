// Imports: the fast path of __import__ (modules that are loaded already), and the start of importlib, which does the
// rest.
//
// The import system itself is the library's own: importlib/_bootstrap.py and _bootstrap_external.py run as the modules
// _frozen_importlib and _frozen_importlib_external, as in CPython. Their bytecode comes from the same cache as that of
// other modules.
#pragma once

#include <string>

namespace vm {

// The library directory to import from: the option, else TINYPYLIB, else the build's default, else what
// tools/fetch_library has put beside the build's folder, else the usual places.
// Empty: none found.
std::string find_library(const std::string& option);
// The newest library in a folder such as /usr/lib, or an empty string.
std::string library_below(const std::string& folder);
// The version of the library in a directory, from the directory's name; "3.11" if the name has none.
std::string library_version(const std::string& directory);
u32 library_minor_of(const std::string& version);  // 13 for "3.13"

// Starts importlib. False: an error is pending. If `library` is empty, nothing happens, and only native modules can be
// imported.
bool start_importlib_py(rt::Thread& t, const std::string& library);
// The module runpy, which runs a module or a folder as a program. Its frames are "<frozen runpy>", as in CPython, if it
// has not been imported before. Empty: an error is pending.
rt::Ref import_runpy_py(rt::Thread& t, const std::string& library);
// __import__(name, globals, locals, fromlist, level). The result is owned; empty: an error is pending.
rt::Ref import_py(rt::Thread& t, rt::Value name, rt::Value globals, rt::Value fromlist, int level);

}  // namespace vm
