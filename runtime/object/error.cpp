// Raising errors and testing for them. The pending exception is in Thread::error, which owns one count.
#include "runtime/object/error.h"

#include <cerrno>
#include <cstring>

#include "runtime/types/classes/module.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

// Written once by init_errors(); immortal. They are raised only if no new instance can be made.
Value g_spare_memory_error;
Value g_spare_recursion_error;

void set_pending(Thread& t, Ref exception) {
  Value old = t.error;
  t.error = exception.release();
  decref(t, old);
}

Error raise_text(Thread& t, Type* type, const char* text) {
  Ref message = make_str(t, std::string_view(text));
  if (message) raise_value(t, type, message);
  return {};
}

Error raise_formatted(Thread& t, Type* type, const char* format, va_list arguments) {
  if (!std::strchr(format, '%')) return raise_text(t, type, format);
  Ref message = format_message_v(t, format, arguments);
  if (message) raise_value(t, type, message);
  return {};
}

// Raises a spare instance, after its traceback and context of the last use have been removed.
Error raise_spare(Thread& t, Value spare) {
  if (!spare) gc::fatal("out of memory during start-up");
  BaseException* error = as_exception(spare);
  store_field(t, error, error->traceback, Ref());
  store_field(t, error, error->context, Ref());
  store_field(t, error, error->cause, Ref());
  set_pending(t, Ref::share(t, spare));
  return {};
}

Value make_spare(Thread& t, Type* type) {
  Ref error = make_exception_raw(t, type, Ref::share(t, empty_tuple()));
  if (!error) gc::fatal("out of memory during start-up");
  gc::make_immortal(error.object());
  if (gc::kFreeThreaded) error.object()->set_flag(gc::kPublished);
  return error.release();
}

}  // namespace

void init_errors(Thread& t) {
  g_spare_memory_error = make_spare(t, kMemoryErrorType);
  g_spare_recursion_error = make_spare(t, kRecursionErrorType);
}

// Sets exception.__context__. If the chain of contexts from `context` leads back to `exception`, the link to
// `exception` is cut, so that no cycle arises. A chain may already hold a cycle that a program has made: a second
// walker, half as fast, detects that (Floyd's algorithm).
void set_exception_context(Thread& t, Value exception, Value context) {
  if (!context || is_same(exception, context)) return;
  Ref at = Ref::share(t, context), slow = Ref::share(t, context);
  for (bool odd = false;; odd = !odd) {
    BaseException* error = as_exception(at);
    Ref next = load_field(t, error, error->context);
    if (!next) break;
    if (is_same(next, exception)) {
      store_field(t, error, error->context, Ref());
      break;
    }
    at = std::move(next);
    if (odd) {
      BaseException* behind = as_exception(slow);
      slow = load_field(t, behind, behind->context);
      if (!slow || is_same(slow, at)) break;
    }
  }
  BaseException* error = as_exception(exception);
  store_field(t, error, error->context, Ref::share(t, context));
}

Error raise_error(Thread& t, Value exception) {
  Ref error = Ref::share(t, exception);
  set_exception_context(t, error, t.handled);
  set_pending(t, std::move(error));
  return {};
}

Error raise_value(Thread& t, Type* type, Value argument) {
  Ref args = make_tuple(t, argument);
  if (!args) return {};
  Ref error = make_exception_py(t, type, std::move(args));
  if (!error) return {};
  set_exception_context(t, error, t.handled);
  set_pending(t, std::move(error));
  return {};
}

Error raise(Thread& t, Type* type, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  raise_formatted(t, type, format, arguments);
  va_end(arguments);
  return {};
}

Error raise_type_error(Thread& t, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  raise_formatted(t, kTypeErrorType, format, arguments);
  va_end(arguments);
  return {};
}

Error raise_value_error(Thread& t, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  raise_formatted(t, kValueErrorType, format, arguments);
  va_end(arguments);
  return {};
}

Error raise_index_error(Thread& t, const char* message) { return raise_text(t, kIndexErrorType, message); }
Error raise_key_error(Thread& t, Value key) { return raise_value(t, kKeyErrorType, key); }
Error raise_overflow_error(Thread& t, const char* message) { return raise_text(t, kOverflowErrorType, message); }

Error raise_attribute_error(Thread& t, Value object, Value name) {
  Ref message;
  if (is_type(object)) {
    message = format_message(t, "type object '%N' has no attribute '%S'", object.as<Type>(), name);
  } else if (has_layout(object, TypeId::kModule) && object.as<Module>()->name.get()) {
    Module* module = object.as<Module>();
    Ref module_name = load_field(t, module, module->name);
    message = format_message(t, "module '%S' has no attribute '%S'", module_name.get(), name);
  } else if (has_layout(object, TypeId::kModule)) {
    message = format_message(t, "module has no attribute '%S'", name);
  } else {
    message = format_message(t, "'%T' object has no attribute '%S'", object, name);
  }
  if (!message) return {};
  Ref args = make_tuple(t, message);
  if (!args) return {};
  Ref error = make_exception_raw(t, kAttributeErrorType, std::move(args));
  if (!error) return {};
  init_field(as_exception(error)->fields[field::kAttributeName], Ref::share(t, name));
  init_field(as_exception(error)->fields[field::kAttributeObject], Ref::share(t, object));
  return raise_error(t, error);
}

