// The live objects that the collector watches, whoever holds them.
#pragma once

#include <vector>

#include "runtime/object/ref.h"

namespace rt {

// Takes a reference to an object that a walk over the heap has met, if it is alive. World stopped: so other threads' private objects can be
// published to be handed out.
void hold_if_alive(Thread& t, gc::Object* object, std::vector<Ref>& out);
// Those that are wanted, in the order in which they lie in memory. Stops the world.
std::vector<Ref> live_objects(Thread& t, bool (*wanted)(gc::Object*));

}  // namespace rt
