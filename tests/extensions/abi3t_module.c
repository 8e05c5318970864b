/* A module for the stable ABI that does not know how objects are laid out (abi3t): slots of modules and classes, tokens, what the
   module can call. extensions_test.py compiles it against the headers of CPython 3.15 where they are at hand. */
#include <Python.h>
#include <stddef.h>

typedef struct {
  PyObject* kept;
  long calls;
} State;
static State* state_of(PyObject* module) { return (State*)PyModule_GetState(module); }

static char token, class_token;

static PyObject* twice(PyObject* module, PyObject* x) {
  state_of(module)->calls++;
  return PyNumber_Add(x, x);
}
static PyObject* calls(PyObject* module, PyObject* unused) {
  (void)unused;
  return PyLong_FromLong(state_of(module)->calls);
}
static PyObject* keep(PyObject* module, PyObject* x) {
  PyObject* old = state_of(module)->kept;
  state_of(module)->kept = Py_NewRef(x);
  return old ? old : Py_NewRef(Py_None);
}
static PyObject* sum(PyObject* module, PyObject* const* args, Py_ssize_t n) {
  (void)module;
  double total = 0;
  for (Py_ssize_t i = 0; i < n; ++i) {
    double x = PyFloat_AsDouble(args[i]);
    if (x == -1 && PyErr_Occurred()) return NULL;
    total += x;
  }
  return PyFloat_FromDouble(total);
}
static PyObject* facts(PyObject* module, PyObject* unused) {
  (void)unused;
  void* found = NULL;
  Py_ssize_t size = -1;
  int known = PyModule_GetToken(module, &found);
  if (known < 0 || PyModule_GetStateSize(module, &size) < 0) return NULL;
  return Py_BuildValue("iiiN", found == (void*)&token, (int)(size == (Py_ssize_t)sizeof(State)), PyModule_GetDef(module) == NULL,
                       PyModule_GetNameObject(module));
}
/* The names of what it is asked for, by checks that need no layout. */
static PyObject* kind(PyObject* module, PyObject* x) {
  (void)module;
  if (x == Py_None || Py_IsTrue(x) || Py_IsFalse(x) || x == Py_Ellipsis) return PyUnicode_FromString("constant");
  if (PyLong_Check(x)) return PyUnicode_FromString("int");
  if (PyFloat_CheckExact(x)) return PyUnicode_FromString("float");
  if (PyUnicode_Check(x)) return PyUnicode_FromFormat("str %zd", PyUnicode_GetLength(x));
  if (PyTuple_Check(x)) return PyUnicode_FromFormat("tuple %zd", PyTuple_Size(x));
  if (PyList_Check(x)) return PyUnicode_FromString("list");
  if (PyDict_Check(x)) return PyUnicode_FromString("dict");
  if (PyType_Check(x)) return PyUnicode_FromString("class");
  return PyUnicode_FromFormat("%N", Py_TYPE(x));
}
static PyObject* raise(PyObject* module, PyObject* text) {
  (void)module;
  PyErr_Format(PyExc_ValueError, "no %R", text);
  return NULL;
}
static PyObject* check_abi(PyObject* module, PyObject* args) {
  (void)module;
  int major, flags;
  unsigned build, version;
  if (!PyArg_ParseTuple(args, "iiII", &major, &flags, &build, &version)) return NULL;
  PyABIInfo info = {(uint8_t)major, 0, (uint16_t)flags, build, version};
  if (PyABIInfo_Check(&info, "module") < 0) return NULL;
  Py_RETURN_NONE;
}

/* A class whose fields lie behind those of its base, wherever these end. */
typedef struct {
  long x;
  PyObject* y;
} Fields;
static PyObject* type_of_pair;  /* borrowed: the module has it */
static Fields* fields_of(PyObject* self) { return (Fields*)PyObject_GetTypeData(self, (PyTypeObject*)type_of_pair); }
static int pair_init(PyObject* self, PyObject* args, PyObject* keywords) {
  static char* names[] = {(char*)"x", (char*)"y", NULL};
  PyObject* y = NULL;
  Fields* fields = fields_of(self);
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "l|O", names, &fields->x, &y)) return -1;
  PyObject* old = fields->y;
  fields->y = y ? Py_NewRef(y) : Py_NewRef(Py_None);
  Py_XDECREF(old);
  return 0;
}
static void pair_dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_XDECREF(fields_of(self)->y);
  freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
  release(self);
  Py_DECREF(type);
}
static int pair_traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(fields_of(self)->y);
  return 0;
}
static PyObject* pair_repr(PyObject* self) { return PyUnicode_FromFormat("Pair(%ld, %R)", fields_of(self)->x, fields_of(self)->y); }
static Py_ssize_t pair_length(PyObject* self) {
  (void)self;
  return 2;
}
static PyObject* pair_item(PyObject* self, PyObject* key) {
  return PyObject_IsTrue(key) ? Py_NewRef(fields_of(self)->y) : PyLong_FromLong(fields_of(self)->x);
}
static PyObject* pair_module(PyObject* self, PyTypeObject* type, PyObject* const* args, Py_ssize_t n, PyObject* names) {
  (void)self, (void)args, (void)n, (void)names;
  PyObject *by_class = PyType_GetModule(type), *by_token = PyType_GetModuleByToken(Py_TYPE(self), &token);
  PyTypeObject* base = NULL;
  int found = PyType_GetBaseByToken(Py_TYPE(self), &class_token, &base);
  PyObject* result = Py_BuildValue("iiN", by_class == by_token, found == 1 && (PyObject*)base == type_of_pair,
                                   PyModule_GetNameObject(by_class));
  Py_XDECREF(by_token);
  Py_XDECREF((PyObject*)base);
  return result;
}
static int pair_buffer(PyObject* self, Py_buffer* view, int flags) {
  return PyBuffer_FillInfo(view, self, &fields_of(self)->x, sizeof(long), 1, flags);
}
static PyMethodDef pair_methods[] = {
    {"module", (PyCFunction)(void (*)(void))pair_module, METH_METHOD | METH_FASTCALL | METH_KEYWORDS, NULL}, {NULL, NULL, 0, NULL}};
