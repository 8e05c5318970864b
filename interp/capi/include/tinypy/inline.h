/* What is inline: counts, classes of objects, the insides of tuple, bytes and str, and the macros over all that. The
 * interpreter's own sources define TINYPY_CORE, and use its functions instead. */
#ifndef TINYPY_INLINE_H
#define TINYPY_INLINE_H

#include "functions.h"
#include "members.h"

#ifndef TINYPY_CORE

#define Py_Is(x, y) ((x) == (y))
#define Py_IsNone(x) Py_Is((x), Py_None)
#define Py_IsTrue(x) Py_Is((x), Py_True)
#define Py_IsFalse(x) Py_Is((x), Py_False)

/* ---- counts (gc/refcount/refcount.h: the paths of the owner)
 *
 * TINYPY_COUNT_BY_CALLS leaves all counting to the program, so that its checks see it. */

TINYPY_BEGIN_C
struct tinypy_thread_id {
  uint32_t id;
};
extern __thread struct tinypy_thread_id* tinypy_thread __attribute__((tls_model("initial-exec")));
struct tinypy_shape {
  const void* lifetime;
  PyTypeObject* type;
};
extern struct tinypy_shape** const tinypy_shapes;
TINYPY_END_C

static inline void tinypy_incref(PyObject* op) {
  if (TINYPY_IS_IMMEDIATE(op)) return;
#ifndef TINYPY_COUNT_BY_CALLS
  if (op->tpy_owner == tinypy_thread->id) {
    op->tpy_counts[0] += 1;
    return;
  }
  if (op->tpy_owner == TINYPY_IMMORTAL) return;
#endif
  Py_IncRef(op);
}
static inline void tinypy_decref(PyObject* op) {
  if (TINYPY_IS_IMMEDIATE(op)) return;
#ifndef TINYPY_COUNT_BY_CALLS
  if (op->tpy_owner == tinypy_thread->id && (int32_t)op->tpy_counts[0] > 1) {
    op->tpy_counts[0] -= 1;
    return;
  }
  if (op->tpy_owner == TINYPY_IMMORTAL) return;
#endif
  Py_DecRef(op);
}
static inline PyObject* tinypy_new_ref(PyObject* op) {
  tinypy_incref(op);
  return op;
}
static inline void tinypy_xincref(PyObject* op) {
  if (op) tinypy_incref(op);
}
static inline void tinypy_xdecref(PyObject* op) {
  if (op) tinypy_decref(op);
}
static inline PyObject* tinypy_xnew_ref(PyObject* op) {
  tinypy_xincref(op);
  return op;
}
#define Py_INCREF(op) tinypy_incref(_PyObject_CAST(op))
#define Py_DECREF(op) tinypy_decref(_PyObject_CAST(op))
#define Py_XINCREF(op) tinypy_xincref(_PyObject_CAST(op))
#define Py_XDECREF(op) tinypy_xdecref(_PyObject_CAST(op))
#define Py_NewRef(op) tinypy_new_ref(_PyObject_CAST(op))
#define Py_XNewRef(op) tinypy_xnew_ref(_PyObject_CAST(op))
#define Py_REFCNT(op) Py_REFCNT(_PyObject_CAST(op))
#define Py_SET_REFCNT(op, count) ((void)(op), (void)(count))
#define Py_CLEAR(op)                         \
  do {                                       \
    __typeof__(op)* tpy_place = &(op);       \
    __typeof__(op) tpy_old = *tpy_place;     \
    if (tpy_old) {                           \
      *tpy_place = _Py_NULL;                 \
      Py_DECREF(tpy_old);                    \
    }                                        \
  } while (0)
#define Py_SETREF(to, from)              \
  do {                                   \
    __typeof__(to)* tpy_place = &(to);   \
    __typeof__(to) tpy_old = *tpy_place; \
    *tpy_place = (from);                 \
    Py_DECREF(tpy_old);                  \
  } while (0)
#define Py_XSETREF(to, from)             \
  do {                                   \
    __typeof__(to)* tpy_place = &(to);   \
    __typeof__(to) tpy_old = *tpy_place; \
    *tpy_place = (from);                 \
    Py_XDECREF(tpy_old);                 \
  } while (0)

/* ---- classes */

