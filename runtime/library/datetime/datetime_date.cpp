// datetime.date, and IsoCalendarDate, the result of isocalendar().
#include "runtime/library/datetime/datetime_types.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ordering.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::datetimes {

Type* g_date_type;

bool check_day(Thread& t, const Day& day) {
  bool shows_values = library_minor() >= 14;
  if (day.year < kMinYear || day.year > kMaxYear) {
    return shows_values ? raise_out_of_range(t, "year", kMinYear, kMaxYear, day.year)
                        : raise_value_error(t, "year %d is out of range", day.year);
  }
  if (day.month < 1 || day.month > 12) return raise_out_of_range(t, "month", 1, 12, day.month);
  i32 last = days_in_month(day.year, day.month);
  if (day.day >= 1 && day.day <= last) return true;
  if (!shows_values) return raise_value_error(t, "day is out of range for month");
  return raise_value_error(t, "day %d must be in range 1..%d for month %d in year %d", day.day, last, day.month,
                           day.year);
}

Error raise_out_of_range(Thread& t, const char* name, i32 first, i32 last, i32 value) {
  if (library_minor() < 14) return raise_value_error(t, "%s must be in %d..%d", name, first, last);
  return raise_value_error(t, "%s must be in %d..%d, not %d", name, first, last, value);
}

namespace {

Type* g_iso_day_type;

Ref new_date(Thread& t, Type* type, const Day& day) {
  Ref result = allocate_instance(t, type);
  if (!result) return Ref();
  as_date(result)->year = static_cast<u16>(day.year);
  as_date(result)->month = static_cast<u8>(day.month);
  as_date(result)->day = static_cast<u8>(day.day);
  return result;
}

}  // namespace

Ref make_checked_date(Thread& t, Type* type, const Day& day) {
  return check_day(t, day) ? new_date(t, type, day) : Ref();
}

Ref make_date_py(Thread& t, Type* type, const Day& day) {
  if (type == g_date_type) return make_checked_date(t, type, day);
  return call_py(t, type, Value::small_int(day.year), Value::small_int(day.month), Value::small_int(day.day));
}

namespace {

// ---- construction

Ref date_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(year, month, day)");
  u8 state[4];
  bool failed;
  if (args.positional == 1 && !args.keywords()) {
    if (read_state(t, args[0], "date", 4, 2, 1, 12, UINT32_MAX, state, &failed)) {
      return new_date(t, type, {state[0] << 8 | state[1], state[2], state[3]});
    }
    if (failed) return Ref();
  }
  Value bound[3];
  Day day;
  if (!bind_arguments(t, library_minor() >= 15 ? "date" : nullptr, kSignature, args, bound) ||
      !part_py(t, bound[0], &day.year) || !part_py(t, bound[1], &day.month) || !part_py(t, bound[2], &day.day)) {
    return Ref();
  }
  return check_day(t, day) ? new_date(t, type, day) : Ref();
}

Ref date_fromtimestamp(Thread& t, Value type, Value timestamp) {
  i64 seconds;
  Day day;
  TimeOfDay time;
  if (!timestamp_floor_py(t, timestamp, &seconds) || !break_down(t, seconds, false, &day, &time)) return Ref();
  return make_date_py(t, type.as<Type>(), day);
}
// Calls the class's fromtimestamp(), which a subclass may override.
Ref date_today_py(Thread& t, Value type) {
  i64 seconds;
  i32 microseconds;
  now(&seconds, &microseconds);
  Ref f = getattr_py(t, type, "fromtimestamp");
  Ref timestamp = f ? make_float(t, static_cast<double>(seconds) + microseconds / 1e6) : Ref();
  return timestamp ? call_py(t, f, timestamp) : Ref();
}

Ref date_fromordinal(Thread& t, Value type, Value number) {
  i32 ordinal;
  if (!part_py(t, number, &ordinal)) return Ref();
  if (ordinal < 1) return raise_value_error(t, "ordinal must be >= 1");
  return make_date_py(t, type.as<Type>(), from_ordinal(ordinal));
}

Ref date_strptime_py(Thread& t, Value type, Value text, Value format) {
  return strptime_with_py(t, "_strptime_datetime_date", type, text, format);
}

Ref date_fromisoformat(Thread& t, Value type, Value text) {
  Day day;
  if (!is_str(text)) return raise_no_iso_text(t, text);
  if (parse_date(str_view(text), &day) != Parsed::kOk) return raise_invalid_format(t, text);
  return make_date_py(t, type.as<Type>(), day);
}

