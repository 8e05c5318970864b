/* Objects as C sees them, and their counts.
 *
 * A PyObject * is a word of the interpreter. If the lower three bits are 0, it is the address of an object, whose header
 * is below. Otherwise it is a value without memory: an int of 63 bits, a float, None, ... (runtime/object/value.h). So
 * nothing but the functions and macros of these headers may look behind a PyObject *.
 *
 * What is inline here is known to compiled extensions: a change of it needs another TINYPY_ABI. */
#ifndef TINYPY_OBJECT_H
#define TINYPY_OBJECT_H

#include "platform.h"

TINYPY_BEGIN_C

/* The header of an object (gc/heap/header.h). Sources use the macros below. */
typedef struct _typeobject PyTypeObject;
struct tinypy_static_class {
  PyTypeObject* type;
} __attribute__((packed, aligned(4)));
struct _object {
  uint32_t tpy_owner; /* the thread that counts in tpy_counts[0] */
  union {
    struct tinypy_static_class tpy_class; /* of a static object that the program has not seen yet */
    uint32_t tpy_counts[2];               /* the owner's, the others' */
  };
  uint32_t tpy_meta; /* number of the shape << 9, flags */
} __attribute__((aligned(8)));
typedef struct _object PyObject;
typedef struct {
  PyObject ob_base;
  Py_ssize_t ob_size;
} PyVarObject;

#define _PyObject_CAST(op) ((PyObject*)(op))
#define _PyVarObject_CAST(op) ((PyVarObject*)(op))

/* A static object counts as immortal, and names its class until the program sees it (statics.cpp). The number in front
 * of a class's fields tells PyType_Ready() its metaclass. */
#define TINYPY_IMMORTAL 0xFFFFFFFFu
#define TINYPY_PUBLISHED 4u /* in tpy_meta: other threads may find the object */
#define PyObject_HEAD PyObject ob_base;
#define PyObject_VAR_HEAD PyVarObject ob_base;
#define PyObject_HEAD_INIT(type) {TINYPY_IMMORTAL, {{(type)}}, 0},
#define TINYPY_UNTYPED_HEAD {TINYPY_IMMORTAL, {{(PyTypeObject*)0x40000000}}, 0},
#define PyVarObject_HEAD_INIT(type, size) {TINYPY_UNTYPED_HEAD(Py_ssize_t)(type)},
#define _PyObject_EXTRA_INIT
#define Py_INVALID_SIZE ((Py_ssize_t) - 1)

/* Values without memory. */
#define TINYPY_IS_IMMEDIATE(op) (((uintptr_t)(op)&7) != 0)
#define Py_None ((PyObject*)(uintptr_t)0x04)
#define Py_False ((PyObject*)(uintptr_t)0x0c)
#define Py_True ((PyObject*)(uintptr_t)0x14)
#define Py_Ellipsis ((PyObject*)(uintptr_t)0x1c)
#define Py_NotImplemented ((PyObject*)(uintptr_t)0x24)
/* The int 0: functions give this word, because sources take (PyObject *)1 for a mark of their own. An array of words that
 * is a tuple's or list's own has 1 for it. */
#define TINYPY_ZERO ((PyObject*)(uintptr_t)0x44)
#define TINYPY_ZERO_IN_PLACE ((PyObject*)(uintptr_t)1)
#define Py_RETURN_NONE return Py_None
#define Py_RETURN_TRUE return Py_True
#define Py_RETURN_FALSE return Py_False
#define Py_RETURN_NOTIMPLEMENTED return Py_NotImplemented

#define Py_CONSTANT_NONE 0
#define Py_CONSTANT_FALSE 1
#define Py_CONSTANT_TRUE 2
#define Py_CONSTANT_ELLIPSIS 3
#define Py_CONSTANT_NOT_IMPLEMENTED 4
#define Py_CONSTANT_ZERO 5
#define Py_CONSTANT_ONE 6
#define Py_CONSTANT_EMPTY_STR 7
#define Py_CONSTANT_EMPTY_BYTES 8
#define Py_CONSTANT_EMPTY_TUPLE 9

