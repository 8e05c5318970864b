/* Functions of the C API that ask for parts of things: clocks, functions, numbers, files, paths, states of threads. */
#include <Python.h>
#include <marshal.h>
#include <structmember.h>

#include <fcntl.h>

static PyObject* clocks(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  PyTime_t first, second, wall, fine;
  if (PyTime_Monotonic(&first) || PyTime_Time(&wall) || PyTime_PerfCounter(&fine) || PyTime_MonotonicRaw(&second)) return NULL;
  return Py_BuildValue("(iiid)", first > 0 && second >= first, wall > 1000000000, fine > 0, PyTime_AsSecondsDouble(1500000000));
}

/* (defaults, keyword defaults, closure, module, annotations) */
static PyObject* parts(PyObject* module, PyObject* function) {
  (void)module;
  PyObject* found[] = {PyFunction_GetDefaults(function), PyFunction_GetKwDefaults(function), PyFunction_GetClosure(function),
                       PyFunction_GetModule(function), PyFunction_GetAnnotations(function)};
  if (PyErr_Occurred()) return NULL;
  PyObject* result = PyTuple_New(5);
  for (int i = 0; result && i < 5; ++i) PyTuple_SET_ITEM(result, i, Py_NewRef(found[i] ? found[i] : Py_None));
  return result;
}
static PyObject* set_parts(PyObject* module, PyObject* args) {
  (void)module;
  PyObject *function, *defaults, *keywords;
  if (!PyArg_ParseTuple(args, "OOO", &function, &defaults, &keywords)) return NULL;
  if (PyFunction_SetDefaults(function, defaults) || PyFunction_SetKwDefaults(function, keywords)) return NULL;
  Py_RETURN_NONE;
}
static PyObject* make(PyObject* module, PyObject* args) {
  (void)module;
  PyObject *code, *globals, *name;
  return PyArg_ParseTuple(args, "OOO", &code, &globals, &name) ? PyFunction_NewWithQualName(code, globals, name) : NULL;
}
static PyObject* evaluate(PyObject* module, PyObject* args) {
  (void)module;
  PyObject *code, *globals, *given, *keywords = NULL, *closure = NULL, *name = PyUnicode_FromString("named");
  if (!PyArg_ParseTuple(args, "OOO|OO", &code, &globals, &given, &keywords, &closure)) return NULL;
  PyObject* values[8];
  Py_ssize_t count = PyTuple_Size(given);
  for (Py_ssize_t i = 0; i < count && i < 8; ++i) values[i] = PyTuple_GetItem(given, i);
  PyObject* named[2] = {name, keywords};
  int has_keyword = keywords && keywords != Py_None;
  PyObject* defaults[1] = {Py_True};
  PyObject* result = PyEval_EvalCodeEx(code, globals, NULL, values, (int)count, named, has_keyword, defaults, 1, NULL, closure);
  Py_DECREF(name);
  return result;
}

static PyObject* numbers(PyObject* module, PyObject* args) {
  (void)module;
  double d;
  char half[2];
  Py_complex a, b;
  if (!PyArg_ParseTuple(args, "dDD", &d, &a, &b)) return NULL;
  if (PyFloat_Pack2(d, half, 1)) return NULL;
  PyObject* info = PyLong_GetInfo();
  PyObject* result = Py_BuildValue("(y#dDDDDi)", half, (Py_ssize_t)2, PyFloat_Unpack2(half, 1), &(Py_complex){a.real + b.real, a.imag + b.imag},
                                   &(Py_complex){_Py_c_prod(a, b).real, _Py_c_prod(a, b).imag}, &(Py_complex){_Py_c_diff(a, b).real, _Py_c_neg(b).imag},
                                   &(Py_complex){_Py_c_quot(a, b).real, _Py_c_quot(a, b).imag}, info != NULL);
  Py_XDECREF(info);
  return result;
}

/* Writes numbers and an object to the file, and reads them. */
static PyObject* through_file(PyObject* module, PyObject* args) {
  (void)module;
  const char* path;
  PyObject* object;
  if (!PyArg_ParseTuple(args, "sO", &path, &object)) return NULL;
  FILE* file = fopen(path, "w+b");
  if (!file) return PyErr_SetFromErrno(PyExc_OSError);
  PyMarshal_WriteLongToFile(-123456, file, Py_MARSHAL_VERSION);
  PyMarshal_WriteObjectToFile(object, file, 2);
  PyMarshal_WriteLongToFile(77, file, Py_MARSHAL_VERSION);
  rewind(file);
  long first = PyMarshal_ReadLongFromFile(file);
  PyObject* back = PyMarshal_ReadObjectFromFile(file);
  int second = back ? PyMarshal_ReadShortFromFile(file) : 0;
  fclose(file);
  return back ? Py_BuildValue("(lNi)", first, back, second) : NULL;
}
static PyObject* run_file(PyObject* module, PyObject* args) {
  (void)module;
  const char* path;
  PyObject* globals;
  if (!PyArg_ParseTuple(args, "sO", &path, &globals)) return NULL;
  FILE* file = fopen(path, "rb");
  return file ? PyRun_FileExFlags(file, path, Py_file_input, globals, globals, 1, NULL) : PyErr_SetFromErrno(PyExc_OSError);
}
#if PY_VERSION_HEX < 0x030E0000
#define Py_fopen _Py_fopen_obj
#define Py_fclose fclose
#endif
/* The first byte of a file, and whether other programs inherit it. */
static PyObject* first_byte(PyObject* module, PyObject* path) {
  (void)module;
  FILE* file = Py_fopen(path, "rb");
  if (!file) return NULL;
  int byte = getc(file), inherited = (fcntl(fileno(file), F_GETFD) & FD_CLOEXEC) == 0;
  return Py_BuildValue("(iii)", byte, inherited, Py_fclose(file));
}
static PyObject* run_text(PyObject* module, PyObject* args) {
  (void)module;
  const char* text;
  PyObject* globals;
  PyCompilerFlags flags = {CO_FUTURE_ANNOTATIONS, PY_MINOR_VERSION};
  return PyArg_ParseTuple(args, "sO", &text, &globals) ? PyRun_StringFlags(text, Py_file_input, globals, globals, &flags) : NULL;
}

