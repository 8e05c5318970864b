// The interactive prompt: reads a statement, runs it, shows the value of an expression, reports errors; until the input
// ends.
//
// If the module readline has been imported, as site does, lines are edited by it; else they are read from sys.__stdin__
// as the terminal delivers them.
#pragma once

#include "runtime/object/error.h"

namespace vm {

// The start of a session: whether the version is shown, and the file that PYTHONSTARTUP names (null: none).
struct PromptStart {
  bool banner = true;
  std::string startup_file;
  bool follows_program = false;  // -i: since 3.15 only the library's prompt runs the start-up file, before that none
};
// Runs a session in the namespace of __main__, on the main thread. Returns the exit status; leaves no error pending.
int run_prompt_py(rt::Thread& t, const PromptStart& start);

}  // namespace vm
