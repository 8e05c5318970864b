// Functions that the container types share: reprs, subscripts, arguments of constructors, and the reading of tables
// that other threads may be changing.
#pragma once

#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/text/builder.h"

namespace rt {

// __iter__ of iterators.
Ref self_iter(Thread& t, Value self);
// The function of this name in module builtins, for __reduce__. Empty: AttributeError, a script has deleted it.
Ref builtin_function(Thread& t, const char* function);

// Guards a repr against containers that contain themselves: if recursive(), the container is already being shown.
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
// A key could not be hashed: from the library of Python 3.14 on, a pending TypeError is replaced by one that says what
// it was to be ("dict key"). Always false.
bool explain_unhashable_py(Thread& t, Value key, const char* what);
bool append_repr_py(Thread& t, text::UcsBuilder& out, Value v);
// The builder's text as a str. Empty: MemoryError, the builder ran out of memory.
Ref finish_text(Thread& t, const text::UcsBuilder& out);

// Binds the arguments of a constructor with one optional positional argument: *argument (borrowed) is empty if it is
// missing. `strict`: keywords are an error. `counted`: the name in the error about too many arguments, if it differs.
bool optional_argument(Thread& t, const char* function, const CallArgs& args, bool strict, Value* argument,
                       const char* counted = nullptr);
// The index that a subscript's key stands for. False: TypeError "<type> indices must be integers or slices, not X" if
// the key is no int, IndexError if it does not fit.
bool subscript_index_py(Thread& t, const char* type, Value key, i64* index);
// The argument start or stop of index(): as the bound of a slice, but None is not allowed. If `v` is empty, *out is
// unchanged.
bool bound_argument_py(Thread& t, Value v, i64 length, i64* out);
// Start, stop and step of a slice of a sequence of any length (an int): out[0..3). False: an error is pending.
bool slice_bounds_py(Thread& t, Value slice, Value length, Ref* out);
inline bool is_slice(Value v) { return is_exact(v, TypeId::kSlice); }
// length * count as a length. False: MemoryError, the product is beyond any memory.
bool repeated_length(Thread& t, u64 length, i64 count, u64* out);
// Repeats the first `length` slots until `total` are filled, and counts the stored values. `length` is at least 1 and
// divides `total`; the slots are private.
void repeat_items(Thread& t, Slot* slots, u64 length, u64 total);

// The write barrier: publishes `v` if the container is published. `v` may be a borrowed argument without the count.
inline void before_store(Thread& t, Object* container, Value v) {
  if (v.is_pointer()) gc::before_store(t, container, v.object());
}
// True if other threads may be writing to the object: its storage must be read by the lock-free protocol.
inline bool is_shared(const Object* object) { return gc::kFreeThreaded && object->published(); }

// ---- lock-free copies of tables (dict, set)
//
// A table has a counter `changes`, which a writer increments as the last store of each change, under the container's
// lock. A reader loads `changes`, copies the table without the lock, and then tests three conditions (is_unchanged):
// the table is still the container's, `changes` is the same, and no thread holds the lock. If they hold, the copy shows
// one state of the container: a writer whose stores the copy contains had the lock, has given it back, and had
// incremented the counter before that.

// Called as the last store of a change. The lock is held.
template <class Table>
void count_change_locked(Table* table) {
  table->changes.store(table->changes.load(gc::relaxed) + 1,
                       gc::release);  // pairs with the load before the copy, which then contains the whole change
}
template <class Container, class Table>
bool is_unchanged(const Container* container, const Table* table, u32 changes) {
  bool locked = container->meta.load(gc::acquire) & gc::kLocked;  // pairs with unlock_object
  return !locked && container->table.load(gc::relaxed) == table && table->changes.load(gc::relaxed) == changes;
}
// The value in a slot of a published container, counted. Empty: the slot is empty, or its value is being destroyed. The
// slot may be in a table that the container has replaced.
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
