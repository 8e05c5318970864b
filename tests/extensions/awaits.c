/* An awaitable of C, whose result is the value of the StopIteration that it sets, as that of a coroutine of Cython is. */
#include <Python.h>

typedef struct {
  PyObject_HEAD
  int left;
  PyObject* result; /* NULL: it ends without an exception */
} Steps;

static PyObject* Steps_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  int left;
  PyObject* result = NULL;
  (void)keywords;
  if (!PyArg_ParseTuple(args, "i|O", &left, &result)) return NULL;
  Steps* self = (Steps*)type->tp_alloc(type, 0);
  if (!self) return NULL;
  self->left = left;
  self->result = Py_XNewRef(result);
  return (PyObject*)self;
}
static void Steps_dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  Py_CLEAR(((Steps*)self)->result);
  type->tp_free(self);
  Py_DECREF(type);
}
static PyObject* Steps_next(PyObject* object) {
  Steps* self = (Steps*)object;
  if (self->left > 0) return PyLong_FromLong(self->left--);
  if (self->result) {
    PyObject* stop = PyObject_CallOneArg(PyExc_StopIteration, self->result);
    if (!stop) return NULL;
    PyErr_SetObject(PyExc_StopIteration, stop);
    Py_DECREF(stop);
  }
  return NULL;
}
static PySendResult Steps_send(PyObject* object, PyObject* value, PyObject** result) {
  Steps* self = (Steps*)object;
  (void)value;
  if (self->left > 0) {
    *result = PyLong_FromLong(self->left--);
    return PYGEN_NEXT;
  }
  *result = Py_NewRef(self->result ? self->result : Py_None);
  return PYGEN_RETURN;
}
static PyType_Slot Steps_slots[] = {{Py_tp_new, Steps_new},     {Py_tp_dealloc, Steps_dealloc}, {Py_tp_iter, PyObject_SelfIter},
                                    {Py_tp_iternext, Steps_next}, {Py_am_await, PyObject_SelfIter}, {Py_am_send, Steps_send},
                                    {0, NULL}};
static PyType_Spec Steps_spec = {"awaits.Steps", sizeof(Steps), 0, Py_TPFLAGS_DEFAULT, Steps_slots};

/* Which of these slots a class has. */
static PyObject* slots_of(PyObject* self, PyObject* type) {
  static const int ids[] = {Py_tp_iternext, Py_am_await, Py_am_send, Py_tp_getattr, Py_tp_setattr, Py_tp_dealloc};
  PyObject* found = PyList_New(0);
  (void)self;
  for (size_t i = 0; found && i < sizeof ids / sizeof *ids; ++i) {
    void* slot = PyType_GetSlot((PyTypeObject*)type, ids[i]);
    if (PyErr_Occurred() || PyList_Append(found, slot ? Py_True : Py_False) < 0) Py_CLEAR(found);
  }
  return found;
}
static PyMethodDef methods[] = {{"slots_of", slots_of, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static int execute(PyObject* module) {
  PyObject* steps = PyType_FromModuleAndSpec(module, &Steps_spec, NULL);
  return steps ? PyModule_Add(module, "Steps", steps) : -1;
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, execute}, {Py_mod_gil, Py_MOD_GIL_NOT_USED}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "awaits", NULL, 0, methods, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_awaits(void) { return PyModuleDef_Init(&definition); }
