#include "runtime/library/datetime/datetime_calendar.h"

#include <doctest/doctest.h>

using namespace rt;
using namespace rt::datetimes;

TEST_CASE("every day of the calendar has its number, its weekday and its ISO week") {
  Day day{kMinYear, 1, 1};
  IsoDay iso{kMinYear, 1, 1};
  i32 wrong = 0;
  for (i32 ordinal = 1; ordinal <= kMaxOrdinal; ++ordinal) {
    Day made = from_ordinal(ordinal), back;
    IsoDay found = iso_day(day);
    wrong += made.year != day.year || made.month != day.month || made.day != day.day || to_ordinal(day) != ordinal;
    wrong += weekday(day) != (ordinal - 1) % 7 || found.weekday != weekday(day) + 1;
    if (found.weekday == 1 && ordinal > 1)
      iso = {found.week == 1 ? iso.year + 1 : iso.year, found.week == 1 ? 1 : iso.week + 1, 1};
    wrong += found.year != iso.year || found.week != iso.week;
    wrong += from_iso_day(found, &back) != IsoProblem::kNone || to_ordinal(back) != ordinal;
    if (++day.day > days_in_month(day.year, day.month)) day = {day.year + day.month / 12, day.month % 12 + 1, 1};
  }
  CHECK(wrong == 0);
  CHECK(day.year == kMaxYear + 1);
}

TEST_CASE("weeks and weekdays that a year does not have are refused") {
  Day day;
  CHECK(from_iso_day({0, 1, 1}, &day) == IsoProblem::kYear);
  CHECK(from_iso_day({2021, 53, 1}, &day) == IsoProblem::kWeek);
  CHECK(from_iso_day({2020, 53, 7}, &day) == IsoProblem::kNone);
  CHECK(from_iso_day({2020, 1, 8}, &day) == IsoProblem::kWeekday);
}
