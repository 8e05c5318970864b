/* A list in a field that is replaced in a critical section, as in pandas: what the section has read is there until it ends. */
#include <Python.h>

#define MANY 20
typedef struct {
  PyObject_HEAD PyObject* items;
} Tracker;

static PyObject* tracker_new(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
  (void)args, (void)kwargs;
  Tracker* self = (Tracker*)type->tp_alloc(type, 0);
  if (self && !(self->items = PyList_New(0))) Py_CLEAR(self);
  return (PyObject*)self;
}
static int tracker_traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(((Tracker*)self)->items);
  return 0;
}
static void tracker_dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_XDECREF(((Tracker*)self)->items);
  type->tp_free(self);
  Py_DECREF(type);
}
/* The references that are alive, in a new list. */
static int sweep(Tracker* self) {
  PyObject *items = self->items, *alive;
  Py_INCREF(items);
  Py_ssize_t count = PyList_Size(items);
  Py_DECREF(items);
  if (count < MANY) return 0;
  if (!(alive = PyList_New(0))) return -1;
  for (Py_ssize_t i = 0; i < PyList_Size(self->items); i++) {
    PyObject *reference = PyList_GetItemRef(self->items, i), *object;
    if (PyWeakref_GetRef(reference, &object) == 1) {
      Py_DECREF(object);
      if (PyList_Append(alive, reference) < 0) return -1;
    }
    Py_DECREF(reference);
  }
  Py_SETREF(self->items, alive);
  return 0;
}
static PyObject* add(PyObject* object, PyObject* tracked) {
  Tracker* self = (Tracker*)object;
  int status;
  Py_BEGIN_CRITICAL_SECTION(object);
  status = sweep(self);
  PyObject* reference = status < 0 ? NULL : PyWeakref_NewRef(tracked, NULL);
  status = reference ? PyList_Append(self->items, reference) : -1;
  Py_XDECREF(reference);
  Py_END_CRITICAL_SECTION();
  return status < 0 ? NULL : Py_NewRef(Py_None);
}
static PyMethodDef tracker_methods[] = {{"add", add, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyType_Slot tracker_slots[] = {{Py_tp_new, tracker_new}, {Py_tp_traverse, tracker_traverse}, {Py_tp_dealloc, tracker_dealloc}, {Py_tp_methods, tracker_methods}, {0, NULL}};
static PyType_Spec tracker_spec = {"replaced.Tracker", sizeof(Tracker), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, tracker_slots};

static int execute(PyObject* module) {
  PyObject* type = PyType_FromSpec(&tracker_spec);
  return type && PyModule_AddObjectRef(module, "Tracker", type) == 0 ? 0 : -1;
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, execute}, {Py_mod_gil, Py_MOD_GIL_NOT_USED}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "replaced", NULL, 0, NULL, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_replaced(void) { return PyModuleDef_Init(&definition); }
