// Loading the value of a heap slot into a register, and storing a register's value into a slot.
//
// Three cases of a load:
//  - The object is deferred, immortal or lent: the register holds it without a count (uncounted.h says why it lives).
//  - This thread owns the object: its local count is incremented without an atomic instruction. The object is alive
//    even if another thread empties the slot at the same time, since only the owner can free it.
//  - Another thread owns the object: a slow path (load_foreign) counts it, or fails because it is dying.
// "Quick" functions make no call and return false if they would have to; then nothing has changed.
#pragma once

#include "gc/refcount/object_lock.h"
#include "interp/vm/handler.h"
#include "runtime/types/containers/list.h"

namespace vm {

inline bool is_lent(Value v) { return v.is_pointer() && v.object()->has_flag(gc::kBorrowed); }

// Makes a value that has just been read from a slot fit for a register: counts it, or marks it as uncounted. The value
// must not be empty. False: another thread owns the object; load_foreign must load the slot anew.
TINYPY_INLINE bool keep_loaded(const rt::Thread* t, Value& v) {
  ASSERT(bool(v) && !v.is_uncounted());
  if (v.is_immediate()) return true;
  auto* o = reinterpret_cast<Object*>(v.bits());  // a slot never holds an uncounted reference, so there is no bit 3
  if (needs_no_count(o)) {
    v = borrow(v);
    return true;
  }
  return quick_count(t, o);
}

// The other direction: *stored becomes the register's value as a counted reference for a slot. A temporary gives its
// count away and is empty afterwards. False: another thread owns the object, so stored_value must count it.
TINYPY_INLINE bool quick_stored(const rt::Thread* t, Value& reg, bool temp, Value* stored) {
  Value v = reg;
  *stored = v;
  if (v.is_immediate()) return true;
  if (!temp || v.is_uncounted()) {
    Object* o = v.object();
    if (gc::kRefcount == gc::Refcount::kAtomic) return false;
    if (!gc::kFreeThreaded || o->owner.load(gc::relaxed) == t->id) [[likely]]
      gc::count_by_owner(o);
    else if (!o->immortal()) return false;
    else gc::observe(gc::ObjectEvent::incref_immortal, o);
    *stored = Value(o);
  }
  if (temp) reg = Value();
  return true;
}
inline Value stored_value(rt::Thread* t, Value& reg, bool temp) { return take(t, reg, temp).release(); }

// ---- storing a register into a published object
//
// The write barrier: a value must be published before it is stored in a published object. quick_for_published is true
// if the value is published or needs no publication. publish_for publishes a private value of this thread, which takes
// a call; true: it has done so, and the store can be tried again. In all other cases the value belongs to another
// thread: it is counted by a call before the lock is taken, or the generic store of the runtime is used.
TINYPY_INLINE bool is_mine(const rt::Thread* t, Value v) {
  return !gc::kFreeThreaded || (gc::kRefcount == gc::Refcount::kBiased && v.object()->owner.load(gc::relaxed) == t->id);
}
TINYPY_INLINE bool quick_for_published(Value v) {
  return v.is_immediate() || v.object()->published() || v.object()->immortal();
}
TINYPY_INLINE bool quick_stored_published(const rt::Thread* t, Value& reg, bool temp, Value* stored) {
  return quick_for_published(reg) && quick_stored(t, reg, temp, stored);
}
TINYPY_INLINE bool publish_for(rt::Thread* t, Value v) {
  if (v.is_immediate() || !is_mine(t, v) || v.object()->published()) return false;
  gc::publish_slow(*t, v.object());
  return true;
}
// Locks a published object for a store that makes no call. False: the object has another shape, or is private, or its
// lock is contended.
TINYPY_INLINE bool quick_lock(Object* o, u64 shape) {
  constexpr u32 kMask = ~gc::kFlagMask | gc::kPublished;
  u32 meta = o->meta.load(gc::relaxed);
  return (meta & kMask) == (static_cast<u32>(shape << gc::kFlagBits) | gc::kPublished) && gc::try_lock_object(o, meta);
}

// The address of the slot that a cache word describes, whose offset carries kSlotTag.
TINYPY_INLINE u64 tagged_slot_address(const Object* object, u64 cache) {
  return reinterpret_cast<u64>(object) + static_cast<u32>(cache) - kSlotTag;
}

// Stores into a published object that this thread has reserved. A thread reserves an object that it has stored to again
// and again; while it holds the reservation, it may store without taking the lock and without atomic operations
// (gc/refcount/object_lock.h). The reservation works like a lock held since then: whatever this thread has read from
// the object before this call, its shape for example, is still valid. kStore does the store and returns whether it
// could. False: the object is not reserved, or kStore returned false.
template <auto kStore, class O, class... Rest>
TINYPY_INLINE bool store_reserved(rt::Thread* t, O* o, Rest&&... rest) {
  gc::ReservationWords& mine = gc::own_reservations().objects.words();
  if (!mine.enter_only(o)) [[unlikely]]
    return false;
  gc::observe(gc::ObjectEvent::lock_reserved, o);
  bool done = kStore(t, o, rest...);
  mine.leave();
  return done;
}

// The differences to a private object of that shape, in one comparison, since shape id and kPublished lie in the same
// word. 0: none. kPublished: the shape is right, the object is published. Any other value: it has another shape.
TINYPY_INLINE u32 unlike_private(const Object* o, u64 shape) {
  constexpr u32 kMask = ~gc::kFlagMask | gc::kPublished;
  return (o->meta.load(gc::relaxed) ^ static_cast<u32>(shape << gc::kFlagBits)) & kMask;
}

// The slot's value, fit for a register and owned by the caller: counted, or uncounted if the object is lent. One in a
// few objects that are loaded here becomes lent, so that objects that are read often need no counting (borrow.cpp).
// Empty: the slot is empty, or its object is dying. A dying object means that another thread has replaced the slot's
// value or the storage around the slot meanwhile: the caller must look the slot up again. The slot must lie in a
// published object, or no other thread writes it; its memory stays valid until this thread's next safepoint.
TINYPY_COLD Value load_foreign(Thread& t, const Slot& slot);
// The same with a fast path for objects that take no call.
TINYPY_INLINE Value load_published(rt::Thread& t, const Slot& slot) {
  Value v = slot.get_shared();
  return v && keep_loaded(&t, v) ? v : load_foreign(t, slot);
}
// The same for a value that a register, or a slot of an object that the caller holds, keeps alive. Never empty.
TINYPY_COLD Value hold_foreign(Thread& t, Value v);
// The item at an index of a list that other threads may be changing; not counted yet (keep_loaded does that). The
// caller has compared the index with the list's length, but the storage may have been replaced by a shorter one since.
// Empty: that has happened; the caller takes its slow path.
TINYPY_INLINE Value item_of(const rt::List* list, u64 index) {
  const rt::ListItems* items = list->storage.load(gc::acquire);
  return !gc::kFreeThreaded || index < items->capacity ? items->items[index].get_shared() : Value();
}
// The referent of a weak reference, or None; fit for a register and owned by the caller.
Value load_referent(Thread& t, Value ref);
// The item of a published list, as load_foreign gives it. Empty: there is no such item, or only the list's lock can
// tell; the caller takes the generic path.
TINYPY_COLD Value load_item(Thread& t, const rt::List* list, u64 index);

// A second reference to a register's value, owned by the caller; uncounted if the register's is uncounted.
TINYPY_INLINE Value hold(rt::Thread* t, Value v) {
  if (!v.is_counted()) {
    observe_borrowed(v);
    return v;
  }
  if (gc::kRefcount == gc::Refcount::kBiased && v.object()->owner.load(gc::relaxed) != t->id) [[unlikely]]
    return hold_foreign(*t, v);
  gc::incref(*t, v.object());
  return v;
}

// As take(), for a result that goes into a register again: a reference to a lent object stays uncounted.
inline Value take_register(rt::Thread* t, Value& reg, bool temp) {
  Value v = reg;
  if (!is_lent(v)) return take(t, reg, temp).release();
  if (!temp) return borrow(v);
  reg = Value();
  return v;
}

// Counts the borrowed references in the window of a generator that this thread is about to suspend. They must be
// counted now, since an announcement of a quiescent state does not look into suspended generators.
void count_window(Thread& t, Generator* generator);

}  // namespace vm
