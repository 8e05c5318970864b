/* The module: it plays single calls by their numbers, and shows Python code the slots. Behind the generated calls. */

typedef void (*Call)(Draw*);
enum { THREADS = 8 };
static const char* volatile g_running[THREADS]; /* of each thread the function that it is in */

/* step(function, seed, number, thread, trace) -> None, or what was wrong */
static PyObject* step(PyObject* self, PyObject* const* args, Py_ssize_t count) {
  (void)self, (void)count;
  Draw d = {0};
  long function = PyLong_AsLong(args[0]), thread = PyLong_AsLong(args[3]) % THREADS;
  d.state = PyLong_AsUnsignedLongLongMask(args[1]);
  d.number = (int)PyLong_AsLong(args[2]);
  d.trace = PyObject_IsTrue(args[4]);
  d.function = kCalls[function].name;
  g_running[thread] = d.function;
  kCalls[function].call(&d);
  g_running[thread] = NULL;
  settle(&d);
  return d.wrong ? d.wrong : Py_NewRef(Py_None);
}
static PyObject* get(PyObject* self, PyObject* slot) {
  (void)self;
  PyObject* object = take((uint32_t)PyLong_AsLong(slot) % SLOTS);
  return object ? object : Py_NewRef(Py_None);
}
static PyObject* put_object(PyObject* self, PyObject* const* args, Py_ssize_t count) {
  (void)self, (void)count;
  put((uint32_t)PyLong_AsLong(args[0]) % SLOTS, Py_NewRef(args[1]));
  Py_RETURN_NONE;
}
static PyObject* clear(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  for (uint32_t i = 0; i < SLOTS; ++i) put(i, NULL);
  Py_RETURN_NONE;
}
static PyObject* set_makers(PyObject* self, PyObject* makers) {
  (void)self;
  Py_XSETREF(g_makers, Py_NewRef(makers));
  Py_RETURN_NONE;
}
static PyObject* kinds(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  PyObject* names = PyList_New(0);
  for (int i = 0; names && i < KIND_COUNT; ++i) {
    PyObject* name = PyUnicode_FromString(kKinds[i]);
    PyList_Append(names, name);
    Py_XDECREF(name);
  }
  return names;
}

/* A crash tells which functions ran. Then the handler that was there before has its turn. */
static const int kSignals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE};
static struct sigaction g_before[5];
static void tell(int signal_number) {
  char line[400];
  int used = snprintf(line, sizeof line, "signal %d in", signal_number);
  for (int i = 0; i < THREADS && used < 300; ++i)
    if (g_running[i]) used += snprintf(line + used, sizeof line - (size_t)used, " %s", g_running[i]);
  line[used++] = '\n';
  if (write(2, line, (size_t)used) < 0) return;
  for (int i = 0; i < 5; ++i) sigaction(kSignals[i], &g_before[i], NULL);
}

static PyMethodDef methods[] = {{"step", (PyCFunction)(void (*)(void))step, METH_FASTCALL, NULL},
                                {"get", get, METH_O, NULL},
                                {"put", (PyCFunction)(void (*)(void))put_object, METH_FASTCALL, NULL},
                                {"clear", clear, METH_NOARGS, NULL},
                                {"set_makers", set_makers, METH_O, NULL},
                                {"kinds", kinds, METH_NOARGS, NULL},
                                {NULL, NULL, 0, NULL}};
static int prepare(PyObject* module) {
  (void)module;
  g_holder = (PyTypeObject*)PyType_FromSpec(&holder_spec);
  struct sigaction action = {.sa_handler = tell, .sa_flags = SA_ONSTACK | SA_NODEFER};
  for (int i = 0; i < 5; ++i) sigaction(kSignals[i], &action, &g_before[i]);
  return g_holder ? 0 : -1;
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void*)prepare}, {Py_mod_gil, Py_MOD_GIL_NOT_USED}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "c_calls", NULL, 0, methods, slots};
PyMODINIT_FUNC PyInit_c_calls(void) { return PyModuleDef_Init(&definition); }
