// The native modules of this folder, and settings they share.
#pragma once

#include <string>

#include "runtime/object/native.h"

namespace vm {

extern const rt::MethodDef kExecBuiltins[];  // added to the module builtins

rt::Ref current_locals_py(rt::Thread& t);

// Source argument of compile(), eval(), exec() and symtable() as bytes: UTF-8, or in the encoding its cookie names.
// `what` it may be, for the message.
bool source_text_py(rt::Thread& t, rt::Value source, const char* function, const char* what, std::string* out);
// A file name argument as a str. False: an error is pending.
bool filename_text_py(rt::Thread& t, rt::Value filename, rt::Ref* out);

// As faulthandler.enable(), for the command line.
bool enable_faulthandler_py(rt::Thread& t);

// Registers the modules of this folder. Start-up only.
void register_interp_modules();
// -O, -OO
int default_optimize();
void set_default_optimize(int level);

}  // namespace vm
