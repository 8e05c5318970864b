// Strays: private objects of other threads that the calling thread meets in memory without a write barrier.
#pragma once

#include "gc/threads/thread.h"

namespace gc {

// Publishes the object, and all that it reaches, on its owner's behalf, so that the calling, attached thread may use
// it. `object` is private and another thread's. The world is stopped meanwhile, so that the owner is inside no
// operation. May detach the caller; runs no Python code.
void publish_stray(Thread& thread, Object* object);
// The same without a pause, for an object that never changes and refers to nothing: the flag disturbs no operation of
// its owner. The memory where the object was met holds a count, so the owner cannot free the object before it has taken
// the word out of that memory. C code guards the memory by a lock, so the owner sees the flag by then. A pause would
// hang there: threads that wait for a lock of C stay attached.
void publish_plain_stray(Object* object);

}  // namespace gc
