/* The int 0 in all ways that lead from C to Python and back. Some libraries take the word 1 for a mark of their own, so no
 * function may give C this word. */
#include <Python.h>
#include <stddef.h>

#if PY_VERSION_HEX < 0x030f0000
static PyObject* PyTuple_FromArray(PyObject* const* items, Py_ssize_t n) {
  PyObject* tuple = PyTuple_New(n);
  for (Py_ssize_t i = 0; tuple && i < n; ++i) PyTuple_SET_ITEM(tuple, i, Py_NewRef(items[i]));
  return tuple;
}
#endif

static int is_mark(PyObject* object) { return object == (PyObject*)1; }

/* ---- what C gets */

static PyObject* Seen;  // a list: (where, whether it is the mark, whether it is the int 0)

static int see(const char* where, PyObject* object) {
  if (!object) return 0;
  int whole = PyLong_Check(object) && PyLong_CheckExact(object) && Py_TYPE(object) == &PyLong_Type;
  PyObject* row = Py_BuildValue("(sii)", where, is_mark(object), whole && PyLong_AsLong(object) == 0 && !PyErr_Occurred());
  int ok = row && PyList_Append(Seen, row) == 0;
  Py_XDECREF(row);
  return ok;
}
static int see_new(const char* where, PyObject* object) {
  int ok = see(where, object);
  Py_XDECREF(object);
  return ok;
}
static int see_numbers(void) {
  PyObject *one = PyLong_FromLong(1), *half = PyFloat_FromDouble(0.5);
  int ok = see_new("FromLong", PyLong_FromLong(0)) && see_new("FromSsize_t", PyLong_FromSsize_t(0)) &&
           see_new("FromSize_t", PyLong_FromSize_t(0)) && see_new("FromUnsignedLongLong", PyLong_FromUnsignedLongLong(0)) &&
           see_new("FromLongLong", PyLong_FromLongLong(0)) && see_new("FromDouble", PyLong_FromDouble(0.5)) &&
           see_new("FromString", PyLong_FromString("0", NULL, 10)) && see_new("FromVoidPtr", PyLong_FromVoidPtr(NULL)) &&
           see_new("Subtract", PyNumber_Subtract(one, one)) && see_new("Long", PyNumber_Long(half)) &&
           see_new("BuildValue", Py_BuildValue("i", 0)) && see_new("And", PyNumber_And(one, Py_False));
  Py_XDECREF(one);
  Py_XDECREF(half);
  return ok;
}
static int see_items(PyObject* list, PyObject* dict) {
  PyObject *tuple = PyList_AsTuple(list), *iterator = PyObject_GetIter(list), *key, *item, *by_name = NULL;
  Py_ssize_t at = 0;
  int ok = tuple && iterator && see("tuple", PyTuple_GetItem(tuple, 0)) && see("list", PyList_GetItem(list, 0)) &&
           see("list, inline", PyList_GET_ITEM(list, 0)) && see_new("sequence", PySequence_GetItem(list, 0)) &&
           see_new("iterator", PyIter_Next(iterator)) && PyDict_Next(dict, &at, &key, &item) && see("key", key) &&
           see("item", item) && see("found", PyDict_GetItem(dict, key)) && PyArg_ParseTuple(tuple, "O", &by_name) &&
           see("argument", by_name);
  Py_XDECREF(tuple);
  Py_XDECREF(iterator);
  return ok;
}
static PyObject* look(PyObject* module, PyObject* args) {
  PyObject *list, *dict, *object;
  (void)module;
  if (!PyArg_ParseTuple(args, "O!O!O", &PyList_Type, &list, &PyDict_Type, &dict, &object)) return NULL;
  Seen = PyList_New(0);
  int ok = Seen && see_numbers() && see_items(list, dict) && see_new("attribute", PyObject_GetAttrString(object, "number")) &&
           see_new("call", PyObject_CallNoArgs((PyObject*)&PyLong_Type));
  if (ok) return Seen;
  Py_CLEAR(Seen);
  return NULL;
}

/* ---- what C passes on, and gives back */