static inline PyTypeObject* tinypy_type(PyObject* op) {
  if (!TINYPY_IS_IMMEDIATE(op) && op->tpy_meta != 0) return tinypy_shapes[op->tpy_meta >> 9]->type;
  if (((uintptr_t)op & 1) != 0 || op == TINYPY_ZERO) return &PyLong_Type;
  if (((uintptr_t)op & 3) == 2) return &PyFloat_Type;
  return (Py_TYPE)(op);
}
static inline int tinypy_is_type(PyObject* op, PyTypeObject* type) { return tinypy_type(op) == type; }
static inline int tinypy_is_instance(PyObject* op, PyTypeObject* type) {
  PyTypeObject* own = tinypy_type(op);
  return own == type || PyType_IsSubtype(own, type);
}
#define Py_TYPE(op) tinypy_type(_PyObject_CAST(op))
#define Py_IS_TYPE(op, type) tinypy_is_type(_PyObject_CAST(op), (type))
#define Py_SET_TYPE(op, type) Py_SET_TYPE(_PyObject_CAST(op), (type))
#define Py_SIZE(op) Py_SIZE(_PyObject_CAST(op))
#define Py_SET_SIZE(op, size) Py_SET_SIZE(_PyVarObject_CAST(op), (size))
#define PyObject_TypeCheck(op, type) tinypy_is_instance(_PyObject_CAST(op), (type))
static inline int PyType_HasFeature(PyTypeObject* type, unsigned long feature) {
  return (type->tp_flags & feature) != 0;
}
#define PyType_FastSubclass(type, flag) PyType_HasFeature((type), (flag))
#define PyType_IS_GC(type) PyType_HasFeature((type), Py_TPFLAGS_HAVE_GC)
#define PyType_SUPPORTS_WEAKREFS(type) ((type)->tp_weaklistoffset != 0)
#define PyType_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_TYPE_SUBCLASS)
#define PyType_CheckExact(op) Py_IS_TYPE(op, &PyType_Type)
#define PyObject_IS_GC(op) PyObject_IS_GC(_PyObject_CAST(op))

