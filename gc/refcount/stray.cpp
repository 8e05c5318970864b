// The publication of a stray.
#include "gc/refcount/stray.h"

#include "gc/refcount/publish.h"
#include "gc/refcount/transitions.h"
#include "gc/threads/attach.h"
#include "gc/threads/stop_world.h"

namespace gc {

void publish_stray(Thread& thread, Object* object) {
  if (stopped_by(thread)) return;  // nobody else runs
  StopTheWorld pause(thread, "object in C memory met by another thread");
  publish(thread, object);
}

void publish_plain_stray(Object* object) {
  observe(ObjectEvent::published, object);
  object->meta.fetch_or(kPublished, acq_rel);
}

}  // namespace gc
