// Source text and marshalled objects in files of C, and compilation with flags. Files are read where they stand.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <string>

#include "gc/threads/attach.h"
#include "interp/capi/capi.h"
#include "interp/compile/code.h"
#include "interp/compile/compiler.h"
#include "interp/library/import/marshal.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace {

constexpr int kKnownFlags =
    PyCF_MASK | PyCF_DONT_IMPLY_DEDENT | PyCF_ONLY_AST | PyCF_TYPE_COMMENTS | PyCF_ALLOW_TOP_LEVEL_AWAIT;

// All that is left in the file. False: OSError is pending.
bool read_rest(Call& call, FILE* file, std::string& out) {
  char block[8192];
  while (size_t size = std::fread(block, 1, sizeof block, file)) out.append(block, size);
  if (!std::ferror(file)) return true;
  return rt::raise_os_error(call, errno);
}

// Through builtins.compile(), which knows flags. `start` as in Py_CompileString(); `optimize` -1: as the program.
Ref compile_py(Call& call, std::string_view source, Value filename, int start, const PyCompilerFlags* flags,
               int optimize) {
  const char* modes[] = {"single", "exec", "eval"};
  if (start < Py_single_input || start > Py_eval_input) return call.bad_call(), Ref();
  Ref compile = rt::getattr_py(call, rt::builtins_module(), "compile");
  Ref text = compile ? rt::make_bytes(call, source) : Ref(), mode = text ? call.text(modes[start - 256]) : Ref();
  if (!mode) return Ref();
  Value arguments[] = {text,
                       filename,
                       mode,
                       Value::small_int(flags ? flags->cf_flags & kKnownFlags : 0),
                       rt::boolean(true),
                       Value::small_int(optimize)};
  return rt::call_py(call, compile, {arguments, 6, Value()});
}

Ref run_py(Call& call, std::string_view source, Value filename, int start, PyObject* globals, PyObject* locals,
           PyCompilerFlags* flags) {
  if (!globals || !rt::is_dict(value(globals)))
    return rt::raise(call, rt::kSystemErrorType, "globals must be a real dict");
  Ref code = compile_py(call, source, filename, start, flags, -1);
  // Later code of the same session keeps the future imports of this one.
  if (code && !rt::is_exact(code, rt::TypeId::kCode)) return call.bad_call(), Ref();
  if (code && flags) flags->cf_flags |= static_cast<int>(code.as<comp::Code>()->flags & PyCF_MASK);
  return code ? Ref::steal(value(PyEval_EvalCode(word(code), globals, locals))) : Ref();
}

}  // namespace

// ---- compilation with flags

PyObject* Py_CompileStringObject(const char* source, PyObject* filename, int start, PyCompilerFlags* flags,
                                 int optimize) {
  Call call;
  if (call.lacks(source, filename)) return nullptr;
  return give(compile_py(call, source, value(filename), start, flags, optimize));
}
PyObject* Py_CompileStringExFlags(const char* source, const char* filename, int start, PyCompilerFlags* flags,
                                  int optimize) {
  Call call;
  Ref name = filename ? rt::decode_fs(call, filename) : Ref();
  if (!name) return call.lacks(filename), nullptr;
  return Py_CompileStringObject(source, word(name), start, flags, optimize);
}

// Adds the future imports of the running code. Whether there are flags then.
int PyEval_MergeCompilerFlags(PyCompilerFlags* flags) {
  Call call;
  Ref frame = Ref::share(call, value(PyEval_GetFrame()));
  Ref code = frame ? rt::getattr_py(call, frame, "f_code") : Ref();
  if (code) flags->cf_flags |= static_cast<int>(code.as<comp::Code>()->flags & PyCF_MASK);
  rt::clear_error(call);
  return flags->cf_flags != 0;
}

PyObject* PyRun_StringFlags(const char* source, int start, PyObject* globals, PyObject* locals,
                            PyCompilerFlags* flags) {
  Call call;
  Ref name = call.text("<string>");
  if (!name || call.lacks(source)) return nullptr;
  return give(run_py(call, source, name, start, globals, locals, flags));
}

// ---- files. `close`: the file is closed before the code runs

PyObject* PyRun_FileExFlags(FILE* file, const char* filename, int start, PyObject* globals, PyObject* locals, int close,
                            PyCompilerFlags* flags) {
  Call call;
  if (call.lacks(file, filename, globals)) return nullptr;
  std::string source;
  bool read = read_rest(call, file, source);
  if (close) std::fclose(file);
  Ref name = read ? rt::decode_fs(call, filename) : Ref();
  return name ? give(run_py(call, source, name, start, globals, locals, flags)) : nullptr;
}

// In __main__, whose __file__ is the name meanwhile. An error is printed, and the result is -1.
int PyRun_SimpleFileExFlags(FILE* file, const char* filename, int close, PyCompilerFlags* flags) {
  Call call;
  Ref main = Ref::steal(value(PyImport_AddModuleRef("__main__")));
  Ref name = main && filename ? rt::decode_fs(call, filename) : Ref();
  if (!name) return call.lacks(filename), -1;
  PyObject* globals = word(main.as<rt::Module>()->dict);
  bool sets_file = !PyDict_GetItemString(globals, "__file__");
  if (sets_file && PyDict_SetItemString(globals, "__file__", word(name)) != 0) return -1;
  Ref result = Ref::steal(value(PyRun_FileExFlags(file, filename, Py_file_input, globals, globals, close, flags)));
  if (!result) PyErr_Print();
  if (sets_file && PyDict_DelItemString(globals, "__file__") != 0) rt::clear_error(call);
  return result ? 0 : -1;
}
int PyRun_AnyFileExFlags(FILE* file, const char* filename, int close, PyCompilerFlags* flags) {
  return PyRun_SimpleFileExFlags(file, filename ? filename : "???", close, flags);
}