#define PyLong_Check(op) (((uintptr_t)(op)&1) != 0 || PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_LONG_SUBCLASS))
#define PyLong_CheckExact(op) (((uintptr_t)(op)&1) != 0 || Py_IS_TYPE(op, &PyLong_Type))
#define PyBool_Check(op) ((op) == Py_True || (op) == Py_False)
#define PyFloat_Check(op) PyObject_TypeCheck(op, &PyFloat_Type)
#define PyFloat_CheckExact(op) Py_IS_TYPE(op, &PyFloat_Type)
#define PyComplex_Check(op) PyObject_TypeCheck(op, &PyComplex_Type)
#define PyComplex_CheckExact(op) Py_IS_TYPE(op, &PyComplex_Type)
#define PyUnicode_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_UNICODE_SUBCLASS)
#define PyUnicode_CheckExact(op) Py_IS_TYPE(op, &PyUnicode_Type)
#define PyBytes_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_BYTES_SUBCLASS)
#define PyBytes_CheckExact(op) Py_IS_TYPE(op, &PyBytes_Type)
#define PyByteArray_Check(op) PyObject_TypeCheck(op, &PyByteArray_Type)
#define PyByteArray_CheckExact(op) Py_IS_TYPE(op, &PyByteArray_Type)
#define PyTuple_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_TUPLE_SUBCLASS)
#define PyTuple_CheckExact(op) Py_IS_TYPE(op, &PyTuple_Type)
#define PyList_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_LIST_SUBCLASS)
#define PyList_CheckExact(op) Py_IS_TYPE(op, &PyList_Type)
#define PyDict_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_DICT_SUBCLASS)
#define PyDict_CheckExact(op) Py_IS_TYPE(op, &PyDict_Type)
#define PyFrozenDict_Check(op) PyObject_TypeCheck(op, &PyFrozenDict_Type)
#define PyFrozenDict_CheckExact(op) Py_IS_TYPE(op, &PyFrozenDict_Type)
#define PyAnyDict_Check(op) (PyDict_Check(op) || PyFrozenDict_Check(op))
#define PyAnyDict_CheckExact(op) (PyDict_CheckExact(op) || PyFrozenDict_CheckExact(op))
#define PyDictKeys_Check(op) PyObject_TypeCheck(op, &PyDictKeys_Type)
#define PyDictValues_Check(op) PyObject_TypeCheck(op, &PyDictValues_Type)
#define PyDictItems_Check(op) PyObject_TypeCheck(op, &PyDictItems_Type)
#define PyDictViewSet_Check(op) (PyDictKeys_Check(op) || PyDictItems_Check(op))
#define PySet_Check(op) PyObject_TypeCheck(op, &PySet_Type)
#define PySet_CheckExact(op) Py_IS_TYPE(op, &PySet_Type)
#define PyFrozenSet_Check(op) PyObject_TypeCheck(op, &PyFrozenSet_Type)
#define PyFrozenSet_CheckExact(op) Py_IS_TYPE(op, &PyFrozenSet_Type)
#define PyAnySet_Check(op) (PySet_Check(op) || PyFrozenSet_Check(op))
#define PyAnySet_CheckExact(op) (PySet_CheckExact(op) || PyFrozenSet_CheckExact(op))
#define PyModule_Check(op) PyObject_TypeCheck(op, &PyModule_Type)
#define PyModule_CheckExact(op) Py_IS_TYPE(op, &PyModule_Type)
#define PyFunction_Check(op) Py_IS_TYPE(op, &PyFunction_Type)
#define PyMethod_Check(op) Py_IS_TYPE(op, &PyMethod_Type)
#define PyCFunction_Check(op) Py_IS_TYPE(op, &PyCFunction_Type)
#define PyCFunction_CheckExact(op) Py_IS_TYPE(op, &PyCFunction_Type)
#define PyCode_Check(op) Py_IS_TYPE(op, &PyCode_Type)
#define PyFrame_Check(op) Py_IS_TYPE(op, &PyFrame_Type)
#define PyTraceBack_Check(op) Py_IS_TYPE(op, &PyTraceBack_Type)
#define PyGen_Check(op) PyObject_TypeCheck(op, &PyGen_Type)
#define PyGen_CheckExact(op) Py_IS_TYPE(op, &PyGen_Type)
#define PyCoro_CheckExact(op) Py_IS_TYPE(op, &PyCoro_Type)
#define PyAsyncGen_CheckExact(op) Py_IS_TYPE(op, &PyAsyncGen_Type)
#define PyCell_Check(op) Py_IS_TYPE(op, &PyCell_Type)
#define PySlice_Check(op) Py_IS_TYPE(op, &PySlice_Type)
#define PyRange_Check(op) Py_IS_TYPE(op, &PyRange_Type)
#define PyMemoryView_Check(op) Py_IS_TYPE(op, &PyMemoryView_Type)
#define PyCapsule_CheckExact(op) Py_IS_TYPE(op, &PyCapsule_Type)
#define PyWeakref_CheckRef(op) PyObject_TypeCheck(op, &_PyWeakref_RefType)
#define PyWeakref_CheckRefExact(op) Py_IS_TYPE(op, &_PyWeakref_RefType)
#define PyWeakref_CheckProxy(op) (Py_IS_TYPE(op, &_PyWeakref_ProxyType) || Py_IS_TYPE(op, &_PyWeakref_CallableProxyType))
#define PyWeakref_Check(op) (PyWeakref_CheckRef(op) || PyWeakref_CheckProxy(op))
#define PyExceptionClass_Check(op) \
  (PyType_Check(op) && PyType_FastSubclass((PyTypeObject*)(op), Py_TPFLAGS_BASE_EXC_SUBCLASS))
#define PyExceptionInstance_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_BASE_EXC_SUBCLASS)
#define PyExceptionInstance_Class(op) ((PyObject*)Py_TYPE(op))

/* ---- tuple: 16 bytes of header, the length, the items */

static inline Py_ssize_t tinypy_tuple_size(PyObject* op) { return ((PyVarObject*)op)->ob_size; }
static inline PyObject** tinypy_tuple_items(PyObject* op) { return (PyObject**)((PyVarObject*)op + 1); }
#define PyTuple_GET_SIZE(op) tinypy_tuple_size(_PyObject_CAST(op))
#define PyTuple_GET_ITEM(op, i) (tinypy_tuple_items(_PyObject_CAST(op))[(i)])
/* The write barrier: what a tuple holds that other threads may find can be found by them, too. */
static inline void tinypy_tuple_set(PyObject* op, Py_ssize_t i, PyObject* item) {
  if ((op->tpy_meta & TINYPY_PUBLISHED) && !TINYPY_IS_IMMEDIATE(item) && item && !(item->tpy_meta & TINYPY_PUBLISHED))
    _PyObject_Publish(item);
  tinypy_tuple_items(op)[i] = item == TINYPY_ZERO ? TINYPY_ZERO_IN_PLACE : item;
}
#define PyTuple_SET_ITEM(op, i, item) tinypy_tuple_set(_PyObject_CAST(op), (i), _PyObject_CAST(item))

