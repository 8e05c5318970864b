// The life of the program: run_main() parses the options, starts the interpreter, runs the script, module or command,
// and shuts down. The order of the start-up steps matters and is that of start_interpreter_py().
#include "interp/main/run.h"

#include <unistd.h>

#include <algorithm>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "gc/base/accelerators.h"
#include "gc/base/assert.h"
#include "gc/base/start_up.h"
#include "gc/base/studio.h"
#include "gc/cycle/collector.h"
#include "gc/cycle/finalize.h"
#include "gc/refcount/qsbr.h"
#include "gc/refcount/transitions.h"
#include "interp/capi/environment.h"
#include "interp/capi/loader.h"
#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "interp/compile/parse.h"
#include "interp/library/import/bytecode_cache.h"
#include "interp/library/import/cache_file.h"
#include "interp/library/import/import_time.h"
#include "interp/library/import/importer.h"
#include "interp/library/import/marshal.h"
#include "interp/library/import/program_place.h"
#include "interp/library/import/text_cache.h"
#include "interp/library/import/zip_hook.h"
#include "interp/library/modules.h"
#include "interp/library/sys/sys.h"
#include "interp/listings/asm_listing.h"
#include "interp/listings/owners_listing.h"
#include "interp/listings/run_listing.h"
#include "interp/main/hooks.h"
#include "interp/main/locale.h"
#include "interp/main/options.h"
#include "interp/main/shutdown.h"
#include "interp/main/site_packages.h"
#include "interp/main/studio.h"
#include "interp/main/studio/explore.h"
#include "interp/main/studio/refstats.h"
#include "interp/main/top.h"
#include "interp/main/verify_files.h"
#include "interp/repl/prompt.h"
#include "interp/report/heap_report.h"
#include "interp/report/lock_orders.h"
#include "interp/report/lock_owners.h"
#include "interp/report/source_lines.h"
#include "interp/report/trace_file.h"
#include "interp/report/trace_watch.h"
#include "interp/report/uncaught.h"
#include "interp/vm/frame.h"
#include "interp/vm/frame/frame_builtins.h"
#include "interp/vm/frame/generator.h"
#include "interp/vm/frame/pending.h"
#include "interp/vm/frame/shadow.h"
#include "interp/vm/frame/thread_data.h"
#include "interp/vm/observe/run_counts.h"
#include "interp/vm/observe/site.h"
#include "interp/vm/types.h"
#include "runtime/library/all.h"
#include "runtime/library/core/builtins.h"
#include "runtime/library/core/warnings.h"
#include "runtime/library/io/io.h"
#include "runtime/library/threads/atexit.h"
#include "runtime/library/threads/lock_ledger.h"
#include "runtime/library/threads/makers.h"
#include "runtime/library/threads/signal.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/class.h"
#include "runtime/object/module_errors.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/shape_reclaim.h"
#include "runtime/os/environment.h"
#include "runtime/types/all.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/classes/slot_layout.h"
#include "runtime/types/classes/weakref.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/storage_at.h"
#include "runtime/types/text/str.h"

