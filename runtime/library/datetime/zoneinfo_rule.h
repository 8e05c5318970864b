// The rule of a time zone for all years behind the last transition of its file, as POSIX writes it in TZ:
// "CET-1CEST,M3.5.0,M10.5.0/3". Pure arithmetic, no objects.
#pragma once

#include <string_view>

#include "runtime/library/datetime/datetime_calendar.h"

namespace rt::zones {

using datetimes::Day;

// When daylight saving time begins or ends in a year, in the local time of before.
struct YearlyMoment {
  enum class Kind : u8 { kWeekday, kDay, kDayWithoutLeapDay };
  Kind kind = Kind::kDay;
  i32 month = 0, week = 0, weekday = 0;  // kWeekday: the weekday (0 is Sunday) in the month's week; week 5 is the last
  i32 day = 0;                           // the others: of the year, from 0, or from 1 without the leap day
  i32 seconds = 2 * 3600;                // since the beginning of the day

  // Seconds since 1970 on the local clock.
  i64 in_year(i32 year) const;
};

struct TzRule {
  std::string_view std_name, dst_name;  // borrowed from the text
  i32 std_offset = 0, dst_offset = 0;   // seconds east of Greenwich
  bool has_dst = false;
  YearlyMoment start, end;

  i32 difference() const { return dst_offset - std_offset; }
  // Is it daylight saving time at a local time of the year?
  bool is_dst(i64 local, i32 year, bool fold) const;
  // The same for a moment in UTC; *fold: the local time is the second one with its name.
  bool is_dst_at(i64 utc, i32 year, bool* fold) const;
};

// Reads the text. The result is null if it is good; else a message that ends with the text's repr ("... in ").
const char* parse_rule(std::string_view text, TzRule* out);

}  // namespace rt::zones