Error raise_memory_error(Thread& t) {
  // Making the exception instance may run out of memory again, and then allocate_instance() calls this function again.
  // The spare instance ends the recursion.
  static thread_local bool making = false;
  if (making) return raise_spare(t, g_spare_memory_error);
  making = true;
  Ref error = make_exception_raw(t, kMemoryErrorType, Ref::share(t, empty_tuple()));
  making = false;
  if (error) restore_error(t, std::move(error));  // as in CPython the exception gets no __context__
  return {};
}

Error raise_recursion_error(Thread& t, const char* where) {
  Ref message = format_message(t, "maximum recursion depth exceeded%s", where);
  Ref args = message ? make_tuple(t, message) : Ref();
  Ref error = args ? make_exception_raw(t, kRecursionErrorType, std::move(args)) : Ref();
  return error ? raise_error(t, error) : raise_spare(t, g_spare_recursion_error);
}

Error raise_stop_iteration(Thread& t, Value value) {
  value = value ? value.stripped() : kNone;
  Ref args = value == kNone ? Ref::share(t, empty_tuple()) : make_tuple(t, value);
  if (!args) return {};
  Ref error = make_exception_raw(t, kStopIterationType, std::move(args));
  if (!error) return {};
  init_field(as_exception(error)->fields[field::kStopValue], Ref::share(t, value));
  return raise_error(t, error);
}

Type* os_error_type(i64 error_number) {
  switch (error_number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS: return kBlockingIOErrorType;
    case ECHILD: return kChildProcessErrorType;
    case EPIPE:
    case ESHUTDOWN: return kBrokenPipeErrorType;
    case ECONNABORTED: return kConnectionAbortedErrorType;
    case ECONNREFUSED: return kConnectionRefusedErrorType;
    case ECONNRESET: return kConnectionResetErrorType;
    case EEXIST: return kFileExistsErrorType;
    case ENOENT: return kFileNotFoundErrorType;
    case EINTR: return kInterruptedErrorType;
    case EISDIR: return kIsADirectoryErrorType;
    case ENOTDIR: return kNotADirectoryErrorType;
    case EACCES:
    case EPERM: return kPermissionErrorType;
    case ESRCH: return kProcessLookupErrorType;
    case ETIMEDOUT: return kTimeoutErrorType;
    default: return kOSErrorType;
  }
}

Error raise_os_error(Thread& t, int error_number, Value filename, Value filename2) {
  char buffer[256];
  const char* text = strerror_r(error_number, buffer, sizeof buffer);
  Ref message = make_str(t, std::string_view(text));
  Ref number = make_int(t, error_number);
  if (!message) return {};
  Ref args = make_tuple(t, number, message);
  if (!args) return {};
  Ref error = make_exception_raw(t, os_error_type(error_number), std::move(args));
  if (!error) return {};
  BaseException* e = as_exception(error);
  init_field(e->fields[field::kOsErrno], std::move(number));
  init_field(e->fields[field::kOsStrerror], std::move(message));
  if (filename) init_field(e->fields[field::kOsFilename], Ref::share(t, filename));
  if (filename2) init_field(e->fields[field::kOsFilename2], Ref::share(t, filename2));
  return raise_error(t, error);
}

// ---- tests of the pending error

bool error_is(Thread& t, const Type* type) { return t.error && is_subtype(type_of(t.error), type); }

void clear_error(Thread& t) { decref(t, std::exchange(t.error, Value())); }

bool forget_error(Thread& t) {
  if (error_is(t, kMemoryErrorType)) return false;
  clear_error(t);
  return true;
}

Ref take_error(Thread& t) { return Ref::steal(std::exchange(t.error, Value())); }

void restore_error(Thread& t, Ref exception) { set_pending(t, std::move(exception)); }

bool catch_stop_iteration(Thread& t, Ref* value) {
  if (!error_is(t, kStopIterationType)) return false;
  Ref error = take_error(t);
  if (value) {
    BaseException* stop = as_exception(error);
    *value = load_field(t, stop, stop->fields[field::kStopValue]);
    if (!*value) *value = none();
  }
  return true;
}

bool NativeDepth::fail(Thread& t, const char* where) {
  raise_recursion_error(t, where);
  return false;
}

}  // namespace rt