#define Py_LT 0
#define Py_LE 1
#define Py_EQ 2
#define Py_NE 3
#define Py_GT 4
#define Py_GE 5
#define Py_RETURN_RICHCOMPARE(a, b, op)               \
  do {                                                \
    switch (op) {                                     \
      case Py_EQ: return PyBool_FromLong((a) == (b)); \
      case Py_NE: return PyBool_FromLong((a) != (b)); \
      case Py_LT: return PyBool_FromLong((a) < (b));  \
      case Py_GT: return PyBool_FromLong((a) > (b));  \
      case Py_LE: return PyBool_FromLong((a) <= (b)); \
      case Py_GE: return PyBool_FromLong((a) >= (b)); \
      default: Py_UNREACHABLE();                      \
    }                                                 \
  } while (0)

/* ---- functions that extensions write */

typedef struct PyMethodDef PyMethodDef;
typedef struct PyMemberDef PyMemberDef;
typedef struct PyGetSetDef PyGetSetDef;
typedef struct PyModuleDef PyModuleDef;
typedef struct PyModuleDef_Slot PyModuleDef_Slot;
typedef struct Py_buffer Py_buffer;
typedef struct _frame PyFrameObject;
typedef struct PyCodeObject PyCodeObject;
typedef struct _ts PyThreadState;
typedef struct _is PyInterpreterState;

/* What C sees of its thread. */
struct _ts {
  PyInterpreterState* interp;
  uint64_t tpy_id;
  int tpy_made;         /* by PyThreadState_New() */
  int gilstate_counter; /* only libraries that nest calls by themselves (pybind11, cffi) change it; 1 at first */
  struct {
    unsigned int bound_gilstate : 1; /* nothing reads it: cffi clears it in states that it deletes */
  } _status;
};

typedef PyObject* (*unaryfunc)(PyObject*);
typedef PyObject* (*binaryfunc)(PyObject*, PyObject*);
typedef PyObject* (*ternaryfunc)(PyObject*, PyObject*, PyObject*);
typedef int (*inquiry)(PyObject*);
typedef Py_ssize_t (*lenfunc)(PyObject*);
typedef PyObject* (*ssizeargfunc)(PyObject*, Py_ssize_t);
typedef PyObject* (*ssizessizeargfunc)(PyObject*, Py_ssize_t, Py_ssize_t);
typedef int (*ssizeobjargproc)(PyObject*, Py_ssize_t, PyObject*);
typedef int (*ssizessizeobjargproc)(PyObject*, Py_ssize_t, Py_ssize_t, PyObject*);
typedef int (*objobjargproc)(PyObject*, PyObject*, PyObject*);
typedef int (*objobjproc)(PyObject*, PyObject*);
typedef int (*visitproc)(PyObject*, void*);
typedef int (*traverseproc)(PyObject*, visitproc, void*);
typedef void (*freefunc)(void*);
typedef void (*destructor)(PyObject*);
typedef PyObject* (*getattrfunc)(PyObject*, char*);
typedef PyObject* (*getattrofunc)(PyObject*, PyObject*);
typedef int (*setattrfunc)(PyObject*, char*, PyObject*);
typedef int (*setattrofunc)(PyObject*, PyObject*, PyObject*);
typedef PyObject* (*reprfunc)(PyObject*);
typedef Py_hash_t (*hashfunc)(PyObject*);
typedef PyObject* (*richcmpfunc)(PyObject*, PyObject*, int);
typedef PyObject* (*getiterfunc)(PyObject*);
typedef PyObject* (*iternextfunc)(PyObject*);
typedef PyObject* (*descrgetfunc)(PyObject*, PyObject*, PyObject*);
typedef int (*descrsetfunc)(PyObject*, PyObject*, PyObject*);
typedef int (*initproc)(PyObject*, PyObject*, PyObject*);
typedef PyObject* (*newfunc)(PyTypeObject*, PyObject*, PyObject*);
typedef PyObject* (*allocfunc)(PyTypeObject*, Py_ssize_t);
typedef PyObject* (*vectorcallfunc)(PyObject* callable, PyObject* const* args, size_t nargsf, PyObject* kwnames);
typedef int (*getbufferproc)(PyObject*, Py_buffer*, int);
typedef void (*releasebufferproc)(PyObject*, Py_buffer*);
typedef enum { PYGEN_RETURN = 0, PYGEN_ERROR = -1, PYGEN_NEXT = 1 } PySendResult;
typedef PySendResult (*sendfunc)(PyObject* iterator, PyObject* value, PyObject** result);

