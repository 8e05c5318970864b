// The end of shapes.
//
// An inline cache may name a shape, or point to a record of it, long after its class has gone. So the shapes of what
// dies are only buried: no list has them any more. When they have become many, the world stops, all inline caches are
// emptied, and each buried shape that no block of the heap has is freed with its records; its id is used again.
//
// Who works with a shape or a record holds an object that has the shape, a class or a module, whose shapes are not
// buried: so beside the caches nobody knows of one that is. An instruction that has run Python code reads its cache
// anew.
#pragma once

#include "runtime/object/shape.h"

namespace rt {

// Of a class that is being disposed of: those of its instances, and its own.
void bury_shapes(Type* type);
// Of a module that is being disposed of.
void bury_own_shape(Object* subject);
// Frees what has been buried if it is worth the pause: the heap of so many live objects is walked. At a safepoint; no
// Python code.
void reclaim_shapes_if_due(Thread& t, u64 live_objects);
// Installed by the interpreter: empties the inline caches of a code object. World stopped.
extern void (*g_empty_caches)(Object* code);

}  // namespace rt
