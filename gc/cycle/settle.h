// Makes the count of every object what its words say.
#pragma once

namespace gc {

// What threads have still to count, is counted; but what comes to its end by that is left to the next safepoint, since
// destruction may run Python code: until then it counts what it holds. World stopped.
void settle_all_counts();

}  // namespace gc
