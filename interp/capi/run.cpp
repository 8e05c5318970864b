// The interpreter as a whole: versions, running source text, imports, sys, files.
#include <cstring>
#include <cwchar>

#include <cstdarg>
#include <cstdio>

#include "interp/capi/capi.h"
#include "interp/compile/compiler.h"
#include "interp/library/modules.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

using namespace capi;

// ---- start and end: C code is called by an interpreter that runs

void Py_Initialize(void) {}
void Py_InitializeEx(int) {}
int Py_IsInitialized(void) { return 1; }
int Py_IsFinalizing(void) { return rt::is_finalizing(); }

// The interpreter is running the program that calls this.
int Py_FinalizeEx(void) {
  Call call;
  return rt::raise(call, rt::kRuntimeErrorType, "the interpreter cannot end while it runs the caller");
}
void Py_Finalize(void) { Py_FinalizeEx(); }

// ---- versions

// An attribute of sys as a text of C that stays: the str is interned, so it is immortal.
static const char* text_of_sys(const char* name) {
  Call call;
  Ref text = rt::sys_get(call, name);
  Ref kept = text && rt::is_str(text) ? rt::intern(call, rt::exact_str(call, text)) : Ref();
  const char* utf8 = kept ? PyUnicode_AsUTF8(word(kept)) : nullptr;
  return utf8 ? utf8 : "";
}

// sys.version is VERSION (BUILD) [COMPILER].
static const char* part_of_version(char begin, char end, bool with_marks) {
  Call call;
  std::string_view version = text_of_sys("version");
  size_t from = version.find(begin), to = version.find(end, from);
  if (from == version.npos || to == version.npos) return "";
  std::string part(version.substr(from + !with_marks, to - from + (with_marks ? 1 : -1)));
  Ref kept = call.name(part.c_str());
  return kept ? PyUnicode_AsUTF8(word(kept)) : "";
}

const char* Py_GetVersion(void) { return text_of_sys("version"); }
const char* Py_GetPlatform(void) { return text_of_sys("platform"); }
const char* Py_GetCopyright(void) { return text_of_sys("copyright"); }
const char* Py_GetCompiler(void) { return part_of_version('[', ']', true); }
const char* Py_GetBuildInfo(void) { return part_of_version('(', ')', false); }

// ---- source text

// `start`: Py_single_input, Py_file_input or Py_eval_input. Future imports of the code that calls do not count.
static Ref compile_py(Call& call, const char* source, const char* filename, int start) {
  constexpr int kFirst = 256;
  constexpr syn::Mode kModes[] = {syn::Mode::Single, syn::Mode::Exec, syn::Mode::Eval};
  if (call.lacks(source, filename)) return Ref();
  if (start < kFirst || start >= kFirst + int{std::size(kModes)}) return call.bad_call(), Ref();
  if (!comp::check_compile_room(call, std::strlen(source))) return Ref();
  Ref name = rt::decode_fs(call, filename);
  comp::CompileOptions options;
  options.optimize = vm::default_optimize();
  return name ? comp::compile_source_py(call, source, name, kModes[start - kFirst], options) : Ref();
}

PyObject* Py_CompileString(const char* source, const char* filename, int start) {
  Call call;
  return give(compile_py(call, source, filename, start));
}

// `locals` NULL: the globals.
PyObject* PyEval_EvalCode(PyObject* code, PyObject* globals, PyObject* locals) {
  Call call;
  if (call.lacks(code, globals)) return nullptr;
  Ref eval = rt::getattr_py(call, rt::builtins_module(), "eval");
  return eval ? give(rt::call_py(call, eval, value(code), value(globals), value(locals ? locals : globals))) : nullptr;
}

PyObject* PyRun_String(const char* source, int start, PyObject* globals, PyObject* locals) {
  Call call;
  Ref code = compile_py(call, source, "<string>", start);
  return code ? PyEval_EvalCode(word(code), globals, locals) : nullptr;
}

