// __import__ and the start of importlib. A module that sys.modules has already is returned without any Python code;
// every other one is loaded by importlib's _find_and_load. importlib's frames are removed from tracebacks afterwards.
#include "interp/library/import/importer.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "interp/compile/compiler.h"
#include "interp/library/import/bytecode_cache.h"
#include "interp/library/import/import_time.h"
#include "interp/library/import/missing_module.h"
#include "interp/library/import/program_place.h"
#include "interp/library/import/zip_hook.h"
#include "interp/vm/frame.h"
#include "interp/vm/import/absolute_name.h"
#include "runtime/library/core/warnings.h"
#include "runtime/object/audit.h"
#include "runtime/object/module_errors.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/os/environment.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::Ref;
using rt::Thread;
using rt::Value;

// ---- the library directory

static bool has_library(const std::string& directory) {
  struct stat info;
  return stat((directory + "/os.py").c_str(), &info) == 0 &&
         stat((directory + "/importlib/_bootstrap.py").c_str(), &info) == 0;
}

// The newest library below `prefix`, or an empty string.
static std::string newest_library(const std::string& prefix) {
  for (int minor = 15; minor >= 11; --minor) {
    std::string directory = prefix + std::to_string(minor);
    if (has_library(directory)) return directory;
  }
  return "";
}

std::string library_below(const std::string& folder) { return newest_library(folder + "/python3."); }

// The one that belongs to a program in the folder `programs`: tools/fetch_library has fetched it, or it was installed.
static std::string library_of_programs(const std::string& programs) {
  std::string folder = own_file(programs, "library/lib");
  return folder.empty() ? "" : library_below(folder);
}

// A program that was copied into a virtual environment asks for that of the program that it is a copy of.
static std::string own_library() {
  std::string program = program_file();
  std::string library = library_of_programs(parent_folder(program));
  if (!library.empty()) return library;
  VirtualEnvironment environment = environment_of(program);
  return environment.home.empty() ? "" : library_of_programs(environment.home);
}

std::string find_library(const std::string& option) {
  if (!option.empty()) return option;
  if (std::optional<std::string> given = rt::os::setting_variable("TINYPYLIB")) return *given;
  if (*TINYPY_LIBRARY && has_library(TINYPY_LIBRARY)) return TINYPY_LIBRARY;
  if (std::string own = own_library(); !own.empty()) return own;
  for (const char* prefix : {"/usr/lib/python3.", "/usr/local/lib/python3."}) {
    for (int minor : {11, 13, 12, 14, 15}) {
      std::string directory = prefix + std::to_string(minor);
      if (has_library(directory)) return directory;
    }
  }
  return "";
}

std::string library_version(const std::string& directory) {
  size_t at = directory.rfind("python3.");
  if (at != std::string::npos) {
    std::string version = directory.substr(at + 6);
    size_t end = version.find_first_not_of("0123456789.");
    return version.substr(0, end);
  }
  return "3.11";
}

u32 library_minor_of(const std::string& version) {
  unsigned minor = 11;
  sscanf(version.c_str(), "3.%u", &minor);
  return minor;
}

// ---- importlib

// Compiles (or takes from the cache) a file of the library and runs it as module `name`. Its frames have no file but
// `<frozen shown>`, as those of CPython's frozen modules: who walks frames for the caller's file passes them over.
static Ref run_frozen_py(Thread& t, const std::string& path, const std::string& shown, const char* name) {
  Ref code = load_source_file_py(t, path, "<frozen " + shown + ">");
  if (!code) return Ref();
  Ref module = rt::make_module(t, name);
  if (!module) return Ref();
  auto* dict = module.as<rt::Module>()->dict;
  if (!rt::dict_set_cstr(t, dict, "__builtins__", Ref::share(t, Value(rt::builtins_dict()))) ||
      !rt::dict_set_cstr(t, dict, "__file__", rt::decode_fs(t, path)) ||
      !rt::dict_set_cstr(t, rt::sys_modules(), name, Ref::share(t, module))) {
    return Ref();
  }
  Ref done = run_code_py(t, code.as<Code>(), Value(dict), Value(dict));
  return done ? std::move(module) : Ref();
}

static Ref run_importlib_py(Thread& t, const std::string& library, const std::string& part, const char* name) {
  return run_frozen_py(t, library + "/importlib/" + part + ".py", "importlib." + part, name);
}

// _frozen_importlib and _frozen_importlib_external; immortal. Empty until importlib has started.
static Value g_import_module, g_external_module;

