/* Objects that C code keeps where no barrier of the interpreter is: what several threads may do with them. All of this is right in CPython. */
#include <Python.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

/* ---- a container with a lock of its own; every kind of function of it */

typedef struct {
  PyObject_HEAD
  PyMutex mutex;
  Py_ssize_t used, room;
  PyObject** items;
  PyObject* member;
} Bag;
static long visits;

static int bag_traverse(PyObject* self, visitproc visit, void* arg) {
  Bag* bag = (Bag*)self;
  __atomic_add_fetch(&visits, 1, __ATOMIC_RELAXED);
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(bag->member);
  for (Py_ssize_t i = 0; i < bag->used; ++i) Py_VISIT(bag->items[i]);
  return 0;
}
static int bag_clear(PyObject* self) {
  Bag* bag = (Bag*)self;
  Py_ssize_t used = bag->used;
  bag->used = 0;
  for (Py_ssize_t i = 0; i < used; ++i) Py_CLEAR(bag->items[i]);
  Py_CLEAR(bag->member);
  return 0;
}
static void bag_dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  bag_clear(self);
  free(((Bag*)self)->items);
  type->tp_free(self);
  Py_DECREF(type);
}
/* The block is replaced, and overwritten before it is freed. */
static int grow(Bag* bag) {
  Py_ssize_t room = bag->room ? bag->room * 2 : 4;
  PyObject** items = malloc((size_t)room * sizeof(PyObject*));
  if (!items) return -1;
  for (Py_ssize_t i = 0; i < room; ++i) items[i] = i < bag->used ? bag->items[i] : (PyObject*)0x5a5a5a5a5a50;
  for (Py_ssize_t i = 0; i < bag->used; ++i) bag->items[i] = (PyObject*)0x5a5a5a5a5a50;
  free(bag->items);
  bag->items = items;
  bag->room = room;
  return 0;
}
static PyObject* bag_append(PyObject* self, PyObject* item) {
  Bag* bag = (Bag*)self;
  int failed;
  PyMutex_Lock(&bag->mutex);
  failed = bag->used == bag->room && grow(bag) < 0;
  if (!failed) bag->items[bag->used++] = Py_NewRef(item);
  PyMutex_Unlock(&bag->mutex);
  if (failed) return PyErr_NoMemory();
  Py_RETURN_NONE;
}
static Py_ssize_t used_of(PyObject* self) {
  Bag* bag = (Bag*)self;
  PyMutex_Lock(&bag->mutex);
  Py_ssize_t used = bag->used;
  PyMutex_Unlock(&bag->mutex);
  return used;
}
static PyObject* number_of(PyObject* self) { return PyLong_FromSsize_t(used_of(self)); }
static PyObject* last_of(PyObject* self) {
  Bag* bag = (Bag*)self;
  PyMutex_Lock(&bag->mutex);
  PyObject* last = Py_NewRef(bag->used ? bag->items[bag->used - 1] : Py_None);
  PyMutex_Unlock(&bag->mutex);
  return last;
}
static PyObject* size_noargs(PyObject* self, PyObject* unused) { return (void)unused, number_of(self); }
static PyObject* size_varargs(PyObject* self, PyObject* args) { return (void)args, number_of(self); }
static PyObject* size_keywords(PyObject* self, PyObject* args, PyObject* names) {
  return (void)args, (void)names, number_of(self);
}
static PyObject* size_fast(PyObject* self, PyObject* const* args, Py_ssize_t count) {
  return (void)args, (void)count, number_of(self);
}
static PyObject* size_fast_keywords(PyObject* self, PyObject* const* args, Py_ssize_t count, PyObject* names) {
  return (void)args, (void)count, (void)names, number_of(self);
}
static PyObject* last_object(PyObject* self, PyObject* x) { return (void)x, last_of(self); }
static PyObject* bag_item(PyObject* self, Py_ssize_t i) {
  Bag* bag = (Bag*)self;
  PyObject* item = NULL;
  PyMutex_Lock(&bag->mutex);
  if (i >= 0 && i < bag->used) item = Py_NewRef(bag->items[i]);
  PyMutex_Unlock(&bag->mutex);
  if (!item) PyErr_SetString(PyExc_IndexError, "index");
  return item;
}
static int bag_contains(PyObject* self, PyObject* x) { return (void)x, used_of(self) > 0; }
static int bag_bool(PyObject* self) { return used_of(self) > 0; }
static Py_hash_t bag_hash(PyObject* self) { return used_of(self); }
static PyObject* bag_call(PyObject* self, PyObject* args, PyObject* names) {
  return (void)args, (void)names, last_of(self);
}
static PyObject* bag_compare(PyObject* a, PyObject* b, int op) { return (void)b, (void)op, number_of(a); }
static PyObject* bag_add(PyObject* a, PyObject* b) { return (void)b, last_of(a); }
static PyObject* bag_get(PyObject* self, void* closure) { return (void)closure, last_of(self); }
static int bag_set(PyObject* self, PyObject* v, void* closure) {
  (void)closure;
  PyObject* done = bag_append(self, v);
  Py_XDECREF(done);
  return done ? 0 : -1;
}
#define ANY(f) ((PyCFunction)(void (*)(void))(f))
static PyMethodDef bag_methods[] = {{"append", bag_append, METH_O, NULL},
                                    {"noargs", size_noargs, METH_NOARGS, NULL},
                                    {"varargs", size_varargs, METH_VARARGS, NULL},
                                    {"keywords", ANY(size_keywords), METH_VARARGS | METH_KEYWORDS, NULL},
                                    {"fast", ANY(size_fast), METH_FASTCALL, NULL},
                                    {"fast_keywords", ANY(size_fast_keywords), METH_FASTCALL | METH_KEYWORDS, NULL},
                                    {"last", last_object, METH_O, NULL},
                                    {NULL}};
