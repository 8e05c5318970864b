// Errors that no caller can catch: raised by finalizers, callbacks and threads. They are handed to sys.unraisablehook,
// whose default writes a report to sys.stderr.
#include "runtime/object/unraisable.h"

#include <cstdio>

#include "runtime/object/interpreter.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// The first line of the report: an empty str if neither `where` nor `object` is given. Empty Ref: an error is pending.
Ref head_py(Thread& t, Value where, Value object) {
  bool has_where = where && where != kNone, has_object = object && object != kNone;
  if (!has_object) return has_where ? format_message(t, "%S:\n", where) : make_str_ascii(t, "");
  Ref repr = repr_py(t, object);
  if (!repr) {
    clear_error(t);
    repr = make_str_ascii(t, "<object repr() failed>");
  }
  if (!repr) return Ref();
  return has_where ? format_message(t, "%S: %S\n", where, repr.get())
                   : format_message(t, "Exception ignored in: %S\n", repr.get());
}

constexpr StructSequenceField kArgsFields[] = {{"exc_type", "Exception type"},
                                               {"exc_value", "Exception value"},
                                               {"exc_traceback", "Exception traceback"},
                                               {"err_msg", "Error message"},
                                               {"object", "Object causing the exception"},
                                               {nullptr, nullptr}};

// Written at start-up and constant afterwards.
Type* g_hook_args_type = nullptr;

void trace_hook_args_type(gc::Visitor& visitor) { visitor(g_hook_args_type); }

Ref make_hook_args(Thread& t, Value where, Value object, Value exception) {
  BaseException* error = as_exception(exception);
  Ref traceback = load_field(t, error, error->traceback);
  Ref items[] = {Ref::share(t, Value(type_of(exception))), Ref::share(t, exception),
                 traceback ? std::move(traceback) : none(), where ? Ref::share(t, where) : none(),
                 object ? Ref::share(t, object) : none()};
  return make_struct_sequence_instance(t, g_hook_args_type, items, 5);
}

bool call_hook_py(Thread& t, Value hook, Value where, Value object, Value exception) {
  Ref args = make_hook_args(t, where, object, exception);
  return args && call_py(t, hook, args);
}

}  // namespace

void init_unraisable(Thread& t) {
  g_hook_args_type =
      make_struct_sequence(t, "UnraisableHookArgs", "What sys.unraisablehook is called with.", kArgsFields, 5);
  gc::add_root_tracer(trace_hook_args_type);
}

// Reports and clears the pending error. `where` (a str) and `object` may be empty.
static void report_unraisable_py(Thread& t, Value where, Value object) {
  if (!t.error) return;
  if (g_interpreter.add_traceback && !as_exception(t.error)->traceback.get()) g_interpreter.add_traceback(t);
  Ref exception = take_error(t);
  Ref hook = sys_get(t, "unraisablehook");
  if (!hook) clear_error(t);  // no memory for the name
  if (hook && hook.get() != kNone) {
    if (call_hook_py(t, hook, where, object, exception)) return;
    // The hook has raised an error itself: that error is reported instead.
    exception = take_error(t);
    Ref place = make_str_ascii(t, "Exception ignored in sys.unraisablehook");
    if (!place) clear_error(t);  // no memory
    write_unraisable_args_py(t, place, hook, exception, Value());
  } else {
    write_unraisable_args_py(t, where, object, exception, Value());
  }
  clear_error(t);
}

void write_unraisable_py(Thread& t, const char* where, Value object) {
  if (!where) return report_unraisable_py(t, Value(), object);
  Ref exception = take_error(t);
  Ref text = make_str_ascii(t, where);
  clear_error(t);
  restore_error(t, std::move(exception));
  report_unraisable_py(t, text, object);
}

void write_unraisable_about_py(Thread& t, const char* where, Value subject) {
  Ref exception = take_error(t);
  Ref text = format_message(t, "%s %R", where, subject);
  if (!text) {
    clear_error(t);
    text = make_str_ascii(t, where);
  }
  clear_error(t);
  restore_error(t, std::move(exception));
  report_unraisable_py(t, text, Value());
}

void write_unraisable_while_py(Thread& t, const char* doing, Value object) {
  if (library_minor() < 14) return write_unraisable_py(t, nullptr, object);
  char where[80];
  std::snprintf(where, sizeof where, "Exception ignored while %s", doing);
  write_unraisable_about_py(t, where, object);
}

bool write_unraisable_args_py(Thread& t, Value where, Value object, Value exception, Value traceback) {
  Ref file = sys_get(t, "stderr");
  return !file || file.get() == kNone || write_unraisable_to_py(t, file, where, object, exception, traceback);
}

bool write_unraisable_to_py(Thread& t, Value file, Value where, Value object, Value exception, Value traceback) {
  Ref head = head_py(t, where, object);
  Ref body = head && g_interpreter.exception_text_py ? g_interpreter.exception_text_py(t, exception, traceback) : Ref();
  if (head && !body) clear_error(t);  // no memory for the traceback: the first line alone is better than nothing
  Ref text = body ? str_concat(t, head, body) : std::move(head);
  return text && call_method_py(t, file, name(N::write), text) && call_method_py(t, file, name(N::flush));
}

}  // namespace rt
