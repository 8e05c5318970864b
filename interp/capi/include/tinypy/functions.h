/* Declarations of all functions, classes and exceptions that the program exports: api.def has a row for each. */
#ifndef TINYPY_FUNCTIONS_H
#define TINYPY_FUNCTIONS_H

#include "structs.h"

typedef struct PyUnicodeWriter PyUnicodeWriter;
typedef struct PyBytesWriter PyBytesWriter;
typedef struct _pycontextobject PyContext;
typedef struct _pycontextvarobject PyContextVar;
typedef struct _pycontexttokenobject PyContextToken;
typedef struct _Py_tss_t Py_tss_t;
typedef struct PyInterpreterGuard PyInterpreterGuard;
typedef struct PyInterpreterView PyInterpreterView;
typedef struct PyThreadStateToken PyThreadStateToken;
typedef void* PyThread_type_lock;
typedef enum { PY_LOCK_FAILURE = 0, PY_LOCK_ACQUIRED = 1, PY_LOCK_INTR } PyLockStatus;
typedef long long PyTime_t;
typedef enum { PYMEM_DOMAIN_RAW, PYMEM_DOMAIN_MEM, PYMEM_DOMAIN_OBJ } PyMemAllocatorDomain;
/* 0: free. A waiter detaches. */
typedef struct {
  uint32_t _bits;
} PyMutex;
struct _Py_tss_t {
  int _is_initialized;
  unsigned _key;
};
#define Py_tss_NEEDS_INIT {0, 0}
/* The C stack's part of a critical section (interp/capi/locks.cpp), as big as in the stable ABI. */
typedef struct PyCriticalSection {
  uintptr_t tpy_outer;
  PyMutex* tpy_lock;
} PyCriticalSection;
typedef struct {
  PyCriticalSection tpy_section;
  PyMutex* tpy_second;
} PyCriticalSection2;
#define WAIT_LOCK 1
#define NOWAIT_LOCK 0
#define PY_TIMEOUT_T long long
#define PY_TIMEOUT_MAX LLONG_MAX

TINYPY_BEGIN_C

/* sys.hexversion. */
#ifdef TINYPY_CORE
PyAPI_DATA(unsigned long) Py_Version;
#else
PyAPI_DATA(const unsigned long) Py_Version;
#endif

#define API(result, name, parameters, ownership, effects, since) PyAPI_FUNC(result) name parameters;
#define DATA(name, type) PyAPI_DATA(PyObject*) name;
#define TYPE(name, id) PyAPI_DATA(PyTypeObject) name;
#include "api.def"
#undef API
#undef DATA
#undef TYPE

TINYPY_END_C

#endif
