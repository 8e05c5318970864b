// The C API of datetime: the table that C code finds in the capsule datetime.datetime_CAPI. Macros of
// include/datetime.h read the fields of instances.
#define TINYPY_CORE
#include "interp/capi/include/datetime.h"
#undef TINYPY_CORE

#include "interp/capi/modules.h"
#include "runtime/library/datetime/datetime_types.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

using namespace capi;
namespace dt = rt::datetimes;

namespace {

// ---- the structs of the header are those of the interpreter

using CDelta = PyDateTime_Delta;
using CDate = PyDateTime_Date;
using CDateTime = PyDateTime_DateTime;
using CTime = PyDateTime_Time;
static_assert(sizeof(CDelta) == sizeof(dt::Delta) && offsetof(CDelta, days) == offsetof(dt::Delta, days) &&
              offsetof(CDelta, microseconds) == offsetof(dt::Delta, microseconds));
static_assert(sizeof(CDate) == sizeof(dt::Date) && offsetof(CDate, year) == offsetof(dt::Date, year) &&
              offsetof(CDate, day) == offsetof(dt::Date, day));
static_assert(sizeof(tinypy_clock) == sizeof(dt::ClockFields) &&
              offsetof(tinypy_clock, fold) == offsetof(dt::ClockFields, fold) &&
              offsetof(tinypy_clock, microsecond) == offsetof(dt::ClockFields, microsecond) &&
              offsetof(tinypy_clock, tpy_zone) == offsetof(dt::ClockFields, zone));
static_assert(sizeof(CDateTime) == sizeof(dt::DateTime) && offsetof(CDateTime, clock) == offsetof(dt::DateTime, clock));
static_assert(sizeof(CTime) == sizeof(dt::Time) && offsetof(CTime, clock) == offsetof(dt::Time, clock));
static_assert(sizeof(PyDateTime_TZInfo) == sizeof(Object));

// ---- making

PyObject* make_date(int year, int month, int day, PyTypeObject* type) {
  Call call;
  return give(dt::make_checked_date(call, type_at(type), {year, month, day}));
}

PyObject* make_datetime_and_fold(int year, int month, int day, int hour, int minute, int second, int microsecond,
                                 PyObject* zone, int fold, PyTypeObject* type) {
  Call call;
  if (call.lacks(zone)) return nullptr;
  return give(dt::make_checked_datetime(call, type_at(type), {year, month, day},
                                        {hour, minute, second, microsecond, fold}, value(zone)));
}
PyObject* make_datetime(int year, int month, int day, int hour, int minute, int second, int microsecond, PyObject* zone,
                        PyTypeObject* type) {
  return make_datetime_and_fold(year, month, day, hour, minute, second, microsecond, zone, 0, type);
}

PyObject* make_time_and_fold(int hour, int minute, int second, int microsecond, PyObject* zone, int fold,
                             PyTypeObject* type) {
  Call call;
  if (call.lacks(zone)) return nullptr;
  dt::TimeOfDay time = {hour, minute, second, microsecond, fold};
  return give(dt::make_checked_time(call, type_at(type), time, value(zone)));
}
PyObject* make_time(int hour, int minute, int second, int microsecond, PyObject* zone, PyTypeObject* type) {
  return make_time_and_fold(hour, minute, second, microsecond, zone, 0, type);
}

// Numbers that are normalized already stay as they are, so the flag for that changes nothing.
PyObject* make_delta(int days, int seconds, int microseconds, int, PyTypeObject* type) {
  Call call;
  return give(dt::make_delta(call, days, seconds, microseconds, type_at(type)));
}

// `name`: a str, or NULL.
PyObject* make_timezone(PyObject* offset, PyObject* name) {
  Call call;
  if (call.lacks(offset)) return nullptr;
  if (!dt::is_delta(value(offset)) || (name && !rt::is_str(value(name))))
    return rt::raise_type_error(call, "a timezone is made of a timedelta and a str");
  return give(dt::make_timezone(call, value(offset), value(name)));
}

PyObject* make_from_timestamp(PyObject* type, PyObject* args, PyObject* keywords) {
  PyObject* function = PyObject_GetAttrString(type, "fromtimestamp");
  PyObject* made = function ? PyObject_Call(function, args, keywords) : nullptr;
  Py_DecRef(function);
  return made;
}
PyObject* make_date_from_timestamp(PyObject* type, PyObject* args) { return make_from_timestamp(type, args, nullptr); }

Ref make_table(Thread&) {
  // The classes live as long as the program, so all imports of the module share one table.
  static PyDateTime_CAPI table = {.DateType = c_type(dt::g_date_type),
                                  .DateTimeType = c_type(dt::g_datetime_type),
                                  .TimeType = c_type(dt::g_time_type),
                                  .DeltaType = c_type(dt::g_delta_type),
                                  .TZInfoType = c_type(dt::g_tzinfo_type),
                                  .TimeZone_UTC = word(dt::g_utc),
                                  .Date_FromDate = make_date,
                                  .DateTime_FromDateAndTime = make_datetime,
                                  .Time_FromTime = make_time,
                                  .Delta_FromDelta = make_delta,
                                  .TimeZone_FromTimeZone = make_timezone,
                                  .DateTime_FromTimestamp = make_from_timestamp,
                                  .Date_FromTimestamp = make_date_from_timestamp,
                                  .DateTime_FromDateAndTimeAndFold = make_datetime_and_fold,
                                  .Time_FromTimeAndFold = make_time_and_fold};
  PyObject* capsule = PyCapsule_New(&table, PyDateTime_CAPSULE_NAME, nullptr);
  return Ref::steal(value(capsule));
}

}  // namespace

void capi::install_datetime_table() { dt::g_make_c_table = make_table; }

// ---- the zone: None if there is none. The instance keeps it.

PyObject* PyDateTime_DATE_GET_TZINFO(PyObject* datetime) {
  return word(dt::zone_or_none(reinterpret_cast<dt::DateTime*>(datetime)->clock));
}
PyObject* PyDateTime_TIME_GET_TZINFO(PyObject* time) {
  return word(dt::zone_or_none(reinterpret_cast<dt::Time*>(time)->clock));
}
