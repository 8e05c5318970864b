/* What the generated calls draw their arguments from: C variables that threads share, small numbers, names and data.
 *
 * A slot is a variable as extensions have it: the object in it is counted, a mutex guards both. Nothing else keeps
 * threads apart. */
#include <Python.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SLOTS = 40, HELD = 16, TRIES = 8, SCRATCH = 512 };

static PyMutex g_mutex;
static PyObject* g_slots[SLOTS];
static PyObject* g_makers; /* a tuple: of each kind, the function of Python that makes one */

/* ---- one call: where its numbers come from, what it holds */

typedef struct Draw {
  uint64_t state;
  const char* function;
  PyObject* wrong; /* a new str: what the call must not do, or NULL */
  int failed, trace, number, held_count;
  PyObject* held[HELD];
} Draw;

static uint32_t draw(Draw* d, uint32_t below) {
  uint64_t z = (d->state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (uint32_t)((z ^ (z >> 31)) % below);
}

static PyObject* take(uint32_t slot) {
  PyMutex_Lock(&g_mutex);
  PyObject* object = Py_XNewRef(g_slots[slot]);
  PyMutex_Unlock(&g_mutex);
  return object;
}
/* Takes the reference over. */
static void put(uint32_t slot, PyObject* object) {
  PyMutex_Lock(&g_mutex);
  PyObject* old = g_slots[slot];
  g_slots[slot] = object;
  PyMutex_Unlock(&g_mutex);
  Py_XDECREF(old);
}
static PyObject* hold(Draw* d, PyObject* object) {
  if (!object || d->held_count == HELD) {
    d->failed = 1;
    Py_XDECREF(object);
    return NULL;
  }
  return d->held[d->held_count++] = object;
}

/* ---- kinds of objects */

static int is_plain_class(PyObject* o) {
  return PyType_Check(o) && PyType_HasFeature((PyTypeObject*)o, Py_TPFLAGS_HEAPTYPE) &&
         !PyType_FastSubclass((PyTypeObject*)o, Py_TPFLAGS_TYPE_SUBCLASS) && !PyExceptionClass_Check(o);
}
static int is_error_class(PyObject* o) {
  return PyExceptionClass_Check(o) && PyType_IsSubtype((PyTypeObject*)o, (PyTypeObject*)PyExc_Exception);
}
static int is_error_of(PyObject* o, PyObject* type) { return PyObject_TypeCheck(o, (PyTypeObject*)type); }
/* What may lie in any container: a show of it does not descend, so that no show takes for ever. */
static int is_leaf(PyObject* o) {
  return PyLong_Check(o) || PyFloat_Check(o) || PyUnicode_Check(o) || PyBytes_Check(o) || PyType_Check(o) ||
         PyFunction_Check(o) || is_plain_class((PyObject*)Py_TYPE(o));
}
static int is_iterable(PyObject* o) {
  return PyList_Check(o) || PyTuple_Check(o) || PyAnySet_Check(o) || PyDict_Check(o) || PyUnicode_Check(o) ||
         PyBytes_Check(o) || PyByteArray_Check(o);
}
static int is_callable(PyObject* o) {
  return PyFunction_Check(o) || PyCFunction_Check(o) || PyMethod_Check(o) || is_plain_class(o);
}

/* The name of a kind, and what an object of it must fulfil. */
#define KINDS(KIND)                                                                    \
  KIND(any, 1)                                                                         \
  KIND(leaf, is_leaf(o))                                                               \
  KIND(list, PyList_Check(o))                                                          \
  KIND(tuple, PyTuple_Check(o))                                                        \
  KIND(dict, PyDict_Check(o))                                                          \
  KIND(set, PySet_Check(o))                                                            \
  KIND(frozenset, PyFrozenSet_Check(o))                                                \
  KIND(str, PyUnicode_Check(o))                                                        \
  KIND(name, PyUnicode_CheckExact(o) && PyUnicode_GET_LENGTH(o) == 1)                  \
  KIND(bytes, PyBytes_Check(o))                                                        \
  KIND(bytearray, PyByteArray_Check(o))                                                \
  KIND(buffer, PyBytes_Check(o) || PyByteArray_Check(o))                               \
  KIND(int, PyLong_Check(o))                                                           \
  KIND(float, PyFloat_Check(o))                                                        \
  KIND(complex, PyComplex_Check(o))                                                    \
  KIND(iterable, is_iterable(o))                                                       \
  KIND(iterator, PyIter_Check(o))                                                      \
  KIND(generator, PyGen_CheckExact(o))                                                 \
  KIND(callable, is_callable(o))                                                       \
  KIND(function, PyFunction_Check(o))                                                  \
  KIND(builtin, PyCFunction_Check(o))                                                  \
  KIND(method, PyMethod_Check(o))                                                      \
  KIND(instancemethod, PyInstanceMethod_Check(o))                                       \
  KIND(instance, is_plain_class((PyObject*)Py_TYPE(o)))                                \
  KIND(plain_class, is_plain_class(o))                                                 \
  KIND(class, PyType_Check(o))                                                         \
  KIND(error_class, is_error_class(o))                                                 \
  KIND(error, PyExceptionInstance_Check(o) && is_error_class((PyObject*)Py_TYPE(o)))   \
  KIND(encode_error, is_error_of(o, PyExc_UnicodeEncodeError))                         \
  KIND(decode_error, is_error_of(o, PyExc_UnicodeDecodeError))                         \
  KIND(translate_error, is_error_of(o, PyExc_UnicodeTranslateError))                   \
  KIND(traceback, PyTraceBack_Check(o))                                                \
  KIND(frame, PyFrame_Check(o))                                                        \
  KIND(code, PyCode_Check(o))                                                          \
  KIND(cell, PyCell_Check(o))                                                          \
  KIND(closure, 0)                                                                     \
  KIND(weakref, PyWeakref_CheckRef(o))                                                 \
  KIND(slice, PySlice_Check(o))                                                        \
  KIND(memoryview, PyMemoryView_Check(o))                                              \
  KIND(module, PyModule_Check(o))                                                      \
  KIND(capsule, PyCapsule_CheckExact(o))                                               \
  KIND(context, PyContext_CheckExact(o))                                               \
  KIND(variable, PyContextVar_CheckExact(o))                                           \
  KIND(token, PyContextToken_CheckExact(o))                                            \
  KIND(record, 0)                                                                      \
  KIND(record_class, 0)                                                                \
  KIND(file, 0)                                                                        \
  KIND(moment, 0)                                                                      \
  KIND(arguments, PyTuple_CheckExact(o) && PyTuple_GET_SIZE(o) < 3)                    \
  KIND(keywords, 0)                                                                    \
  KIND(names, 0)                                                                       \
  KIND(namespace, 0)                                                                   \
  KIND(source_code, 0)                                                                 \
  KIND(coroutine, PyCoro_CheckExact(o))                                                \
  KIND(asynchronous, 0)                                                                \
  KIND(pairs, 0)

#define KIND(name, fits) KIND_##name,
enum { KINDS(KIND) KIND_COUNT };
#undef KIND
#define KIND(name, fits) #name,
static const char* const kKinds[] = {KINDS(KIND)};
#undef KIND
static int fits(int kind, PyObject* o) {
  switch (kind) {
#define KIND(name, fits) \
  case KIND_##name: return (fits);
    KINDS(KIND)
#undef KIND
  }
  return 0;
}

/* A new object of Python code, which no other thread has seen. */
static PyObject* make(Draw* d, int kind) {
  PyObject* number = PyLong_FromLong((long)draw(d, 1000));
  PyObject* made = PyObject_CallOneArg(PyTuple_GET_ITEM(g_makers, kind), number);
  Py_DECREF(number);
  if (!made) PyErr_Clear();
  return made;
}
/* Borrowed from the call; NULL: nothing of this kind was found. */
static PyObject* pick(Draw* d, int kind) {
  for (int i = 0; i < TRIES && draw(d, 8) != 0; ++i) {
    PyObject* object = take(draw(d, SLOTS));
    if (object && fits(kind, object)) return hold(d, object);
    Py_XDECREF(object);
  }
  return hold(d, make(d, kind));
}
/* For functions that look at what they get: now and then an object of another kind. */
static PyObject* pick_loosely(Draw* d, int kind) { return pick(d, draw(d, 20) ? kind : KIND_any); }

/* ---- what is no object */

static Py_ssize_t draw_size(Draw* d) {
  static const Py_ssize_t sizes[] = {0, 1, 2, 3, 4, 7, -1, -2, 20, PY_SSIZE_T_MAX, PY_SSIZE_T_MIN};
  return sizes[draw(d, draw(d, 4) ? 6 : 11)];
}
static int draw_int(Draw* d) { return (int)draw(d, 4) - 1; }
static long draw_long(Draw* d) {
  static const long values[] = {0, 1, -1, 255, 1L << 31, 1L << 61, 1L << 62, -(1L << 62), LONG_MAX, LONG_MIN};
  return values[draw(d, 10)];
}
static double draw_double(Draw* d) {
  static const double values[] = {0.0, -0.0, 1.5, -3.0, 1e308, 5e-324, HUGE_VAL, -HUGE_VAL};
  return values[draw(d, 8)];
}
static Py_UCS4 draw_character(Draw* d) {
  static const Py_UCS4 values[] = {'a', 'b', ' ', 0xdf, 0x3b1, 0x20ac, 0x1f600, 0x10ffff};
  return values[draw(d, 8)];
}
static const char* draw_name(Draw* d) {
  static const char* const names[] = {"a", "b", "c", "d", "e", "f", "__doc__", "__name__"};
  return names[draw(d, 8)];
}
static const char* draw_text(Draw* d) {
  static const char* const texts[] = {"", "a", "12", "1.5", "a, b", "text", "\xce\xb1\xce\xb2", "0x1f"};
  return texts[draw(d, 8)];
}
static const char* draw_encoding(Draw* d) {
  static const char* const names[] = {"utf-8",  "latin-1", "ascii",          "utf-16",
                                      "utf-32", "cp1252",  "unicode_escape", "none"};
  return names[draw(d, 8)];
}
static const char* draw_errors(Draw* d) {
  static const char* const names[] = {"strict", "ignore", "replace", "surrogateescape", "backslashreplace"};
  return names[draw(d, 5)];
}
/* Of 40 bytes, so that a call may read as many as draw_length() says. */
static const char* draw_data(Draw* d) {
  static const char* const data[] = {
      "0123456789abcdefghijklmnopqrstuvwxyzABCD",
      "\xff\xfe\x41\x00\x42\x00\x43\x00\x44\x00\x45\x00\x46\x00\x47\x00\x48\x00\x49\x00\x4a\x00\x4b\x00\x4c\x00\x4d\x00"
      "\x4e\x00\x4f\x00\x50\x00\x51\x00\x52",
      "+AGE-\\x41\\u0041 \xce\xb1\xe2\x82\xac\xf0\x9f\x98\x80 \xff\xc3 and more, and more still"};
  return data[draw(d, 3)];
}
static Py_ssize_t draw_length(Draw* d) { return (Py_ssize_t)draw(d, 33); }

/* ---- what comes back */

static void complain(Draw* d, const char* what) {
  if (!d->wrong) d->wrong = PyUnicode_FromFormat("%s: %s", d->function, what);
}
/* Takes a new object over: into a slot, or away. */
static void keep(Draw* d, PyObject* object) {
  if (object && draw(d, 2)) put(draw(d, SLOTS), object);
  else Py_XDECREF(object);
}
/* A result that is NULL only with an exception (`may_be_null` 0). */
static void check(Draw* d, PyObject* result, int may_be_null) {
  if (result && PyErr_Occurred()) complain(d, "a result and an exception");
  if (!result && !may_be_null && !PyErr_Occurred()) complain(d, "no result and no exception");
}
static void settle(Draw* d) {
  PyObject* error = PyErr_GetRaisedException();
  if (error && PyExceptionInstance_Check(error) && draw(d, 8) == 0) {
    PyException_SetTraceback(error, Py_None);
    keep(d, error);
  } else {
    Py_XDECREF(error);
  }
  while (d->held_count) Py_DECREF(d->held[--d->held_count]);
}
static void trace(Draw* d) {
  if (!d->trace) return;
  char line[400];
  int used = snprintf(line, sizeof line, "step %d: %s", d->number, d->function);
  for (int i = 0; i < d->held_count && used < 350; ++i)
    used +=
        snprintf(line + used, sizeof line - (size_t)used, " %.30s@%p", Py_TYPE(d->held[i])->tp_name, (void*)d->held[i]);
  line[used++] = '\n';
  if (write(2, line, (size_t)used) < 0) return;
}
