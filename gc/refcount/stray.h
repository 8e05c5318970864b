// Strays: private objects of other threads that the calling thread meets by an address that has never escaped
// (escape.h), such as a number from id().
#pragma once

#include "gc/threads/thread.h"

namespace gc {

// Publishes the object, and all that it reaches, on its owner's behalf, so that the calling, attached thread may use
// it. `object` is private and another thread's. The world is stopped meanwhile, so that the owner is inside no
// operation. May detach the caller; runs no Python code. Not for a caller that holds a lock for which attached threads
// wait: the pause would wait for them.
void publish_stray(Thread& thread, Object* object);

}  // namespace gc
