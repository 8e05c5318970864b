/* Classes of a metaclass that keeps something of each, which is not there yet while the class is made; as NumPy's types of data are. */
#include <Python.h>

typedef struct {
  PyObject* kept;
} More;
typedef struct {
  PyHeapTypeObject type;
  More* more;
} Class;

static int Meta_traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(((Class*)self)->more->kept);
  return PyType_Type.tp_traverse(self, visit, arg);
}
static PyTypeObject Meta = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "unfinished.Meta",
    .tp_basicsize = sizeof(Class),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = Meta_traverse,
};

static PyObject* make(PyObject* module, PyObject* kept) {
  (void)module;
  PyType_Slot slots[] = {{0, NULL}};
  PyType_Spec spec = {"unfinished.Made", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots};
  Class* made = (Class*)PyType_FromMetaclass(&Meta, module, &spec, NULL);
  if (!made) return NULL;
  made->more = PyMem_Calloc(1, sizeof(More));
  made->more->kept = Py_NewRef(kept);
  return (PyObject*)made;
}
static PyObject* kept(PyObject* self, PyObject* class) {
  (void)self;
  return Py_NewRef(((Class*)class)->more->kept);
}
static PyMethodDef methods[] = {{"make", make, METH_O, NULL}, {"kept", kept, METH_O, NULL}, {NULL, NULL, 0, NULL}};

static int execute(PyObject* module) {
  (void)module;
  Meta.tp_base = &PyType_Type;
  return PyType_Ready(&Meta);
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, execute},
#ifdef Py_mod_gil
                                   {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
                                   {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "unfinished", NULL, 0, methods, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_unfinished(void) { return PyModuleDef_Init(&definition); }
