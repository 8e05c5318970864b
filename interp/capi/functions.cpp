// Functions of Python and the code of generators: their parts, and calls with what Python code cannot say.
#include "interp/capi/capi.h"
#include "interp/vm/frame.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

using namespace capi;

// ---- the parts of a function: borrowed, NULL without an error if there is none

static PyObject* part_of(PyObject* function, rt::Slot vm::Function::* part) {
  Call call;
  if (!call.is_one(function, rt::TypeId::kFunction)) return nullptr;
  auto* f = value(function).as<vm::Function>();
  return borrowed(rt::load_field(call, f, f->*part));
}

// Through the attribute, which checks. `kind`: what it must be, if it is not None.
static int set_part(PyObject* function, const char* attribute, PyObject* part, rt::TypeId kind) {
  Call call;
  if (!call.is_one(function, rt::TypeId::kFunction) || call.lacks(part)) return -1;
  if (part != Py_None && !rt::has_layout(value(part), kind))
    return rt::raise(call, rt::kSystemErrorType, "%s of a function must not be %T", attribute, value(part));
  return PyObject_SetAttrString(function, attribute, part);
}

PyObject* PyFunction_GetDefaults(PyObject* function) { return part_of(function, &vm::Function::defaults); }
PyObject* PyFunction_GetKwDefaults(PyObject* function) { return part_of(function, &vm::Function::keyword_defaults); }
PyObject* PyFunction_GetClosure(PyObject* function) { return part_of(function, &vm::Function::closure); }
PyObject* PyFunction_GetModule(PyObject* function) { return part_of(function, &vm::Function::module); }
// What __annotate__() gives is computed by the first call.
PyObject* PyFunction_GetAnnotations(PyObject* function) {
  Call call;
  if (!call.is_one(function, rt::TypeId::kFunction)) return nullptr;
  return borrowed(rt::getattr_py(call, value(function), "__annotations__"));
}

int PyFunction_SetDefaults(PyObject* function, PyObject* defaults) {
  int status = set_part(function, "__defaults__", defaults, rt::TypeId::kTuple);
  if (status == 0) vm::function_changed(value(function).as<vm::Function>());
  return status;
}
int PyFunction_SetKwDefaults(PyObject* function, PyObject* defaults) {
  return set_part(function, "__kwdefaults__", defaults, rt::TypeId::kDict);
}
int PyFunction_SetAnnotations(PyObject* function, PyObject* annotations) {
  return set_part(function, "__annotations__", annotations, rt::TypeId::kDict);
}

int PyFunction_SetClosure(PyObject* function, PyObject* closure) {
  Call call;
  if (!call.is_one(function, rt::TypeId::kFunction) || call.lacks(closure)) return -1;
  if (closure != Py_None && !rt::is_tuple(value(closure)))
    return rt::raise(call, rt::kSystemErrorType, "expected tuple for closure, got '%T'", value(closure));
  auto* f = value(function).as<vm::Function>();
  rt::store_field(call, f, f->closure, closure == Py_None ? Ref() : Ref::share(call, value(closure)));
  return 0;
}

// ---- new functions

PyObject* PyFunction_NewWithQualName(PyObject* code, PyObject* globals, PyObject* qualname) {
  Call call;
  if (!call.is_one(code, rt::TypeId::kCode) || !call.is_one(globals, rt::TypeId::kDict)) return nullptr;
  Ref function = vm::make_function(call, value(code).as<comp::Code>(), rt::as_dict(value(globals)));
  if (function && qualname && PyObject_SetAttrString(word(function), "__qualname__", qualname) != 0) return nullptr;
  return give(std::move(function));
}
PyObject* PyFunction_New(PyObject* code, PyObject* globals) {
  return PyFunction_NewWithQualName(code, globals, nullptr);
}

// ---- calls

namespace {

// A function that one call is made of. Arguments are arrays of C; of `keywords` every second word is a value.
Ref function_of_py(Call& call, PyObject* code, PyObject* globals, PyObject* const* defaults, int count,
                   PyObject* keyword_defaults, PyObject* closure) {
  Ref function = Ref::steal(value(PyFunction_New(code, globals)));
  if (!function) return Ref();
  auto* f = function.as<vm::Function>();
  if (count > 0) {
    Ref tuple = Ref::steal(value(PyTuple_FromArray(defaults, count)));
    if (!tuple) return Ref();
    rt::store_field(call, f, f->defaults, std::move(tuple));
  }
  if (keyword_defaults) rt::store_field(call, f, f->keyword_defaults, Ref::share(call, value(keyword_defaults)));
  if (closure) rt::store_field(call, f, f->closure, Ref::share(call, value(closure)));
  if (f->simple_args.load(gc::relaxed) == vm::kAsleep && !vm::wake_function(call, f)) return Ref();
  vm::function_changed(f);
  return function;
}

}  // namespace

// Code of a function gets arguments; code of a module or class gets `locals`, NULL: the globals.
PyObject* PyEval_EvalCodeEx(PyObject* code, PyObject* globals, PyObject* locals, PyObject* const* arguments, int count,
                            PyObject* const* keywords, int keyword_count, PyObject* const* defaults, int default_count,
                            PyObject* keyword_defaults, PyObject* closure) {
  Call call;
  if (!call.is_one(code, rt::TypeId::kCode) || !call.is_one(globals, rt::TypeId::kDict)) return nullptr;
  if (closure && !call.is_one(closure, rt::TypeId::kTuple)) return nullptr;
  if (keyword_defaults && !call.is_one(keyword_defaults, rt::TypeId::kDict)) return nullptr;
  auto* native = value(code).as<comp::Code>();
  if (!comp::wake(call, native)) return nullptr;
  if (!(native->flags & comp::kOptimized)) {
    Value names = value(locals ? locals : globals);
    if (!PyMapping_Check(word(names))) return rt::raise_type_error(call, "locals must be a mapping");
    return give(vm::run_code_py(call, native, value(globals), names, value(closure)));
  }
  Ref function = function_of_py(call, code, globals, defaults, default_count, keyword_defaults, closure);
  Ref positional = function ? Ref::steal(value(PyTuple_FromArray(arguments, count))) : Ref();
  Ref named = positional ? rt::make_dict(call) : Ref();
  for (int i = 0; named && i < keyword_count; ++i)
    if (!rt::dict_set_py(call, rt::as_dict(named), value(keywords[2 * i]), value(keywords[2 * i + 1]))) named = Ref();
  return named ? PyObject_Call(word(function), word(positional), word(named)) : nullptr;
}

PyObject* PyCFunction_Call(PyObject* function, PyObject* arguments, PyObject* keywords) {
  return PyObject_Call(function, arguments, keywords);
}

// ---- generators

PyCodeObject* PyGen_GetCode(PyObject* generator) {
  Call call;
  if (!call.is_one(generator, rt::TypeId::kGenerator)) return nullptr;
  return reinterpret_cast<PyCodeObject*>(give(rt::getattr_py(call, value(generator), "gi_code")));
}
