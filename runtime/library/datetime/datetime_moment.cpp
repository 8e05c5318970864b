// Moments: timestamps, the system's clock and the system's zone.
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <ctime>

#include "runtime/library/datetime/datetime_types.h"
#include "runtime/library/threads/waiting.h"
#include "runtime/os/environment.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::datetimes {

namespace {

// No zone has ever set its clocks back by more than a day.
constexpr i64 kMaxFoldSeconds = 86400;

bool raise_out_of_range(Thread& t) { return raise_overflow_error(t, "timestamp out of range for platform time_t"); }

bool whole_seconds(Thread& t, double d, i64* out) {
  if (!(d >= -0x1p63 && d < 0x1p63)) return raise_out_of_range(t);
  *out = static_cast<i64>(d);
  return true;
}
bool int_seconds_py(Thread& t, Value v, i64* out) {
  if (index_i64_py(t, v, out, kOverflowErrorType)) return true;
  if (!error_is(t, kOverflowErrorType)) return false;
  clear_error(t);
  return raise_out_of_range(t);
}

// The moment of a Decimal or another exact number.
bool exact_moment_py(Thread& t, Value timestamp, i64* seconds, i32* microseconds) {
  constexpr i64 kUnits = 1000000;
  i64 all;
  Ref exact = scaled_number_py(t, timestamp, kUnits, Rounding::kHalfEven);
  if (!exact || !int_seconds_py(t, exact, &all)) return false;
  *microseconds = static_cast<i32>((all % kUnits + kUnits) % kUnits);
  *seconds = (all - *microseconds) / kUnits;
  return true;
}

double round_half_even(double d) {
  double rounded = std::round(d);
  return std::fabs(d - rounded) == 0.5 ? 2.0 * std::round(d / 2.0) : rounded;
}

// The time that clocks of the system's zone show at a moment. Both sides count seconds since the beginning of year 1.
bool to_local(Thread& t, i64 utc, i64* local) {
  Day day;
  TimeOfDay time;
  if (!break_down(t, utc - kEpochSeconds, false, &day, &time)) return false;
  *local = seconds_since_year_1(day, time);
  return true;
}

}  // namespace

bool timestamp_py(Thread& t, Value timestamp, i64* seconds, i32* microseconds) {
  *microseconds = 0;
  if (is_exact_number(t, timestamp)) return exact_moment_py(t, timestamp, seconds, microseconds);
  if (!is_float(timestamp) && !counts_as_float(timestamp)) return int_seconds_py(t, timestamp, seconds);
  double whole, d;
  if (!to_double_py(t, timestamp, &d)) return false;
  if (std::isnan(d)) return raise_value_error(t, "Invalid value NaN (not a number)");
  double fraction = round_half_even(std::modf(d, &whole) * 1e6);
  if (fraction >= 1e6) {
    fraction -= 1e6;
    whole += 1;
  } else if (fraction < 0) {
    fraction += 1e6;
    whole -= 1;
  }
  *microseconds = static_cast<i32>(fraction);
  return whole_seconds(t, whole, seconds);
}

bool timestamp_floor_py(Thread& t, Value timestamp, i64* seconds) {
  if (is_exact_number(t, timestamp)) {
    Ref whole = scaled_number_py(t, timestamp, 1, Rounding::kFloor);
    return whole && int_seconds_py(t, whole, seconds);
  }
  if (!is_float(timestamp) && !counts_as_float(timestamp)) return int_seconds_py(t, timestamp, seconds);
  double d;
  if (!to_double_py(t, timestamp, &d)) return false;
  if (std::isnan(d)) return raise_value_error(t, "Invalid value NaN (not a number)");
  return whole_seconds(t, std::floor(d), seconds);
}

void now(i64* seconds, i32* microseconds) {
  timespec moment;
  clock_gettime(CLOCK_REALTIME, &moment);
  *seconds = moment.tv_sec;
  *microseconds = static_cast<i32>(moment.tv_nsec / 1000);
}

bool break_down(Thread& t, i64 seconds, bool utc, Day* day, TimeOfDay* time) {
  tm fields;
  time_t when = seconds;
  errno = 0;
  if (!(utc ? gmtime_r(&when, &fields) : os::local_time(&when, &fields)))
    return raise_os_error(t, errno ? errno : EINVAL);
  *day = {fields.tm_year + 1900, fields.tm_mon + 1, fields.tm_mday};
  *time = {fields.tm_hour, fields.tm_min, std::min(fields.tm_sec, 59), 0, 0};
  if (day->year < kMinYear || day->year > kMaxYear) {
    return library_minor() < 14 ? raise_value_error(t, "year %d is out of range", day->year)
                                : raise_value_error(t, "year must be in %d..%d, not %d", kMinYear, kMaxYear, day->year);
  }
  return true;
}

bool find_fold(Thread& t, i64 seconds, const Day& day, TimeOfDay* time) {
  i64 shown = seconds_since_year_1(day, *time), before, utc = seconds + kEpochSeconds;
  if (utc < 2 * kMaxFoldSeconds) return true;
  if (!to_local(t, utc - kMaxFoldSeconds, &before)) return false;
  i64 transition = shown - before - kMaxFoldSeconds;
  if (transition >= 0) return true;
  if (!to_local(t, utc + transition, &before)) return false;
  time->fold = before == shown;
  return true;
}

// Solves local(u) = t for u. In a gap there is no solution and in a fold there are two: then `fold` decides (PEP 495).
bool local_to_timestamp(Thread& t, const Day& day, const TimeOfDay& time, i64* out) {
  i64 wanted = seconds_since_year_1(day, time), local;
  if (!to_local(t, wanted, &local)) return false;
  i64 a = local - wanted, u1 = wanted - a, t1;
  if (!to_local(t, u1, &t1)) return false;
  i64 b;
  if (t1 == wanted) {
    i64 u2 = time.fold ? u1 + kMaxFoldSeconds : u1 - kMaxFoldSeconds;
    if (!to_local(t, u2, &local)) return false;
    b = local - u2;
    if (a == b) {
      *out = u1 - kEpochSeconds;
      return true;
    }
  } else {
    b = t1 - u1;
  }
  i64 u2 = wanted - b, t2;
  if (!to_local(t, u2, &t2)) return false;
  i64 found = t2 == wanted ? u2 : t1 == wanted ? u1 : time.fold ? std::min(u1, u2) : std::max(u1, u2);
  *out = found - kEpochSeconds;
  return true;
}

Ref local_zone(Thread& t, i64 seconds) {
  tm fields;
  time_t when = seconds;
  errno = 0;
  if (!os::local_time(&when, &fields)) return raise_os_error(t, errno ? errno : EINVAL);
  Ref offset = make_delta(t, 0, fields.tm_gmtoff);
  Ref name = offset ? decode_fs(t, fields.tm_zone ? fields.tm_zone : "") : Ref();
  return name ? make_timezone(t, offset, name) : Ref();
}

}  // namespace rt::datetimes
