// The world of the scenarios: objects that know how often they were destroyed, and memory that reports late accesses
// and double frees.
#pragma once

#include "gc/heap/local_heap.h"
#include "gc/refcount/lending.h"
#include "gc/refcount/publish.h"
#include "gc/refcount/transfer.h"
#include "gc/refcount/weakref.h"
#include "gc/threads/attach.h"
#include "tests/model/scheduler.h"

namespace gc::model {

struct Item : Object {
  Witness<Object*> child, other;    // counted
  Witness<int> destroyed;           // how often
  Witness<bool> finalized;          // its finalizer, if it has one, has run
  Atomic<Object*>* back = nullptr;  // where its finalizer stores it
  WeakEntry* entry = nullptr;       // the item is a weak reference
  Item() = default;
};

// Threads 0, 1, ... of the scenario, registered and attached by begin_world().
Thread& thread(int i);
void begin_world(int threads);
// Drains, ends all threads that have not ended, and checks that every item has been destroyed exactly once.
void end_world();
// Ends the thread inside the scenario; end_world() then leaves it alone. Not the only one.
void end_in_scenario(int i);
// Registers one more thread inside the scenario: the next number.
void begin_in_scenario();
// What a fork's child finds: thread i goes on, all others are gone with whatever they were doing.
void vanish_others(int i);

// The running thread of the scenario gets no side storage as long as one of these exists.
class OutOfMemory {
 public:
  OutOfMemory();
  ~OutOfMemory();
};
// Only one thread at a time: two in there at once are a violation.
void occupy();
extern Witness<int> g_inside;  // how many are

// In blocks of their own, as large objects are: a touch after the end is a violation.
Item* make_item(Thread& thread);
Item* make_published(Thread& thread);
Item* make_finalizable(Thread& thread);  // private
// In an object page.
Item* make_paged(Thread& thread);
Item* make_paged_finalizable(Thread& thread);

// ---- registers that borrow: one for each thread, counted when the thread announces quiescence.

// Loads an item from a slot into the thread's register, borrowing it if it is lent, else counting and lending it. Null:
// the slot was empty.
Item* load_register(Thread& thread, Atomic<Object*>& slot);
// The same from a weak reference. Null: the item is dead.
Item* load_register_weakly(Thread& thread, WeakEntry& entry);
// The item in the register, which must be alive; null: it is empty.
Item* use_register(Thread& thread);
void clear_register(Thread& thread);
// A second counted reference to what is in the register. Null: it is empty.
Item* share_register(Thread& thread);

}  // namespace gc::model
