/* Metaclasses of C whose classes have fields behind PyHeapTypeObject; documentation written behind descriptors. */
#include <Python.h>
#include <stddef.h>
#include <structmember.h>

typedef struct {
  PyHeapTypeObject super;
  PyObject* partner;
  int number;
} Meta;
#define META(op) ((Meta*)(op))
static PyTypeObject Meta_Type;

static int Meta_traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(META(self)->partner);
  return PyType_Type.tp_traverse(self, visit, arg);
}
static int Meta_clear(PyObject* self) {
  Py_CLEAR(META(self)->partner);
  return PyType_Type.tp_clear(self);
}
static void Meta_dealloc(PyObject* self) {
  if (META(self)->number > 30) PySys_WriteStdout("class %d goes\n", META(self)->number);
  Py_CLEAR(META(self)->partner);
  PyType_Type.tp_dealloc(self);
}
static int Meta_is_gc(PyObject* self) { return (((PyTypeObject*)self)->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0; }
static PyObject* Meta_new(PyTypeObject* meta, PyObject* args, PyObject* keywords) {
  PyObject* made = PyType_Type.tp_new(meta, args, keywords);
  if (made) META(made)->number = 7;
  return made;
}
static PyObject* Meta_twice(PyObject* self, PyObject* ignored) {
  (void)ignored;
  return PyLong_FromLong(2 * META(self)->number);
}
static PyObject* get_partner(PyObject* self, void* closure) {
  (void)closure;
  return Py_NewRef(META(self)->partner ? META(self)->partner : Py_None);
}
static int set_partner(PyObject* self, PyObject* v, void* closure) {
  (void)closure;
  Py_XSETREF(META(self)->partner, Py_XNewRef(v));
  return 0;
}
static PyMethodDef Meta_methods[] = {{"twice", Meta_twice, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyMemberDef Meta_members[] = {{"number", T_INT, offsetof(Meta, number), 0, NULL}, {NULL, 0, 0, 0, NULL}};
static PyGetSetDef Meta_getset[] = {{"partner", get_partner, set_partner, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
static PyTypeObject Meta_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "metaclasses.Meta",
    .tp_basicsize = sizeof(Meta),
    .tp_dealloc = Meta_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "A class of classes.",
    .tp_traverse = Meta_traverse,
    .tp_clear = Meta_clear,
    .tp_methods = Meta_methods,
    .tp_members = Meta_members,
    .tp_getset = Meta_getset,
    .tp_new = Meta_new,
    .tp_is_gc = Meta_is_gc,
};

/* ---- a static class of that metaclass, and one in memory of the heap */

typedef struct {
  PyObject_HEAD
  int value;
} Item;
static PyObject* Item_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  int value = 0;
  (void)keywords;
  if (!PyArg_ParseTuple(args, "|i", &value)) return NULL;
  Item* self = (Item*)type->tp_alloc(type, 0);
  if (self) self->value = value + META(type)->number;
  return (PyObject*)self;
}
static PyObject* Item_method(PyObject* self, PyObject* ignored) {
  (void)ignored;
  return PyLong_FromLong(((Item*)self)->value);
}
static PyObject* get_value(PyObject* self, void* closure) {
  (void)closure;
  return Item_method(self, NULL);
}
static PyMethodDef Item_methods[] = {
    {"method", Item_method, METH_NOARGS, NULL},
    {"documented", Item_method, METH_NOARGS, "documented($self)\n--\n\nDocumented."},
    {NULL, NULL, 0, NULL},
};
static PyMemberDef Item_members[] = {{"value", T_INT, offsetof(Item, value), READONLY, NULL}, {NULL, 0, 0, 0, NULL}};
static PyGetSetDef Item_getset[] = {{"got", get_value, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
static Meta Item_Type = {.super = {.ht_type = {
    PyVarObject_HEAD_INIT(&Meta_Type, 0)
    .tp_name = "metaclasses.Item",
    .tp_basicsize = sizeof(Item),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_methods = Item_methods,
    .tp_members = Item_members,
    .tp_getset = Item_getset,
    .tp_new = Item_new,
}}, .number = 10};

static PyObject* make_static(PyObject* module, PyObject* args) {
  const char* name;
  int number;
  (void)module;
  if (!PyArg_ParseTuple(args, "si", &name, &number)) return NULL;
  Meta* made = PyMem_Calloc(1, sizeof(Meta));
  Meta first = {.super = {.ht_type = {PyVarObject_HEAD_INIT(NULL, 0).tp_flags = Py_TPFLAGS_DEFAULT}}, .number = number};
  memcpy(made, &first, sizeof first);
  ((PyTypeObject*)made)->tp_name = strdup(name);
  ((PyTypeObject*)made)->tp_base = (PyTypeObject*)&Item_Type;
  Py_SET_TYPE((PyObject*)made, &Meta_Type);
  made->partner = Py_NewRef(Py_Ellipsis);
  if (PyType_Ready((PyTypeObject*)made) < 0) return NULL;
  return (PyObject*)made;
}

/* ---- by PyType_FromMetaclass() */

static PyObject* Spec_repr(PyObject* self) {
  return PyUnicode_FromFormat("<of class %d>", META(Py_TYPE(self))->number);
}
static PyTypeObject PlainMeta_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "metaclasses.PlainMeta",
    .tp_basicsize = sizeof(Meta),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_members = Meta_members,
};
static PyObject* from_metaclass(PyObject* module, PyObject* args) {
  int number;
  if (!PyArg_ParseTuple(args, "i", &number)) return NULL;
  PyType_Slot slots[] = {{Py_tp_repr, Spec_repr}, {0, NULL}};
  PyType_Spec spec = {"metaclasses.FromSpec", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots};
  PyObject* made = PyType_FromMetaclass(&PlainMeta_Type, module, &spec, NULL);
  if (made) META(made)->number = number;
  return made;
}

/* A class by tp_alloc of type, filled by hand. */
static PyObject* by_hand(PyObject* module, PyObject* name) {
  (void)module;
  PyHeapTypeObject* heap = (PyHeapTypeObject*)PyType_Type.tp_alloc(&PyType_Type, 0);
  if (!heap) return NULL;
  heap->ht_name = Py_NewRef(name);
  heap->ht_qualname = PyUnicode_FromFormat("outer.%U", name);
  PyTypeObject* type = &heap->ht_type;
  type->tp_name = strdup(PyUnicode_AsUTF8(name));
  type->tp_base = (PyTypeObject*)Py_NewRef(&PyBaseObject_Type);
  type->tp_basicsize = sizeof(Item);
  type->tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_BASETYPE;
  type->tp_as_number = &heap->as_number;
  type->tp_as_sequence = &heap->as_sequence;
  type->tp_as_mapping = &heap->as_mapping;
  if (PyType_Ready(type) < 0) return NULL;
  return (PyObject*)type;
}

/* ---- documentation */

static PyObject* document(PyObject* module, PyObject* args) {
  PyObject *object, *text;
  (void)module;
  if (!PyArg_ParseTuple(args, "OU", &object, &text)) return NULL;
  const char* doc = PyUnicode_AsUTF8(Py_NewRef(text));
  if (Py_IS_TYPE(object, &PyCFunction_Type)) ((PyCFunctionObject*)object)->m_ml->ml_doc = doc;
  else if (Py_IS_TYPE(object, &PyMethodDescr_Type)) ((PyMethodDescrObject*)object)->d_method->ml_doc = doc;
  else if (Py_IS_TYPE(object, &PyGetSetDescr_Type)) ((PyGetSetDescrObject*)object)->d_getset->doc = doc;
  else if (Py_IS_TYPE(object, &PyMemberDescr_Type)) ((PyMemberDescrObject*)object)->d_member->doc = doc;
  else if (PyType_Check(object)) {
    PyTypeObject* type = (PyTypeObject*)object;
    type->tp_doc = doc;
    if (PyDict_GetItemString(type->tp_dict, "__doc__") == Py_None && PyDict_SetItemString(type->tp_dict, "__doc__", text) < 0)
      return NULL;
  } else {
    return PyErr_Format(PyExc_TypeError, "cannot document a %s", Py_TYPE(object)->tp_name);
  }
  Py_RETURN_NONE;
}
static PyObject* configure(PyObject* module, PyObject* args) {
  PyObject *cls, *partner;
  int number;
  (void)module;
  if (!PyArg_ParseTuple(args, "O!iO", &Meta_Type, &cls, &number, &partner)) return NULL;
  META(cls)->number = number;
  Py_XSETREF(META(cls)->partner, Py_NewRef(partner));
  Py_RETURN_NONE;
}
static PyMethodDef functions[] = {
    {"configure", configure, METH_VARARGS, NULL},
    {"make_static", make_static, METH_VARARGS, NULL},
    {"from_metaclass", from_metaclass, METH_VARARGS, NULL},
    {"by_hand", by_hand, METH_O, NULL},
    {"document", document, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static int exec(PyObject* module) {
  Meta_Type.tp_base = PlainMeta_Type.tp_base = &PyType_Type;
  if (PyModule_AddType(module, &Meta_Type) < 0 || PyModule_AddType(module, &PlainMeta_Type) < 0) return -1;
  return PyModule_AddType(module, (PyTypeObject*)&Item_Type);
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, exec}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "metaclasses", NULL, 0, functions, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_metaclasses(void) { return PyModuleDef_Init(&definition); }