typedef struct {
  PyVarObject ob_base;
  PyObject* const ob_item[1]; /* PyTuple_SET_ITEM() writes items, because it knows the word of 0 */
} PyTupleObject;
/* Named result tuples: hidden fields lie behind the items. */
typedef PyTupleObject PyStructSequence;
#define PyStructSequence_SET_ITEM(op, i, item) PyStructSequence_SetItem(_PyObject_CAST(op), (i), _PyObject_CAST(item))
#define PyStructSequence_GET_ITEM(op, i) PyStructSequence_GetItem(_PyObject_CAST(op), (i))

/* ---- list: its items may move at any time, so each access is a call */

#define PyList_GET_SIZE(op) PyList_Size(_PyObject_CAST(op))
#define PyList_GET_ITEM(op, i) PyList_GetItem(_PyObject_CAST(op), (i))
#define PyList_SET_ITEM(op, i, item) ((void)PyList_SetItem(_PyObject_CAST(op), (i), _PyObject_CAST(item)))

/* PySequence_Fast() gives a list that no other thread has met as it is, and a tuple of any other. */
static inline Py_ssize_t tinypy_fast_size(PyObject* op) {
  return tinypy_is_type(op, &PyTuple_Type) || !PyList_Check(op) ? PyTuple_GET_SIZE(op) : PyList_Size(op);
}
static inline PyObject* tinypy_fast_item(PyObject* op, Py_ssize_t i) {
  return tinypy_is_type(op, &PyTuple_Type) || !PyList_Check(op) ? PyTuple_GET_ITEM(op, i) : PyList_GetItem(op, i);
}
#define PySequence_Fast_GET_SIZE(op) tinypy_fast_size(_PyObject_CAST(op))
#define PySequence_Fast_GET_ITEM(op, i) tinypy_fast_item(_PyObject_CAST(op), (i))
static inline PyObject** tinypy_fast_items(PyObject* op) {
  return tinypy_is_type(op, &PyTuple_Type) ? tinypy_tuple_items(op) : _PySequence_FastItems(op);
}
#define PySequence_Fast_ITEMS(op) tinypy_fast_items(_PyObject_CAST(op))
#define PySequence_ITEM(op, i) PySequence_GetItem(_PyObject_CAST(op), (i))

#define PyDict_GET_SIZE(op) PyDict_Size(_PyObject_CAST(op))
#define PySet_GET_SIZE(op) PySet_Size(_PyObject_CAST(op))

/* ---- bytes: 16 bytes of header, the hash, the length, the bytes, a zero */

struct tinypy_bytes {
  PyObject ob_base;
  Py_hash_t tpy_hash;
  Py_ssize_t tpy_length;
  char tpy_data[1];
};
#define PyBytes_AS_STRING(op) (((struct tinypy_bytes*)(op))->tpy_data)
#define PyBytes_GET_SIZE(op) (((struct tinypy_bytes*)(op))->tpy_length)
#define PyByteArray_AS_STRING(op) PyByteArray_AsString(_PyObject_CAST(op))
#define PyByteArray_GET_SIZE(op) PyByteArray_Size(_PyObject_CAST(op))

/* ---- str: units of 1, 2 or 4 bytes (runtime/types/text/str.h) */

