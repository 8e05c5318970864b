/* Multi-phase initialisation, state of a module, classes from specs, buffers, vectorcall. */
#include <Python.h>
#include <structmember.h>

typedef struct {
  PyObject *Box, *Derived, *Error;
  int made;
} State;
static struct PyModuleDef definition;
#define STATE(module) ((State*)PyModule_GetState(module))

typedef struct {
  PyObject_HEAD
  PyObject* content;
  char bytes[4];
  vectorcallfunc vectorcall;
} Box;

static PyObject* Box_vectorcall(PyObject* self, PyObject* const* args, size_t count, PyObject* names) {
  (void)self;
  return Py_BuildValue("niO", PyVectorcall_NARGS(count), names ? (int)PyTuple_GET_SIZE(names) : 0,
                       PyVectorcall_NARGS(count) ? args[0] : Py_None);
}
static PyObject* Box_new(PyTypeObject* type, PyObject* args, PyObject* keywords) {
  PyObject* content = Py_None;
  static char* names[] = {"content", NULL};
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O:Box", names, &content)) return NULL;
  Box* self = (Box*)type->tp_alloc(type, 0);
  if (!self) return NULL;
  self->content = Py_NewRef(content);
  memcpy(self->bytes, "abcd", 4);
  self->vectorcall = Box_vectorcall;
  PyObject* module = PyType_GetModuleByDef(type, &definition);
  if (!module) return NULL;
  STATE(module)->made += 1;
  return (PyObject*)self;
}
static int Box_traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(((Box*)self)->content);
  return 0;
}
static int Box_clear(PyObject* self) {
  Py_CLEAR(((Box*)self)->content);
  return 0;
}
static void Box_finalize(PyObject* self) {
  PyObject* error = PyErr_GetRaisedException();
  PySys_WriteStdout("finalize %s\n", PyUnicode_Check(((Box*)self)->content) ? PyUnicode_AsUTF8(((Box*)self)->content) : "box");
  PyErr_SetRaisedException(error);
}
static void Box_dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  if (PyObject_CallFinalizerFromDealloc(self) < 0) return;
  PyObject_GC_UnTrack(self);
  Box_clear(self);
  type->tp_free(self);
  Py_DECREF(type);
}
static int Box_getbuffer(PyObject* self, Py_buffer* view, int flags) {
  return PyBuffer_FillInfo(view, self, ((Box*)self)->bytes, 4, 0, flags);
}
static PyObject* Box_subscript(PyObject* self, PyObject* key) { return Py_BuildValue("OO", ((Box*)self)->content, key); }
static int Box_ass_subscript(PyObject* self, PyObject* key, PyObject* value) {
  (void)key;
  Py_XSETREF(((Box*)self)->content, value ? Py_NewRef(value) : Py_NewRef(Py_None));
  return 0;
}
static PyObject* Box_where(PyObject* self, PyTypeObject* defining, PyObject* const* args, size_t count, PyObject* names) {
  (void)args, (void)names;
  State* state = PyType_GetModuleState(defining);
  return Py_BuildValue("Oni", Py_TYPE(self) == defining ? Py_True : Py_False, count, state->made);
}
static PyMethodDef Box_methods[] = {
    {"where", (PyCFunction)(void (*)(void))Box_where, METH_METHOD | METH_FASTCALL | METH_KEYWORDS, "Where it is defined."},
    {NULL, NULL, 0, NULL}};
static PyMemberDef Box_members[] = {{"content", T_OBJECT, offsetof(Box, content), 0, "What is in it."},
                                    {"__vectorcalloffset__", T_PYSSIZET, offsetof(Box, vectorcall), READONLY, NULL},
                                    {NULL, 0, 0, 0, NULL}};
static PyType_Slot Box_slots[] = {
    {Py_tp_new, Box_new},         {Py_tp_traverse, Box_traverse},   {Py_tp_clear, Box_clear},
    {Py_tp_dealloc, Box_dealloc}, {Py_tp_finalize, Box_finalize},   {Py_tp_doc, "Box(content=None)\n--\n\nA box."},
    {Py_tp_methods, Box_methods}, {Py_tp_members, Box_members},     {Py_bf_getbuffer, Box_getbuffer},
    {Py_tp_call, PyVectorcall_Call}, {Py_mp_subscript, Box_subscript}, {Py_mp_ass_subscript, Box_ass_subscript},
    {0, NULL}};
static PyType_Spec Box_spec = {"heap_types.Box", sizeof(Box), 0,
                               Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL, Box_slots};

/* Derived from list, with a number behind the list. */
typedef struct {
  int number;
} Data;
static PyObject* Derived_number(PyObject* self, PyTypeObject* defining, PyObject* const* args, size_t count, PyObject* names) {
  (void)args, (void)count, (void)names;
  Data* data = PyObject_GetTypeData(self, defining);
  return PyLong_FromLong(++data->number);
}
static PyMethodDef Derived_methods[] = {
    {"number", (PyCFunction)(void (*)(void))Derived_number, METH_METHOD | METH_FASTCALL | METH_KEYWORDS, NULL}, {NULL, NULL, 0, NULL}};
static PyType_Slot Derived_slots[] = {{Py_tp_methods, Derived_methods}, {0, NULL}};
static PyType_Spec Derived_spec = {"heap_types.Derived", -(int)sizeof(Data), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, Derived_slots};

