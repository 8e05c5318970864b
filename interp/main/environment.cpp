// Variables of the environment and -X options, which are other ways to make the settings of the command line. An option
// on the command line takes precedence.
#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "gc/base/accelerators.h"
#include "interp/compile/compiler.h"
#include "interp/compile/passes.h"
#include "interp/library/import/importer.h"
#include "interp/library/modules.h"
#include "interp/main/options.h"

namespace vm {

namespace {

// A variable that is set and not empty; null otherwise, or with -E. There is one thread, so that the text stays.
const char* variable(const SysOptions& s, const char* name) {
  const char* text = s.ignore_environment ? nullptr : getenv(name);
  return text && *text ? text : nullptr;
}

// A level given as a number; any other text counts as 1.
void raise_level(const SysOptions& s, const char* name, int* level) {
  const char* text = variable(s, name);
  if (!text) return;
  char* end;
  long n = strtol(text, &end, 10);
  int given = *end || n < 0 || n > INT_MAX ? 1 : static_cast<int>(n);
  if (given > *level) *level = given;
}

// Set by any text, also by "0".
void set_flag(const SysOptions& s, const char* name, bool* flag) {
  if (variable(s, name)) *flag = true;
}

// Set by any text but "0".
void switch_on(const SysOptions& s, const char* name, bool* flag) {
  int level = 0;
  raise_level(s, name, &level);
  *flag |= level > 0;
}

// The text after "name=" of the last such option, "" for the name alone; null if it was not given.
const char* x_option(const SysOptions& s, const char* name) {
  const char* found = nullptr;
  size_t size = strlen(name);
  for (const std::string& option : s.x_options) {
    if (option.compare(0, size, name) != 0) continue;
    if (option.size() == size) found = option.c_str() + size;
    else if (option[size] == '=') found = option.c_str() + size + 1;
  }
  return found;
}

// Does the last such option read "name="?
bool ends_with_equals(const SysOptions& s, const char* name) {
  const char* found = x_option(s, name);
  return found && !*found && found[-1] == '=';
}

bool fail(Options* o, const char* message) {
  fprintf(stderr, "Fatal Python error: %s\n", message);
  o->kind = RunKind::kError;
  o->error_status = 1;
  return false;
}

// A setting that -X makes, or else a variable: its text, and which of them it is from.
struct Setting {
  const char* text;  // null: neither was given
  bool by_option;
};
Setting setting(const SysOptions& s, const char* x_name, const char* variable_name) {
  if (const char* option = x_option(s, x_name)) return {option, true};
  return {variable(s, variable_name), false};
}

// A whole number in the range, with nothing behind it.
bool read_number(const char* text, long least, long most, int* out) {
  char* end;
  errno = 0;
  long n = strtol(text, &end, 10);
  if (*end || errno || n < least || n > most) return false;
  *out = static_cast<int>(n);
  return true;
}

bool read_traced_frames(Options* o) {
  Setting given = setting(o->sys, "tracemalloc", "PYTHONTRACEMALLOC");
  if (!given.text) return true;
  if (given.by_option && !*given.text) given.text = "1";
  if (read_number(given.text, 0, kMostTracedFrames, &o->sys.traced_frames)) return true;
  return fail(o, given.by_option ? "config_init_tracemalloc: -X tracemalloc=NFRAME: invalid number of frames"
                                 : "config_init_tracemalloc: PYTHONTRACEMALLOC: invalid number of frames");
}

bool read_digits_limit(Options* o) {
  Setting given = setting(o->sys, "int_max_str_digits", "PYTHONINTMAXSTRDIGITS");
  if (!given.text) return true;
  int n;
  if (*given.text && read_number(given.text, 0, INT_MAX, &n) && (n == 0 || n >= 640)) {
    o->sys.int_max_str_digits = n;
    return true;
  }
  constexpr const char* kRange = ": invalid limit; must be >= 640 or 0 for unlimited.";
  std::string message = "config_init_int_max_str_digits: ";
  message += given.by_option ? "-X int_max_str_digits" : "PYTHONINTMAXSTRDIGITS";
  return fail(o, (message + kRange).c_str());
}

// A setting that is 0 or 1. `function`: in CPython, for the message.
bool read_switch(Options* o, const char* function, const char* x_name, const char* variable_name, int* out) {
  Setting given = setting(o->sys, x_name, variable_name);
  if (!given.text) return true;
  // The name alone is no value, but "NAME=" counts as 0, as in CPython.
  bool has_value = !given.by_option || *given.text || ends_with_equals(o->sys, x_name);
  if (has_value && read_number(given.text, 0, 1, out)) return true;
  std::string message = function;
  if (given.by_option) message = message + ": -X " + x_name + "=n: n is missing or invalid";
  else message = message + ": " + variable_name + "=N: N is missing or invalid";
  return fail(o, message.c_str());
}

bool read_cpu_count(Options* o) {
  Setting given = setting(o->sys, "cpu_count", "PYTHON_CPU_COUNT");
  if (!given.text || !strcmp(given.text, "default")) return true;
  if (read_number(given.text, 1, INT_MAX, &o->sys.cpu_count)) return true;
  return fail(o,
              "config_init_cpu_count: -X cpu_count=n option: n is missing or an invalid number, n must be greater "
              "than 0");
}

bool read_import_time(Options* o) {
  Setting given = setting(o->sys, "importtime", "PYTHONPROFILEIMPORTTIME");
  if (!given.text) return true;
  int n = 1;  // text that is no number means 1, too
  if (*given.text && read_number(given.text, INT_MIN, INT_MAX, &n) && n != 1 && n != 2) {
    return fail(o, given.by_option
                       ? "config_init_import_time: -X importtime: values other than 1 and 2 are reserved "
                         "for future use."
                       : "config_init_import_time: PYTHONPROFILEIMPORTTIME: numeric values other than 1 and "
                         "2 are reserved for future use.");
  }
  o->sys.import_time = n;
  return true;
}

bool read_utf8_mode(Options* o) {
  Setting given = setting(o->sys, "utf8", "PYTHONUTF8");
  if (!given.text) return true;
  if (given.by_option && !*given.text && !ends_with_equals(o->sys, "utf8")) return true;  // "-X utf8" turns it on
  if (!strcmp(given.text, "0") || !strcmp(given.text, "1")) {
    o->sys.utf8_mode = *given.text == '1';
    return true;
  }
  return fail(o, given.by_option ? "preconfig_init_utf8_mode: invalid -X utf8 option value"
                                 : "preconfig_init_utf8_mode: invalid PYTHONUTF8 environment variable value");
}

// The modules that are part of the program (interp/library/frozen) stand in for files of the library that describe
// CPython's bytecode, so they are used in both cases.
bool read_frozen_modules(Options* o) {
  Setting given = setting(o->sys, "frozen_modules", "PYTHON_FROZEN_MODULES");
  if (!given.text || !*given.text || !strcmp(given.text, "on") || !strcmp(given.text, "off")) return true;
  return fail(o, given.by_option ? "bad value for option -X frozen_modules (expected \"on\" or \"off\")"
                                 : "bad value for PYTHON_FROZEN_MODULES (expected \"on\" or \"off\")");
}

// Whether there is a GIL is up to the program. In tinypy-t, 0 takes it from the modules that expect it, too.
bool read_gil(Options* o) {
  Setting given = setting(o->sys, "gil", "PYTHON_GIL");
  if (!given.text) return true;
  bool has = !strcmp(given.text, "1");
  if (!has && strcmp(given.text, "0") != 0) {
    return fail(o, "config_read_gil: PYTHON_GIL / -X gil must be \"0\" or \"1\"");
  }
  o->gil_for_modules = has || !gc::kFreeThreaded;
  if (has != gc::kFreeThreaded) return true;
  return fail(o,
              has ? "config_read_gil: Enabling the GIL is not supported by this build: the program tinypy has it"
                  : "config_read_gil: Disabling the GIL is not supported by this build: the program tinypy-t has none");
}

// Modules that get a GIL although they say that they need none.
bool read_gil_for(Options* o) {
  Setting given = setting(o->sys, "gil_for", "TINYPY_GIL_FOR");
  if (!given.text) return true;
  o->gil_for = given.text;
  std::string list = "," + o->gil_for + ",";
  if (list.find(",,") == std::string::npos) return true;
  fprintf(stderr, "%s: expected names of modules, separated by commas: '%s'\n",
          given.by_option ? "-X gil_for" : "TINYPY_GIL_FOR", given.text);
  o->kind = RunKind::kError;
  return false;
}

// Whether each thread has bytecode of its own, in CPython without a GIL. Here all run the same, so that both values
// mean the same.
bool read_thread_local_bytecode(Options* o) {
  int wanted;
  return !gc::kFreeThreaded || read_switch(o, "config_init_tlbc", "tlbc", "PYTHON_TLBC", &wanted);
}

// perf looks at the stack of C, where Python functions have no frames.
bool refuse_perf(Options* o) {
  constexpr struct {
    const char *x_name, *variable;
  } kWays[] = {{"perf", "PYTHONPERFSUPPORT"}, {"perf_jit", "PYTHON_PERF_JIT_SUPPORT"}};
  for (auto way : kWays) {
    Setting given = setting(o->sys, way.x_name, way.variable);
    int on = given.by_option;
    if (!given.text || (!given.by_option && (!read_number(given.text, INT_MIN, INT_MAX, &on) || !on))) continue;
    std::string name = given.by_option ? std::string("-X ") + way.x_name : way.variable;
    return fail(o, ("config_init_perf_profiling: " + name +
                    ": not supported: Python functions have no frames on the stack that perf reads")
                       .c_str());
  }
  return true;
}

// The program has one allocator, its own.
bool read_allocator(Options* o) {
  const char* name = variable(o->sys, "PYTHONMALLOC");
  if (!name || !strcmp(name, "default")) return true;
  for (const char* known :
       {"debug", "malloc", "malloc_debug", "mimalloc", "mimalloc_debug", "pymalloc", "pymalloc_debug"}) {
    if (strcmp(name, known) != 0) continue;
    return fail(o, (std::string("preconfig_init_allocator: PYTHONMALLOC=") + name +
                    ": not supported: the allocator is the program's own, and only \"default\" names it")
                       .c_str());
  }
  return fail(o, "preconfig_init_allocator: PYTHONMALLOC: unknown allocator");
}

void read_pycache_prefix(SysOptions& s) {
  Setting given = setting(s, "pycache_prefix", "PYTHONPYCACHEPREFIX");
  if (given.text) s.pycache_prefix = given.text;
}

// Turns passes of the compiler off. *others: the names in the list that are no passes. False: there are none.
bool has_others_than_passes(Options* o, std::string_view names, std::string* others) {
  bool any = false;
  for (size_t begin = 0, end = 0; end != names.npos; begin = end + 1) {
    end = names.find(',', begin);
    std::string_view name = names.substr(begin, end == names.npos ? names.npos : end - begin);
    if (comp::disable_pass(name)) {
      o->sys.dont_write_bytecode = true;  // other programs shall not find such code
      continue;
    }
    others->append(any ? "," : "").append(name);
    any = true;
  }
  return any;
}

// Turns accelerators and passes off. `where`: the variable or option that has the names, for the message about a wrong
// one.
bool do_without(Options* o, const char* where, const char* names) {
  std::string accelerators;
  if (!has_others_than_passes(o, names, &accelerators) || gc::disable_accelerators(accelerators)) return true;
  fprintf(stderr, "%s: no such accelerators: '%s'; there are:", where, names);
  for (std::string_view name : gc::kAcceleratorNames) fprintf(stderr, " %s,", name.data());
  fprintf(stderr, " all; and passes of the compiler:");
  for (std::string_view name : comp::kPassNames) fprintf(stderr, " %s", name.data());
  fprintf(stderr, "\n");
  o->kind = RunKind::kError;
  return false;
}

bool read_accelerators(Options* o) {
  const char* names = variable(o->sys, "TINYPY_WITHOUT");
  if (names && !do_without(o, "TINYPY_WITHOUT", names)) return false;
  for (const std::string& option : o->sys.x_options) {
    std::string_view text = option, name = text.substr(0, text.find('='));
    if (name == "without" && !do_without(o, "-X without", option.c_str() + std::min(name.size() + 1, option.size())))
      return false;
  }
  return true;
}

bool read_lazy_imports(Options* o) {
  Setting given = setting(o->sys, "lazy_imports", "PYTHON_LAZY_IMPORTS");
  if (!given.text) return true;
  o->sys.lazy_imports = strcmp(given.text, "all") == 0;
  if (o->sys.lazy_imports || strcmp(given.text, "normal") == 0) return true;
  return fail(o, given.by_option
                     ? "config_init_lazy_imports: -X lazy_imports: invalid value; expected 'all' or 'normal'"
                     : "config_init_lazy_imports: PYTHON_LAZY_IMPORTS: invalid value; expected 'all' or 'normal'");
}

// "random" or a number, as strtoul() reads it.
bool read_hash_seed(Options* o) {
  const char* text = o->ignore_hash_seed ? nullptr : variable(o->sys, "PYTHONHASHSEED");
  if (!text || strcmp(text, "random") == 0) return true;
  char* end;
  errno = 0;
  unsigned long seed = strtoul(text, &end, 10);
  if (*end || errno || seed > UINT32_MAX) {
    return fail(o, "config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]");
  }
  o->hash_seed = static_cast<gc::u32>(seed);
  o->sys.hash_randomization = seed != 0;
  return true;
}

// "encoding", "encoding:errors" or ":errors".
void read_stdio_encoding(SysOptions& s) {
  const char* text = variable(s, "PYTHONIOENCODING");
  if (!text) return;
  const char* colon = strchrnul(text, ':');
  s.stdio_encoding.assign(text, colon);
  s.stdio_errors = *colon ? colon + 1 : "";
  if (!s.stdio_encoding.empty() && s.stdio_errors.empty()) s.stdio_errors = "strict";
}

// Completes the list of warning filters, in the order in which they are applied: development mode, PYTHONWARNINGS, -W,
// -b. A later filter overrides an earlier one.
void complete_warnings(SysOptions& s) {
  std::vector<std::string> all;
  if (s.dev_mode) all.push_back("default");
  for (const char* p = variable(s, "PYTHONWARNINGS"); p && *p;) {
    const char* comma = strchrnul(p, ',');
    if (comma != p) all.emplace_back(p, comma);
    p = *comma ? comma + 1 : comma;
  }
  all.insert(all.end(), s.warnings.begin(), s.warnings.end());
  if (s.bytes_warning) all.push_back(s.bytes_warning > 1 ? "error::BytesWarning" : "default::BytesWarning");
  s.warnings = std::move(all);
}

}  // namespace

void add_environment(Options* o) {
  SysOptions& s = o->sys;
  raise_level(s, "PYTHONOPTIMIZE", &s.optimize);
  raise_level(s, "PYTHONVERBOSE", &s.verbose);
  raise_level(s, "PYTHONDEBUG", &s.debug);
  s.debug = s.debug > 0;
  switch_on(s, "PYTHONDONTWRITEBYTECODE", &s.dont_write_bytecode);
  set_flag(s, "PYTHONINSPECT", &s.inspect);
  switch_on(s, "PYTHONNOUSERSITE", &s.no_user_site);
  set_flag(s, "PYTHONSAFEPATH", &s.safe_path);
  switch_on(s, "PYTHONUNBUFFERED", &s.unbuffered);
  set_flag(s, "PYTHONWARNDEFAULTENCODING", &s.warn_default_encoding);
  s.warn_default_encoding |= x_option(s, "warn_default_encoding") != nullptr;
  set_flag(s, "PYTHONDEVMODE", &s.dev_mode);
  comp::g_column_positions = !x_option(s, "no_debug_ranges") && !variable(s, "PYTHONNODEBUGRANGES");
  s.dev_mode |= x_option(s, "dev") != nullptr;
  set_flag(s, "PYTHONFAULTHANDLER", &s.faulthandler);
  s.faulthandler |= s.dev_mode || x_option(s, "faulthandler") != nullptr;
  if (const char* name = variable(s, "PYTHONPLATLIBDIR")) s.platlibdir = name;
  set_flag(s, "PYTHONMALLOCSTATS", &o->heap_report);
  o->no_extensions = x_option(s, "no-extensions") != nullptr;
  read_pycache_prefix(s);
  read_stdio_encoding(s);
  complete_warnings(s);
  int pathconfig_warnings;  // there are none
  (void)(read_accelerators(o) && read_lazy_imports(o) && read_hash_seed(o) && read_traced_frames(o) &&
         read_digits_limit(o) && read_cpu_count(o) && read_import_time(o) && read_utf8_mode(o) &&
         read_frozen_modules(o) && read_gil(o) && read_gil_for(o) && read_thread_local_bytecode(o) && refuse_perf(o) &&
         read_allocator(o) &&
         read_switch(o, "config_init_thread_inherit_context", "thread_inherit_context", "PYTHON_THREAD_INHERIT_CONTEXT",
                     &s.thread_inherit_context) &&
         read_switch(o, "config_init_context_aware_warnings", "context_aware_warnings", "PYTHON_CONTEXT_AWARE_WARNINGS",
                     &s.context_aware_warnings) &&
         read_switch(o, "config_init_pathconfig_warnings", "pathconfig_warnings", "PYTHON_PATHCONFIG_WARNINGS",
                     &pathconfig_warnings));
}

// PYTHONHOME: the prefix of an installation, and behind a colon its prefix for files that depend on the platform.
void choose_library(Options* o) {
  const char* home = variable(o->sys, "PYTHONHOME");
  if (!o->library.empty() || !home) {
    o->library = find_library(o->library);
    return;
  }
  const char* colon = strchrnul(home, ':');
  std::string prefix(home, colon);
  o->sys.exec_prefix = *colon ? colon + 1 : "";
  o->library = library_below(prefix + "/" + o->sys.platlibdir);
  if (!o->library.empty()) return;
  fail(o, ("init_fs_encoding: there is no library of Python 3.11 to 3.15 in " + prefix + "/" + o->sys.platlibdir +
           "\nPython path configuration:\n  PYTHONHOME = '" + home + "'")
              .c_str());
}

}  // namespace vm
