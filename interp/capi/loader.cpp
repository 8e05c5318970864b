// imp.create_dynamic() and imp.exec_dynamic(): a compiled extension becomes a module.
//
//   file.so --dlopen--> PyModExport_NAME() --> an array of slots          --> create, then exec (multi-phase)
//                   or  PyInit_NAME()      --> a PyModuleDef with slots   --> the same
//                                          --> a module (single-phase)
//
// The file stays loaded for as long as the program runs. The first one that is loaded shows all classes to C code
// (show_classes()), which costs nothing where no extension is used.
#include "interp/capi/loader.h"

#include <dlfcn.h>

#include <map>
#include <string>

#include "gc/cycle/publish_heap.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"
#include "interp/capi/c_type.h"
#include "interp/capi/library.h"
#include "interp/capi/methods.h"
#include "interp/capi/modules.h"
#include "interp/library/import/extensions.h"
#include "interp/library/sys/sys.h"
#include "runtime/library/core/sysconfigdata.h"
#include "runtime/object/extension.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/c_text.h"
#include "runtime/types/text/str.h"

unsigned long Py_Version = 0;

static_assert(rt::kExtensionAbi == TINYPY_ABI, "the names of compiled files tell the revision of the headers");

namespace capi {

namespace {

// The function of a file that makes a module, or says what it is made of.
struct Init {
  void* function = nullptr;  // null: an error is pending
  bool exports_slots = false;

  PyObject* make() const { return reinterpret_cast<PyObject* (*)()>(function)(); }
  PySlot* slots() const { return reinterpret_cast<PySlot* (*)()>(function)(); }
};

// While PyInit_NAME() of a module in a package runs: the module's whole name.
constinit thread_local const char* t_package_context = nullptr;

// ---- modules that expect a GIL

bool g_gil_for_modules = false;  // set at start-up

// The names that were given: ",NAME,NAME,". Set at start-up.
std::string& gil_for() {
  static auto& names = *new std::string;
  return names;
}

// True if the name or that of a package around it was given.
bool is_named(std::string_view module) {
  while (gil_for().find("," + std::string(module) + ",") == std::string::npos) {
    size_t dot = module.rfind('.');
    if (dot == std::string_view::npos) return false;
    module = module.substr(0, dot);
  }
  return true;
}

// The first steps of a module: it has not said yet whether it expects a GIL, so it gets it. Then all code of its
// library runs under the GIL, and that of libraries that have come with it, unless it has said that it needs none. A
// module that was named at start-up gets it in any case.
class FirstSteps {
 public:
  FirstSteps(Thread& t, std::string_view module)
      : t_(t), named_(is_named(module)), under_gil_(g_gil_for_modules || named_) {
    if (under_gil_) gc::begin_gil_call(t_);
  }
  ~FirstSteps() {
    if (under_gil_) gc::end_gil_call(t_);
  }
  FirstSteps(const FirstSteps&) = delete;
  FirstSteps& operator=(const FirstSteps&) = delete;
  void finish(const Library& library, Init init) {
    if (!under_gil_ || (loading_.runs_without_gil() && !named_)) return;
    auto expect = [](const CodeRange& range) {
      if (!gc::expects_gil(range.begin)) gc::expect_gil(*new gc::GilCode{range.begin, range.end});
    };
    for (const CodeRange& range : library.code) expect(range);
    for (const CodeRange& range : code_around(init.function)) expect(range);
  }

