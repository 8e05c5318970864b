// Publication: an object is private to its creator until a reference to it is stored where another thread could find
// it.
//
// Invariants: no thread other than its creator can reach a private object; everything reachable from a published object
// is published. The write barrier of every store into a heap slot keeps them: before a reference is stored into a
// published object, the value is published together with all it reaches (an iterative walk by the owner that stops at
// published objects). Until a second thread starts nothing is published at all; the first start publishes what the
// runtime's roots reach. In the GIL program nothing is ever published and these functions vanish.
#pragma once

#include "gc/refcount/refcount.h"

namespace gc {

// True once a second thread has been started; objects that live as long as the program are then born published.
extern Atomic<bool> g_threads_started;

// Publishes `root` and all private objects it reaches. Owner only; no safepoint, no Python code.
TINYPY_RARE void publish_slow(Thread& thread, Object* root);
inline void publish(Thread& thread, Object* root) {
  if constexpr (kFreeThreaded) {
    if (!root->published()) publish_slow(thread, root);
  }
}
// The write barrier: call before storing a reference to `value` into `container`.
TINYPY_INLINE void before_store(Thread& thread, Object* container, Object* value) {
  if constexpr (kFreeThreaded) {
    if (container->published() && !value->published()) [[unlikely]]
      publish_slow(thread, value);
  }
}
// Publishes the roots of the runtime; called once, by the first thread start, before the second thread runs.
void publish_roots(Thread& thread);
// Roots: `tracer` visits every reference held by runtime tables (modules, classes, registries). Any thread, once these
// are there; what they hold is then published if threads run.
void add_root_tracer(void (*tracer)(Visitor& visitor));
void trace_roots(Visitor& visitor);

// Debug check of the invariant, for every access to an object through a reference: mine, or published.
inline void assert_accessible(Thread& thread, const Object* object) {
  ASSERT(!kFreeThreaded || object->owner.load(relaxed) == thread.id || object->published() || object->immortal());
  (void)thread;
  (void)object;
}

}  // namespace gc
