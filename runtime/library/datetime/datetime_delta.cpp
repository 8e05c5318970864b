// datetime.timedelta: days, seconds and microseconds, of which the latter two are normalised to be positive.
#include <cmath>
#include <cstdio>

#include "runtime/library/datetime/datetime_types.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ordering.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::datetimes {

Type* g_delta_type;

namespace {

constexpr i32 kMaxDays = 999999999;
constexpr i64 kSecond = 1000000, kDaySeconds = 86400;

}  // namespace

// ---- making

Ref make_delta(Thread& t, i64 days, i64 seconds, i64 microseconds, Type* type) {
  seconds += floor_div(microseconds, kSecond);
  microseconds = floor_mod(microseconds, kSecond);
  days += floor_div(seconds, kDaySeconds);
  seconds = floor_mod(seconds, kDaySeconds);
  if (days < INT32_MIN || days > INT32_MAX) return raise_overflow_error(t, "Python int too large to convert to C int");
  if (days < -kMaxDays || days > kMaxDays) {
    return raise(t, kOverflowErrorType, "days=%lld; must have magnitude <= %d", static_cast<long long>(days), kMaxDays);
  }
  Ref result = allocate_instance(t, type);
  if (!result) return Ref();
  Delta* d = as_delta(result);
  d->days = static_cast<i32>(days);
  d->seconds = static_cast<i32>(seconds);
  d->microseconds = static_cast<i32>(microseconds);
  return result;
}

i128 microseconds_of(const Delta* d) { return i128{d->days * kDaySeconds + d->seconds} * kSecond + d->microseconds; }

int compare_deltas(const Delta* a, const Delta* b) {
  if (a->days != b->days) return a->days < b->days ? -1 : 1;
  if (a->seconds != b->seconds) return a->seconds < b->seconds ? -1 : 1;
  return (a->microseconds > b->microseconds) - (a->microseconds < b->microseconds);
}

Ref add_deltas(Thread& t, const Delta* a, const Delta* b, i32 sign) {
  return make_delta(t, a->days + i64{sign} * b->days, a->seconds + i64{sign} * b->seconds,
                    a->microseconds + i64{sign} * b->microseconds);
}

// The hash of the tuple that pickles hold.
i64 delta_hash(Delta* d) {
  i64 hash = d->hash.load(gc::relaxed);
  if (hash) return hash;
  num::TupleHash h;
  for (i32 part : {d->days, d->seconds, d->microseconds}) h.add(num::hash_int64(part));
  hash = h.finish();
  d->hash.store(hash, gc::relaxed);
  return hash;
}

namespace {

// ---- between timedeltas and ints

Ref int_of(Thread& t, const Delta* d) { return make_int(t, num::from_int128(microseconds_of(d))); }

bool int_fits_i128(Value v, i128* out) {
  u64 scratch;
  num::BigView view = big_view(v, &scratch);
  if (view.size > 2 || (view.size == 2 && view.limbs[1] >> 63)) return false;
  unsigned __int128 magnitude = 0;
  for (size_t i = view.size; i-- > 0;) magnitude = magnitude << 64 | view.limbs[i];
  *out = view.negative ? -static_cast<i128>(magnitude) : static_cast<i128>(magnitude);
  return true;
}

Ref delta_of(Thread& t, i128 microseconds, Type* type = g_delta_type) {
  if (static_cast<i64>(microseconds) == microseconds) return make_delta(t, 0, 0, static_cast<i64>(microseconds), type);
  i128 days = microseconds / (kDaySeconds * kSecond);
  if (static_cast<i64>(days) != days) return raise_overflow_error(t, "Python int too large to convert to C int");
  return make_delta(t, static_cast<i64>(days), 0, static_cast<i64>(microseconds - days * (kDaySeconds * kSecond)),
                    type);
}
Ref delta_of_int(Thread& t, const Ref& microseconds, Type* type = g_delta_type) {
  i128 n;
  if (!microseconds) return Ref();
  if (!int_fits_i128(microseconds, &n)) return raise_overflow_error(t, "Python int too large to convert to C int");
  return delta_of(t, n, type);
}

// ---- construction

struct Unit {
  const char* name;
  i64 microseconds;
  u8 argument;  // position in the constructor's signature
};
// The units, in the order in which they are added up.
constexpr Unit kUnits[] = {{"microseconds", 1, 2},
                           {"milliseconds", 1000, 3},
                           {"seconds", kSecond, 1},
                           {"minutes", 60 * kSecond, 4},
                           {"hours", 3600 * kSecond, 5},
                           {"days", kDaySeconds* kSecond, 0},
                           {"weeks", 7 * kDaySeconds* kSecond, 6}};

// A sum of microseconds. Most parts fit machine integers; ints of any size go into `big`; the fractions of a
// microsecond that floats leave are summed apart.
class Sum {
 public:
  explicit Sum(Thread& t) : t_(t) {}