 private:
  Thread& t_;
  Borrows borrows_;
  bool named_, under_gil_;
  Loading loading_;
};

// Modules of single-phase extensions by file and name. Such an extension cannot be initialised again: its module is
// used again instead. Counted.
gc::Mutex g_loaded_mutex;
std::map<std::pair<std::string, std::string>, Value>& loaded() {
  static auto& modules = *new std::map<std::pair<std::string, std::string>, Value>;
  return modules;
}

rt::Error raise_import_error(Thread& t, const char* message, Value name, Value path) {
  Ref text = rt::decode_utf8(t, message, std::strlen(message), "replace");
  Ref error = text ? rt::call_py(t, rt::kImportErrorType, text) : Ref();
  if (error && rt::setattr_py(t, error, rt::name(rt::N::name), name) &&
      rt::setattr_py(t, error, rt::name(rt::N::path), path))
    rt::raise_error(t, error);
  return {};
}

// "_x" of the last part of the name, as symbols end. A name that is not ASCII: "U_" and its punycode.
std::string symbol_end_py(Thread& t, Value name) {
  std::string text = rt::to_wtf8(name);
  std::string last = text.substr(text.rfind('.') + 1);
  bool ascii = true;
  for (char c : last) ascii &= static_cast<signed char>(c) >= 0;
  if (ascii) return "_" + last;
  Ref str = rt::make_str(t, std::string_view(last));
  Ref bytes = str ? rt::str_encode_py(t, str, "punycode", nullptr) : Ref();
  if (!bytes) return {};
  std::string symbol(reinterpret_cast<const char*>(PyBytes_AsString(word(bytes.get()))));
  for (char& c : symbol) c = c == '-' ? '_' : c;
  return "U_" + symbol;
}

Init open_py(Thread& t, Value name, Value path, Library* library) {
  std::string end = symbol_end_py(t, name);
  rt::CText file(t, path, true);
  if (end.empty() || !file.ok()) return {};
  {
    gc::Detached detached(t);
    *library = open_library(file.c_str(), vm::dlopen_flags());
  }
  if (!library->handle) return raise_import_error(t, library->error.c_str(), name, path), Init();
  std::string exports = "PyModExport" + end, makes = "PyInit" + end;
  if (void* function = dlsym(library->handle, exports.c_str())) return {function, true};
  if (void* function = dlsym(library->handle, makes.c_str())) return {function, false};
  std::string message = "dynamic module does not define module export function (" + exports + " or " + makes + ")";
  raise_import_error(t, message.c_str(), name, path);
  return {};
}

PyObject* run_init(Init init, Value name) {
  std::string text = rt::to_wtf8(name);
  const char* outer = std::exchange(t_package_context, text.c_str());
  PyObject* result = init.make();
  t_package_context = outer;
  return result;
}

// The array is the module's token unless it names another one.
Ref initialise_from_slots_py(Thread& t, Init init, Value spec, Value name) {
  PySlot* slots = init.slots();
  if (slots && !rt::error_pending(t)) return module_of_pyslots_py(t, slots, spec, slots);
  if (slots) return reject_result(t, rt::none(), rt::format_message(t, "export hook for module %R", name));
  if (rt::error_pending(t)) return Ref();
  return rt::raise(t, rt::kSystemErrorType, "module export hook for module %R failed without setting an exception",
                   name);
}

// *single: the module is complete, and its file cannot make another one.
Ref initialise_py(Thread& t, Init init, Value spec, Value name, Value path, bool* single) {
  *single = false;
  if (init.exports_slots) return initialise_from_slots_py(t, init, spec, name);
  PyObject* made = run_init(init, name);
  if (is_shapeless(made) && !rt::error_pending(t))
    return module_of_slots_py(t, reinterpret_cast<PyModuleDef*>(made), spec);
  Ref module = result_of(t, made, [&] { return rt::format_message(t, "initialization of %S", name); });
  if (!module) return module;
  if (!rt::has_layout(module, rt::TypeId::kModule))
    return rt::raise(t, rt::kSystemErrorType, "initialization of %S did not return an extension module", name);
  *single = module.as<rt::Module>()->extension;
  // The module has been executed; its file is known before anybody asks.
  if (!rt::dict_set_str(t, module.as<rt::Module>()->dict, rt::name(rt::N::__file__), Ref::share(t, path))) return Ref();
  return module;
}

Ref create_py(Thread& t, Value spec) {
  Ref name = rt::getattr_py(t, spec, rt::name(rt::N::name)), path = name ? rt::getattr_py(t, spec, "origin") : Ref();
  if (!path) return Ref();
  if (!rt::is_str(name) || !rt::is_str(path))
    return rt::raise_type_error(t, "name and origin of a module spec must be str");
  std::pair key(rt::to_wtf8(path), rt::to_wtf8(name));
  {
    gc::MutexGuard guard(g_loaded_mutex);
    auto found = loaded().find(key);
    if (found != loaded().end()) return Ref::share(t, found->second);
  }
  gc::expect_escapes();
  show_classes(t);
  Py_Version = Py_PACK_FULL_VERSION(3UL, static_cast<unsigned long>(rt::library_minor()), 0, PY_RELEASE_LEVEL_FINAL, 0);
  Library library;
  Init init = open_py(t, name, path, &library);
  if (!init.function) return Ref();
  FirstSteps steps(t, key.second);
  bool single;
  Ref module = initialise_py(t, init, spec, name, path, &single);
  steps.finish(library, init);
  if (module && single) {
    // Code of such a module finds it by its definition.
    if (PyState_AddModule(word(module.get()), parts_of_module(module)->def) < 0) return Ref();
    gc::MutexGuard guard(g_loaded_mutex);
    loaded()[key] = Ref::share(t, module).release();
  }
  return module;
}

bool exec_py(Thread& t, Value module) {
  if (!rt::has_layout(module, rt::TypeId::kModule)) return true;
  const ModuleParts* parts = parts_of_module(module);
  return !parts || PyModule_ExecDef(word(module), parts->def) == 0 || !rt::error_pending(t);
}

}  // namespace

const char* package_context(const char* name) {
  const char* whole = t_package_context;
  if (!whole) return name;
  const char* dot = std::strrchr(whole, '.');
  return std::strcmp(dot ? dot + 1 : whole, name) == 0 ? whole : name;
}

static void run_code_py(const void* code, void (*body)(void* argument), void* argument) {
  Borrows borrows;
  gc::CodeGil gil(code);
  body(argument);
}
void offer_functions() { rt::g_extensions.show_classes = show_classes; }

void install_loader(bool gil_for_modules, std::string_view names) {
  rt::g_extensions.run_code_py = run_code_py;
  g_gil_for_modules = gc::kFreeThreaded && gil_for_modules;
  if (gc::kFreeThreaded && !names.empty()) gil_for() = "," + std::string(names) + ",";
  install_module_hooks();
  install_datetime_table();
  vm::g_extension_loader = {create_py, exec_py};
}

}  // namespace capi
