/* The tables by which an extension describes functions, attributes, classes and modules; buffers; locks. */
#ifndef TINYPY_STRUCTS_H
#define TINYPY_STRUCTS_H

#include "object.h"

TINYPY_BEGIN_C

/* ---- functions */

typedef PyObject* (*PyCFunction)(PyObject*, PyObject*);
typedef PyObject* (*PyCFunctionWithKeywords)(PyObject*, PyObject*, PyObject*);
typedef PyObject* (*PyCFunctionFast)(PyObject*, PyObject* const*, Py_ssize_t);
typedef PyObject* (*PyCFunctionFastWithKeywords)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);
typedef PyCFunctionFast _PyCFunctionFast;
typedef PyCFunctionFastWithKeywords _PyCFunctionFastWithKeywords;
typedef PyObject* (*PyCMethod)(PyObject*, PyTypeObject*, PyObject* const*, size_t, PyObject*);
typedef void (*_PyCFunction_Void)(void);
#define _PyCFunction_CAST(func) _Py_CAST(PyCFunction, _Py_CAST(_PyCFunction_Void, (func)))
#define PyCFunction_CAST(func) _PyCFunction_CAST(func)

struct PyMethodDef {
  const char* ml_name;
  PyCFunction ml_meth;
  int ml_flags;
  const char* ml_doc;
};
#define METH_VARARGS 0x0001
#define METH_KEYWORDS 0x0002
#define METH_NOARGS 0x0004
#define METH_O 0x0008
#define METH_CLASS 0x0010
#define METH_STATIC 0x0020
#define METH_COEXIST 0x0040
#define METH_FASTCALL 0x0080
#define METH_STACKLESS 0x0000
#define METH_METHOD 0x0200
#define PY_VECTORCALL_ARGUMENTS_OFFSET ((size_t)1 << (8 * sizeof(size_t) - 1))

/* ---- attributes */

typedef PyObject* (*getter)(PyObject*, void*);
typedef int (*setter)(PyObject*, PyObject*, void*);
struct PyGetSetDef {
  const char* name;
  getter get;
  setter set;
  const char* doc;
  void* closure;
};

struct PyMemberDef {
  const char* name;
  int type;
  Py_ssize_t offset;
  int flags;
  const char* doc;
};
#define Py_T_SHORT 0
#define Py_T_INT 1
#define Py_T_LONG 2
#define Py_T_FLOAT 3
#define Py_T_DOUBLE 4
#define Py_T_STRING 5
#define _Py_T_OBJECT 6
#define Py_T_CHAR 7
#define Py_T_BYTE 8
#define Py_T_UBYTE 9
#define Py_T_USHORT 10
#define Py_T_UINT 11
#define Py_T_ULONG 12
#define Py_T_STRING_INPLACE 13
#define Py_T_BOOL 14
#define Py_T_OBJECT_EX 16
#define Py_T_LONGLONG 17
#define Py_T_ULONGLONG 18
#define Py_T_PYSSIZET 19
#define _Py_T_NONE 20
#define Py_READONLY 1
#define Py_AUDIT_READ 2
#define _Py_WRITE_RESTRICTED 4
#define Py_RELATIVE_OFFSET 8

/* The parts may be read, as items of a tuple may. */
typedef struct {
  PyObject ob_base;
  PyObject *const start, *const stop, *const step;
} PySliceObject;

/* What functions and the descriptors in a class of an extension show of their tables. */
typedef struct {
  PyObject ob_base;
  const void* tpy_def;
  PyObject *m_self, *m_module;
  PyMethodDef* m_ml;
} PyCFunctionObject;
typedef struct {
  PyObject ob_base;
  const void* tpy_def;
  PyTypeObject* d_type;
  PyMethodDef* d_method;
} PyMethodDescrObject;
typedef struct {
  PyObject ob_base;
  const void* tpy_def;
  PyTypeObject* d_type;
  PyObject* tpy_owner;
  PyGetSetDef* d_getset;
} PyGetSetDescrObject;
typedef struct {
  PyObject ob_base;
  const void* tpy_def;
  PyTypeObject* d_type;
  PyObject *tpy_owner, *tpy_name;
  uint64_t tpy_offset;
  PyMemberDef* d_member;
} PyMemberDescrObject;

/* ---- classes from tables */