// Runs in the module __main__. An exception is printed, and the result is -1; SystemExit stays pending.
int PyRun_SimpleString(const char* source) {
  Call call;
  Ref main = Ref::steal(value(PyImport_AddModuleRef("__main__")));
  PyObject* globals = main ? word(main.as<rt::Module>()->dict) : nullptr;
  Ref result = main ? Ref::steal(value(PyRun_String(source, 257, globals, globals))) : Ref();
  if (result) return 0;
  PyErr_Print();
  return -1;
}

// ---- imports

// As the statement `import a.b`, but the module of the last name.
PyObject* PyImport_Import(PyObject* name) {
  Call call;
  if (call.lacks(name)) return nullptr;
  if (!rt::is_str(value(name))) return rt::raise_type_error(call, "module name must be a string");
  Ref interned = rt::intern(call, rt::exact_str(call, value(name)));
  return interned ? give(rt::import_module_py(call, interned.get())) : nullptr;
}

PyObject* PyImport_ImportModule(const char* name) {
  Call call;
  Ref str = call.name(name);
  return str ? PyImport_Import(word(str)) : nullptr;
}

PyObject* PyImport_GetModuleDict(void) { return word(rt::sys_modules()); }

// NULL without an error: it has not been imported.
PyObject* PyImport_GetModule(PyObject* name) {
  Call call;
  return call.lacks(name) ? nullptr : give(rt::dict_get_py(call, rt::sys_modules(), value(name)));
}

// The module in sys.modules, or a new empty one that is entered there, also in the place of what is no module.
static PyObject* add_module_py(Call& call, Value str) {
  Ref present = rt::dict_get_py(call, rt::sys_modules(), str);
  bool is_module = present && rt::has_layout(present, rt::TypeId::kModule);
  if (is_module || rt::error_pending(call)) return give(is_module ? std::move(present) : Ref());
  Ref made = rt::make_module(call, str);
  if (!made) return nullptr;
  if (!present) return give(rt::dict_setdefault_py(call, rt::sys_modules(), str, made));
  return rt::dict_set_py(call, rt::sys_modules(), str, made) ? give(std::move(made)) : nullptr;
}

PyObject* PyImport_AddModuleRef(const char* name) {
  Call call;
  Ref str = call.name(name);
  return str ? add_module_py(call, str) : nullptr;
}

// Borrowed from sys.modules.
PyObject* PyImport_AddModuleObject(PyObject* name) {
  Call call;
  return call.lacks(name) ? nullptr : borrowed(Ref::steal(value(add_module_py(call, value(name)))));
}
PyObject* PyImport_AddModule(const char* name) {
  Call call;
  return borrowed(Ref::steal(value(PyImport_AddModuleRef(name))));
}

PyObject* PyImport_ReloadModule(PyObject* module) {
  Call call;
  Ref importlib = call.lacks(module) ? Ref() : rt::import_module_py(call, "importlib");
  Ref reload = importlib ? rt::getattr_py(call, importlib, "reload") : Ref();
  return reload ? give(rt::call_py(call, reload, value(module))) : nullptr;
}

// ---- sys

// Borrowed from sys. NULL without an error: absent.
PyObject* PySys_GetObject(const char* name) {
  Call call;
  return name ? borrowed(rt::sys_get(call, name)) : nullptr;
}

int PySys_SetObject(const char* name, PyObject* object) {
  Call call;
  Ref str = call.name(name);
  return call.status(str && rt::setattr_py(call, rt::sys_module(), str, value(object)));
}

// sys._xoptions, borrowed.
PyObject* PySys_GetXOptions(void) { return PySys_GetObject("_xoptions"); }

int Py_GetRecursionLimit(void) {
  Call call;
  return static_cast<int>(static_cast<Thread&>(call).recursion_limit.load(gc::relaxed));
}
// What sys.setrecursionlimit() refuses is an error that nobody can be told of: it is reported as unraisable.
void Py_SetRecursionLimit(int limit) {
  Call call;
  SilentCall silent(call);
  Ref set = rt::getattr_py(call, rt::sys_module(), "setrecursionlimit"), number = rt::make_int(call, limit);
  if (set && number) rt::call_py(call, set, number);
}

