// Which events an observer is told: most events concern few observers, and a test costs less than a call.
#pragma once

#include "gc/base/studio.h"

namespace gc {

static_assert(kEventCount < 64);
inline constexpr u64 kAllEvents = (u64{1} << kEventCount) - 1;
inline constexpr u64 event_bit(ObjectEvent event) { return u64{1} << static_cast<u32>(event); }

// Adds an observer of the events whose bits are set, by the rules of add_observer(). Returns its number.
u32 add_observer_of(u64 events, Observer observer);
// From now on the observer is told these events. Any thread; the others may see it a moment later.
void want_events(u32 observer, u64 events);

}  // namespace gc