  bool add_py(Value v, const Unit& unit) {
    if (is_int(v)) return add_int_py(v, unit.microseconds);
    if (is_float(v)) return add_float(float_value(v), unit.microseconds);
    return raise_type_error(t_, "unsupported type for timedelta %s component: %s", unit.name, type_name(v));
  }

  Ref finish(Type* type) {
    if (big_) return finish_big_py(type);
    return delta_of(t_, fraction_ == 0 ? small_ : small_ + rounded(small_ & 1), type);
  }

 private:
  // The sum of the fractions, rounded half to even; `odd` tells whether the whole part is odd.
  i64 rounded(bool odd) const {
    double whole = std::round(fraction_);
    if (std::fabs(whole - fraction_) == 0.5) whole = 2.0 * std::round((fraction_ + odd) * 0.5) - odd;
    return static_cast<i64>(whole);
  }

  bool add_int_py(Value v, i64 unit) {
    i64 n;
    if (int_fits_i64(v, &n)) {
      small_ += i128{n} * unit;
      return true;
    }
    Ref product = binary_op_py(t_, BinaryOp::kMul, v, Value::small_int(unit));
    if (!product) return false;
    big_ = big_ ? binary_op_py(t_, BinaryOp::kAdd, big_, product) : std::move(product);
    return bool(big_);
  }

  // lint: name: the number is an int of exactly that type
  bool add_float(double d, i64 unit) {
    double whole;
    double fraction = std::modf(d, &whole);
    if (!(std::fabs(whole) < 0x1p62)) {
      Ref n = int_from_double(t_, whole);
      return n && add_int_py(n, unit);
    }
    small_ += i128{static_cast<i64>(whole)} * unit;
    if (fraction == 0) return true;
    fraction_ += std::modf(static_cast<double>(unit) * fraction, &whole);
    small_ += static_cast<i64>(whole);
    return true;
  }

  Ref finish_big_py(Type* type) {
    Ref rest = make_int(t_, num::from_int128(small_));
    Ref total = rest ? binary_op_py(t_, BinaryOp::kAdd, big_, rest) : Ref();
    i128 n;
    if (!total) return Ref();
    if (!int_fits_i128(total, &n)) return raise_overflow_error(t_, "Python int too large to convert to C int");
    return delta_of(t_, n + rounded(n & 1), type);
  }

  Thread& t_;
  i128 small_ = 0;
  Ref big_;
  double fraction_ = 0;
};

Ref delta_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature(
      "(days=missing, seconds=missing, microseconds=missing, milliseconds=missing, minutes=missing, hours=missing, "
      "weeks=missing)");
  Value bound[std::size(kUnits)];
  if (!bind_arguments(t, library_minor() >= 15 ? "timedelta" : "__new__", kSignature, args, bound)) return Ref();
  Sum sum(t);
  for (const Unit& unit : kUnits) {
    if (bound[unit.argument] && !sum.add_py(bound[unit.argument], unit)) return Ref();
  }
  return sum.finish(type);
}