// sys.argv, and with `update_path` the folder of argv[0] in front of sys.path.
void PySys_SetArgvEx(int count, wchar_t** arguments, int update_path) {
  Call call;
  Ref list = rt::make_list(call);
  for (int i = 0; list && i < count; ++i) {
    Ref argument = Ref::steal(value(PyUnicode_FromWideChar(arguments[i], -1)));
    if (!argument || !rt::list_append(call, rt::as_list(list), std::move(argument))) return;
  }
  Ref argv = list ? call.name("argv") : Ref();
  if (!argv || !rt::setattr_py(call, rt::sys_module(), argv, list) || !update_path) return;
  const wchar_t* script = count > 0 ? arguments[0] : L"";
  const wchar_t* slash = std::wcsrchr(script, L'/');
  Ref folder = Ref::steal(value(PyUnicode_FromWideChar(script, slash ? slash - script : 0)));
  Ref path = folder ? rt::sys_get(call, "path") : Ref();
  if (path && rt::is_list(path)) (void)rt::list_insert(call, rt::as_list(path), 0, std::move(folder));
}
void PySys_SetArgv(int count, wchar_t** arguments) { PySys_SetArgvEx(count, arguments, 1); }

// ---- files

// io.open(); `name` has no use, as in CPython.
PyObject* PyFile_FromFd(int descriptor, const char*, const char* mode, int buffering, const char* encoding,
                        const char* errors, const char* newline, int closefd) {
  Call call;
  Ref io = rt::import_module_py(call, "io"), open = io ? rt::getattr_py(call, io, "open") : Ref();
  Ref how = open ? call.text(mode ? mode : "r") : Ref(), codec = how ? call.text_or_none(encoding) : Ref();
  Ref handler = codec ? call.text_or_none(errors) : Ref(), end = handler ? call.text_or_none(newline) : Ref();
  if (!end) return nullptr;
  Value arguments[] = {Value::small_int(descriptor), how, Value::small_int(buffering), codec, handler, end,
                       rt::boolean(closefd != 0)};
  return give(rt::call_py(call, open, {arguments, 7, Value()}));
}

// A text file without a buffer that is left open, for messages when sys.stderr is not there.
PyObject* PyFile_NewStdPrinter(int descriptor) {
  if (descriptor != fileno(stdout) && descriptor != fileno(stderr)) {
    Call call;
    return call.bad_call(), nullptr;
  }
  return PyFile_FromFd(descriptor, nullptr, "w", 1, nullptr, "backslashreplace", nullptr, 0);
}

// A line, which is str or bytes, without its end. Empty: an error is pending, EOFError if there is no line.
static Ref without_end(Call& call, Ref line) {
  bool is_text = rt::is_str(line);
  u64 length = is_text ? rt::as_str(line)->length : line.as<rt::Bytes>()->length;
  if (length == 0) return rt::raise(call, rt::kEOFErrorType, "EOF when reading a line");
  u32 last = is_text ? rt::as_str(line)->at(length - 1) : line.as<rt::Bytes>()->data()[length - 1];
  if (last != '\n') return line;
  if (is_text) return rt::str_substring(call, line, 0, static_cast<i64>(length) - 1);
  return rt::make_bytes(call, line.as<rt::Bytes>()->view().substr(0, length - 1));
}

// n > 0: at most so many characters; n < 0: without the end of line, EOFError at the end of the file.
PyObject* PyFile_GetLine(PyObject* file, int n) {
  Call call;
  Ref readline = call.lacks(file) ? Ref() : rt::getattr_py(call, value(file), "readline");
  if (!readline) return nullptr;
  Ref line = n > 0 ? rt::call_py(call, readline, Value::small_int(n)) : rt::call_py(call, readline);
  if (line && !rt::is_str(line) && !rt::is_bytes(line))
    return rt::raise_type_error(call, "object.readline() returned non-string");
  return give(line && n < 0 ? without_end(call, std::move(line)) : std::move(line));
}

