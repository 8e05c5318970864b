/* What a module asks of the system through the interpreter: stacks of threads, Ctrl-C, copies between buffers. */
#include <Python.h>

/* (result, the size before, the size now) */
static PyObject* stack_size(PyObject* module, PyObject* x) {
  (void)module;
  size_t before = PyThread_get_stacksize(), wanted = PyLong_AsSize_t(x);
  if (PyErr_Occurred()) return NULL;
  int result = PyThread_set_stacksize(wanted);
  return Py_BuildValue("inn", result, (Py_ssize_t)before, (Py_ssize_t)PyThread_get_stacksize());
}

static PyObject* info(PyObject* module, PyObject* unused) {
  (void)module, (void)unused;
  return PyThread_GetInfo();
}

static PyObject* interrupted(PyObject* module, PyObject* unused) {
  (void)module, (void)unused;
  return PyLong_FromLong(PyOS_InterruptOccurred());
}

/* Whether an interrupt is there, after one has come, and once again. */
static PyObject* interrupt(PyObject* module, PyObject* unused) {
  (void)module, (void)unused;
  PyErr_SetInterrupt();
  int first = PyOS_InterruptOccurred();
  return Py_BuildValue("ii", first, PyOS_InterruptOccurred());
}

static PyObject* copy(PyObject* module, PyObject* args) {
  (void)module;
  PyObject *to, *from;
  if (!PyArg_ParseTuple(args, "OO", &to, &from) || PyObject_CopyData(to, from) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {{"stack_size", stack_size, METH_O, NULL},
                                {"info", info, METH_NOARGS, NULL},
                                {"interrupted", interrupted, METH_NOARGS, NULL},
                                {"interrupt", interrupt, METH_NOARGS, NULL},
                                {"copy", copy, METH_VARARGS, NULL},
                                {NULL, NULL, 0, NULL}};
PyABIInfo_VAR(abi_info);
static PySlot slots[] = {PySlot_STATIC_DATA(Py_mod_abi, &abi_info),
                         PySlot_STATIC_DATA(Py_mod_name, "abi3t_system"),
                         PySlot_STATIC_DATA(Py_mod_methods, methods),
                         PySlot_STATIC_DATA(Py_mod_gil, Py_MOD_GIL_NOT_USED),
                         PySlot_END};
PyMODEXPORT_FUNC PyModExport_abi3t_system(void) { return slots; }
