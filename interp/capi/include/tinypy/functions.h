/* Declarations of all functions, classes and exceptions that the program exports: api.def has a row for each. */
#ifndef TINYPY_FUNCTIONS_H
#define TINYPY_FUNCTIONS_H

#include "config.h"
#include "structs.h"

typedef struct PyUnicodeWriter PyUnicodeWriter;
typedef struct PyBytesWriter PyBytesWriter;
typedef struct PyLongWriter PyLongWriter;
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
#define PyTime_MIN INT64_MIN
#define PyTime_MAX INT64_MAX
#define PYTHREAD_INVALID_THREAD_ID ((unsigned long)-1)
/* Flags of PyCompilerFlags: the future imports, and what compile() takes beside. */
#define CO_FUTURE_ANNOTATIONS 0x1000000
#define PyCF_DONT_IMPLY_DEDENT 0x0200
#define PyCF_ONLY_AST 0x0400
#define PyCF_TYPE_COMMENTS 0x1000
#define PyCF_ALLOW_TOP_LEVEL_AWAIT 0x2000
#define PyCF_MASK 0x1fe0000
#define PyCF_SOURCE_IS_UTF8 0x0100
#define _PyCompilerFlags_INIT {0, PY_MINOR_VERSION}
typedef int (*Py_AuditHookFunction)(const char*, PyObject*, void*);
typedef int (*gcvisitobjects_t)(PyObject*, void*);
typedef struct {
  Py_hash_t (*const hash)(const void*, Py_ssize_t);
  const char* name;
  const int hash_bits, seed_bits;
} PyHash_FuncDef;
typedef struct {
  void* ctx;
  void* (*malloc)(void* ctx, size_t size);
  void* (*calloc)(void* ctx, size_t count, size_t size);
  void* (*realloc)(void* ctx, void* block, size_t size);
  void (*free)(void* ctx, void* block);
} PyMemAllocatorEx;
/* Of functions that raise SystemError (unsupported.def). */
typedef struct {
  void* ctx;
  void* (*alloc)(void* ctx, size_t size);
  void (*free)(void* ctx, void* block, size_t size);
} PyObjectArenaAllocator;
struct _PyInterpreterFrame;
typedef PyObject PyFunctionObject, PyGenObject;
typedef enum { PyRefTracer_CREATE = 0, PyRefTracer_DESTROY = 1, PyRefTracer_TRACKER_REMOVED = 2 } PyRefTracerEvent;
typedef int (*PyRefTracer)(PyObject*, PyRefTracerEvent, void*);
typedef enum {
  PyDict_EVENT_ADDED,
  PyDict_EVENT_MODIFIED,
  PyDict_EVENT_DELETED,
  PyDict_EVENT_CLONED,
  PyDict_EVENT_CLEARED,
  PyDict_EVENT_DEALLOCATED
} PyDict_WatchEvent;
typedef int (*PyDict_WatchCallback)(PyDict_WatchEvent, PyObject*, PyObject*, PyObject*);
typedef int (*PyType_WatchCallback)(PyTypeObject*);
typedef enum { PY_CODE_EVENT_CREATE, PY_CODE_EVENT_DESTROY } PyCodeEvent;
typedef int (*PyCode_WatchCallback)(PyCodeEvent, PyCodeObject*);
typedef enum {
  PyFunction_EVENT_CREATE,
  PyFunction_EVENT_DESTROY,
  PyFunction_EVENT_MODIFY_CODE,
  PyFunction_EVENT_MODIFY_DEFAULTS,
  PyFunction_EVENT_MODIFY_KWDEFAULTS
} PyFunction_WatchEvent;
typedef int (*PyFunction_WatchCallback)(PyFunction_WatchEvent, PyFunctionObject*, PyObject*);
typedef enum { Py_CONTEXT_SWITCHED = 1 } PyContextEvent;
typedef int (*PyContext_WatchCallback)(PyContextEvent, PyObject*);
typedef PyObject* (*Py_OpenCodeHookFunction)(PyObject*, void*);
typedef struct _PyMonitoringState {
  uint8_t active, opaque;
} PyMonitoringState;
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

/* Also functions, for code that has no preprocessor. */
#pragma push_macro("Py_PACK_FULL_VERSION")
#pragma push_macro("Py_PACK_VERSION")
#undef Py_PACK_FULL_VERSION
#undef Py_PACK_VERSION

TINYPY_BEGIN_C

#define Py_FileSystemDefaultEncoding "utf-8"

/* sys.hexversion. */
#ifdef TINYPY_CORE
PyAPI_DATA(unsigned long) Py_Version;
#else
PyAPI_DATA(const unsigned long) Py_Version;
#endif

PyAPI_DATA(const char* const) PyStructSequence_UnnamedField;

#define API(result, name, parameters, ownership, effects, since) PyAPI_FUNC(result) name parameters;
#define DATA(name, type) PyAPI_DATA(PyObject*) name;
#define TYPE(name, id) PyAPI_DATA(PyTypeObject) name;
#include "api.def"
#define UNSUPPORTED(result, name, parameters, failure) PyAPI_FUNC(result) name parameters;
#include "unsupported.def"
#undef UNSUPPORTED
#undef API
#undef DATA
#undef TYPE

TINYPY_END_C

#pragma pop_macro("Py_PACK_FULL_VERSION")
#pragma pop_macro("Py_PACK_VERSION")

#endif
