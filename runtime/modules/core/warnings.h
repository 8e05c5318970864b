// Warnings, for native code and for the module `_warnings`.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// Installed by the interpreter: globals (dict), file name (str) and line of the Python frame `stack_level` frames up; 1
// is the running one. False: there is no such frame (no error).
extern bool (*g_caller_info)(Thread& t, int stack_level, Ref* globals, Ref* filename, i64* line);

// Installed by the interpreter: the line of a source file as a str, without the white space around it; empty if there
// is none.
extern Ref (*g_source_line)(Thread& t, Value filename, i64 line);

// Lets the layers below warn (error.h), once at start-up.
void install_warnings();
// warnings.warn(text, category, stack_level). False: a filter turned the warning into an error, or something failed.
bool warn_py(Thread& t, Type* category, Value message, int stack_level = 1);
bool warn_text_py(Thread& t, Type* category, const char* text, int stack_level = 1);

}  // namespace rt
