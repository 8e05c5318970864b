// What C code tells to those who watch the program: audit hooks, traced memory; and lines of source for its messages.
#include "interp/capi/capi.h"
#include "interp/library/modules.h"
#include "interp/report/source_lines.h"
#include "runtime/object/audit.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

using namespace capi;

// ---- audit hooks

static bool audit_tuple_py(Call& call, const char* event, Value arguments) {
  Ref name = call.text(event);
  return name && rt::call_audit_hooks_py(call, name, arguments);
}

int PySys_Audit(const char* event, const char* format, ...) {
  if (!rt::g_has_audit_hooks.load(gc::relaxed)) return 0;
  Call call;
  va_list variables;
  va_start(variables, format);
  Ref arguments = arguments_py(call, format, variables);
  va_end(variables);
  return call.status(arguments && audit_tuple_py(call, event, arguments));
}

// `arguments`: a tuple, or NULL.
int PySys_AuditTuple(const char* event, PyObject* arguments) {
  Call call;
  if (arguments && !rt::is_tuple(value(arguments)))
    return rt::raise_type_error(call, "args must be tuple, got %T", value(arguments)), -1;
  if (!rt::g_has_audit_hooks.load(gc::relaxed)) return 0;
  return call.status(audit_tuple_py(call, event, arguments ? value(arguments) : rt::empty_tuple()));
}

// ---- traced memory: -2 if nobody traces. The caller need not be attached.

int PyTraceMalloc_Track(unsigned int domain, uintptr_t address, size_t bytes) {
  return vm::trace_block_of_c(domain, address, bytes) ? 0 : -2;
}
int PyTraceMalloc_Untrack(unsigned int domain, uintptr_t address) {
  return vm::forget_block_of_c(domain, address) ? 0 : -2;
}

// ---- source lines: NULL without an error if the line is not known

PyObject* PyErr_ProgramTextObject(PyObject* filename, int line) {
  Call call;
  if (!filename || !rt::is_str(value(filename))) return nullptr;
  std::string text(vm::SourceLines().line_py(call, value(filename), Value(), line));
  Ref found = text.empty() ? Ref() : rt::make_str(call, text);
  rt::clear_error(call);
  return give(std::move(found));
}
PyObject* PyErr_ProgramText(const char* filename, int line) {
  Call call;
  Ref name = filename ? Ref::steal(value(PyUnicode_DecodeFSDefault(filename))) : Ref();
  return name ? PyErr_ProgramTextObject(word(name.get()), line) : nullptr;
}
