// One table under one lock: whoever observes locks does not ask how fast they are.
#include "runtime/library/threads/lock_ledger.h"

#include <unordered_map>

#include "gc/sync/short_lock.h"
#include "runtime/library/threads/makers.h"
#include "runtime/object/interpreter.h"

namespace rt {

bool g_keeps_lock_ledger = false;

namespace {

gc::ShortLock g_ledger_lock;
// Under the lock:
std::unordered_map<const gc::ParkingLock*, LockEntry> g_ledger;
u32 g_erased = 0;  // how many entries have been removed

// The entries that the calling thread has looked up last. They are good as long as none has been removed since.
struct Known {
  const gc::ParkingLock* lock = nullptr;
  LockEntry* entry = nullptr;
  u32 erased = 0;
};
constexpr u32 kKnown = 16;
constinit thread_local Known t_known[kKnown];

// Under the lock.
LockEntry& entry_of(const gc::ParkingLock* lock) {
  Known& known = t_known[reinterpret_cast<u64>(lock) / 16 % kKnown];
  if (known.lock == lock && known.erased == g_erased) return *known.entry;
  auto [at, is_new] = g_ledger.try_emplace(lock);
  if (is_new) at->second.was_signal = made_as_signal(lock);
  known = {lock, &at->second, g_erased};
  return at->second;
}

// ---- the order of locks. Under the lock

// The lock is about to be released, and its entry does not say so yet.
void end_order(const LockEntry& entry, bool by_holder) {
  if (!entry.node || !entry.holder) return;
  order_released(entry.holder, entry.node);
  if (!by_holder) order_excludes(entry.node);
}

// The calling thread has taken the lock, whose entry does not say so yet.
bool begin_order(const Thread& t, const gc::ParkingLock* lock, LockEntry& entry, const gc::Site* site, bool waits) {
  end_order(entry, true);  // if somebody has released it and was not seen
  if (entry.ends_with) order_joined(t.id, entry.ends_with);
  if (entry.ends_with || entry.was_signal) return false;
  if (!entry.node) entry.node = make_lock_node(lock);
  return order_taken(t.id, entry.node, site, waits);
}

}  // namespace

// ---- what threads do

void note_taken(Thread& t, const gc::ParkingLock* lock, Taking how) {
  const gc::Site* site = gc::site_of(t);
  bool found = false;
  {
    gc::ShortGuard guard(g_ledger_lock);
    LockEntry& entry = entry_of(lock);
    if (g_finds_lock_orders) found = begin_order(t, lock, entry, site, how != Taking::kTries);
    entry.holder = t.id;
    entry.taken = site;
    entry.by_with = how == Taking::kWith;
  }
  if (found) g_interpreter.lock_orders_found(t);
}

void note_release(u32 thread, const gc::ParkingLock* lock) {
  gc::ShortGuard guard(g_ledger_lock);
  LockEntry& entry = entry_of(lock);
  end_order(entry, entry.holder == thread);
  if (entry.holder) (entry.holder == thread ? entry.was_mutex : entry.was_signal) = true;
  entry.holder = 0;
}

void note_ends_with(Thread& t, const gc::ParkingLock* lock) {
  gc::ShortGuard guard(g_ledger_lock);
  entry_of(lock).ends_with = t.id;
}

void note_gone(const gc::ParkingLock* lock) {
  gc::ShortGuard guard(g_ledger_lock);
  auto found = g_ledger.find(lock);
  if (found == g_ledger.end()) return;
  end_order(found->second, true);
  if (found->second.node) order_forgets(found->second.node);
  g_ledger.erase(found);
  ++g_erased;
}

void note_starts(Thread& t, u32 child) {
  gc::ShortGuard guard(g_ledger_lock);
  if (g_finds_lock_orders) order_starts(t.id, child);
}

void note_joined(Thread& t, u32 ended) {
  gc::ShortGuard guard(g_ledger_lock);
  if (g_finds_lock_orders) order_joined(t.id, ended);
}

std::vector<LockCircle> new_lock_circles() {
  gc::ShortGuard guard(g_ledger_lock);
  return take_lock_circles();
}

// ---- asking

LockEntry ledger_entry(const gc::ParkingLock* lock) {
  gc::ShortGuard guard(g_ledger_lock);
  auto found = g_ledger.find(lock);
  return found == g_ledger.end() ? LockEntry{} : found->second;
}

void for_each_held_lock(void (*f)(const gc::ParkingLock*, const LockEntry&, void*), void* argument) {
  gc::ShortGuard guard(g_ledger_lock);
  for (const auto& [lock, entry] : g_ledger) {
    if (entry.holder) f(lock, entry, argument);
  }
}

void lock_ledger_after_fork_child() {
  g_ledger_lock.reset_after_fork();
  makers_after_fork_child();
}

}  // namespace rt
