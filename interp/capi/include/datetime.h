/* The C API of the module datetime: what <datetime.h> offers to a source that has included Python.h.
 *
 * A source calls PyDateTime_IMPORT once, which fills PyDateTimeAPI; NULL: an exception is set. The structs are those of
 * the interpreter (runtime/library/datetime/datetime_types.h), so that a class of C may derive from them. Instances
 * never change, so any thread may read them. */
#ifndef TINYPY_DATETIME_H
#define TINYPY_DATETIME_H

#include "Python.h"

TINYPY_BEGIN_C

#define TINYPY_ALIGNED __attribute__((aligned(16))) /* as all objects are */

typedef struct {
  PyObject ob_base;
  Py_hash_t hashcode; /* 0: not computed yet */
  int days, seconds, microseconds;
} TINYPY_ALIGNED PyDateTime_Delta;
typedef struct {
  PyObject ob_base;
} PyDateTime_TZInfo;
/* What time and datetime have in common. */
struct tinypy_clock {
  uint8_t hour, minute, second, fold;
  uint32_t microsecond;
  PyObject* tpy_zone; /* a word of the interpreter: read it by ..._GET_TZINFO */
};
typedef struct {
  PyObject ob_base;
  Py_hash_t hashcode;
  uint16_t year;
  uint8_t month, day;
} TINYPY_ALIGNED PyDateTime_Date;
typedef struct {
  PyObject ob_base;
  Py_hash_t hashcode;
  uint16_t year;
  uint8_t month, day;
  struct tinypy_clock clock;
} TINYPY_ALIGNED PyDateTime_DateTime;
typedef struct {
  PyObject ob_base;
  Py_hash_t hashcode;
  struct tinypy_clock clock;
} TINYPY_ALIGNED PyDateTime_Time;

/* The table behind the capsule. All results are new references; NULL: an exception is set. A `type` may be a subclass,
 * whose constructor is not called. */
typedef struct {
  PyTypeObject *DateType, *DateTimeType, *TimeType, *DeltaType, *TZInfoType;
  PyObject* TimeZone_UTC; /* borrowed; it lives as long as the program */
  PyObject* (*Date_FromDate)(int year, int month, int day, PyTypeObject* type);
  PyObject* (*DateTime_FromDateAndTime)(int year, int month, int day, int hour, int minute, int second, int microsecond,
                                        PyObject* zone, PyTypeObject* type);
  PyObject* (*Time_FromTime)(int hour, int minute, int second, int microsecond, PyObject* zone, PyTypeObject* type);
  PyObject* (*Delta_FromDelta)(int days, int seconds, int microseconds, int normalize, PyTypeObject* type);
  PyObject* (*TimeZone_FromTimeZone)(PyObject* offset, PyObject* name);
  PyObject* (*DateTime_FromTimestamp)(PyObject* type, PyObject* args, PyObject* keywords);
  PyObject* (*Date_FromTimestamp)(PyObject* type, PyObject* args);
  PyObject* (*DateTime_FromDateAndTimeAndFold)(int year, int month, int day, int hour, int minute, int second,
                                               int microsecond, PyObject* zone, int fold, PyTypeObject* type);
  PyObject* (*Time_FromTimeAndFold)(int hour, int minute, int second, int microsecond, PyObject* zone, int fold,
                                    PyTypeObject* type);
} PyDateTime_CAPI;

#define PyDateTime_CAPSULE_NAME "datetime.datetime_CAPI"

#ifndef TINYPY_CORE

static PyDateTime_CAPI* PyDateTimeAPI __attribute__((unused)) = _Py_NULL;
#define PyDateTime_IMPORT (PyDateTimeAPI = (PyDateTime_CAPI*)PyCapsule_Import(PyDateTime_CAPSULE_NAME, 0))
#define PyDateTime_TimeZone_UTC (PyDateTimeAPI->TimeZone_UTC)

#define PyDate_Check(op) PyObject_TypeCheck((op), PyDateTimeAPI->DateType)
#define PyDate_CheckExact(op) Py_IS_TYPE((op), PyDateTimeAPI->DateType)
#define PyDateTime_Check(op) PyObject_TypeCheck((op), PyDateTimeAPI->DateTimeType)
#define PyDateTime_CheckExact(op) Py_IS_TYPE((op), PyDateTimeAPI->DateTimeType)
#define PyTime_Check(op) PyObject_TypeCheck((op), PyDateTimeAPI->TimeType)
#define PyTime_CheckExact(op) Py_IS_TYPE((op), PyDateTimeAPI->TimeType)
#define PyDelta_Check(op) PyObject_TypeCheck((op), PyDateTimeAPI->DeltaType)
#define PyDelta_CheckExact(op) Py_IS_TYPE((op), PyDateTimeAPI->DeltaType)
#define PyTZInfo_Check(op) PyObject_TypeCheck((op), PyDateTimeAPI->TZInfoType)
#define PyTZInfo_CheckExact(op) Py_IS_TYPE((op), PyDateTimeAPI->TZInfoType)

