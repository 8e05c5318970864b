// The pending exception, warnings, and signals that arrive.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "interp/capi/capi.h"
#include "interp/report/uncaught.h"
#include "runtime/library/core/warnings.h"
#include "runtime/library/threads/signal.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/exceptions/exception_parts.h"
#include "runtime/types/text/str.h"

using namespace capi;

// ---- raising

static bool is_exception_class(Call& call, PyObject* type) {
  if (call.lacks(type)) return false;
  if (rt::is_exception_type(value(type))) return true;
  return rt::raise(call, rt::kSystemErrorType, "_PyErr_SetObject: exception %R is not a BaseException subclass",
                   value(type));
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

// Notes at the exception that the class could not be called, and with what.
static void note_failure_py(Call& call, Value type, Value argument) {
  Ref failure = rt::take_error(call);
  Ref shown = argument ? rt::repr_py(call, argument) : rt::make_str(call, "<NULL>");
  rt::clear_error(call);
  if (!shown) shown = rt::make_str(call, "<unknown>");
  Ref note = shown ? rt::format_message(call, "Normalization failed: type=%s args=%S",
                                        rt::type_name(type.as<rt::Type>()), shown.get())
                   : Ref();
  if (note) (void)rt::exceptions::add_note_py(call, failure, note);
  rt::clear_error(call);
  rt::raise_error(call, failure);
}

void PyErr_SetObject(PyObject* type, PyObject* argument) {
  Call call;
  rt::clear_error(call);
  if (!is_exception_class(call, type)) return;
  Ref exception = exception_of_py(call, value(type), value(argument));
  if (exception) rt::raise_error(call, exception);
  else note_failure_py(call, value(type), value(argument));
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
  Call call(Pending::kSeen);
  Thread& t = call;
  return t.error ? word(rt::type_of(t.error)) : nullptr;
}

void PyErr_Clear(void) {
  Call call(Pending::kSeen);
  rt::clear_error(call);
}

PyObject* PyErr_GetRaisedException(void) {
  Call call(Pending::kSeen);
  return give(rt::take_error(call));
}

void PyErr_SetRaisedException(PyObject* exception) {
  Call call(Pending::kSeen);
  Ref taken = Ref::steal(value(exception));
  rt::clear_error(call);
  if (taken) rt::restore_error(call, std::move(taken));
}

void PyErr_Fetch(PyObject** type, PyObject** exception, PyObject** traceback) {
  Call call(Pending::kSeen);
  if (call.lacks(type, exception, traceback)) return;
  Ref error = rt::take_error(call);
  *type = error ? give(Ref::share(call, rt::type_of(error))) : nullptr;
  *traceback = error ? give(rt::load_field(call, error.object(), rt::as_exception(error)->traceback)) : nullptr;
  *exception = give(std::move(error));
}

void PyErr_Restore(PyObject* type, PyObject* argument, PyObject* traceback) {
  Call call(Pending::kSeen);
  Ref cls = Ref::steal(value(type)), given = Ref::steal(value(argument)), trace = Ref::steal(value(traceback));
  rt::clear_error(call);
  if (!cls || !is_exception_class(call, type)) return;
  if (trace && trace.get() != rt::kNone && !rt::has_layout(trace, rt::TypeId::kTraceback)) {
    rt::raise_type_error(call, "traceback must be a Traceback or None");
    return;
  }
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
  Call call(Pending::kSeen);
  if (rt::error_pending(call) && !rt::error_is(call, rt::kSystemExitType)) vm::report_uncaught_py(call);
}
void PyErr_Print(void) { PyErr_PrintEx(1); }

void PyErr_WriteUnraisable(PyObject* object) {
  Call call(Pending::kSeen);
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

int PyOS_InterruptOccurred(void) {
  Call call;
  return rt::take_signal(call, SIGINT);
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

// ---- the exception that is being handled

PyObject* PyErr_GetHandledException(void) {
  Call call;
  Thread& t = call;
  return t.handled && t.handled != rt::kNone ? give(Ref::share(t, t.handled)) : nullptr;
}
void PyErr_SetHandledException(PyObject* exception) {
  Call call;
  Thread& t = call;
  Value handled = exception && exception != Py_None ? Ref::share(t, value(exception)).release() : Value();
  rt::decref(t, std::exchange(t.handled, handled));
}
void PyErr_GetExcInfo(PyObject** type, PyObject** exception, PyObject** traceback) {
  *exception = PyErr_GetHandledException();
  *type = *exception ? PyObject_Type(*exception) : Py_None;
  *traceback = *exception ? PyException_GetTraceback(*exception) : nullptr;
  if (!*exception) *exception = Py_None;
  if (!*traceback) *traceback = Py_None;
}
void PyErr_SetExcInfo(PyObject* type, PyObject* exception, PyObject* traceback) {
  PyErr_SetHandledException(exception);
  for (PyObject* taken : {type, exception, traceback})
    if (taken) Py_DecRef(taken);
}

// ---- parts of an exception

static bool set_part(PyObject* exception, rt::Slot rt::BaseException::* part, Ref value_of_part) {
  Call call;
  if (!exception || !rt::is_exception(value(exception))) return !call.bad_call();
  auto* error = rt::as_exception(value(exception));
  if (value_of_part && value_of_part.get() == rt::kNone) value_of_part = Ref();
  rt::store_field(call, error, error->*part, std::move(value_of_part));
  return true;
}
int PyException_SetTraceback(PyObject* exception, PyObject* traceback) {
  Call call;
  bool known = traceback == Py_None || (traceback && rt::is_exact(value(traceback), rt::TypeId::kTraceback));
  if (!known) return rt::raise_type_error(call, "__traceback__ must be a traceback or None");
  return call.status(set_part(exception, &rt::BaseException::traceback, Ref::share(call, value(traceback))));
}
void PyException_SetCause(PyObject* exception, PyObject* cause) {
  if (set_part(exception, &rt::BaseException::cause, Ref::steal(value(cause))))
    rt::as_exception(value(exception))->suppress_context.store(true, gc::relaxed);
}
void PyException_SetContext(PyObject* exception, PyObject* context) {
  set_part(exception, &rt::BaseException::context, Ref::steal(value(context)));
}
PyObject* PyException_GetArgs(PyObject* exception) { return PyObject_GetAttrString(exception, "args"); }
void PyException_SetArgs(PyObject* exception, PyObject* args) { PyObject_SetAttrString(exception, "args", args); }
const char* PyExceptionClass_Name(PyObject* type) { return reinterpret_cast<PyTypeObject*>(type)->tp_name; }

// ---- raising with more

PyObject* PyErr_SetFromErrnoWithFilenameObjects(PyObject* type, PyObject* first, PyObject* second) {
  int number = errno;
  Call call;
  if (number == EINTR && PyErr_CheckSignals() < 0) return nullptr;
  rt::clear_error(call);
  if (!is_exception_class(call, type)) return nullptr;
  Ref text = rt::decode_fs(call, std::strerror(number));
  if (!text) return nullptr;
  Value none = rt::kNone;
  Ref arguments =
      !first    ? rt::make_tuple(call, Value::small_int(number), text)
      : !second ? rt::make_tuple(call, Value::small_int(number), text, value(first))
                : Ref::steal(value(Py_BuildValue("(iOOOO)", number, word(text.get()), first, word(none), second)));
  Ref exception = arguments ? exception_of_py(call, value(type), arguments) : Ref();
  if (exception) rt::raise_error(call, exception);
  return nullptr;
}
PyObject* PyErr_SetFromErrnoWithFilenameObject(PyObject* type, PyObject* name) {
  return PyErr_SetFromErrnoWithFilenameObjects(type, name, nullptr);
}
PyObject* PyErr_SetFromErrnoWithFilename(PyObject* type, const char* name) {
  int number = errno;
  Call call;
  Ref str = name ? rt::decode_fs(call, name) : Ref();
  if (name && !str) return nullptr;
  errno = number;
  return PyErr_SetFromErrnoWithFilenameObjects(type, word(str.get()), nullptr);
}

PyObject* PyErr_SetImportErrorSubclass(PyObject* type, PyObject* message, PyObject* name, PyObject* path) {
  Call call;
  if (!is_exception_class(call, type) || call.lacks(message)) return nullptr;
  Ref error = rt::call_py(call, value(type), value(message));
  if (!error) return nullptr;
  if (name && PyObject_SetAttrString(word(error.get()), "name", name) < 0) return nullptr;
  if (path && PyObject_SetAttrString(word(error.get()), "path", path) < 0) return nullptr;
  rt::raise_error(call, error);
  return nullptr;
}
PyObject* PyErr_SetImportError(PyObject* message, PyObject* name, PyObject* path) {
  return PyErr_SetImportErrorSubclass(PyExc_ImportError, message, name, path);
}

PyObject* PyErr_NewExceptionWithDoc(const char* name, const char* doc, PyObject* base, PyObject* dict) {
  Call call;
  const char* dot = name ? std::strrchr(name, '.') : nullptr;
  if (!dot) return rt::raise(call, rt::kSystemErrorType, "PyErr_NewException: name must be module.class");
  if (dict && !rt::is_dict(value(dict))) return call.bad_call(), nullptr;
  Ref space = dict ? rt::dict_copy(call, rt::as_dict(value(dict))) : rt::make_dict(call);
  Ref module = rt::make_str(call, std::string_view(name, static_cast<size_t>(dot - name)));
  if (!space || !module || !rt::dict_set_cstr(call, rt::as_dict(space), "__module__", std::move(module)))
    return nullptr;
  if (doc && !rt::dict_set_cstr(call, rt::as_dict(space), "__doc__", call.text(doc))) return nullptr;
  Value given = base ? value(base) : Value(rt::kExceptionType);
  Ref bases = rt::is_tuple(given) ? Ref::share(call, given) : rt::make_tuple(call, given);
  Ref own = bases ? call.text(dot + 1) : Ref();
  return own ? give(rt::call_py(call, Value(rt::kTypeType), own.get(), bases.get(), space.get())) : nullptr;
}
PyObject* PyErr_NewException(const char* name, PyObject* base, PyObject* dict) {
  return PyErr_NewExceptionWithDoc(name, nullptr, base, dict);
}

void _PyErr_BadInternalCall(const char* file, int line) {
  Call call;
  rt::raise(call, rt::kSystemErrorType, "%s:%d: bad argument to internal function", file, line);
}

int PyErr_WarnExplicitObject(PyObject* category, PyObject* message, PyObject* file, int line, PyObject* module,
                             PyObject* registry) {
  Call call;
  Ref warnings = rt::import_module_py(call, "_warnings");
  Ref warn = warnings ? rt::getattr_py(call, warnings, "warn_explicit") : Ref();
  if (!warn) return -1;
  PyObject* result =
      PyObject_CallFunction(word(warn.get()), "OOOiOO", message, category ? category : PyExc_RuntimeWarning, file, line,
                            module ? module : Py_None, registry ? registry : Py_None);
  if (result) Py_DecRef(result);
  return result ? 0 : -1;
}
int PyErr_WarnExplicit(PyObject* category, const char* message, const char* file, int line, const char* module,
                       PyObject* registry) {
  Call call;
  Ref text = call.text(message), name = text ? rt::decode_fs(call, file) : Ref();
  Ref own = name && module ? call.text(module) : Ref();
  if (!name || (module && !own)) return -1;
  return PyErr_WarnExplicitObject(category, word(text.get()), word(name.get()), line, word(own.get()), registry);
}

void _Py_FatalErrorFunc(const char* function, const char* message) {
  std::fprintf(stderr, "Fatal Python error: %s: %s\n", function, message);
  std::fflush(stderr);
  std::abort();
}
