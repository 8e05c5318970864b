// The native modules of this folder, and the functions and settings that they share. Empty or false: an error is
// pending.
#pragma once

#include <string>

#include "runtime/library/core/refscope.h"
#include "runtime/object/native.h"

namespace vm {

extern const rt::MethodDef kExecBuiltins[];  // added to the module builtins

rt::Ref current_locals_py(rt::Thread& t);  // locals() of the running frame

// The source argument of compile(), eval(), exec() or symtable() as bytes, in UTF-8 or in the encoding that its cookie
// names. `function` and `what` (the kinds of objects that are allowed) are for the message of the TypeError.
bool source_text_py(rt::Thread& t, rt::Value source, const char* function, const char* what, std::string* out);
// A file name argument as a str. False: an error is pending.
bool filename_text_py(rt::Thread& t, rt::Value filename, rt::Ref* out);

// As faulthandler.enable(), for the command line.
bool enable_faulthandler_py(rt::Thread& t);
// As tracemalloc.start(), for the command line. `frames`: 1 to kMostTracedFrames.
inline constexpr int kMostTracedFrames = 65535;
void start_tracemalloc(rt::Thread& t, int frames);
// C code has made a block of memory, or frees it, in a domain of its own. False: memory is not traced. Any thread.
bool trace_block_of_c(unsigned domain, uintptr_t address, size_t bytes);
bool forget_block_of_c(unsigned domain, uintptr_t address);

// What keeps `x` alive, for refscope.why_alive(): it is a hook of rt::g_interpreter.
void find_holders(rt::Thread& t, rt::Value x, rt::Holders* out);

// Registers the modules of modules.def with the runtime. Start-up only.
void register_interp_modules();
// The optimization level of -O and -OO: 0, 1 or 2. Set at start-up.
int default_optimize();
void set_default_optimize(int level);
// --check-hash-based-pycs: a text that lives for ever. Set at start-up.
void set_check_of_hash_based_caches(const char* when);

}  // namespace vm
