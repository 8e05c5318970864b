// Sleeping on a futex word until it changes, a signal arrives or the time is up; and the conversion of seconds to
// nanoseconds.
#include "runtime/library/threads/waiting.h"

#include <cmath>

#include "gc/base/clock.h"
#include "runtime/library/threads/thread.h"
#include "runtime/library/threads/waits.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

double round_as(double d, Rounding rounding) {
  if (rounding == Rounding::kFloor) return std::floor(d);
  if (rounding == Rounding::kCeiling)
    return d >= 0 ? std::ceil(d) : std::floor(d);  // away from zero: a wait must not be shorter than asked for
  return std::nearbyint(d);
}

bool double_to_ns(Thread& t, double seconds, Rounding rounding, i64* ns) {
  if (std::isnan(seconds)) return raise_value_error(t, "Invalid value NaN (not a number)");
  if (std::fabs(seconds) >= 0x1p63) return raise_overflow_error(t, "timestamp out of range for platform time_t");
  double scaled = round_as(seconds * 1e9, rounding);
  if (!(scaled >= -0x1p63 && scaled < 0x1p63))
    return raise_overflow_error(t, "timestamp too large to convert to C PyTime_t");
  *ns = static_cast<i64>(scaled);
  return true;
}

}  // namespace

bool poll_between_sleeps_py(Thread& t) {
  if (poll_py(t)) return true;
  if (t.is_main && g_interpreter.explain_interrupt_py && error_is(t, kKeyboardInterruptType))
    g_interpreter.explain_interrupt_py(t);
  return false;
}

bool sleep_on(Thread& t, const gc::Atomic<u32>& word, u32 expected, i64 deadline) {
  bool in_vain = deadline < 0 && is_last(t);  // all other threads are stopped: hardly anybody can end this wait
  i64 timeout = in_vain ? kLastThreadsNs : -1;
  if (deadline >= 0) {
    timeout = deadline - gc::now_ns();
    if (timeout < 0) timeout = 0;
  }
  gc::Wait woken;
  {
    gc::Detached detached(t);
    woken = gc::park(word, expected, timeout);
  }
  if (in_vain && woken == gc::Wait::kTimedOut) {
    return raise(t, kPythonFinalizationErrorType,
                 "nobody can end this wait: the end of the program has stopped all other threads");
  }
  return true;
}

// Polls before the sleep, because a signal that has arrived by then would not interrupt it; and after it, because a
// signal may have come together with the wake-up.
bool park_py(Thread& t, const gc::Atomic<u32>& word, u32 expected, i64 deadline) {
  return poll_between_sleeps_py(t) && sleep_on(t, word, expected, deadline) && poll_between_sleeps_py(t);
}

i64 deadline_after(i64 timeout_ns) {
  i64 deadline;
  if (timeout_ns < 0 || __builtin_add_overflow(gc::now_ns(), timeout_ns, &deadline)) return -1;
  return deadline;
}

bool is_exact_number(Thread& t, Value v) {
  if (library_minor() < 15 || is_float(v) || type_of(v)->slots.index) return false;
  Ref name = intern(t, "as_integer_ratio");
  if (!name) clear_error(t);
  return name && type_lookup(type_of(v), name);
}

bool counts_as_float(Value v) { return library_minor() >= 15 && !type_of(v)->slots.index; }

// n / d, rounded: `floor` of it, or one more.
static num::BigBuf rounded_ratio(num::BigView n, num::BigView d, Rounding rounding) {
  num::DivMod parts = num::floor_divmod(n, d);
  bool up = false;
  if (rounding == Rounding::kCeiling) up = !n.negative && !num::BigView(parts.remainder).is_zero();  // away from zero
  if (rounding == Rounding::kHalfEven) {
    int half = num::compare(num::add(parts.remainder, parts.remainder), d);
    up = half > 0 || (half == 0 && num::BigView(parts.quotient).is_odd());
  }
  return up ? num::add(parts.quotient, num::from_int64(1)) : std::move(parts.quotient);
}

Ref scaled_number_py(Thread& t, Value v, i64 units, Rounding rounding) {
  Ref method = getattr_py(t, v, "as_integer_ratio"), ratio = method ? call_py(t, method) : Ref();
  if (!ratio) return Ref();
  bool pair =
      is_tuple(ratio) && as_tuple(ratio)->length == 2 && is_int((*as_tuple(ratio))[0]) && is_int((*as_tuple(ratio))[1]);
  if (!pair) return raise_type_error(t, "as_integer_ratio() must return a pair of integers");
  u64 scratch[2];
  num::BigView n = big_view((*as_tuple(ratio))[0], &scratch[0]), d = big_view((*as_tuple(ratio))[1], &scratch[1]);
  if (d.negative || d.is_zero()) return raise_value_error(t, "as_integer_ratio() must return a positive denominator");
  return make_int(t, rounded_ratio(num::mul(n, num::from_int64(units)), d, rounding));
}

bool seconds_to_ns_py(Thread& t, Value seconds, Rounding rounding, i64* ns) {
  if (is_float(seconds)) return double_to_ns(t, float_value(seconds), rounding, ns);
  if (is_exact_number(t, seconds)) {
    Ref exact = scaled_number_py(t, seconds, gc::kNsPerSecond, rounding);
    if (!exact || int_fits_i64(exact, ns)) return bool(exact);
    return raise_overflow_error(t, "timestamp too large to convert to C PyTime_t");
  }
  if (counts_as_float(seconds)) {
    double d;
    return to_double_py(t, seconds, &d) && double_to_ns(t, d, rounding, ns);
  }
  i64 whole;
  if (!index_i64_py(t, seconds, &whole, kOverflowErrorType)) {
    if (!error_is(t, kOverflowErrorType)) return false;
    clear_error(t);
    return raise_overflow_error(t, "timestamp out of range for platform time_t");
  }
  if (__builtin_mul_overflow(whole, gc::kNsPerSecond, ns)) {
    return raise_overflow_error(t, "timestamp too large to convert to C PyTime_t");
  }
  return true;
}

}  // namespace rt