// Sets __spec__ and __loader__ of a part of importlib, which no finder has found.
static bool set_spec_py(Thread& t, Value external, Value module, const std::string& path) {
  Ref make = rt::getattr_py(t, external, "spec_from_file_location");
  Ref name = make ? rt::getattr_py(t, module, rt::name(rt::N::__name__)) : Ref();
  Ref file = name ? rt::decode_fs(t, path) : Ref();
  Ref spec = file ? rt::call_py(t, make, name, file) : Ref();
  Ref loader = spec ? rt::getattr_py(t, spec, "loader") : Ref();
  auto* dict = module.as<rt::Module>()->dict;
  return loader && rt::dict_set_cstr(t, dict, "__spec__", std::move(spec)) &&
         rt::dict_set_cstr(t, dict, "__loader__", std::move(loader));
}

bool start_importlib_py(Thread& t, const std::string& library) {
  if (library.empty()) return true;
  Ref bootstrap = run_importlib_py(t, library, "_bootstrap", "_frozen_importlib");
  if (!bootstrap) return false;
  Ref imp = rt::import_module_py(t, "_imp");
  Ref install = imp ? rt::getattr_py(t, bootstrap, "_install") : Ref();
  if (!install || !Ref(rt::call_py(t, install, rt::sys_module(), imp))) return false;
  Ref external = run_importlib_py(t, library, "_bootstrap_external", "_frozen_importlib_external");
  if (!external) return false;
  Ref hook = rt::getattr_py(t, bootstrap, "_install_external_importers");
  Ref set_bootstrap = hook ? rt::getattr_py(t, external, "_set_bootstrap_module") : Ref();
  if (!set_bootstrap || !Ref(rt::call_py(t, set_bootstrap, bootstrap)) || !change_importlib_py(t, external) ||
      !explain_missing_modules_py(t, bootstrap)) {
    return false;
  }
  gc::make_immortal(bootstrap.object());
  gc::make_immortal(external.object());
  g_external_module = external.release();
  g_import_module = bootstrap.release();
  return Ref(rt::call_py(t, hook)) && add_zip_path_hook_py(t) &&
         set_spec_py(t, g_external_module, g_import_module, library + "/importlib/_bootstrap.py") &&
         set_spec_py(t, g_external_module, g_external_module, library + "/importlib/_bootstrap_external.py");
}

Ref import_runpy_py(Thread& t, const std::string& library) {
  std::string path = library + "/runpy.py";
  bool loaded = bool(Ref(rt::dict_get_cstr(t, rt::sys_modules(), "runpy")));
  if (loaded || library.empty() || access(path.c_str(), R_OK) != 0) return rt::import_module_py(t, "runpy");
  Ref module = run_frozen_py(t, path, "runpy", "runpy");
  return module && set_spec_py(t, g_external_module, module, path) ? std::move(module) : Ref();
}

// ---- __import__

static bool is_importlib_entry(Thread& t, rt::Traceback* entry) {
  Ref frame = rt::load_field(t, entry, entry->frame);
  Ref function = frame ? rt::load_field(t, frame.object(), frame.as<Frame>()->function) : Ref();
  const rt::Dict* globals = function ? function.as<Function>()->globals : nullptr;
  return globals == g_import_module.as<rt::Module>()->dict ||
         (g_external_module && globals == g_external_module.as<rt::Module>()->dict);
}

// Takes importlib's own frames out of the traceback of a failed import: all of them if the error is an ImportError,
// else only the runs of frames that end in _call_with_frames_removed, that is, those that called the module's code.
static void hide_importlib_frames(Thread& t) {
  if (!g_import_module || !t.error || rt::is_same(t.error, rt::kNone)) return;
  Ref error = rt::take_error(t);
  auto* e = rt::as_exception(error);
  bool hide_all = rt::is_instance(error, rt::kImportErrorType);
  Object* holder = e;  // of the link to the entry being looked at
  Slot* link = &e->traceback;
  Object* chunk_holder = nullptr;  // of the link to the first of a run of importlib's entries
  Slot* chunk_link = nullptr;
  for (Ref entry = rt::load_field(t, holder, *link); entry; entry = rt::load_field(t, holder, *link)) {
    auto* tb = entry.as<rt::Traceback>();
    bool is_own = is_importlib_entry(t, tb);
    if (!is_own) chunk_link = nullptr;
    else if (!chunk_link) chunk_holder = holder, chunk_link = link;
    if (is_own &&
        (hide_all || rt::str_equal_ascii(comp::as_code(tb->code.get())->name.get(), "_call_with_frames_removed"))) {
      rt::store_field(t, chunk_holder, *chunk_link, rt::load_field(t, tb, tb->next));
      holder = chunk_holder, link = chunk_link;
    } else {
      holder = tb, link = &tb->next;
    }
  }
  rt::restore_error(t, std::move(error));
}

