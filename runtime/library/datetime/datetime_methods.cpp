// The methods of datetime.datetime.
#include "runtime/library/datetime/datetime_types.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/warn.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::datetimes {

namespace {

// ---- alternative constructors

// A moment as a datetime of `zone`; without a zone as a naive datetime of the system's zone, or of UTC if `utc`.
Ref from_moment_py(Thread& t, Type* type, i64 seconds, i32 microseconds, Value zone, bool utc) {
  Day day;
  TimeOfDay time;
  if (!break_down(t, seconds, utc, &day, &time)) return Ref();
  time.microsecond = microseconds;
  if (!utc && !find_fold(t, seconds, day, &time)) return Ref();
  Ref result = make_datetime_py(t, type, day, time, zone);
  if (!result || zone == kNone) return result;
  Ref convert = getattr_py(t, zone, "fromutc");
  return convert ? call_py(t, convert, result) : Ref();
}

Ref datetime_now_py(Thread& t, Value type, Value zone) {
  i64 seconds;
  i32 microseconds;
  if (!check_zone(t, zone)) return Ref();
  now(&seconds, &microseconds);
  return from_moment_py(t, type.as<Type>(), seconds, microseconds, zone, zone != kNone);
}
// Since 3.12 the naive times of UTC are deprecated.
bool warn_of_naive_utc_py(Thread& t, const char* function, const char* instead) {
  return library_minor() < 12 ||
         warn_deprecated_py(t,
                            "datetime.datetime.%s() is deprecated and scheduled for removal in a future version. Use "
                            "timezone-aware objects to represent datetimes in UTC: datetime.datetime.%s.",
                            function, instead);
}

Ref datetime_utcnow_py(Thread& t, Value type) {
  if (!warn_of_naive_utc_py(t, "utcnow", "now(datetime.UTC)")) return Ref();
  i64 seconds;
  i32 microseconds;
  now(&seconds, &microseconds);
  return from_moment_py(t, type.as<Type>(), seconds, microseconds, kNone, true);
}
Ref datetime_fromtimestamp_py(Thread& t, Value type, Value timestamp, Value zone) {
  i64 seconds;
  i32 microseconds;
  if (!check_zone(t, zone) || !timestamp_py(t, timestamp, &seconds, &microseconds)) return Ref();
  return from_moment_py(t, type.as<Type>(), seconds, microseconds, zone, zone != kNone);
}
Ref datetime_utcfromtimestamp_py(Thread& t, Value type, Value timestamp) {
  if (!warn_of_naive_utc_py(t, "utcfromtimestamp", "fromtimestamp(timestamp, datetime.UTC)")) return Ref();
  i64 seconds;
  i32 microseconds;
  if (!timestamp_py(t, timestamp, &seconds, &microseconds)) return Ref();
  return from_moment_py(t, type.as<Type>(), seconds, microseconds, kNone, true);
}

}  // namespace

Ref strptime_with_py(Thread& t, const char* function, Value type, Value text, Value format) {
  if (!is_str(text)) return raise_type_error(t, "strptime() argument 1 must be str, not %A", text);
  if (!is_str(format)) return raise_type_error(t, "strptime() argument 2 must be str, not %A", format);
  Ref module = import_module_py(t, "_strptime");
  Ref parse = module ? getattr_py(t, module, function) : Ref();
  return parse ? call_py(t, parse, type, text, format) : Ref();
}

