// datetime.time, and the attributes that it shares with datetime.datetime.
#include "runtime/library/datetime/datetime_types.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ordering.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::datetimes {

Type* g_time_type;

bool check_time(Thread& t, const TimeOfDay& time) {
  auto in = [&](const char* name, i32 n, i32 last) {
    return (n >= 0 && n <= last) || raise_out_of_range(t, name, 0, last, n);
  };
  return in("hour", time.hour, 23) && in("minute", time.minute, 59) && in("second", time.second, 59) &&
         in("microsecond", time.microsecond, 999999) && check_fold(t, time.fold);
}
bool check_fold(Thread& t, i32 fold) {
  if (fold == 0 || fold == 1) return true;
  if (library_minor() < 14) return raise_value_error(t, "fold must be either 0 or 1");
  return raise_value_error(t, "fold must be either 0 or 1, not %d", fold);
}

namespace {

Ref share_zone(Thread& t, Value zone) { return zone == kNone ? Ref() : Ref::share(t, zone); }

Ref new_time(Thread& t, Type* type, const TimeOfDay& time, Value zone) {
  Ref result = allocate_instance(t, type);
  if (result) set_clock(as_time(result)->clock, time, share_zone(t, zone));
  return result;
}

}  // namespace

Ref make_checked_time(Thread& t, Type* type, const TimeOfDay& time, Value zone) {
  return check_time(t, time) && check_zone(t, zone) ? new_time(t, type, time, zone) : Ref();
}

Ref make_time_py(Thread& t, Type* type, const TimeOfDay& time, Value zone) {
  if (type == g_time_type) return make_checked_time(t, type, time, zone);
  Value values[] = {Value::small_int(time.hour), Value::small_int(time.minute), Value::small_int(time.second),
                    Value::small_int(time.microsecond), zone};
  Ref result = call_py(t, type, CallArgs{values, 5, Value()});
  if (result && is_time(result)) as_time(result)->clock.fold.store(static_cast<u8>(time.fold), gc::relaxed);
  return result;
}

namespace {

// ---- construction

// time(state) and time(state, tzinfo). Empty, without error: the arguments are others.
Ref time_from_state(Thread& t, Type* type, const CallArgs& args) {
  u8 s[6];
  bool failed;
  if (!read_state(t, args[0], "time", 6, 0, 0, 23, 0x7f, s, &failed)) return Ref();
  Value zone = args.positional == 2 ? args[1] : kNone;
  if (zone != kNone && !is_tzinfo(zone)) return raise_type_error(t, "bad tzinfo state arg");
  return new_time(t, type, {s[0] & 0x7f, s[1], s[2], s[3] << 16 | s[4] << 8 | s[5], s[0] >> 7}, zone);
}

Ref time_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature =
      parse_signature("(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)");
  if ((args.positional == 1 || args.positional == 2) && !args.keywords()) {
    Ref time = time_from_state(t, type, args);
    if (time || error_pending(t)) return time;
  }
  Value p[6];
  TimeOfDay time;
  if (!bind_arguments(t, library_minor() >= 15 ? "time" : nullptr, kSignature, args, p) ||
      !part_py(t, p[0], &time.hour) || !part_py(t, p[1], &time.minute) || !part_py(t, p[2], &time.second) ||
      !part_py(t, p[3], &time.microsecond) || !part_py(t, p[5], &time.fold)) {
    return Ref();
  }
  return check_time(t, time) && check_zone(t, p[4]) ? new_time(t, type, time, p[4]) : Ref();
}

Ref time_strptime_py(Thread& t, Value type, Value text, Value format) {
  return strptime_with_py(t, "_strptime_datetime_time", type, text, format);
}

Ref time_fromisoformat(Thread& t, Value type, Value text) {
  if (!is_str(text)) return raise_no_iso_text(t, text);
  text::StrView view = str_view(text);
  if (view.length && view.at(0) == 'T') view = view.from(1);
  TimeOfDay time;
  Ref zone;
  bool next_day;
  switch (parse_time(t, view, &time, &zone, &next_day)) {
    case Parsed::kInvalid: return raise_invalid_format(t, text);
    case Parsed::kError: return Ref();
    default: return make_time_py(t, type.as<Type>(), time, zone ? zone.get() : kNone);
  }
}

// ---- the zone

Value zone_of(Value time) { return zone_or_none(as_time(time)->clock); }
Ref time_utcoffset_py(Thread& t, Value self) { return zone_offset_py(t, zone_of(self), "utcoffset", kNone); }
Ref time_dst_py(Thread& t, Value self) { return zone_offset_py(t, zone_of(self), "dst", kNone); }
Ref time_tzname_py(Thread& t, Value self) { return zone_name_py(t, zone_of(self), kNone); }

// ---- text

