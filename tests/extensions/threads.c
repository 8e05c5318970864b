/* Threads: sections without the interpreter, locks, objects that C keeps for other threads, threads that C starts. */
#include <Python.h>
#include <pthread.h>

static PyObject* kept = NULL;
static PyMutex mutex;
static long counter = 0, sections = 0;

static PyObject* keep(PyObject* self, PyObject* x) {
  (void)self;
  Py_XSETREF(kept, Py_NewRef(x));
  Py_RETURN_NONE;
}
static PyObject* get(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return Py_XNewRef(kept);
}
/* Uses the kept object without giving it to Python first. */
static PyObject* append(PyObject* self, PyObject* x) {
  (void)self;
  if (PyList_Append(kept, x) < 0) return NULL;
  return PyLong_FromSsize_t(PyList_Size(kept));
}
static PyObject* count(PyObject* self, PyObject* times) {
  (void)self;
  long n = PyLong_AsLong(times);
  for (long i = 0; i < n; ++i) {
    PyMutex_Lock(&mutex);
    ++counter;
    PyMutex_Unlock(&mutex);
    Py_BEGIN_CRITICAL_SECTION(kept);
    ++sections;
    Py_END_CRITICAL_SECTION();
  }
  return Py_BuildValue("ll", counter, sections);
}
static PyObject* swap(PyObject* self, PyObject* args) {
  (void)self;
  PyObject *a, *b;
  if (!PyArg_ParseTuple(args, "O!O!", &PyList_Type, &a, &PyList_Type, &b)) return NULL;
  Py_BEGIN_CRITICAL_SECTION2(a, b);
  PyObject *x = PyList_GetItemRef(a, 0), *y = PyList_GetItemRef(b, 0);
  PyList_SetItem(a, 0, y);
  PyList_SetItem(b, 0, x);
  Py_END_CRITICAL_SECTION2();
  Py_RETURN_NONE;
}
static PyObject* spin(PyObject* self, PyObject* times) {
  (void)self;
  long n = PyLong_AsLong(times);
  volatile double x = 1;
  Py_BEGIN_ALLOW_THREADS
  for (long i = 0; i < n; ++i) x = x * 1.0000001;
  Py_END_ALLOW_THREADS
  return PyFloat_FromDouble(x > 1 ? 1.0 : 0.0);
}
/* call_locked(callable, object[, object]): the callable runs in a section. */
static PyObject* call_locked(PyObject* self, PyObject* args) {
  (void)self;
  PyObject *callable, *a, *b = NULL, *result;
  if (!PyArg_ParseTuple(args, "OO|O", &callable, &a, &b)) return NULL;
  if (b) {
    Py_BEGIN_CRITICAL_SECTION2(a, b);
    result = PyObject_CallNoArgs(callable);
    Py_END_CRITICAL_SECTION2();
  } else {
    Py_BEGIN_CRITICAL_SECTION(a);
    result = PyObject_CallNoArgs(callable);
    Py_END_CRITICAL_SECTION();
  }
  return result;
}
static PyObject* callable_of_thread;
static void* thread_main(void* argument) {
  for (int i = 0; i < 3; ++i) {
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject* result = PyObject_CallFunction(callable_of_thread, "i", i);
    if (!result) PyErr_Print();
    Py_XDECREF(result);
    PyGILState_Release(state);
  }
  return argument;
}
static PyObject* call_in_thread(PyObject* self, PyObject* callable) {
  (void)self;
  pthread_t thread;
  callable_of_thread = callable;
  pthread_create(&thread, NULL, thread_main, NULL);
  Py_BEGIN_ALLOW_THREADS
  pthread_join(thread, NULL);
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}
/* Does not wait for it. */
static PyObject* call_beside(PyObject* self, PyObject* callable) {
  (void)self;
  pthread_t thread;
  callable_of_thread = callable;
  if (pthread_create(&thread, NULL, thread_main, NULL) == 0) pthread_detach(thread);
  Py_RETURN_NONE;
}
static PyMethodDef methods[] = {{"keep", keep, METH_O, NULL},     {"get", get, METH_NOARGS, NULL},   {"append", append, METH_O, NULL},
                                {"count", count, METH_O, NULL},   {"swap", swap, METH_VARARGS, NULL}, {"spin", spin, METH_O, NULL},
                                {"call_in_thread", call_in_thread, METH_O, NULL},
                                {"call_beside", call_beside, METH_O, NULL}, {"call_locked", call_locked, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot slots[] = {{Py_mod_gil, Py_MOD_GIL_NOT_USED}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "threads", NULL, 0, methods, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_threads(void) { return PyModuleDef_Init(&definition); }
