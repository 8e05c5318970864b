// Publication: an object is private to its creator until a reference to it is stored where another thread could find
// it.
//
//   before_store(published container, private value):
//
//   published                private                            published                published
//   container   (no edge)    value --> child --> child   ==>    container --> value --> child --> child
//
// Invariants. Only its creator can reach a private object. Every object that a published object reaches is published.
// The write barrier of every store into a heap slot keeps both: before a reference is stored into a published object,
// the owner publishes the value and all private objects that it reaches, in an iterative walk that stops at published
// objects. An object is published once in its life, so each is visited at most once.
//
// Until a second thread starts, only native classes and a few tables of the runtime are published. The first start
// publishes the objects that the runtime's roots reach, and the holders of weak references to published objects. In the
// GIL program nothing is ever published, and these functions do nothing.
//
// No function here runs Python code or reaches a safepoint. `thread` is the calling thread.
#pragma once

#include "gc/heap/lifetime.h"
#include "gc/refcount/refcount.h"

namespace gc {

// True once a second thread has been started; objects that live as long as the program are then born published.
extern Atomic<bool> g_threads_started;

// Publishes `root`, which is the caller's, and all private objects that it reaches. If memory runs out, the walk goes
// on in nested walks on the native stack; if that ends, too, the process ends.
void publish_slow(Thread& thread, Object* root);
inline void publish(Thread& thread, Object* root) {
  if constexpr (kFreeThreaded) {
    if (!root->published()) publish_slow(thread, root);
  }
}
// The write barrier: must be called before a reference to `value` is stored into `container`.
TINYPY_INLINE void before_store(Thread& thread, Object* container, Object* value) {
  if constexpr (kFreeThreaded) {
    if (container->published() && !value->published()) [[unlikely]]
      publish_slow(thread, value);
  }
}
// Publishes the roots of the runtime. Called by the first start of a thread, before the second thread runs; or for the
// first thread, the only one, with the world stopped.
void publish_roots(Thread& thread);
// Registers roots: `tracer` must visit every reference that some table of the runtime holds (modules, classes,
// registries). Called when the table has been filled; if threads have been started, publishes what it holds. Any
// thread.
void add_root_tracer(void (*tracer)(Visitor& visitor));
// Calls all registered tracers. World stopped, or before a second thread starts.
void trace_roots(Visitor& visitor);

// Debug check of the first invariant, for an access to an object through a reference: the object is the caller's,
// published or immortal.
inline void assert_accessible(Thread& thread, const Object* object) {
  ASSERT(!kFreeThreaded || object->owner.load(relaxed) == thread.id || object->published() || object->immortal());
  (void)thread;
  (void)object;
}

}  // namespace gc
