// Errors that nobody can catch: raised by finalizers, callbacks and threads. sys.unraisablehook decides what becomes of them.
#include "runtime/object/names.h"
#include "runtime/object/ops.h"
#include "runtime/types/exception.h"
#include "runtime/types/module.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

namespace rt {

namespace {

bool write_text_py(Thread& t, Value file, const Ref& text) { return text && call_method_py(t, file, name(N::write), text); }

// One entry as tracebacks show it, without the source line.
bool write_entry_py(Thread& t, Value file, Traceback* entry) {
  Ref code = load_field(t, entry, entry->code);
  if (!code) return true;
  Ref filename = getattr_py(t, code, "co_filename");
  Ref function = filename ? getattr_py(t, code, "co_name") : Ref();
  if (!function) return false;
  return write_text_py(t, file, format_message(t, "  File \"%S\", line %d, in %S\n", filename.get(), entry->line, function.get()));
}

bool write_plain_traceback_py(Thread& t, Value file, Value exception) {
  BaseException* error = as_exception(exception);
  Ref entry = load_field(t, error, error->traceback);
  if (entry && !write_text_py(t, file, make_str_ascii(t, "Traceback (most recent call last):\n"))) return false;
  while (entry) {
    Traceback* tb = entry.as<Traceback>();
    if (!write_entry_py(t, file, tb)) return false;
    entry = load_field(t, tb, tb->next);
  }
  Ref message = str_py(t, exception);
  if (!message) return false;
  const char* colon = as_str(message)->length ? ": " : "";
  return write_text_py(t, file, format_message(t, "%T%s%S\n", exception, colon, message.get()));
}

// The library's traceback module shows source lines; without a library the plain form does.
bool write_traceback_py(Thread& t, Value file, Value exception) {
  Ref module = import_module_py(t, "traceback");
  Ref print = module ? getattr_py(t, module, "print_exception") : Ref();
  if (print) {
    Ref names = intern(t, std::string_view("file"));
    names = names ? make_tuple(t, names) : Ref();
    Value values[] = {exception, file};
    if (names && call_py(t, print, CallArgs{values, 1, names})) return true;
  }
  clear_error(t);
  return write_plain_traceback_py(t, file, exception);
}

void write_default_py(Thread& t, const char* where, Value object, Value exception) {
  Ref file = sys_get(t, "stderr");
  if (!file || file.get() == kNone) return;
  const char* what = where ? where : "Exception ignored in";
  Ref head;
  if (object && object != kNone) {
    Ref repr = repr_py(t, object);
    if (!repr) {
      clear_error(t);
      repr = make_str_ascii(t, "<object repr() failed>");
    }
    head = format_message(t, "%s: %S\n", what, repr.get());
  } else {
    head = format_message(t, "%s:\n", what);
  }
  if (write_text_py(t, file, head) && write_traceback_py(t, file, exception)) call_method_py(t, file, name(N::flush));
}

constexpr StructSequenceField kArgsFields[] = {{"exc_type", "Exception type"},
                                               {"exc_value", "Exception value"},
                                               {"exc_traceback", "Exception traceback"},
                                               {"err_msg", "Error message"},
                                               {"object", "Object causing the exception"},
                                               {nullptr, nullptr}};

// Made at start-up, then only read.
Type* g_hook_args_type = nullptr;

void trace_hook_args_type(gc::Visitor& visitor) { visitor(g_hook_args_type); }

Ref make_hook_args(Thread& t, const char* where, Value object, Value exception) {
  BaseException* error = as_exception(exception);
  Ref traceback = load_field(t, error, error->traceback);
  Ref items[] = {Ref::share(t, Value(type_of(exception))), Ref::share(t, exception), traceback ? std::move(traceback) : none(),
                 where ? make_str(t, std::string_view(where)) : none(), object ? Ref::share(t, object) : none()};
  return items[3] ? make_struct_sequence_instance(t, g_hook_args_type, items, 5) : Ref();
}

bool call_hook_py(Thread& t, Value hook, const char* where, Value object, Value exception) {
  Ref args = make_hook_args(t, where, object, exception);
  return args && call_py(t, hook, args);
}

}  // namespace

void init_unraisable(Thread& t) {
  g_hook_args_type = make_struct_sequence(t, "UnraisableHookArgs", "What sys.unraisablehook is called with.", kArgsFields, 5);
  gc::add_root_tracer(trace_hook_args_type);
}

void write_unraisable_py(Thread& t, const char* where, Value object) {
  Ref exception = take_error(t);
  if (!exception) return;
  Ref hook = sys_get(t, "unraisablehook");
  if (hook && hook.get() != kNone) {
    if (call_hook_py(t, hook, where, object, exception)) return;
    // The hook failed: its own error is the news now.
    exception = take_error(t);
    write_default_py(t, "Exception ignored in sys.unraisablehook", hook, exception);
  } else {
    write_default_py(t, where, object, exception);
  }
  clear_error(t);
}

void write_unraisable_args_py(Thread& t, Value err_msg, Value object, Value exception) {
  if (err_msg && is_str(err_msg)) {
    Utf8 where(t, err_msg);
    write_default_py(t, where.ok() ? where.c_str() : nullptr, object, exception);
  } else {
    write_default_py(t, nullptr, object, exception);
  }
}

}  // namespace rt
