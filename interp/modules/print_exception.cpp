#include "interp/modules/print_exception.h"

#include <unistd.h>

#include <cstdio>
#include <string>

#include "interp/modules/suggestions.h"
#include "interp/vm/frame.h"
#include "runtime/object/names.h"
#include "runtime/types/int.h"
#include "runtime/types/str.h"

namespace vm {

// ---- the plain form, without any module of the library

static void write_stderr(std::string_view text) {
  while (!text.empty()) {
    ssize_t n = write(2, text.data(), text.size());
    if (n <= 0) return;
    text.remove_prefix(static_cast<size_t>(n));
  }
}

static void write_value(Thread& t, Value v) {
  rt::Utf8 text(t, v, true);
  if (text.ok()) write_stderr(text.view());
  else rt::clear_error(t);
}

static void print_plain_entry(Thread& t, rt::Traceback* tb) {
  auto* code = comp::as_code(tb->code.get());
  i32 line = tb->line >= 0 ? tb->line : comp::position_of(code, static_cast<u32>(tb->lasti)).line;
  write_stderr("  File \"");
  write_value(t, code->filename.get());
  write_stderr("\", line " + std::to_string(line) + ", in ");
  write_value(t, code->name.get());
  write_stderr("\n");
}

static void print_plain(Thread& t, Value exception, Value traceback) {
  if (traceback && rt::is_exact(traceback, rt::TypeId::kTraceback)) {
    write_stderr("Traceback (most recent call last):\n");
    for (Value v = traceback; v; v = v.as<rt::Traceback>()->next.get()) print_plain_entry(t, v.as<rt::Traceback>());
  }
  write_stderr(rt::type_name(exception));
  Ref text = rt::str_py(t, exception);
  if (text && rt::is_str(text) && rt::as_str(text)->length) {
    write_stderr(": ");
    write_value(t, text);
  }
  rt::clear_error(t);
  write_stderr("\n");
}

// ---- through the library

// Libraries before 3.12 leave suggestions to the interpreter: a copy of the exception whose message has one. Empty: print it as it is.
static Ref with_suggestion_py(Thread& t, Value module, Value exception) {
  Ref own = rt::getattr_optional_py(t, module, Ref(rt::intern(t, "_compute_suggestion_error")));
  Ref hint = own ? Ref() : suggestion_py(t, exception);
  rt::clear_error(t);
  Ref text = hint ? rt::str_py(t, exception) : Ref();
  Ref message = text ? rt::format_message(t, "%S. Did you mean: %R?", text.get(), hint.get()) : Ref();
  Ref copy = message ? rt::call_py(t, Value(rt::type_of(exception)), message) : Ref();
  rt::clear_error(t);
  if (!copy || !rt::is_exception(copy)) return Ref();
  auto *from = rt::as_exception(exception), *to = rt::as_exception(copy);
  rt::store_field(t, to, to->cause, rt::load_field(t, from, from->cause));
  rt::store_field(t, to, to->context, rt::load_field(t, from, from->context));
  rt::store_field(t, to, to->notes, rt::load_field(t, from, from->notes));
  to->suppress_context = from->suppress_context;
  return copy;
}

static bool print_with_library_py(Thread& t, Value exception, Value traceback) {
  Ref file = rt::sys_get(t, "stderr");
  if (!file) return false;
  if (rt::is_same(file, rt::kNone)) return true;
  Ref module = rt::import_module_py(t, "traceback");
  Ref print = module ? rt::getattr_py(t, module, "print_exception") : Ref();
  if (!print) return false;
  Ref hinted = with_suggestion_py(t, module, exception);
  Value shown = hinted ? hinted.get() : exception;
  Ref done = rt::call_py(t, print, Value(rt::type_of(shown)), shown, traceback ? traceback : rt::kNone);
  if (!done) return false;
  Ref flushed = rt::call_method_py(t, file, rt::name(rt::N::flush));
  rt::clear_error(t);
  return true;
}

void print_exception_py(Thread& t, Value exception, Value traceback) {
  if (!rt::is_exception(exception)) {
    Ref text = rt::format_message(t, "TypeError: print_exception(): Exception expected for value, %T found\n", exception);
    if (text) write_value(t, text);
    rt::clear_error(t);
    return;
  }
  if (print_with_library_py(t, exception, traceback)) return;
  rt::clear_error(t);
  print_plain(t, exception, traceback);
}

bool print_unraisable_py(Thread& t, Value u) {
  Ref file = rt::sys_get(t, "stderr");
  if (!file || rt::is_same(file, rt::kNone)) return true;
  Ref message = rt::getattr_py(t, u, "err_msg"), object = rt::getattr_py(t, u, "object");
  Ref exception = rt::getattr_py(t, u, "exc_value"), traceback = rt::getattr_py(t, u, "exc_traceback");
  if (!message || !object || !exception || !traceback) return false;
  Ref head;
  bool has_object = !rt::is_same(object, rt::kNone);
  Ref shown = has_object ? rt::repr_py(t, object) : Ref();
  if (has_object && !shown) {
    rt::clear_error(t);
    shown = rt::make_str(t, "<object repr() failed>");
  }
  if (!rt::is_same(message, rt::kNone)) {
    head = has_object ? rt::format_message(t, "%S: %S\n", message.get(), shown.get()) : rt::format_message(t, "%S:\n", message.get());
  } else if (has_object) {
    head = rt::format_message(t, "Exception ignored in: %S\n", shown.get());
  }
  if (t.error) return false;
  if (head && !Ref(rt::call_method_py(t, file, rt::name(rt::N::write), head))) return false;
  print_exception_py(t, exception, traceback);
  return true;
}

// ---- the top

// Status of SystemExit: an int, None, or text that is printed.
static int exit_status_py(Thread& t, Value exception) {
  auto* e = rt::as_exception(exception);
  Ref code = rt::load_field(t, e, e->fields[0]);
  if (!code || rt::is_same(code, rt::kNone)) return 0;
  i64 n;
  if (rt::is_int(code)) return rt::int_fits_i64(code, &n) ? static_cast<int>(n) & 0xff : 255;
  Ref text = rt::str_py(t, code);
  Ref file = rt::sys_get(t, "stderr");
  Ref line = text ? rt::format_message(t, "%S\n", text.get()) : Ref();
  if (line && file && !rt::is_same(file, rt::kNone)) Ref done = rt::call_method_py(t, file, rt::name(rt::N::write), line);
  rt::clear_error(t);
  return 1;
}

int report_uncaught_py(Thread& t) {
  Ref exception = rt::take_error(t);
  if (rt::is_instance(exception, rt::kSystemExitType)) return exit_status_py(t, exception);
  Ref hook = rt::sys_get(t, "excepthook");
  auto* e = rt::as_exception(exception);
  Ref traceback = rt::load_field(t, e, e->traceback);
  Value shown = traceback ? traceback.get() : rt::kNone;
  rt::dict_set_cstr(t, rt::sys_module().as<rt::Module>()->dict, "last_exc", Ref::share(t, exception));
  rt::dict_set_cstr(t, rt::sys_module().as<rt::Module>()->dict, "last_type", Ref::share(t, Value(rt::type_of(exception))));
  rt::dict_set_cstr(t, rt::sys_module().as<rt::Module>()->dict, "last_value", Ref::share(t, exception));
  rt::dict_set_cstr(t, rt::sys_module().as<rt::Module>()->dict, "last_traceback", Ref::share(t, shown));
  if (!hook) {
    print_exception_py(t, exception, traceback);
  } else if (!Ref(rt::call_py(t, hook, Value(rt::type_of(exception)), exception, shown))) {
    Ref second = rt::take_error(t);
    if (rt::is_instance(second, rt::kSystemExitType)) return exit_status_py(t, second);
    write_stderr("Error in sys.excepthook:\n");
    print_exception_py(t, second, Ref(rt::load_field(t, second.object(), rt::as_exception(second)->traceback)));
    write_stderr("\nOriginal exception was:\n");
    print_exception_py(t, exception, traceback);
  }
  return rt::is_instance(exception, rt::kKeyboardInterruptType) ? 130 : 1;
}

}  // namespace vm