static bool audit_import_py(Thread& t, Value name) {
  if (!rt::g_has_audit_hooks.load(gc::relaxed)) return true;
  Ref path = rt::sys_get(t, "path"), finders = rt::sys_get(t, "meta_path"), hooks = rt::sys_get(t, "path_hooks");
  return rt::audit_py(t, "import", name, Value(), path.get(), finders.get(), hooks.get());
}

// The module of that name in sys.modules. Waits for another thread that is importing it. Empty without error: it is to
// be loaded, perhaps because the import by the other thread has failed.
static Ref find_loaded_module_py(Thread& t, Value name) {
  Ref module = rt::dict_get_py(t, rt::sys_modules(), name);
  if (!module || rt::is_same(module, rt::kNone)) return Ref();
  if (!g_import_module || !rt::is_initializing_py(t, module)) return module;
  Ref wait = rt::getattr_py(t, g_import_module, "_lock_unlock_module");
  if (!wait || !Ref(rt::call_py(t, wait, name))) return Ref();
  Ref now = rt::dict_get_py(t, rt::sys_modules(), name);
  return now && rt::is_same(now, module) ? std::move(now) : Ref();
}

// The module of a name: from sys.modules, else loaded by importlib. Before importlib has started: a native module.
static Ref load_module_py(Thread& t, Value name) {
  Ref module = find_loaded_module_py(t, name);
  if (module) note_cached_import(name);
  if (module || t.error) return module;
  bool library_audits = g_import_module && rt::library_minor() >= 15;  // in _find_and_load()
  if (!library_audits && !audit_import_py(t, name)) return Ref();
  ImportTime time(name);
  if (g_import_module) {
    Ref load = rt::getattr_py(t, g_import_module, "_find_and_load");
    Ref gcd = load ? rt::getattr_py(t, g_import_module, "_gcd_import") : Ref();
    return gcd ? rt::call_py(t, load, name, gcd) : Ref();
  }
  rt::Utf8 text(t, name);
  if (!text.ok()) return Ref();
  if (const rt::ModuleDef* def = rt::find_native_module(text.view())) return rt::load_native_module(t, def);
  return rt::raise(t, rt::kModuleNotFoundErrorType, "No module named %R", name);
}

static Ref import_module_or_top_py(Thread& t, Value name, Value globals, Value fromlist, int level) {
  if (!rt::is_str(name)) return rt::raise_type_error(t, "module name must be a string");
  if (level < 0) return rt::raise_value_error(t, "level must be >= 0");
  Ref full;
  if (level > 0) {
    if (!globals || !rt::is_dict(globals)) return rt::raise_type_error(t, "globals must be a dict");
    full = absolute_name_py(t, name, globals, level);
  } else {
    if (rt::as_str(name)->length == 0) return rt::raise_value_error(t, "Empty module name");
    full = Ref::share(t, name);
  }
  if (!full) return Ref();
  Ref module = load_module_py(t, full);
  if (!module) return Ref();
  int wants_names = fromlist && !rt::is_same(fromlist, rt::kNone) ? rt::truth_py(t, fromlist) : 0;
  if (wants_names < 0) return Ref();
  if (wants_names) {
    Ref path = rt::getattr_optional_py(t, module, rt::name(rt::N::__path__));
    if (t.error) return Ref();
    if (!path || !g_import_module) return module;
    Ref handle = rt::getattr_py(t, g_import_module, "_handle_fromlist");
    Ref gcd = handle ? rt::getattr_py(t, g_import_module, "_gcd_import") : Ref();
    return gcd ? rt::call_py(t, handle, module, fromlist, gcd) : Ref();
  }
  // `import a.b.c` gives a; relative to the package for level > 0.
  rt::u64 length = rt::as_str(name)->length, dot = 0;
  while (dot < length && rt::as_str(name)->at(dot) != '.') ++dot;
  if (dot == length) return module;
  rt::i64 cut = static_cast<rt::i64>(rt::as_str(full)->length - (length - dot));
  Ref first = rt::str_substring(t, full, 0, cut);
  Ref top = first ? rt::dict_get_py(t, rt::sys_modules(), first) : Ref();
  if (!top && !t.error) return rt::raise(t, rt::kKeyErrorType, "%R not in sys.modules as expected", first.get());
  return top;
}

Ref import_py(Thread& t, Value name, Value globals, Value fromlist, int level) {
  Ref module = import_module_or_top_py(t, name, globals, fromlist, level);
  if (!module) hide_importlib_frames(t);
  return module;
}

}  // namespace vm
