#include "interp/main/locale.h"

#include <langinfo.h>

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "runtime/library/parts/locale_encoding.h"
#include "runtime/os/environment.h"
#include "runtime/types/text/file_names.h"

namespace vm {

static bool is_c_locale() {
  std::string_view name = setlocale(LC_CTYPE, nullptr);
  return name == "C" || name == "POSIX";
}

// Puts the first of the locales that there is in the place of C. Null: there is none.
static const char* replace_c_locale() {
  for (const char* name : {"C.UTF-8", "C.utf8", "UTF-8"}) {
    if (!setlocale(LC_CTYPE, name)) continue;
    setenv("LC_CTYPE", name, 1);
    return name;
  }
  return nullptr;
}

// PYTHONCOERCECLOCALE: "0" or "warn".
static void coerce_c_locale() {
  std::string wish = rt::os::setting_variable("PYTHONCOERCECLOCALE").value_or("");
  // LC_ALL takes precedence over LC_CTYPE, which would change nothing.
  bool may_replace = wish != "0" && rt::os::variable("LC_ALL").value_or("").empty();
  const char* name = may_replace ? replace_c_locale() : nullptr;
  if (wish != "warn") return;
  if (name) {
    fprintf(stderr,
            "Python detected LC_CTYPE=C: LC_CTYPE coerced to %s (set another locale or PYTHONCOERCECLOCALE=0 to "
            "disable this locale coercion behavior).\n",
            name);
  } else {
    fputs(
        "Python runtime initialized with LC_CTYPE=C (a locale with default ASCII encoding), which may cause Unicode "
        "compatibility problems. Using C.UTF-8, C.utf8, or UTF-8 (if available) as alternative Unicode-compatible "
        "locales is recommended.\n",
        stderr);
  }
}

bool choose_locale(const Options& o) {
  setlocale(LC_CTYPE, "");
  if (is_c_locale()) coerce_c_locale();
  if (o.sys.utf8_mode) return true;
  std::string_view encoding = nl_langinfo(CODESET);
  rt::g_utf8_mode.store(false, gc::relaxed);
  rt::g_file_names_are_ascii.store(encoding == "ANSI_X3.4-1968", gc::relaxed);
  if (encoding == "UTF-8" || encoding == "ANSI_X3.4-1968") return true;
  fprintf(stderr,
          "Fatal Python error: preconfig_init_utf8_mode: -X utf8=0: the encoding of the locale is %s, but file names "
          "can be UTF-8 or ASCII only\n",
          encoding.data());
  return false;
}

}  // namespace vm
