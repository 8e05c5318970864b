// datetime.datetime: construction, arithmetic and comparison. Its methods are in datetime_methods.cpp.
#include "runtime/library/datetime/datetime_types.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ordering.h"
#include "runtime/types/text/str.h"

namespace rt::datetimes {

Type* g_datetime_type;

namespace {

Ref fill_datetime(Thread& t, Ref result, const Day& day, const TimeOfDay& time, Value zone) {
  DateTime* d = as_datetime(result);
  d->year = static_cast<u16>(day.year);
  d->month = static_cast<u8>(day.month);
  d->day = static_cast<u8>(day.day);
  set_clock(d->clock, time, zone == kNone ? Ref() : Ref::share(t, zone));
  return result;
}

Ref new_datetime(Thread& t, Type* type, const Day& day, const TimeOfDay& time, Value zone) {
  Ref result = allocate_instance(t, type);
  return result ? fill_datetime(t, std::move(result), day, time, zone) : Ref();
}

constexpr u32 kFlags = kTypeTraced | kTypeSubclassable;

}  // namespace

// The size is known here, so that the allocation is inlined.
Ref make_exact_datetime(Thread& t, const Day& day, const TimeOfDay& time, Value zone) {
  Object* object = gc::allocate(t, sizeof(DateTime), g_datetime_type->root_shape->id, kFlags & kTypeTraced);
  if (!object) return raise_memory_error(t);
  static_cast<DateTime*>(object)->hash.store(0, gc::relaxed);
  return fill_datetime(t, Ref::steal(object), day, time, zone);
}

Ref make_checked_datetime(Thread& t, Type* type, const Day& day, const TimeOfDay& time, Value zone) {
  bool good = check_day(t, day) && check_time(t, time) && check_zone(t, zone);
  return good ? new_datetime(t, type, day, time, zone) : Ref();
}

Ref make_datetime_py(Thread& t, Type* type, const Day& day, const TimeOfDay& time, Value zone) {
  if (type == g_datetime_type) return make_checked_datetime(t, type, day, time, zone);
  Value values[8];
  const i32 numbers[] = {day.year, day.month, day.day, time.hour, time.minute, time.second, time.microsecond};
  for (size_t i = 0; i < std::size(numbers); ++i) values[i] = Value::small_int(numbers[i]);
  values[7] = zone;
  Ref result = call_py(t, type, CallArgs{values, 8, Value()});
  if (result && is_datetime(result)) as_datetime(result)->clock.fold.store(static_cast<u8>(time.fold), gc::relaxed);
  return result;
}

namespace {

// ---- construction

// datetime(state) and datetime(state, tzinfo). Empty, without error: the arguments are others.
Ref datetime_from_state(Thread& t, Type* type, const CallArgs& args) {
  u8 s[10];
  bool failed;
  if (!read_state(t, args[0], "datetime", 10, 2, 1, 12, 0x7f, s, &failed)) return Ref();
  Value zone = args.positional == 2 ? args[1] : kNone;
  if (zone != kNone && !is_tzinfo(zone)) return raise_type_error(t, "bad tzinfo state arg");
  return new_datetime(t, type, {s[0] << 8 | s[1], s[2] & 0x7f, s[3]},
                      {s[4], s[5], s[6], s[7] << 16 | s[8] << 8 | s[9], s[2] >> 7}, zone);
}

Ref datetime_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature =
      parse_signature("(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)");
  if ((args.positional == 1 || args.positional == 2) && !args.keywords()) {
    Ref datetime = datetime_from_state(t, type, args);
    if (datetime || error_pending(t)) return datetime;
  }
  Value p[9];
  Day day;
  TimeOfDay time;
  if (!bind_arguments(t, library_minor() >= 15 ? "datetime" : nullptr, kSignature, args, p) ||
      !part_py(t, p[0], &day.year) || !part_py(t, p[1], &day.month) || !part_py(t, p[2], &day.day) ||
      !part_py(t, p[3], &time.hour) || !part_py(t, p[4], &time.minute) || !part_py(t, p[5], &time.second) ||
      !part_py(t, p[6], &time.microsecond) || !part_py(t, p[8], &time.fold)) {
    return Ref();
  }
  return check_day(t, day) && check_time(t, time) && check_zone(t, p[7]) ? new_datetime(t, type, day, time, p[7])
                                                                         : Ref();
}

// ---- arithmetic

Ref utcoffset_py(Thread& t, Value datetime) {
  return zone_offset_py(t, zone_of_datetime(datetime), "utcoffset", datetime);
}

// a - b by what their clocks show, as if both were in one zone.
Ref clock_difference(Thread& t, Value a, Value b) {
  TimeOfDay x = clock_time(a), y = clock_time(b);
  return make_delta(t, to_ordinal(day_of(a)) - to_ordinal(day_of(b)), seconds_of_day(x) - seconds_of_day(y),
                    x.microsecond - y.microsecond);
}

Ref difference_py(Thread& t, Value a, Value b, Value offset_a, Value offset_b) {
  Ref result = clock_difference(t, a, b);
  if (!result || offset_a == kNone) return result;
  Ref offsets = add_deltas(t, as_delta(offset_a), as_delta(offset_b), -1);
  return offsets ? add_deltas(t, as_delta(result), as_delta(offsets), -1) : Ref();
}

}  // namespace