// `flags` 1 (Py_PRINT_RAW): str() instead of repr().
int PyFile_WriteObject(PyObject* object, PyObject* file, int flags) {
  Call call;
  if (!file) return rt::raise_type_error(call, "writeobject with NULL file"), -1;
  Ref write = rt::getattr_py(call, value(file), "write");
  Ref text = write ? Ref::steal(value(flags & 1 ? PyObject_Str(object) : PyObject_Repr(object))) : Ref();
  return call.status(text && bool(Ref(rt::call_py(call, write, text.get()))));
}

int PyFile_WriteString(const char* text, PyObject* file) {
  Call call(Pending::kSeen);
  if (rt::error_pending(call)) return -1;
  if (!file) return rt::raise(call, rt::kSystemErrorType, "null file for PyFile_WriteString"), -1;
  Ref str = call.text(text);
  return str ? PyFile_WriteObject(word(str), file, 1) : -1;
}

// ---- imports with all their arguments

PyObject* PyImport_ImportModuleLevelObject(PyObject* name, PyObject* globals, PyObject* locals, PyObject* from,
                                           int level) {
  Call call;
  if (!name) return rt::raise_value_error(call, "Empty module name");
  Ref import = rt::getattr_py(call, rt::builtins_module(), "__import__");
  Ref number = import ? rt::make_int(call, level) : Ref();
  if (!number) return nullptr;
  auto or_none = [](PyObject* object) { return object ? value(object) : rt::kNone; };
  Value arguments[] = {value(name), or_none(globals), or_none(locals), or_none(from), number};
  return give(rt::call_py(call, import, {arguments, 5, Value()}));
}
PyObject* PyImport_ImportModuleLevel(const char* name, PyObject* globals, PyObject* locals, PyObject* from, int level) {
  Call call;
  Ref str = call.text(name);
  return str ? PyImport_ImportModuleLevelObject(word(str.get()), globals, locals, from, level) : nullptr;
}
PyObject* PyImport_ImportModuleAttr(PyObject* module, PyObject* name) {
  Call call;
  Ref imported = Ref::steal(value(PyImport_Import(module)));
  return imported ? PyObject_GetAttr(word(imported.get()), name) : nullptr;
}
PyObject* PyImport_ImportModuleAttrString(const char* module, const char* name) {
  Call call;
  Ref imported = Ref::steal(value(PyImport_ImportModule(module)));
  return imported ? PyObject_GetAttrString(word(imported.get()), name) : nullptr;
}

// ---- text to the standard streams of the process

static void write_to(const char* stream, FILE* fallback, const char* format, va_list arguments) {
  Call call;
  SilentCall silent(call);
  char text[1001];
  int size = std::vsnprintf(text, sizeof text, format, arguments);
  PyObject* file = PySys_GetObject(stream);
  if (!file || PyFile_WriteString(text, file) != 0) std::fputs(text, fallback);
  if (size >= static_cast<int>(sizeof text) && file) PyFile_WriteString("... truncated", file);
  rt::clear_error(call);
}
void PySys_WriteStdout(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  write_to("stdout", stdout, format, arguments);
  va_end(arguments);
}
void PySys_WriteStderr(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  write_to("stderr", stderr, format, arguments);
  va_end(arguments);
}
static void write_formatted(const char* stream, FILE* fallback, const char* format, va_list arguments) {
  Call call;
  SilentCall silent(call);
  Ref text = Ref::steal(value(PyUnicode_FromFormatV(format, arguments)));
  const char* utf8 = text ? PyUnicode_AsUTF8(word(text.get())) : nullptr;
  PyObject* file = PySys_GetObject(stream);
  if (utf8 && (!file || PyFile_WriteString(utf8, file) != 0)) std::fputs(utf8, fallback);
  rt::clear_error(call);
}
void PySys_FormatStdout(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  write_formatted("stdout", stdout, format, arguments);
  va_end(arguments);
}
void PySys_FormatStderr(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  write_formatted("stderr", stderr, format, arguments);
  va_end(arguments);
}
