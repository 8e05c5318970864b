/* CPython's C API as tinypy offers it: what a C or C++ source of an extension includes.
 *
 * The names, numbers and orders are CPython's (docs.python.org/3.15/c-api). The layout behind a PyObject * is ours: an
 * extension must be compiled with this header, and the compiled file serves this revision of tinypy only
 * (TINYPY_ABI). One file serves both programs, tinypy-t and tinypy.
 *
 * interp/capi/README.md explains how it works. */
#ifndef Py_PYTHON_H
#define Py_PYTHON_H

#include "tinypy/inline.h"

#endif
