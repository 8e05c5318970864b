/* What generators of bindings for other languages call: digits of ints that C reads and writes in place (PEP 757), a frozenset that C fills,
   threads of C and what they find, errors of translations. */
#include <Python.h>
#include <pthread.h>
#include <string.h>

/* The bytes of an int's magnitude, whatever its digits are. */
static PyObject* magnitude(const PyLongLayout* layout, const PyLongExport* number) {
  Py_ssize_t bits = number->ndigits * layout->bits_per_digit, size = (bits + 7) / 8;
  PyObject* made = PyBytes_FromStringAndSize(NULL, size);
  if (!made) return NULL;
  unsigned char* out = (unsigned char*)PyBytes_AsString(made);
  memset(out, 0, (size_t)size);
  for (Py_ssize_t bit = 0; bit < bits; ++bit) {
    Py_ssize_t index = bit / layout->bits_per_digit, within = bit % layout->bits_per_digit;
    if (layout->digits_order > 0) index = number->ndigits - 1 - index;
    const unsigned char* digit = (const unsigned char*)number->digits + index * layout->digit_size;
    Py_ssize_t byte = layout->digit_endianness < 0 ? within / 8 : layout->digit_size - 1 - within / 8;
    if (digit[byte] >> (within % 8) & 1) out[bit / 8] |= (unsigned char)(1 << (bit % 8));
  }
  return made;
}

/* (negative, bytes) of an int that has digits, else its value. */
static PyObject* parts(PyObject* module, PyObject* x) {
  (void)module;
  PyLongExport number;
  if (PyLong_Export(x, &number) < 0) return NULL;
  if (!number.digits) {
    PyObject* value = PyLong_FromLongLong(number.value);
    PyLong_FreeExport(&number);
    return value;
  }
  PyObject* bytes = magnitude(PyLong_GetNativeLayout(), &number);
  PyObject* result = bytes ? Py_BuildValue("iN", (int)number.negative, bytes) : NULL;
  PyLong_FreeExport(&number);
  return result;
}

/* An int from (negative, bytes): the digits are filled bit by bit. */
static PyObject* build(PyObject* module, PyObject* args) {
  (void)module;
  int negative;
  const unsigned char* bytes;
  Py_ssize_t size, spare;
  if (!PyArg_ParseTuple(args, "iy#n", &negative, &bytes, &size, &spare)) return NULL;
  const PyLongLayout* layout = PyLong_GetNativeLayout();
  Py_ssize_t count = (size * 8 + layout->bits_per_digit - 1) / layout->bits_per_digit + spare;
  void* digits;
  PyLongWriter* writer = PyLongWriter_Create(negative, count, &digits);
  if (!writer) return NULL;
  memset(digits, 0, (size_t)(count * layout->digit_size));
  for (Py_ssize_t bit = 0; bit < size * 8; ++bit) {
    Py_ssize_t index = bit / layout->bits_per_digit, within = bit % layout->bits_per_digit;
    if (layout->digits_order > 0) index = count - 1 - index;
    Py_ssize_t byte = layout->digit_endianness < 0 ? within / 8 : layout->digit_size - 1 - within / 8;
    unsigned char* digit = (unsigned char*)digits + index * layout->digit_size;
    if (bytes[bit / 8] >> (bit % 8) & 1) digit[byte] |= (unsigned char)(1 << (within % 8));
  }
  return PyLongWriter_Finish(writer);
}
static PyObject* discard(PyObject* module, PyObject* x) {
  (void)module;
  void* digits;
  Py_ssize_t count = PyLong_AsSsize_t(x);
  PyLongWriter* writer = PyLongWriter_Create(0, count, &digits);
  if (!writer) return digits ? PyUnicode_FromString("digits without a writer") : NULL;
  PyLongWriter_Discard(writer);
  PyLongWriter_Discard(NULL);
  Py_RETURN_NONE;
}

