// Exceptions and tracebacks as text, the place of a SyntaxError, and what else C code asks about exceptions.
#include <string>

#include "interp/capi/capi.h"
#include "interp/report/frame_text.h"
#include "interp/report/source_lines.h"
#include "interp/report/uncaught.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/text/str.h"

using namespace capi;

// To sys.stderr, with tracebacks and causes. No error is pending afterwards.
void PyErr_DisplayException(PyObject* exception) {
  Call call;
  if (!exception || !rt::is_exception(value(exception))) return;
  vm::print_exception_py(call, value(exception), Value());
}
// `traceback` NULL: the exception's own.
void PyErr_Display(PyObject*, PyObject* exception, PyObject* traceback) {
  Call call;
  if (!exception || !rt::is_exception(value(exception))) return;
  vm::print_exception_py(call, value(exception), value(traceback));
}

int PyTraceBack_Print(PyObject* traceback, PyObject* file) {
  Call call;
  if (!traceback) return 0;
  if (!call.is_one(traceback, rt::TypeId::kTraceback)) return -1;
  vm::SourceLines sources;
  std::string text = "Traceback (most recent call last):\n";
  text += vm::traceback_text_py(call, value(traceback), sources, vm::Painter());
  return PyFile_WriteString(text.c_str(), file);
}

// ---- the place of a SyntaxError that is pending; other exceptions get the attributes, too

static void set_place_py(Call& call, PyObject* exception, PyObject* filename, int line, int column) {
  auto set = [&](const char* name, Ref v) {
    if (v && PyObject_SetAttrString(exception, name, word(v)) == 0) return;
    rt::clear_error(call);
  };
  set("lineno", rt::make_int(call, line));
  set("offset", column >= 0 ? rt::make_int(call, column) : rt::none());
  set("end_lineno", rt::none());
  set("end_offset", rt::none());
  if (!filename) return;
  set("filename", Ref::share(call, value(filename)));
  PyObject* text = PyErr_ProgramTextObject(filename, line);
  if (text) set("text", Ref::steal(value(text)));
  if (!PyObject_HasAttrString(exception, "msg")) set("msg", Ref::steal(value(PyObject_Str(exception))));
  if (!PyObject_HasAttrString(exception, "print_file_and_line")) set("print_file_and_line", rt::none());
}

// A column below 0 is not known.
static void set_place_of_pending_py(Call& call, PyObject* filename, const char* text, int line, int column) {
  Ref exception = rt::take_error(call);
  if (!exception) return;
  Ref name = text ? rt::decode_fs(call, text) : Ref();
  rt::clear_error(call);
  set_place_py(call, word(exception), name ? word(name) : filename, line, column);
  rt::restore_error(call, std::move(exception));
}
void PyErr_SyntaxLocationObject(PyObject* filename, int line, int column) {
  Call call(Pending::kSeen);
  set_place_of_pending_py(call, filename, nullptr, line, column);
}
void PyErr_SyntaxLocationEx(const char* filename, int line, int column) {
  Call call(Pending::kSeen);
  set_place_of_pending_py(call, nullptr, filename, line, column);
}
void PyErr_SyntaxLocation(const char* filename, int line) { PyErr_SyntaxLocationEx(filename, line, -1); }

// ---- except*

// What a try statement raises at its end: `raised`, a list, has what its clauses have raised or not handled.
PyObject* PyUnstable_Exc_PrepReraiseStar(PyObject* original, PyObject* raised) {
  Call call;
  if (!original || !rt::is_exception(value(original)))
    return rt::raise_type_error(call, "orig must be an exception instance");
  if (!raised || !rt::is_list(value(raised)))
    return rt::raise_type_error(call, "excs must be a list of exception instances");
  for (Py_ssize_t i = 0; i < PyList_Size(raised); ++i) {
    Value one = value(PyList_GetItem(raised, i));
    if (one != rt::kNone && !rt::is_exception(one))
      return rt::raise_type_error(call, "item %zd of excs is not an exception", i);
  }
  Ref traceback = Ref::steal(value(PyException_GetTraceback(original)));
  if (!traceback) return rt::raise_value_error(call, "orig must be a raised exception");
  return give(rt::prepare_reraise_star_py(call, value(original), value(raised)));
}
