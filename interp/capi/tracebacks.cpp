// Entries of tracebacks that stand for functions of C, and the code objects and frames for them.
//
//   PyCode_NewEmpty(file, function, line) --> PyFrame_New(code, globals) --> PyTraceBack_Here(frame)
#include "interp/capi/capi.h"
#include "interp/compile/code_object.h"
#include "interp/vm/frame/made_frame.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/text/str.h"

using namespace capi;

// ---- code objects

// Code that cannot run. Each of its instructions is in that line.
PyCodeObject* PyCode_NewEmpty(const char* file, const char* function, int line) {
  Call call;
  if (call.lacks(file, function)) return nullptr;
  comp::CodeParts parts;
  parts.filename = Ref::steal(value(PyUnicode_DecodeFSDefault(file)));
  parts.name = parts.filename ? call.name(function) : Ref();
  if (!parts.name) return nullptr;
  parts.qualname = Ref::share(call, parts.name);
  parts.words = {comp::encode(comp::Op::CANNOT_RUN)};
  parts.positions = {{0, line, line, comp::Position::kUnknown, comp::Position::kUnknown}};
  parts.first_line = line;
  parts.flags = comp::kOptimized | comp::kNewLocals;
  parts.frame_size = comp::kWindowHeader;
  for (Ref* names : {&parts.local_names, &parts.cell_names, &parts.free_names, &parts.names})
    *names = Ref::share(call, rt::empty_tuple());
  return reinterpret_cast<PyCodeObject*>(give(comp::make_code(call, std::move(parts))));
}

static Ref code_attribute_py(Call& call, PyCodeObject* code, const char* name) {
  bool known = code && rt::is_exact(value(code), rt::TypeId::kCode);
  return known || !call.bad_call() ? rt::getattr_py(call, value(code), name) : Ref();
}
PyObject* PyCode_GetCode(PyCodeObject* code) {
  Call call;
  return give(code_attribute_py(call, code, "co_code"));
}
PyObject* PyCode_GetVarnames(PyCodeObject* code) {
  Call call;
  return give(code_attribute_py(call, code, "co_varnames"));
}
PyObject* PyCode_GetCellvars(PyCodeObject* code) {
  Call call;
  return give(code_attribute_py(call, code, "co_cellvars"));
}
PyObject* PyCode_GetFreevars(PyCodeObject* code) {
  Call call;
  return give(code_attribute_py(call, code, "co_freevars"));
}
Py_ssize_t PyCode_GetNumFree(PyCodeObject* code) {
  Call call;
  bool known = code && rt::is_exact(value(code), rt::TypeId::kCode);
  if (!known) return call.bad_call(), -1;
  return static_cast<Py_ssize_t>(rt::as_tuple(value(code).as<comp::Code>()->free_names.get())->length);
}

// The line of an offset as f_lasti shows it; -1: none.
int PyCode_Addr2Line(PyCodeObject* object, int offset) {
  Call call;
  bool known = object && rt::is_exact(value(object), rt::TypeId::kCode);
  auto* code = known ? value(object).as<comp::Code>() : nullptr;
  if (!code || !comp::wake(call, code)) return call.bad_call(), -1;
  i64 word = comp::word_at_offset(offset);
  if (word < 0) return comp::entry_line(code);
  i32 line = comp::position_of(code, static_cast<u32>(word)).line;
  return line ? line : -1;
}

// ---- frames

// Code that such a frame stands for keeps its variables in C, so there are no locals.
PyFrameObject* PyFrame_New(PyThreadState*, PyCodeObject* code, PyObject* globals, PyObject*) {
  Call call;
  bool known = code && globals && rt::is_exact(value(code), rt::TypeId::kCode) && rt::is_dict(value(globals));
  if (!known) return call.bad_call(), nullptr;
  Ref frame = vm::make_frame(call, value(code).as<comp::Code>(), rt::as_dict(value(globals)));
  return reinterpret_cast<PyFrameObject*>(give(std::move(frame)));
}

// ---- entries

// An entry for the frame, at the place where it is now, in front of `next`, which may be empty.
static Ref entry_py(Call& call, Value frame, Value next) {
  Ref line = rt::getattr_py(call, frame, "f_lineno"), offset = line ? rt::getattr_py(call, frame, "f_lasti") : Ref();
  if (!offset) return Ref();
  Value no_line = Value::small_int(-1);  // then the entry shows that of the offset
  Value parts[] = {next ? next : rt::kNone, frame, offset, line.get() == rt::kNone ? no_line : line.get()};
  return rt::call_py(call, rt::kTracebackType, {parts, 4, Value()});
}

// Adds an entry to the pending error. Without memory for it the error stays as it is.
int PyTraceBack_Here(PyFrameObject* frame) {
  Call call(Pending::kSeen);
  bool known = frame && rt::is_exact(value(frame), rt::TypeId::kFrame);
  Ref error = known ? rt::take_error(call) : Ref();
  if (!error) return call.bad_call(), -1;
  auto* exception = rt::as_exception(error);
  Ref next = rt::load_field(call, exception, exception->traceback), entry = entry_py(call, value(frame), next);
  if (entry) rt::store_field(call, exception, exception->traceback, Ref::share(call, entry));
  else rt::clear_error(call);
  rt::restore_error(call, std::move(error));
  return call.status(bool(entry));
}

// Adds an entry for a function of C. Its globals are empty.
void _PyTraceback_Add(const char* function, const char* file, int line) {
  Call call(Pending::kSeen);
  Ref error = rt::take_error(call);
  if (!error) return;
  Ref code = Ref::steal(bare_value(PyCode_NewEmpty(file, function, line)));
  Ref globals = code ? rt::make_dict(call) : Ref();
  Ref frame = globals ? vm::make_frame(call, code.as<comp::Code>(), rt::as_dict(globals)) : Ref();
  rt::clear_error(call);
  rt::restore_error(call, std::move(error));
  if (frame) PyTraceBack_Here(reinterpret_cast<PyFrameObject*>(word(frame.get())));
}
