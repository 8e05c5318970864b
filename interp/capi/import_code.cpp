// Modules made of code objects, and what names their files.
#include "interp/capi/capi.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace {

Ref loader_function_py(Call& call, const char* name) {
  Ref module = rt::import_module_py(call, "importlib._bootstrap_external");
  return module ? rt::getattr_py(call, module, name) : Ref();
}

// Sets __file__, __spec__ and the like as an import would.
bool fix_up_module_py(Call& call, PyObject* dict, PyObject* name, PyObject* path, PyObject* cached_path) {
  Ref fix = loader_function_py(call, "_fix_up_module");
  if (!fix) return false;
  Value arguments[] = {value(dict), value(name), value(path), cached_path ? value(cached_path) : rt::kNone};
  return bool(rt::call_py(call, fix, {arguments, 4, Value()}));
}

// Takes a module that could not be executed out of sys.modules; the error stays pending.
void forget_module_py(Call& call, PyObject* name) {
  Ref error = rt::take_error(call);
  if (!rt::dict_delete_py(call, rt::sys_modules(), value(name))) rt::clear_error(call);
  rt::restore_error(call, std::move(error));
}

// A file name for Python; empty without an error for NULL.
Ref path_of(Call& call, const char* path) { return path ? rt::decode_fs(call, path) : Ref(); }

}  // namespace

// Executes code in the module of this name, which is made if need be. Returns what sys.modules has afterwards.
PyObject* PyImport_ExecCodeModuleObject(PyObject* name, PyObject* code, PyObject* path, PyObject* cached_path) {
  Call call;
  if (call.lacks(name, code)) return nullptr;
  PyObject* borrowed_module = PyImport_AddModuleObject(name);
  if (!borrowed_module) return nullptr;
  // The code may take the module out of sys.modules.
  Ref module = Ref::share(call, value(borrowed_module));
  PyObject* dict = PyModule_GetDict(borrowed_module);
  Ref own_path = path ? Ref::share(call, value(path)) : rt::getattr_py(call, value(code), "co_filename");
  bool ready = own_path && fix_up_module_py(call, dict, name, word(own_path), cached_path);
  Ref result = ready ? Ref::steal(value(PyEval_EvalCode(code, dict, dict))) : Ref();
  if (!result) return forget_module_py(call, name), nullptr;
  Ref present = rt::dict_get_py(call, rt::sys_modules(), value(name));
  if (!present && !rt::error_pending(call))
    return rt::raise(call, rt::kImportErrorType, "Loaded module %R not found in sys.modules", value(name));
  return give(std::move(present));
}
// `path` NULL: found by the cached one.
PyObject* PyImport_ExecCodeModuleWithPathnames(const char* name, PyObject* code, const char* path,
                                               const char* cached_path) {
  Call call;
  Ref text = call.text(name), cached = path_of(call, cached_path), file = path_of(call, path);
  if (!text || rt::error_pending(call)) return nullptr;
  if (cached && !file) {
    Ref find = loader_function_py(call, "_get_sourcefile");
    file = find ? rt::call_py(call, find, cached) : Ref();
    if (!file) return nullptr;
  }
  return PyImport_ExecCodeModuleObject(word(text), code, file ? word(file) : nullptr, cached ? word(cached) : nullptr);
}
PyObject* PyImport_ExecCodeModuleEx(const char* name, PyObject* code, const char* path) {
  return PyImport_ExecCodeModuleWithPathnames(name, code, path, nullptr);
}
PyObject* PyImport_ExecCodeModule(const char* name, PyObject* code) {
  return PyImport_ExecCodeModuleWithPathnames(name, code, nullptr, nullptr);
}

// 1: a frozen module of this name has been executed; 0: there is none; -1: an error is pending.
int PyImport_ImportFrozenModuleObject(PyObject* name) {
  Call call;
  if (call.lacks(name)) return -1;
  Ref imp = rt::import_module_py(call, "_imp");
  Ref is_frozen = imp ? rt::getattr_py(call, imp, "is_frozen") : Ref();
  Ref known = is_frozen ? rt::call_py(call, is_frozen, value(name)) : Ref();
  if (!known) return -1;
  if (known.get() != rt::kTrue) return 0;
  Ref get = rt::getattr_py(call, imp, "get_frozen_object");
  Ref code = get ? rt::call_py(call, get, value(name)) : Ref();
  Ref module = code ? Ref::steal(value(PyImport_ExecCodeModuleObject(name, word(code), nullptr, nullptr))) : Ref();
  return module ? 1 : -1;
}
int PyImport_ImportFrozenModule(const char* name) {
  Call call;
  Ref text = call.text(name);
  return text ? PyImport_ImportFrozenModuleObject(word(text)) : -1;
}
// What finds modules in a folder or archive: from sys.path_importer_cache, or made and entered there. None: nothing
// does.
PyObject* PyImport_GetImporter(PyObject* path) {
  Call call;
  Ref pkgutil = call.lacks(path) ? Ref() : rt::import_module_py(call, "pkgutil");
  Ref get = pkgutil ? rt::getattr_py(call, pkgutil, "get_importer") : Ref();
  return get ? give(rt::call_py(call, get, value(path))) : nullptr;
}

PyObject* PyImport_ImportModuleNoBlock(const char* name) {
  bool warned = PyErr_WarnEx(PyExc_DeprecationWarning, "PyImport_ImportModuleNoBlock() is deprecated", 1) == 0;
  return warned ? PyImport_ImportModule(name) : nullptr;
}

// The first four bytes of files of bytecode, as a number; -1: an error is pending.
long PyImport_GetMagicNumber(void) {
  Call call;
  Ref bytes = loader_function_py(call, "MAGIC_NUMBER");
  const char* first = bytes ? PyBytes_AsString(word(bytes)) : nullptr;
  if (!first) return -1;
  unsigned number = 0;
  for (int i = 4; i-- > 0;) number = number << 8 | static_cast<u8>(first[i]);
  return static_cast<long>(number);
}
// The tag in names of files of bytecode, for ever.
const char* PyImport_GetMagicTag(void) {
  Call call;
  Ref implementation = rt::sys_get(call, "implementation");
  Ref tag = implementation ? rt::getattr_py(call, implementation, "cache_tag") : Ref();
  return tag ? PyUnicode_AsUTF8(word(tag)) : nullptr;  // the attribute of sys holds it
}