// Brings *value into [0, unit) and returns how often the unit was taken from it. At most a few times: the parts of a
// time and of a timedelta are small, so this takes less than a division.
static i32 carry(i32* value, i32 unit) {
  i32 n = 0;
  for (; *value >= unit; ++n) *value -= unit;
  for (; *value < 0; --n) *value += unit;
  return n;
}

// Moves the day by so many days. OverflowError beyond the years 1 to 9999.
[[gnu::noinline]] static bool shift_day(Thread& t, Day* day, i64 days) {
  i64 ordinal = to_ordinal(*day) + days;
  if (ordinal < 1 || ordinal > kMaxOrdinal) return raise_overflow_error(t, "date value out of range");
  *day = from_ordinal(static_cast<i32>(ordinal));
  return true;
}

TINYPY_INLINE static bool shift_inline(Thread& t, Day* day, TimeOfDay* time, const Delta* delta, i32 sign) {
  i32 microsecond = time->microsecond + sign * delta->microseconds;
  i32 second = seconds_of_day(*time) + sign * delta->seconds + carry(&microsecond, 1000000);
  i64 days = i64{sign} * delta->days + carry(&second, 86400);
  i32 minutes = second / 60;
  *time = {minutes / 60, minutes % 60, second - minutes * 60, microsecond, 0};
  if (day->day + days < 1 || day->day + days > 28) return shift_day(t, day, days);
  day->day += static_cast<i32>(days);  // every month has these days: no carry
  return true;
}
bool shift(Thread& t, Day* day, TimeOfDay* time, const Delta* delta, i32 sign) {
  return shift_inline(t, day, time, delta, sign);
}

// The same for a datetime of the class itself.
TINYPY_INLINE static Ref shift_exact(Thread& t, Value datetime, const Delta* delta, i32 sign) {
  Day day = day_of(datetime);
  TimeOfDay time = clock_time(datetime);
  return shift_inline(t, &day, &time, delta, sign) ? make_exact_datetime(t, day, time, zone_of_datetime(datetime))
                                                   : Ref();
}

Ref shift_datetime_py(Thread& t, Value datetime, const Delta* delta, i32 sign) {
  if (type_of(datetime) == g_datetime_type) return shift_exact(t, datetime, delta, sign);
  Day day = day_of(datetime);
  TimeOfDay time = clock_time(datetime);
  if (!shift(t, &day, &time, delta, sign)) return Ref();
  return make_datetime_py(t, type_of(datetime), day, time, zone_of_datetime(datetime));
}

