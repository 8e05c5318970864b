// The types of the module `_datetime`, and the declarations that its files share.
//
// Instances never change once they are made, so threads read their fields plainly. There are two exceptions. The hash
// is computed at the first demand (idempotent, relaxed). `fold` is set on the result of a subclass's constructor, which
// need not know that argument (relaxed).
//
// Functions that give a Ref or bool leave an error pending if it is empty or false; those without _py run no Python
// code.
#pragma once

#include "runtime/library/datetime/datetime_calendar.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/kinds.h"
#include "runtime/types/containers/dict.h"

namespace rt::datetimes {

using i128 = __int128;

struct Delta : Object {
  gc::Atomic<i64> hash;  // 0: not computed yet
  i32 days, seconds, microseconds;
};
struct Date : Object {
  gc::Atomic<i64> hash;
  u16 year;
  u8 month, day;
};
// The fields that time and datetime have in common.
struct ClockFields {
  u8 hour, minute, second;
  gc::Atomic<u8> fold;
  u32 microsecond;
  Slot zone;  // a tzinfo, or empty
};
struct DateTime : Date {
  ClockFields clock;
};
struct Time : Object {
  gc::Atomic<i64> hash;
  ClockFields clock;
};
struct Zone : Object {  // timezone
  Slot offset;          // a timedelta
  Slot name;            // str, or empty
};

extern Type *g_delta_type, *g_date_type, *g_datetime_type, *g_time_type, *g_tzinfo_type, *g_timezone_type;
extern Value g_utc;  // immortal

inline bool is_delta(Value v) { return is_instance(v, g_delta_type); }
inline bool is_date(Value v) { return is_instance(v, g_date_type); }  // datetimes too
inline bool is_datetime(Value v) { return is_instance(v, g_datetime_type); }
inline bool is_time(Value v) { return is_instance(v, g_time_type); }
inline bool is_tzinfo(Value v) { return is_instance(v, g_tzinfo_type); }
inline Delta* as_delta(Value v) { return v.as<Delta>(); }
inline Date* as_date(Value v) { return v.as<Date>(); }
inline DateTime* as_datetime(Value v) { return v.as<DateTime>(); }
inline Time* as_time(Value v) { return v.as<Time>(); }

inline Day day_of(Value v) { return {as_date(v)->year, as_date(v)->month, as_date(v)->day}; }
inline TimeOfDay time_of(const ClockFields& c) {
  return {c.hour, c.minute, c.second, static_cast<i32>(c.microsecond), c.fold.load(gc::relaxed)};
}
// The tzinfo, or None. Borrowed: it lives as long as its holder.
inline Value zone_or_none(const ClockFields& c) { return c.zone.get() ? c.zone.get() : kNone; }
inline Value zone_of_datetime(Value v) { return zone_or_none(as_datetime(v)->clock); }
inline TimeOfDay clock_time(Value datetime) { return time_of(as_datetime(datetime)->clock); }
inline void set_clock(ClockFields& c, const TimeOfDay& time, Ref zone) {
  c.hour = static_cast<u8>(time.hour);
  c.minute = static_cast<u8>(time.minute);
  c.second = static_cast<u8>(time.second);
  c.fold.store(static_cast<u8>(time.fold), gc::relaxed);
  c.microsecond = static_cast<u32>(time.microsecond);
  init_field(c.zone, std::move(zone));
}

// ---- timedelta (datetime_delta.cpp)
// A timedelta; seconds and microseconds of any size are carried over. OverflowError if there are too many days.
Ref make_delta(Thread& t, i64 days, i64 seconds = 0, i64 microseconds = 0, Type* type = g_delta_type);
i128 microseconds_of(const Delta* d);
// a + sign * b.
Ref add_deltas(Thread& t, const Delta* a, const Delta* b, i32 sign);
inline bool is_zero(const Delta* d) { return (d->days | d->seconds | d->microseconds) == 0; }
int compare_deltas(const Delta* a, const Delta* b);
i64 delta_hash(Delta* d);
Ref delta_total_seconds(Thread& t, Value self);
bool add_delta(Thread& t, Value module);

// ---- tzinfo and timezone (datetime_zone.cpp)
// The offset that a zone (or None) gives for `argument`, a datetime or None: a timedelta of less than a day, or None.
// `method`: "utcoffset" or "dst".
Ref zone_offset_py(Thread& t, Value zone, const char* method, Value argument);
Ref zone_name_py(Thread& t, Value zone, Value argument);  // str or None
// The timezone of an offset. Empty `name`: the zone has none, and an offset of zero gives timezone.utc.
Ref make_timezone(Thread& t, Value offset, Value name);
bool check_zone(Thread& t, Value zone);  // TypeError unless it is None or a tzinfo
bool add_zones(Thread& t, Value module);

// ---- date, time, datetime
bool check_day(Thread& t, const Day& day);
bool check_time(Thread& t, const TimeOfDay& time);
bool check_fold(Thread& t, i32 fold);
// The ValueError of a number that is out of range. Since 3.14 it shows the number.
Error raise_out_of_range(Thread& t, const char* name, i32 first, i32 last, i32 value);
// An instance of `type`; if that is a subclass, its constructor is called. The values are checked.
Ref make_date_py(Thread& t, Type* type, const Day& day);
Ref make_time_py(Thread& t, Type* type, const TimeOfDay& time, Value zone);
Ref make_datetime_py(Thread& t, Type* type, const Day& day, const TimeOfDay& time, Value zone);
// An instance of `type` itself, whose constructor is not called: C code makes instances so. The values are checked.
Ref make_checked_date(Thread& t, Type* type, const Day& day);
Ref make_checked_time(Thread& t, Type* type, const TimeOfDay& time, Value zone);
Ref make_checked_datetime(Thread& t, Type* type, const Day& day, const TimeOfDay& time, Value zone);
// The same for values that are known to be good: no check, an exact datetime.
Ref make_exact_datetime(Thread& t, const Day& day, const TimeOfDay& time, Value zone);
// datetime + sign * delta, of the same class.
Ref shift_datetime_py(Thread& t, Value datetime, const Delta* delta, i32 sign);
// Moves day and time by sign * delta. OverflowError beyond the years 1 to 9999.
bool shift(Thread& t, Day* day, TimeOfDay* time, const Delta* delta, i32 sign);
Ref subtract_datetimes_py(Thread& t, Value a, Value b);
extern const MethodDef kDateTimeMethods[];
bool add_date(Thread& t, Value module);
bool add_time(Thread& t, Value module);
bool add_datetime(Thread& t, Value module);

// ---- moments of the system's clock and zone (datetime_moment.cpp)
// Splits a timestamp, an int or a float (rounded half to even).
bool timestamp_py(Thread& t, Value timestamp, i64* seconds, i32* microseconds);
bool timestamp_floor_py(Thread& t, Value timestamp, i64* seconds);
void now(i64* seconds, i32* microseconds);
// Day and time of a moment, in the system's zone or in UTC. OSError or ValueError.
bool break_down(Thread& t, i64 seconds, bool utc, Day* day, TimeOfDay* time);
// Sets time->fold if the local time is shown twice and this moment is its second occurrence.
bool find_fold(Thread& t, i64 seconds, const Day& day, TimeOfDay* time);
// The moment of a local time, in seconds since 1970.
bool local_to_timestamp(Thread& t, const Day& day, const TimeOfDay& time, i64* out);
// The system's zone at a moment, as a timezone.
Ref local_zone(Thread& t, i64 seconds);

// ---- text (datetime_format.cpp)
Ref format_date(Thread& t, const Day& day);
Ref iso_time_text(Thread& t, const TimeOfDay& time, Value offset, Value timespec);
Ref iso_datetime_text(Thread& t, const Day& day, const TimeOfDay& time, u32 separator, Value offset, Value timespec);
Ref ctime_text(Thread& t, const Day& day, const TimeOfDay& time);
Ref repr_text_py(Thread& t, Value self, const i32* numbers, u32 count, const ClockFields* clock);
Ref timezone_name(Thread& t, const Delta* offset);  // "UTC+01:00"
// strftime(), with the directives that the C library lacks: %f, %z, %:z and %Z. `zone` is None or a tzinfo, which is
// asked about `argument`.
Ref wrap_strftime_py(Thread& t, Value format, Value time_tuple, i32 microsecond, Value zone, Value argument);
Ref struct_time_py(Thread& t, const Day& day, const TimeOfDay& time, i32 dst);
// __format__ of all three: strftime, or str() for an empty format.
Ref format_method_py(Thread& t, Value self, Value format);

// ---- parsing (datetime_parse.cpp)
enum class Parsed { kOk, kInvalid, kError };  // kError: an error is pending
Parsed parse_date(const text::StrView& text, Day* out);
// *zone: the zone of the text; empty if the text names none.
// *next_day: the text says 24:00, which is 00:00 of the next day (since 3.14).
Parsed parse_time(Thread& t, const text::StrView& text, TimeOfDay* out, Ref* zone, bool* next_day);
// strptime() of a class, by the function of the library's module _strptime.
Ref strptime_with_py(Thread& t, const char* function, Value type, Value text, Value format);
// The position of the character between date and time.
size_t find_separator(const text::StrView& text);
Error raise_no_iso_text(Thread& t, Value v);  // fromisoformat() wants a str
Error raise_invalid_format(Thread& t, Value text);

// ---- pickled states and arguments (datetime_state.cpp)
// Reads the bytes of a pickled state, which Python 2 wrote as a str. True: `v` has this length, and its byte at `at`,
// masked by `mask`, is in [low, high]; the bytes are in `out`. False without *failed: `v` is another argument. *failed:
// ValueError is pending, since `v` is a str that holds more than bytes.
bool read_state(Thread& t, Value v, const char* what, u32 length, u32 at, u32 low, u32 high, u32 mask, u8* out,
                bool* failed);
// Reads a C int. False: an error is pending, whose words depend on the version.
inline bool part_py(Thread& t, Value v, i32* out) {
  return library_minor() < 15 ? to_i32_by_format_py(t, v, out) : to_i32_py(t, v, out);
}
// The same unless `v` is empty.
inline bool optional_part_py(Thread& t, Value v, i32* out) { return !v || part_py(t, v, out); }

// Trace and dispose for types whose zone is in ClockFields.
template <class T>
struct ZonedLifetime {
  static void trace(Object* object, gc::Visitor& visitor) {
    trace_attributes(object, visitor);
    trace_slot(visitor, static_cast<T*>(object)->clock.zone);
  }
  static void dispose(gc::Thread& thread, Object* object) {
    Thread& t = static_cast<Thread&>(thread);
    dispose_attributes(t, object);
    clear_slot(t, static_cast<T*>(object)->clock.zone);
  }
  static constexpr gc::Lifetime kLifetime = {trace, nullptr, nullptr, dispose};
};
// Makes `datetime_CAPI`, the table of these types for C code (interp/capi/datetimes.cpp). Installed at start-up; null:
// the program has no C API.
extern Ref (*g_make_c_table)(Thread& t);

// Getters of the fields that time and datetime share.
extern const GetSetDef kTimeGetSet[];
extern const GetSetDef kDateTimeGetSet[];

}  // namespace rt::datetimes
