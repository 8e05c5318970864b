// collections.deque: a ring buffer. Item i is at (head + i) & mask, so a deque that grows to the left wraps around.
// Once the deque is shared, all fields but the length are read and written under the object lock, so the ring can be
// replaced and freed at any time.
//
// Functions that give a bool leave an error pending if it is false. Those without _py call no Python code, but the
// finalizer of an item that they release may be Python code.
#pragma once

#include "runtime/library/parts/module_parts.h"

namespace rt::collections {

struct Deque : Object {
  Slot* ring;    // null while capacity is 0
  u64 capacity;  // power of two, or 0
  u64 head;      // ring index of the first item
  gc::Atomic<u64> items;
  u64 version;                 // incremented by every change that iterators must notice
  gc::Atomic<i64> max_length;  // -1: no limit. Changes under the object's lock

  // Without the lock the result is the length at some moment.
  u64 length() const { return items.load(gc::acquire); }
  void set_length(u64 n) { items.store(n, gc::release); }
  // The lock is held, or the deque is private, or is being traced; i < capacity. The place of item `length` is the next
  // one to be filled.
  Slot& at(u64 i) const {
    ASSERT(i < capacity);
    return ring[(head + i) & (capacity - 1)];
  }
};
extern Type* g_deque;
inline Deque* as_deque(Value v) { return v.as<Deque>(); }
inline bool is_deque(Value v) { return type_of(v) == g_deque || is_subtype(type_of(v), g_deque); }

// Append an item at an end. If the deque is full, the item at the other end is released. False: no memory.
bool deque_append(Thread& t, Deque* deque, Ref item);
bool deque_appendleft(Thread& t, Deque* deque, Ref item);
// Inserts before item `index`, counted as in list.insert(). IndexError if the deque is full.
bool deque_insert(Thread& t, Deque* deque, i64 index, Ref item);
// Take the item at an end. Empty, without error: the deque is empty.
Ref deque_take_last(Thread& t, Deque* deque);
Ref deque_take_first(Thread& t, Deque* deque);
// Item `index`. Empty, without error: out of range. *version: the deque's version at that moment.
Ref deque_item(Thread& t, Deque* deque, u64 index, u64* version);
void deque_rotate(Deque* deque, i64 steps);
void deque_clear(Thread& t, Deque* deque);
bool deque_extend_py(Thread& t, Deque* deque, Value iterable);
// A new list of the items at one moment. Empty: MemoryError.
Ref deque_to_list(Thread& t, Deque* deque);
Ref deque_copy_py(Thread& t, Value self);
Ref max_length_or_none(Thread& t, Value self);

// The rest of the type (collections_deque_methods.cpp) and its iterators.
extern const MethodDef kDequeMethods[];
extern const Slots kDequeSlots;
bool add_deque_iterators(Thread& t, Value module);
Ref deque_iter(Thread& t, Value self);
Ref deque_reversed(Thread& t, Value self);

}  // namespace rt::collections