static PyMemberDef bag_members[] = {{"member", Py_T_OBJECT_EX, offsetof(Bag, member), 0, NULL}, {NULL}};
static PyGetSetDef bag_getset[] = {{"newest", bag_get, bag_set, NULL, NULL}, {NULL}};
static PyType_Slot bag_slots[] = {{Py_tp_traverse, bag_traverse}, {Py_tp_clear, bag_clear}, {Py_tp_dealloc, bag_dealloc},
                                  {Py_tp_methods, bag_methods},   {Py_tp_members, bag_members}, {Py_tp_getset, bag_getset},
                                  {Py_sq_length, used_of},        {Py_sq_item, bag_item},     {Py_sq_contains, bag_contains},
                                  {Py_nb_bool, bag_bool},         {Py_nb_add, bag_add},       {Py_tp_hash, bag_hash},
                                  {Py_tp_repr, number_of},        {Py_tp_call, bag_call},     {Py_tp_richcompare, bag_compare},
                                  {Py_tp_iter, PyObject_SelfIter}, {Py_tp_iternext, last_of}, {0, NULL}};
static PyType_Spec bag_spec = {"escapes.Bag", sizeof(Bag), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
                               bag_slots};

/* ---- variables of C */

static pthread_mutex_t cell_lock = PTHREAD_MUTEX_INITIALIZER;
static PyObject* cell;

/* The count is made under the lock, for which other threads wait without detaching. */
static PyObject* cell_get(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  pthread_mutex_lock(&cell_lock);
  PyObject* found = Py_NewRef(cell ? cell : Py_None);
  pthread_mutex_unlock(&cell_lock);
  return found;
}
static PyObject* cell_put(PyObject* self, PyObject* x) {
  (void)self;
  Py_INCREF(x);
  pthread_mutex_lock(&cell_lock);
  PyObject* old = cell;
  cell = x;
  pthread_mutex_unlock(&cell_lock);
  Py_XDECREF(old);
  Py_RETURN_NONE;
}
/* What the cell holds moves into a new tuple. */
static PyObject* cell_move(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  PyObject* tuple = PyTuple_New(1);
  if (!tuple) return NULL;
  pthread_mutex_lock(&cell_lock);
  PyTuple_SET_ITEM(tuple, 0, cell ? cell : Py_NewRef(Py_None));
  cell = NULL;
  pthread_mutex_unlock(&cell_lock);
  return tuple;
}

/* ---- an object that is filled before it is tracked */

static PyTypeObject* bag_type;

