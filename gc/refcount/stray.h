// Strays: private objects of other threads that the calling thread meets in memory without a write barrier.
#pragma once

#include "gc/threads/thread.h"

namespace gc {

// Publishes the object, and all that it reaches, on its owner's behalf, so that the calling, attached thread may use
// it. `object` is private and another thread's. The world is stopped meanwhile, so that the owner is inside no
// operation. May detach the caller; runs no Python code.
void publish_stray(Thread& thread, Object* object);
// The same for an object that never changes and refers to nothing: without a pause. No operation of the owner is
// disturbed, and the memory where the object was met holds a count. The owner, or whoever gives that count up, does so
// after this call if the memory has a lock, and then sees the flag. So it is safe where C code locks, and a pause is
// not: threads that wait for a lock of C stay attached.
void publish_plain_stray(Object* object);

}  // namespace gc
