// `--asm NAME`: the machine code of a fast path, explained, and what it costs on this machine.
#pragma once

#include <string>

#include "runtime/object/thread.h"

namespace vm {

// The names that `--asm` takes, a line for each.
std::string asm_table();
// Prints the fast path of that name to stdout, or a message to stderr. Returns the exit status; if an error is pending,
// 1. May run Python code.
int print_asm_py(rt::Thread& t, const std::string& name);

}  // namespace vm