/* Whether an int has room in so many bytes, these bytes, and the int that they are. */
static PyObject* native(PyObject* module, PyObject* args) {
  (void)module;
  PyObject* x;
  Py_ssize_t size;
  int flags;
  unsigned char bytes[32] = {0};
  if (!PyArg_ParseTuple(args, "Oni", &x, &size, &flags)) return NULL;
  Py_ssize_t needed = PyLong_AsNativeBytes(x, bytes, size, flags);
  if (needed < 0) return NULL;
  return Py_BuildValue("iy#N", needed <= size, bytes, size, PyLong_FromNativeBytes(bytes, (size_t)size, flags));
}
static PyObject* to_unsigned(PyObject* module, PyObject* x) {
  (void)module;
  unsigned long long n = PyLong_AsUnsignedLongLong(x);
  return PyErr_Occurred() ? NULL : PyLong_FromUnsignedLongLong(n);
}
static PyObject* to_size(PyObject* module, PyObject* x) {
  (void)module;
  size_t n = PyLong_AsSize_t(x);
  return PyErr_Occurred() ? NULL : PyLong_FromSize_t(n);
}

/* As sys.int_info says. */
static PyObject* layout(PyObject* module, PyObject* unused) {
  (void)module, (void)unused;
  const PyLongLayout* own = PyLong_GetNativeLayout();
  return Py_BuildValue("iiii", own->bits_per_digit, own->digit_size, own->digits_order, own->digit_endianness);
}

/* The place of an error of a translation, moved. */
static PyObject* moved(PyObject* module, PyObject* error) {
  (void)module;
  Py_ssize_t start, end;
  if (PyUnicodeTranslateError_GetStart(error, &start) < 0 || PyUnicodeTranslateError_GetEnd(error, &end) < 0) return NULL;
  PyObject *object = PyUnicodeTranslateError_GetObject(error), *reason = object ? PyUnicodeTranslateError_GetReason(error) : NULL;
  if (!reason || PyUnicodeTranslateError_SetStart(error, start + 1) < 0 || PyUnicodeTranslateError_SetEnd(error, end + 1) < 0 ||
      PyUnicodeTranslateError_SetReason(error, "because") < 0) {
    Py_XDECREF(object);
    Py_XDECREF(reason);
    return NULL;
  }
  return Py_BuildValue("NnnN", object, start, end, reason);
}

static PyObject* named_tuple(PyObject* module, PyObject* unused) {
  (void)module, (void)unused;
  PyStructSequence_Field fields[] = {{"first", "The first."}, {NULL, NULL}, {"third", NULL}, {NULL, NULL}};
  fields[1].name = PyStructSequence_UnnamedField;
  PyStructSequence_Desc desc = {"abi3t_bindings.Row", "A row.", fields, 3};
  return (PyObject*)PyStructSequence_NewType(&desc);
}

/* A new frozenset, filled. */
static PyObject* frozen(PyObject* module, PyObject* items) {
  (void)module;
  PyObject *set = PyFrozenSet_New(NULL), *iterator = set ? PyObject_GetIter(items) : NULL, *item;
  if (!iterator) {
    Py_XDECREF(set);
    return NULL;
  }
  int added = 0;
  while (added == 0 && (item = PyIter_Next(iterator))) {
    added = PySet_Add(set, item);
    Py_DECREF(item);
  }
  Py_DECREF(iterator);
  if (added == 0 && !PyErr_Occurred()) return set;
  Py_DECREF(set);
  return NULL;
}
static PyObject* add(PyObject* module, PyObject* args) {
  (void)module;
  PyObject *set, *item;
  if (!PyArg_ParseTuple(args, "OO", &set, &item) || PySet_Add(set, item) < 0) return NULL;
  Py_RETURN_NONE;
}

/* ---- an instance whose walk asks the interpreter, and threads of C */