static PyMemberDef pair_members[] = {{"x", Py_T_LONG, offsetof(Fields, x), Py_RELATIVE_OFFSET, NULL},
                                     {"y", Py_T_OBJECT_EX, offsetof(Fields, y), Py_RELATIVE_OFFSET, NULL},
                                     {NULL, 0, 0, 0, NULL}};
static PyType_Slot old_slots[] = {{Py_tp_repr, (void*)pair_repr}, {Py_sq_length, (void*)pair_length}, {0, NULL}};

static int add_pair(PyObject* module) {
  PySlot slots[] = {PySlot_DATA(Py_tp_name, "abi3t_module.Pair"),
                    PySlot_SIZE(Py_tp_extra_basicsize, sizeof(Fields)),
                    PySlot_UINT64(Py_tp_flags, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC),
                    PySlot_DATA(Py_tp_module, module),
                    PySlot_DATA(Py_tp_token, &class_token),
                    PySlot_DATA(Py_tp_slots, old_slots),
                    PySlot_FUNC(Py_tp_init, pair_init),
                    PySlot_FUNC(Py_tp_dealloc, pair_dealloc),
                    PySlot_FUNC(Py_tp_traverse, pair_traverse),
                    PySlot_FUNC(Py_mp_subscript, pair_item),
                    PySlot_FUNC(Py_bf_getbuffer, pair_buffer),
                    PySlot_STATIC_DATA(Py_tp_methods, pair_methods),
                    PySlot_STATIC_DATA(Py_tp_members, pair_members),
                    {.sl_id = 9999, .sl_flags = PySlot_OPTIONAL},
                    PySlot_END};
  type_of_pair = PyType_FromSlots(slots);
  if (!type_of_pair) return -1;
  return PyModule_Add(module, "Pair", type_of_pair);
}
static int add_numbers(PyObject* module) { return PyModule_AddIntConstant(module, "answer", 42); }

static int add_all(PyObject* module) { return add_pair(module) < 0 ? -1 : add_numbers(module); }

static int module_traverse(PyObject* module, visitproc visit, void* arg) {
  State* state = (State*)PyModule_GetState_DuringGC(module);
  if (state) Py_VISIT(state->kept);
  return 0;
}
static int module_clear(PyObject* module) {
  PyObject* old = state_of(module)->kept;
  state_of(module)->kept = NULL;
  Py_XDECREF(old);
  return 0;
}
static void module_free(void* module) { module_clear((PyObject*)module); }

PyABIInfo_VAR(abi_info);
#define ABI PySlot_STATIC_DATA(Py_mod_abi, &abi_info)