struct tinypy_str {
  PyObject ob_base;
  Py_hash_t tpy_hash;
  Py_ssize_t tpy_length;
  uint8_t tpy_kind, tpy_ascii, tpy_interned, tpy_text;
  uint32_t tpy_spare;
};
typedef PyObject PyASCIIObject, PyCompactUnicodeObject;
struct tinypy_unicode_object {
  struct tinypy_str tpy_base;
};
typedef struct tinypy_unicode_object PyUnicodeObject;
#define TINYPY_STR(op) ((struct tinypy_str*)(op))
enum { PyUnicode_1BYTE_KIND = 1, PyUnicode_2BYTE_KIND = 2, PyUnicode_4BYTE_KIND = 4 };
#define PyUnicode_WCHAR_KIND 0
#define PyUnicode_READY(op) (0)
#define PyUnicode_IS_READY(op) (1)
#define PyUnicode_IS_COMPACT(op) (1)
#define PyUnicode_IS_ASCII(op) (TINYPY_STR(op)->tpy_ascii)
#define PyUnicode_IS_COMPACT_ASCII(op) PyUnicode_IS_ASCII(op)
#define PyUnicode_KIND(op) (TINYPY_STR(op)->tpy_kind)
#define PyUnicode_DATA(op) ((void*)((char*)(op) + 8 * TINYPY_STR(op)->tpy_text))
#define PyUnicode_1BYTE_DATA(op) ((Py_UCS1*)PyUnicode_DATA(op))
#define PyUnicode_2BYTE_DATA(op) ((Py_UCS2*)PyUnicode_DATA(op))
#define PyUnicode_4BYTE_DATA(op) ((Py_UCS4*)PyUnicode_DATA(op))
#define PyUnicode_GET_LENGTH(op) (TINYPY_STR(op)->tpy_length)
/* -1: it has not been asked for yet. */
static inline Py_hash_t PyUnstable_Unicode_GET_CACHED_HASH(PyObject* op) {
  Py_hash_t hash = __atomic_load_n(&TINYPY_STR(op)->tpy_hash, __ATOMIC_RELAXED);
  return hash ? hash : -1;
}
#define PyUnicode_CHECK_INTERNED(op) (TINYPY_STR(op)->tpy_interned)
static inline Py_UCS4 PyUnicode_READ(int kind, const void* data, Py_ssize_t i) {
  if (kind == PyUnicode_1BYTE_KIND) return ((const Py_UCS1*)data)[i];
  if (kind == PyUnicode_2BYTE_KIND) return ((const Py_UCS2*)data)[i];
  return ((const Py_UCS4*)data)[i];
}
static inline void PyUnicode_WRITE(int kind, void* data, Py_ssize_t i, Py_UCS4 value) {
  if (kind == PyUnicode_1BYTE_KIND) ((Py_UCS1*)data)[i] = (Py_UCS1)value;
  else if (kind == PyUnicode_2BYTE_KIND) ((Py_UCS2*)data)[i] = (Py_UCS2)value;
  else ((Py_UCS4*)data)[i] = value;
}
#define PyUnicode_READ_CHAR(op, i) PyUnicode_READ(PyUnicode_KIND(op), PyUnicode_DATA(op), (i))
#define PyUnicode_MAX_CHAR_VALUE(op)               \
  (PyUnicode_IS_ASCII(op)                  ? 0x7fu \
   : PyUnicode_KIND(op) == PyUnicode_1BYTE_KIND ? 0xffu \
   : PyUnicode_KIND(op) == PyUnicode_2BYTE_KIND ? 0xffffu \
                                                : 0x10ffffu)
#define Py_UNICODE_REPLACEMENT_CHARACTER ((Py_UCS4)0xFFFD)
#define Py_UNICODE_IS_SURROGATE(c) ((c) >= 0xD800 && (c) <= 0xDFFF)
#define Py_UNICODE_IS_HIGH_SURROGATE(c) ((c) >= 0xD800 && (c) <= 0xDBFF)
#define Py_UNICODE_IS_LOW_SURROGATE(c) ((c) >= 0xDC00 && (c) <= 0xDFFF)
#define Py_UNICODE_JOIN_SURROGATES(high, low) ((((Py_UCS4)(high)&0x3FF) << 10 | ((Py_UCS4)(low)&0x3FF)) + 0x10000)
#define Py_UNICODE_HIGH_SURROGATE(c) (0xD800 - (0x10000 >> 10) + ((c) >> 10))
#define Py_UNICODE_LOW_SURROGATE(c) (0xDC00 + ((c)&0x3FF))

