/* A module that expects a GIL: it does not say that it runs without one, and counts in a static variable without a lock. The same file
   serves as a second module of that kind. */
#include <Python.h>
#include <pthread.h>
#include <time.h>

static volatile long counter = 0, inside = 0;

static void bump(long times) {
  while (times-- > 0) {
    long before = counter;
    counter = before + 1;
  }
}

static PyObject* count(PyObject* self, PyObject* times) {
  (void)self;
  bump(PyLong_AsLong(times));
  Py_RETURN_NONE;
}
static PyObject* total(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return PyLong_FromLong(counter);
}
/* Counts, calls, counts. */
static PyObject* call(PyObject* self, PyObject* callable) {
  (void)self;
  bump(1000);
  PyObject* result = PyObject_CallNoArgs(callable);
  bump(1000);
  return result;
}
/* Counts around a section without the lock. */
static PyObject* rest(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  bump(1000);
  Py_BEGIN_ALLOW_THREADS
  struct timespec little = {0, 100000};
  nanosleep(&little, NULL);
  Py_END_ALLOW_THREADS
  bump(1000);
  Py_RETURN_NONE;
}
/* Whether another thread comes in while this one stays, for at most so many milliseconds. */
static PyObject* meet(PyObject* self, PyObject* milliseconds) {
  (void)self;
  struct timespec start, now;
  long limit = PyLong_AsLong(milliseconds), met = 0;
  clock_gettime(CLOCK_MONOTONIC, &start);
  __atomic_add_fetch(&inside, 1, __ATOMIC_SEQ_CST);
  do {
    met |= __atomic_load_n(&inside, __ATOMIC_SEQ_CST) > 1;
    clock_gettime(CLOCK_MONOTONIC, &now);
  } while ((now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000 < limit);
  __atomic_sub_fetch(&inside, 1, __ATOMIC_SEQ_CST);
  return PyBool_FromLong(met);
}

/* Threads of C that are no threads of the program. */
static void* thread_main(void* argument) {
  for (int i = 0; i < 50; ++i) {
    PyGILState_STATE state = PyGILState_Ensure();
    bump(1000);
    PyGILState_Release(state);
  }
  return argument;
}
static PyObject* count_in_threads(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  pthread_t threads[2];
  for (int i = 0; i < 2; ++i) pthread_create(&threads[i], NULL, thread_main, NULL);
  Py_BEGIN_ALLOW_THREADS
  for (int i = 0; i < 2; ++i) pthread_join(threads[i], NULL);
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}
static int pending(void* unused) {
  (void)unused;
  bump(1000);
  return 0;
}
static PyObject* count_later(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return PyBool_FromLong(Py_AddPendingCall(pending, NULL) == 0);
}

/* Each slot counts. */
static PyObject* tally_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  (void)args, (void)keywords;
  bump(100);
  return type->tp_alloc(type, 0);
}
static void tally_dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  bump(100);
  type->tp_free(self);
  Py_DECREF(type);
}
static Py_ssize_t tally_length(PyObject* self) {
  (void)self;
  bump(100);
  return 3;
}
static PyObject* tally_add(PyObject* a, PyObject* b) {
  (void)b;
  bump(100);
  return Py_NewRef(a);
}
static PyObject* tally_get(PyObject* self, void* unused) {
  (void)self, (void)unused;
  bump(100);
  return PyLong_FromLong(1);
}
static PyObject* tally_call(PyObject* self, PyObject* args, PyObject* keywords) {
  (void)self, (void)args, (void)keywords;
  bump(100);
  Py_RETURN_NONE;
}
static PyGetSetDef tally_getset[] = {{"one", tally_get, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
static PyType_Slot tally_slots[] = {{Py_tp_new, tally_new},     {Py_tp_dealloc, tally_dealloc}, {Py_sq_length, tally_length},
                                    {Py_nb_add, tally_add},     {Py_tp_getset, tally_getset},   {Py_tp_call, tally_call},
                                    {0, NULL}};
static PyType_Spec tally_spec = {"needs_gil.Tally", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, tally_slots};

static void capsule_end(PyObject* capsule) {
  (void)capsule;
  bump(100);
}
static PyObject* capsule(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return PyCapsule_New((void*)&counter, "counter", capsule_end);
}

static PyMethodDef methods[] = {{"count", count, METH_O, NULL},
                                {"total", total, METH_NOARGS, NULL},
                                {"call", call, METH_O, NULL},
                                {"rest", rest, METH_NOARGS, NULL},
                                {"meet", meet, METH_O, NULL},
                                {"count_in_threads", count_in_threads, METH_NOARGS, NULL},
                                {"count_later", count_later, METH_NOARGS, NULL},
                                {"capsule", capsule, METH_NOARGS, NULL},
                                {NULL, NULL, 0, NULL}};

/* Single-phase. */
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "needs_gil", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_needs_gil(void) {
  PyObject* module = PyModule_Create(&definition);
  PyObject* type = module ? PyType_FromSpec(&tally_spec) : NULL;
  if (!type || PyModule_Add(module, "Tally", type) < 0) return NULL;
  return module;
}

/* Multi-phase, of a second copy of this file. */
static PyModuleDef_Slot other_slots[] = {{0, NULL}};
static struct PyModuleDef other = {PyModuleDef_HEAD_INIT, "needs_gil_too", NULL, 0, methods, other_slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_needs_gil_too(void) { return PyModuleDef_Init(&other); }

/* One that says that it needs no GIL, of a third copy. */
static PyModuleDef_Slot free_slots[] = {{Py_mod_gil, Py_MOD_GIL_NOT_USED}, {0, NULL}};
static struct PyModuleDef needs_none = {PyModuleDef_HEAD_INIT, "needs_none", NULL, 0, methods, free_slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_needs_none(void) { return PyModuleDef_Init(&needs_none); }

/* A single-phase one that says so, of a fourth copy. */
static struct PyModuleDef says_later = {PyModuleDef_HEAD_INIT, "says_later", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_says_later(void) {
  PyObject* module = PyModule_Create(&says_later);
#ifdef Py_GIL_DISABLED
  if (module) PyUnstable_Module_SetGIL(module, Py_MOD_GIL_NOT_USED);
#endif
  return module;
}
