// Loading a heap slot into a register, and storing a register into one.
//
// Without a count are loaded: objects that are deferred, immortal or lent, for the reasons that interp/vm/uncounted.h
// lists. An object of mine is counted plainly, whatever slot it came from: an owner holds a count, so it is alive. The
// rest (another thread's object) takes the slow path.
#pragma once

#include "gc/refcount/object_lock.h"
#include "interp/vm/handler.h"
#include "runtime/types/containers/list.h"

namespace vm {

inline bool is_lent(Value v) { return v.is_pointer() && v.object()->has_flag(gc::kBorrowed); }

// Makes a value just read from a slot, which was not empty, fit for a register. False: it is another thread's;
// load_foreign loads the slot anew.
TINYPY_INLINE bool keep_loaded(const rt::Thread* t, Value& v) {
  if (v.is_immediate()) return true;
  auto* o = reinterpret_cast<Object*>(v.bits());  // what slots hold is counted
  if (needs_no_count(o)) {
    v = v.uncounted();
    return true;
  }
  return quick_count(t, o);
}

// The other way: a register's value as a counted reference for a slot; a temporary gives its count away. False: a slow
// path must count it (stored_value), since it is another thread's.
TINYPY_INLINE bool quick_stored(const rt::Thread* t, Value& reg, bool temp, Value* stored) {
  Value v = reg;
  *stored = v;
  if (v.is_immediate()) return true;
  if (!temp || v.is_uncounted()) {
    Object* o = v.object();
    if (gc::kRefcount == gc::Refcount::kAtomic) return false;
    if (!gc::kFreeThreaded || o->owner.load(gc::relaxed) == t->id) [[likely]]
      gc::add_unshared<u32>(o->local, 1);
    else if (!o->immortal()) return false;
    *stored = Value(o);
  }
  if (temp) reg = Value();
  return true;
}
inline Value stored_value(rt::Thread* t, Value& reg, bool temp) { return take(t, reg, temp).release(); }

// Stores of registers into published objects: what quick_stored() will count, which is published already; what has to
// be published before, which takes a call. Everything else goes the generic way.
TINYPY_INLINE bool is_mine(const rt::Thread* t, Value v) {
  return !gc::kFreeThreaded || (gc::kRefcount == gc::Refcount::kBiased && v.object()->owner.load(gc::relaxed) == t->id);
}
TINYPY_INLINE bool quick_for_published(const rt::Thread* t, Value v) {
  return v.is_immediate() || (is_mine(t, v) && v.object()->published()) || v.object()->immortal();
}
TINYPY_INLINE bool quick_stored_published(const rt::Thread* t, Value& reg, bool temp, Value* stored) {
  return quick_for_published(t, reg) && quick_stored(t, reg, temp, stored);
}
TINYPY_INLINE bool publish_for(rt::Thread* t, Value v) {
  if (v.is_immediate() || !is_mine(t, v) || v.object()->published()) return false;
  gc::publish_slow(*t, v.object());
  return true;
}
// Locks a published object for a store that makes no call. False: it has another shape, is private, or to lock it takes
// a call.
TINYPY_INLINE bool quick_lock(Object* o, u64 shape) {
  constexpr u32 kMask = ~gc::kFlagMask | gc::kPublished;
  u32 meta = o->meta.load(gc::relaxed);
  return (meta & kMask) == (static_cast<u32>(shape << gc::kFlagBits) | gc::kPublished) && gc::try_lock_object(o, meta);
}

// The reservation in which published objects are stored to without atomic operations, once the thread has stored to one
// again and again. Who comes in has had the lock ever since: what it has just read of the object, the shape included,
// is still so. kStore tells whether it has stored. False also if the object is not reserved.
template <auto kStore, class O, class... Rest>
TINYPY_INLINE bool store_reserved(rt::Thread* t, O* o, Rest&&... rest) {
  gc::ReservationWords& mine = gc::own_reservations().objects.words();
  if (!mine.enter_only(o)) [[unlikely]]
    return false;
  bool done = kStore(t, o, rest...);
  mine.leave();
  return done;
}

// One compare answers both: has the shape, and is private. A published object takes the lock in a generic path.
TINYPY_INLINE bool private_with_shape(const Object* o, u64 shape) {
  constexpr u32 kMask = ~gc::kFlagMask | gc::kPublished;
  return (o->meta.load(gc::relaxed) & kMask) == shape << gc::kFlagBits;
}
// How the object is not private and of that shape: 0, kPublished alone, or something else.
TINYPY_INLINE u32 unlike_private(const Object* o, u64 shape) {
  constexpr u32 kMask = ~gc::kFlagMask | gc::kPublished;
  return (o->meta.load(gc::relaxed) ^ static_cast<u32>(shape << gc::kFlagBits)) & kMask;
}

// The slot's value, counted, or uncounted if it is lent: every now and then an object that is met here becomes lent.
// Empty: the slot is, or its value is dying, so that either the slot or the storage it lies in has been replaced: look
// for it again. The slot's memory is valid until this thread's next safepoint; it is published, or nobody else writes
// it.
TINYPY_COLD Value load_foreign(Thread& t, const Slot& slot);
// The same where it is to be found without a call.
TINYPY_INLINE Value load_published(rt::Thread& t, const Slot& slot) {
  Value v = slot.get_shared();
  return v && keep_loaded(&t, v) ? v : load_foreign(t, slot);
}
// The same for a value that a register or a container that is held keeps alive.
TINYPY_COLD Value hold_foreign(Thread& t, Value v);
// What stands at an index below the length of a list, which other threads may be changing. Empty: it has to be looked
// for again.
TINYPY_INLINE Value item_of(const rt::List* list, u64 index) {
  const rt::ListItems* items = list->storage.load(gc::acquire);
  return !gc::kFreeThreaded || index < items->capacity ? items->items[index].get_shared() : Value();
}
// What a weak reference refers to, or None.
Value load_referent(Thread& t, Value ref);
// Item of a published list. Empty: none there, or the lock is needed to tell.
TINYPY_COLD Value load_item(Thread& t, const rt::List* list, u64 index);

// A second reference to what a register holds.
TINYPY_INLINE Value hold(rt::Thread* t, Value v) {
  if (!v.is_counted()) return v;
  if (gc::kRefcount == gc::Refcount::kBiased && v.object()->owner.load(gc::relaxed) != t->id) [[unlikely]]
    return hold_foreign(*t, v);
  gc::incref(*t, v.object());
  return v;
}

// As take(), for a place that is itself a register: what is lent stays uncounted.
inline Value take_register(rt::Thread* t, Value& reg, bool temp) {
  Value v = reg;
  if (!is_lent(v)) return take(t, reg, temp).release();
  if (!temp) return v.uncounted();
  reg = Value();
  return v;
}

// Counts the borrowed references in the window of a generator that this thread is about to suspend: an announcement of
// a quiescent state does not look into suspended generators.
void count_window(Thread& t, Generator* generator);

}  // namespace vm