static PyObject* make_slowly(PyObject* self, PyObject* args) {
  Py_ssize_t n;
  PyObject* meanwhile;
  (void)self;
  if (!PyArg_ParseTuple(args, "nO", &n, &meanwhile)) return NULL;
  Bag* bag = PyObject_GC_New(Bag, bag_type);
  if (!bag) return NULL;
  bag->mutex = (PyMutex){0};
  bag->member = NULL;
  bag->items = malloc((size_t)n * sizeof(PyObject*));
  bag->used = bag->room = n;
  for (Py_ssize_t i = 0; i < n; ++i) bag->items[i] = (PyObject*)0x5a5a5a5a5a50;
  for (Py_ssize_t i = 0; i < n; ++i) {
    bag->items[i] = PyList_New(0);
    PyObject* done = PyObject_CallNoArgs(meanwhile);
    if (!done) PyErr_WriteUnraisable(meanwhile);
    Py_XDECREF(done);
  }
  PyObject_GC_Track(bag);
  return (PyObject*)bag;
}
/* Takes the bag out of sight of the collector and back. */
static PyObject* hide(PyObject* self, PyObject* args) {
  PyObject *bag, *meanwhile;
  (void)self;
  if (!PyArg_ParseTuple(args, "OO", &bag, &meanwhile)) return NULL;
  int before = PyObject_GC_IsTracked(bag);
  PyObject_GC_UnTrack(bag);
  int hidden = !PyObject_GC_IsTracked(bag);
  PyObject* done = PyObject_CallNoArgs(meanwhile);
  PyObject_GC_Track(bag);
  Py_XDECREF(done);
  return done ? Py_BuildValue("iii", before, hidden, PyObject_GC_IsTracked(bag)) : NULL;
}

/* ---- containers of the interpreter, read as CPython's documentation of free threading shows it */

static PyObject* add_up(PyObject* total, PyObject* item) {
  Py_ssize_t n = PyList_Size(item);
  if (n < 0) return NULL;
  PyObject* more = PyLong_FromSsize_t(n);
  PyObject* sum = more ? PyNumber_Add(total, more) : NULL;
  Py_XDECREF(more);
  Py_DECREF(total);
  return sum;
}
static PyObject* dict_sizes(PyObject* self, PyObject* dict) {
  PyObject *key, *item, *total = PyLong_FromLong(0);
  Py_ssize_t at = 0;
  (void)self;
  Py_BEGIN_CRITICAL_SECTION(dict);
  while (total && PyDict_Next(dict, &at, &key, &item)) total = add_up(total, item);
  Py_END_CRITICAL_SECTION();
  return total;
}
static PyObject* list_sizes(PyObject* self, PyObject* list) {
  PyObject* total = PyLong_FromLong(0);
  (void)self;
  Py_BEGIN_CRITICAL_SECTION(list);
  for (Py_ssize_t i = 0; total && i < PyList_GET_SIZE(list); ++i) total = add_up(total, PyList_GET_ITEM(list, i));
  Py_END_CRITICAL_SECTION();
  return total;
}
static PyObject* dict_get(PyObject* self, PyObject* args) {
  PyObject *dict, *key, *found = NULL;
  (void)self;
  if (!PyArg_ParseTuple(args, "OO", &dict, &key)) return NULL;
  Py_BEGIN_CRITICAL_SECTION(dict);
  found = PyDict_GetItemWithError(dict, key);
  Py_XINCREF(found);
  Py_END_CRITICAL_SECTION();
  return found ? found : PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

static PyObject* number_of_visits(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return PyLong_FromLong(__atomic_load_n(&visits, __ATOMIC_RELAXED));
}
static PyMethodDef functions[] = {{"cell_get", cell_get, METH_NOARGS, NULL},
                                  {"cell_put", cell_put, METH_O, NULL},
                                  {"cell_move", cell_move, METH_NOARGS, NULL},
                                  {"make_slowly", make_slowly, METH_VARARGS, NULL},
                                  {"hide", hide, METH_VARARGS, NULL},
                                  {"dict_sizes", dict_sizes, METH_O, NULL},
                                  {"list_sizes", list_sizes, METH_O, NULL},
                                  {"dict_get", dict_get, METH_VARARGS, NULL},
                                  {"visits", number_of_visits, METH_NOARGS, NULL},
                                  {NULL}};

static PyTypeObject sub_list = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "escapes.SubList",
                                .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE};
static PyTypeObject sub_dict = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "escapes.SubDict",
                                .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE};

static int exec(PyObject* module) {
  bag_type = (PyTypeObject*)PyType_FromSpec(&bag_spec);
  sub_list.tp_base = &PyList_Type;
  sub_dict.tp_base = &PyDict_Type;
  if (!bag_type || PyModule_AddType(module, bag_type) < 0) return -1;
  return PyModule_AddType(module, &sub_list) < 0 || PyModule_AddType(module, &sub_dict) < 0 ? -1 : 0;
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, exec}, {Py_mod_gil, Py_MOD_GIL_NOT_USED}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "escapes", NULL, 0, functions, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_escapes(void) { return PyModuleDef_Init(&definition); }