Ref subtract_datetimes_py(Thread& t, Value a, Value b) {
  if (zone_of_datetime(a) == zone_of_datetime(b)) return clock_difference(t, a, b);
  Ref x = utcoffset_py(t, a), y = x ? utcoffset_py(t, b) : Ref();
  if (!y) return Ref();
  if ((x.get() == kNone) != (y.get() == kNone))
    return raise_type_error(t, "can't subtract offset-naive and offset-aware datetimes");
  return difference_py(t, a, b, x, y);
}

namespace {

Ref datetime_add_py(Thread& t, Value a, Value b) {
  if (type_of(a) == g_datetime_type && type_of(b) == g_delta_type) return shift_exact(t, a, as_delta(b), 1);
  if (is_datetime(a) && is_delta(b)) return shift_datetime_py(t, a, as_delta(b), 1);
  if (is_delta(a) && is_datetime(b)) return shift_datetime_py(t, b, as_delta(a), 1);
  return Ref::immediate(kNotImplemented);
}
Ref datetime_subtract_py(Thread& t, Value a, Value b) {
  if (type_of(a) == g_datetime_type && type_of(b) == g_delta_type) return shift_exact(t, a, as_delta(b), -1);
  if (!is_datetime(a)) return Ref::immediate(kNotImplemented);
  if (is_datetime(b)) return subtract_datetimes_py(t, a, b);
  return is_delta(b) ? shift_datetime_py(t, a, as_delta(b), -1) : Ref::immediate(kNotImplemented);
}

// ---- comparison

int compare_clocks(Value a, Value b) {
  i64 x = seconds_since_year_1(day_of(a), clock_time(a)), y = seconds_since_year_1(day_of(b), clock_time(b));
  if (x != y) return x < y ? -1 : 1;
  u32 u = as_datetime(a)->clock.microsecond, v = as_datetime(b)->clock.microsecond;
  return (u > v) - (u < v);
}

// Does the offset change with the other fold? Then the time is in a gap or occurs twice, and equals no time of another
// zone (PEP 495). 1 or 0; -1: an error is pending.
int depends_on_fold_py(Thread& t, Value datetime, Value offset) {
  TimeOfDay time = clock_time(datetime);
  time.fold = !time.fold;
  Ref other = make_exact_datetime(t, day_of(datetime), time, zone_of_datetime(datetime));
  Ref flipped = other ? utcoffset_py(t, other) : Ref();
  if (!flipped) return -1;
  if (flipped.get() == kNone || offset == kNone) return flipped.get() != offset;
  return compare_deltas(as_delta(flipped), as_delta(offset)) != 0;
}

Ref compare_zones_py(Thread& t, Value a, Value b, CompareOp op) {
  Ref x = utcoffset_py(t, a), y = x ? utcoffset_py(t, b) : Ref();
  if (!y) return Ref();
  bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if ((x.get() == kNone) != (y.get() == kNone)) {
    if (equality) return bool_ref(op == CompareOp::kNe);
    return raise_type_error(t, "can't compare offset-naive and offset-aware datetimes");
  }
  int order;
  if (x.get() == kNone || compare_deltas(as_delta(x), as_delta(y)) == 0) {
    order = compare_clocks(a, b);
  } else {
    Ref difference = difference_py(t, a, b, x, y);
    if (!difference) return Ref();
    const Delta* d = as_delta(difference);
    order = d->days < 0 ? -1 : !is_zero(d);
  }
  if (equality && order == 0) {
    order = depends_on_fold_py(t, a, x);
    if (order == 0) order = depends_on_fold_py(t, b, y);
    if (order < 0) return Ref();
  }
  return bool_ref(ordered(order, 0, op));
}

// A date is neither equal to a datetime nor before or after it.
Ref datetime_compare_py(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_datetime(a)) return Ref::immediate(kNotImplemented);
  if (!is_datetime(b)) {
    if (!is_date(b) || library_minor() >= 13) return Ref::immediate(kNotImplemented);
    if (op == CompareOp::kEq || op == CompareOp::kNe) return bool_ref(op == CompareOp::kNe);
    return raise_type_error(t, "can't compare %s to %s", type_name(a), type_name(b));
  }
  if (zone_of_datetime(a) == zone_of_datetime(b)) return bool_ref(ordered(compare_clocks(a, b), 0, op));
  return compare_zones_py(t, a, b, op);
}

