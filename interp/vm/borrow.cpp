// Borrowed references: registers that hold another thread's objects without counting them. See gc/refcount/refcount.h
// for the protocol.
//
// Any register may hold a lent object uncounted, wherever it got it from, until the thread announces quiescence. Values
// in C++ variables are not seen by an announcement: a handler that has taken a borrowed value out of its register, or
// has loaded one, writes it to another register before anything that may reach a safepoint, or counts it (take).
//
// An announcement goes through the frames from the innermost outwards, down to the first one below which all have been
// counted before: the frames below have not run since then. This is noted in the return pc of the frame above them,
// which lives exactly as long.
#include "gc/base/stress.h"
#include "interp/vm/loaded.h"
#include "interp/vm/shadow.h"
#include "interp/vm/uncounted.h"
#include "runtime/types/classes/weakref.h"

namespace vm {

namespace {

// One foreign read in so many lends the object: what is read often is lent soon, and what is read once, as when objects
// pass from a producer to a consumer, dies without a grace period.
constexpr u32 kLendEvery = gc::kStress ? 1 : 4;

void consider_lending(Thread& t, Object* o) {
  if (++t.foreign_reads % kLendEvery == 0 && o->published()) gc::lend(o);
}

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
  if (needs_no_count(o)) return v.uncounted();
  if (!gc::try_incref_in_slot(t, o)) return Value();
  consider_lending(t, o);
  return v;
}

[[gnu::noinline]] static Value count_foreign(Thread& t, Value v) {
  gc::incref(t, v.object());
  consider_lending(t, v.object());
  return v;
}

Value hold_foreign(Thread& t, Value v) {
  return needs_no_count(v.object()) ? v.uncounted() : count_foreign(t, v.stripped());
}

Value load_referent(Thread& t, Value ref) {
  if (Object* o = gc::weakref_borrow(&ref.as<rt::WeakRef>()->entry)) return Value(o).uncounted();
  Value v = rt::weakref_referent(t, ref).release();
  if (gc::kRefcount == gc::Refcount::kBiased && v.is_pointer() && v.object()->owner.load(gc::relaxed) != t.id)
    consider_lending(t, v.object());
  return v;
}

Value load_item(Thread& t, const rt::List* list, u64 index) {
  if (index >= list->length.load(gc::acquire)) return Value();
  const rt::ListItems* items = list->storage.load(gc::acquire);
  if (!items || index >= items->capacity) return Value();
  return load_foreign(t, items->items[index]);
}

void count_window(Thread& t, Generator* g) {
  for_each_register_of_generator(g, [&](Value& reg) { count(t, reg); });
}

void count_borrowed(gc::Thread& thread) {
  auto& t = static_cast<Thread&>(thread);
  if constexpr (gc::kShadow) check_reasons(t);
  const Value* inner = nullptr;
  for (Value* r = t.frame; r; inner = r, r = caller_of(r)) {
    for_each_register_of_frame(r, inner, [&](Value& reg) { count(t, reg); });
    if (is_counted_below(r)) return;
    r[kReturnPc] = Value(r[kReturnPc].bits() | kCountedBelow);
  }
}

}  // namespace vm