// ---- arithmetic

Ref delta_add(Thread& t, Value a, Value b) {
  if (!is_delta(a) || !is_delta(b)) return Ref::immediate(kNotImplemented);
  return add_deltas(t, as_delta(a), as_delta(b), 1);
}
Ref delta_subtract(Thread& t, Value a, Value b) {
  if (!is_delta(a) || !is_delta(b)) return Ref::immediate(kNotImplemented);
  return add_deltas(t, as_delta(a), as_delta(b), -1);
}

Ref delta_negative(Thread& t, Value self) {
  const Delta* d = as_delta(self);
  return make_delta(t, -i64{d->days}, -d->seconds, -d->microseconds);
}
Ref delta_positive(Thread& t, Value self) {
  const Delta* d = as_delta(self);
  return make_delta(t, d->days, d->seconds, d->microseconds);
}
Ref delta_absolute(Thread& t, Value self) {
  return as_delta(self)->days < 0 ? delta_negative(t, self) : delta_positive(t, self);
}

// a / b of ints, rounded half to even.
Ref divide_nearest_py(Thread& t, Value a, Value b) {
  Ref pair = binary_op_py(t, BinaryOp::kDivmod, a, b);
  if (!pair) return Ref();
  Value quotient = (*as_tuple(pair))[0], rest = (*as_tuple(pair))[1];  // the remainder has the sign of b
  Ref twice = binary_op_py(t, BinaryOp::kMul, rest, Value::small_int(2));
  if (!twice) return Ref();
  int order = int_compare(twice, b);
  if (int_compare(b, Value::small_int(0)) < 0) order = -order;
  i128 q = 1;
  bool up = order > 0 || (order == 0 && int_fits_i128(quotient, &q) && (q & 1));
  return up ? binary_op_py(t, BinaryOp::kAdd, quotient, Value::small_int(1)) : Ref::share(t, quotient);
}

// A float as a ratio of ints, by its method as_integer_ratio().
Ref float_ratio_py(Thread& t, Value v) {
  Ref method = getattr_py(t, v, "as_integer_ratio");
  Ref ratio = method ? call_py(t, method) : Ref();
  if (!ratio) return Ref();
  if (!is_tuple(ratio)) {
    return raise_type_error(t, "unexpected return type from as_integer_ratio(): expected tuple, got '%s'",
                            type_name(ratio.get()));
  }
  if (as_tuple(ratio)->length != 2) {
    return raise_value_error(t, "unexpected return type from as_integer_ratio(): expected 2-tuple, got %zu-tuple",
                             as_tuple(ratio)->length);
  }
  if (is_int((*as_tuple(ratio))[0]) && is_int((*as_tuple(ratio))[1])) return ratio;
  return raise_type_error(t, "non-integer arguments in division");
}

// delta * (a / b) for the items of a ratio.
Ref scale_py(Thread& t, const Delta* d, Value a, Value b) {
  Ref microseconds = int_of(t, d);
  Ref product = microseconds ? binary_op_py(t, BinaryOp::kMul, microseconds, a) : Ref();
  return product ? delta_of_int(t, divide_nearest_py(t, product, b)) : Ref();
}

Ref multiply_int_py(Thread& t, const Delta* d, Value n) {
  Ref microseconds = int_of(t, d);
  return microseconds ? delta_of_int(t, binary_op_py(t, BinaryOp::kMul, microseconds, n)) : Ref();
}

Ref delta_multiply_py(Thread& t, Value a, Value b) {
  if (!is_delta(a)) std::swap(a, b);
  if (is_int(b)) return multiply_int_py(t, as_delta(a), b);
  if (!is_float(b)) return Ref::immediate(kNotImplemented);
  Ref ratio = float_ratio_py(t, b);
  return ratio ? scale_py(t, as_delta(a), (*as_tuple(ratio))[0], (*as_tuple(ratio))[1]) : Ref();
}

