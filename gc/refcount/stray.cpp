// The publication of a stray.
#include "gc/refcount/stray.h"

#include "gc/refcount/publish.h"
#include "gc/threads/attach.h"
#include "gc/threads/stop_world.h"

namespace gc {

void publish_stray(Thread& thread, Object* object) {
  if (stopped_by(thread)) return;  // nobody else runs
  StopTheWorld pause(thread, "an address leads to another thread's object");
  publish(thread, object);
}

}  // namespace gc
