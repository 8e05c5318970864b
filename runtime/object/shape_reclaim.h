// Freeing of shapes.
//
// An inline cache may hold a shape id, or a pointer to a record of the shape, long after the class has died. So the
// shapes of a dying class or module are only buried: they are removed from all lists, but not freed. When many are
// buried, the world stops and all inline caches are emptied. Then each buried shape that no object of the heap has is
// freed with its records, and its id becomes free for a new shape.
//
// Only inline caches know buried shapes. All other code that uses a shape or a record holds an object of that shape, or
// the class or the module, and the shapes of living classes and modules are not buried. An instruction that has run
// Python code reads its inline cache again.
#pragma once

#include "runtime/object/shape.h"

namespace rt {

// Buries the shapes of a class that is being disposed of: the shapes of its instances, and the class object's own.
void bury_shapes(Type* type);
// Buries the own shape of a module that is being disposed of.
void bury_own_shape(Object* subject);
// Frees the buried shapes if there are enough to be worth the pause, which walks over a heap of `live_objects` objects.
// Called at a safepoint; runs no Python code.
void reclaim_shapes_if_due(Thread& t, u64 live_objects);

}  // namespace rt
