// What bench/extensions.py calls: functions of each convention that do next to nothing, numbers that come and go, and a container.
#include <Python.h>
#include <stdlib.h>

static PyObject* no_arguments(PyObject* self, PyObject* unused) {
  (void)self;
  (void)unused;
  return Py_NewRef(Py_None);
}
static PyObject* one(PyObject* self, PyObject* x) {
  (void)self;
  return Py_NewRef(x);
}
static PyObject* fast(PyObject* self, PyObject* const* arguments, Py_ssize_t n) {
  (void)self;
  return n ? Py_NewRef(arguments[0]) : Py_NewRef(Py_None);
}
static PyObject* parsed(PyObject* self, PyObject* arguments) {
  (void)self;
  long a, b;
  return PyArg_ParseTuple(arguments, "ll", &a, &b) ? PyLong_FromLong(a + b) : NULL;
}
// The sum of 0 ... n - 1 by way of objects: an int is made, read and dropped n times.
static PyObject* round_trips(PyObject* self, PyObject* count) {
  (void)self;
  long n = PyLong_AsLong(count), sum = 0;
  if (n == -1 && PyErr_Occurred()) return NULL;
  for (long i = 0; i < n; ++i) {
    PyObject* number = PyLong_FromLong(i);
    if (!number) return NULL;
    sum += PyLong_AsLong(number);
    Py_DECREF(number);
  }
  return PyLong_FromLong(sum);
}

static PyObject* list_of_ten(PyObject* self, PyObject* unused) {
  (void)self;
  (void)unused;
  PyObject* list = PyList_New(10);
  for (Py_ssize_t i = 0; list && i < 10; ++i) PyList_SET_ITEM(list, i, PyLong_FromSsize_t(i));
  return list;
}

// A container that only grows.
typedef struct {
  PyObject_HEAD
  Py_ssize_t used, room;
  PyObject** items;
} Bag;
static int bag_traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  for (Py_ssize_t i = 0; i < ((Bag*)self)->used; ++i) Py_VISIT(((Bag*)self)->items[i]);
  return 0;
}
static void bag_dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  for (Py_ssize_t i = 0; i < ((Bag*)self)->used; ++i) Py_DECREF(((Bag*)self)->items[i]);
  free(((Bag*)self)->items);
  type->tp_free(self);
  Py_DECREF(type);
}
static PyObject* bag_append(PyObject* self, PyObject* item) {
  Bag* bag = (Bag*)self;
  if (bag->used == bag->room) {
    Py_ssize_t room = bag->room ? bag->room * 2 : 8;
    PyObject** items = realloc(bag->items, (size_t)room * sizeof(PyObject*));
    if (!items) return PyErr_NoMemory();
    bag->items = items;
    bag->room = room;
  }
  bag->items[bag->used++] = Py_NewRef(item);
  return Py_NewRef(Py_None);
}
static PyObject* bag_size(PyObject* self, PyObject* unused) {
  (void)unused;
  return PyLong_FromSsize_t(((Bag*)self)->used);
}
static PyMethodDef bag_methods[] = {
    {"append", bag_append, METH_O, NULL}, {"size", bag_size, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyType_Slot bag_slots[] = {
    {Py_tp_traverse, bag_traverse}, {Py_tp_dealloc, bag_dealloc}, {Py_tp_methods, bag_methods}, {0, NULL}};
static PyType_Spec bag_spec = {"calls.Bag", sizeof(Bag), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, bag_slots};
static int add_bag(PyObject* module) {
  PyObject* type = PyType_FromSpec(&bag_spec);
  int added = type ? PyModule_AddObjectRef(module, "Bag", type) : -1;
  Py_XDECREF(type);
  return added;
}

static PyMethodDef methods[] = {
    {"no_arguments", no_arguments, METH_NOARGS, NULL},
    {"one", one, METH_O, NULL},
    {"fast", (PyCFunction)(void (*)(void))fast, METH_FASTCALL, NULL},
    {"parsed", parsed, METH_VARARGS, NULL},
    {"round_trips", round_trips, METH_O, NULL},
    {"list_of_ten", list_of_ten, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, add_bag},
#ifdef Py_mod_gil
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "calls", NULL, 0, methods, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_calls(void) { return PyModuleDef_Init(&definition); }
