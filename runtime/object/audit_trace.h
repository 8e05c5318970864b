// Audit hooks are hidden from trace functions, unless they ask to be seen.
#pragma once

#include "runtime/object/ref.h"

namespace rt {

// Sets how many callbacks of its observers (sys.settrace() and the like) the calling thread is inside; more than 0:
// they are told nothing. Returns the number before. Null: there are no observers. Set at start-up.
extern u32 (*g_exchange_observer_depth)(Thread& t, u32 depth);

}  // namespace rt
