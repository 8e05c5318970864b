// gc.freeze(): all objects that exist at the moment count as alive for the collector, until gc.unfreeze(). Reference
// counting still frees them. Garbage in progress is not frozen.
#include "gc/cycle/collector.h"
#include "gc/cycle/in_progress.h"

namespace gc {

bool freeze_all(Thread& thread) {
  StopTheWorld pause(thread, "freeze");
  return for_each_in_use(thread, [](Object* object, void*) { object->set_flag(kFrozen); }, nullptr);
}

void unfreeze_all(Thread& thread) {
  StopTheWorld pause(thread, "unfreeze");
  for_each_traced([](Object* object, void*) { object->clear_flag(kFrozen); }, nullptr);
}

u64 frozen_count() {
  StopTheWorld pause(*current_thread(), "count frozen objects");
  u64 n = 0;
  for_each_traced([](Object* object, void* count) { *static_cast<u64*>(count) += object->has_flag(kFrozen); }, &n);
  return n;
}

}  // namespace gc