// The hash of the pickled state, or, with an offset, of the moment in UTC.
bool datetime_hash_py(Thread& t, Value self, i64* out) {
  DateTime* d = as_datetime(self);
  *out = d->hash.load(gc::relaxed);
  if (*out) return true;
  Day day = day_of(self);
  TimeOfDay time = clock_time(self);
  Ref plain = time.fold ? Ref() : Ref::share(t, self);  // fold is cleared: equal times must have equal hashes
  time.fold = 0;
  if (!plain) plain = make_exact_datetime(t, day, time, zone_of_datetime(self));
  Ref offset = plain ? utcoffset_py(t, plain) : Ref();
  if (!offset) return false;
  if (offset.get() == kNone) {
    u8 state[] = {static_cast<u8>(day.year >> 8),
                  static_cast<u8>(day.year),
                  d->month,
                  d->day,
                  d->clock.hour,
                  d->clock.minute,
                  d->clock.second,
                  static_cast<u8>(time.microsecond >> 16),
                  static_cast<u8>(time.microsecond >> 8),
                  static_cast<u8>(time.microsecond)};
    *out = num::hash_bytes(state, sizeof state, text_hash_key());
  } else {
    const Delta* o = as_delta(offset);
    Ref moment = make_delta(t, i64{to_ordinal(day)} - o->days, i64{seconds_of_day(time)} - o->seconds,
                            i64{time.microsecond} - o->microseconds);
    if (!moment) return false;
    *out = delta_hash(as_delta(moment));
  }
  d->hash.store(*out, gc::relaxed);
  return true;
}

Ref datetime_repr_py(Thread& t, Value self) {
  Day day = day_of(self);
  TimeOfDay time = clock_time(self);
  i32 numbers[] = {day.year, day.month, day.day, time.hour, time.minute, time.second, time.microsecond};
  return repr_text_py(t, self, numbers, time.microsecond ? 7 : time.second ? 6 : 5, &as_datetime(self)->clock);
}
Ref datetime_str_py(Thread& t, Value self) {
  Ref f = getattr_py(t, self, "isoformat");
  Ref space = f ? make_char(t, ' ') : Ref();
  return space ? call_py(t, f, space) : Ref();
}

constexpr TypeSpec kDateTimeSpec = {
    .name = "datetime.datetime",
    .size = sizeof(DateTime),
    .flags = kFlags,
    .doc =
        "datetime(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, "
        "fold=0)\n--\n\ndatetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\nThe year, "
        "month and day "
        "arguments are required. "
        "tzinfo may be None, or an\ninstance of a tzinfo subclass. The remaining arguments may be ints.\n",
    .lifetime = ZonedLifetime<DateTime>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.create = datetime_create;
          s.repr = datetime_repr_py;
          s.str = datetime_str_py;
          s.hash = datetime_hash_py;
          s.compare = datetime_compare_py;
          s.binary[static_cast<int>(BinaryOp::kAdd)] = datetime_add_py;
          s.binary[static_cast<int>(BinaryOp::kSub)] = datetime_subtract_py;
          return s;
        }(),
    .methods = kDateTimeMethods,
    .getset = kDateTimeGetSet,
};

}  // namespace

bool add_datetime(Thread& t, Value module) {
  bool fresh = !g_datetime_type;
  if (!add_native_type(t, module, g_datetime_type, kDateTimeSpec, g_date_type)) return false;
  return !fresh || (set_constant(t, g_datetime_type, "min", make_exact_datetime(t, {kMinYear, 1, 1}, {}, kNone)) &&
                    set_constant(t, g_datetime_type, "max",
                                 make_exact_datetime(t, {kMaxYear, 12, 31}, {23, 59, 59, 999999, 0}, kNone)) &&
                    set_constant(t, g_datetime_type, "resolution", make_delta(t, 0, 0, 1)));
}

}  // namespace rt::datetimes
