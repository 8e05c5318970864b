// Reports lock orders that could deadlock (runtime/library/threads/lock_order.h): --deadlocks, --races.
#pragma once

#include <string_view>

#include "gc/base/bits.h"

namespace vm {

// How the text of each order begins.
inline constexpr std::string_view kLockOrder = "Lock order: ";

// From now on orders are looked for, and reported when they are found: to standard error, or, if it is not negative, to
// the descriptor `explorer` (RaceOptions::explorer). Before the first lock is made; the ledger of locks is kept.
void watch_lock_orders(int explorer);
// How many have been reported. Any thread.
gc::u32 lock_orders_reported();

}  // namespace vm
