// Who observes, and the instruction of each thread.
#include "gc/base/studio.h"

#include "gc/base/assert.h"
#include "gc/base/studio/wanted.h"

namespace gc {

constinit thread_local const u64* t_instruction = nullptr;
constinit thread_local bool t_in_extension = false;
Atomic<u64> g_meanings{0};
u32 g_observer_count = 0;

namespace {
Observer g_observers[kMostObservers];
Atomic<u64> g_wanted[kMostObservers];  // by observer: the events that it is told
}  // namespace

void add_observer(Observer observer) { add_observer_of(kAllEvents, observer); }

u32 add_observer_of(u64 events, Observer observer) {
  ASSERT(g_observer_count < kMostObservers);
  g_observers[g_observer_count] = observer;
  g_wanted[g_observer_count].store(events, relaxed);
  return g_observer_count++;
}

void want_events(u32 observer, u64 events) { g_wanted[observer].store(events, relaxed); }

void tell_observers(ObjectEvent event, const Object* object, u64 n) {
  u64 bit = event_bit(event);
  for (u32 i = 0; i < g_observer_count; ++i)
    if (g_wanted[i].load(relaxed) & bit) g_observers[i](event, object, n);
}

}  // namespace gc