Ref time_repr_py(Thread& t, Value self) {
  TimeOfDay time = time_of(as_time(self)->clock);
  i32 numbers[] = {time.hour, time.minute, time.second, time.microsecond};
  return repr_text_py(t, self, numbers, time.microsecond ? 4 : time.second ? 3 : 2, &as_time(self)->clock);
}
Ref time_isoformat_py(Thread& t, Value self, Value timespec) {
  if (timespec && !is_str(timespec)) return raise_type_error(t, "isoformat() argument 1 must be str, not %A", timespec);
  Ref offset = time_utcoffset_py(t, self);
  return offset ? iso_time_text(t, time_of(as_time(self)->clock), offset, timespec) : Ref();
}
Ref time_str_py(Thread& t, Value self) {
  Ref f = getattr_py(t, self, "isoformat");
  return f ? call_py(t, f) : Ref();
}
Ref time_strftime_py(Thread& t, Value self, Value format) {
  if (!is_str(format)) return raise_type_error(t, "strftime() argument 1 must be str, not %A", format);
  TimeOfDay time = time_of(as_time(self)->clock);
  const i32 numbers[] = {1900, 1, 1, time.hour, time.minute, time.second, 0, 1, -1};
  Value items[std::size(numbers)];
  for (size_t i = 0; i < std::size(numbers); ++i) items[i] = Value::small_int(numbers[i]);
  Ref tuple = make_tuple(t, items, std::size(items));
  return tuple ? wrap_strftime_py(t, format, tuple, time.microsecond, zone_of(self), kNone) : Ref();
}

// ---- comparison

i64 microseconds_of_day(Value time) {
  TimeOfDay x = time_of(as_time(time)->clock);
  return i64{seconds_of_day(x)} * 1000000 + x.microsecond;
}
i64 utc_microseconds(Value time, const Delta* offset) {
  return microseconds_of_day(time) - static_cast<i64>(microseconds_of(offset));
}

Ref time_compare_py(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_time(a) || !is_time(b)) return Ref::immediate(kNotImplemented);
  if (zone_of(a) == zone_of(b)) return bool_ref(ordered(microseconds_of_day(a), microseconds_of_day(b), op));
  Ref x = time_utcoffset_py(t, a), y = x ? time_utcoffset_py(t, b) : Ref();
  if (!y) return Ref();
  bool naive = x.get() == kNone, other_naive = y.get() == kNone;
  if (naive && other_naive) return bool_ref(ordered(microseconds_of_day(a), microseconds_of_day(b), op));
  if (!naive && !other_naive)
    return bool_ref(ordered(utc_microseconds(a, as_delta(x)), utc_microseconds(b, as_delta(y)), op));
  if (op == CompareOp::kEq || op == CompareOp::kNe) return bool_ref(op == CompareOp::kNe);
  return raise_type_error(t, "can't compare offset-naive and offset-aware times");
}

void write_state(Value self, u8* state, bool with_fold) {
  TimeOfDay x = time_of(as_time(self)->clock);
  u8 bytes[] = {static_cast<u8>(x.hour | (with_fold && x.fold ? 0x80 : 0)),
                static_cast<u8>(x.minute),
                static_cast<u8>(x.second),
                static_cast<u8>(x.microsecond >> 16),
                static_cast<u8>(x.microsecond >> 8),
                static_cast<u8>(x.microsecond)};
  std::copy(bytes, bytes + sizeof bytes, state);
}

// The hash of the pickled state, or, with an offset, of the time in UTC.
bool time_hash_py(Thread& t, Value self, i64* out) {
  Time* time = as_time(self);
  *out = time->hash.load(gc::relaxed);
  if (*out) return true;
  Ref offset = time_utcoffset_py(t, self);
  if (!offset) return false;
  if (offset.get() == kNone) {
    u8 state[6];
    write_state(self, state, false);
    *out = num::hash_bytes(state, sizeof state, text_hash_key());
  } else {
    Ref utc = make_delta(t, 0, 0, utc_microseconds(self, as_delta(offset)));
    if (!utc) return false;
    *out = delta_hash(as_delta(utc));
  }
  time->hash.store(*out, gc::relaxed);
  return true;
}

// ---- copies

Ref time_replace_py(Thread& t, const Value* p) {
  TimeOfDay time = time_of(as_time(p[0])->clock);
  if (!optional_part_py(t, p[1], &time.hour) || !optional_part_py(t, p[2], &time.minute) ||
      !optional_part_py(t, p[3], &time.second) || !optional_part_py(t, p[4], &time.microsecond) ||
      !optional_part_py(t, p[6], &time.fold)) {
    return Ref();
  }
  if (!check_time(t, time)) return Ref();
  return make_time_py(t, type_of(p[0]), time, p[5] ? p[5] : zone_of(p[0]));
}
constexpr MethodDef kTimeReplace = {"replace", time_replace_py,
                                    "(self, /, hour=unchanged, minute=unchanged, second=unchanged, "
                                    "microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)",
                                    "Return time with new specified fields."};
