// The proleptic Gregorian calendar: dates, day numbers, ISO weeks. Pure arithmetic.
//
// Day 1 is 1 January of year 1, a Monday. Months are 1 to 12. Years and days may be out of range, because pickled
// states are not checked.
#pragma once

#include "runtime/object/value.h"

namespace rt::datetimes {

inline constexpr i32 kMinYear = 1, kMaxYear = 9999, kMaxOrdinal = 3652059;

struct Day {
  i32 year, month, day;
};
struct TimeOfDay {
  i32 hour = 0, minute = 0, second = 0, microsecond = 0, fold = 0;
};
// A day by its ISO week; weekdays are 1 (Monday) to 7.
struct IsoDay {
  i32 year, week, weekday;
};

constexpr i64 floor_div(i64 a, i64 b) { return a / b - (a % b != 0 && (a % b < 0) != (b < 0)); }
constexpr i64 floor_mod(i64 a, i64 b) { return a - floor_div(a, b) * b; }

constexpr bool is_leap(i32 year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
constexpr i32 days_in_month(i32 year, i32 month) {
  return month == 2 ? 28 + is_leap(year) : 30 + ((month + (month >> 3)) & 1);
}
i32 days_before_month(i32 year, i32 month);
i32 to_ordinal(const Day& day);
Day from_ordinal(i32 ordinal);  // of a day at or after 1 January of year 1
// 0 is Monday.
inline i32 weekday(const Day& day) { return static_cast<i32>(floor_mod(to_ordinal(day) + 6, 7)); }
IsoDay iso_day(const Day& day);

enum class IsoProblem { kNone, kYear, kWeek, kWeekday };
// The day of an ISO week, which may lie in the year before or after. Gives the first part that is out of range; kNone:
// *out is set.
IsoProblem from_iso_day(const IsoDay& iso, Day* out);

constexpr i32 seconds_of_day(const TimeOfDay& time) { return (time.hour * 60 + time.minute) * 60 + time.second; }
// Seconds since the beginning of year 1, leap seconds aside.
inline i64 seconds_since_year_1(const Day& day, const TimeOfDay& time) {
  return i64{to_ordinal(day) - 1} * 86400 + seconds_of_day(time);
}
constexpr i64 kEpochSeconds = i64{719162} * 86400;  // 1970 on the same scale

}  // namespace rt::datetimes