typedef struct {
  int slot;
  void* pfunc;
} PyType_Slot;
typedef struct {
  const char* name;
  int basicsize;
  int itemsize;
  unsigned int flags;
  PyType_Slot* slots;
} PyType_Spec;

/* The numbers of all slots. Those of modules have had 1 to 4 before 3.15, and so have four of classes: the program knows
 * both. */
#define Py_mp_subscript 5
#define Py_nb_absolute 6
#define Py_nb_add 7
#define Py_nb_and 8
#define Py_nb_bool 9
#define Py_nb_divmod 10
#define Py_nb_float 11
#define Py_nb_floor_divide 12
#define Py_nb_index 13
#define Py_nb_inplace_add 14
#define Py_nb_inplace_and 15
#define Py_nb_inplace_floor_divide 16
#define Py_nb_inplace_lshift 17
#define Py_nb_inplace_multiply 18
#define Py_nb_inplace_or 19
#define Py_nb_inplace_power 20
#define Py_nb_inplace_remainder 21
#define Py_nb_inplace_rshift 22
#define Py_nb_inplace_subtract 23
#define Py_nb_inplace_true_divide 24
#define Py_nb_inplace_xor 25
#define Py_nb_int 26
#define Py_nb_invert 27
#define Py_nb_lshift 28
#define Py_nb_multiply 29
#define Py_nb_negative 30
#define Py_nb_or 31
#define Py_nb_positive 32
#define Py_nb_power 33
#define Py_nb_remainder 34
#define Py_nb_rshift 35
#define Py_nb_subtract 36
#define Py_nb_true_divide 37
#define Py_nb_xor 38
#define Py_sq_ass_item 39
#define Py_sq_concat 40
#define Py_sq_contains 41
#define Py_sq_inplace_concat 42
#define Py_sq_inplace_repeat 43
#define Py_sq_item 44
#define Py_sq_length 45
#define Py_sq_repeat 46
#define Py_tp_alloc 47
#define Py_tp_base 48
#define Py_tp_bases 49
#define Py_tp_call 50
#define Py_tp_clear 51
#define Py_tp_dealloc 52
#define Py_tp_del 53
#define Py_tp_descr_get 54
#define Py_tp_descr_set 55
#define Py_tp_doc 56
#define Py_tp_getattr 57
#define Py_tp_getattro 58
#define Py_tp_hash 59
#define Py_tp_init 60
#define Py_tp_is_gc 61
#define Py_tp_iter 62
#define Py_tp_iternext 63
#define Py_tp_methods 64
#define Py_tp_new 65
#define Py_tp_repr 66
#define Py_tp_richcompare 67
#define Py_tp_setattr 68
#define Py_tp_setattro 69
#define Py_tp_str 70
#define Py_tp_traverse 71
#define Py_tp_members 72
#define Py_tp_getset 73
#define Py_tp_free 74
#define Py_nb_matrix_multiply 75
#define Py_nb_inplace_matrix_multiply 76
#define Py_am_await 77
#define Py_am_aiter 78
#define Py_am_anext 79
#define Py_tp_finalize 80
#define Py_am_send 81
#define Py_tp_vectorcall 82
#define Py_tp_token 83
#define Py_TP_USE_SPEC NULL
#define Py_mod_create 84
#define Py_mod_exec 85
#define Py_mod_multiple_interpreters 86
#define Py_mod_gil 87
#define Py_bf_getbuffer 88
#define Py_bf_releasebuffer 89
#define Py_mp_ass_subscript 90
#define Py_mp_length 91
#define Py_slot_end 0
#define Py_slot_subslots 92
#define Py_tp_slots 93
#define Py_mod_slots 94
#define Py_tp_name 95
#define Py_tp_basicsize 96
#define Py_tp_extra_basicsize 97
#define Py_tp_itemsize 98
#define Py_tp_flags 99
#define Py_mod_name 100
#define Py_mod_doc 101
#define Py_mod_state_size 102
#define Py_mod_methods 103
#define Py_mod_state_traverse 104
#define Py_mod_state_clear 105
#define Py_mod_state_free 106
#define Py_tp_metaclass 107
#define Py_tp_module 108
#define Py_mod_abi 109
#define Py_mod_token 110
#define Py_slot_invalid 0xffff