/* A module from slots that no file has. */
static PyObject* make(PyObject* module, PyObject* args) {
  (void)module;
  PyObject* spec;
  int what;
  if (!PyArg_ParseTuple(args, "Oi", &spec, &what)) return NULL;
  PySlot unknown[] = {ABI, {.sl_id = 9999}, PySlot_END};
  PySlot twice_named[] = {ABI, PySlot_DATA(Py_mod_doc, "a"), PySlot_DATA(Py_mod_doc, "b"), PySlot_END};
  PySlot plain[] = {ABI, PySlot_DATA(Py_mod_name, "other"), PySlot_DATA(Py_mod_doc, "made"), PySlot_END};
  PySlot inner[] = {PySlot_DATA(Py_mod_doc, "inner"), PySlot_FUNC(Py_mod_exec, add_numbers), PySlot_END};
  PySlot nested[] = {ABI, PySlot_DATA(Py_slot_subslots, inner), PySlot_END};
  PySlot invalid[] = {ABI, {.sl_id = Py_slot_invalid, .sl_flags = PySlot_OPTIONAL}, PySlot_END};
  PySlot class_slot[] = {ABI, PySlot_DATA(Py_tp_doc, "x"), PySlot_END};
  PySlot negative[] = {ABI, PySlot_SIZE(Py_mod_state_size, -1), PySlot_END};
  PySlot twice_run[] = {ABI, PySlot_FUNC(Py_mod_exec, add_numbers), PySlot_FUNC(Py_mod_exec, add_numbers), PySlot_END};
  PySlot no_abi[] = {PySlot_DATA(Py_mod_doc, "a"), PySlot_END};
  PySlot* all[] = {plain, unknown, twice_named, nested, invalid, class_slot, negative, twice_run, no_abi};
  return PyModule_FromSlotsAndSpec(all[what], spec);
}
static PyObject* execute(PyObject* module, PyObject* other) {
  (void)module;
  void* found = &token;
  Py_ssize_t size = -1;
  if (PyModule_Exec(other) < 0 || PyModule_GetToken(other, &found) < 0 || PyModule_GetStateSize(other, &size) < 0) return NULL;
  return Py_BuildValue("in", found == NULL, size);
}
static PyObject* make_class(PyObject* module, PyObject* which) {
  (void)module;
  PySlot plain[] = {PySlot_DATA(Py_tp_name, "m.Plain"), PySlot_DATA(Py_tp_doc, "doc"), PySlot_END};
  PySlot no_name[] = {PySlot_DATA(Py_tp_doc, "doc"), PySlot_END};
  PySlot unknown[] = {PySlot_DATA(Py_tp_name, "m.Plain"), {.sl_id = 9999}, PySlot_END};
  PySlot of_module[] = {PySlot_DATA(Py_tp_name, "m.Plain"), PySlot_DATA(Py_mod_doc, "x"), PySlot_END};
  PySlot both[] = {PySlot_DATA(Py_tp_name, "m.Plain"), PySlot_SIZE(Py_tp_basicsize, 64), PySlot_SIZE(Py_tp_extra_basicsize, 8),
                   PySlot_END};
  PySlot* all[] = {plain, no_name, unknown, of_module, both};
  return PyType_FromSlots(all[PyLong_AsLong(which)]);
}

static PyMethodDef methods[] = {{"twice", twice, METH_O, "twice($module, x, /)\n--\n\nTwice x."},
                                {"calls", calls, METH_NOARGS, NULL},
                                {"keep", keep, METH_O, NULL},
                                {"sum", (PyCFunction)(void (*)(void))sum, METH_FASTCALL, NULL},
                                {"facts", facts, METH_NOARGS, NULL},
                                {"kind", kind, METH_O, NULL},
                                {"raise_", raise, METH_O, NULL},
                                {"check_abi", check_abi, METH_VARARGS, NULL},
                                {"make", make, METH_VARARGS, NULL},
                                {"execute", execute, METH_O, NULL},
                                {"make_class", make_class, METH_O, NULL},
                                {NULL, NULL, 0, NULL}};
static PySlot slots[] = {ABI,
                         PySlot_STATIC_DATA(Py_mod_name, "abi3t_module"),
                         PySlot_STATIC_DATA(Py_mod_doc, "Of the stable ABI."),
                         PySlot_SIZE(Py_mod_state_size, sizeof(State)),
                         PySlot_STATIC_DATA(Py_mod_methods, methods),
                         PySlot_STATIC_DATA(Py_mod_token, &token),
                         PySlot_FUNC(Py_mod_state_traverse, module_traverse),
                         PySlot_FUNC(Py_mod_state_clear, module_clear),
                         PySlot_FUNC(Py_mod_state_free, module_free),
                         PySlot_DATA(Py_mod_gil, Py_MOD_GIL_NOT_USED),
                         PySlot_DATA(Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED),
                         PySlot_FUNC(Py_mod_exec, add_all),
                         PySlot_END};
PyMODEXPORT_FUNC PyModExport_abi3t_module(void) { return slots; }

/* Others of copies of this file. */
static PySlot bare[] = {PySlot_DATA(Py_mod_doc, "No ABI."), PySlot_END};
PyMODEXPORT_FUNC PyModExport_bare(void) { return bare; }
PyMODEXPORT_FUNC PyModExport_failing(void) {
  PyErr_SetString(PyExc_RuntimeError, "not today");
  return NULL;
}
PyMODEXPORT_FUNC PyModExport_silent(void) { return NULL; }
static PyABIInfo of_the_future = {1, 0, PyABIInfo_STABLE | PyABIInfo_FREETHREADING_AGNOSTIC, 0x03630000, 0x03630000};
static PySlot future[] = {PySlot_STATIC_DATA(Py_mod_abi, &of_the_future), PySlot_END};
PyMODEXPORT_FUNC PyModExport_future(void) { return future; }
static PyObject* create(PyObject* spec, PyModuleDef* definition) {
  if (definition) return PyErr_Format(PyExc_SystemError, "a definition");
  return PyObject_GetAttrString(spec, "name");
}
static PySlot no_module[] = {ABI, PySlot_FUNC(Py_mod_create, create), PySlot_END};
PyMODEXPORT_FUNC PyModExport_no_module(void) { return no_module; }
