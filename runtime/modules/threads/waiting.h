// Blocking waits that a signal handler can end, and the time spans that scripts give them.
#pragma once

#include "gc/sync/clock.h"
#include "gc/sync/parking.h"
#include "runtime/object/ops.h"

namespace rt {

// Sleeps, detached, while `word` holds `expected`, at most until `deadline` (monotonic nanoseconds; negative: for
// ever). Comes back early for any reason, so the caller looks at the word and the clock again. In the main thread
// Python signal handlers run before and after. False: one raised; or the end of the program has stopped all other
// threads, and it would sleep for ever: PythonFinalizationError.
bool park_py(Thread& t, const gc::Atomic<u32>& word, u32 expected, i64 deadline);

// When a wait of `timeout_ns` that begins now ends: never, if negative.
i64 deadline_after(i64 timeout_ns);

// Seconds (float, int or anything with __index__) as nanoseconds. ValueError for NaN, OverflowError if out of range.
enum class Rounding { kFloor, kCeiling, kHalfEven };
bool seconds_to_ns_py(Thread& t, Value seconds, Rounding rounding, i64* ns);

}  // namespace rt
