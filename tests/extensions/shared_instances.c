/* Instances that threads share: a member of each kind, and classes with free lists. */
#include <Python.h>
#include <stddef.h>

typedef struct {
  PyObject_HEAD
  PyObject *strict, *lenient;
  char truth;
  signed char byte;
  unsigned char ubyte;
  short half;
  unsigned short uhalf;
  int whole;
  unsigned uwhole;
  long wide;
  unsigned long uwide;
  long long huge;
  unsigned long long uhuge;
  Py_ssize_t size;
  float single;
  double real;
  char letter;
} Fields;

static int fields_traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(((Fields*)self)->strict);
  Py_VISIT(((Fields*)self)->lenient);
  return 0;
}
static int fields_clear(PyObject* self) {
  Py_CLEAR(((Fields*)self)->strict);
  Py_CLEAR(((Fields*)self)->lenient);
  return 0;
}
static void fields_dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  fields_clear(self);
  type->tp_free(self);
  Py_DECREF(type);
}

#define MEMBER(name, kind) {#name, kind, offsetof(Fields, name), 0, NULL}
static PyMemberDef fields_members[] = {MEMBER(strict, Py_T_OBJECT_EX),
                                       MEMBER(lenient, _Py_T_OBJECT),
                                       MEMBER(truth, Py_T_BOOL),
                                       MEMBER(byte, Py_T_BYTE),
                                       MEMBER(ubyte, Py_T_UBYTE),
                                       MEMBER(half, Py_T_SHORT),
                                       MEMBER(uhalf, Py_T_USHORT),
                                       MEMBER(whole, Py_T_INT),
                                       MEMBER(uwhole, Py_T_UINT),
                                       MEMBER(wide, Py_T_LONG),
                                       MEMBER(uwide, Py_T_ULONG),
                                       MEMBER(huge, Py_T_LONGLONG),
                                       MEMBER(uhuge, Py_T_ULONGLONG),
                                       MEMBER(size, Py_T_PYSSIZET),
                                       MEMBER(single, Py_T_FLOAT),
                                       MEMBER(real, Py_T_DOUBLE),
                                       MEMBER(letter, Py_T_CHAR),
                                       {NULL}};
static PyType_Slot fields_slots[] = {{Py_tp_traverse, fields_traverse},
                                     {Py_tp_clear, fields_clear},
                                     {Py_tp_dealloc, fields_dealloc},
                                     {Py_tp_members, fields_members},
                                     {0, NULL}};
static PyType_Spec fields_spec = {"shared_instances.Fields", sizeof(Fields), 0,
                                  Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, fields_slots};

/* ---- free lists, one for each thread, so that they need no lock */

enum { KEPT = 64 };
typedef struct {
  PyObject_HEAD
  long tag;
} Tagged;
typedef struct {
  Tagged* blocks[KEPT];
  int count;
} Kept;
static __thread Kept kept_small, kept_fickle;
static long reused, fickle;

static PyObject* make_tagged(PyTypeObject* type, PyObject* arguments, Kept* kept) {
  long tag;
  if (!PyArg_ParseTuple(arguments, "l", &tag)) return NULL;
  Tagged* made;
  if (kept->count != 0) {
    __atomic_fetch_add(&reused, 1, __ATOMIC_RELAXED);
    made = kept->blocks[--kept->count];
    PyObject_Init((PyObject*)made, type);
  } else {
    made = PyObject_New(Tagged, type);
    if (!made) return NULL;
  }
  made->tag = tag;
  return (PyObject*)made;
}
static void end_tagged(PyObject* self, Kept* kept, int may_keep) {
  ((Tagged*)self)->tag = -1;
  if (may_keep && kept->count < KEPT) kept->blocks[kept->count++] = (Tagged*)self;
  else PyObject_Free(self);
}

static PyObject* listed_new(PyTypeObject* type, PyObject* arguments, PyObject* keywords) {
  return make_tagged(type, arguments, &kept_small);
}
static void listed_dealloc(PyObject* self) { end_tagged(self, &kept_small, 1); }
/* Keeps no block until it is told to. */
static PyObject* fickle_new(PyTypeObject* type, PyObject* arguments, PyObject* keywords) {
  return make_tagged(type, arguments, &kept_fickle);
}
static void fickle_dealloc(PyObject* self) {
  end_tagged(self, &kept_fickle, __atomic_load_n(&fickle, __ATOMIC_RELAXED) != 0);
}

static PyMemberDef tagged_members[] = {{"tag", Py_T_LONG, offsetof(Tagged, tag), Py_READONLY, NULL}, {NULL}};
static PyTypeObject Listed = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "shared_instances.Listed",
    .tp_basicsize = sizeof(Tagged),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = listed_new,
    .tp_dealloc = listed_dealloc,
    .tp_members = tagged_members,
};
static PyTypeObject Fickle = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "shared_instances.Fickle",
    .tp_basicsize = sizeof(Tagged),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = fickle_new,
    .tp_dealloc = fickle_dealloc,
    .tp_members = tagged_members,
};

static PyObject* get_reused(PyObject* module, PyObject* none) {
  return PyLong_FromLong(__atomic_load_n(&reused, __ATOMIC_RELAXED));
}
static PyObject* keep_from_now_on(PyObject* module, PyObject* none) {
  __atomic_store_n(&fickle, 1, __ATOMIC_RELAXED);
  Py_RETURN_NONE;
}
static PyMethodDef functions[] = {{"reused", get_reused, METH_NOARGS, "How many blocks have been used again."},
                                  {"keep_from_now_on", keep_from_now_on, METH_NOARGS, "Fickle begins to keep blocks."},
                                  {NULL}};

static int execute(PyObject* module) {
  PyObject* type = PyType_FromSpec(&fields_spec);
  if (!type || PyModule_AddObject(module, "Fields", type) < 0) return -1;
  return PyModule_AddType(module, &Listed) < 0 || PyModule_AddType(module, &Fickle) < 0 ? -1 : 0;
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, execute},
#ifdef Py_mod_gil
                                   {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
                                   {0, NULL}};
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "shared_instances", .m_methods = functions, .m_slots = slots};
PyMODINIT_FUNC PyInit_shared_instances(void) { return PyModuleDef_Init(&definition); }
