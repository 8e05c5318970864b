/* What no CPython before 3.15 has: writers of bytes, the configuration of the running program; and the class of instance methods. */
#include <Python.h>

static PyObject* written(PyObject* self, PyObject* none) {
  (void)self, (void)none;
  PyBytesWriter* writer = PyBytesWriter_Create(3);
  if (!writer) return NULL;
  memcpy(PyBytesWriter_GetData(writer), "abc", 3);
  if (PyBytesWriter_WriteBytes(writer, "defgh", 2) < 0 || PyBytesWriter_WriteBytes(writer, " rest", -1) < 0) goto error;
  if (PyBytesWriter_Format(writer, " %i", 42) < 0) goto error;
  for (int i = 0; i < 1000; ++i)
    if (PyBytesWriter_WriteBytes(writer, "x", 1) < 0) goto error;
  char* end = (char*)PyBytesWriter_GetData(writer) + PyBytesWriter_GetSize(writer);
  end = (char*)PyBytesWriter_GrowAndUpdatePointer(writer, 10, end);
  if (!end) goto error;
  *end++ = '!';
  return PyBytesWriter_FinishWithPointer(writer, end);
error:
  PyBytesWriter_Discard(writer);
  return NULL;
}

static PyObject* shrink(PyObject* self, PyObject* by) {
  (void)self;
  PyBytesWriter* writer = PyBytesWriter_Create(5);
  memcpy(PyBytesWriter_GetData(writer), "12345", 5);
  if (PyBytesWriter_Grow(writer, PyLong_AsSsize_t(by)) == 0) return PyBytesWriter_Finish(writer);
  PyBytesWriter_Discard(writer);
  return NULL;
}
static PyObject* size(PyObject* self, PyObject* size) {
  (void)self;
  PyBytesWriter* writer = PyBytesWriter_Create(PyLong_AsSsize_t(size));
  return writer ? PyBytesWriter_FinishWithSize(writer, 0) : NULL;
}
static PyObject* join(PyObject* self, PyObject* args) {
  (void)self;
  PyObject *separator, *parts;
  return PyArg_ParseTuple(args, "OO", &separator, &parts) ? PyBytes_Join(separator, parts) : NULL;
}
static PyObject* decode(PyObject* self, PyObject* bytes) {
  (void)self;
  Py_ssize_t used = -1;
  PyUnicodeWriter* writer = PyUnicodeWriter_Create(0);
  int failed = PyUnicodeWriter_DecodeUTF8Stateful(writer, PyBytes_AsString(bytes), PyBytes_Size(bytes), NULL, &used);
  if (!failed) return Py_BuildValue("Nn", PyUnicodeWriter_Finish(writer), used);
  PyUnicodeWriter_Discard(writer);
  return NULL;
}
static PyObject* config(PyObject* self, PyObject* name) {
  (void)self;
  return PyConfig_Get(PyUnicode_AsUTF8(name));
}
static PyObject* config_int(PyObject* self, PyObject* name) {
  (void)self;
  int number;
  return PyConfig_GetInt(PyUnicode_AsUTF8(name), &number) < 0 ? NULL : PyLong_FromLong(number);
}
static PyObject* config_set(PyObject* self, PyObject* args) {
  (void)self;
  const char* name;
  PyObject* value;
  if (!PyArg_ParseTuple(args, "sO", &name, &value)) return NULL;
  return PyConfig_Set(name, value) < 0 ? NULL : Py_NewRef(Py_None);
}
static PyObject* config_names(PyObject* self, PyObject* none) {
  (void)self, (void)none;
  return PyConfig_Names();
}
static PyMethodDef methods[] = {{"written", written, METH_NOARGS, NULL},
                                {"shrink", shrink, METH_O, NULL},
                                {"size", size, METH_O, NULL},
                                {"join", join, METH_VARARGS, NULL},
                                {"decode", decode, METH_O, NULL},
                                {"config", config, METH_O, NULL},
                                {"config_int", config_int, METH_O, NULL},
                                {"config_set", config_set, METH_VARARGS, NULL},
                                {"config_names", config_names, METH_NOARGS, NULL},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "writers", NULL, 0, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_writers(void) {
  PyObject* module = PyModule_Create(&definition);
  if (module) PyModule_AddObjectRef(module, "instancemethod", (PyObject*)&PyInstanceMethod_Type);
  return module;
}
