/* Functions that tinypy has not: the module is compiled and imported, and a call of one raises SystemError. CPython has them. */
#include <Python.h>

static int watch(PyDict_WatchEvent event, PyObject* dict, PyObject* key, PyObject* item) {
  (void)event, (void)dict, (void)key, (void)item;
  return 0;
}
static PyObject* watch_dict(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  int number = PyDict_AddWatcher(watch);
  if (number < 0) return NULL;
  return PyDict_ClearWatcher(number) < 0 ? NULL : Py_NewRef(Py_None);
}
static PyObject* extra_index(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  return PyUnstable_Eval_RequestCodeExtraIndex(NULL) < 0 ? NULL : Py_NewRef(Py_None);
}
static PyObject* allocator(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  PyMemAllocatorEx old;
  PyMem_GetAllocator(PYMEM_DOMAIN_MEM, &old);
  void* block = old.malloc(old.ctx, 10);
  block = old.realloc(old.ctx, block, 1000);
  old.free(old.ctx, block);
  PyMem_SetAllocator(PYMEM_DOMAIN_MEM, &old);
  return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

/* The message of the failure. */
static PyObject* interpreter(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  PyInterpreterConfig config = {.gil = PyInterpreterConfig_OWN_GIL};
  PyThreadState *before = PyThreadState_Get(), *made = before;
  PyStatus status = Py_NewInterpreterFromConfig(&made, &config);
  if (!PyStatus_Exception(status)) return NULL;
  return Py_BuildValue("sii", status.err_msg, made == NULL, PyThreadState_Get() == before);
}

static PyMethodDef methods[] = {{"watch_dict", watch_dict, METH_NOARGS, NULL},
                                {"extra_index", extra_index, METH_NOARGS, NULL},
                                {"allocator", allocator, METH_NOARGS, NULL},
                                {"interpreter", interpreter, METH_NOARGS, NULL},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "unsupported", .m_size = -1, .m_methods = methods};
PyMODINIT_FUNC PyInit_unsupported(void) { return PyModule_Create(&definition); }