/* One thing that a module or a class is made of (PEP 820). */
typedef struct PySlot {
  uint16_t sl_id, sl_flags;
  union {
    uint32_t sl_reserved;
  };
  union {
    void* sl_ptr;
    void (*sl_func)(void);
    Py_ssize_t sl_size;
    int64_t sl_int64;
    uint64_t sl_uint64;
  };
} PySlot;
#define PySlot_OPTIONAL 0x0001 /* a number that the program does not know is no error */
#define PySlot_STATIC 0x0002   /* what it points to stays */
#define PySlot_INTPTR 0x0004   /* the value is in sl_ptr, whatever its type */
#define PySlot_DATA(id, value) {.sl_id = (id), .sl_flags = PySlot_INTPTR, .sl_ptr = (void*)(value)}
#define PySlot_FUNC(id, value) {.sl_id = (id), .sl_func = (void (*)(void))(value)}
#define PySlot_SIZE(id, value) {.sl_id = (id), .sl_size = (Py_ssize_t)(value)}
#define PySlot_INT64(id, value) {.sl_id = (id), .sl_int64 = (int64_t)(value)}
#define PySlot_UINT64(id, value) {.sl_id = (id), .sl_uint64 = (uint64_t)(value)}
#define PySlot_STATIC_DATA(id, value) {.sl_id = (id), .sl_flags = PySlot_STATIC, .sl_ptr = (value)}
#define PySlot_END {0, 0, {0}, {_Py_NULL}}
#define PySlot_PTR(id, value) {(id), PySlot_INTPTR, {0}, {(void*)(value)}}
#define PySlot_PTR_STATIC(id, value) {(id), PySlot_INTPTR | PySlot_STATIC, {0}, {(void*)(value)}}

/* What a module was compiled for. These headers make files for this revision of tinypy, which abi_version tells. */
typedef struct PyABIInfo {
  uint8_t abiinfo_major_version, abiinfo_minor_version;
  uint16_t flags;
  uint32_t build_version, abi_version;
} PyABIInfo;
#define PyABIInfo_STABLE 0x0001
#define PyABIInfo_GIL 0x0002
#define PyABIInfo_FREETHREADED 0x0004
#define PyABIInfo_INTERNAL 0x0008
#define PyABIInfo_FREETHREADING_AGNOSTIC (PyABIInfo_GIL | PyABIInfo_FREETHREADED)
#define PyABIInfo_DEFAULT_FLAGS PyABIInfo_FREETHREADING_AGNOSTIC
#define PyABIInfo_DEFAULT_ABI_VERSION PYTHON_API_VERSION
#define PyABIInfo_VAR(name) \
  static PyABIInfo name = {1, 0, PyABIInfo_DEFAULT_FLAGS, PY_VERSION_HEX, PyABIInfo_DEFAULT_ABI_VERSION}

/* ---- modules */

typedef struct PyModuleDef_Base {
  PyObject ob_base;
  PyObject* (*m_init)(void);
  Py_ssize_t m_index;
  PyObject* m_copy;
} PyModuleDef_Base;
/* m_index has the revision of these headers until the module is loaded. */
#define PyModuleDef_HEAD_INIT {TINYPY_UNTYPED_HEAD _Py_NULL, PYTHON_API_VERSION, _Py_NULL}

struct PyModuleDef_Slot {
  int slot;
  void* value;
};
#define Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED ((void*)0)
#define Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED ((void*)1)
#define Py_MOD_PER_INTERPRETER_GIL_SUPPORTED ((void*)2)
#define Py_MOD_GIL_USED ((void*)0)
#define Py_MOD_GIL_NOT_USED ((void*)1)

struct PyModuleDef {
  PyModuleDef_Base m_base;
  const char* m_name;
  const char* m_doc;
  Py_ssize_t m_size;
  PyMethodDef* m_methods;
  PyModuleDef_Slot* m_slots;
  traverseproc m_traverse;
  inquiry m_clear;
  freefunc m_free;
} __attribute__((aligned(16)));

typedef void (*PyCapsule_Destructor)(PyObject*);

/* ---- buffers */

