// Parking: a thread sleeps until a word changes, woken by address (as WebKit's ParkingLot; Linux futex underneath).
#pragma once

#include "gc/base/atomic.h"
#include "gc/base/bits.h"

namespace gc {

enum class Wait { kWoken, kTimedOut, kInterrupted };  // kInterrupted: a signal arrived (EINTR)

// Sleeps while `word` holds `expected`. timeout_ns < 0: for ever. The caller must be detached if it is a Python thread.
Wait park(const Atomic<u32>& word, u32 expected, i64 timeout_ns = -1);
void unpark_one(const Atomic<u32>& word);
void unpark_all(const Atomic<u32>& word);

u32 current_processor();  // may be another one at once

}  // namespace gc
