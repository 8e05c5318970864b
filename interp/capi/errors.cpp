// The pending exception, warnings, and signals that arrive.
#include <cerrno>
#include <csignal>
#include <cstring>
#include <vector>

#include "interp/capi/capi.h"
#include "interp/report/uncaught.h"
#include "runtime/library/core/warnings.h"
#include "runtime/library/threads/signal.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/text/str.h"

using namespace capi;

// ---- raising

static bool is_exception_class(Call& call, PyObject* type) {
  if (call.lacks(type)) return false;
  if (rt::is_exception_type(value(type))) return true;
  return rt::raise(call, rt::kSystemErrorType, "exception %R is not a BaseException subclass", value(type));
}

// type(*arguments), or type() for None, or the value itself if it is such an exception. Empty: an error is pending.
static Ref exception_of_py(Call& call, Value type, Value argument) {
  if (argument && rt::is_exception(argument) && rt::is_instance(argument, type.as<rt::Type>()))
    return Ref::share(call, argument);
  Ref made;
  if (!argument || argument == rt::kNone) made = rt::call_py(call, type);
  else if (rt::is_tuple(argument)) made = rt::call_with_tuple_py(call, type, argument, Value());
  else made = rt::call_py(call, type, argument);
  if (!made || rt::is_exception(made)) return made;
  return rt::raise_type_error(call, "calling %R should have returned an instance of BaseException, not %T", type,
                              made.get());
}

void PyErr_SetObject(PyObject* type, PyObject* argument) {
  Call call;
  rt::clear_error(call);
  if (!is_exception_class(call, type)) return;
  Ref exception = exception_of_py(call, value(type), value(argument));
  if (exception) rt::raise_error(call, exception);
}
void PyErr_SetNone(PyObject* type) { PyErr_SetObject(type, nullptr); }

void PyErr_SetString(PyObject* type, const char* message) {
  Call call;
  rt::clear_error(call);
  Ref text = call.text(message);
  if (text) PyErr_SetObject(type, word(text));
}

PyObject* PyErr_NoMemory(void) {
  Call call;
  return rt::raise_memory_error(call);
}

int PyErr_BadArgument(void) {
  Call call;
  rt::raise_type_error(call, "bad argument type for built-in operation");
  return 0;
}

void PyErr_BadInternalCall(void) {
  Call call;
  rt::raise(call, rt::kSystemErrorType, "bad argument to internal function");
}

PyObject* PyErr_SetFromErrno(PyObject* type) {
  int number = errno;
  Call call;
  rt::clear_error(call);
  if (!is_exception_class(call, type)) return nullptr;
  Ref text = rt::decode_fs(call, std::strerror(number));
  Ref arguments = text ? rt::make_tuple(call, Value::small_int(number), text) : Ref();
  Ref exception = arguments ? exception_of_py(call, value(type), arguments) : Ref();
  if (exception) rt::raise_error(call, exception);
  return nullptr;
}

// ---- the pending exception

PyObject* PyErr_Occurred(void) {
  Call call;
  Thread& t = call;
  return t.error ? word(rt::type_of(t.error)) : nullptr;
}

void PyErr_Clear(void) {
  Call call;
  rt::clear_error(call);
}

PyObject* PyErr_GetRaisedException(void) {
  Call call;
  return give(rt::take_error(call));
}

void PyErr_SetRaisedException(PyObject* exception) {
  Call call;
  Ref taken = Ref::steal(value(exception));
  rt::clear_error(call);
  if (taken) rt::restore_error(call, std::move(taken));
}

void PyErr_Fetch(PyObject** type, PyObject** exception, PyObject** traceback) {
  Call call;
  if (call.lacks(type, exception, traceback)) return;
  Ref error = rt::take_error(call);
  *type = error ? give(Ref::share(call, rt::type_of(error))) : nullptr;
  *traceback = error ? give(rt::load_field(call, error.object(), rt::as_exception(error)->traceback)) : nullptr;
  *exception = give(std::move(error));
}

