// One table under one mutex: whoever observes locks does not ask how fast they are.
#include "runtime/library/threads/lock_ledger.h"

#include <unordered_map>

#include "gc/sync/mutex.h"

namespace rt {

bool g_keeps_lock_ledger = false;

namespace {

gc::Mutex g_ledger_mutex;
std::unordered_map<const gc::ParkingLock*, LockEntry> g_ledger;  // under the mutex

}  // namespace

void note_taken(Thread& t, const gc::ParkingLock* lock, bool by_with) {
  const gc::Site* site = gc::site_of(t);
  gc::MutexGuard guard(g_ledger_mutex);
  LockEntry& entry = g_ledger[lock];
  entry.holder = t.id;
  entry.taken = site;
  entry.by_with = by_with;
}

void note_release(u32 thread, const gc::ParkingLock* lock) {
  gc::MutexGuard guard(g_ledger_mutex);
  LockEntry& entry = g_ledger[lock];
  if (entry.holder) (entry.holder == thread ? entry.was_mutex : entry.was_signal) = true;
  entry.holder = 0;
}

void note_ends_with(Thread& t, const gc::ParkingLock* lock) {
  gc::MutexGuard guard(g_ledger_mutex);
  g_ledger[lock].ends_with = t.id;
}

void note_gone(const gc::ParkingLock* lock) {
  gc::MutexGuard guard(g_ledger_mutex);
  g_ledger.erase(lock);
}

LockEntry ledger_entry(const gc::ParkingLock* lock) {
  gc::MutexGuard guard(g_ledger_mutex);
  auto found = g_ledger.find(lock);
  return found == g_ledger.end() ? LockEntry{} : found->second;
}

void for_each_held_lock(void (*f)(const gc::ParkingLock*, const LockEntry&, void*), void* argument) {
  gc::MutexGuard guard(g_ledger_mutex);
  for (const auto& [lock, entry] : g_ledger) {
    if (entry.holder) f(lock, entry, argument);
  }
}

void lock_ledger_after_fork_child() { g_ledger_mutex.reset_after_fork(); }

}  // namespace rt
