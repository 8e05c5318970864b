// What the parts of the module `time` share.
#pragma once

#include <ctime>

#include "runtime/object/ops.h"

namespace rt::clock {

inline constexpr i64 kNsPerSecond = 1000000000;

// time_calendar.cpp: struct_time, gmtime, strftime and their kin.
bool init_calendar(Thread& t, Value module);
// timezone, altzone, daylight and tzname as the C library has them now.
bool set_timezone_names(Thread& t, Value module);
Ref gmtime(Thread& t, Value seconds);
Ref localtime(Thread& t, Value seconds);
Ref mktime(Thread& t, Value tuple);
Ref asctime(Thread& t, Value tuple);
Ref ctime(Thread& t, Value seconds);
Ref strftime(Thread& t, Value format, Value tuple);
Ref tzset(Thread& t);

}  // namespace rt::clock
