// Weak references: a side table, sharded by address, from an object to the entries of the weak references to it. The
// object itself has only the flag kWeakrefs.
//
//   table   referent --> entry --> entry --> ...
//   entry   referent, holder                         one is embedded in each weak reference object, its holder
//
// A weak reference is alive while entry.referent is not null. It becomes null when the referent begins to die, or when
// the collector finds it to be garbage.
#pragma once

#include "gc/refcount/refcount.h"

namespace gc {

// An entry, embedded in the runtime's weak reference object. All fields are guarded by the lock of the referent's
// shard; `referent`, which determines the shard, is also read without the lock.
struct WeakEntry {
  Atomic<Object*> referent;  // null once cleared
  WeakEntry* next;      // entry of the same referent: first those without callback, then those with one, newest first
  WeakEntry* previous;  // null: this is the first one
  u64 held;             // the holder, the weak reference object that embeds this entry (borrowed); and kCallback

  static constexpr u64 kCallback = 1;  // the holder has a callback to run when the referent dies
  Object* holder() const { return reinterpret_cast<Object*>(held & ~kCallback); }
  bool has_callback() const { return held & kCallback; }
  static u64 held_by(Object* holder, bool has_callback) {
    return reinterpret_cast<u64>(holder) | (has_callback ? kCallback : 0);
  }
};

// A counted reference to a holder of the shape whose entry for the referent has no callback. Null: there is none. Any
// attached thread.
Object* weakref_find(Thread& thread, Object* referent, u32 shape);
// Registers the entry for a living referent, to which the caller holds a reference. The entry must not move until
// weakref_remove(). Its holder must be complete, because it is published if the referent is published and a second
// thread has been started. If `shape` is not 0, and weakref_find() would find a holder of this shape, *found is that
// holder, counted, and nothing is registered (kInstead). Any attached thread; no Python code, no safepoint.
enum class WeakAdded { kYes, kInstead, kNoMemory };
WeakAdded weakref_add(Thread& thread, Object* referent, WeakEntry* entry, u32 shape = 0, Object** found = nullptr);
// Unregisters the entry, because its holder dies before the referent. Does nothing if the entry has been cleared. Any
// attached thread.
void weakref_remove(Thread& thread, WeakEntry* entry);
// Publishes the holders of weak references to published objects. Native classes are published from the beginning. If
// such a holder were published at once, its callback would publish nearly all that a program has.
// Called by the first start of a thread, before the second thread runs.
void weakref_publish_holders(Thread& thread);
// A new counted reference to the referent. Null: the referent is dead or dying. Any attached thread.
Object* weakref_get(Thread& thread, WeakEntry* entry);
// The referent, borrowed, for a register that need not count it; writes no memory. Null: the referent is dead, or must
// be counted: try weakref_get(). Any attached thread.
Object* weakref_borrow(const WeakEntry* entry);
// Calls f for the referent's entries until f returns true, under the shard's lock. The holder of an entry may be dying,
// so f takes it with try_incref_weak(). For weakref.getweakrefs().
void weakref_each(Thread& thread, Object* referent, bool (*f)(WeakEntry*, void*), void* argument);
// The number of the referent's entries.
u32 weakref_count(Object* referent);

// A queue (first in, first out) of holders whose callbacks are to be run, with a counted reference on each. They are
// linked through their entries, which are in no table any more, so that the queue needs no memory.
class WeakHolders {
 public:
  void add(WeakEntry* entry) {
    entry->next = nullptr;
    *end_ = entry;
    end_ = &entry->next;
  }
  // Removes the first holder's entry; its reference passes to the caller. Null: the queue is empty.
  WeakEntry* take() {
    WeakEntry* entry = first_;
    if (entry) first_ = entry->next;
    if (!first_) end_ = &first_;
    return entry;
  }
  // Calls f(Object*) for each holder.
  template <class F>
  void for_each(F f) const {
    for (WeakEntry* entry = first_; entry; entry = entry->next) f(entry->holder());
  }
  WeakHolders() = default;
  WeakHolders(const WeakHolders&) = delete;
  WeakHolders& operator=(const WeakHolders&) = delete;

 private:
  WeakEntry* first_ = nullptr;
  WeakEntry** end_ = &first_;
};

// Clears all entries of a dying object. Adds the living holders that have a callback to `holders`. No Python code.
void weakref_clear(Thread& thread, Object* referent, WeakHolders& holders);
// The same for the entries with a callback only.
void weakref_clear_callbacks(Thread& thread, Object* referent, WeakHolders& holders);

}  // namespace gc