namespace {

Ref datetime_strptime_py(Thread& t, Value type, Value text, Value format) {
  const char* function = library_minor() < 14 ? "_strptime_datetime" : "_strptime_datetime_datetime";
  return strptime_with_py(t, function, type, text, format);
}

Ref datetime_combine_py(Thread& t, Value type, Value date, Value time, Value zone) {
  if (!is_date(date)) return raise_type_error(t, "combine() argument 1 must be datetime.date, not %A", date);
  if (!is_time(time)) return raise_type_error(t, "combine() argument 2 must be datetime.time, not %A", time);
  const ClockFields& clock = as_time(time)->clock;
  return make_datetime_py(t, type.as<Type>(), day_of(date), time_of(clock), zone ? zone : zone_or_none(clock));
}

bool to_next_day(Thread& t, Day* day) {
  if (!check_day(t, *day)) return false;
  if (++day->day > days_in_month(day->year, day->month)) {
    day->day = 1;
    if (++day->month > 12) {
      day->month = 1;
      ++day->year;
    }
  }
  return check_day(t, *day);
}

Ref datetime_fromisoformat_py(Thread& t, Value type, Value text) {
  if (!is_str(text)) return raise_no_iso_text(t, text);
  text::StrView view = str_view(text);
  if (view.length < 7) return raise_invalid_format(t, text);
  size_t separator = find_separator(view);
  Day day;
  TimeOfDay time;
  Ref zone;
  if (separator > view.length || parse_date(view.sub(0, separator), &day) != Parsed::kOk)
    return raise_invalid_format(t, text);
  bool next_day = false;
  if (view.length > separator) {
    Parsed parsed = parse_time(t, view.from(separator + 1), &time, &zone, &next_day);
    if (parsed == Parsed::kInvalid) return raise_invalid_format(t, text);
    if (parsed == Parsed::kError) return Ref();
  }
  if (next_day && !to_next_day(t, &day)) return Ref();
  return make_datetime_py(t, type.as<Type>(), day, time, zone ? zone.get() : kNone);
}

// ---- the zone

Ref datetime_utcoffset_py(Thread& t, Value self) {
  return zone_offset_py(t, zone_of_datetime(self), "utcoffset", self);
}
Ref datetime_dst_py(Thread& t, Value self) { return zone_offset_py(t, zone_of_datetime(self), "dst", self); }
Ref datetime_tzname_py(Thread& t, Value self) { return zone_name_py(t, zone_of_datetime(self), self); }

// The offset of a datetime; a naive one is taken to be of the system's zone. *zone: the zone that the offset is of.
Ref offset_or_local_py(Thread& t, Value self, Ref* zone) {
  *zone = Ref::share(t, zone_of_datetime(self));
  Ref offset = zone_offset_py(t, *zone, "utcoffset", self);
  if (!offset || offset.get() != kNone) return offset;
  i64 seconds, other;
  TimeOfDay time = clock_time(self);
  if (!local_to_timestamp(t, day_of(self), time, &seconds)) return Ref();
  if (library_minor() >= 12) {  // in a gap the fold means the offset of the other side
    bool fold = time.fold;
    time.fold = !fold;
    if (!local_to_timestamp(t, day_of(self), time, &other)) return Ref();
    if (other != seconds && (other > seconds) == fold) seconds = other;
  }
  *zone = local_zone(t, seconds);
  return *zone ? zone_offset_py(t, *zone, "utcoffset", self) : Ref();
}

Ref datetime_astimezone_py(Thread& t, Value self, Value zone) {
  if (!check_zone(t, zone)) return Ref();
  if (zone != kNone && is_same(zone, zone_of_datetime(self))) return Ref::share(t, self);
  Ref own;
  Ref offset = offset_or_local_py(t, self, &own);
  if (!offset) return Ref();
  if (is_same(zone, own)) return Ref::share(t, self);
  Day day = day_of(self);
  TimeOfDay time = clock_time(self);
  if (!shift(t, &day, &time, as_delta(offset), -1)) return Ref();
  Ref target = zone != kNone ? Ref::share(t, zone) : local_zone(t, seconds_since_year_1(day, time) - kEpochSeconds);
  Ref utc = target ? make_datetime_py(t, type_of(self), day, time, target) : Ref();
  Ref convert = utc ? getattr_py(t, target, "fromutc") : Ref();
  return convert ? call_py(t, convert, utc) : Ref();
}

// ---- text

Ref datetime_isoformat_py(Thread& t, Value self, Value separator, Value timespec) {
  u32 c = 'T';
  if (separator) {
    if (!is_str(separator) || as_str(separator)->length != 1) {
      return raise_type_error(t, "isoformat() argument 1 must be a unicode character, not %A", separator);
    }
    c = as_str(separator)->at(0);
  }
  if (timespec && !is_str(timespec)) return raise_type_error(t, "isoformat() argument 2 must be str, not %A", timespec);
  Ref offset = datetime_utcoffset_py(t, self);
  return offset ? iso_datetime_text(t, day_of(self), clock_time(self), c, offset, timespec) : Ref();
}
Ref datetime_ctime(Thread& t, Value self) { return ctime_text(t, day_of(self), clock_time(self)); }

// ---- parts and conversions

Ref datetime_date(Thread& t, Value self) { return make_date_py(t, g_date_type, day_of(self)); }
Ref datetime_time(Thread& t, Value self) { return make_time_py(t, g_time_type, clock_time(self), kNone); }
Ref datetime_timetz(Thread& t, Value self) {
  return make_time_py(t, g_time_type, clock_time(self), zone_of_datetime(self));
}

Ref datetime_timetuple_py(Thread& t, Value self) {
  Ref dst = datetime_dst_py(t, self);
  if (!dst) return Ref();
  return struct_time_py(t, day_of(self), clock_time(self), dst.get() == kNone ? -1 : !is_zero(as_delta(dst)));
}
Ref datetime_utctimetuple_py(Thread& t, Value self) {
  Day day = day_of(self);
  TimeOfDay time = clock_time(self);
  Ref offset = datetime_utcoffset_py(t, self);
  if (!offset || (offset.get() != kNone && !shift(t, &day, &time, as_delta(offset), -1))) return Ref();
  return struct_time_py(t, day, time, 0);
}

Ref datetime_timestamp_py(Thread& t, Value self) {
  TimeOfDay time = clock_time(self);
  if (zone_of_datetime(self) == kNone) {
    i64 seconds;
    if (!local_to_timestamp(t, day_of(self), time, &seconds)) return Ref();
    return make_float(t, static_cast<double>(seconds) + time.microsecond / 1e6);
  }
  Ref epoch = make_exact_datetime(t, {1970, 1, 1}, {}, g_utc);
  Ref delta = epoch ? subtract_datetimes_py(t, self, epoch) : Ref();
  return delta ? delta_total_seconds(t, delta) : Ref();
}

Ref datetime_replace_py(Thread& t, const Value* p) {
  Day day = day_of(p[0]);
  TimeOfDay time = clock_time(p[0]);
  if (!optional_part_py(t, p[1], &day.year) || !optional_part_py(t, p[2], &day.month) ||
      !optional_part_py(t, p[3], &day.day) || !optional_part_py(t, p[4], &time.hour) ||
      !optional_part_py(t, p[5], &time.minute) || !optional_part_py(t, p[6], &time.second) ||
      !optional_part_py(t, p[7], &time.microsecond) || !optional_part_py(t, p[9], &time.fold)) {
    return Ref();
  }
  if (!check_fold(t, time.fold)) return Ref();
  return make_datetime_py(t, type_of(p[0]), day, time, p[8] ? p[8] : zone_of_datetime(p[0]));
}
constexpr MethodDef kDatetimeReplace = {"replace", datetime_replace_py,
                                        "(self, /, year=unchanged, month=unchanged, day=unchanged, hour=unchanged, "
                                        "minute=unchanged, second=unchanged,\n        "
                                        "microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)",
                                        "Return datetime with new specified fields."};
Ref datetime_dunder_replace_py(Thread& t, const CallArgs& args) { return call_method_def(t, kDatetimeReplace, args); }

Ref reduce(Thread& t, Value self, bool with_fold) {
  Day day = day_of(self);
  TimeOfDay x = clock_time(self);
  u8 state[] = {static_cast<u8>(day.year >> 8),
                static_cast<u8>(day.year),
                static_cast<u8>(day.month | (with_fold && x.fold ? 0x80 : 0)),
                static_cast<u8>(day.day),
                static_cast<u8>(x.hour),
                static_cast<u8>(x.minute),
                static_cast<u8>(x.second),
                static_cast<u8>(x.microsecond >> 16),
                static_cast<u8>(x.microsecond >> 8),
                static_cast<u8>(x.microsecond)};
  Ref bytes = make_bytes(t, {reinterpret_cast<char*>(state), sizeof state});
  Ref args = !bytes                            ? Ref()
             : zone_of_datetime(self) == kNone ? make_tuple(t, bytes)
                                               : make_tuple(t, bytes, zone_of_datetime(self));
  return args ? make_tuple(t, type_of(self), args) : Ref();
}
Ref datetime_reduce(Thread& t, Value self) { return reduce(t, self, false); }
Ref datetime_reduce_ex(Thread& t, Value self, Value protocol) {
  i32 number;
  return part_py(t, protocol, &number) ? reduce(t, self, number > 3) : Ref();
}

}  // namespace

