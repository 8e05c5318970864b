/* The C API of datetime: all that <datetime.h> offers. */
#include <Python.h>
#include <datetime.h>

static PyObject* make_date(PyObject* self, PyObject* args) {
  (void)self;
  int year, month, day;
  if (!PyArg_ParseTuple(args, "iii", &year, &month, &day)) return NULL;
  return PyDate_FromDate(year, month, day);
}
static PyObject* make_datetime(PyObject* self, PyObject* args) {
  (void)self;
  int a, b, c, d, e, f, g, fold = -1;
  if (!PyArg_ParseTuple(args, "iiiiiii|i", &a, &b, &c, &d, &e, &f, &g, &fold)) return NULL;
  if (fold == -1) return PyDateTime_FromDateAndTime(a, b, c, d, e, f, g);
  return PyDateTime_FromDateAndTimeAndFold(a, b, c, d, e, f, g, fold);
}
static PyObject* make_time(PyObject* self, PyObject* args) {
  (void)self;
  int a, b, c, d, fold = -1;
  if (!PyArg_ParseTuple(args, "iiii|i", &a, &b, &c, &d, &fold)) return NULL;
  return fold == -1 ? PyTime_FromTime(a, b, c, d) : PyTime_FromTimeAndFold(a, b, c, d, fold);
}
static PyObject* make_delta(PyObject* self, PyObject* args) {
  (void)self;
  int days, seconds, microseconds;
  if (!PyArg_ParseTuple(args, "iii", &days, &seconds, &microseconds)) return NULL;
  return PyDelta_FromDSU(days, seconds, microseconds);
}

/* Instances of a given class, with a zone; constructors are not called. */
static PyObject* make_of(PyObject* self, PyObject* args) {
  (void)self;
  PyTypeObject* type;
  PyObject* zone;
  if (!PyArg_ParseTuple(args, "OO", &type, &zone)) return NULL;
  if (PyType_IsSubtype(type, PyDateTimeAPI->DateTimeType)) {
    PyObject* plain = PyDateTimeAPI->DateTime_FromDateAndTime(2020, 2, 29, 23, 59, 58, 999999, zone, type);
    if (!plain) return NULL;
    return Py_BuildValue("NN", plain, PyDateTimeAPI->DateTime_FromDateAndTimeAndFold(1, 1, 1, 0, 0, 0, 0, zone, 1, type));
  }
  if (PyType_IsSubtype(type, PyDateTimeAPI->DateType)) return PyDateTimeAPI->Date_FromDate(2020, 2, 29, type);
  if (PyType_IsSubtype(type, PyDateTimeAPI->DeltaType)) return PyDateTimeAPI->Delta_FromDelta(-1, 5, 6, 0, type);
  PyObject* plain = PyDateTimeAPI->Time_FromTime(23, 59, 58, 999999, zone, type);
  if (!plain) return NULL;
  return Py_BuildValue("NN", plain, PyDateTimeAPI->Time_FromTimeAndFold(1, 2, 3, 4, zone, 1, type));
}

static PyObject* make_zone(PyObject* self, PyObject* args) {
  (void)self;
  PyObject *offset, *name = NULL;
  if (!PyArg_ParseTuple(args, "O|U", &offset, &name)) return NULL;
  if (!PyDelta_Check(offset)) return PyErr_Format(PyExc_TypeError, "no timedelta");
  return name ? PyTimeZone_FromOffsetAndName(offset, name) : PyTimeZone_FromOffset(offset);
}
static PyObject* utc(PyObject* self, PyObject* unused) {
  (void)self, (void)unused;
  return Py_NewRef(PyDateTime_TimeZone_UTC);
}
static PyObject* datetime_at(PyObject* self, PyObject* args) {
  (void)self;
  return PyDateTime_FromTimestamp(args);
}
static PyObject* date_at(PyObject* self, PyObject* args) {
  (void)self;
  return PyDate_FromTimestamp(args);
}
static PyObject* datetime_at_with(PyObject* self, PyObject* args, PyObject* keywords) {
  (void)self;
  return PyDateTimeAPI->DateTime_FromTimestamp((PyObject*)PyDateTimeAPI->DateTimeType, args, keywords);
}

/* What the object is, and its fields. */
static PyObject* checks(PyObject* self, PyObject* x) {
  (void)self;
  int bits[] = {PyDate_Check(x),  PyDate_CheckExact(x),  PyDateTime_Check(x), PyDateTime_CheckExact(x), PyTime_Check(x), PyTime_CheckExact(x),
                PyDelta_Check(x), PyDelta_CheckExact(x), PyTZInfo_Check(x),   PyTZInfo_CheckExact(x)};
  char text[sizeof bits / sizeof *bits];
  for (size_t i = 0; i < sizeof text; ++i) text[i] = bits[i] ? '1' : '0';
  return PyUnicode_FromStringAndSize(text, sizeof text);
}
static PyObject* fields(PyObject* self, PyObject* x) {
  (void)self;
  if (PyDelta_Check(x))
    return Py_BuildValue("iii", PyDateTime_DELTA_GET_DAYS(x), PyDateTime_DELTA_GET_SECONDS(x), PyDateTime_DELTA_GET_MICROSECONDS(x));
  if (PyTime_Check(x))
    return Py_BuildValue("iiiiiO", PyDateTime_TIME_GET_HOUR(x), PyDateTime_TIME_GET_MINUTE(x), PyDateTime_TIME_GET_SECOND(x),
                         PyDateTime_TIME_GET_MICROSECOND(x), PyDateTime_TIME_GET_FOLD(x), PyDateTime_TIME_GET_TZINFO(x));
  if (!PyDate_Check(x)) Py_RETURN_NONE;
  PyObject* day = Py_BuildValue("iii", PyDateTime_GET_YEAR(x), PyDateTime_GET_MONTH(x), PyDateTime_GET_DAY(x));
  if (!day || !PyDateTime_Check(x)) return day;
  return Py_BuildValue("NiiiiiO", day, PyDateTime_DATE_GET_HOUR(x), PyDateTime_DATE_GET_MINUTE(x), PyDateTime_DATE_GET_SECOND(x),
                       PyDateTime_DATE_GET_MICROSECOND(x), PyDateTime_DATE_GET_FOLD(x), PyDateTime_DATE_GET_TZINFO(x));
}

static PyMethodDef methods[] = {
    {"make_date", make_date, METH_VARARGS, NULL},
    {"make_datetime", make_datetime, METH_VARARGS, NULL},
    {"make_time", make_time, METH_VARARGS, NULL},
    {"make_delta", make_delta, METH_VARARGS, NULL},
    {"make_of", make_of, METH_VARARGS, NULL},
    {"make_zone", make_zone, METH_VARARGS, NULL},
    {"utc", utc, METH_NOARGS, NULL},
    {"datetime_at", datetime_at, METH_VARARGS, NULL},
    {"date_at", date_at, METH_VARARGS, NULL},
    {"datetime_at_with", (PyCFunction)(void (*)(void))datetime_at_with, METH_VARARGS | METH_KEYWORDS, NULL},
    {"checks", checks, METH_O, NULL},
    {"fields", fields, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "datetimes", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_datetimes(void) {
  PyDateTime_IMPORT;
  return PyDateTimeAPI ? PyModule_Create(&definition) : NULL;
}
