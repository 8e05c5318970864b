// Contexts and context variables.
#include "interp/capi/capi.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/library/threads/contextvars.h"
#include "runtime/object/native_modules.h"

using namespace capi;

// The classes are made by the module's first import, so an object of one of them tells that it has been imported.
static bool import_contextvars_py(Call& call) { return bool(rt::import_module_py(call, "_contextvars")); }

static bool is_kind(Call& call, PyObject* object, bool (*kind)(Value), const char* name) {
  if (call.lacks(object)) return false;
  return kind(value(object)) || rt::raise_type_error(call, "an instance of %s was expected", name);
}

int PyContext_CheckExact(PyObject* object) {
  Call call;
  return object && rt::is_context(value(object));
}
int PyContextVar_CheckExact(PyObject* object) {
  Call call;
  return object && rt::is_context_var(value(object));
}
int PyContextToken_CheckExact(PyObject* object) {
  Call call;
  return object && rt::is_context_token(value(object));
}

// ---- contexts

PyObject* PyContext_New(void) {
  Call call;
  return import_contextvars_py(call) ? give(rt::make_context(call)) : nullptr;
}

PyObject* PyContext_Copy(PyObject* context) {
  Call call;
  bool known = is_kind(call, context, rt::is_context, "Context");
  return known ? give(rt::copied_context(call, value(context))) : nullptr;
}

PyObject* PyContext_CopyCurrent(void) {
  Call call;
  return import_contextvars_py(call) ? give(rt::copy_context(call)) : nullptr;
}

int PyContext_Enter(PyObject* context) {
  Call call;
  return call.status(is_kind(call, context, rt::is_context, "Context") && rt::enter_context(call, value(context)));
}
int PyContext_Exit(PyObject* context) {
  Call call;
  return call.status(is_kind(call, context, rt::is_context, "Context") && rt::leave_context(call, value(context)));
}

// ---- variables

// `fallback`: the default, or NULL.
PyObject* PyContextVar_New(const char* name, PyObject* fallback) {
  Call call;
  Ref text = call.text(name);
  if (!text || !import_contextvars_py(call)) return nullptr;
  return give(rt::make_context_var(call, text, value(fallback)));
}

// *result: a new reference to the value, else to `fallback`, else to the variable's default; NULL: there is none.
int PyContextVar_Get(PyObject* variable, PyObject* fallback, PyObject** result) {
  Call call;
  *result = nullptr;
  if (!is_kind(call, variable, rt::is_context_var, "ContextVar")) return -1;
  *result = give(rt::context_var_find(call, value(variable), value(fallback)));
  return call.status(*result || !rt::error_pending(call));
}

PyObject* PyContextVar_Set(PyObject* variable, PyObject* new_value) {
  Call call;
  if (call.lacks(new_value) || !is_kind(call, variable, rt::is_context_var, "ContextVar")) return nullptr;
  return give(rt::context_var_set(call, value(variable), value(new_value)));
}

int PyContextVar_Reset(PyObject* variable, PyObject* token) {
  Call call;
  bool done = is_kind(call, variable, rt::is_context_var, "ContextVar") &&
              is_kind(call, token, rt::is_context_token, "Token") &&
              rt::context_var_reset(call, value(variable), value(token));
  return call.status(done);
}
