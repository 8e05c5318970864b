// Where the program lies and what it was called with; texts of the system; what C code hooks into the program.
#include "interp/capi/environment.h"

#include <cstdlib>
#include <cstring>
#include <cwchar>

#include "interp/capi/methods.h"
#include "runtime/library/os/posix.h"
#include "runtime/library/threads/atexit.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/audit.h"
#include "runtime/object/native_modules.h"
#include "runtime/os/environment.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/text/str.h"

using namespace capi;

// ---- paths: NULL if there is none. The texts stay, as Python had them at the first call

namespace {

using WideText = gc::Atomic<wchar_t*>;

wchar_t* kept_text(Call& call, WideText& place, Ref text) {
  wchar_t *made = text && rt::is_str(text) ? PyUnicode_AsWideCharString(word(text), nullptr) : nullptr,
          *first = nullptr;
  rt::clear_error(call);
  if (!made || place.compare_exchange_strong(first, made, gc::release, gc::acquire)) return made;
  PyMem_Free(made);
  return first;
}
wchar_t* path_in_sys(WideText& place, const char* name) {
  if (wchar_t* known = place.load(gc::acquire)) return known;
  Call call;
  return kept_text(call, place, rt::sys_get(call, name));
}

}  // namespace

wchar_t* Py_GetPrefix(void) {
  static WideText g_text;
  return path_in_sys(g_text, "base_prefix");
}
wchar_t* Py_GetExecPrefix(void) {
  static WideText g_text;
  return path_in_sys(g_text, "base_exec_prefix");
}
wchar_t* Py_GetProgramFullPath(void) {
  static WideText g_text;
  return path_in_sys(g_text, "executable");
}
wchar_t* Py_GetProgramName(void) { return Py_GetProgramFullPath(); }
// The folders of sys.path, with colons between them.
wchar_t* Py_GetPath(void) {
  static WideText g_text;
  if (wchar_t* known = g_text.load(gc::acquire)) return known;
  Call call;
  Ref path = rt::sys_get(call, "path"), colon = path ? call.text(":") : Ref();
  return kept_text(call, g_text, colon ? Ref::steal(value(PyUnicode_Join(word(colon), word(path)))) : Ref());
}
wchar_t* Py_GetPythonHome(void) {
  static WideText g_text;
  if (wchar_t* known = g_text.load(gc::acquire)) return known;
  Call call;
  std::optional<std::string> home = rt::os::setting_variable("PYTHONHOME");
  return home ? kept_text(call, g_text, rt::decode_fs(call, *home)) : nullptr;
}

// sys.orig_argv, as it was at the first call: a copy, with NULL at its end, that stays.
static wchar_t** copy_of_arguments(Call& call) {
  Ref list = rt::sys_get(call, "orig_argv"), tuple = list ? Ref::steal(value(PySequence_Tuple(word(list)))) : Ref();
  u64 count = tuple ? rt::as_tuple(tuple)->length : 0, copied = 0;
  auto** made = static_cast<wchar_t**>(PyMem_RawCalloc(count + 1, sizeof(wchar_t*)));
  while (made && copied < count &&
         (made[copied] = PyUnicode_AsWideCharString(word((*rt::as_tuple(tuple))[copied]), nullptr)))
    ++copied;
  rt::clear_error(call);
  return made;
}
// NULL and 0: no memory.
void Py_GetArgcArgv(int* count, wchar_t*** arguments) {
  static gc::Atomic<wchar_t**> g_arguments;
  Call call;
  wchar_t** known = g_arguments.load(gc::acquire);
  if (!known) {
    wchar_t** made = copy_of_arguments(call);  // of two threads that come first, one's stays for ever unused
    known = g_arguments.compare_exchange_strong(known, made, gc::release, gc::acquire) ? made : known;
  }
  *arguments = known;
  *count = 0;
  while (known && known[*count]) ++*count;
}

// ---- texts of the system: UTF-8; other bytes are lone surrogates

// For PyMem_RawFree(). NULL: *size is -1 if memory is lacking, -2 if the text cannot be decoded.
wchar_t* Py_DecodeLocale(const char* text, size_t* size) {
  Call call;
  Ref str = rt::decode_fs(call, text);
  Py_ssize_t length = -2;
  wchar_t* wide = str ? PyUnicode_AsWideCharString(word(str), &length) : nullptr;
  if (!wide) length = rt::error_is(call, rt::kMemoryErrorType) ? -1 : -2;
  rt::clear_error(call);
  if (size) *size = static_cast<size_t>(length);
  return wide;
}
// For PyMem_Free(). NULL: *error_position is that of the character that cannot be encoded, or -1: memory is lacking.
char* Py_EncodeLocale(const wchar_t* text, size_t* error_position) {
  Call call;
  Ref str = Ref::steal(value(PyUnicode_FromWideChar(text, -1)));
  Ref bytes = str ? Ref::steal(value(PyUnicode_EncodeFSDefault(word(str)))) : Ref();
  size_t size = bytes ? bytes.as<rt::Bytes>()->length + 1 : 0;
  auto* copy = bytes ? static_cast<char*>(PyMem_Malloc(size)) : nullptr;
  if (copy) std::memcpy(copy, bytes.as<rt::Bytes>()->data(), size);
  if (error_position && !copy) {
    Ref error = rt::take_error(call);
    Py_ssize_t start = -1;
    if (error && rt::is_subtype(rt::type_of(error), rt::kUnicodeEncodeErrorType))
      PyUnicodeEncodeError_GetStart(word(error), &start);
    *error_position = static_cast<size_t>(start);
  }
  rt::clear_error(call);
  return copy;
}

