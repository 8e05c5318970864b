/* The members of code objects that libraries of C++ read as fields (pybind11). The layout of code is not for C to see:
 * each of these is empty, lies where the object lies, and asks it by name. What it gives is borrowed from the code. */
#ifndef TINYPY_CODE_MEMBERS_H
#define TINYPY_CODE_MEMBERS_H

#include "functions.h"

#if defined(__cplusplus) && !defined(TINYPY_CORE)

inline PyObject* tinypy_code_member(const void* code, const char* name) {
  PyObject* member = PyObject_GetAttrString(static_cast<PyObject*>(const_cast<void*>(code)), name);
  Py_DecRef(member);
  return member;
}

struct PyCodeObject {
  union {
    struct {
      operator PyObject*() const { return tinypy_code_member(this, "co_name"); }
    } co_name;
    struct {
      operator PyObject*() const { return tinypy_code_member(this, "co_filename"); }
    } co_filename;
    struct {
      operator int() const { return static_cast<int>(PyLong_AsLong(tinypy_code_member(this, "co_argcount"))); }
    } co_argcount;
  };
};

#endif

#endif