static PyObject* made(PyObject* module, PyObject* unused) {
  (void)unused;
  return PyLong_FromLong(STATE(module)->made);
}
static PyObject* fail(PyObject* module, PyObject* message) {
  PyErr_SetObject(STATE(module)->Error, message);
  return NULL;
}
static PyObject* buffers(PyObject* module, PyObject* object) {
  (void)module;
  Py_buffer view;
  if (PyObject_GetBuffer(object, &view, PyBUF_FORMAT | PyBUF_ND | PyBUF_STRIDES) < 0) return NULL;
  PyObject* result = Py_BuildValue("niisnn", view.len, view.ndim, view.readonly, view.format, view.ndim ? view.shape[0] : -1,
                                   view.ndim ? view.strides[0] : -1);
  PyBuffer_Release(&view);
  return result;
}
/* Two bases, of which the second gives instances a dict: it says so by a flag, which C code looks for. */
static PyType_Slot plain_slots[] = {{0, NULL}};
static PyType_Spec Plain_spec = {"heap_types.Plain", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, plain_slots};
static int dict_traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  return PyObject_VisitManagedDict(self, visit, arg);
}
static PyType_Slot dict_slots[] = {{Py_tp_traverse, dict_traverse}, {0, NULL}};
static PyType_Spec WithDict_spec = {"heap_types.WithDict", 0, 0,
                                    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_MANAGED_DICT, dict_slots};
static PyObject* families(PyObject* module, PyObject* unused) {
  (void)module, (void)unused;
  PyObject *plain = PyType_FromSpec(&Plain_spec), *with_dict = PyType_FromSpec(&WithDict_spec);
  if (!plain || !with_dict) return NULL;
  unsigned long has = PyType_GetFlags((PyTypeObject*)with_dict) & Py_TPFLAGS_MANAGED_DICT;
  unsigned long none = PyType_GetFlags((PyTypeObject*)plain) & Py_TPFLAGS_MANAGED_DICT;
  int placed = ((PyTypeObject*)with_dict)->tp_dictoffset < 0;
  return Py_BuildValue("NNiii", plain, with_dict, has != 0, none != 0, placed);
}
/* A finalizer that a class derived from its own inherits. */
static int finalized = 0;
static void count_end(PyObject* self) {
  (void)self;
  ++finalized;
}
static PyType_Slot counted_slots[] = {{Py_tp_finalize, count_end}, {0, NULL}};
static PyType_Spec Counted_spec = {"heap_types.Counted", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, counted_slots};
static PyType_Slot child_slots[] = {{0, NULL}};
static PyType_Spec Child_spec = {"heap_types.Child", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, child_slots};
static PyObject* ends(PyObject* module, PyObject* bases) {
  (void)module;
  if (bases == Py_None) return PyLong_FromLong(finalized);
  if (!PyTuple_GET_SIZE(bases)) return PyType_FromSpec(&Counted_spec);
  PyObject* child = PyType_FromSpecWithBases(&Child_spec, bases);
  if (child && PyType_GetSlot((PyTypeObject*)child, Py_tp_finalize) != (void*)count_end) PyErr_SetString(PyExc_AssertionError, "no finalizer");
  return PyErr_Occurred() ? NULL : child;
}
/* A class that is made for patterns of sequences, or of mappings, over bases that are made for the other. */
static PyObject* patterns(PyObject* module, PyObject* args) {
  (void)module;
  PyObject* bases;
  int sequence, mapping;
  if (!PyArg_ParseTuple(args, "Opp", &bases, &sequence, &mapping)) return NULL;
  PyType_Slot none[] = {{0, NULL}};
  PyType_Spec spec = {"heap_types.Pattern", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, none};
  if (sequence) spec.flags |= Py_TPFLAGS_SEQUENCE;
  if (mapping) spec.flags |= Py_TPFLAGS_MAPPING;
  return PyType_FromSpecWithBases(&spec, bases);
}
static PyMethodDef methods[] = {
    {"patterns", patterns, METH_VARARGS, NULL},
    {"ends", ends, METH_O, NULL},
    {"families", families, METH_NOARGS, NULL},
    {"made", made, METH_NOARGS, NULL}, {"fail", fail, METH_O, NULL}, {"buffers", buffers, METH_O, NULL}, {NULL, NULL, 0, NULL}};

static int execute(PyObject* module) {
  State* state = STATE(module);
  state->Box = PyType_FromModuleAndSpec(module, &Box_spec, NULL);
  state->Derived = PyType_FromModuleAndSpec(module, &Derived_spec, (PyObject*)&PyList_Type);
  state->Error = PyErr_NewExceptionWithDoc("heap_types.Error", "An error.", PyExc_ValueError, NULL);
  if (!state->Box || !state->Derived || !state->Error) return -1;
  if (PyModule_AddType(module, (PyTypeObject*)state->Box) < 0 || PyModule_AddType(module, (PyTypeObject*)state->Derived) < 0) return -1;
  return PyModule_AddObjectRef(module, "Error", state->Error);
}
static int traverse(PyObject* module, visitproc visit, void* arg) {
  State* state = STATE(module);
  Py_VISIT(state->Box);
  Py_VISIT(state->Derived);
  Py_VISIT(state->Error);
  return 0;
}
static int clear(PyObject* module) {
  State* state = STATE(module);
  Py_CLEAR(state->Box);
  Py_CLEAR(state->Derived);
  Py_CLEAR(state->Error);
  return 0;
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, execute}, {Py_mod_gil, Py_MOD_GIL_NOT_USED}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "heap_types", "Classes from specs.", sizeof(State), methods, slots, traverse, clear, NULL};

PyMODINIT_FUNC PyInit_heap_types(void) { return PyModuleDef_Init(&definition); }
