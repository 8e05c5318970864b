// Transfer: what one thread passes to another, such as an item of a queue, changes its owner on the way. An
// accelerator.
//
//   producer                                    queue                        consumer
//   hand_over(): the reference is counted       holds it                     adopt(): who holds the only reference
//   in `shared`; a fresh object loses its                                    becomes the owner, and counts without
//   owner                                                                    atomic instructions
//
// Replaces the merge queue of the producer, to which the consumer's last drop would have to pass each object, and the
// consumer's atomic counts. Switches: hand_over, adoption. gc/docs/counting.md has the figures.
#pragma once

#include "gc/refcount/refcount.h"

namespace gc {

// Moves one of the caller's counted references to a place from which another thread will take it. Publishes the object.
// The reference is counted in `shared` at once, so that the consumer's last drop needs no merge queue. May run Python
// code.
void hand_over(Thread& thread, Object* object);
// Makes the caller the owner of a merged object of which it holds the only reference. False: another reference exists,
// or the object is not merged; nothing has changed. Runs no Python code.
bool adopt(Thread& thread, Object* object);

}  // namespace gc
