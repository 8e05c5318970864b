/* Stands in for an internal header of CPython. */
#pragma once
#include <fcntl.h>

static inline int _Py_IsValidFD(int fd) { return fcntl(fd, F_GETFD) >= 0; }
