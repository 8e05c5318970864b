/* The members of code and tracebacks that libraries of C++ read as fields (pybind11). The layout of these objects is
 * not for C to see: each member here is empty, lies where the object lies, and asks it by name. What it gives is
 * borrowed from the object; null: None. */
#ifndef TINYPY_MEMBERS_H
#define TINYPY_MEMBERS_H

#include "functions.h"

#if defined(__cplusplus) && !defined(TINYPY_CORE)

inline PyObject* tinypy_member(const void* object, const char* name) {
  PyObject* member = PyObject_GetAttrString(static_cast<PyObject*>(const_cast<void*>(object)), name);
  Py_DecRef(member);
  return member == Py_None ? nullptr : member;
}

#define TINYPY_OBJECT_MEMBER(type, name)                                                   \
  struct tinypy_##name {                                                                   \
    operator type*() const { return reinterpret_cast<type*>(tinypy_member(this, #name)); } \
  };
#define TINYPY_INT_MEMBER(name)                                                                  \
  struct tinypy_##name {                                                                         \
    operator int() const { return static_cast<int>(PyLong_AsLong(tinypy_member(this, #name))); } \
  };

TINYPY_OBJECT_MEMBER(PyObject, co_name)
TINYPY_OBJECT_MEMBER(PyObject, co_filename)
TINYPY_INT_MEMBER(co_argcount)
struct PyCodeObject {
  union {
    tinypy_co_name co_name;
    tinypy_co_filename co_filename;
    tinypy_co_argcount co_argcount;
  };
};

struct PyTracebackObject;
TINYPY_OBJECT_MEMBER(PyTracebackObject, tb_next)
TINYPY_OBJECT_MEMBER(PyFrameObject, tb_frame)
struct PyTracebackObject {
  union {
    tinypy_tb_next tb_next;
    tinypy_tb_frame tb_frame;
  };
};

#undef TINYPY_OBJECT_MEMBER
#undef TINYPY_INT_MEMBER

#endif

#endif
