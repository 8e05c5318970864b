// The prompt of the library: the package `_pyrepl`, which edits statements of several lines, completes names and shows
// colours. Libraries have it since 3.13.
#pragma once

#include "runtime/object/ref.h"

namespace vm {

// True if the library has such a prompt, nobody has asked for the basic one (PYTHON_BASIC_REPL), and the terminal is
// good enough. If it is not, the reason is written to sys.stderr. Leaves no error pending.
bool has_library_prompt_py(rt::Thread& t);
// Runs a session in the namespace of the module `main`. False: an error is pending, SystemExit among others.
bool run_library_prompt_py(rt::Thread& t, rt::Value main);

}  // namespace vm
