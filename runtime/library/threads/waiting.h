// Blocking waits that a signal handler can end, and conversion of the timeouts that scripts give.
#pragma once

#include "gc/base/clock.h"
#include "gc/sync/parking.h"
#include "runtime/object/ops.h"

namespace rt {

// Sleeps, detached, while `word` holds `expected`, at most until `deadline` (monotonic nanoseconds; negative: for
// ever). The sleep may end early for any reason, so the caller looks at the word and the clock again. In the main
// thread Python signal handlers run before and after, whatever has ended the sleep. False: an error is pending, either
// a handler's or PythonFinalizationError: the end of the program has stopped all other threads, so the sleep would last
// for ever.
bool park_py(Thread& t, const gc::Atomic<u32>& word, u32 expected, i64 deadline);

// The parts of park_py(), for a caller that must look once more before a signal ends its wait. poll_between_sleeps_py()
// runs the handlers of signals that have arrived; the other one only sleeps.
bool poll_between_sleeps_py(Thread& t);
bool sleep_on(Thread& t, const gc::Atomic<u32>& word, u32 expected, i64 deadline);

// The deadline of a wait of `timeout_ns` that begins now. Negative (for ever) if the timeout is negative or the sum
// overflows.
i64 deadline_after(i64 timeout_ns);

// Since 3.15 Decimals, Fractions and whatever else knows its ratio count as seconds.
bool is_exact_number(Thread& t, Value v);
// Since 3.15 what is no exact number and has no __index__ counts by its __float__.
bool counts_as_float(Value v);
// v * units for such a number, rounded, as an int. Empty: what as_integer_ratio() raised is pending.
enum class Rounding { kFloor, kCeiling, kHalfEven };
Ref scaled_number_py(Thread& t, Value v, i64 units, Rounding rounding);

// Converts seconds (float, int, an object with __index__, or an exact number) to nanoseconds. False: ValueError for
// NaN, OverflowError if out of range, or what __index__ raised, is pending.
bool seconds_to_ns_py(Thread& t, Value seconds, Rounding rounding, i64* ns);

}  // namespace rt
