/* What Python.h promises beside Python: standard headers, the version, sizes of types, small macros. */
#ifndef TINYPY_PLATFORM_H
#define TINYPY_PLATFORM_H

#include "../patchlevel.h"
#include "../pyconfig.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

/* Extensions of another revision are refused at import. It changes with what the inline parts of these headers know. */
#define TINYPY_ABI 4
#define PYTHON_API_VERSION (0x7100 + TINYPY_ABI)
#define PYTHON_ABI_VERSION 3

#ifdef __cplusplus
#define TINYPY_C extern "C"
#define TINYPY_BEGIN_C extern "C" {
#define TINYPY_END_C }
#define _Py_NULL nullptr
#define _Py_STATIC_CAST(type, expr) static_cast<type>(expr)
#else
#define TINYPY_C extern
#define TINYPY_BEGIN_C
#define TINYPY_END_C
#define _Py_NULL NULL
#define _Py_STATIC_CAST(type, expr) ((type)(expr))
#endif
#define _Py_CAST(type, expr) ((type)(expr))

#define Py_EXPORTED_SYMBOL __attribute__((visibility("default")))
#define Py_IMPORTED_SYMBOL __attribute__((visibility("default")))
#define Py_LOCAL_SYMBOL __attribute__((visibility("hidden")))
#ifdef __cplusplus
#define _Py_thread_local thread_local
#else
#define _Py_thread_local _Thread_local
#endif
#define Py_CLEANUP_SUPPORTED 0x20000
#define PyAPI_FUNC(type) Py_IMPORTED_SYMBOL type
#define PyAPI_DATA(type) extern Py_IMPORTED_SYMBOL type
#ifdef __cplusplus
#define PyMODINIT_FUNC extern "C" Py_EXPORTED_SYMBOL PyObject*
#define PyMODEXPORT_FUNC extern "C" Py_EXPORTED_SYMBOL PySlot*
#else
#define PyMODINIT_FUNC Py_EXPORTED_SYMBOL PyObject*
#define PyMODEXPORT_FUNC Py_EXPORTED_SYMBOL PySlot*
#endif

typedef ssize_t Py_ssize_t;
typedef Py_ssize_t Py_hash_t;
typedef size_t Py_uhash_t;
typedef intptr_t Py_intptr_t;
typedef uintptr_t Py_uintptr_t;
typedef uint32_t Py_UCS4;
typedef uint16_t Py_UCS2;
typedef uint8_t Py_UCS1;
typedef wchar_t Py_UNICODE;
#define Py_USING_UNICODE
#define Py_UNICODE_WIDE
#define PY_SSIZE_T_MAX ((Py_ssize_t)(SIZE_MAX >> 1))
#define PY_SSIZE_T_MIN (-PY_SSIZE_T_MAX - 1)
#define PY_SIZE_MAX SIZE_MAX
#define SIZEOF_PY_HASH_T 8
#define SIZEOF_PY_UHASH_T 8
#define PY_FORMAT_SIZE_T "z"
#define PY_LONG_LONG long long
#define PY_LLONG_MIN LLONG_MIN
#define PY_LLONG_MAX LLONG_MAX
#define PY_ULLONG_MAX ULLONG_MAX
#define PY_UINT32_T uint32_t
#define PY_UINT64_T uint64_t
#define PY_INT32_T int32_t
#define PY_INT64_T int64_t
#define PY_BIG_ENDIAN 0
#define PY_LITTLE_ENDIAN 1
#define Py_LL(x) x##LL
#define Py_ULL(x) x##ULL
#define Py_VA_COPY va_copy
#define Py_MEMCPY memcpy

