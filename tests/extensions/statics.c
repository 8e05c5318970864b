/* Instances in static memory, and fresh memory whose class is set. */
#include <Python.h>

typedef struct {
  PyObject_HEAD
  int number;
  void* spare; /* each of an array is aligned to 16 bytes */
} Coin;

static PyTypeObject Coin_Type;

static PyObject* Coin_repr(PyObject* self) { return PyUnicode_FromFormat("<coin %d>", ((Coin*)self)->number); }
static Py_hash_t Coin_hash(PyObject* self) { return ((Coin*)self)->number + 100; }
static PyObject* Coin_add(PyObject* a, PyObject* b) {
  if (!PyObject_TypeCheck(a, &Coin_Type) || !PyObject_TypeCheck(b, &Coin_Type)) Py_RETURN_NOTIMPLEMENTED;
  return PyLong_FromLong(((Coin*)a)->number + ((Coin*)b)->number);
}
static PyNumberMethods Coin_numbers = {.nb_add = Coin_add};
static PyTypeObject Coin_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "statics.Coin",
    .tp_basicsize = sizeof(Coin),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_repr = Coin_repr,
    .tp_hash = Coin_hash,
    .tp_as_number = &Coin_numbers,
};

/* A class whose text is written after it is made, as NumPy's add_docstring() does. */
static PyObject* Told_doc(PyObject* self, void* unused) {
  (void)self, (void)unused;
  return PyUnicode_FromString("what an instance says");
}
static PyGetSetDef Told_getset[] = {{"__doc__", Told_doc, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
static PyTypeObject Told_Type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "statics.Told",
    .tp_basicsize = sizeof(PyObject),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_new = PyType_GenericNew,
    .tp_getset = Told_getset,
};
static PyObject* tell(PyObject* self, PyObject* text) {
  (void)self;
  const char* doc = PyUnicode_AsUTF8(text);
  if (!doc) return NULL;
  Told_Type.tp_doc = strdup(doc);
  Py_RETURN_NONE;
}

#define COIN(number) {PyObject_HEAD_INIT(&Coin_Type) number, NULL}
#define TEN(number) COIN(number), COIN(number + 1), COIN(number + 2), COIN(number + 3), COIN(number + 4), \
                    COIN(number + 5), COIN(number + 6), COIN(number + 7), COIN(number + 8), COIN(number + 9)
static Coin g_coins[] __attribute__((aligned(16))) = {TEN(0), TEN(10), TEN(20), TEN(30), TEN(40), TEN(50), TEN(60), TEN(70), TEN(80), TEN(90)};

static PyObject* coin(PyObject* self, PyObject* number) {
  (void)self;
  long i = PyLong_AsLong(number);
  if (i < 0 || i >= 100) return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_IndexError, "no coin %ld", i);
  return Py_NewRef((PyObject*)&g_coins[i]);
}

/* What C alone sees of a coin that the interpreter has not met. */
static PyObject* unmet(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  static Coin secret __attribute__((aligned(16))) = COIN(7);
  int own = Py_TYPE(&secret) == &Coin_Type && Py_IS_TYPE(&secret, &Coin_Type) && PyObject_TypeCheck(&secret, &Coin_Type);
  for (int i = 0; i < 1000; ++i) Py_INCREF(&secret);
  for (int i = 0; i < 1000; ++i) Py_DECREF(&secret);
  return Py_BuildValue("iiO", own, Py_TYPE(&secret) == &Coin_Type, &secret);
}

/* An object on the stack without a class, and one with a class. */
static PyObject* on_stack(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  Coin nothing __attribute__((aligned(16)));
  memset(&nothing, 0xab, sizeof nothing);
  Py_SET_TYPE(&nothing, NULL);
  PyTypeObject *before, *after;
  Py_BEGIN_ALLOW_THREADS
  before = Py_TYPE(&nothing);
  Py_SET_TYPE(&nothing, &Coin_Type);
  Py_SET_REFCNT(&nothing, 1);
  nothing.number = 3;
  after = Py_TYPE(&nothing);
  Py_END_ALLOW_THREADS
  PyObject* text = PyObject_Repr((PyObject*)&nothing);
  return Py_BuildValue("iiN", before == NULL, after == &Coin_Type, text);
}

static PyMethodDef methods[] = {{"coin", coin, METH_O, NULL},
                                {"tell", tell, METH_O, NULL},
                                {"unmet", unmet, METH_NOARGS, NULL},
                                {"on_stack", on_stack, METH_NOARGS, NULL},
                                {NULL, NULL, 0, NULL}};
/* A coin is met before its class is ready. */
static int execute(PyObject* module) {
  static Coin early __attribute__((aligned(16))) = COIN(1000);
  PyObject* pair = PyTuple_Pack(2, &early, Py_None);
  if (!pair || PyModule_AddObjectRef(module, "pair", pair) < 0) return -1;
  Py_DECREF(pair);
  if (PyModule_AddType(module, &Told_Type) < 0) return -1;
  return PyModule_AddType(module, &Coin_Type);
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, execute},
#ifdef Py_mod_gil
                                   {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
                                   {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "statics", NULL, 0, methods, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_statics(void) { return PyModuleDef_Init(&definition); }
