/* The C library's <stdint.h>, and a switch of Cython's that its output has no other place for.
 *
 * Cython writes for the limited API here (pyconfig.h). It takes such code for code with a GIL: it leaves out its own
 * locks, and does not pass on that a module says freethreading_compatible. A module would then run under a GIL
 * (gc/threads/code_gil.h). Its output includes this header right after it has chosen what it is compiled for, and before
 * it uses the choice. So Cython 3.1 and later are told here that threads run in parallel. */
#pragma GCC system_header
#include_next <stdint.h>

#if defined(CYTHON_HEX_VERSION) && defined(CYTHON_COMPILING_IN_LIMITED_API) && !defined(TINYPY_CYTHON_THREADS)
#if CYTHON_HEX_VERSION >= 0x030100F0 && CYTHON_COMPILING_IN_LIMITED_API
#define TINYPY_CYTHON_THREADS 1
#undef CYTHON_COMPILING_IN_CPYTHON_FREETHREADING
#define CYTHON_COMPILING_IN_CPYTHON_FREETHREADING 1
/* Cython 3.3 keeps an object alive in its __dealloc__() by writing the counts in CPython's header. Here an object that is
 * destroyed cannot die again, and nobody finds it. */
#define _Py_atomic_store_uintptr_relaxed(pointer, value) ((void)0)
#define _Py_atomic_store_uint32_relaxed(pointer, value) ((void)0)
#define _Py_atomic_store_ssize_relaxed(pointer, value) ((void)0)
#endif
#endif