/* What fails is the wide text with a lone surrogate that stands for no byte. */
static PyObject* locales(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  size_t length, place = 0;
  wchar_t* wide = Py_DecodeLocale("a\xc3\xa4\xff", &length);
  char* back = wide ? Py_EncodeLocale(wide, NULL) : NULL;
  char* none = Py_EncodeLocale(L"ab\xd800", &place);
  PyObject* result = Py_BuildValue("(nyin)", (Py_ssize_t)length, back, none == NULL, (Py_ssize_t)place);
  PyMem_RawFree(wide);
  PyMem_Free(back);
  return result;
}

static PyObject* arguments(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  int count;
  wchar_t** texts;
  void Py_GetArgcArgv(int*, wchar_t***);
  Py_GetArgcArgv(&count, &texts);
  PyObject* list = PyList_New(count);
  for (int i = 0; list && i < count; ++i) PyList_SET_ITEM(list, i, PyUnicode_FromWideChar(texts[i], -1));
  return list;
}

/* ---- threads of C with states of their own */

typedef struct {
  PyThreadState* state;
  PyObject* function;
  PyThread_type_lock done;
  int key, before, after;
} Work;
static void work(void* argument) {
  Work* w = argument;
  w->before = PyThread_get_key_value(w->key) == NULL;
  PyThread_set_key_value(w->key, w);
  PyEval_AcquireThread(w->state);
  w->after = PyThreadState_Get() == w->state && PyThread_get_key_value(w->key) == w;
  for (int i = 0; i < 3; ++i) {
    PyObject* result = PyObject_CallFunction(w->function, "i", i);
    if (!result) PyErr_Clear();
    Py_XDECREF(result);
    PyThreadState* saved = PyEval_SaveThread();
    PyEval_RestoreThread(saved);
  }
  PyThreadState_Clear(w->state);
  PyThreadState_DeleteCurrent();
  PyThread_release_lock(w->done);
}
static PyObject* in_thread(PyObject* module, PyObject* function) {
  (void)module;
  Work w = {PyThreadState_New(PyInterpreterState_Get()), function, PyThread_allocate_lock(), PyThread_create_key(), 0, 0};
  PyThread_acquire_lock(w.done, WAIT_LOCK);
  unsigned long ident = PyThread_start_new_thread(work, &w);
  PyLockStatus status;
  Py_BEGIN_ALLOW_THREADS
  status = PyThread_acquire_lock_timed(w.done, PY_LLONG_MAX, 0);
  Py_END_ALLOW_THREADS
  if (status != PY_LOCK_ACQUIRED) abort();
  PyThread_free_lock(w.done);
  PyThread_delete_key(w.key);
  return Py_BuildValue("(iii)", ident != PYTHREAD_INVALID_THREAD_ID, w.before, w.after);
}
static PyObject* swap(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  PyThreadState* own = PyThreadState_Swap(NULL);
  PyThreadState* none = PyThreadState_Swap(own);
  return Py_BuildValue("(iii)", own != NULL, none == NULL, PyThreadState_Get() == own);
}
static PyObject* interpreter(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  PyObject* dict = PyInterpreterState_GetDict(PyInterpreterState_Get());
  if (!dict || PyDict_SetItemString(dict, "parts", Py_True)) return NULL;
  int same = dict == PyInterpreterState_GetDict(PyInterpreterState_Get());
  return Py_BuildValue("(iOi)", same, PyDict_GetItemString(dict, "parts"), PyInterpreterState_Head() == PyInterpreterState_Main());
}

/* ---- exceptions, objects, hooks */

