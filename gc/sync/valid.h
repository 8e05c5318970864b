// The invariants of reserved locks, for assertions (ASSERT_SLOW) and tests. In builds with debug checks only.
// (ParkingLock::is_valid() has those of a lock's own words.)
#pragma once

#include "gc/sync/lock_reservation.h"

namespace gc {

// The table of places, while no thread makes or ends a reservation. *reserved: how many locks are reserved.
//
//   place reserved by holder h  =>  place = place_of(its lock);   lock word of h = its lock (with or without WANTED)
//   no holder has two places;   place without a holder: nobody is changing it
bool reservations_are_valid(u32* reserved);
// With the world stopped: no lock is reserved. (A detached thread may still be ending a reservation.)
bool reservations_have_ended();

}  // namespace gc
