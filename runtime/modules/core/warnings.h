// Warnings, for native code and for the module `_warnings`.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// Installed by the interpreter: globals (dict), file name (str) and line of the Python frame `stack_level` frames up; 1
// is the running frame. False, without error: there is no such frame.
extern bool (*g_caller_info)(Thread& t, int stack_level, Ref* globals, Ref* filename, i64* line);

// Installed by the interpreter: the line of a source file as a str, without surrounding white space. Empty: there is
// none.
extern Ref (*g_source_line)(Thread& t, Value filename, i64 line);

// Installs the hook by which lower folders warn (error.h). Called once, at start-up.
void install_warnings();
// warnings.warn(text, category, stack_level). False: an error is pending; a filter may have made the warning an error.
bool warn_py(Thread& t, Type* category, Value message, int stack_level = 1);
bool warn_text_py(Thread& t, Type* category, const char* text, int stack_level = 1);

}  // namespace rt