// Reads a part of an ISO day. Before 3.15 an int that is too large for C is a ValueError.
bool iso_argument_py(Thread& t, Value v, i32* out) {
  if (part_py(t, v, out)) return true;
  if (library_minor() >= 15 || !error_is(t, kOverflowErrorType)) return false;
  clear_error(t);
  return raise_value_error(t, "ISO calendar component out of range");
}

Ref date_fromisocalendar(Thread& t, Value type, Value year, Value week, Value weekday) {
  IsoDay iso;
  Day day;
  if (!iso_argument_py(t, year, &iso.year) || !iso_argument_py(t, week, &iso.week) ||
      !iso_argument_py(t, weekday, &iso.weekday))
    return Ref();
  switch (from_iso_day(iso, &day)) {
    case IsoProblem::kYear:
      if (library_minor() < 15) return raise_value_error(t, "Year is out of range: %d", iso.year);
      return raise_value_error(t, "year must be in %d..%d, not %d", kMinYear, kMaxYear, iso.year);
    case IsoProblem::kWeek: return raise_value_error(t, "Invalid week: %d", iso.week);
    case IsoProblem::kWeekday:
      return raise_value_error(t, "Invalid %s: %d (range is [1, 7])", library_minor() < 15 ? "day" : "weekday",
                               iso.weekday);
    default: return make_date_py(t, type.as<Type>(), day);
  }
}

// ---- text

Ref date_repr(Thread& t, Value self) {
  Day day = day_of(self);
  i32 numbers[] = {day.year, day.month, day.day};
  return repr_text_py(t, self, numbers, 3, nullptr);
}
Ref date_isoformat(Thread& t, Value self) { return format_date(t, day_of(self)); }
Ref date_str_py(Thread& t, Value self) {
  if (type_of(self) == g_date_type) return date_isoformat(t, self);
  Ref f = getattr_py(t, self, "isoformat");
  return f ? call_py(t, f) : Ref();
}
Ref date_ctime(Thread& t, Value self) { return ctime_text(t, day_of(self), TimeOfDay()); }
Ref date_strftime_py(Thread& t, Value self, Value format) {
  if (!is_str(format)) return raise_type_error(t, "strftime() argument 1 must be str, not %A", format);
  Ref f = getattr_py(t, self, "timetuple");
  Ref tuple = f ? call_py(t, f) : Ref();
  if (!tuple) return Ref();
  if (!is_datetime(self)) return wrap_strftime_py(t, format, tuple, 0, kNone, self);
  const ClockFields& clock = as_datetime(self)->clock;
  return wrap_strftime_py(t, format, tuple, static_cast<i32>(clock.microsecond), zone_or_none(clock), self);
}

// ---- comparison and arithmetic

// Up to 3.12 a datetime that date's comparison meets compares by its date; since then it is not comparable.
Ref date_compare(Thread&, Value a, Value b, CompareOp op) {
  if (!is_date(a) || !is_date(b)) return Ref::immediate(kNotImplemented);
  if (library_minor() >= 13 && is_datetime(a) != is_datetime(b)) return Ref::immediate(kNotImplemented);
  auto key = [](const Day& d) { return (d.year * 16 + d.month) * 256 + d.day; };
  return bool_ref(ordered(key(day_of(a)), key(day_of(b)), op));
}
// The hash of the pickled state.
bool date_hash(Thread&, Value self, i64* out) {
  Date* d = as_date(self);
  i64 hash = d->hash.load(gc::relaxed);
  if (!hash) {
    u8 state[] = {static_cast<u8>(d->year >> 8), static_cast<u8>(d->year), d->month, d->day};
    hash = num::hash_bytes(state, sizeof state, text_hash_key());
    d->hash.store(hash, gc::relaxed);
  }
  *out = hash;
  return true;
}

Ref shift_date_py(Thread& t, Value date, i64 days) {
  i64 ordinal = to_ordinal(day_of(date)) + days;
  if (ordinal < 1 || ordinal > kMaxOrdinal) return raise_overflow_error(t, "date value out of range");
  return make_date_py(t, type_of(date), from_ordinal(static_cast<i32>(ordinal)));
}