#define Py_UNICODE_ISSPACE(c) _PyUnicode_IsWhitespace(c)
#define Py_UNICODE_ISLOWER(c) _PyUnicode_IsLowercase(c)
#define Py_UNICODE_ISUPPER(c) _PyUnicode_IsUppercase(c)
#define Py_UNICODE_ISTITLE(c) _PyUnicode_IsTitlecase(c)
#define Py_UNICODE_ISLINEBREAK(c) _PyUnicode_IsLinebreak(c)
#define Py_UNICODE_ISDECIMAL(c) _PyUnicode_IsDecimalDigit(c)
#define Py_UNICODE_ISDIGIT(c) _PyUnicode_IsDigit(c)
#define Py_UNICODE_ISNUMERIC(c) _PyUnicode_IsNumeric(c)
#define Py_UNICODE_ISPRINTABLE(c) _PyUnicode_IsPrintable(c)
#define Py_UNICODE_ISALPHA(c) _PyUnicode_IsAlpha(c)
static inline int Py_UNICODE_ISALNUM(Py_UCS4 c) {
  return Py_UNICODE_ISALPHA(c) || Py_UNICODE_ISDECIMAL(c) || Py_UNICODE_ISDIGIT(c) || Py_UNICODE_ISNUMERIC(c);
}
#define Py_UNICODE_TOLOWER(c) _PyUnicode_ToLowercase(c)
#define Py_UNICODE_TOUPPER(c) _PyUnicode_ToUppercase(c)
#define Py_UNICODE_TOTITLE(c) _PyUnicode_ToTitlecase(c)
#define Py_UNICODE_TODECIMAL(c) _PyUnicode_ToDecimalDigit(c)
#define Py_UNICODE_TODIGIT(c) _PyUnicode_ToDigit(c)
#define Py_UNICODE_TONUMERIC(c) _PyUnicode_ToNumeric(c)
#define Py_UNICODE_SIZE SIZEOF_WCHAR_T

/* ---- numbers */

#define PyHASH_BITS 61
#define PyHASH_MODULUS (((size_t)1 << PyHASH_BITS) - 1)
#define PyHASH_INF 314159
#define PyHASH_IMAG 1000003UL
#define _PyHASH_BITS PyHASH_BITS
#define _PyHASH_MODULUS PyHASH_MODULUS
#define _PyHASH_INF PyHASH_INF
#define _PyHASH_IMAG PyHASH_IMAG
#define _Py_HashPointer Py_HashPointer
#define _Py_PARSE_PID "i"
#define PyFloat_AS_DOUBLE(op) PyFloat_AsDouble(_PyObject_CAST(op))
#define PyLong_AS_LONG(op) PyLong_AsLong(op)
#define PyLong_FromPid PyLong_FromLong
#define PyLong_AsPid PyLong_AsInt
#define Py_RETURN_NAN return PyFloat_FromDouble(Py_NAN)
#define Py_RETURN_INF(sign) return PyFloat_FromDouble(copysign(Py_INFINITY, (sign)))
/* ---- objects */

#define PyObject_New(type, cls) ((type*)_PyObject_New(cls))
#define PyObject_NEW(type, cls) PyObject_New(type, cls)
#define PyObject_NewVar(type, cls, n) ((type*)_PyObject_NewVar((cls), (n)))
#define PyObject_NEW_VAR(type, cls, n) PyObject_NewVar(type, cls, n)
#define PyObject_INIT(op, cls) PyObject_Init(_PyObject_CAST(op), (cls))
#define PyObject_INIT_VAR(op, cls, n) PyObject_InitVar(_PyVarObject_CAST(op), (cls), (n))
#define PyObject_GC_New(type, cls) ((type*)_PyObject_GC_New(cls))
#define PyObject_GC_NewVar(type, cls, n) ((type*)_PyObject_GC_NewVar((cls), (n)))
#define PyObject_GC_Resize(type, op, n) ((type*)_PyObject_GC_Resize(_PyVarObject_CAST(op), (n)))
#define PyObject_MALLOC PyObject_Malloc
#define PyObject_REALLOC PyObject_Realloc
#define PyObject_FREE PyObject_Free
#define PyObject_Del PyObject_Free
#define PyObject_DEL PyObject_Free
#define PyMem_MALLOC PyMem_Malloc
#define PyMem_REALLOC PyMem_Realloc
#define PyMem_FREE PyMem_Free
#define PyMem_Del PyMem_Free
#define PyMem_DEL PyMem_Free
#define PyMem_New(type, n) (((size_t)(n) > PY_SSIZE_T_MAX / sizeof(type)) ? (type*)_Py_NULL : (type*)PyMem_Malloc((n) * sizeof(type)))
#define PyMem_NEW(type, n) PyMem_New(type, n)
#define PyMem_Resize(p, type, n)                                                  \
  ((p) = ((size_t)(n) > PY_SSIZE_T_MAX / sizeof(type)) ? (type*)_Py_NULL          \
                                                       : (type*)PyMem_Realloc((p), (n) * sizeof(type)))