constexpr MethodDef kDateTimeMethods[] = {
    {"now", datetime_now_py, "@classmethod (type, /, tz=None)",
     "Returns new datetime object representing current time local to tz.\n\n  tz\n    Timezone object.\n\n"
     "If no tz is specified, uses local timezone."},
    {"utcnow", datetime_utcnow_py, "@classmethod (type, /)", "Return a new datetime representing UTC day and time."},
    {"fromtimestamp", datetime_fromtimestamp_py, "@classmethod (type, timestamp, tz=None)",
     "timestamp[, tz] -> tz's local time from POSIX timestamp."},
    {"utcfromtimestamp", datetime_utcfromtimestamp_py, "@classmethod (type, timestamp, /)",
     "Construct a naive UTC datetime from a POSIX timestamp."},
    {"strptime", datetime_strptime_py, "@classmethod (type, date_string, format, /)",
     "string, format -> new datetime parsed from a string (like time.strptime())."},
    {"combine", datetime_combine_py, "@classmethod (type, date, time, tzinfo=unchanged)",
     "date, time -> datetime with same date and time fields"},
    {"fromisoformat", datetime_fromisoformat_py, "@classmethod (type, object, /)",
     "string -> datetime from a string in most ISO 8601 formats"},
    {"date", datetime_date, "(self, /)", "Return date object with same year, month and day."},
    {"time", datetime_time, "(self, /)", "Return time object with same time but with tzinfo=None."},
    {"timetz", datetime_timetz, "(self, /)", "Return time object with same time and tzinfo."},
    {"ctime", datetime_ctime, "(self, /)", "Return ctime() style string."},
    {"timetuple", datetime_timetuple_py, "(self, /)", "Return time tuple, compatible with time.localtime()."},
    {"timestamp", datetime_timestamp_py, "(self, /)", "Return POSIX timestamp as float."},
    {"utctimetuple", datetime_utctimetuple_py, "(self, /)", "Return UTC time tuple, compatible with time.localtime()."},
    {"isoformat", datetime_isoformat_py, "(self, sep='T', timespec='auto')",
     "[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\nsep is used to separate the "
     "year from the time, and "
     "defaults to 'T'.\nThe optional argument timespec specifies the number of additional terms\nof the time to "
     "include. Valid options are 'auto', 'hours', "
     "'minutes',\n'seconds', 'milliseconds' and 'microseconds'.\n"},
    {"utcoffset", datetime_utcoffset_py, "(self, /)", "Return self.tzinfo.utcoffset(self)."},
    {"tzname", datetime_tzname_py, "(self, /)", "Return self.tzinfo.tzname(self)."},
    {"dst", datetime_dst_py, "(self, /)", "Return self.tzinfo.dst(self)."},
    kDatetimeReplace,
    {"__replace__", datetime_dunder_replace_py, "(...)(self, /, **changes)", "The same as replace()."},
    {"astimezone", datetime_astimezone_py, "(self, /, tz=None)", "tz -> convert to local time in new timezone tz\n"},
    {"__reduce_ex__", datetime_reduce_ex, "(self, protocol, /)", "__reduce_ex__(proto) -> (cls, state)"},
    {"__reduce__", datetime_reduce, "(self, /)", "__reduce__() -> (cls, state)"},
    {},
};

}  // namespace rt::datetimes
