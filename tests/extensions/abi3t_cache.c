/* A cache of texts in static memory under a lock of C: threads that wait for the lock stay attached, and the one
   that has it asks for a text that another thread made. */
#include <Python.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static PyObject* cache[64];

static PyObject* cached(PyObject* module, PyObject* number) {
  (void)module;
  char text[32];
  long n = PyLong_AsLong(number);
  int size = snprintf(text, sizeof text, "text %ld", n);
  PyObject *result = NULL, **place = &cache[(unsigned long)n % 64];
  pthread_mutex_lock(&lock);
  if (*place && PyUnicode_EqualToUTF8AndSize(*place, text, size)) {
    result = Py_NewRef(*place);
  } else {
    PyObject* old = *place;
    result = PyUnicode_FromStringAndSize(text, size);
    *place = Py_NewRef(result);
    Py_XDECREF(old);
  }
  pthread_mutex_unlock(&lock);
  return result;
}
static PyMethodDef methods[] = {{"cached", cached, METH_O, NULL}, {NULL, NULL, 0, NULL}};
PyABIInfo_VAR(abi_info);
static PySlot slots[] = {PySlot_STATIC_DATA(Py_mod_name, "abi3t_cache"), PySlot_STATIC_DATA(Py_mod_abi, &abi_info),
                         PySlot_STATIC_DATA(Py_mod_methods, methods), PySlot_DATA(Py_mod_gil, Py_MOD_GIL_NOT_USED), PySlot_END};
PyMODEXPORT_FUNC PyModExport_abi3t_cache(void) { return slots; }
