/* Frames: part of Python.h. */
#include "Python.h"