#define Py_MIN(x, y) ((x) < (y) ? (x) : (y))
#define Py_MAX(x, y) ((x) < (y) ? (y) : (x))
#define Py_ABS(x) ((x) < 0 ? -(x) : (x))
#define _Py_XSTRINGIFY(x) #x
#define Py_STRINGIFY(x) _Py_XSTRINGIFY(x)
#define Py_MEMBER_SIZE(type, member) sizeof(((type*)0)->member)
#define Py_CHARMASK(c) ((unsigned char)((c) & 0xff))
#define Py_ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define Py_BUILD_ASSERT_EXPR(condition) (sizeof(char[1 - 2 * !(condition)]) - 1)
#define Py_BUILD_ASSERT(condition) ((void)Py_BUILD_ASSERT_EXPR(condition))
#define PyDoc_VAR(name) static const char name[]
#define PyDoc_STR(text) text
#define PyDoc_STRVAR(name, text) PyDoc_VAR(name) = PyDoc_STR(text)
#define Py_UNUSED(name) _unused_##name __attribute__((unused))
#define Py_UNREACHABLE() __builtin_unreachable()
#define _Py_FALLTHROUGH __attribute__((fallthrough))
#define _Py_IS_TYPE_SIGNED(type) ((type)(-1) <= 0)
#define _Py_STACK_GROWS_DOWN 1
#define Py_DEPRECATED(version) __attribute__((__deprecated__))
#define Py_GCC_ATTRIBUTE(x) __attribute__(x)
#define Py_ALIGNED(n) __attribute__((aligned(n)))
#define Py_ALWAYS_INLINE __attribute__((always_inline))
#define Py_NO_INLINE __attribute__((noinline))
#define _Py_HOT_FUNCTION __attribute__((hot))
#define Py_LOCAL(type) static type
#define Py_LOCAL_INLINE(type) static inline type
#define Py_ARITHMETIC_RIGHT_SHIFT(type, i, j) ((i) >> (j))
#define Py_FORCE_EXPANSION(x) x
#define Py_SAFE_DOWNCAST(value, wide, narrow) ((narrow)(value))
#define _Py_SIZE_ROUND_DOWN(n, a) ((size_t)(n) & ~(size_t)((a) - 1))
#define _Py_SIZE_ROUND_UP(n, a) (((size_t)(n) + (size_t)((a) - 1)) & ~(size_t)((a) - 1))
#define _Py_ALIGN_DOWN(p, a) ((void*)((uintptr_t)(p) & ~(uintptr_t)((a) - 1)))
#define _Py_ALIGN_UP(p, a) ((void*)(((uintptr_t)(p) + (uintptr_t)((a) - 1)) & ~(uintptr_t)((a) - 1)))
#define _Py_COMP_DIAG_PUSH _Pragma("GCC diagnostic push")
#define _Py_COMP_DIAG_IGNORE_DEPR_DECLS _Pragma("GCC diagnostic ignored \"-Wdeprecated-declarations\"")
#define _Py_COMP_DIAG_POP _Pragma("GCC diagnostic pop")

#define Py_MATH_PI 3.14159265358979323846
#define Py_MATH_E 2.7182818284590452354
#define Py_MATH_TAU 6.2831853071795864769252867665590057683943L
#define Py_HUGE_VAL HUGE_VAL
#define Py_INFINITY ((double)INFINITY)
#define Py_NAN ((double)NAN)
#define Py_IS_NAN(x) isnan(x)
#define Py_IS_INFINITY(x) isinf(x)
#define Py_IS_FINITE(x) isfinite(x)

/* Characters below 128, whatever the locale. */
#define Py_ISLOWER(c) (Py_CHARMASK(c) - 'a' < 26u)
#define Py_ISUPPER(c) (Py_CHARMASK(c) - 'A' < 26u)
#define Py_ISALPHA(c) (Py_ISLOWER(c) || Py_ISUPPER(c))
#define Py_ISDIGIT(c) (Py_CHARMASK(c) - '0' < 10u)
#define Py_ISXDIGIT(c) (Py_ISDIGIT(c) || (Py_CHARMASK(c) | 32) - 'a' < 6u)
#define Py_ISALNUM(c) (Py_ISALPHA(c) || Py_ISDIGIT(c))
#define Py_ISSPACE(c) (Py_CHARMASK(c) == ' ' || Py_CHARMASK(c) - '\t' < 5u)
#define Py_TOLOWER(c) (Py_ISUPPER(c) ? Py_CHARMASK(c) + 32 : Py_CHARMASK(c))
#define Py_TOUPPER(c) (Py_ISLOWER(c) ? Py_CHARMASK(c) - 32 : Py_CHARMASK(c))

#endif
