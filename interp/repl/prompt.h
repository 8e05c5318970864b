// The interactive prompt: reads a statement, runs it, shows what an expression gives, reports an error; until the input
// ends.
//
// Lines come from the standard input as the terminal delivers them: its own line editing, nothing of ours.
#pragma once

#include "runtime/object/error.h"

namespace vm {

// What a session begins with when there is no program: version, the file that PYTHONSTARTUP names, site's hook.
struct PromptStart {
  bool banner = true;
  const char* startup_file = nullptr;
};
// In the namespace of __main__. Returns the exit status.
int run_prompt_py(rt::Thread& t, const PromptStart& start);

}  // namespace vm
