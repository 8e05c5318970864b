// Imports: the fast path of __import__ (modules that are loaded already), and the start of importlib, which does the
// rest.
//
// The import system itself is the library's own: importlib/_bootstrap.py and _bootstrap_external.py run as the modules
// _frozen_importlib and _frozen_importlib_external, as in CPython. Their bytecode comes from the same cache as that of
// other modules.
#pragma once

#include <string>

namespace vm {

// The library directory to import from: the option, TINYPYLIB, the build's default, then the usual places. Empty: none
// found.
std::string find_library(const std::string& option);
// "3.11": the version of the library in that directory, from its name or its files.
std::string library_version(const std::string& directory);

// Runs importlib. False: an error is set. Without a library directory only native modules can be imported.
bool start_importlib_py(rt::Thread& t, const std::string& library);
// __import__(name, globals, locals, fromlist, level)
rt::Ref import_py(rt::Thread& t, rt::Value name, rt::Value globals, rt::Value fromlist, int level);

}  // namespace vm
