/* Configurations of an interpreter that nobody starts, and statuses. */
#include <Python.h>

#define INTS(X)                                                                                                      \
  X(isolated) X(use_environment) X(dev_mode) X(install_signal_handlers) X(use_hash_seed) X(faulthandler) X(tracemalloc) \
  X(perf_profiling) X(code_debug_ranges) X(malloc_stats) X(parse_argv) X(site_import) X(bytes_warning)                 \
  X(warn_default_encoding) X(write_bytecode) X(quiet) X(user_site_directory) X(configure_c_stdio)                      \
  X(buffered_stdio) X(use_frozen_modules) X(safe_path) X(int_max_str_digits) X(cpu_count) X(pathconfig_warnings)       \
  X(module_search_paths_set) X(skip_source_first_line)

static PyObject* numbers(PyConfig* config) {
  PyObject* found = PyDict_New();
#define ADD(name)                                              \
  {                                                            \
    PyObject* number = PyLong_FromLong(config->name);          \
    if (PyDict_SetItemString(found, #name, number) < 0) return NULL; \
    Py_DECREF(number);                                         \
  }
  INTS(ADD)
  return found;
}
static PyObject* defaults(PyObject* self, PyObject* isolated) {
  (void)self;
  PyConfig config;
  if (PyObject_IsTrue(isolated)) PyConfig_InitIsolatedConfig(&config);
  else PyConfig_InitPythonConfig(&config);
  PyObject* found = numbers(&config);
  PyConfig_Clear(&config);
  return found;
}
static PyObject* texts(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  PyConfig config;
  PyConfig_InitPythonConfig(&config);
  int empty = config.filesystem_encoding == NULL && config.home == NULL && config.argv.length == 0;
  PyStatus status = PyConfig_SetString(&config, &config.program_name, L"first");
  int failed = PyStatus_Exception(status);
  status = PyConfig_SetString(&config, &config.program_name, L"second \u00e9");
  failed += PyStatus_Exception(status);
  status = PyWideStringList_Append(&config.argv, L"b");
  failed += PyStatus_Exception(status);
  status = PyWideStringList_Insert(&config.argv, 0, L"a");
  failed += PyStatus_Exception(status);
  status = PyWideStringList_Insert(&config.argv, 99, L"c");
  failed += PyStatus_Exception(status);
  PyStatus wrong = PyWideStringList_Insert(&config.argv, -1, L"d");
  PyObject* found = Py_BuildValue("iiuuuuniis", empty, failed, config.program_name, config.argv.items[0], config.argv.items[1], config.argv.items[2],
                                  config.argv.length, PyStatus_IsError(wrong), PyStatus_IsExit(wrong), wrong.err_msg);
  PyConfig_Clear(&config);
  return found;
}
static PyObject* statuses(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  PyStatus all[] = {PyStatus_Ok(), PyStatus_Error("wrong"), PyStatus_NoMemory(), PyStatus_Exit(3)};
  PyObject* found = PyList_New(4);
  for (int i = 0; i < 4; ++i)
    PyList_SET_ITEM(found, i, Py_BuildValue("iiiiz", PyStatus_IsError(all[i]), PyStatus_IsExit(all[i]), PyStatus_Exception(all[i]), all[i].exitcode, all[i].err_msg));
  return found;
}
static PyMethodDef functions[] = {
    {"defaults", defaults, METH_O, NULL},
    {"texts", texts, METH_NOARGS, NULL},
    {"statuses", statuses, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "configs", NULL, 0, functions, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_configs(void) { return PyModule_Create(&definition); }