// Applies an operation to the microseconds of both; `b` may be an int.
Ref on_ints_py(Thread& t, BinaryOp op, Value a, Value b) {
  Ref x = int_of(t, as_delta(a)), y = is_delta(b) ? int_of(t, as_delta(b)) : Ref::share(t, b);
  return x && y ? binary_op_py(t, op, x, y) : Ref();
}

Ref delta_true_divide_py(Thread& t, Value a, Value b) {
  if (!is_delta(a)) return Ref::immediate(kNotImplemented);
  if (is_delta(b)) return on_ints_py(t, BinaryOp::kTrueDiv, a, b);
  if (is_int(b)) return scale_py(t, as_delta(a), Value::small_int(1), b);
  if (!is_float(b)) return Ref::immediate(kNotImplemented);
  Ref ratio = float_ratio_py(t, b);
  return ratio ? scale_py(t, as_delta(a), (*as_tuple(ratio))[1], (*as_tuple(ratio))[0]) : Ref();
}
Ref delta_floor_divide_py(Thread& t, Value a, Value b) {
  if (!is_delta(a)) return Ref::immediate(kNotImplemented);
  if (is_delta(b)) return on_ints_py(t, BinaryOp::kFloorDiv, a, b);
  return is_int(b) ? delta_of_int(t, on_ints_py(t, BinaryOp::kFloorDiv, a, b)) : Ref::immediate(kNotImplemented);
}
Ref delta_remainder_py(Thread& t, Value a, Value b) {
  if (!is_delta(a) || !is_delta(b)) return Ref::immediate(kNotImplemented);
  return delta_of_int(t, on_ints_py(t, BinaryOp::kMod, a, b));
}
Ref delta_divmod_py(Thread& t, Value a, Value b) {
  if (!is_delta(a) || !is_delta(b)) return Ref::immediate(kNotImplemented);
  Ref pair = on_ints_py(t, BinaryOp::kDivmod, a, b);
  if (!pair) return Ref();
  Ref rest = delta_of_int(t, Ref::share(t, (*as_tuple(pair))[1]));
  return rest ? make_tuple(t, (*as_tuple(pair))[0], rest) : Ref();
}

Ref delta_compare(Thread&, Value a, Value b, CompareOp op) {
  if (!is_delta(a) || !is_delta(b)) return Ref::immediate(kNotImplemented);
  return bool_ref(ordered(compare_deltas(as_delta(a), as_delta(b)), 0, op));
}
bool delta_hash_slot(Thread&, Value self, i64* out) {
  *out = delta_hash(as_delta(self));
  return true;
}
int delta_truth(Thread&, Value self) { return !is_zero(as_delta(self)); }

// ---- text

Ref delta_repr(Thread& t, Value self) {
  const Delta* d = as_delta(self);
  const struct {
    const char* name;
    i32 value;
  } kParts[] = {{"days", d->days}, {"seconds", d->seconds}, {"microseconds", d->microseconds}};
  char text[96] = "";
  int length = 0;
  for (const auto& part : kParts) {
    if (part.value == 0) continue;
    length += std::snprintf(text + length, sizeof text - static_cast<size_t>(length), "%s%s=%d", length ? ", " : "",
                            part.name, part.value);
  }
  return format_message(t, "%s(%s)", type_name(self), length ? text : "0");
}

Ref delta_str(Thread& t, Value self) {
  const Delta* d = as_delta(self);
  char text[64];
  int n = 0;
  if (d->days) n = std::snprintf(text, sizeof text, "%d day%s, ", d->days, d->days == 1 || d->days == -1 ? "" : "s");
  n += std::snprintf(text + n, sizeof text - static_cast<size_t>(n), "%d:%02d:%02d", d->seconds / 3600,
                     d->seconds / 60 % 60, d->seconds % 60);
  if (d->microseconds) n += std::snprintf(text + n, sizeof text - static_cast<size_t>(n), ".%06d", d->microseconds);
  return make_str_ascii(t, {text, static_cast<size_t>(n)});
}

