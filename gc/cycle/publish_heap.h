// The publication of the whole heap, for programs in which code without a write barrier holds objects
// (refcount/escape.h).
#pragma once

#include "gc/threads/thread.h"

namespace gc {

// Code without a write barrier may hold objects from now on. To be called before it gets the first one. Any thread.
void expect_escapes();
// Called when the second thread is about to start, by the first one, or in its stead with the world stopped. If escapes
// are expected, publishes every traced object, and all that these objects and the thread's registers reach. Takes as
// long as a collection of the world. Runs no Python code.
void publish_heap(Thread& first);

}  // namespace gc