#define PyDate_FromDate(year, month, day) PyDateTimeAPI->Date_FromDate((year), (month), (day), PyDateTimeAPI->DateType)
#define PyDateTime_FromDateAndTime(year, month, day, hour, minute, second, microsecond)                               \
  PyDateTimeAPI->DateTime_FromDateAndTime((year), (month), (day), (hour), (minute), (second), (microsecond), Py_None, \
                                          PyDateTimeAPI->DateTimeType)
#define PyDateTime_FromDateAndTimeAndFold(year, month, day, hour, minute, second, microsecond, fold)          \
  PyDateTimeAPI->DateTime_FromDateAndTimeAndFold((year), (month), (day), (hour), (minute), (second),          \
                                                 (microsecond), Py_None, (fold), PyDateTimeAPI->DateTimeType)
#define PyTime_FromTime(hour, minute, second, microsecond) \
  PyDateTimeAPI->Time_FromTime((hour), (minute), (second), (microsecond), Py_None, PyDateTimeAPI->TimeType)
#define PyTime_FromTimeAndFold(hour, minute, second, microsecond, fold)                                        \
  PyDateTimeAPI->Time_FromTimeAndFold((hour), (minute), (second), (microsecond), Py_None, (fold),              \
                                      PyDateTimeAPI->TimeType)
#define PyDelta_FromDSU(days, seconds, microseconds) \
  PyDateTimeAPI->Delta_FromDelta((days), (seconds), (microseconds), 1, PyDateTimeAPI->DeltaType)
#define PyTimeZone_FromOffset(offset) PyDateTimeAPI->TimeZone_FromTimeZone((offset), _Py_NULL)
#define PyTimeZone_FromOffsetAndName(offset, name) PyDateTimeAPI->TimeZone_FromTimeZone((offset), (name))
#define PyDateTime_FromTimestamp(args) \
  PyDateTimeAPI->DateTime_FromTimestamp((PyObject*)PyDateTimeAPI->DateTimeType, (args), _Py_NULL)
#define PyDate_FromTimestamp(args) PyDateTimeAPI->Date_FromTimestamp((PyObject*)PyDateTimeAPI->DateType, (args))

#define PyDateTime_GET_YEAR(op) ((int)((PyDateTime_Date*)(op))->year)
#define PyDateTime_GET_MONTH(op) ((int)((PyDateTime_Date*)(op))->month)
#define PyDateTime_GET_DAY(op) ((int)((PyDateTime_Date*)(op))->day)
#define PyDateTime_DATE_GET_HOUR(op) ((int)((PyDateTime_DateTime*)(op))->clock.hour)
#define PyDateTime_DATE_GET_MINUTE(op) ((int)((PyDateTime_DateTime*)(op))->clock.minute)
#define PyDateTime_DATE_GET_SECOND(op) ((int)((PyDateTime_DateTime*)(op))->clock.second)
#define PyDateTime_DATE_GET_MICROSECOND(op) ((int)((PyDateTime_DateTime*)(op))->clock.microsecond)
#define PyDateTime_DATE_GET_FOLD(op) ((int)((PyDateTime_DateTime*)(op))->clock.fold)
#define PyDateTime_DATE_GET_TZINFO(op) PyDateTime_DATE_GET_TZINFO(_PyObject_CAST(op))
#define PyDateTime_TIME_GET_HOUR(op) ((int)((PyDateTime_Time*)(op))->clock.hour)
#define PyDateTime_TIME_GET_MINUTE(op) ((int)((PyDateTime_Time*)(op))->clock.minute)
#define PyDateTime_TIME_GET_SECOND(op) ((int)((PyDateTime_Time*)(op))->clock.second)
#define PyDateTime_TIME_GET_MICROSECOND(op) ((int)((PyDateTime_Time*)(op))->clock.microsecond)
#define PyDateTime_TIME_GET_FOLD(op) ((int)((PyDateTime_Time*)(op))->clock.fold)
#define PyDateTime_TIME_GET_TZINFO(op) PyDateTime_TIME_GET_TZINFO(_PyObject_CAST(op))
#define PyDateTime_DELTA_GET_DAYS(op) (((PyDateTime_Delta*)(op))->days)
#define PyDateTime_DELTA_GET_SECONDS(op) (((PyDateTime_Delta*)(op))->seconds)
#define PyDateTime_DELTA_GET_MICROSECONDS(op) (((PyDateTime_Delta*)(op))->microseconds)

#endif /* TINYPY_CORE */

TINYPY_END_C

#endif