// A terminal, or a file that is to be taken for one.
// Opens the file at a path: a str, bytes, or what os.fspath() makes one of. Other programs do not inherit it. NULL:
// OSError is pending.
FILE* Py_fopen(PyObject* path, const char* mode) {
  Call call;
  if (call.lacks(path, mode) || PySys_Audit("open", "Osi", path, mode, 0) < 0) return nullptr;
  PyObject* bytes = nullptr;
  if (!PyUnicode_FSConverter(path, &bytes)) return nullptr;
  Ref name = Ref::steal(value(bytes));
  FILE* file = nullptr;
  int error = 0;
  do {
    gc::Detached detached(call);
    file = std::fopen(PyBytes_AsString(bytes), mode);
    error = errno;
  } while (!file && error == EINTR && PyErr_CheckSignals() == 0);
  if (file) ::fcntl(fileno(file), F_SETFD, FD_CLOEXEC);
  else if (!rt::error_pending(call)) rt::raise_os_error(call, error, value(path));
  return file;
}
int Py_fclose(FILE* file) { return std::fclose(file); }

// As fgets(), with "\n" for each of "\r", "\n" and "\r\n". `object` must be NULL.
char* Py_UniversalNewlineFgets(char* line, int room, FILE* file, PyObject* object) {
  if (object) {
    errno = ENXIO;
    return nullptr;
  }
  char* end = line;
  flockfile(file);
  for (int c; end - line < room - 1 && (c = getc_unlocked(file)) != EOF;) {
    if (c == '\r') {
      c = getc_unlocked(file);
      if (c != '\n') ungetc(c, file);
      c = '\n';
    }
    *end++ = static_cast<char>(c);
    if (c == '\n') break;
  }
  funlockfile(file);
  *end = 0;
  return end == line ? nullptr : line;
}

int Py_FdIsInteractive(FILE* file, const char* filename) {
  if (isatty(fileno(file))) return 1;
  Call call;
  Ref flags = rt::sys_get(call, "flags"), asked = flags ? rt::getattr_py(call, flags, "interactive") : Ref();
  rt::clear_error(call);
  bool is_forced = asked && rt::truth_py(call, asked) > 0;
  return is_forced && (!filename || !std::strcmp(filename, "<stdin>") || !std::strcmp(filename, "???"));
}

// ---- marshalled objects: numbers are little-endian

static long read_number(FILE* file, int bytes) {
  Call call;
  unsigned char data[4];
  if (std::fread(data, 1, static_cast<size_t>(bytes), file) != static_cast<size_t>(bytes))
    return rt::raise(call, rt::kEOFErrorType, "EOF read where data expected"), -1;
  if (bytes == 2) return static_cast<int16_t>(data[0] | data[1] << 8);
  return static_cast<int32_t>(data[0] | data[1] << 8 | data[2] << 16 | static_cast<uint32_t>(data[3]) << 24);
}
int PyMarshal_ReadShortFromFile(FILE* file) { return static_cast<int>(read_number(file, 2)); }
long PyMarshal_ReadLongFromFile(FILE* file) { return read_number(file, 4); }

void PyMarshal_WriteLongToFile(long number, FILE* file, int) {
  for (int shift = 0; shift < 32; shift += 8) std::putc(static_cast<int>(number >> shift & 0xff), file);
}
void PyMarshal_WriteObjectToFile(PyObject* object, FILE* file, int version) {
  Call call;
  Ref bytes = Ref::steal(value(PyMarshal_WriteObjectToString(object, version)));
  if (bytes) std::fwrite(bytes.as<rt::Bytes>()->data(), 1, bytes.as<rt::Bytes>()->length, file);
}

// The file stands behind the object afterwards, if it can be positioned.
PyObject* PyMarshal_ReadObjectFromFile(FILE* file) {
  Call call;
  long start = std::ftell(file);
  std::string data;
  if (!read_rest(call, file, data)) return nullptr;
  Ref io = rt::import_module_py(call, "io"), make = io ? rt::getattr_py(call, io, "BytesIO") : Ref();
  Ref bytes = make ? rt::make_bytes(call, data) : Ref(), stream = bytes ? rt::call_py(call, make, bytes) : Ref();
  Ref object = stream ? vm::marshal_from_file_py(call, stream, true) : Ref();
  Ref tell = object && start >= 0 ? rt::getattr_py(call, stream, "tell") : Ref();
  Ref used = tell ? rt::call_py(call, tell) : Ref();
  if (used && used.get().is_small_int()) std::fseek(file, start + used.get().small(), SEEK_SET);
  return give(std::move(object));
}
// For a file that has nothing behind the object.
PyObject* PyMarshal_ReadLastObjectFromFile(FILE* file) {
  Call call;
  std::string data;
  if (!read_rest(call, file, data)) return nullptr;
  return PyMarshal_ReadObjectFromString(data.data(), static_cast<Py_ssize_t>(data.size()));
}
