/* Special methods that Python code sets and deletes in classes of C, and what C code then finds in their slots. */
#include <Python.h>

typedef struct {
  PyObject_HEAD
  int n;
} Value;
#define N(op) (((Value*)(op))->n)

static int Value_init(PyObject* self, PyObject* args, PyObject* keywords) {
  (void)keywords;
  return PyArg_ParseTuple(args, "i:Value", &N(self)) ? 0 : -1;
}
static PyObject* Value_add(PyObject* a, PyObject* b) {
  return PyUnicode_FromFormat("%s + %s", Py_TYPE(a)->tp_name, Py_TYPE(b)->tp_name);
}
static PyObject* Value_power(PyObject* a, PyObject* b, PyObject* c) { return Py_BuildValue("sOO", "power", c, Py_IsNone(c) ? b : Py_None); (void)a; }
static PyObject* Value_repr(PyObject* self) { return PyUnicode_FromFormat("value %d", N(self)); }
static Py_ssize_t Value_length(PyObject* self) { return N(self); }
static PyObject* Value_subscript(PyObject* self, PyObject* key) { return Py_BuildValue("iO", N(self), key); }
static PyObject* Value_call(PyObject* self, PyObject* args, PyObject* keywords) {
  (void)keywords;
  return Py_BuildValue("iO", N(self), args);
}
static PyObject* Value_getattro(PyObject* self, PyObject* name) {
  if (PyUnicode_CompareWithASCIIString(name, "special") == 0) return PyUnicode_FromString("by C");
  return PyObject_GenericGetAttr(self, name);
}
static PyType_Slot Value_slots[] = {
    {Py_tp_init, Value_init},     {Py_nb_add, Value_add},         {Py_nb_power, Value_power},
    {Py_tp_repr, Value_repr},     {Py_sq_length, Value_length},   {Py_mp_subscript, Value_subscript},
    {Py_tp_call, Value_call},     {Py_tp_getattro, Value_getattro}, {0, NULL},
};
static PyType_Spec Value_spec = {"changes.Value", sizeof(Value), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, Value_slots};
static PyType_Slot Derived_slots[] = {{Py_tp_doc, "Derived from it."}, {0, NULL}};
static PyType_Spec Derived_spec = {"changes.Derived", sizeof(Value), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, Derived_slots};

/* What C code finds: results of the slots, or "none". */
static PyObject* result_of(PyObject* result) {
  if (result) return result;
  PyObject* error = PyErr_GetRaisedException();
  result = PyUnicode_FromFormat("%s: %S", Py_TYPE(error)->tp_name, error);
  Py_DECREF(error);
  return result;
}
static PyObject* by_slots(PyObject* module, PyObject* x) {
  (void)module;
  PyTypeObject* type = Py_TYPE(x);
  PyNumberMethods* number = type->tp_as_number;
  PySequenceMethods* sequence = type->tp_as_sequence;
  PyMappingMethods* mapping = type->tp_as_mapping;
  PyObject* results = PyDict_New();
#define ADD(name, member, call)                                                                        \
  do {                                                                                                 \
    PyObject* result = (member) ? result_of(call) : PyUnicode_FromString("none");                      \
    PyDict_SetItemString(results, name, result);                                                       \
    Py_DECREF(result);                                                                                 \
  } while (0)
  ADD("add", number && number->nb_add, number->nb_add(x, x));
  ADD("subtract", number && number->nb_subtract, number->nb_subtract(x, x));
  ADD("power", number && number->nb_power, number->nb_power(x, x, Py_None));
  ADD("length", sequence && sequence->sq_length, PyLong_FromSsize_t(sequence->sq_length(x)));
  ADD("subscript", mapping && mapping->mp_subscript, mapping->mp_subscript(x, Py_None));
  ADD("call", type->tp_call, PyObject_CallNoArgs(x));
  ADD("repr", type->tp_repr, type->tp_repr(x));
  ADD("special", type->tp_getattro, PyObject_GetAttrString(x, "special"));
  ADD("iter", type->tp_iter, type->tp_iter(x));
  return results;
}
static PyMethodDef functions[] = {{"by_slots", by_slots, METH_O, NULL}, {NULL, NULL, 0, NULL}};

static int exec(PyObject* module) {
  PyObject* value = PyType_FromModuleAndSpec(module, &Value_spec, NULL);
  if (!value || PyModule_AddType(module, (PyTypeObject*)value) < 0) return -1;
  PyObject* derived = PyType_FromModuleAndSpec(module, &Derived_spec, value);
  return derived ? PyModule_AddType(module, (PyTypeObject*)derived) : -1;
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, exec}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "changes", NULL, 0, functions, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_changes(void) { return PyModuleDef_Init(&definition); }
