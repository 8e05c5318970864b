/* Exporters of buffers that say by an attribute `base` whose memory they show. */
#include <Python.h>
#include <stddef.h>
#include <stdlib.h>

typedef struct {
  PyObject_HEAD
  char* data;
  Py_ssize_t size, step;
  PyObject* base; /* NULL: the memory is this object's own */
  char owns;
} Block;

static char on_the_stage[24];
static PyTypeObject* block_type;

static PyObject* new_block(char* data, Py_ssize_t size, PyObject* base) {
  Block* block = data ? PyObject_New(Block, block_type) : NULL;
  if (!block) return PyErr_NoMemory();
  block->data = data;
  block->size = size;
  block->step = 1;
  block->base = Py_XNewRef(base);
  block->owns = 0;
  return (PyObject*)block;
}
static void free_block(PyObject* self) {
  Block* block = (Block*)self;
  PyTypeObject* type = Py_TYPE(self);
  if (block->owns) free(block->data);
  Py_XDECREF(block->base);
  PyObject_Free(self);
  Py_DECREF(type);
}
static int lend(PyObject* self, Py_buffer* view, int flags) {
  Block* block = (Block*)self;
  if (PyBuffer_FillInfo(view, self, block->data, block->size, 1, flags) < 0) return -1;
  if (block->step < 0 && view->strides) view->strides = &block->step;
  return 0;
}
static void free_memory(PyObject* capsule) { free(PyCapsule_GetPointer(capsule, NULL)); }

static PyObject* own(PyObject* module, PyObject* size) {
  (void)module;
  Py_ssize_t n = PyLong_AsSsize_t(size);
  PyObject* made = new_block(calloc(1, (size_t)n), n, NULL);
  if (made) ((Block*)made)->owns = 1;
  return made;
}
/* part(block, from, to): shows memory of the block. */
static PyObject* part(PyObject* module, PyObject* args) {
  (void)module;
  PyObject* block;
  Py_ssize_t from, to;
  if (!PyArg_ParseTuple(args, "O!nn", block_type, &block, &from, &to)) return NULL;
  return new_block(((Block*)block)->data + from, to - from, block);
}
/* The same bytes in the opposite order. */
static PyObject* backwards(PyObject* module, PyObject* block) {
  (void)module;
  Block* shown = (Block*)block;
  PyObject* made = new_block(shown->data + shown->size - 1, shown->size, block);
  if (made) ((Block*)made)->step = -1;
  return made;
}
static PyObject* of_the_library(PyObject* module, PyObject* unused) {
  (void)module, (void)unused;
  return new_block(on_the_stage, sizeof on_the_stage, NULL);
}
static PyObject* of_a_capsule(PyObject* module, PyObject* unused) {
  (void)module, (void)unused;
  char* data = malloc(40);
  PyObject *capsule = PyCapsule_New(data, NULL, free_memory), *made = capsule ? new_block(data, 40, capsule) : NULL;
  Py_XDECREF(capsule);
  return made;
}
static PyObject* view_of_c(PyObject* module, PyObject* unused) {
  (void)module, (void)unused;
  return PyMemoryView_FromMemory(on_the_stage, sizeof on_the_stage, PyBUF_READ);
}

static PyMemberDef members[] = {{"base", Py_T_OBJECT_EX, offsetof(Block, base), Py_READONLY, NULL}, {NULL, 0, 0, 0, NULL}};
static PyType_Slot slots[] = {{Py_tp_dealloc, free_block}, {Py_tp_members, members}, {Py_bf_getbuffer, lend}, {0, NULL}};
static PyType_Spec spec = {"lenders.Block", sizeof(Block), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots};
static PyMethodDef methods[] = {{"own", own, METH_O, NULL}, {"part", part, METH_VARARGS, NULL}, {"backwards", backwards, METH_O, NULL},
                                {"of_the_library", of_the_library, METH_NOARGS, NULL}, {"of_a_capsule", of_a_capsule, METH_NOARGS, NULL},
                                {"view_of_c", view_of_c, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "lenders", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_lenders(void) {
  if (!(block_type = (PyTypeObject*)PyType_FromSpec(&spec))) return NULL;
  return PyModule_Create(&definition);
}