#define PyMem_RESIZE(p, type, n) PyMem_Resize(p, type, n)
#define _PyObject_SIZE(cls) ((cls)->tp_basicsize)
#define _PyObject_VAR_SIZE(cls, n) _Py_SIZE_ROUND_UP((cls)->tp_basicsize + (n) * (cls)->tp_itemsize, 8)
#define Py_VISIT(op)                                              \
  do {                                                            \
    if (op) {                                                     \
      int tpy_result = visit(_PyObject_CAST(op), arg);            \
      if (tpy_result) return tpy_result;                          \
    }                                                             \
  } while (0)
/* Deep destructions are put off by the interpreter itself. */
#define Py_TRASHCAN_BEGIN(op, dealloc) do {
#define Py_TRASHCAN_END } while (0);
#define Py_TRASHCAN_SAFE_BEGIN(op) Py_TRASHCAN_BEGIN(op, 0)
#define Py_TRASHCAN_SAFE_END(op) Py_TRASHCAN_END

#define PyObject_DelAttr(op, name) PyObject_SetAttr((op), (name), _Py_NULL)
#define PyObject_DelAttrString(op, name) PyObject_SetAttrString((op), (name), _Py_NULL)
#define PyMapping_DelItemString(op, key) PyObject_DelItemString((op), (key))
#define PyMapping_DelItem(op, key) PyObject_DelItem((op), (key))
#define PyMapping_Length PyMapping_Size
#define PySequence_Length PySequence_Size
#define PySequence_In PySequence_Contains
#define _PyDict_GetItemStringWithError PyDict_GetItemString

#define PyContext_CheckExact(op) PyContext_CheckExact(_PyObject_CAST(op))
#define PyContextVar_CheckExact(op) PyContextVar_CheckExact(_PyObject_CAST(op))
#define PyContextToken_CheckExact(op) PyContextToken_CheckExact(_PyObject_CAST(op))

/* ---- calls */

#define PyVectorcall_NARGS(n) ((Py_ssize_t)((n) & ~PY_VECTORCALL_ARGUMENTS_OFFSET))
#define _PyVectorcall_NARGS PyVectorcall_NARGS
#define _PyObject_Vectorcall PyObject_Vectorcall
#define _PyObject_CallNoArg PyObject_CallNoArgs
static inline PyObject* PyObject_CallMethodNoArgs(PyObject* self, PyObject* name) {
  PyObject* args[1] = {self};
  return PyObject_VectorcallMethod(name, args, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, _Py_NULL);
}
static inline PyObject* PyObject_CallMethodOneArg(PyObject* self, PyObject* name, PyObject* arg) {
  PyObject* args[2] = {self, arg};
  return PyObject_VectorcallMethod(name, args, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, _Py_NULL);
}
#define PyCFunction_New(def, self) PyCFunction_NewEx((def), (self), _Py_NULL)
#define PyCFunction_NewEx(def, self, module) PyCMethod_New((def), (self), (module), _Py_NULL)
#define PyCFunction_GET_FUNCTION(op) PyCFunction_GetFunction(_PyObject_CAST(op))
#define PyCFunction_GET_SELF(op) PyCFunction_GetSelf(_PyObject_CAST(op))
#define PyCFunction_GET_FLAGS(op) PyCFunction_GetFlags(_PyObject_CAST(op))
#define PyMethod_GET_FUNCTION(op) PyMethod_Function(_PyObject_CAST(op))
#define PyMethod_GET_SELF(op) PyMethod_Self(_PyObject_CAST(op))
#define PyCell_GET(op) PyCell_Get(_PyObject_CAST(op))
#define PyCell_SET(op, value) ((void)PyCell_Set(_PyObject_CAST(op), (value)))
#define PyMemoryView_GET_BUFFER(op) PyMemoryView_GetBuffer(_PyObject_CAST(op))
#define PyMemoryView_GET_BASE(op) PyMemoryView_GetBase(_PyObject_CAST(op))
#define PyWeakref_GET_OBJECT(op) PyWeakref_GetObject(_PyObject_CAST(op))

/* ---- modules */

#define PyModule_Create(def) PyModule_Create2((def), PYTHON_API_VERSION)
#define PyModule_FromDefAndSpec(def, spec) PyModule_FromDefAndSpec2((def), (spec), PYTHON_API_VERSION)
#define PyModule_AddIntMacro(module, macro) PyModule_AddIntConstant((module), #macro, (macro))
#define PyModule_AddStringMacro(module, macro) PyModule_AddStringConstant((module), #macro, (macro))
#define PyImport_ImportModuleEx(name, globals, locals, from) PyImport_ImportModuleLevel((name), (globals), (locals), (from), 0)