typedef struct {
  PyObject* item;
} Fields;
static char token;
static Fields* fields_of(PyObject* self) {
  PyTypeObject* type;
  if (PyType_GetBaseByToken(Py_TYPE(self), &token, &type) <= 0) Py_FatalError("no Holder");
  Fields* fields = (Fields*)PyObject_GetTypeData(self, type);
  Py_DECREF(type);
  return fields;
}
static int holder_traverse(PyObject* self, visitproc visit, void* arg) {
  PyTypeObject* type = Py_TYPE(self);
  Py_VISIT(type);
  traverseproc inherited = (traverseproc)PyType_GetSlot(&PyBaseObject_Type, Py_tp_traverse);
  if (inherited && inherited(self, visit, arg)) return -1;
  Py_VISIT(((Fields*)PyObject_GetTypeData(self, type))->item);
  return 0;
}
static int holder_clear(PyObject* self) {
  Py_CLEAR(fields_of(self)->item);
  return 0;
}
static void holder_dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  holder_clear(self);
  ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
  Py_DECREF(type);
}
static int holder_init(PyObject* self, PyObject* args, PyObject* kwargs) {
  PyObject* item;
  if (kwargs || !PyArg_ParseTuple(args, "O", &item)) return -1;
  PyObject* old = fields_of(self)->item;
  fields_of(self)->item = Py_NewRef(item);
  Py_XDECREF(old);
  return 0;
}
static PyObject* holder_item(PyObject* self, PyObject* unused) {
  (void)unused;
  return Py_NewRef(fields_of(self)->item);
}
static PyMethodDef holder_methods[] = {{"item", holder_item, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static int add_holder(PyObject* module) {
  PySlot slots[] = {PySlot_STATIC_DATA(Py_tp_name, "abi3t_bindings.Holder"),
                    PySlot_SIZE(Py_tp_extra_basicsize, sizeof(Fields)),
                    PySlot_UINT64(Py_tp_flags, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC),
                    PySlot_DATA(Py_tp_module, module),
                    PySlot_DATA(Py_tp_token, &token),
                    PySlot_FUNC(Py_tp_init, holder_init),
                    PySlot_FUNC(Py_tp_dealloc, holder_dealloc),
                    PySlot_FUNC(Py_tp_traverse, holder_traverse),
                    PySlot_FUNC(Py_tp_clear, holder_clear),
                    PySlot_STATIC_DATA(Py_tp_methods, holder_methods),
                    PySlot_END};
  PyObject* type = PyType_FromSlots(slots);
  int result = type ? PyModule_AddType(module, (PyTypeObject*)type) : -1;
  Py_XDECREF(type);
  return result;
}

static void* thread_main(void* callable) {
  PyGILState_STATE state = PyGILState_Ensure();
  PyObject* result = PyObject_CallNoArgs(callable);
  if (!result) PyErr_Print();
  Py_XDECREF(result);
  PyGILState_Release(state);
  return NULL;
}
/* Calls it in two threads of C, and waits for them. */
static PyObject* call_in_threads(PyObject* module, PyObject* callable) {
  (void)module;
  pthread_t threads[2];
  for (int i = 0; i < 2; ++i) pthread_create(&threads[i], NULL, thread_main, callable);
  Py_BEGIN_ALLOW_THREADS
  for (int i = 0; i < 2; ++i) pthread_join(threads[i], NULL);
  Py_END_ALLOW_THREADS
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {{"parts", parts, METH_O, NULL},
                                {"build", build, METH_VARARGS, NULL},
                                {"discard", discard, METH_O, NULL},
                                {"layout", layout, METH_NOARGS, NULL},
                                {"moved", moved, METH_O, NULL},
                                {"native", native, METH_VARARGS, NULL},
                                {"to_unsigned", to_unsigned, METH_O, NULL},
                                {"to_size", to_size, METH_O, NULL},
                                {"frozen", frozen, METH_O, NULL},
                                {"add", add, METH_VARARGS, NULL},
                                {"call_in_threads", call_in_threads, METH_O, NULL},
                                {"named_tuple", named_tuple, METH_NOARGS, NULL},
                                {NULL, NULL, 0, NULL}};

PyABIInfo_VAR(abi_info);

static PySlot slots[] = {PySlot_STATIC_DATA(Py_mod_name, "abi3t_bindings"), PySlot_STATIC_DATA(Py_mod_abi, &abi_info),
                         PySlot_STATIC_DATA(Py_mod_methods, methods), PySlot_DATA(Py_mod_gil, Py_MOD_GIL_NOT_USED),
                         PySlot_DATA(Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED), PySlot_FUNC(Py_mod_exec, add_holder), PySlot_END};
PyMODEXPORT_FUNC PyModExport_abi3t_bindings(void) { return slots; }