void PyErr_Restore(PyObject* type, PyObject* argument, PyObject* traceback) {
  Call call;
  Ref cls = Ref::steal(value(type)), given = Ref::steal(value(argument)), trace = Ref::steal(value(traceback));
  rt::clear_error(call);
  if (!cls || !is_exception_class(call, type)) return;
  Ref exception = exception_of_py(call, cls, given);
  if (!exception) return;
  if (trace && trace.get() != rt::kNone)
    rt::store_field(call, exception.object(), rt::as_exception(exception)->traceback, std::move(trace));
  rt::restore_error(call, std::move(exception));
}

// What PyErr_Fetch() gives is an exception already; a program may have stored something else since.
void PyErr_NormalizeException(PyObject** type, PyObject** exception, PyObject** traceback) {
  Call call;
  if (call.lacks(type, exception, traceback) || !*type || (*exception && rt::is_exception(value(*exception)))) return;
  PyErr_Restore(*type, *exception, *traceback);
  PyErr_Fetch(type, exception, traceback);
}

static bool matches(Value cls, Value type) {
  bool classes = rt::is_exception_type(cls) && rt::is_exception_type(type);
  return classes ? rt::is_subtype(cls.as<rt::Type>(), type.as<rt::Type>()) : rt::is_same(cls, type);
}

// Tuples may lie in tuples, to any depth.
int PyErr_GivenExceptionMatches(PyObject* given, PyObject* type) {
  Call call;
  if (!given || !type) return 0;
  Value cls = rt::is_exception(value(given)) ? Value(rt::type_of(value(given))) : value(given);
  std::vector<Value> left = {value(type)};
  while (!left.empty()) {
    Value next = left.back();
    left.pop_back();
    if (!rt::is_tuple(next) && matches(cls, next)) return 1;
    for (u64 i = rt::is_tuple(next) ? rt::as_tuple(next)->length : 0; i-- > 0;)
      left.push_back((*rt::as_tuple(next))[i]);
  }
  return 0;
}

int PyErr_ExceptionMatches(PyObject* type) { return PyErr_GivenExceptionMatches(PyErr_Occurred(), type); }

// SystemExit stays pending: it ends the program where the call returns to Python.
void PyErr_PrintEx(int) {
  Call call;
  if (rt::error_pending(call) && !rt::error_is(call, rt::kSystemExitType)) vm::report_uncaught_py(call);
}
void PyErr_Print(void) { PyErr_PrintEx(1); }

void PyErr_WriteUnraisable(PyObject* object) {
  Call call;
  if (rt::error_pending(call)) rt::write_unraisable_py(call, nullptr, value(object));
}

PyObject* PyException_GetTraceback(PyObject* exception) {
  Call call;
  if (!exception || !rt::is_exception(value(exception))) return call.bad_call(), nullptr;
  return give(rt::load_field(call, value(exception).object(), rt::as_exception(value(exception))->traceback));
}

PyObject* PyException_GetCause(PyObject* exception) {
  Call call;
  if (!exception || !rt::is_exception(value(exception))) return call.bad_call(), nullptr;
  return give(rt::load_field(call, value(exception).object(), rt::as_exception(value(exception))->cause));
}

PyObject* PyException_GetContext(PyObject* exception) {
  Call call;
  if (!exception || !rt::is_exception(value(exception))) return call.bad_call(), nullptr;
  return give(rt::load_field(call, value(exception).object(), rt::as_exception(value(exception))->context));
}

// ---- warnings and signals

int PyErr_WarnEx(PyObject* category, const char* message, Py_ssize_t stack_level) {
  Call call;
  Ref text = call.text(message);
  if (!text) return -1;
  bool known =
      category && rt::is_type(value(category)) && rt::is_subtype(value(category).as<rt::Type>(), rt::kWarningType);
  if (category && !known)
    return rt::raise_type_error(call, "category must be a Warning subclass, not '%T'", value(category));
  rt::Type* type = category ? value(category).as<rt::Type>() : rt::kRuntimeWarningType;
  return call.status(rt::warn_py(call, type, text, static_cast<int>(std::clamp<Py_ssize_t>(stack_level, 0, INT_MAX))));
}

int PyErr_CheckSignals(void) {
  Call call;
  return call.status(rt::poll_py(call));
}

void PyErr_SetInterrupt(void) {
  Call call;
  rt::simulate_signal(SIGINT);
}

int PyErr_SetInterruptEx(int number) {
  Call call;
  if (!rt::is_valid_signal(number)) return -1;
  rt::simulate_signal(number);
  return 0;
}
