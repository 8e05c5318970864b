// The registry of roots, and their publication when the second thread starts.
#include "gc/heap/budget.h"
#include "gc/refcount/publish.h"
#include "gc/refcount/weakref.h"
#include "gc/sync/asymmetric_fence.h"
#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"

namespace gc {

Atomic<bool> g_threads_started{false};

namespace {

constexpr u32 kMaxTracers = 64;
void (*g_tracers[kMaxTracers])(Visitor&);
Atomic<u32> g_tracer_count{0};  // entries below it never change; grows under the mutex
Mutex g_tracers_mutex;

struct RootPublisher : Visitor {
  Thread* thread;
};

void publish_roots_of(Thread& thread, void (*tracer)(Visitor& visitor)) {
  RootPublisher publisher{
      {[](Visitor& self, Object* root) { publish(*static_cast<RootPublisher&>(self).thread, root); }}, &thread};
  tracer(publisher);
}

}  // namespace

// A module that is made while threads run registers its tracer when its roots exist: from then on all threads may reach
// them.
void add_root_tracer(void (*tracer)(Visitor& visitor)) {
  if (g_threads_started.load(relaxed)) publish_roots_of(*current_thread(), tracer);
  MutexGuard guard(g_tracers_mutex);
  u32 count = g_tracer_count.load(relaxed);
  if (count == kMaxTracers) fatal("too many root tracers");
  g_tracers[count] = tracer;
  g_tracer_count.store(count + 1, release);  // pairs with trace_roots
}

void trace_roots(Visitor& visitor) {
  u32 count = g_tracer_count.load(acquire);
  for (u32 i = 0; i < count; ++i) g_tracers[i](visitor);
}

void publish_roots(Thread& thread) {
  if (g_threads_started.load(relaxed)) return;
  // Under a GIL no object is private. So nothing need be published before a second thread, one of C code, runs.
  ASSERT(attached_or_stopped(thread) && (!kFreeThreaded || thread_count() <= 1));
  if constexpr (kFreeThreaded) {
    publish_roots_of(thread, trace_roots);
    weakref_publish_holders(thread);
    own_debts_begin(thread);
  }
  // No other thread runs yet; the start of the next thread, or the end of the pause, makes this store visible.
  prepare_asymmetric_fence();
  g_threads_started.store(true, release);
}

}  // namespace gc