/* ---- errors, threads, running */

#define PyErr_Warn(category, message) PyErr_WarnEx((category), (message), 1)
#define PyErr_BadInternalCall() _PyErr_BadInternalCall(__FILE__, __LINE__)
#define Py_FatalError(message) _Py_FatalErrorFunc(__func__, (message))
#define Py_BEGIN_ALLOW_THREADS { PyThreadState* _save = PyEval_SaveThread();
#define Py_BLOCK_THREADS PyEval_RestoreThread(_save);
#define Py_UNBLOCK_THREADS _save = PyEval_SaveThread();
#define Py_END_ALLOW_THREADS PyEval_RestoreThread(_save); }
#define PyThreadState_GET() PyThreadState_Get()
#define Py_BEGIN_CRITICAL_SECTION(op) { PyCriticalSection _py_cs; PyCriticalSection_Begin(&_py_cs, _PyObject_CAST(op));
#define Py_END_CRITICAL_SECTION() PyCriticalSection_End(&_py_cs); }
#define Py_BEGIN_CRITICAL_SECTION2(a, b) \
  { PyCriticalSection2 _py_cs2; PyCriticalSection2_Begin(&_py_cs2, _PyObject_CAST(a), _PyObject_CAST(b));
#define Py_END_CRITICAL_SECTION2() PyCriticalSection2_End(&_py_cs2); }
#define Py_BEGIN_CRITICAL_SECTION_MUTEX(mutex) { PyCriticalSection _py_cs; PyCriticalSection_BeginMutex(&_py_cs, (mutex));
#define Py_BEGIN_CRITICAL_SECTION2_MUTEX(a, b) \
  { PyCriticalSection2 _py_cs2; PyCriticalSection2_BeginMutex(&_py_cs2, (a), (b));
#define PySeqIter_Check(op) Py_IS_TYPE(op, &PySeqIter_Type)
#define PyCallIter_Check(op) Py_IS_TYPE(op, &PyCallIter_Type)
#define PyInstanceMethod_Type (*_PyInstanceMethod_GetType()) /* no constant expression */
#define PyInstanceMethod_GET_FUNCTION(op) PyInstanceMethod_Function(_PyObject_CAST(op))
#define PyOS_stricmp PyOS_mystricmp
#define PyOS_strnicmp PyOS_mystrnicmp
#define Py_C_RECURSION_LIMIT 10000
#define PyRun_File(file, name, start, globals, locals) PyRun_FileExFlags((file), (name), (start), (globals), (locals), 0, _Py_NULL)
#define PyRun_FileEx(file, name, start, globals, locals, close) \
  PyRun_FileExFlags((file), (name), (start), (globals), (locals), (close), _Py_NULL)
#define PyRun_FileFlags(file, name, start, globals, locals, flags) \
  PyRun_FileExFlags((file), (name), (start), (globals), (locals), 0, (flags))
#define PyRun_SimpleFile(file, name) PyRun_SimpleFileExFlags((file), (name), 0, _Py_NULL)
#define PyRun_SimpleFileEx(file, name, close) PyRun_SimpleFileExFlags((file), (name), (close), _Py_NULL)
#define PyRun_AnyFile(file, name) PyRun_AnyFileExFlags((file), (name), 0, _Py_NULL)
#define PyRun_AnyFileEx(file, name, close) PyRun_AnyFileExFlags((file), (name), (close), _Py_NULL)
#define PyRun_AnyFileFlags(file, name, flags) PyRun_AnyFileExFlags((file), (name), 0, (flags))
#define PyRun_InteractiveOne(file, name) PyRun_InteractiveOneFlags((file), (name), _Py_NULL)
#define PyRun_InteractiveLoop(file, name) PyRun_InteractiveLoopFlags((file), (name), _Py_NULL)
#define Py_CompileStringFlags(text, name, start, flags) Py_CompileStringExFlags((text), (name), (start), (flags), -1)
#define PyRun_SimpleStringFlags(text, flags) PyRun_SimpleString(text)
#define PyUnicode_InternImmortal PyUnicode_InternInPlace
#define PyUnicode_ClearFreeList() 0
#define _PyUnicode_EqualToASCIIString(a, b) (PyUnicode_CompareWithASCIIString((a), (b)) == 0)

#endif /* TINYPY_CORE */

#endif