namespace vm {

// ---- start-up, in this order: thread, types, modules, sys, streams, signals, importlib, site

static bool start_thread_record(Thread& t) {
  t.is_main = true;
  rt::init_main_thread(t);
  gc::register_thread(t);
  return allocate_stack(t);
}

static bool add_exec_builtins(Thread& t) {
  Ref name = rt::intern(t, std::string_view("builtins"));
  for (const rt::MethodDef* def = kExecBuiltins; def->form != rt::MethodDef::kEnd; ++def) {
    if (rt::library_minor() < 15 && !strcmp(def->name, "__lazy_import__")) continue;
    Ref function = name ? rt::make_builtin(t, def, Value(), name) : Ref();
    if (!function) return false;
    gc::make_deferred(t, function.object());
    if (!rt::module_add(t, rt::builtins_module(), def->name, std::move(function))) return false;
  }
  return comp::add_incomplete_input_error(t, rt::builtins_module()) &&
         rt::module_add(t, rt::builtins_module(), "__debug__", rt::bool_ref(default_optimize() == 0));
}

static std::string directory_of(const std::string& path) {
  char resolved[PATH_MAX];
  std::string p = realpath(path.c_str(), resolved) ? resolved : path;
  size_t slash = p.rfind('/');
  return slash == std::string::npos ? "" : p.substr(0, slash);
}

// Empty: the current folder has been deleted or cannot be read.
static std::string current_folder() {
  char folder[PATH_MAX];
  return getcwd(folder, sizeof folder) ? folder : "";
}

// True for a directory or archive: running it runs the __main__.py inside.
static bool is_package_path(const std::string& path) { return is_directory(path) || is_in_zip_archive(path); }

static void set_paths(Options& o) {
  SysOptions& s = o.sys;
  if (o.has_path_file) return;
  std::string extra = rt::os::setting_variable("PYTHONPATH").value_or("");
  for (const char* p = extra.c_str(); *p;) {
    const char* colon = strchrnul(p, ':');
    s.path.push_back(std::string(p, static_cast<size_t>(colon - p)));
    p = *colon ? colon + 1 : colon;
  }
  if (!s.library.empty()) s.path.push_back(s.library);
}

// A relative path with the current folder in front. Links and ".." stay as they are.
static std::string absolute_path(const std::string& path) {
  std::string folder = path[0] == '/' ? "" : current_folder();
  return folder.empty() ? path : folder + "/" + path;
}

// Puts the folder of the program's own modules in front of sys.path: the script's folder, the current folder for -m, ""
// for -c and standard input. -P leaves it out, unless it is a folder or an archive whose __main__ is to be imported.
// This happens after `site` has run, since `site` makes paths absolute and would replace "" by the current folder.
// False: an error is pending.
static bool add_program_folder_py(Thread& t, const Options& o) {
  bool package = o.kind == RunKind::kScript && is_package_path(o.what);
  if (o.sys.safe_path && !package) return true;
  std::string folder;
  if (o.kind == RunKind::kScript) folder = package ? absolute_path(o.what) : directory_of(o.what);
  else if (o.kind == RunKind::kModule) folder = current_folder();
  rt::set_script_folder(folder.empty() ? current_folder() : folder);
  Ref path = rt::sys_get(t, "path");
  if (path && !rt::is_list(path)) return rt::raise_type_error(t, "sys.path must be a list, not %A", Value(path));
  Ref first = path ? rt::decode_fs(t, folder) : Ref();
  return first && rt::list_insert(t, rt::as_list(path), 0, std::move(first));
}

static bool import_site_py(Thread& t, const Options& o) {
  if (o.sys.library.empty()) return true;
  if (!set_stream_encodings_py(t, o.sys)) return false;
  // The options of -W take effect only when the library's module `warnings` is imported, which reads sys.warnoptions.
  if (!o.sys.warnings.empty() && !Ref(rt::import_module_py(t, "warnings"))) rt::clear_error(t);
  return o.sys.no_site || import_site_with_packages_py(t);
}

// Locks are observed by several tools. The ledger is kept from the first lock on, and the virtual machine must not take
// locks by their reservations. Before the first thread is registered.
static void keep_lock_ledger(const Options& o) {
  rt::g_keeps_lock_ledger = o.deadlocks != Deadlocks::kNotWatched || !o.trace.empty() || o.races.wanted;
  if (rt::g_keeps_lock_ledger && !gc::disable_accelerators("reserved_locks")) gc::fatal("reserved_locks has no switch");
}

// --races says why a program hangs, too. With --schedule it is the scheduler who knows.
static Deadlocks deadlocks_of(const Options& o) {
  bool implied = o.races.wanted && !o.schedule.wanted && o.deadlocks == Deadlocks::kNotWatched;
  return implied ? Deadlocks::kEndTheProgram : o.deadlocks;
}

// For --races. Returns the exit status.
static int report_races_if_any(int status) {
  if constexpr (gc::kStudio) return report_races(status);
  return status;
}

// False: a message has been written.
static bool start_observers(Thread& t, const Options& o) {
  bool finds_orders = o.deadlocks != Deadlocks::kNotWatched || o.races.wanted;
  install_sites();
  explain_interrupts();
  if (rt::g_keeps_lock_ledger || o.serves_top || o.schedule.wanted) note_makers();
  watch_deadlocks(deadlocks_of(o), {flush_standard_streams_py, report_races_if_any});
  if (finds_orders) watch_lock_orders(o.races.explorer);
  if (o.trace.empty()) return true;
  if (!open_trace(t, o.trace, o.trace_threshold_ns)) return false;
  rt::os::g_os_hooks.process_leaves = save_trace;
  watch_trace();
  return true;
}

static bool start_interpreter_py(Thread& t, Options& o, const char* argv0) {
  o.sys.library = o.library;
  o.sys.version = library_version(o.sys.library);
  rt::set_library_minor(library_minor_of(o.sys.version));
  gc::g_weakrefs_outlive_finalizers = rt::library_minor() >= 15;
  define_types();
  rt::init_all_types(t);
  init_mapping_builtins(t);
  rt::register_runtime_modules();
  register_interp_modules();
  rt::init_native_modules(t);
  o.sys.executable = called_path(argv0);
  VirtualEnvironment environment = environment_of(o.sys.executable);
  o.sys.environment = environment.prefix;
  o.sys.base_executable = base_program(environment, o.sys.executable);
  set_paths(o);
  if (o.sys.import_time) show_import_times(o.sys.import_time);
  if (o.sys.dont_write_bytecode) forbid_cache_writes();
  set_default_optimize(o.sys.optimize > 2 ? 2 : o.sys.optimize);
  set_check_of_hash_based_caches(o.sys.check_hash_based_pycs);
  if (!add_exec_builtins(t) || !configure_sys(t, o.sys) || !open_standard_streams_py(t, o.sys)) return false;
  if (!rt::init_signals(t, true)) return false;
  if (o.sys.traced_frames) start_tracemalloc(t, o.sys.traced_frames);
  if (o.sys.faulthandler && !enable_faulthandler_py(t)) return false;
  return start_importlib_py(t, o.sys.library) && import_site_py(t, o) && add_program_folder_py(t, o);
}

// ---- running

// Sets __loader__ of __main__, which knows where the source is. `filename`: of the script, or empty.
static bool set_loader_py(Thread& t, rt::Dict* main, Value filename, const char* class_name = "SourceFileLoader") {
  Ref importlib =
      rt::dict_get_cstr(t, rt::sys_modules(), filename ? "_frozen_importlib_external" : "_frozen_importlib");
  if (!importlib) return !t.error;
  Ref loader = rt::getattr_py(t, importlib, filename ? class_name : "BuiltinImporter");
  Ref name = loader && filename ? rt::make_str(t, "__main__") : Ref();
  if (name) loader = rt::call_py(t, loader, name, filename);
  return loader && !t.error && rt::dict_set_cstr(t, main, "__loader__", std::move(loader));
}

static Ref main_module_py(Thread& t) {
  Ref module = rt::make_module(t, "__main__");
  if (!module) return Ref();
  auto* dict = module.as<rt::Module>()->dict;
  bool ok = rt::dict_set_cstr(t, rt::sys_modules(), "__main__", Ref::share(t, module)) &&
            rt::dict_set_cstr(t, dict, "__builtins__", Ref::share(t, rt::builtins_module())) &&
            set_loader_py(t, dict, Value());
  return ok ? std::move(module) : Ref();
}

// The option by which a listing was asked for.
static const char* name_of(Listing listing) {
  switch (listing) {
    case Listing::kOwners: return "--dis=owners";
    case Listing::kScriptAfterRun: return "--dis=run";
    case Listing::kAllAfterRun: return "--dis=all";
    default: return "--dis";
  }
}

// Ends what an option has printed to stdout. Returns the exit status: `status`, or 1 after a message if something could
// not be written.
static int end_of_print(const char* option, int status) {
  errno = 0;
  if (fflush(stdout) == 0 && !ferror(stdout)) return status;
  fprintf(stderr, "%s: cannot write to standard output%s%s\n", option, errno ? ": " : "", errno ? strerror(errno) : "");
  return 1;
}

static bool g_listing_is_lost = false;  // of the main thread

// Writes a listing to the real standard output, down to the system. An empty text: an error is pending. False: what is
// wrong has been reported, with the name of the option.
static bool write_listing_py(Thread& t, const Options& o, Ref text) {
  Ref out = text ? rt::sys_get(t, "__stdout__") : Ref();
  bool there = out && out.get() != rt::kNone;
  if (there && Ref(rt::call_method_py(t, out, rt::name(rt::N::write), text)) &&
      Ref(rt::call_method_py(t, out, rt::name(rt::N::flush))))
    return true;
  const char* why = t.error ? ":" : ": there is no standard output";
  fprintf(stderr, "%s: the listing cannot be written%s\n", name_of(o.listing), why);
  if (t.error) report_uncaught_py(t);
  rt::clear_error(t);
  g_listing_is_lost = true;
  return false;
}

// --dis, --dis=owners.
static bool list_code_py(Thread& t, const Options& o, Value code) {
  return write_listing_py(
      t, o,
      o.listing == Listing::kOwners ? owners_listing_py(t, code.as<Code>()) : comp::disassemble_py(t, code.as<Code>()));
}

// Before the first instruction of the program.
static void program_begins() {
  rt::number_made_from_here();
  if constexpr (gc::kStudio) refstats_program_begins();
}

// Runs the code as __main__, or lists it.
static bool run_main_code_py(Thread& t, const Options& o, Value code) {
  if (lists_only(o.listing)) return list_code_py(t, o, code);
  Ref module = rt::dict_get_cstr(t, rt::sys_modules(), "__main__");
  if (!module) return false;
  Value dict(module.as<rt::Module>()->dict);
  program_begins();
  return bool(run_code_py(t, code.as<Code>(), dict, dict));
}

// The name of the module that warnings about the program's syntax have: __main__ since 3.15. Empty, maybe with an
// error: it follows from the file.
static Ref module_of_warnings(Thread& t) {
  return rt::library_minor() < 15 ? Ref() : Ref(rt::intern(t, std::string_view("__main__")));
}

static bool run_text_py(Thread& t, const Options& o, const std::string& text, const char* filename) {
  comp::CompileOptions options;
  options.optimize = default_optimize();
  options.source_is_str = o.kind == RunKind::kCommand;
  Ref module = module_of_warnings(t);
  options.module = module;
  Ref name = rt::make_str(t, filename);
  Ref code = name ? compile_cached_py(t, text, name, syn::Mode::Exec, options) : Ref();
  if (code && o.kind == RunKind::kCommand) keep_command(text, code);
  return code && run_main_code_py(t, o, code);
}

// Removes the white space that all lines of a command begin with. Lines of white space alone do not count, and become
// empty.
static std::string dedented(const std::string& text) {
  std::optional<std::string_view> margin;
  auto for_each_line = [&](auto f) {
    for (size_t at = 0; at < text.size();) {
      size_t end = text.find('\n', at);
      if (end == std::string::npos) end = text.size();
      std::string_view line(text.data() + at, end - at);
      size_t first = line.find_first_not_of(" \t");
      f(line, first == std::string_view::npos ? line.size() : first);
      at = end + 1;
    }
  };
  for_each_line([&](std::string_view line, size_t first) {
    if (first == line.size()) return;
    std::string_view space = line.substr(0, first);
    if (!margin) margin = space;
    size_t common = static_cast<size_t>(std::ranges::mismatch(*margin, space).in1 - margin->begin());
    margin = space.substr(0, common);
  });
  if (!margin || margin->empty()) return text;
  std::string result;
  for_each_line([&](std::string_view line, size_t first) {
    if (first < line.size()) result += line.substr(margin->size());
    result += '\n';
  });
  return result;
}

// False, with UnicodeEncodeError, after a word about it: the command has bytes that are no UTF-8.
static bool check_command(Thread& t, const Options& o) {
  Ref text = rt::decode_fs(t, o.what);
  if (!text) return false;
  if (rt::Utf8(t, text).ok()) return true;
  fputs("Unable to decode the command from the command line:\n", stderr);
  return false;
}

static bool run_command_py(Thread& t, const Options& o) {
  if (!check_command(t, o)) return false;
  std::string text = o.what + "\n";
  return run_text_py(t, o, rt::library_minor() >= 14 ? dedented(text) : text, "<string>");
}

static bool run_with_runpy_py(Thread& t, const Options& o, const char* function, const std::string& argument,
                              bool flag) {
  Ref runpy = import_runpy_py(t, o.sys.library);
  Ref run = runpy ? rt::getattr_py(t, runpy, function) : Ref();
  Ref name = run ? rt::decode_fs(t, argument) : Ref();
  program_begins();
  return name && bool(Ref(rt::call_py(t, run, name, rt::boolean(flag))));
}

// Opening the script failed: CPython's message, status 2.
static int cannot_open(const Options& o, const std::string& path, int error) {
  fprintf(stderr, "%s: can't open file '%s': [Errno %d] %s\n", o.sys.executable.c_str(), path.c_str(), error,
          strerror(error));
  return 2;
}

// True if a file begins as those that py_compile writes. How these begin is up to the library.
static bool has_compiled_magic_py(Thread& t, std::string_view content) {
  Ref importlib = rt::dict_get_cstr(t, rt::sys_modules(), "_frozen_importlib_external");
  Ref magic = importlib ? rt::getattr_py(t, importlib, "MAGIC_NUMBER") : Ref();
  rt::clear_error(t);
  return magic && rt::is_bytes(magic) && content.starts_with(magic.as<rt::Bytes>()->view());
}

// The code object of a file of py_compile. Empty: RuntimeError or EOFError.
static Ref read_compiled_py(Thread& t, std::string_view content) {
  constexpr size_t kMagicSize = 4, kHeaderSize = 16;
  bool known = has_compiled_magic_py(t, content);
  if (!known && content.size() >= kMagicSize)
    return rt::raise(t, rt::kRuntimeErrorType, "Bad magic number in .pyc file");
  if (content.size() < kHeaderSize) return rt::raise(t, rt::kEOFErrorType, "EOF read where not expected");
  Ref bytes = rt::make_bytes(t, content.substr(kHeaderSize));
  Ref code = bytes ? marshal_from_bytes_py(t, bytes, true) : Ref();
  if (code && rt::is_exact(code, rt::TypeId::kCode)) return code;
  rt::clear_error(t);
  return rt::raise(t, rt::kRuntimeErrorType, "Bad code object in .pyc file");
}

// 0: the script has run. 1: an error is pending. Any other result: the exit status, a message has been written.
static int run_script_py(Thread& t, const Options& o) {
  if (is_package_path(o.what)) return run_with_runpy_py(t, o, "_run_module_as_main", "__main__", false) ? 0 : 1;
  // The path that __file__ and tracebacks show.
  std::string path = absolute_path(o.what);
  if (access(path.c_str(), R_OK) != 0) return cannot_open(o, path, errno);
  std::string source;
  Ref filename = rt::decode_fs(t, path);
  if (!filename || !read_file_py(t, path, &source)) return 1;
  bool compiled = path.ends_with(".pyc") || has_compiled_magic_py(t, source);
  if (o.skip_first_line && !compiled)
    source.erase(0, source.find('\n') == std::string::npos ? source.size() : source.find('\n'));
  Ref module = rt::dict_get_cstr(t, rt::sys_modules(), "__main__");
  rt::Dict* dict = module ? module.as<rt::Module>()->dict : nullptr;
  if (!dict || !rt::dict_set_cstr(t, dict, "__file__", Ref::share(t, filename)) ||
      !rt::dict_set_cstr(t, dict, "__cached__", rt::none()) ||
      !set_loader_py(t, dict, filename, compiled ? "SourcelessFileLoader" : "SourceFileLoader")) {
    return 1;
  }
  comp::CompileOptions options;
  options.optimize = default_optimize();
  Ref warned = module_of_warnings(t);
  options.module = warned;
  options.is_main_file = true;
  Ref code = compiled ? read_compiled_py(t, source) : compile_cached_py(t, source, filename, syn::Mode::Exec, options);
  if (!code) return 1;
  return run_main_code_py(t, o, code) ? 0 : 1;
}

static bool stdin_is_interactive(const Options& o) { return o.sys.interactive || isatty(STDIN_FILENO); }

static bool run_stdin_py(Thread& t, const Options& o) {
  std::string source;
  Ref name = rt::make_str(t, "<stdin>");
  return name && read_all_py(t, STDIN_FILENO, 0, name, &source) && run_text_py(t, o, source, "<stdin>");
}

static int print_instructions() {
  fputs(comp::instruction_table().c_str(), stdout);
  return end_of_print("--dis", 0);
}

static bool has_program(const Options& o) { return o.kind != RunKind::kStdin || lists_only(o.listing); }

// True if -i was given or PYTHONINSPECT is set. Asked when the program has ended, since the program may set the
// variable.
static bool inspects_afterwards(const Options& o) {
  return (o.sys.inspect || rt::os::setting_variable("PYTHONINSPECT")) && stdin_is_interactive(o);
}

static int run_session_py(Thread& t, const Options& o, bool follows_program) {
  PromptStart start;
  start.banner = !o.sys.quiet && !follows_program;
  start.follows_program = follows_program;
  start.startup_file = rt::os::setting_variable("PYTHONSTARTUP").value_or("");
  program_begins();
  return run_prompt_py(t, start);
}

static int run_program_py(Thread& t, const Options& o) {
  switch (o.kind) {
    case RunKind::kCommand: return run_command_py(t, o) ? 0 : 1;
    case RunKind::kModule: return run_with_runpy_py(t, o, "_run_module_as_main", o.what, true) ? 0 : 1;
    case RunKind::kScript: return run_script_py(t, o);
    case RunKind::kAsm: return end_of_print("--asm", print_asm_py(t, o.what));
    case RunKind::kVerify: return end_of_print("--verify", verify_files_py(t, o.sys.argv));
    default: return lists_only(o.listing) ? print_instructions() : run_stdin_py(t, o) ? 0 : 1;
  }
}

// Runs the program, or the prompt if there is no program; with -i the prompt follows the program. Returns the exit
// status. *interrupted: the program ended by Ctrl-C, so the process must end by SIGINT.
static int run_all_py(Thread& t, const Options& o, bool* interrupted) {
  if (!has_program(o) && stdin_is_interactive(o)) return run_session_py(t, o, false);
  int status = run_program_py(t, o);
  bool inspects = status < 2 && inspects_afterwards(o);
  if (t.error) {
    *interrupted = !inspects && rt::error_is(t, rt::kKeyboardInterruptType);
    status = inspects ? show_uncaught_py(t) : report_uncaught_py(t);
    rt::clear_error(t);
  }
  if (!inspects) return status;
  unsetenv("PYTHONINSPECT");
  return run_session_py(t, o, true);
}

static bool lists_run(const Options& o) {
  return o.listing == Listing::kScriptAfterRun || o.listing == Listing::kAllAfterRun;
}

// Writes the listing of what has run, when all threads have ended.
static void list_run_py(Thread& t, const Options& o) {
  rt::wait_for_threads_py(t);
  Ref main = rt::dict_get_cstr(t, rt::sys_modules(), "__main__");
  Ref script = main && rt::has_layout(main, rt::TypeId::kModule)
                   ? rt::dict_get_cstr(t, main.as<rt::Module>()->dict, "__file__")
                   : Ref();
  if (!script) script = rt::make_str(t, o.kind == RunKind::kCommand ? "<string>" : "<stdin>");
  bool all = o.listing == Listing::kAllAfterRun || !script || !rt::is_str(script);
  write_listing_py(t, o, t.error ? Ref() : run_listing_py(t, all ? Value() : Value(script)));
}

// ---- leaving

static void die_of_interrupt() {
  signal(SIGINT, SIG_DFL);
  kill(getpid(), SIGINT);
}

// Functions of the profiling runtimes of clang and g++, in builds that collect a profile. leave() calls them, since
// _exit() runs none of the exit functions that would write the profile.
extern "C" int __llvm_profile_write_file() __attribute__((weak));
extern "C" void __gcov_dump() __attribute__((weak));

[[noreturn]] static void leave(int status) {
  capi::call_last_functions();
  fflush(nullptr);
  if (__llvm_profile_write_file) __llvm_profile_write_file();
  if (__gcov_dump) __gcov_dump();
  _exit(status);
}

// --races and --schedule, in the studio: before the first thread is registered, and when the program has ended.
static void watch_threads(const Options& o) {
  if constexpr (gc::kStudio) {
    if (o.races.wanted) watch_races(o.races);
    if (o.schedule.wanted) begin_schedule(o.schedule);
  }
}

static int end_watch(const Options& o, int status) {
  bool found_orders = lock_orders_reported() != 0;
  if constexpr (gc::kStudio) {
    if (o.schedule.wanted) status = end_schedule(status);
    if (o.races.wanted) status = report_races(status);
    if (o.races.wanted && found_orders && status == 0) status = kRacesFound;
  }
  if (found_orders && status == 0 && o.deadlocks == Deadlocks::kEndTheProgram) status = 1;
  return status;
}

// What is written when nothing runs any more. False: a report could not be written.
static bool end_reports(Thread& t, const Options& o) {
  if (gc::kFaults) gc::report_faults();
  if constexpr (gc::kStudio) return report_refstats(t, o);
  return true;
}

// lint: name: main() calls it, which holds no values
int run_main(int argc, char** argv) {
  auto reports = [process = getpid()] { return getpid() == process; };  // a fork's child makes no report
  Options o = parse_options(argc, argv);
  if (o.kind == RunKind::kError) return o.error_status;
  if (o.kind >= RunKind::kHelp && o.kind <= RunKind::kHelpAll) {
    fputs(help_text(o.kind, argv[0]).c_str(), stdout);
    return 0;
  }
  if (o.kind == RunKind::kDump) return end_of_print("--dump", dump_process(argv[0], o.what, o.dump_form));
  if (o.kind == RunKind::kAsm && o.what.empty()) {
    fputs(asm_table().c_str(), stdout);
    return end_of_print("--asm", 0);
  }
  if (o.kind == RunKind::kVersion || o.kind == RunKind::kLongVersion) {
    std::string version = library_version(o.library);
    if (o.kind == RunKind::kLongVersion) printf("Python %s\n", version_text(version).c_str());
    else printf("Python %s.0 (tinypy 0.1.0%s)\n", version.c_str(), gc::kFreeThreaded ? ", free-threading" : "");
    return 0;
  }
  if (!gc::kStudio && o.studio) {
    run_studio_program(argv, o.studio);
    return 2;
  }
  if constexpr (gc::kStudio) {
    if (!refstats_file_is_writable(o)) return 2;
    if (o.schedule.explore) return explore_schedules(o, argv);
  }
  if (!choose_locale(o)) return 1;
  if (o.hash_seed) rt::seed_text_hash(*o.hash_seed);
  install_hooks();
  capi::offer_functions();
  if (!o.no_extensions) capi::install_loader(o.gil_for_modules, o.gil_for);
  static Thread t;
  set_library(o.library);
  watch_threads(o);
  keep_lock_ledger(o);
  if (!start_thread_record(t)) {
    fputs("Fatal error: no memory for the register stack\n", stderr);
    return 1;
  }
  if (!start_observers(t, o)) return 2;
  if constexpr (gc::kStudio) count_start_up(o);
  gc::start_up_begins();
  bool ready = start_interpreter_py(t, o, argv[0]);
  gc::start_up_ends(t);
  gc::start_up_is_over();
  if (ready && o.serves_top && !serve_top(argv[0])) leave(1);
  if (gc::kFaults && ready) gc::start_faults(o.faults);
  int status = 1;
  bool interrupted = false;
  if constexpr (gc::kStudio) start_studio(o);
  if (ready && lists_run(o)) start_counting();
  if (ready && Ref(main_module_py(t))) status = run_all_py(t, o, &interrupted);
  if (t.error) {
    status = report_uncaught_py(t);
    rt::clear_error(t);
  }
  if (ready && lists_run(o) && reports()) list_run_py(t, o);
  if (ready && o.heap_report && reports()) fputs(heap_report(t).c_str(), stderr);
  if (!shut_down_py(t)) status = 120;
  if (o.serves_top) end_top();
  end_trace();
  if (reports()) {
    bool lost = !end_reports(t, o) || g_listing_is_lost;
    if (lost && (status == 0 || status == 120)) status = 1;
    status = end_watch(o, status);
  }
  if (interrupted) die_of_interrupt();
  leave(status);
}

}  // namespace vm
