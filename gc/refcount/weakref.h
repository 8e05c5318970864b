// Weak references: a side table from object to its weak reference entries, sharded by address. Objects carry only the
// kWeakrefs flag.
#pragma once

#include "gc/refcount/refcount.h"

namespace gc {

// Embedded in the runtime's weak reference object. All fields are guarded by the shard's lock; `referent`, which tells
// the shard, is also read without it.
struct WeakEntry {
  Atomic<Object*> referent;  // null once cleared
  WeakEntry* next;      // entries of the same referent: those without callback, then those with one, the newest first
  WeakEntry* previous;  // null: the first one
  u64 held;             // the weak reference object this is embedded in (borrowed), and kCallback

  static constexpr u64 kCallback = 1;  // the holder has a callback to run when the referent dies
  Object* holder() const { return reinterpret_cast<Object*>(held & ~kCallback); }
  bool has_callback() const { return held & kCallback; }
  static u64 held_by(Object* holder, bool has_callback) {
    return reinterpret_cast<u64>(holder) | (has_callback ? kCallback : 0);
  }
};

// Registers entry for referent (a live object the caller holds). The entry must stay in place until weakref_remove. Its
// holder is complete (it may be published, as it can be reached through a published referent). Not if `instead` says
// true of an entry without callback that is there: it is called under the table's lock and may only count the holder.
enum class WeakAdded { kYes, kInstead, kNoMemory };
WeakAdded weakref_add(Thread& thread, Object* referent, WeakEntry* entry, bool (*instead)(WeakEntry*, void*) = nullptr,
                      void* argument = nullptr);
// Unregisters (the holder dies first). Does nothing when already cleared.
void weakref_remove(Thread& thread, WeakEntry* entry);
// A strong reference to the referent, or null if it is dead or dying.
Object* weakref_get(Thread& thread, WeakEntry* entry);
// The referent for a register, which need not count it; writes nothing. Null: it is dead, or has to be counted.
Object* weakref_borrow(const WeakEntry* entry);
// Calls f for the referent's live entries under the shard's lock: for weakref.getweakrefs and reuse of callback-less
// references. f returns true to stop. The holder may be dying: take it with try_incref.
void weakref_each(Thread& thread, Object* referent, bool (*f)(WeakEntry*, void*), void* argument);
u32 weakref_count(Object* referent);

// Holders whose callbacks are to be run, with a reference on each; the first one in comes out first. Linked through
// their entries, which belong to no table any more, so that it takes no memory.
class WeakHolders {
 public:
  void add(WeakEntry* entry) {
    entry->next = nullptr;
    *end_ = entry;
    end_ = &entry->next;
  }
  // The next one, with its reference. Null: there is none.
  WeakEntry* take() {
    WeakEntry* entry = first_;
    if (entry) first_ = entry->next;
    if (!first_) end_ = &first_;
    return entry;
  }
  WeakHolders() = default;
  WeakHolders(const WeakHolders&) = delete;
  WeakHolders& operator=(const WeakHolders&) = delete;

 private:
  WeakEntry* first_ = nullptr;
  WeakEntry** end_ = &first_;
};

// Clears all entries of a dying object. Adds the holders that have a callback and are alive. No Python code runs in
// here.
void weakref_clear(Thread& thread, Object* referent, WeakHolders& holders);
// Installed by the runtime: runs the holder's callback (consumes one reference). May run Python code.
extern void (*g_weakref_callback)(Thread& thread, Object* holder);

}  // namespace gc
