// Day numbers and ISO weeks. A date becomes the number of days since 31 December of year 0; arithmetic on dates is
// arithmetic on that number.
#include "runtime/library/datetime/datetime_calendar.h"

namespace rt::datetimes {

namespace {

constexpr i32 kDaysBefore[] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
constexpr i32 kDaysIn400Years = 146097, kDaysIn100Years = 36524, kDaysIn4Years = 1461;

i32 days_before_year(i32 year) {
  i32 y = year - 1;
  if (y < 0) return -366;  // year 0, which only pickled states have
  return y * 365 + y / 4 - y / 100 + y / 400;
}

// Day number of the Monday that begins week 1: the week with the year's first Thursday.
i32 first_monday(i32 year) {
  i32 first_day = to_ordinal({year, 1, 1});
  i32 first_weekday = static_cast<i32>(floor_mod(first_day + 6, 7));
  return first_day - first_weekday + (first_weekday > 3 ? 7 : 0);
}

}  // namespace

i32 days_before_month(i32 year, i32 month) { return kDaysBefore[month] + (month > 2 && is_leap(year)); }

i32 to_ordinal(const Day& day) { return days_before_year(day.year) + days_before_month(day.year, day.month) + day.day; }

Day from_ordinal(i32 ordinal) {
  i32 n = ordinal - 1;
  i32 cycles = n / kDaysIn400Years;
  n %= kDaysIn400Years;
  i32 centuries = n / kDaysIn100Years;
  n %= kDaysIn100Years;
  i32 fours = n / kDaysIn4Years;
  n %= kDaysIn4Years;
  i32 years = n / 365;
  n %= 365;
  i32 year = cycles * 400 + centuries * 100 + fours * 4 + years + 1;
  if (years == 4 || centuries == 4) return {year - 1, 12, 31};  // the last day of a cycle, 31 December of a leap year
  i32 month = (n + 50) >> 5;                                    // a guess: right, or one too large
  if (days_before_month(year, month) > n) --month;
  return {year, month, n - days_before_month(year, month) + 1};
}

IsoDay iso_day(const Day& day) {
  i32 year = day.year, today = to_ordinal(day), monday = first_monday(year);
  if (today < monday) {
    monday = first_monday(--year);
  } else if (today >= monday + 52 * 7 && today >= first_monday(year + 1)) {
    monday = first_monday(++year);
  }
  return {year, (today - monday) / 7 + 1, (today - monday) % 7 + 1};
}

IsoProblem from_iso_day(const IsoDay& iso, Day* out) {
  if (iso.year < kMinYear || iso.year > kMaxYear) return IsoProblem::kYear;
  if (iso.week < 1 || iso.week > 53) return IsoProblem::kWeek;
  i32 monday = first_monday(iso.year);
  if (iso.week == 53 && monday + 52 * 7 >= first_monday(iso.year + 1)) return IsoProblem::kWeek;
  if (iso.weekday < 1 || iso.weekday > 7) return IsoProblem::kWeekday;
  *out = from_ordinal(monday + (iso.week - 1) * 7 + iso.weekday - 1);
  return IsoProblem::kNone;
}

}  // namespace rt::datetimes