static PyObject* place(PyObject* module, PyObject* args) {
  (void)module;
  const char* name;
  int line, column;
  if (!PyArg_ParseTuple(args, "sii", &name, &line, &column)) return NULL;
  PyErr_SetString(PyExc_SyntaxError, "bad text");
  PyErr_SyntaxLocationEx(name, line, column);
  return NULL;
}
static PyObject* show(PyObject* module, PyObject* exception) {
  (void)module;
  PyErr_DisplayException(exception);
  Py_RETURN_NONE;
}
static PyObject* objects(PyObject* module, PyObject* args) {
  (void)module;
  PyObject *data, *plain, *wrapper, *self;
  if (!PyArg_ParseTuple(args, "OOOO", &data, &plain, &wrapper, &self)) return NULL;
  PyObject* bound = PyWrapper_New(wrapper, self);
  PyObject* text = bound ? PyObject_CallNoArgs(bound) : NULL;
  Py_XDECREF(bound);
  if (!text) return NULL;
  return Py_BuildValue("(iiNii)", PyDescr_IsData(data), PyDescr_IsData(plain), text, PyObject_GenericHash(self) == PyObject_GenericHash(self),
                       PyHash_GetFuncDef()->hash_bits);
}
static int heard(const char* event, PyObject* args, void* data) {
  if (strncmp(event, "parts.", 6)) return 0;
  if (PyList_Append((PyObject*)data, args)) return -1;
  if (!strcmp(event, "parts.no")) return PyErr_SetString(PyExc_ValueError, "not allowed"), -1;
  return 0;
}
static PyObject* hear(PyObject* module, PyObject* list) {
  (void)module;
  return PySys_AddAuditHook(heard, Py_NewRef(list)) ? NULL : Py_NewRef(Py_None);
}
static void at_exit(void* data) { puts((const char*)data), fflush(stdout); }
static void at_last(void) { puts("the last"), fflush(stdout); }
static PyObject* end_with(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  if (PyUnstable_AtExit(PyInterpreterState_Get(), at_exit, "at the end") || Py_AtExit(at_last)) return NULL;
  Py_RETURN_NONE;
}
static PyObject* leave(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  Py_Exit(3);
  return NULL;
}

/* What fails lets go of its object, and numbers are asked for __complex__() and __ipow__(). */
static PyObject* odd_arguments(PyObject* module, PyObject* args) {
  (void)module;
  PyObject *number, *power, *bytes = PyBytes_FromString("abc"), *tuple = PyList_New(0);
  if (!PyArg_ParseTuple(args, "OO", &number, &power)) return NULL;
  int failed = _PyBytes_Resize(&bytes, -1) == -1 && !bytes && PyErr_ExceptionMatches(PyExc_SystemError);
  PyErr_Clear();
  failed += _PyTuple_Resize(&tuple, 1) == -1 && !tuple && PyErr_ExceptionMatches(PyExc_SystemError);
  PyErr_Clear();
  double imaginary = PyComplex_ImagAsDouble(number), real = PyComplex_RealAsDouble(number);
  failed += !PyUnicode_FromFormat("%N", Py_None) && PyErr_ExceptionMatches(PyExc_TypeError);
  PyErr_Clear();
  Py_ssize_t place = 0;
  PyMemberDef row = {"size", Py_T_PYSSIZET, 0, 0, NULL};
  failed += PyMember_SetOne((char*)&place, &row, number) == -1 && PyErr_ExceptionMatches(PyExc_TypeError);
  PyErr_Clear();
  row.flags = Py_RELATIVE_OFFSET;
  failed += !PyMember_GetOne((char*)&place, &row) && PyErr_ExceptionMatches(PyExc_SystemError);
  PyErr_Clear();
  PyObject *two = PyLong_FromLong(2), *three = PyLong_FromLong(3);
  PyObject* result = Py_BuildValue("(iddN)", failed, real, imaginary, PyNumber_InPlacePower(power, two, three));
  Py_DECREF(two);
  Py_DECREF(three);
  return result;
}

static PyMethodDef methods[] = {
    {"odd_arguments", odd_arguments, METH_VARARGS, NULL},
    {"clocks", clocks, METH_NOARGS, NULL},     {"parts", parts, METH_O, NULL},
    {"set_parts", set_parts, METH_VARARGS, NULL}, {"make", make, METH_VARARGS, NULL},
    {"evaluate", evaluate, METH_VARARGS, NULL}, {"numbers", numbers, METH_VARARGS, NULL},
    {"through_file", through_file, METH_VARARGS, NULL}, {"run_file", run_file, METH_VARARGS, NULL},
    {"first_byte", first_byte, METH_O, NULL},
    {"run_text", run_text, METH_VARARGS, NULL}, {"locales", locales, METH_NOARGS, NULL},
    {"in_thread", in_thread, METH_O, NULL},    {"swap", swap, METH_NOARGS, NULL},
    {"interpreter", interpreter, METH_NOARGS, NULL}, {"place", place, METH_VARARGS, NULL},
    {"show", show, METH_O, NULL},              {"objects", objects, METH_VARARGS, NULL},
    {"hear", hear, METH_O, NULL},              {"end_with", end_with, METH_NOARGS, NULL},
    {"leave", leave, METH_NOARGS, NULL},       {"arguments", arguments, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "parts", .m_size = -1, .m_methods = methods};
PyMODINIT_FUNC PyInit_parts(void) { return PyModule_Create(&definition); }
