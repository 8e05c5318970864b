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
#include "interp/main/options.h"
#include "interp/modules/modules.h"

namespace vm {

namespace {

// A variable that is set and not empty; null otherwise, or with -E.
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

void set_flag(const SysOptions& s, const char* name, bool* flag) {
  if (variable(s, name)) *flag = true;
}

// The text after "name=" of the last such option, "" for the name alone; null if it was not given.
const char* x_option(const SysOptions& s, const char* name) {
  const char* found = nullptr;
  size_t size = strlen(name);
  for (const std::string& option : s.x_options) {
    if (option.compare(0, size, name) != 0) continue;
    if (option.size() == size) found = "";
    else if (option[size] == '=') found = option.c_str() + size + 1;
  }
  return found;
}

bool fail(Options* o, const char* message) {
  fprintf(stderr, "Fatal Python error: %s\n", message);
  o->kind = RunKind::kError;
  o->error_status = 1;
  return false;
}

bool read_traced_frames(Options* o) {
  const char* option = x_option(o->sys, "tracemalloc");
  const char* text = option ? option : variable(o->sys, "PYTHONTRACEMALLOC");
  if (!text) return true;
  char* end;
  errno = 0;
  long n = option && !*text ? 1 : strtol(text, &end, 10);
  bool is_number = (option && !*text) || (!*end && !errno);
  if (!is_number || n < 0 || n > kMostTracedFrames) {
    return fail(o, option ? "config_init_tracemalloc: -X tracemalloc=NFRAME: invalid number of frames"
                          : "config_init_tracemalloc: PYTHONTRACEMALLOC: invalid number of frames");
  }
  o->sys.traced_frames = static_cast<int>(n);
  return true;
}

bool read_digits_limit(Options* o) {
  const char* option = x_option(o->sys, "int_max_str_digits");
  const char* text = option ? option : variable(o->sys, "PYTHONINTMAXSTRDIGITS");
  if (!text) return true;
  char* end;
  errno = 0;
  long n = strtol(text, &end, 10);
  bool is_number = *text && !*end && !errno;
  if (!is_number || (n != 0 && n < 640) || n > INT_MAX) {
    return fail(
        o,
        option
            ? "config_init_int_max_str_digits: -X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited."
            : "config_init_int_max_str_digits: PYTHONINTMAXSTRDIGITS: invalid limit; must be >= 640 or 0 for "
              "unlimited.");
  }
  o->sys.int_max_str_digits = static_cast<int>(n);
  return true;
}

// Turns accelerators off. `where`: the variable or option that has the names, for the message about a wrong one.
bool do_without(Options* o, const char* where, const char* names) {
  if (gc::disable_accelerators(names)) return true;
  fprintf(stderr, "%s: no such accelerators: '%s'; there are:", where, names);
  for (std::string_view name : gc::kAcceleratorNames) fprintf(stderr, " %s,", name.data());
  fprintf(stderr, " all\n");
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
  const char* option = x_option(o->sys, "lazy_imports");
  const char* text = option ? option : variable(o->sys, "PYTHON_LAZY_IMPORTS");
  if (!text) return true;
  o->sys.lazy_imports = strcmp(text, "all") == 0;
  if (o->sys.lazy_imports || strcmp(text, "normal") == 0) return true;
  return fail(o, option ? "config_init_lazy_imports: -X lazy_imports: invalid value; expected 'all' or 'normal'"
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
  set_flag(s, "PYTHONDONTWRITEBYTECODE", &s.dont_write_bytecode);
  set_flag(s, "PYTHONINSPECT", &s.inspect);
  set_flag(s, "PYTHONNOUSERSITE", &s.no_user_site);
  set_flag(s, "PYTHONSAFEPATH", &s.safe_path);
  set_flag(s, "PYTHONUNBUFFERED", &s.unbuffered);
  set_flag(s, "PYTHONWARNDEFAULTENCODING", &s.warn_default_encoding);
  s.warn_default_encoding |= x_option(s, "warn_default_encoding") != nullptr;
  set_flag(s, "PYTHONDEVMODE", &s.dev_mode);
  comp::g_column_positions = !x_option(s, "no_debug_ranges") && !variable(s, "PYTHONNODEBUGRANGES");
  s.dev_mode |= x_option(s, "dev") != nullptr;
  set_flag(s, "PYTHONFAULTHANDLER", &s.faulthandler);
  s.faulthandler |= s.dev_mode || x_option(s, "faulthandler") != nullptr;
  set_flag(s, "PYTHONPROFILEIMPORTTIME", &s.import_time);
  s.import_time |= x_option(s, "importtime") != nullptr;
  read_stdio_encoding(s);
  complete_warnings(s);
  if (read_accelerators(o) && read_lazy_imports(o) && read_hash_seed(o) && read_traced_frames(o)) read_digits_limit(o);
}

}  // namespace vm
