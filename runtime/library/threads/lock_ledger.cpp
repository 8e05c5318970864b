// One table. Its lock guards which entries there are; a thread that takes the same locks again and again remembers
// their entries and does without.
#include "runtime/library/threads/lock_ledger.h"

#include <unordered_map>

#include "gc/sync/short_lock.h"
#include "runtime/library/threads/lock_order.h"
#include "runtime/library/threads/makers.h"
#include "runtime/object/interpreter.h"

namespace rt {

bool g_keeps_lock_ledger = false;

namespace {

// The words of a LockEntry. They are written by the holder of the lock, so by one thread at a time, or by whoever
// releases it in the holder's place; any thread reads. Who sees the holder sees where it took the lock: release in
// note_taken(), acquire in copy_of().
struct Entry {
  gc::Atomic<u32> holder{0}, ends_with{0};
  gc::Atomic<const gc::Site*> taken{nullptr};
  gc::Atomic<bool> by_with{false}, was_mutex{false}, was_signal{false};
  gc::Atomic<LockNode*> node{nullptr};  // what is known of its order (lock_order.h); null: nothing is
};

gc::ShortLock g_ledger_lock;
std::unordered_map<const gc::ParkingLock*, Entry> g_ledger;  // under the lock
// How many entries have been removed; written under the lock.
gc::Atomic<u32> g_removed{0};

// The entries that the calling thread has looked up last. The caller's lock is alive. Its remembered entry could only
// be another's if an earlier lock at this address had been freed since; that came before the making of this one, so the
// thread would see another number.
struct Known {
  const gc::ParkingLock* lock = nullptr;
  Entry* entry = nullptr;
  u32 removed = 0;
};
constexpr u32 kKnown = 16;
constinit thread_local Known t_known[kKnown];

Entry& look_up_entry(const gc::ParkingLock* lock, Known& known) {
  gc::ShortGuard guard(g_ledger_lock);
  auto [at, is_new] = g_ledger.try_emplace(lock);
  if (is_new) at->second.was_signal.store(made_as_signal(lock), gc::relaxed);
  known = {lock, &at->second, g_removed.load(gc::relaxed)};
  return at->second;
}

Entry& entry_of(const gc::ParkingLock* lock) {
  Known& known = t_known[reinterpret_cast<u64>(lock) / 16 % kKnown];
  if (known.lock == lock && known.removed == g_removed.load(gc::relaxed)) [[likely]]
    return *known.entry;
  return look_up_entry(lock, known);
}

LockEntry copy_of(const Entry& entry) {
  return {.holder = entry.holder.load(gc::acquire),
          .taken = entry.taken.load(gc::relaxed),
          .by_with = entry.by_with.load(gc::relaxed),
          .was_mutex = entry.was_mutex.load(gc::relaxed),
          .was_signal = entry.was_signal.load(gc::relaxed),
          .ends_with = entry.ends_with.load(gc::relaxed)};
}

// ---- the order of locks

// A lock that is no mutex takes part in no order.
void exclude(Entry& entry) {
  if (LockNode* node = entry.node.load(gc::acquire)) order_excludes(node);
}

// The calling thread has taken the lock, whose entry does not say so yet. True: that closes circles.
bool begin_order(const Thread& t, const gc::ParkingLock* lock, Entry& entry, const gc::Site* site, bool waits) {
  u32 ends_with = entry.ends_with.load(gc::relaxed);
  if (ends_with) order_joined(t.id, ends_with);
  if (ends_with || entry.was_signal.load(gc::relaxed)) return false;
  if (entry.holder.load(gc::relaxed)) exclude(entry);  // somebody has released it and was not seen
  LockNode* node = entry.node.load(gc::relaxed);
  if (!node) entry.node.store(node = make_lock_node(lock), gc::release);  // pairs with exclude()
  return order_taken(t.id, node, site, waits);
}

}  // namespace

// ---- what threads do

void note_taken(Thread& t, const gc::ParkingLock* lock, Taking how) {
  const gc::Site* site = gc::site_of(t);
  Entry& entry = entry_of(lock);
  bool found = g_finds_lock_orders && begin_order(t, lock, entry, site, how != Taking::kTries);
  entry.taken.store(site, gc::relaxed);
  entry.by_with.store(how == Taking::kWith, gc::relaxed);
  entry.holder.store(t.id, gc::release);
  if (found) g_interpreter.lock_orders_found(t);
}

void note_release(u32 thread, const gc::ParkingLock* lock) {
  Entry& entry = entry_of(lock);
  u32 holder = entry.holder.load(gc::relaxed);
  if (holder && holder == thread) {
    if (LockNode* node = entry.node.load(gc::relaxed)) order_released(holder, node);
    entry.was_mutex.store(true, gc::relaxed);
  } else if (holder) {
    exclude(entry);
    entry.was_signal.store(true, gc::relaxed);
  }
  entry.holder.store(0, gc::release);
}

void note_ends_with(Thread& t, const gc::ParkingLock* lock) { entry_of(lock).ends_with.store(t.id, gc::relaxed); }

void note_gone(const gc::ParkingLock* lock) {
  gc::ShortGuard guard(g_ledger_lock);
  auto found = g_ledger.find(lock);
  if (found == g_ledger.end()) return;
  const Entry& entry = found->second;
  if (LockNode* node = entry.node.load(gc::relaxed)) order_forgets(node);
  g_ledger.erase(found);
  g_removed.store(g_removed.load(gc::relaxed) + 1, gc::relaxed);
}

// ---- asking

LockEntry ledger_entry(const gc::ParkingLock* lock) {
  gc::ShortGuard guard(g_ledger_lock);
  auto found = g_ledger.find(lock);
  return found == g_ledger.end() ? LockEntry{} : copy_of(found->second);
}

void for_each_held_lock(void (*f)(const gc::ParkingLock*, const LockEntry&, void*), void* argument) {
  gc::ShortGuard guard(g_ledger_lock);
  for (const auto& [lock, entry] : g_ledger) {
    LockEntry copy = copy_of(entry);
    if (copy.holder) f(lock, copy, argument);
  }
}

void lock_ledger_before_fork() {
  g_ledger_lock.lock();
  lock_order_before_fork();
  makers_before_fork();
}
void lock_ledger_after_fork_parent() {
  makers_after_fork_parent();
  lock_order_after_fork_parent();
  g_ledger_lock.unlock();
}
void lock_ledger_after_fork_child() {
  g_ledger_lock.reset_after_fork();
  lock_order_after_fork_child();
  makers_after_fork_child();
}

}  // namespace rt
