// Reports lock orders that could deadlock (runtime/library/threads/lock_order.h): --deadlocks, --races.
#pragma once

#include "gc/base/bits.h"

namespace vm {

// From now on orders are looked for, and reported to standard error when they are found. Before the first lock is made;
// the ledger of locks is kept.
void watch_lock_orders();
// How many have been reported. Any thread.
gc::u32 lock_orders_reported();

}  // namespace vm