/* ---- classes */

typedef struct {
  binaryfunc nb_add, nb_subtract, nb_multiply, nb_remainder, nb_divmod;
  ternaryfunc nb_power;
  unaryfunc nb_negative, nb_positive, nb_absolute;
  inquiry nb_bool;
  unaryfunc nb_invert;
  binaryfunc nb_lshift, nb_rshift, nb_and, nb_xor, nb_or;
  unaryfunc nb_int;
  void* nb_reserved;
  unaryfunc nb_float;
  binaryfunc nb_inplace_add, nb_inplace_subtract, nb_inplace_multiply, nb_inplace_remainder;
  ternaryfunc nb_inplace_power;
  binaryfunc nb_inplace_lshift, nb_inplace_rshift, nb_inplace_and, nb_inplace_xor, nb_inplace_or;
  binaryfunc nb_floor_divide, nb_true_divide, nb_inplace_floor_divide, nb_inplace_true_divide;
  unaryfunc nb_index;
  binaryfunc nb_matrix_multiply, nb_inplace_matrix_multiply;
} PyNumberMethods;

typedef struct {
  lenfunc sq_length;
  binaryfunc sq_concat;
  ssizeargfunc sq_repeat, sq_item;
  void* was_sq_slice;
  ssizeobjargproc sq_ass_item;
  void* was_sq_ass_slice;
  objobjproc sq_contains;
  binaryfunc sq_inplace_concat;
  ssizeargfunc sq_inplace_repeat;
} PySequenceMethods;

typedef struct {
  lenfunc mp_length;
  binaryfunc mp_subscript;
  objobjargproc mp_ass_subscript;
} PyMappingMethods;

typedef struct {
  unaryfunc am_await, am_aiter, am_anext;
  sendfunc am_send;
} PyAsyncMethods;

typedef struct {
  getbufferproc bf_getbuffer;
  releasebufferproc bf_releasebuffer;
} PyBufferProcs;

/* A class. What is behind tp_versions_used belongs to the interpreter (rt::Type). */
#define TINYPY_TYPE_REST 94
struct _typeobject {
  PyVarObject ob_base;
  const char* tp_name;
  Py_ssize_t tp_basicsize, tp_itemsize;
  destructor tp_dealloc;
  Py_ssize_t tp_vectorcall_offset;
  getattrfunc tp_getattr;
  setattrfunc tp_setattr;
  PyAsyncMethods* tp_as_async;
  reprfunc tp_repr;
  PyNumberMethods* tp_as_number;
  PySequenceMethods* tp_as_sequence;
  PyMappingMethods* tp_as_mapping;
  hashfunc tp_hash;
  ternaryfunc tp_call;
  reprfunc tp_str;
  getattrofunc tp_getattro;
  setattrofunc tp_setattro;
  PyBufferProcs* tp_as_buffer;
  unsigned long tp_flags;
  const char* tp_doc;
  traverseproc tp_traverse;
  inquiry tp_clear;
  richcmpfunc tp_richcompare;
  Py_ssize_t tp_weaklistoffset;
  getiterfunc tp_iter;
  iternextfunc tp_iternext;
  PyMethodDef* tp_methods;
  PyMemberDef* tp_members;
  PyGetSetDef* tp_getset;
  PyTypeObject* tp_base;
  PyObject* tp_dict;
  descrgetfunc tp_descr_get;
  descrsetfunc tp_descr_set;
  Py_ssize_t tp_dictoffset;
  initproc tp_init;
  allocfunc tp_alloc;
  newfunc tp_new;
  freefunc tp_free;
  inquiry tp_is_gc;
  PyObject *tp_bases, *tp_mro, *tp_cache;
  void* tp_subclasses;
  PyObject* tp_weaklist;
  destructor tp_del;
  unsigned int tp_version_tag;
  destructor tp_finalize;
  vectorcallfunc tp_vectorcall;
  unsigned char tp_watched;
  uint16_t tp_versions_used;
  uint64_t tpy_rest[TINYPY_TYPE_REST];
} __attribute__((aligned(16)));

