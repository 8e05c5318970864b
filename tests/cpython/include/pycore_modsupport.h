/* Stands in for an internal header of CPython: what its C test modules take from there to read their arguments, made of functions of
   the C API alone. The texts of errors are those that the tests know. */
#pragma once
#include <Python.h>
#include <string.h>

typedef struct _PyArg_Parser {
  const char* format;
  const char* const* keywords;
  const char* fname;
  const char* custom_msg;
  PyObject* kwtuple;
} _PyArg_Parser;

/* False: TypeError. */
static inline int _PyArg_CheckPositional(const char* function, Py_ssize_t given, Py_ssize_t least, Py_ssize_t most) {
  if (least <= given && given <= most) return 1;
  Py_ssize_t wanted = given < least ? least : most;
  PyErr_Format(PyExc_TypeError, "%s expected %s%zd argument%s, got %zd", function,
               least == most   ? ""
               : given < least ? "at least "
                               : "at most ",
               wanted, wanted == 1 ? "" : "s", given);
  return 0;
}

static inline void _PyArg_BadArgument(const char* function, const char* place, const char* expected, PyObject* given) {
  PyErr_Format(PyExc_TypeError, "%s() %s must be %s, not %T", function, place, expected, given);
}

static inline int _PyArg_ParseStack(PyObject* const* args, Py_ssize_t count, const char* format, ...) {
  PyObject* tuple = PyTuple_FromArray(args, count);
  if (!tuple) return 0;
  va_list places;
  va_start(places, format);
  int read = PyArg_VaParse(tuple, format, places);
  va_end(places);
  Py_DECREF(tuple); /* the caller's array keeps what has been read */
  return read;
}

static inline Py_ssize_t stand_in_place_of(const _PyArg_Parser* parser, PyObject* name) {
  for (Py_ssize_t i = 0; parser->keywords[i]; ++i)
    if (PyUnicode_EqualToUTF8(name, parser->keywords[i])) return i;
  return -1;
}

/* The arguments in the order of the parser's names, NULL for those left out, in `into`. NULL: TypeError. */
static inline PyObject* const* _PyArg_UnpackKeywords(PyObject* const* args, Py_ssize_t count, PyObject* dict,
                                                     PyObject* names, _PyArg_Parser* parser, int least, int most,
                                                     int least_by_name, int rest, PyObject** into) {
  Py_ssize_t places = 0, given = names ? PyTuple_GET_SIZE(names) : 0;
  while (parser->keywords[places]) ++places;
  if (dict || rest) {
    PyErr_SetString(PyExc_SystemError, "the stand-in knows neither dicts of arguments nor *args");
    return NULL;
  }
  if (count > most) {
    PyErr_Format(PyExc_TypeError, "%s() takes at most %d positional argument%s (%zd given)", parser->fname, most,
                 most == 1 ? "" : "s", count);
    return NULL;
  }
  memset(into, 0, (size_t)places * sizeof *into);
  for (Py_ssize_t i = 0; i < count; ++i) into[i] = args[i];
  for (Py_ssize_t i = 0; i < given; ++i) {
    PyObject* name = PyTuple_GET_ITEM(names, i);
    Py_ssize_t place = stand_in_place_of(parser, name);
    if (place < 0 || into[place]) {
      PyErr_Format(PyExc_TypeError,
                   place < 0 ? "%s() got an unexpected keyword argument '%S'"
                             : "argument for %s() given by name ('%S') and position",
                   parser->fname, name);
      return NULL;
    }
    into[place] = args[count + i];
  }
  for (Py_ssize_t i = 0; i < least + least_by_name; ++i) {
    Py_ssize_t place = i < least ? i : most + i - least;
    if (!into[place]) {
      PyErr_Format(PyExc_TypeError, "%s() missing required argument '%s' (pos %zd)", parser->fname,
                   parser->keywords[place], place + 1);
      return NULL;
    }
  }
  return into;
}