Ref time_dunder_replace_py(Thread& t, const CallArgs& args) { return call_method_def(t, kTimeReplace, args); }

Ref reduce_time_py(Thread& t, Value self, bool with_fold) {
  u8 state[6];
  write_state(self, state, with_fold);
  Ref bytes = make_bytes(t, {reinterpret_cast<char*>(state), sizeof state});
  Ref args = !bytes ? Ref() : zone_of(self) == kNone ? make_tuple(t, bytes) : make_tuple(t, bytes, zone_of(self));
  return args ? make_tuple(t, type_of(self), args) : Ref();
}
Ref time_reduce(Thread& t, Value self) { return reduce_time_py(t, self, false); }
Ref time_reduce_ex(Thread& t, Value self, Value protocol) {
  i32 number;
  return part_py(t, protocol, &number) ? reduce_time_py(t, self, number > 3) : Ref();
}

constexpr MethodDef kTimeMethods[] = {
    {"strptime", time_strptime_py, "@classmethod (type, string, format, /)",
     "string, format -> new time parsed from a string (like time.strptime())."},
    {"fromisoformat", time_fromisoformat, "@classmethod (type, object, /)",
     "string -> time from a string in ISO 8601 format"},
    {"isoformat", time_isoformat_py, "(self, timespec='auto')",
     "Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n\nThe optional argument timespec specifies "
     "the number of additional "
     "terms\nof the time to include. Valid options are 'auto', 'hours', 'minutes',\n'seconds', 'milliseconds' and "
     "'microseconds'.\n"},
    {"strftime", time_strftime_py, "(self, format)", "format -> strftime() style string."},
    {"__format__", format_method_py, "(self, format, /)", "Formats self with strftime."},
    {"utcoffset", time_utcoffset_py, "(self, /)", "Return self.tzinfo.utcoffset(self)."},
    {"tzname", time_tzname_py, "(self, /)", "Return self.tzinfo.tzname(self)."},
    {"dst", time_dst_py, "(self, /)", "Return self.tzinfo.dst(self)."},
    kTimeReplace,
    {"__replace__", time_dunder_replace_py, "(...)(self, /, **changes)", "The same as replace()."},
    {"__reduce_ex__", time_reduce_ex, "(self, protocol, /)", "__reduce_ex__(proto) -> (cls, state)"},
    {"__reduce__", time_reduce, "(self, /)", "__reduce__() -> (cls, state)"},
    {},
};

// ---- attributes

template <class T, auto kField>
Ref get_field(Thread&, Value self) {
  return Ref::immediate(Value::small_int(self.as<T>()->clock.*kField));
}
template <class T>
Ref get_fold(Thread&, Value self) {
  return Ref::immediate(Value::small_int(self.as<T>()->clock.fold.load(gc::relaxed)));
}
template <class T>
Ref get_zone(Thread& t, Value self) {
  return Ref::share(t, zone_or_none(self.as<T>()->clock));
}

constexpr TypeSpec kTimeSpec = {
    .name = "datetime.time",
    .size = sizeof(Time),
    .flags = kTypeTraced | kTypeSubclassable,
    .doc =
        "time(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)\n--\n\ntime([hour[, minute[, second[, "
        "microsecond[, tzinfo]]]]]) --> a time object\n\nAll arguments are optional. "
        "tzinfo may be None, "
        "or an instance of\na tzinfo subclass. The remaining arguments may be ints.\n",
    .lifetime = ZonedLifetime<Time>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.create = time_create;
          s.repr = time_repr_py;
          s.str = time_str_py;
          s.hash = time_hash_py;
          s.compare = time_compare_py;
          return s;
        }(),
    .methods = kTimeMethods,
    .getset = kTimeGetSet,
};

}  // namespace

#define TIME_FIELDS(T)                                                                                                        \
  {"hour", get_field<T, &ClockFields::hour>}, {"minute", get_field<T, &ClockFields::minute>},                                 \
      {"second", get_field<T, &ClockFields::second>}, {"microsecond", get_field<T, &ClockFields::microsecond>},               \
      {"tzinfo", get_zone<T>}, {"fold", get_fold<T>}, {}
constexpr GetSetDef kTimeGetSet[] = {TIME_FIELDS(Time)};
constexpr GetSetDef kDateTimeGetSet[] = {TIME_FIELDS(DateTime)};
#undef TIME_FIELDS

bool add_time(Thread& t, Value module) {
  bool fresh = !g_time_type;
  if (!add_native_type(t, module, g_time_type, kTimeSpec)) return false;
  return !fresh || (set_constant(t, g_time_type, "min", new_time(t, g_time_type, {}, kNone)) &&
                    set_constant(t, g_time_type, "max", new_time(t, g_time_type, {23, 59, 59, 999999, 0}, kNone)) &&
                    set_constant(t, g_time_type, "resolution", make_delta(t, 0, 0, 1)));
}

}  // namespace rt::datetimes
