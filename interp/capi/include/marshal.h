/* Values in the format of the module marshal: PyMarshal_WriteObjectToString() and PyMarshal_ReadObjectFromString(). */
#ifndef TINYPY_MARSHAL_H
#define TINYPY_MARSHAL_H

#include "Python.h"

#define Py_MARSHAL_VERSION 6

#endif
