// Borrowed references: registers that hold other threads' objects without counting them. The protocol is described in
// gc/refcount/lending.h.
//
// Any register may hold a lent object uncounted until the thread announces a quiescent state. The announcement counts
// all borrowed references in registers (count_borrowed). It does not see C++ variables. So a handler that has loaded a
// borrowed value, or has taken one out of a register, must write it to a register, or count it (take), before anything
// that may reach a safepoint.
//
// An announcement walks from the innermost frame outwards. It stops at the first frame below which all frames were
// counted by an earlier announcement, since those have not run meanwhile. This is noted in the return pc of the frame
// above them (kCountedBelow), which lives exactly until the frames below run again.
#include "gc/refcount/lending.h"
#include "interp/vm/cache/loaded.h"
#include "interp/vm/frame/shadow.h"
#include "interp/vm/frame/uncounted.h"
#include "runtime/types/classes/weakref.h"

namespace vm {

namespace {

void count(Thread& t, Value& reg) {
  if (!reg.is_uncounted() || !reg.object()->has_flag(gc::kBorrowed) || reg.object()->has_flag(gc::kDeferred)) return;
  Value v = reg.stripped();
  gc::incref(t, v.object());
  reg = v;
}

bool is_counted_below(const Value* r) { return r[kReturnPc].bits() & kCountedBelow; }

}  // namespace

Value load_foreign(Thread& t, const Slot& slot) {
  Value v = slot.get_shared();
  if (!v.is_pointer()) return v;
  Object* o = v.object();
  if (needs_no_count(o)) return borrow(v);
  return gc::try_incref_found(t, o) ? v : Value();
}

[[gnu::noinline]] static Value count_foreign(Thread& t, Value v) {
  gc::incref(t, v.object());
  return v;
}

Value hold_foreign(Thread& t, Value v) {
  return needs_no_count(v.object()) ? borrow(v) : count_foreign(t, v.stripped());
}

Value load_referent(Thread& t, Value ref) {
  if (Object* o = gc::weakref_borrow(&ref.as<rt::WeakRef>()->entry)) return borrow(Value(o));
  Value v = rt::weakref_referent(t, ref).release();
  if (gc::kRefcount == gc::Refcount::kBiased && v.is_pointer() && v.object()->owner.load(gc::relaxed) != t.id)
    gc::consider_lending(t, v.object());
  return v;
}

Value load_item(Thread& t, const rt::List* list, u64 index) {
  if (index >= list->length.load(gc::acquire)) return Value();
  const rt::ListItems* items = list->storage.load(gc::acquire);
  if (!items || index >= items->capacity) return Value();
  return load_foreign(t, items->items[index]);
}

void count_window(Thread& t, Generator* g) {
  ASSERT(g->state.load(gc::relaxed) == GeneratorState::kRunning);
  for_each_register_of_generator(g, [&](Value& reg) { count(t, reg); });
}

void count_borrowed(gc::Thread& thread) {
  auto& t = static_cast<Thread&>(thread);
  ASSERT(t.attached());
  if constexpr (gc::kShadow) check_reasons(t);
  const Value* inner = nullptr;
  for (Value* r = t.frame; r; inner = r, r = caller_of(r)) {
    for_each_register_of_frame(r, inner, [&](Value& reg) { count(t, reg); });
    if (is_counted_below(r)) return;
    r[kReturnPc] = Value(r[kReturnPc].bits() | kCountedBelow);
  }
}

}  // namespace vm
