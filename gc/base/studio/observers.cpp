// Who observes, and the instruction of each thread.
#include "gc/base/studio.h"

#include "gc/base/assert.h"

namespace gc {

constinit thread_local const u64* t_instruction = nullptr;
Atomic<u64> g_meanings{0};
u32 g_observer_count = 0;

namespace {
Observer g_observers[kMostObservers];
}  // namespace

void add_observer(Observer observer) {
  ASSERT(g_observer_count < kMostObservers);
  g_observers[g_observer_count++] = observer;
}

void tell_observers(ObjectEvent event, const Object* object, u64 n) {
  for (u32 i = 0; i < g_observer_count; ++i) g_observers[i](event, object, n);
}

}  // namespace gc
