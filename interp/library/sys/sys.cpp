// Module sys: functions. Constants and settings from the command line are in sys_config.cpp.
#include "interp/library/sys/sys.h"
#include "interp/library/sys/sys_async.h"
#include "interp/library/sys/sys_lazy.h"
#include "interp/library/sys/sys_trace.h"
#include "runtime/object/audit.h"
#include "runtime/object/native_modules.h"
#include "runtime/os/environment.h"
#include "runtime/types/classes/module.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdio>

#include "gc/cycle/collector.h"
#include "gc/heap/heap.h"
#include "gc/threads/attach.h"
#include "gc/threads/gil.h"
#include "interp/report/exception_text.h"
#include "interp/report/heap_report.h"
#include "interp/report/uncaught.h"
#include "interp/vm/frame.h"
#include "interp/vm/handler.h"
#include "runtime/library/core/warnings.h"
#include "runtime/library/os/cpu_count.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/names.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/c_text.h"
#include "runtime/types/text/file_names.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_intern.h"

namespace vm {

using rt::N;
using rt::TypeId;

// ---- exceptions

static Ref sys_exception(Thread& t) { return t.handled ? Ref::share(t, t.handled) : rt::none(); }

static Ref sys_exc_info(Thread& t) {
  if (!t.handled || t.handled == rt::kNone) return rt::make_tuple(t, rt::kNone, rt::kNone, rt::kNone);
  auto* e = rt::as_exception(t.handled);
  Ref traceback = rt::load_field(t, e, e->traceback);
  return rt::make_tuple(t, Value(rt::type_of(t.handled)), t.handled, traceback ? traceback.get() : rt::kNone);
}

// sys.exit(status). A tuple becomes the arguments of SystemExit, as when an exception is raised by type and value.
static Ref sys_exit(Thread& t, Value status) {
  Value type(rt::kSystemExitType);
  bool given = status && !rt::is_same(status, rt::kNone);
  Ref error = !given                 ? rt::call_py(t, type)
              : rt::is_tuple(status) ? rt::call_with_tuple_py(t, type, status, Value())
                                     : rt::call_py(t, type, status);
  if (!error) return Ref();
  return rt::raise_error(t, error);
}

static Ref sys_excepthook(Thread& t, Value, Value exception, Value traceback) {
  print_exception_py(t, exception, traceback);
  return rt::none();
}

// Writes a text that the stream's encoding has no characters for: with escapes in their place.
static bool write_escaped_py(Thread& t, Value out, Value text) {
  Ref encoding = rt::getattr_py(t, out, "encoding");
  if (encoding && !rt::is_str(encoding)) return rt::raise_type_error(t, "encoding must be str, not %A", encoding.get());
  if (!encoding) return false;
  rt::CText name(t, encoding);
  Ref bytes = name.ok() ? rt::str_encode_py(t, text, name.c_str(), "backslashreplace") : Ref();
  Ref attribute = bytes ? rt::intern(t, std::string_view("buffer")) : Ref();
  Ref buffer = attribute ? rt::getattr_optional_py(t, out, attribute) : Ref();
  if (!bytes || t.error) return false;
  if (buffer) return bool(Ref(rt::call_method_py(t, buffer, rt::name(N::write), bytes)));
  Ref escaped = rt::decode_bytes_py(t, bytes, name.c_str(), "strict");
  return escaped && bool(Ref(rt::call_method_py(t, out, rt::name(N::write), escaped)));
}

static bool write_repr_py(Thread& t, Value out, Value text) {
  if (Ref(rt::call_method_py(t, out, rt::name(N::write), text))) return true;
  if (!rt::error_is(t, rt::kUnicodeEncodeErrorType)) return false;
  rt::clear_error(t);
  return write_escaped_py(t, out, text);
}

static Ref sys_displayhook(Thread& t, Value value) {
  if (rt::is_same(value, rt::kNone)) return rt::none();
  auto* builtins = rt::builtins_dict();
  if (!rt::dict_set_cstr(t, builtins, "_", rt::none())) return Ref();
  Ref out = rt::sys_get(t, "stdout");
  if (!out || rt::is_same(out, rt::kNone)) return rt::raise(t, rt::kRuntimeErrorType, "lost sys.stdout");
  Ref text = rt::repr_py(t, value);
  Ref newline = rt::make_str(t, "\n");
  if (!text || !write_repr_py(t, out, text)) return Ref();
  if (!newline || !Ref(rt::call_method_py(t, out, rt::name(N::write), newline))) return Ref();
  return rt::dict_set_cstr(t, builtins, "_", Ref::share(t, value)) ? rt::none() : Ref();
}

// ---- objects

// How many registers of the innermost frame are in use while it calls: those behind the window of a call have old
// copies.
static u32 registers_in_use(Thread& t, const Function* f) {
  const u64* word = t.pc - 1;  // the handler has saved the word behind its instruction
  Op op = comp::generic_op(word);
  if (op != Op::CALL && op != Op::CALL_METHOD) return f->frame_size;
  u64 insn = __atomic_load_n(word, __ATOMIC_RELAXED);  // another thread may specialise it
  u64 arguments = op_c(insn) + (op == Op::CALL_METHOD);
  return static_cast<u32>(std::min<u64>(f->frame_size, op_b(insn) + kHeader + arguments));
}

// The number of uncounted references to an object in this thread's registers, which sys.getrefcount() adds. The frame
// of a callee lies over the registers of its caller that begin with the window.
static i64 lent_references(Thread& t, Value v) {
  i64 n = 0;
  const Value* callee = nullptr;
  for (Value* r = t.frame; r; callee = r, r = caller_of(r)) {
    const Function* f = function_of(r);
    const Value* end = r + (callee ? f->frame_size : registers_in_use(t, f));
    if (callee && r < callee && callee - kHeader < end) end = callee - kHeader;
    for (const Value* at = r; at < end; ++at) n += at->is_uncounted() && rt::is_same(*at, v);
  }
  return n;
}

static Ref sys_getrefcount(Thread& t, Value object) {
  if (!object.is_pointer() || object.object()->immortal()) return rt::make_int(t, 4294967295);
  i64 count = gc::total_count(object.object());
  if (object.object()->has_flag(gc::kDeferred)) return rt::make_int(t, count);
  return rt::make_int(t, count + lent_references(t, object));
}

static Ref sys_getsizeof(Thread& t, Value object, Value fallback) {
  bool self_first = false;
  static const char* kSizeof = "__sizeof__";
  Ref name = rt::intern(t, std::string_view(kSizeof));
  Ref method = name ? rt::special_method_py(t, object, name, &self_first) : Ref();
  Ref size;
  if (method) size = self_first ? rt::call_py(t, method, object) : rt::call_py(t, method);
  i64 n;
  if (size && rt::to_i64_py(t, size, &n)) {
    if (n < 0) return rt::raise_value_error(t, "__sizeof__() should return >= 0");
    return rt::make_int(t, n);
  }
  if (fallback && (!t.error || rt::error_is(t, rt::kTypeErrorType))) {
    rt::clear_error(t);
    return Ref::share(t, fallback);
  }
  if (t.error) return Ref();
  return rt::raise_type_error(t, "Type %T doesn't define __sizeof__", object);
}

static Ref sys_intern(Thread& t, Value text) {
  if (!rt::is_exact_str(text))
    return rt::raise_type_error(t, rt::is_str(text) ? "can't intern %T" : "intern() argument must be str, not %A",
                                text);
  return rt::intern(t, Ref::share(t, text));
}

// ---- frames and threads

static Ref sys_getframe(Thread& t, Value depth) {
  rt::i32 n;
  if (!rt::to_i32_py(t, depth, &n)) return Ref();
  Value* r = visible_frame(t, n < 0 ? 0 : n);
  if (!r) return rt::raise_value_error(t, "call stack is not deep enough");
  Ref frame = frame_object(t, r);
  return frame && rt::audit_py(t, "sys._getframe", frame.get()) ? std::move(frame) : Ref();
}

static Ref sys_getframemodulename(Thread& t, Value depth) {
  rt::i32 n;
  if (!rt::to_i32_py(t, depth, &n) || !rt::audit_py(t, "sys._getframemodulename", depth)) return Ref();
  Value* r = visible_frame(t, n < 0 ? 0 : n);
  if (!r) return rt::none();
  Function* f = function_of(r);
  Ref name = rt::load_field(t, f, f->module);
  return name ? std::move(name) : rt::none();
}

static Ref sys_getrecursionlimit(Thread& t) { return rt::make_int(t, t.recursion_limit.load(gc::relaxed)); }

static Ref sys_setrecursionlimit(Thread& t, Value limit) {
  rt::i32 n;
  if (!rt::to_i32_py(t, limit, &n)) return Ref();
  if (n < 1) return rt::raise_value_error(t, "recursion limit must be greater or equal than 1");
  if (static_cast<u64>(n) <= t.depth) {
    return rt::raise(t, rt::kRecursionErrorType,
                     "cannot set the recursion limit to %lld at the recursion depth %lld: the limit is too low",
                     static_cast<long long>(n), static_cast<long long>(t.depth));
  }
  u32 value = static_cast<u32>(n);
  gc::for_each_thread(
      [](gc::Thread& other, void* p) {
        static_cast<Thread&>(other).recursion_limit.store(*static_cast<u32*>(p), gc::relaxed);
      },
      &value);
  return rt::none();
}

static Ref sys_getswitchinterval(Thread& t) {
  return rt::make_float(t, static_cast<double>(gc::switch_interval()) / 1e9);
}
static Ref sys_setswitchinterval(Thread& t, Value seconds) {
  double s;
  if (!rt::to_double_py(t, seconds, &s)) return Ref();
  if (!(s > 0)) return rt::raise_value_error(t, "switch interval must be strictly positive");
  gc::set_switch_interval(static_cast<i64>(s * 1e9));
  return rt::none();
}

static Ref sys_is_gil_enabled(Thread&) { return rt::bool_ref(!gc::kFreeThreaded); }

static Ref sys_is_finalizing(Thread&) { return rt::bool_ref(rt::is_finalizing()); }

// ---- settings

static Ref sys_getdefaultencoding(Thread& t) { return rt::make_str(t, "utf-8"); }
static Ref sys_getfilesystemencoding(Thread& t) {
  return rt::make_str(t, rt::g_file_names_are_ascii.load(gc::relaxed) ? "ascii" : "utf-8");
}
static Ref sys_getfilesystemencodeerrors(Thread& t) { return rt::make_str(t, "surrogateescape"); }
static Ref sys_get_int_max_str_digits(Thread& t) { return rt::make_int(t, rt::g_int_max_str_digits.load(gc::relaxed)); }
static Ref sys_set_int_max_str_digits(Thread& t, Value digits) {
  rt::i32 n;
  if (!rt::to_i32_py(t, digits, &n)) return Ref();
  if (n != 0 && n < 640) return rt::raise_value_error(t, "maxdigits must be 0 or larger than 640");
  rt::g_int_max_str_digits.store(n, gc::relaxed);
  return rt::none();
}
static Ref sys_audit(Thread& t, const CallArgs& args) {
  if (args.positional == 0) return rt::raise_type_error(t, "audit() missing 1 required positional argument: 'event'");
  if (!rt::g_has_audit_hooks.load(gc::relaxed)) return rt::none();
  if (!rt::is_str(args[0])) return rt::raise_type_error(t, "expected str for argument 'event', not %T", args[0]);
  Ref values = rt::make_tuple(t, args.values + 1, args.positional - 1);
  return values && rt::call_audit_hooks_py(t, args[0], values) ? rt::none() : Ref();
}
static Ref sys_addaudithook(Thread& t, Value hook) { return rt::add_audit_hook_py(t, hook) ? rt::none() : Ref(); }
// No debugger can attach to a running program.
static Ref sys_is_remote_debug_enabled(Thread&) { return rt::bool_ref(false); }
static Ref sys_remote_exec(Thread& t, Value pid, Value script) {
  if (!rt::audit_py(t, "sys.remote_exec", pid, script)) return Ref();
  return rt::raise(t, rt::kRuntimeErrorType, "Remote debugging is not enabled");
}
static Ref sys_clear_type_cache(Thread&) { return rt::none(); }
// Counts with the world stopped, since threads take and give back pages and count their objects without a lock.
static u64 live_objects(Thread& t) {
  gc::StopTheWorld pause(t, "counting objects");
  return gc::heap_stats().live_objects;
}
static Ref sys_getallocatedblocks(Thread& t) { return rt::make_uint(t, live_objects(t)); }

static Ref sys_unraisablehook(Thread& t, Value unraisable) {
  Ref message = rt::getattr_py(t, unraisable, "err_msg"),
      object = message ? rt::getattr_py(t, unraisable, "object") : Ref();
  Ref exception = object ? rt::getattr_py(t, unraisable, "exc_value") : Ref();
  Ref traceback = exception ? rt::getattr_py(t, unraisable, "exc_traceback") : Ref();
  if (!traceback) return Ref();
  if (!rt::is_exception(exception))
    return rt::raise_type_error(t, "exc_value must be an exception, not %T", exception.get());
  return rt::write_unraisable_args_py(t, message, object, exception, traceback) ? rt::none() : Ref();
}

static Ref sys_is_interned(Thread& t, Value string) {
  if (!rt::is_str(string)) return rt::raise_type_error(t, "_is_interned() argument must be str, not %A", string);
  return rt::bool_ref(rt::is_interned(string));
}

// All interned strs are immortal, so that the argument changes nothing.
static Ref sys_getunicodeinternedsize(Thread& t, Value) { return rt::make_uint(t, rt::interned_count()); }

static gc::Atomic<int> g_dlopen_flags{RTLD_NOW};

static Ref sys_is_stack_trampoline_active(Thread&) { return rt::bool_ref(false); }

static Ref sys_activate_stack_trampoline(Thread& t, Value backend) {
  if (!rt::is_str(backend))
    return rt::raise_type_error(t, "activate_stack_trampoline() argument must be str, not %A", backend);
  return rt::raise_value_error(t, "perf trampoline not available");
}
static Ref sys_deactivate_stack_trampoline(Thread&) { return rt::none(); }

int dlopen_flags() { return g_dlopen_flags.load(gc::relaxed); }

static Ref sys_getdlopenflags(Thread& t) { return rt::make_int(t, dlopen_flags()); }
static Ref sys_setdlopenflags(Thread& t, Value flags) {
  int bits;
  if (!rt::to_i32_py(t, flags, &bits)) return Ref();
  g_dlopen_flags.store(bits, gc::relaxed);
  return rt::none();
}

static Ref sys_debugmallocstats(Thread& t) {
  fputs(heap_report(t).c_str(), stderr);
  return rt::none();
}

// The function that $PYTHONBREAKPOINT names: "module.function", or a built-in function.
static Ref find_breakpoint_py(Thread& t, const std::string& path) {
  size_t dot = path.rfind('.');
  std::string module_name = dot == std::string::npos ? "builtins" : path.substr(0, dot);
  if (module_name.empty()) return Ref();
  Ref module = rt::import_module_py(t, module_name.c_str());
  return module ? rt::getattr_py(t, module, path.substr(dot + 1).c_str()) : Ref();
}

static Ref sys_breakpointhook(Thread& t, const CallArgs& args) {
  std::string path = rt::os::setting_variable("PYTHONBREAKPOINT").value_or("pdb.set_trace");
  if (path == "0") return rt::none();
  Ref hook = find_breakpoint_py(t, path);
  if (hook) return rt::call_py(t, hook, args);
  if (rt::error_pending(t) && !rt::error_is(t, rt::kImportErrorType) && !rt::error_is(t, rt::kAttributeErrorType))
    return Ref();
  rt::clear_error(t);
  std::string text = "Ignoring unimportable $PYTHONBREAKPOINT: \"" + path + "\"";
  return rt::warn_text_py(t, rt::kRuntimeWarningType, text.c_str()) ? rt::none() : Ref();
}

// The number that os.cpu_count() is to return instead of the real one; -1: no such number. The library calls this since
// 3.13.
static Ref sys_get_cpu_count_config(Thread&) {
  return Ref::immediate(Value::small_int(rt::g_configured_cpus.load(gc::relaxed)));
}

constexpr rt::MethodDef kSysMethods[] = {
    {"_get_cpu_count_config", sys_get_cpu_count_config, "()", "The configured number of processors, or -1."},
    {"exception", sys_exception, "()", "The exception being handled, or None."},
    {"exc_info", sys_exc_info, "()", "Type, value and traceback of the exception being handled."},
    {"exit", sys_exit, "(status=None, /)", "Raise SystemExit(status)."},
    {"excepthook", sys_excepthook, "(exctype, value, traceback, /)", "Print an exception to sys.stderr."},
    {"displayhook", sys_displayhook, "(object, /)",
     "Write repr(object) to sys.stdout, unless it is None, and keep the object in builtins._."},
    {"unraisablehook", sys_unraisablehook, "(unraisable, /)", "Report an exception that could not be raised."},
    {"breakpointhook", sys_breakpointhook, "(...)(*args, **kwargs)", "What breakpoint() calls."},
    {"getrefcount", sys_getrefcount, "(object, /)", "Number of references to an object, the argument's included."},
    {"getsizeof", sys_getsizeof, "(object, default=<unrepresentable>)", "Size of an object in bytes."},
    {"intern", sys_intern, "(string, /)", "The interned string of the same text."},
    {"_getframe", sys_getframe, "(depth=0, /)", "The frame `depth` calls below the caller."},
    {"_getframemodulename", sys_getframemodulename, "(depth=0)",
     "Name of the module of the frame `depth` calls below the caller."},
    {"_current_frames", current_frames_py, "()", "The running frame of each thread."},
    {"_current_exceptions", current_exceptions_py, "()", "The exception that each thread is handling."},
    {"getrecursionlimit", sys_getrecursionlimit, "()", "Maximum depth of Python calls."},
    {"setrecursionlimit", sys_setrecursionlimit, "(limit, /)", "Set the maximum depth of Python calls."},
    {"getswitchinterval", sys_getswitchinterval, "()", "Seconds after which the GIL changes hands."},
    {"setswitchinterval", sys_setswitchinterval, "(interval, /)", "Set the seconds after which the GIL changes hands."},
    {"_is_gil_enabled", sys_is_gil_enabled, "()", "True in the program with a GIL."},
    {"is_finalizing", sys_is_finalizing, "()", "True while the interpreter shuts down."},
    {"getdefaultencoding", sys_getdefaultencoding, "()", "The encoding of str.encode() without arguments."},
    {"getfilesystemencoding", sys_getfilesystemencoding, "()", "The encoding of file names."},
    {"getfilesystemencodeerrors", sys_getfilesystemencodeerrors, "()", "The error handler for file names."},
    {"get_int_max_str_digits", sys_get_int_max_str_digits, "()", "Limit on digits in conversions between int and str."},
    {"set_int_max_str_digits", sys_set_int_max_str_digits, "(maxdigits)",
     "Set the limit on digits in conversions between int and str."},
    {"_is_interned", sys_is_interned, "(string, /)",
     "Is this the one string of its text that names are compared with?"},
    {"getunicodeinternedsize", sys_getunicodeinternedsize, "(*, _only_immortal=False)", "How many strs are interned."},
    {"activate_stack_trampoline", sys_activate_stack_trampoline, "(backend, /)",
     "ValueError: there are no trampolines."},
    {"deactivate_stack_trampoline", sys_deactivate_stack_trampoline, "()", "Nothing: there are no trampolines."},
    {"getdlopenflags", sys_getdlopenflags, "()", "The flags of dlopen() with which extension modules are loaded."},
    {"setdlopenflags", sys_setdlopenflags, "(flags, /)",
     "Set the flags of dlopen() with which extension modules are loaded from now on."},
    {"_debugmallocstats", sys_debugmallocstats, "()", "Write what is known of the heap to the standard error."},
    {"_clear_internal_caches", sys_clear_type_cache, "()", "Nothing: no cache is ever stale."},
    {"is_stack_trampoline_active", sys_is_stack_trampoline_active, "()",
     "False: frames of Python functions are not in the stack of C."},
    {"audit", sys_audit, "(...)(event, /, *args)", "Pass an event to the audit hooks."},
    {"addaudithook", sys_addaudithook, "(hook)", "Add an audit hook."},
    {"_clear_type_cache", sys_clear_type_cache, "()", "Nothing: look-ups are cached per shape and never stale."},
    {"getallocatedblocks", sys_getallocatedblocks, "()", "Number of objects alive."},
    {"settrace", sys_settrace, "(function, /)", "Set the trace function."},
    {"gettrace", sys_gettrace, "()", "The trace function, or None."},
    {"_settraceallthreads", sys_settraceallthreads, "(function, /)", "Set the trace function of all threads."},
    {"_setprofileallthreads", sys_setprofileallthreads, "(function, /)", "Set the profile function of all threads."},
    {"call_tracing", sys_call_tracing, "(func, args, /)", "Call func(*args) with tracing switched on."},
    {"setprofile", sys_setprofile, "(function, /)", "Set the profile function."},
    {"getprofile", sys_getprofile, "()", "The profile function, or None."},
    {"get_lazy_imports", sys_get_lazy_imports, "()", "'all' if every import may be lazy, else 'normal'."},
    {"set_lazy_imports", sys_set_lazy_imports, "(mode)",
     "Make every import lazy ('all'), or only lazy ones ('normal')."},
    {"get_lazy_imports_filter", sys_get_lazy_imports_filter, "()", "The filter of lazy imports, or None."},
    {"set_lazy_imports_filter", sys_set_lazy_imports_filter, "(filter)",
     "Set a function of importer, module and names, which tells whether an import may be lazy."},
    {"is_remote_debug_enabled", sys_is_remote_debug_enabled, "()", "False: no debugger can attach to the program."},
    {"remote_exec", sys_remote_exec, "(pid, script)", "Not supported: another process runs no script on request."},
    {"get_asyncgen_hooks", sys_get_asyncgen_hooks, "()", "Hooks of asynchronous generators."},
    {"set_asyncgen_hooks", sys_set_asyncgen_hooks, "(firstiter=<unrepresentable>, finalizer=<unrepresentable>)",
     "Set the hooks of asynchronous generators."},
    {"get_coroutine_origin_tracking_depth", sys_get_coroutine_origin_tracking_depth, "()",
     "Depth of origin tracking of coroutines."},
    {"set_coroutine_origin_tracking_depth", sys_set_coroutine_origin_tracking_depth, "(depth)",
     "Set the depth of origin tracking of coroutines."},
    {},
};

bool init_sys_constants(Thread& t, Value module);  // sys_config.cpp

// sys._jit, which the library of 3.14 asks: there is no compiler to machine code.
static Ref jit_is_there(Thread&) { return rt::bool_ref(false); }
static constexpr rt::MethodDef kJitFunctions[] = {
    {"is_available", jit_is_there, "()", "False: the program has no compiler to machine code."},
    {"is_enabled", jit_is_there, "()", "False: the program has no compiler to machine code."},
    {"is_active", jit_is_there, "()", "False: the program has no compiler to machine code."},
    {}};
static constexpr rt::ModuleDef kJitModule = {"sys._jit", "About the compiler to machine code.", kJitFunctions};

static bool init_sys(Thread& t, Value module) {
  for (const char* hook : {"displayhook", "excepthook", "breakpointhook", "unraisablehook"}) {
    Ref original = rt::dict_get_cstr(t, module.as<rt::Module>()->dict, hook);
    std::string saved = std::string("__") + hook + "__";
    if (!original || !rt::module_add(t, module, saved.c_str(), std::move(original))) return false;
  }
  return init_sys_monitoring(t, module) && init_sys_constants(t, module) &&
         (rt::library_minor() < 14 || rt::module_add(t, module, "_jit", rt::create_native_module(t, &kJitModule)));
}

extern const rt::ModuleDef kSysModule = {"sys", "Settings and state of the interpreter.", kSysMethods, init_sys};

}  // namespace vm
