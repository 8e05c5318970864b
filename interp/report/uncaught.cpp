// The end of an exception that nobody has caught: SystemExit becomes an exit status; every other exception goes to
// sys.excepthook, and errors of the hook are reported as well.
#include "interp/report/uncaught.h"

#include <unistd.h>

#include <cstdio>
#include <string>

#include "interp/report/exception_text.h"
#include "interp/vm/frame.h"
#include "runtime/object/audit.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

static void write_descriptor(std::string_view text) {
  while (!text.empty()) {
    ssize_t n = write(2, text.data(), text.size());
    if (n <= 0) return;
    text.remove_prefix(static_cast<size_t>(n));
  }
}

// Writes to sys.stderr; if that is not possible, to file descriptor 2.
static void write_report_py(Thread& t, const Ref& text) {
  Ref file = rt::sys_get(t, "stderr");
  if (file && rt::is_same(file, rt::kNone)) return;
  if (file && text && rt::call_method_py(t, file, rt::name(rt::N::write), text)) {
    Ref flushed = rt::call_method_py(t, file, rt::name(rt::N::flush));
    rt::clear_error(t);
    return;
  }
  rt::clear_error(t);
  if (text) write_descriptor(rt::to_wtf8(text));
}

void print_exception_py(Thread& t, Value exception, Value traceback) {
  if (rt::is_exception(exception)) {
    return write_report_py(t, exception_text_py(t, exception, traceback, Painter(stderr_is_colored_py(t))));
  }
  write_report_py(
      t, rt::format_message(t, "TypeError: print_exception(): Exception expected for value, %T found\n", exception));
}

// ---- the top

// The exit status of a SystemExit: its code if that is an int, 0 for None; any other code is printed, and the status is
// 1.
static int exit_status_py(Thread& t, Value exception) {
  auto* e = rt::as_exception(exception);
  Ref code = rt::load_field(t, e, e->fields[0]);
  if (!code || rt::is_same(code, rt::kNone)) return 0;
  i64 n;
  // lint: narrow: the low byte is the status, whatever is above it
  if (rt::is_int(code)) return rt::int_fits_i64(code, &n) ? static_cast<int>(n) & 0xff : 255;
  Ref text = rt::str_py(t, code);
  Ref file = rt::sys_get(t, "stderr");
  Ref line = text ? rt::format_message(t, "%S\n", text.get()) : Ref();
  if (line && file && !rt::is_same(file, rt::kNone))
    Ref done = rt::call_method_py(t, file, rt::name(rt::N::write), line);
  rt::clear_error(t);
  return 1;
}

int report_uncaught_py(Thread& t) {
  if (!rt::error_is(t, rt::kSystemExitType)) return show_uncaught_py(t);
  Ref exception = rt::take_error(t);
  return exit_status_py(t, exception);
}

// A hook that raises RuntimeError suppresses the report.
static bool audit_uncaught_py(Thread& t, Value hook, Value exception, Value shown) {
  if (rt::audit_py(t, "sys.excepthook", hook, Value(rt::type_of(exception)), exception, shown)) return true;
  bool suppressed = rt::error_is(t, rt::kRuntimeErrorType);
  if (!suppressed) rt::write_unraisable_py(t, nullptr, Value());
  rt::clear_error(t);
  return !suppressed;
}

int show_uncaught_py(Thread& t) {
  Ref exception = rt::take_error(t);
  Ref hook = rt::sys_get(t, "excepthook");
  auto* e = rt::as_exception(exception);
  Ref traceback = rt::load_field(t, e, e->traceback);
  Value shown = traceback ? traceback.get() : rt::kNone;
  if (!audit_uncaught_py(t, hook ? hook.get() : rt::kNone, exception, shown)) return 1;
  rt::dict_set_cstr(t, rt::sys_module().as<rt::Module>()->dict, "last_exc", Ref::share(t, exception));
  rt::dict_set_cstr(t, rt::sys_module().as<rt::Module>()->dict, "last_type",
                    Ref::share(t, Value(rt::type_of(exception))));
  rt::dict_set_cstr(t, rt::sys_module().as<rt::Module>()->dict, "last_value", Ref::share(t, exception));
  rt::dict_set_cstr(t, rt::sys_module().as<rt::Module>()->dict, "last_traceback", Ref::share(t, shown));
  if (!hook) {
    write_report_py(t, rt::make_str_ascii(t, "sys.excepthook is missing\n"));
    print_exception_py(t, exception, shown);
  } else if (!Ref(rt::call_py(t, hook, Value(rt::type_of(exception)), exception, shown))) {
    Ref second = rt::take_error(t);
    if (rt::is_instance(second, rt::kSystemExitType)) return exit_status_py(t, second);
    write_report_py(t, rt::make_str_ascii(t, "Error in sys.excepthook:\n"));
    print_exception_py(t, second, Value());
    write_report_py(t, rt::make_str_ascii(t, "\nOriginal exception was:\n"));
    print_exception_py(t, exception, shown);
  }
  return rt::is_instance(exception, rt::kKeyboardInterruptType) ? 130 : 1;
}

}  // namespace vm
