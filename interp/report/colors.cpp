// Decides whether reports on sys.stderr are coloured, by the rules of CPython 3.13.
#include "interp/report/colors.h"

#include <unistd.h>

#include <cstdlib>

#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/os/environment.h"
#include "runtime/types/numbers/int.h"

namespace vm {

namespace {

enum class Wish { kNone, kNever, kAlways };

bool is_set(const char* name) { return !rt::os::variable(name).value_or("").empty(); }

Wish wish_of_environment() {
  if (rt::os::ignores_environment() && rt::library_minor() < 15) return Wish::kNone;
  std::string colors = rt::os::setting_variable("PYTHON_COLORS").value_or("");
  if (colors == "0") return Wish::kNever;
  if (colors == "1") return Wish::kAlways;
  if (is_set("NO_COLOR")) return Wish::kNever;
  if (is_set("FORCE_COLOR")) return Wish::kAlways;
  return rt::os::variable("TERM") == "dumb" ? Wish::kNever : Wish::kNone;
}

bool stderr_is_terminal_py(rt::Thread& t) {
  rt::Ref file = rt::sys_get(t, "stderr");
  rt::Ref fileno = file ? rt::getattr_py(t, file, "fileno") : rt::Ref();
  rt::Ref number = fileno ? rt::call_py(t, fileno) : rt::Ref();
  rt::i64 n;
  bool yes =
      number && rt::is_int(number) && rt::int_fits_i64(number, &n) && n <= INT32_MAX && isatty(static_cast<int>(n));
  if (t.error) rt::clear_error(t);
  return yes;
}

}  // namespace

bool stderr_is_colored_py(rt::Thread& t) {
  Wish wish = wish_of_environment();
  return wish == Wish::kNone ? stderr_is_terminal_py(t) : wish == Wish::kAlways;
}

}  // namespace vm