/* A class made at run time by PyType_FromSpec() and its like, or by tp_alloc of a metaclass. */
typedef struct _heaptypeobject {
  PyTypeObject ht_type;
  PyAsyncMethods as_async;
  PyNumberMethods as_number;
  PyMappingMethods as_mapping;
  PySequenceMethods as_sequence;
  PyBufferProcs as_buffer;
  PyObject *ht_name, *ht_slots, *ht_qualname;
  struct _dictkeysobject* ht_cached_keys;
  PyObject* ht_module;
  char* _ht_tpname;
  void* ht_token;
} PyHeapTypeObject;

#define Py_TPFLAGS_HAVE_FINALIZE (1UL << 0)
#define Py_TPFLAGS_INLINE_VALUES (1UL << 2)
#define Py_TPFLAGS_MANAGED_WEAKREF (1UL << 3)
#define Py_TPFLAGS_MANAGED_DICT (1UL << 4)
#define Py_TPFLAGS_PREHEADER (Py_TPFLAGS_MANAGED_WEAKREF | Py_TPFLAGS_MANAGED_DICT)
#define Py_TPFLAGS_SEQUENCE (1UL << 5)
#define Py_TPFLAGS_MAPPING (1UL << 6)
#define Py_TPFLAGS_DISALLOW_INSTANTIATION (1UL << 7)
#define Py_TPFLAGS_IMMUTABLETYPE (1UL << 8)
#define Py_TPFLAGS_HEAPTYPE (1UL << 9)
#define Py_TPFLAGS_BASETYPE (1UL << 10)
#define Py_TPFLAGS_HAVE_VECTORCALL (1UL << 11)
#define _Py_TPFLAGS_HAVE_VECTORCALL Py_TPFLAGS_HAVE_VECTORCALL
#define Py_TPFLAGS_READY (1UL << 12)
#define Py_TPFLAGS_READYING (1UL << 13)
#define Py_TPFLAGS_HAVE_GC (1UL << 14)
#define Py_TPFLAGS_HAVE_STACKLESS_EXTENSION 0UL
#define Py_TPFLAGS_METHOD_DESCRIPTOR (1UL << 17)
#define Py_TPFLAGS_HAVE_VERSION_TAG (1UL << 18)
#define Py_TPFLAGS_VALID_VERSION_TAG (1UL << 19)
#define Py_TPFLAGS_IS_ABSTRACT (1UL << 20)
#define Py_TPFLAGS_ITEMS_AT_END (1UL << 23)
#define Py_TPFLAGS_LONG_SUBCLASS (1UL << 24)
#define Py_TPFLAGS_LIST_SUBCLASS (1UL << 25)
#define Py_TPFLAGS_TUPLE_SUBCLASS (1UL << 26)
#define Py_TPFLAGS_BYTES_SUBCLASS (1UL << 27)
#define Py_TPFLAGS_UNICODE_SUBCLASS (1UL << 28)
#define Py_TPFLAGS_DICT_SUBCLASS (1UL << 29)
#define Py_TPFLAGS_BASE_EXC_SUBCLASS (1UL << 30)
#define Py_TPFLAGS_TYPE_SUBCLASS (1UL << 31)
#define Py_TPFLAGS_DEFAULT (Py_TPFLAGS_HAVE_STACKLESS_EXTENSION)

TINYPY_END_C

#endif
