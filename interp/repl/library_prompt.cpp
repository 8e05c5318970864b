// The steps from a terminal to the prompt of the library.
#include "interp/repl/library_prompt.h"

#include <unistd.h>

#include <cstdlib>

#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/os/environment.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::Ref;
using rt::Thread;
using rt::u32;
using rt::Value;

namespace {

constexpr u32 kFirstLibrary = 13;

// The module that starts the prompt; it has looked at the terminal when it was imported.
Ref prompt_module_py(Thread& t) { return rt::import_module_py(t, "_pyrepl.main"); }

void write_reason_py(Thread& t, Value module) {
  Ref reason = rt::getattr_py(t, module, "FAIL_REASON"), stream = rt::sys_get(t, "stderr");
  Ref line = reason && stream ? rt::format_message(t, "%S\n", reason.get()) : Ref();
  if (line) Ref done = rt::call_method_py(t, stream, rt::name(rt::N::write), line);
}

}  // namespace

bool has_library_prompt_py(Thread& t) {
  if (rt::library_minor() < kFirstLibrary || !isatty(STDIN_FILENO)) return false;
  if (rt::os::setting_variable("PYTHON_BASIC_REPL")) return false;
  Ref module = prompt_module_py(t);
  Ref usable = module ? rt::getattr_py(t, module, "CAN_USE_PYREPL") : Ref();
  int yes = usable ? rt::truth_py(t, usable) : -1;
  if (yes == 0) write_reason_py(t, module);
  rt::clear_error(t);
  return yes > 0;
}

bool run_library_prompt_py(Thread& t, Value main) {
  Ref module = prompt_module_py(t);
  Ref start = module ? rt::getattr_py(t, module, "interactive_console") : Ref();
  return start && bool(Ref(rt::call_py(t, start, main)));
}

}  // namespace vm
