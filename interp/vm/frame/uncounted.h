// Uncounted references: which kinds there are, what keeps the object of each kind alive, and how all of them are found.
//
// A register may hold a reference without a count (bit 3 of the Value). Each such reference has one of these reasons:
//
//   reason     comes from                    kept alive by                       ends
//   constant   the constants of the code     the frame's callee, which           with the frame: RETURN and YIELD
//                                            holds the code                      count it
//   operand    a register of a caller        that register: it keeps its value   with the callee: RETURN and YIELD
//              (argument, self, operand)     until the callee has returned       count it
//   borrowed   a slot of a published object  the grace period, which cannot end  when this thread announces a quiescent
//              that is lent (gc::lend)       before this thread announces a      state, or a generator suspends: both
//                                            quiescent state                     count it
//   deferred   anywhere                      the collector, which alone frees    at the first verdict of a collection:
//              (functions, classes, code)    such objects and sees every         from then on the object is counted
//                                            register                            like all others
//   immortal   anywhere                      nothing: it is never freed          never
//
// In C++ a reference is a Ref: it counts, or, if the object is lent, it is noted in the thread's table
// (gc/refcount/held_counts.h). A Value in C++ borrows from a register, a slot or a Ref, which must outlive it.
//
// Every part of the program that has to see the uncounted references uses the functions below, so that no part forgets
// a register:
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

// The same for a frame that runs. `inner` is the window of the frame that it has called, or null. Such a window, with
// its header, lies in the registers of the caller but belongs to the callee, so it is left out. If the frame runs the
// __init__ of an object under construction, the object lies below the frame's header and is visited, too.
template <class F>
TINYPY_INLINE void for_each_register_of_frame(Value* r, const Value* inner, F f) {
  u32 size = function_of(r)->frame_size;
  if (inner > r && inner <= r + size + kHeader) size = static_cast<u32>(inner - kHeader - r);
  for_each_register(r, size, f);
  if (link_flags(link_of(r)) & kConstructFrame) f(r[kFrameObject - 1]);
}

// The same for a generator that does not run. A generator that runs is a frame of the thread that runs it.
template <class F>
TINYPY_INLINE void for_each_register_of_generator(Generator* g, F f) {
  for_each_register(g->window(), g->frame_size, f);
}

// Shows a register to a visitor: visit() for a counted reference, visit_uncounted() for an uncounted one.
TINYPY_INLINE void trace_register(gc::Visitor& visitor, Value v) {
  if (v.is_counted()) visitor(v.object());
  else if (v.is_uncounted()) visitor.uncounted(v.object());
}

enum class Reason : u8 { kImmortal, kDeferred, kBorrowed, kConstant, kOperand, kNone };
// Why the window at r may hold the uncounted reference `v`. The window belongs to a frame of the calling thread or of a
// stopped thread, or to a generator that does not run; `inner`: as above. kNone: nothing keeps the object alive, which
// is a bug of the virtual machine. For checks only: the function searches the frames from r outwards.
Reason reason_of(const Value* r, const Value* inner, Value v);

}  // namespace vm