Ref date_add_py(Thread& t, Value a, Value b) {
  if (is_datetime(a) || is_datetime(b)) return Ref::immediate(kNotImplemented);
  if (is_date(a) && is_delta(b)) return shift_date_py(t, a, as_delta(b)->days);
  if (is_delta(a) && is_date(b)) return shift_date_py(t, b, as_delta(a)->days);
  return Ref::immediate(kNotImplemented);
}
Ref date_subtract_py(Thread& t, Value a, Value b) {
  if (is_datetime(a) || is_datetime(b) || !is_date(a)) return Ref::immediate(kNotImplemented);
  if (is_date(b)) return make_delta(t, to_ordinal(day_of(a)) - to_ordinal(day_of(b)));
  return is_delta(b) ? shift_date_py(t, a, -i64{as_delta(b)->days}) : Ref::immediate(kNotImplemented);
}

// ---- the calendar

Ref date_timetuple_py(Thread& t, Value self) { return struct_time_py(t, day_of(self), TimeOfDay(), -1); }
Ref date_toordinal(Thread&, Value self) { return Ref::immediate(Value::small_int(to_ordinal(day_of(self)))); }
Ref date_weekday(Thread&, Value self) { return Ref::immediate(Value::small_int(weekday(day_of(self)))); }
Ref date_isoweekday(Thread&, Value self) { return Ref::immediate(Value::small_int(weekday(day_of(self)) + 1)); }

Ref make_iso_day(Thread& t, Value year, Value week, Value weekday) {
  Ref result = allocate_instance(t, g_iso_day_type, 3);
  if (!result) return Ref();
  as_tuple(result)->length = 3;
  init_field(as_tuple(result)->items[0], Ref::share(t, year));
  init_field(as_tuple(result)->items[1], Ref::share(t, week));
  init_field(as_tuple(result)->items[2], Ref::share(t, weekday));
  return result;
}
Ref date_isocalendar(Thread& t, Value self) {
  IsoDay iso = iso_day(day_of(self));
  return make_iso_day(t, Value::small_int(iso.year), Value::small_int(iso.week), Value::small_int(iso.weekday));
}

Ref date_replace_py(Thread& t, Value self, Value year, Value month, Value day_value) {
  Day day = day_of(self);
  if (!optional_part_py(t, year, &day.year) || !optional_part_py(t, month, &day.month) ||
      !optional_part_py(t, day_value, &day.day))
    return Ref();
  return make_date_py(t, type_of(self), day);
}
constexpr MethodDef kDateReplace = {"replace", date_replace_py,
                                    "(self, /, year=unchanged, month=unchanged, day=unchanged)",
                                    "Return date with new specified fields."};
Ref date_dunder_replace_py(Thread& t, const CallArgs& args) { return call_method_def(t, kDateReplace, args); }

Ref date_reduce(Thread& t, Value self) {
  const Date* d = as_date(self);
  char state[] = {static_cast<char>(d->year >> 8), static_cast<char>(d->year), static_cast<char>(d->month),
                  static_cast<char>(d->day)};
  Ref bytes = make_bytes(t, {state, sizeof state});
  Ref args = bytes ? make_tuple(t, bytes) : Ref();
  return args ? make_tuple(t, type_of(self), args) : Ref();
}

constexpr MethodDef kDateMethods[] = {
    {"fromtimestamp", date_fromtimestamp, "@classmethod (type, timestamp, /)",
     "Create a date from a POSIX timestamp.\n\nThe timestamp is a number, e.g. created via time.time(), that is "
     "interpreted\nas local time."},
    {"fromordinal", date_fromordinal, "@classmethod (type, ordinal, /)",
     "int -> date corresponding to a proleptic Gregorian ordinal."},
    {"strptime", date_strptime_py, "@classmethod (type, string, format, /)",
     "string, format -> new date parsed from a string (like time.strptime())."},
    {"fromisoformat", date_fromisoformat, "@classmethod (type, object, /)",
     "str -> Construct a date from a string in ISO 8601 format."},
    {"fromisocalendar", date_fromisocalendar, "@classmethod (type, year, week, day)",
     "int, int, int -> Construct a date from the ISO year, week number and weekday.\n\nThis is the inverse of the "
     "function date.isocalendar()"},
    {"today", date_today_py, "@classmethod (type, /)",
     "Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."},
    {"ctime", date_ctime, "(self, /)", "Return ctime() style string."},
    {"strftime", date_strftime_py, "(self, format)", "format -> strftime() style string."},
    {"__format__", format_method_py, "(self, format, /)", "Formats self with strftime."},
    {"timetuple", date_timetuple_py, "(self, /)", "Return time tuple, compatible with time.localtime()."},
    {"isocalendar", date_isocalendar, "(self, /)",
     "Return a named tuple containing ISO year, week number, and weekday."},
    {"isoformat", date_isoformat, "(self, /)", "Return string in ISO 8601 format, YYYY-MM-DD."},
    {"isoweekday", date_isoweekday, "(self, /)",
     "Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7"},
    {"toordinal", date_toordinal, "(self, /)", "Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1."},
    {"weekday", date_weekday, "(self, /)",
     "Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6"},
    kDateReplace,
    {"__replace__", date_dunder_replace_py, "(...)(self, /, **changes)", "The same as replace()."},
    {"__reduce__", date_reduce, "(self, /)", "__reduce__() -> (cls, state)"},
    {},
};

