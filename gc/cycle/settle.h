// Settling: before a verdict, counts that threads have not written to the objects yet are written.
#pragma once

namespace gc {

// Merges the merge queues of all threads, and adds their deferred counts and notes to the objects. Afterwards the words
// of each object tell its whole count. Objects that die by that are left to the next safepoint of some thread, because
// their destruction may run Python code; until then they still count the objects that they hold. World stopped.
void settle_all_counts();

}  // namespace gc
