/* What functions of the stable ABI of 3.14 and 3.15 make of arguments that do not fit. */
#include <Python.h>

static PyObject* number(long n) { return n < 0 && PyErr_Occurred() ? NULL : PyLong_FromLong(n); }

/* ---- numbers of a width: what is stored, or the error */

static PyObject* exact(PyObject* module, PyObject* args) {
  (void)module;
  const char* type;
  PyObject* object;
  uint32_t u32 = 0;
  uint64_t u64 = 0;
  int32_t i32 = 0;
  int64_t i64 = 0;
  if (!PyArg_ParseTuple(args, "sO", &type, &object)) return NULL;
  if (!strcmp(type, "u32")) return PyLong_AsUInt32(object, &u32) ? NULL : PyLong_FromUInt32(u32);
  if (!strcmp(type, "u64")) return PyLong_AsUInt64(object, &u64) ? NULL : PyLong_FromUInt64(u64);
  if (!strcmp(type, "i32")) return PyLong_AsInt32(object, &i32) ? NULL : PyLong_FromInt32(i32);
  return PyLong_AsInt64(object, &i64) ? NULL : PyLong_FromInt64(i64);
}

/* ---- places in exceptions of encodings */

static PyObject* places(PyObject* module, PyObject* error) {
  (void)module;
  Py_ssize_t start, end;
  if (PyUnicodeEncodeError_GetStart(error, &start) || PyUnicodeEncodeError_GetEnd(error, &end)) return NULL;
  return Py_BuildValue("(nn)", start, end);
}
static PyObject* places_of_bytes(PyObject* module, PyObject* error) {
  (void)module;
  Py_ssize_t start, end;
  if (PyUnicodeDecodeError_GetStart(error, &start) || PyUnicodeDecodeError_GetEnd(error, &end)) return NULL;
  return Py_BuildValue("(nn)", start, end);
}
static PyObject* reason(PyObject* module, PyObject* error) {
  (void)module;
  if (PyUnicodeEncodeError_SetReason(error, "set") || PyUnicodeEncodeError_SetStart(error, -3) || PyUnicodeEncodeError_SetEnd(error, 90)) return NULL;
  return PyUnicodeEncodeError_GetReason(error);
}

/* ---- classes */

static PyType_Slot none[] = {{0, NULL}};
static PyObject* make(const char* name, unsigned flags, PyType_Slot* slots, PyObject* bases) {
  PyType_Spec spec = {name, 0, 0, Py_TPFLAGS_DEFAULT | flags, slots};
  return PyType_FromSpecWithBases(&spec, bases);
}
static PyObject* freeze(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  PyObject* made = make("m.Frozen", Py_TPFLAGS_BASETYPE, none, NULL);
  if (!made || PyObject_SetAttrString(made, "before", Py_None) || PyType_Freeze((PyTypeObject*)made)) return NULL;
  return made;
}
static PyObject* freeze_derived(PyObject* module, PyObject* base) {
  (void)module;
  PyObject* made = make("m.Derived", 0, none, base);
  if (made && PyType_Freeze((PyTypeObject*)made)) Py_CLEAR(made);
  return made;
}
static PyObject* immutable(PyObject* module, PyObject* base) {
  (void)module;
  return make("m.Immutable", Py_TPFLAGS_IMMUTABLETYPE, none, base);
}
static PyObject* unknown_slot(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  PyType_Slot slots[] = {{5000, "x"}, {0, NULL}};
  return make("m.Unknown", 0, slots, NULL);
}
static PyObject* two_texts(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  PyType_Slot slots[] = {{Py_tp_doc, "a"}, {Py_tp_doc, "b"}, {0, NULL}};
  return make("m.Twice", 0, slots, NULL);
}
static PyObject* by_token(PyObject* module, PyObject* type) {
  (void)module;
  return number(PyType_GetBaseByToken((PyTypeObject*)type, (void*)"token", NULL));
}
static PyObject* by_no_token(PyObject* module, PyObject* type) {
  (void)module;
  return number(PyType_GetBaseByToken((PyTypeObject*)type, NULL, NULL));
}

/* ---- modules, and what a file was compiled for */

static PyObject* token(PyObject* module, PyObject* object) {
  (void)module;
  void* found = &none;
  return PyModule_GetToken(object, &found) ? NULL : PyBool_FromLong(found != NULL);
}
static PyObject* size(PyObject* module, PyObject* object) {
  (void)module;
  Py_ssize_t found;
  return PyModule_GetStateSize(object, &found) ? NULL : PyLong_FromSsize_t(found);
}
static PyObject* execute(PyObject* module, PyObject* object) {
  (void)module;
  return number(PyModule_Exec(object));
}
static PyObject* no_abi(PyObject* module, PyObject* ignored) {
  (void)module, (void)ignored;
  return number(PyABIInfo_Check(NULL, "no_abi"));
}

static PyMethodDef methods[] = {{"exact", exact, METH_VARARGS, NULL},
                                {"places", places, METH_O, NULL},
                                {"places_of_bytes", places_of_bytes, METH_O, NULL},
                                {"reason", reason, METH_O, NULL},
                                {"freeze", freeze, METH_NOARGS, NULL},
                                {"freeze_derived", freeze_derived, METH_O, NULL},
                                {"immutable", immutable, METH_O, NULL},
                                {"unknown_slot", unknown_slot, METH_NOARGS, NULL},
                                {"two_texts", two_texts, METH_NOARGS, NULL},
                                {"by_token", by_token, METH_O, NULL},
                                {"by_no_token", by_no_token, METH_O, NULL},
                                {"token", token, METH_O, NULL},
                                {"size", size, METH_O, NULL},
                                {"execute", execute, METH_O, NULL},
                                {"no_abi", no_abi, METH_NOARGS, NULL},
                                {NULL, NULL, 0, NULL}};
PyABIInfo_VAR(abi);
static PySlot slots[] = {PySlot_STATIC_DATA(Py_mod_abi, &abi), PySlot_STATIC_DATA(Py_mod_name, "abi3t_refusals"),
                         PySlot_STATIC_DATA(Py_mod_methods, methods), PySlot_DATA(Py_mod_gil, Py_MOD_GIL_NOT_USED), PySlot_END};
PyMODEXPORT_FUNC PyModExport_abi3t_refusals(void) { return slots; }
