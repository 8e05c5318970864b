// Parking: a thread sleeps until another thread changes a word and wakes it by the word's address (as WebKit's
// ParkingLot; here a Linux futex).
#pragma once

#include "gc/base/atomic.h"
#include "gc/base/bits.h"

namespace gc {

enum class Wait { kWoken, kTimedOut, kInterrupted };  // kInterrupted: a signal arrived (EINTR)

// Sleeps if `word` holds `expected`, until woken or for at most timeout_ns (below 0: for ever). May return kWoken for
// no reason: the caller looks at the word again. A Python thread must be detached, unless the thread that is going to
// wake it reaches no safepoint before that.
Wait park(const Atomic<u32>& word, u32 expected, i64 timeout_ns = -1);
// Wakes one thread, or all threads, parked on `word`. Any thread; no safepoint.
void unpark_one(const Atomic<u32>& word);
void unpark_all(const Atomic<u32>& word);

// The number of the processor that the calling thread runs on; out of date at once.
u32 current_processor();
// The number of processors that the process may use, at least 1.
u32 usable_processors();

}  // namespace gc