Ref get_year(Thread&, Value self) { return Ref::immediate(Value::small_int(as_date(self)->year)); }
Ref get_month(Thread&, Value self) { return Ref::immediate(Value::small_int(as_date(self)->month)); }
Ref get_day(Thread&, Value self) { return Ref::immediate(Value::small_int(as_date(self)->day)); }
constexpr GetSetDef kGetSet[] = {{"year", get_year}, {"month", get_month}, {"day", get_day}, {}};

constexpr TypeSpec kDateSpec = {
    .name = "datetime.date",
    .size = sizeof(Date),
    .flags = kTypeSubclassable,
    .doc = "date(year, month, day)\n--\n\ndate(year, month, day) --> date object",
    .slots =
        [] {
          Slots s{};
          s.create = date_create;
          s.repr = date_repr;
          s.str = date_str_py;
          s.hash = date_hash;
          s.compare = date_compare;
          s.binary[static_cast<int>(BinaryOp::kAdd)] = date_add_py;
          s.binary[static_cast<int>(BinaryOp::kSub)] = date_subtract_py;
          return s;
        }(),
    .methods = kDateMethods,
    .getset = kGetSet,
};

// ---- IsoCalendarDate

Ref iso_day_create(Thread& t, Type*, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(year, week, weekday)");
  Value bound[3];
  return bind_arguments(t, "IsoCalendarDate", kSignature, args, bound) ? make_iso_day(t, bound[0], bound[1], bound[2])
                                                                       : Ref();
}
Ref iso_day_repr_py(Thread& t, Value self) {
  Tuple* items = as_tuple(self);
  return format_message(t, "%s(year=%S, week=%S, weekday=%S)", type_name(self), (*items)[0], (*items)[1], (*items)[2]);
}
// Pickled as a plain tuple, because the class is not public.
Ref iso_day_reduce(Thread& t, Value self) {
  Ref items = make_tuple(t, items_of(self), 3);
  Ref args = items ? make_tuple(t, items) : Ref();
  return args ? make_tuple(t, kTupleType, args) : Ref();
}
template <u32 kIndex>
Ref get_iso_item(Thread& t, Value self) {
  return Ref::share(t, (*as_tuple(self))[kIndex]);
}
constexpr MethodDef kIsoDayMethods[] = {{"__reduce__", iso_day_reduce, "(self, /)"}, {}};
constexpr GetSetDef kIsoDayGetSet[] = {
    {"year", get_iso_item<0>}, {"week", get_iso_item<1>}, {"weekday", get_iso_item<2>}, {}};
constexpr TypeSpec kIsoDaySpec = {
    .name = "datetime.IsoCalendarDate",
    .base = TypeId::kTuple,
    .doc =
        "The result of date.isocalendar() or datetime.isocalendar()\n\nThis object may be accessed either as a tuple "
        "of\n"
        "  ((year, week, weekday))\nor via the object attributes as named in the above tuple.",
    .slots =
        [] {
          Slots s{};
          s.create = iso_day_create;
          s.repr = iso_day_repr_py;
          return s;
        }(),
    .methods = kIsoDayMethods,
    .getset = kIsoDayGetSet,
};

}  // namespace

bool add_date(Thread& t, Value module) {
  bool fresh = !g_date_type;
  if (fresh) g_iso_day_type = make_native_type(t, kIsoDaySpec);
  if (!add_native_type(t, module, g_date_type, kDateSpec)) return false;
  return !fresh || (set_constant(t, g_date_type, "min", new_date(t, g_date_type, {kMinYear, 1, 1})) &&
                    set_constant(t, g_date_type, "max", new_date(t, g_date_type, {kMaxYear, 12, 31})) &&
                    set_constant(t, g_date_type, "resolution", make_delta(t, 1)));
}

}  // namespace rt::datetimes