struct Py_buffer {
  void* buf;
  PyObject* obj;
  Py_ssize_t len, itemsize;
  int readonly, ndim;
  char* format;
  Py_ssize_t *shape, *strides, *suboffsets;
  void* internal;
};
#define PyBUF_MAX_NDIM 64
#define PyBUF_SIMPLE 0
#define PyBUF_WRITABLE 0x0001
#define PyBUF_WRITEABLE PyBUF_WRITABLE
#define PyBUF_FORMAT 0x0004
#define PyBUF_ND 0x0008
#define PyBUF_STRIDES (0x0010 | PyBUF_ND)
#define PyBUF_C_CONTIGUOUS (0x0020 | PyBUF_STRIDES)
#define PyBUF_F_CONTIGUOUS (0x0040 | PyBUF_STRIDES)
#define PyBUF_ANY_CONTIGUOUS (0x0080 | PyBUF_STRIDES)
#define PyBUF_INDIRECT (0x0100 | PyBUF_STRIDES)
#define PyBUF_CONTIG (PyBUF_ND | PyBUF_WRITABLE)
#define PyBUF_CONTIG_RO (PyBUF_ND)
#define PyBUF_STRIDED (PyBUF_STRIDES | PyBUF_WRITABLE)
#define PyBUF_STRIDED_RO (PyBUF_STRIDES)
#define PyBUF_RECORDS (PyBUF_STRIDES | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_RECORDS_RO (PyBUF_STRIDES | PyBUF_FORMAT)
#define PyBUF_FULL (PyBUF_INDIRECT | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_FULL_RO (PyBUF_INDIRECT | PyBUF_FORMAT)
#define PyBUF_READ 0x100
#define PyBUF_WRITE 0x200

/* ---- other structs that sources see */

typedef struct {
  double real, imag;
} Py_complex;

/* Objects that structs of extensions may begin with; their fields follow. */
typedef struct {
  PyObject ob_base;
  double ob_fval;
} PyFloatObject;
typedef struct {
  PyObject ob_base;
  Py_complex cval;
} PyComplexObject;
typedef struct {
  PyObject ob_base;
  Py_hash_t ob_shash;
  Py_ssize_t tpy_length;
  char ob_sval[1];
} PyBytesObject;
typedef struct _longobject {
  PyObject ob_base;
  uint64_t tpy_rest[1];
} PyLongObject;
typedef struct {
  PyObject ob_base;
  uint64_t tpy_rest[2];
} PyListObject, PyDictObject;
typedef struct {
  PyObject ob_base;
  uint64_t tpy_rest[3];
} PySetObject;
typedef struct {
  PyObject ob_base;
  uint64_t tpy_rest[6];
} PyByteArrayObject;
typedef struct {
  PyObject ob_base;
  uint64_t tpy_rest[14];
} PyBaseExceptionObject;

/* How digits of ints lie in memory, and the digits of one. */
typedef struct {
  uint8_t bits_per_digit, digit_size;
  int8_t digits_order, digit_endianness;
} PyLongLayout;
typedef struct {
  int64_t value;
  uint8_t negative;
  Py_ssize_t ndigits;
  const void* digits;
  Py_uintptr_t _reserved;
} PyLongExport;

typedef struct {
  int cf_flags;
  int cf_feature_version;
} PyCompilerFlags;

typedef struct {
  const char* name;
  const char* doc;
} PyStructSequence_Field;
typedef struct {
  const char* name;
  const char* doc;
  PyStructSequence_Field* fields;
  int n_in_sequence;
} PyStructSequence_Desc;

/* The last one is added to either: the caller expects a GIL (interp/capi/threads.cpp). */
typedef enum { PyGILState_LOCKED, PyGILState_UNLOCKED, tpy_GILState_HELD } PyGILState_STATE;
typedef void (*PyOS_sighandler_t)(int);
typedef int (*Py_tracefunc)(PyObject*, PyFrameObject*, int, PyObject*);
typedef int (*PyPendingCall)(void*);

#define Py_single_input 256
#define Py_file_input 257
#define Py_eval_input 258
#define Py_PRINT_RAW 1

#define Py_DTSF_SIGN 0x01
#define Py_DTSF_ADD_DOT_0 0x02
#define Py_DTSF_ALT 0x04
#define Py_DTSF_NO_NEG_0 0x08
#define Py_DTST_FINITE 0
#define Py_DTST_INFINITE 1
#define Py_DTST_NAN 2

TINYPY_END_C

#endif
