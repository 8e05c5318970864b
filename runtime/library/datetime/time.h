// Declarations that the files of module `time` share. Empty or false: an error is pending. The functions with a Ref are
// called through the module's method table and may run Python code.
#pragma once

#include <ctime>

#include "runtime/object/ops.h"

namespace rt::clock {

// time_calendar.cpp: struct_time, gmtime, strftime and their kin.
bool init_calendar(Thread& t, Value module);
// Sets timezone, altzone, daylight and tzname in the module to the C library's present values.
bool set_timezone_names(Thread& t, Value module);
Ref gmtime(Thread& t, Value seconds);
Ref localtime(Thread& t, Value seconds);
Ref mktime(Thread& t, Value tuple);
Ref asctime(Thread& t, Value tuple);
Ref ctime(Thread& t, Value seconds);
Ref strftime(Thread& t, Value format, Value tuple);
Ref tzset(Thread& t);

}  // namespace rt::clock