// ---- the end of the program

namespace {

// Filled from the front and never emptied: a place that has been reserved is written before the program can end.
constexpr u32 kMostLast = 32;
gc::Atomic<void (*)(void)> g_last[kMostLast];
gc::Atomic<u32> g_last_count;

}  // namespace

void capi::call_last_functions() {
  for (u32 i = kMostLast; i-- > 0;)
    if (auto* function = g_last[i].exchange(nullptr, gc::acq_rel)) function();
}

// The function must not call Python. -1: there are 32 already.
int Py_AtExit(void (*function)(void)) {
  u32 place = g_last_count.fetch_add(1, gc::relaxed);
  if (place >= kMostLast) return -1;
  g_last[place].store(function, gc::release);
  return 0;
}

// Threads are waited for, exit functions run, streams are written. The caller and what it was called by still hold
// objects, so no finalizers run.
void Py_Exit(int status) {
  Call call;
  if (!rt::is_finalizing()) {
    rt::wait_for_threads_py(call);
    rt::run_exit_functions_py(call);
  }
  for (const char* name : {"stdout", "stderr"}) {
    Ref stream = rt::sys_get(call, name), flush = stream ? rt::getattr_py(call, stream, "flush") : Ref();
    if (flush && !rt::call_py(call, flush) && status == 0) status = 120;
    rt::clear_error(call);
  }
  call_last_functions();
  std::exit(status);
}

namespace {

// A function of C that Python calls with nothing, or with what an audit hook gets.
struct Hook : rt::Object {
  union {
    void (*at_exit)(void*);
    Py_AuditHookFunction audit;
  };
  void* data;
  bool is_audit;
};

Ref call_hook(Thread& t, Value self, const rt::CallArgs& args) {
  auto* hook = self.as<Hook>();
  if (!hook->is_audit) {
    enter(hook->at_exit, hook->data);
    return rt::error_pending(t) ? Ref() : rt::none();
  }
  if (args.positional != 2 || args.keywords() || !rt::is_str(args[0]))
    return rt::raise_type_error(t, "an audit hook takes an event and its arguments");
  const char* event = PyUnicode_AsUTF8(word(args[0]));
  if (!event) return Ref();
  int failed = enter(hook->audit, event, word(args[1]), hook->data);
  if (failed && !rt::error_pending(t)) return rt::raise(t, rt::kRuntimeErrorType, "an audit hook has failed");
  return rt::error_pending(t) ? Ref() : rt::none();
}

constexpr rt::TypeSpec kHookSpec = {
    .name = "c_hook",
    .size = sizeof(Hook),
    .flags = rt::kTypeDisallowNew,
    .doc = "A function of C code that is called at the program's end or for audit events.",
    .slots = {.call = call_hook},
};

Ref make_hook(Call& call, void* data, bool is_audit) {
  static gc::Atomic<rt::Type*> g_type;
  Ref made = rt::allocate_instance(call, type_once(call, g_type, kHookSpec));
  if (!made) return Ref();
  made.as<Hook>()->data = data;
  made.as<Hook>()->is_audit = is_audit;
  return made;
}

}  // namespace

// As atexit.register(), and in one order with it: the function may call Python.
int PyUnstable_AtExit(PyInterpreterState*, void (*function)(void*), void* data) {
  Call call;
  Ref hook = make_hook(call, data, false);
  if (!hook) return -1;
  hook.as<Hook>()->at_exit = function;
  Ref atexit = rt::import_module_py(call, "atexit"), add = atexit ? rt::getattr_py(call, atexit, "register") : Ref();
  return call.status(add && bool(Ref(rt::call_py(call, add, hook))));
}

int PySys_AddAuditHook(Py_AuditHookFunction function, void* data) {
  Call call;
  Ref hook = make_hook(call, data, true);
  if (!hook) return -1;
  hook.as<Hook>()->audit = function;
  return call.status(rt::add_audit_hook_py(call, hook));
}

// ---- signals, warnings, forks

// As signal.set_wakeup_fd(). -1 if there was none, or with an error that is pending.
int PySignal_SetWakeupFd(int descriptor) {
  Call call;
  Ref module = rt::import_module_py(call, "_signal"),
      set = module ? rt::getattr_py(call, module, "set_wakeup_fd") : Ref();
  Ref before = set ? rt::call_py(call, set, Value::small_int(descriptor)) : Ref();
  return before && before.get().is_small_int() ? static_cast<int>(before.get().small()) : -1;
}

void PySys_ResetWarnOptions(void) {
  Call call;
  Ref options = rt::sys_get(call, "warnoptions");
  if (options && rt::is_list(options) && PyList_Clear(word(options)) != 0) rt::clear_error(call);
}

// Around fork() of C code. Between the first and one of the others the caller does nothing but fork().
void PyOS_BeforeFork(void) {
  Call call;
  rt::posix::run_fork_callbacks_before_py(call);
  rt::posix::prepare_fork(call);
}
void PyOS_AfterFork_Parent(void) {
  Call call;
  rt::posix::forked_in_parent(call);
  rt::posix::run_fork_callbacks_parent_py(call);
}
void PyOS_AfterFork_Child(void) {
  Call call;
  rt::posix::forked_in_child(call);
  rt::posix::run_fork_callbacks_child_py(call);
}
void PyOS_AfterFork(void) { PyOS_AfterFork_Child(); }
