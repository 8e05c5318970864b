/* Locks and keys of threads: part of Python.h. */
#include "Python.h"
