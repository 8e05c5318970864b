// Module readline: editing the lines that input() and the prompt read, with history and completion, by libedit.
#include <cstring>

#include "runtime/library/parts/module_parts.h"
#include "runtime/library/terminal/readline_parts.h"
#include "runtime/object/native_modules.h"

#include <editline/readline.h>

namespace rt::readline {

gc::Mutex g_library_mutex;
locale_t g_library_locale;
Library* Library::inside_;

EditText::EditText(Thread& t, Value str) : text_(t, is_str(str) ? str : empty_str(), true) {
  ok_ = is_str(str) ? text_.ok() : raise_type_error(t, "bad argument type for built-in operation");
}

namespace {

// Once in a process, at the first import, which the import lock guards.
bool start_library(Thread& t) {
  g_library_locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (!g_library_locale) return raise_os_error(t, errno);
  in_library(t, [] {
    ::rl_readline_name = "python";
    start_reading();
    ::rl_initialize();
    start_history();
    start_completion();
    ::rl_read_init_file(nullptr);
    return 0;
  });
  return true;
}

bool init(Thread& t, Value module) {
  for (const MethodDef* table : {kLineFunctions, kHistoryFunctions, kCompletionFunctions, kHookFunctions}) {
    if (!add_module_functions(t, module, "readline", table)) return false;
  }
  if (library_minor() >= 15 && !add_module_functions(t, module, "readline", kHookFunctionsSince15)) return false;
  if (!make_hooks(t) || (!g_library_locale && !start_library(t))) return false;
  return module_add(t, module, "backend", make_str(t, "editline")) &&
         module_add(t, module, "_READLINE_VERSION", make_int(t, ::rl_readline_version)) &&
         module_add(t, module, "_READLINE_RUNTIME_VERSION", make_int(t, ::rl_readline_version)) &&
         module_add(t, module, "_READLINE_LIBRARY_VERSION", make_str(t, ::rl_library_version));
}

}  // namespace
}  // namespace rt::readline

namespace rt {

extern const ModuleDef kReadlineModule = {
    .name = "readline", .doc = "Editing of lines, history and completion by libedit.", .init = readline::init};

}  // namespace rt