static PyObject* overload(PyObject* result) {
  if (!result || !is_mark(result)) return result;
  PyErr_SetString(PyExc_TypeError, "the next overload");
  return NULL;
}
static PyObject* itself(PyObject* module, PyObject* x) {
  (void)module;
  return overload(Py_NewRef(x));
}
static PyObject* last(PyObject* module, PyObject* const* args, Py_ssize_t count, PyObject* names) {
  (void)module;
  Py_ssize_t all = count + (names ? PyTuple_GET_SIZE(names) : 0);
  return all ? overload(Py_NewRef(args[all - 1])) : NULL;
}
static PyObject* call(PyObject* module, PyObject* callable) {
  (void)module;
  PyObject* zero = PyLong_FromLong(0);
  PyObject *args[] = {zero, zero, zero}, *many[20], *names = Py_BuildValue("(s)", "end");
  for (int i = 0; i < 20; ++i) many[i] = zero;
  PyObject* keywords = Py_BuildValue("{sO}", "end", zero);
  PyObject *a = PyObject_Vectorcall(callable, args, 2, names), *b = PyObject_Vectorcall(callable, many, 20, NULL),
           *c = PyObject_VectorcallDict(callable, args, 2, keywords), *d = PyObject_CallFunctionObjArgs(callable, zero, zero, NULL),
           *e = PyObject_CallFunction(callable, "iO", 0, zero), *f = PyObject_CallOneArg(callable, zero);
  Py_XDECREF(names);
  Py_XDECREF(keywords);
  return Py_BuildValue("(NNNNNN)", a, b, c, d, e, f);
}
static PyObject* call_method(PyObject* module, PyObject* list) {
  (void)module;
  PyObject* args[] = {list, PyLong_FromLong(0), PyLong_FromLong(0)};
  PyObject* name = PyUnicode_FromString("insert");
  PyObject* result = PyObject_VectorcallMethod(name, args, 3, NULL);
  Py_DECREF(name);
  return result;
}
static PyObject* containers(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  PyObject *zero = PyLong_FromLong(0), *args[] = {zero, zero};
  PyObject *inlined = PyTuple_New(2), *called = PyTuple_New(2), *list = PyList_New(2), *dict = PyDict_New(), *set = PySet_New(NULL);
  for (int i = 0; i < 2; ++i) {
    PyTuple_SET_ITEM(inlined, i, zero);
    PyTuple_SetItem(called, i, zero);
    if (i == 0) PyList_SET_ITEM(list, i, zero);
    else PyList_SetItem(list, i, zero);
  }
  if (PyList_Append(list, zero) < 0 || PyDict_SetItem(dict, zero, zero) < 0 || PySet_Add(set, zero) < 0) return NULL;
  PyObject* slice = PySlice_New(zero, zero, NULL);
  return Py_BuildValue("[NNNNNNNN]", inlined, called, PyTuple_Pack(2, zero, zero), PyTuple_FromArray(args, 2), list, dict, set, slice);
}
static PyObject* from_tuple(PyObject* module, PyObject* args) {
  (void)module;
  PyObject *first = PyTuple_GET_ITEM(args, 0), **items = &PyTuple_GET_ITEM(args, 0);
  Py_ssize_t n = PyTuple_GET_SIZE(args);
  return Py_BuildValue("(OliN)", first, PyLong_AsLong(first), PyObject_RichCompareBool(first, items[n - 1], Py_EQ), PyTuple_FromArray(items, n));
}

/* ---- fields of a struct */

typedef struct {
  PyObject_HEAD
  PyObject* object;
  long number;
} Holder;
static int Holder_init(PyObject* self, PyObject* args, PyObject* keywords) {
  (void)args, (void)keywords;
  Py_XSETREF(((Holder*)self)->object, PyLong_FromLong(0));
  return 0;
}
static void Holder_dealloc(PyObject* self) {
  Py_XDECREF(((Holder*)self)->object);
  Py_TYPE(self)->tp_free(self);
}
static PyObject* Holder_get(PyObject* self, void* closure) {
  (void)closure;
  return overload(Py_NewRef(((Holder*)self)->object));
}
static int Holder_set(PyObject* self, PyObject* value, void* closure) {
  (void)closure;
  Py_XSETREF(((Holder*)self)->object, Py_XNewRef(value));
  return 0;
}
static PyObject* Holder_item(PyObject* self, Py_ssize_t i) {
  if (i < 3) return Holder_get(self, NULL);
  PyErr_SetNone(PyExc_IndexError);
  return NULL;
}
static PyMemberDef Holder_members[] = {{"object", Py_T_OBJECT_EX, offsetof(Holder, object), 0, NULL},
                                       {"number", Py_T_LONG, offsetof(Holder, number), 0, NULL},
                                       {NULL, 0, 0, 0, NULL}};
static PyGetSetDef Holder_getset[] = {{"property", Holder_get, Holder_set, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
static PySequenceMethods Holder_sequence = {.sq_item = Holder_item};
static PyTypeObject Holder_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "zeros.Holder",
    .tp_basicsize = sizeof(Holder),
    .tp_dealloc = Holder_dealloc,
    .tp_as_sequence = &Holder_sequence,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_members = Holder_members,
    .tp_getset = Holder_getset,
    .tp_init = Holder_init,
    .tp_new = PyType_GenericNew,
};

static PyMethodDef functions[] = {
    {"look", look, METH_VARARGS, NULL},
    {"itself", itself, METH_O, NULL},
    {"last", (PyCFunction)(void (*)(void))last, METH_FASTCALL | METH_KEYWORDS, NULL},
    {"call", call, METH_O, NULL},
    {"call_method", call_method, METH_O, NULL},
    {"containers", containers, METH_NOARGS, NULL},
    {"from_tuple", from_tuple, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "zeros", NULL, 0, functions, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_zeros(void) {
  if (PyType_Ready(&Holder_Type) < 0) return NULL;
  PyObject* module = PyModule_Create(&definition);
  if (module && PyModule_AddType(module, &Holder_Type) < 0) Py_CLEAR(module);
  return module;
}
