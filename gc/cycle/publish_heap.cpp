// The walk of publish_heap.h. What it cannot find is an untraced object that foreign memory alone holds: escape.h sees
// to such a leaf when its pointer comes back. Registers are visited because an operation on a leaf that Python code has
// may be in progress in the first thread: a leaf that comes back to another thread is never one of those.
#include "gc/cycle/publish_heap.h"

#include "gc/cycle/collector.h"
#include "gc/refcount/publish.h"
#include "gc/threads/attach.h"
#include "gc/threads/stop_world.h"

namespace gc {

namespace {

Atomic<bool> g_escapes_expected{false};

struct Publisher : Visitor {
  Thread& thread;
  static void visit_one(Visitor& self, Object* object) { publish(static_cast<Publisher&>(self).thread, object); }
};

void publish_all(Thread& first) {
  for_each_traced([](Object* object, void* thread) { publish(*static_cast<Thread*>(thread), object); }, &first);
  Publisher publisher{{Publisher::visit_one, Publisher::visit_one}, first};
  if (g_runtime_hooks.trace_thread) g_runtime_hooks.trace_thread(first, publisher);
}

}  // namespace

void expect_escapes() { g_escapes_expected.store(true, relaxed); }

void publish_heap(Thread& first) {
  if (!kFreeThreaded || !g_escapes_expected.load(relaxed) || g_threads_started.load(relaxed)) return;
  if (stopped_by(first) || stopped_by_another(first)) return publish_all(first);
  StopTheWorld pause(first, "objects that C code may hold are published");
  publish_all(first);
}

}  // namespace gc
