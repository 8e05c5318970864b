// What the container types share: reprs, subscripts, arguments of constructors.
#pragma once

#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/text/builder.h"

namespace rt {

// __iter__ of iterators.
Ref self_iter(Thread& t, Value self);
// The built-in function of this name, for __reduce__. AttributeError if it is gone.
Ref builtin_function(Thread& t, const char* function);

// Guards a repr against containers that contain themselves.
class ReprScope {
 public:
  ReprScope(Thread& t, Value object) : t_(t), object_(object), recursive_(repr_enter(t, object)) {}
  ~ReprScope() {
    if (!recursive_) repr_leave(t_, object_);
  }
  ReprScope(const ReprScope&) = delete;
  ReprScope& operator=(const ReprScope&) = delete;
  bool recursive() const { return recursive_; }

 private:
  Thread& t_;
  Value object_;
  bool recursive_;
};
bool append_repr_py(Thread& t, text::UcsBuilder& out, Value v);
// The builder's text as a str; MemoryError if it ran out of memory.
Ref finish_text(Thread& t, const text::UcsBuilder& out);

// Constructors with one optional positional argument: *argument is empty if it is missing. `strict`: keywords are an
// error. `counted`: the name in the error of too many arguments, if it is another one.
bool optional_argument(Thread& t, const char* function, const CallArgs& args, bool strict, Value* argument,
                       const char* counted = nullptr);
// An index given as key of `type`: TypeError "<type> indices must be integers or slices, not X" if it is none;
// IndexError if it does not fit.
bool subscript_index_py(Thread& t, const char* type, Value key, i64* index);
// start or stop of index(): like the bounds of a slice, but None is not allowed. An empty `v` leaves *out alone.
bool bound_argument_py(Thread& t, Value v, i64 length, i64* out);
// Start, stop and step of a slice of a sequence of any length (an int): out[0..3). False: an error is pending.
bool slice_bounds_py(Thread& t, Value slice, Value length, Ref* out);
inline bool is_slice(Value v) { return is_exact(v, TypeId::kSlice); }
// length * count as a length; MemoryError if no memory could hold so much.
bool repeated_length(Thread& t, u64 length, i64 count, u64* out);
// Repeats the first `length` slots, at least one, up to `total`, a multiple of that, and counts what it stores. The
// slots are private.
void repeat_items(Thread& t, Slot* slots, u64 length, u64 total);

// The write barrier; `v` may be an argument, which is lent and not counted.
inline void before_store(Thread& t, Object* container, Value v) {
  if (v.is_pointer()) gc::before_store(t, container, v.object());
}
// Lock-free reading is needed: other threads may be writing.
inline bool is_shared(const Object* object) { return gc::kFreeThreaded && object->published(); }

// Copies of published containers whose storage is a table with a count of its `changes`, under the lock of the
// container (dict, set). Who has read a table without the lock looks whether it is still the container's, has counted
// no change since, and nobody holds the lock. Then what was read is of one moment: whoever stored any of it had the
// lock, must have given it back by now, and had counted the change before that.
//
// The last store of a change.
template <class Table>
void count_change_locked(Table* table) {
  table->changes.store(table->changes.load(gc::relaxed) + 1,
                       gc::release);  // pairs with the load before the copying: the change is seen as a whole
}
template <class Container, class Table>
bool is_unchanged(const Container* container, const Table* table, u32 changes) {
  bool locked = container->meta.load(gc::acquire) & gc::kLocked;  // pairs with unlock_object
  return !locked && container->table.load(gc::relaxed) == table && table->changes.load(gc::relaxed) == changes;
}
// What lies in a slot of a published container, counted. Empty: nothing, or what was there is being destroyed. The
// table may be an old one.
inline Ref load_found(Thread& t, const Slot& slot) {
  for (int turn = 0; turn < 2; ++turn) {
    Value v = slot.get_shared();
    if (!v.is_counted() || gc::try_incref_found(t, v.object())) return Ref::steal(v);
  }
  return Ref();
}
// Counts a value found in the slot of a published container, if it is counted at all. False: the object is being
// destroyed.
inline bool try_share_found(Thread& t, Value v) { return !v.is_counted() || gc::try_incref_found(t, v.object()); }

inline constexpr u64 kMaxLength = u64{1} << 48;
inline constexpr const char* kClassGetitemDoc = "See PEP 585";

}  // namespace rt
