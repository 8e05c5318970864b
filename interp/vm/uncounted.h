// The account of references that are not counted: which there are, what keeps each of them alive, and how all of them
// are found.
//
// A register may hold a reference without a count (bit 3 of the Value). Each such reference has one of these reasons:
//
//   reason     comes from                       kept alive by                               ends
//   constant   the constants of the code        the frame's callee, which holds the code    with the frame: RETURN and YIELD count it
//   operand    a register of a caller           that register: it keeps its value until     with the callee: RETURN and YIELD count it
//              (argument, self, operand)        the callee has returned
//   borrowed   a slot of a published object     the grace period, which cannot end before   at the thread's next announcement of a quiescent
//              that is lent (gc::lend)          this thread announces a quiescent state     state, or when a generator suspends: both count it
//   deferred   anywhere                         the collector, which alone frees such       at the first verdict of a collection: from then on
//              (functions, classes, code)       objects and sees every register             the object is counted like all others
//   immortal   anywhere                         nothing: it is never freed                  never
//
// A reference of C++ is a Ref, which counts, or is noted in the thread's table if the object is lent
// (gc/refcount/held_counts.h). A Value in C++ borrows from a register, a slot or a Ref that outlives it.
//
// Every part of the program that has to know the uncounted references finds them here, so that no part can forget one:
//   the collector's marking and both verdicts   trace_thread, Lifetime::trace of generators
//   publication                                 the same functions, through gc::Visitor::visit_uncounted
//   announcements of quiescent states           count_borrowed, count_window (borrow.cpp)
//   gc.get_referrers and gc.get_referents       Lifetime::trace of generators
//   the heap verifier                           check_reasons and the functions above
//   a change of function.__code__               the frames' callees (function_code.cpp)
#pragma once

#include "interp/vm/frame.h"

namespace vm {

// Calls f(Value&) for each register of a window with `size` registers that may hold a reference.
template <class F>
TINYPY_INLINE void for_each_register(Value* r, u32 size, F f) {
  f(r[kFrameObject]);
  f(r[kCallee]);
  for (u32 i = 0; i < size; ++i) f(r[i]);
}

// The same for a frame that runs. `inner` is the window of the frame that it has called, or null: that window, header
// included, lies in the registers of the caller and is the callee's now. An object under construction lies below the
// header of the frame that runs its __init__.
template <class F>
TINYPY_INLINE void for_each_register_of_frame(Value* r, const Value* inner, F f) {
  u32 size = function_of(r)->frame_size;
  if (inner > r && inner <= r + size + kHeader) size = static_cast<u32>(inner - kHeader - r);
  for_each_register(r, size, f);
  if (link_flags(link_of(r)) & kConstructFrame) f(r[kFrameObject - 1]);
}

// The same for a generator that does not run. The registers of one that runs belong to the frames of the thread that
// runs it.
template <class F>
TINYPY_INLINE void for_each_register_of_generator(Generator* g, F f) {
  for_each_register(g->window(), g->frame_size, f);
}

// Shows a register to a visitor: visit() if it is counted, visit_uncounted() if it is not.
TINYPY_INLINE void trace_register(gc::Visitor& visitor, Value v) {
  if (v.is_counted()) visitor(v.object());
  else if (v.is_uncounted()) visitor.uncounted(v.object());
}

enum class Reason : u8 { kImmortal, kDeferred, kBorrowed, kConstant, kOperand, kNone };
// Why the uncounted reference `v` in the window at r is allowed. r: of a frame of the calling thread, or of a stopped
// thread, or of a generator that does not run; inner: as above. kNone: nothing keeps the object alive, which is a
// mistake of the virtual machine. For checks: it searches the frames from r outwards.
Reason reason_of(const Value* r, const Value* inner, Value v);

}  // namespace vm