Ref delta_reduce(Thread& t, Value self) {
  const Delta* d = as_delta(self);
  Ref state = make_tuple(t, Value::small_int(d->days), Value::small_int(d->seconds), Value::small_int(d->microseconds));
  return state ? make_tuple(t, type_of(self), state) : Ref();
}

constexpr MethodDef kDeltaMethods[] = {
    {"total_seconds", delta_total_seconds, "(self, /)", "Total seconds in the duration."},
    {"__reduce__", delta_reduce, "(self, /)", "__reduce__() -> (cls, state)"},
    {}};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
constexpr MemberDef kMembers[] = {
    {"days", MemberKind::kI32, offsetof(Delta, days), true, "Number of days."},
    {"seconds", MemberKind::kI32, offsetof(Delta, seconds), true, "Number of seconds (>= 0 and less than 1 day)."},
    {"microseconds", MemberKind::kI32, offsetof(Delta, microseconds), true,
     "Number of microseconds (>= 0 and less than 1 second)."},
    {},
};
#pragma GCC diagnostic pop

template <BinaryOp kOp>
constexpr int kSlot = static_cast<int>(kOp);

constexpr TypeSpec kDeltaSpec = {
    .name = "datetime.timedelta",
    .size = sizeof(Delta),
    .flags = kTypeSubclassable,
    .doc =
        "timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)\n--\n\nDifference "
        "between two datetime values.\n\ntimedelta(days=0, seconds=0, microseconds=0, milliseconds=0, "
        "minutes=0, hours=0, weeks=0)\n\n"
        "All arguments are optional and default to 0.\nArguments may be integers or floats, and may be positive or "
        "negative.",
    .slots =
        [] {
          Slots s{};
          s.create = delta_create;
          s.repr = delta_repr;
          s.str = delta_str;
          s.hash = delta_hash_slot;
          s.compare = delta_compare;
          s.truth = delta_truth;
          s.binary[kSlot<BinaryOp::kAdd>] = delta_add;
          s.binary[kSlot<BinaryOp::kSub>] = delta_subtract;
          s.binary[kSlot<BinaryOp::kMul>] = delta_multiply_py;
          s.binary[kSlot<BinaryOp::kTrueDiv>] = delta_true_divide_py;
          s.binary[kSlot<BinaryOp::kFloorDiv>] = delta_floor_divide_py;
          s.binary[kSlot<BinaryOp::kMod>] = delta_remainder_py;
          s.binary[kSlot<BinaryOp::kDivmod>] = delta_divmod_py;
          s.unary[static_cast<int>(UnaryOp::kNeg)] = delta_negative;
          s.unary[static_cast<int>(UnaryOp::kPos)] = delta_positive;
          s.unary[static_cast<int>(UnaryOp::kAbs)] = delta_absolute;
          return s;
        }(),
    .methods = kDeltaMethods,
    .members = kMembers,
};

}  // namespace

Ref delta_total_seconds(Thread& t, Value self) {
  i128 n = microseconds_of(as_delta(self));
  constexpr i128 kExact = i128{1} << 53;
  if (n > -kExact && n < kExact) return make_float(t, static_cast<double>(static_cast<i64>(n)) / 1e6);
  Ref microseconds = int_of(t, as_delta(self));
  return microseconds ? binary_op_py(t, BinaryOp::kTrueDiv, microseconds, Value::small_int(kSecond)) : Ref();
}

bool add_delta(Thread& t, Value module) {
  bool fresh = !g_delta_type;
  if (!add_native_type(t, module, g_delta_type, kDeltaSpec)) return false;
  return !fresh || (set_constant(t, g_delta_type, "resolution", make_delta(t, 0, 0, 1)) &&
                    set_constant(t, g_delta_type, "min", make_delta(t, -kMaxDays)) &&
                    set_constant(t, g_delta_type, "max", make_delta(t, kMaxDays, kDaySeconds - 1, kSecond - 1)));
}

}  // namespace rt::datetimes
