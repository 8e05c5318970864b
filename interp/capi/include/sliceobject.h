/* Part of Python.h. */
#include "Python.h"
