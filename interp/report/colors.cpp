// Decides whether reports on sys.stderr are coloured, by the rules of CPython 3.13.
#include "interp/report/colors.h"

#include <unistd.h>

#include <cstdlib>

#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/numbers/int.h"

namespace vm {

namespace {

enum class Wish { kNone, kNever, kAlways };

Wish wish_of_environment() {
  auto is = [](const char* name, std::string_view value) {
    const char* text = getenv(name);
    return text && text == value;
  };
  if (is("PYTHON_COLORS", "0")) return Wish::kNever;
  if (is("PYTHON_COLORS", "1")) return Wish::kAlways;
  if (getenv("NO_COLOR")) return Wish::kNever;
  if (getenv("FORCE_COLOR")) return Wish::kAlways;
  return is("TERM", "dumb") ? Wish::kNever : Wish::kNone;
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

bool ignores_environment_py(rt::Thread& t) {
  rt::Ref flags = rt::sys_get(t, "flags");
  rt::Ref flag = flags ? rt::getattr_py(t, flags, "ignore_environment") : rt::Ref();
  if (t.error) rt::clear_error(t);
  rt::i64 n;
  return flag && rt::is_int(flag) && rt::int_fits_i64(flag, &n) && n != 0;
}

}  // namespace

bool stderr_is_colored_py(rt::Thread& t) {
  Wish wish = ignores_environment_py(t) ? Wish::kNone : wish_of_environment();
  return wish == Wish::kNone ? stderr_is_terminal_py(t) : wish == Wish::kAlways;
}

}  // namespace vm
