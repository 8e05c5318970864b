// Entering and leaving generators.
#pragma once

#include "interp/vm/handler.h"

namespace vm {

// Claims the generator for this thread: created or suspended becomes running (its state afterwards), finished stays
// finished. False: "generator already executing" is set.
bool claim_generator(Thread& t, Generator* generator);
// The same for one that nobody else knows and that waits; else false, and nothing has changed.
TINYPY_INLINE bool claim_quickly(Generator* generator) {
  if ((gc::kFreeThreaded && generator->published()) || generator->state.load(gc::relaxed) > GeneratorState::kSuspended)
    return false;
  generator->state.store(GeneratorState::kRunning, gc::relaxed);
  return true;
}
// Gives a claimed generator back as it was: created or suspended.
void release_claim(Generator* generator);
// True if the (claimed or private) generator has not run yet.
bool is_fresh(const Generator* generator);
// Handler: runs the claimed generator in aux from where it stopped, with None sent in; return pc and link of its window
// are set.
HANDLER enter_generator(HANDLER_ARGS);
// Common to every way of resuming: the free stack above the resumer (`top`), the exception being handled.
TINYPY_INLINE void enter_bookkeeping(Thread& t, Generator* generator, Value* top) {
  generator->resume_top = top;
  generator->outer_handled.set(t.handled);
  Value inner = generator->handled.get();
  generator->handles = bool(inner);
  if (inner) {
    t.handled = inner;
    generator->handled.set(Value());
  }
  t.depth += 1;
}
// Bookkeeping when a running generator stops (yields or ends): the handled exception goes back to the resumer's.
TINYPY_INLINE void leave_generator(Thread& t, Generator* generator) {
  Value outer = generator->outer_handled.get();
  generator->outer_handled.set(Value());
  if (generator->handles) generator->handled.set(t.handled);
  t.handled = outer;
  t.depth -= 1;
}
// Links the claimed generator to the instruction before pc of the frame r, which resumes it in place: what it yields
// goes to register `item` and r goes on at `next`. Its end is the business of that instruction, too
// (RETURN_GENERATOR_END).
TINYPY_INLINE void link_in_place(Generator* generator, const u64* pc, const u64* next, Value* r, u32 item) {
  Value* window = generator->window();
  generator->exhausted_pc = pc;
  window[kReturnPc] = Value(reinterpret_cast<u64>(next) | 1);
  window[kLink] = Value(make_link(r, item, kGeneratorFrame | kForIterFrame));
}
// May the frame r resume a generator in place?
TINYPY_INLINE bool has_room_above(const Thread* t, Value* r) {
  return on_stack(*t, frame_top_of(r), kHeader) && t->depth < t->recursion_limit.load(gc::relaxed);
}
// Goes on in a claimed and linked generator (aux), with None sent in.
TINYPY_INLINE HANDLER go_on_in_generator(HANDLER_ARGS) {
  auto* generator = reinterpret_cast<Generator*>(aux);
  enter_bookkeeping(*t, generator, frame_top_of(r));
  r = generator->window();
  pc = generator->pc;
  k = function_of(r)->constants;
  // The instruction before pc is the YIELD that suspended it; its destination receives None. A fresh generator has
  // MAKE_GENERATOR there.
  u64 yield = load_word(pc - 1);
  if (is_op(yield, Op::YIELD)) FINISH(r[op_a(yield)], rt::kNone);
  NEXT();
}
// Releases everything a finished generator held and marks it finished.
void finish_generator(Thread& t, Generator* generator);
// The error that leaves a generator: StopIteration becomes RuntimeError (PEP 479). Takes and returns an owned
// exception.
Value generator_error(Thread& t, Generator* generator, Value error);
// A published generator that suspends: what its registers hold becomes reachable by others.
void publish_window(Thread& t, Generator* generator);
// For the collector: gc::RuntimeHooks::count_registers.
void count_registers(gc::Thread& thread, Object* object);
// generator.send(value) and generator.throw(type, value, traceback): the end is a pending StopIteration (async
// generators: kStop).
Ref generator_send_py(Thread& t, Generator* generator, Value value);
Ref generator_throw_arguments_py(Thread& t, Generator* generator, Value type, Value value, Value traceback);
// Raises type() without running Python code.
rt::Error raise_bare(Thread& t, rt::Type* type);

// ---- coroutines and asynchronous generators

// The iterator that awaiting `v` drives; kind: operand c of GET_YIELD_ITER. Empty: TypeError.
Ref await_iterator_py(Thread& t, Value v, u32 kind);
Ref coroutine_await(Thread& t, Value self);
Ref async_generator_next(Thread& t, Value self);
extern const rt::MethodDef kAsyncGeneratorMethods[];

// What an event loop sets for its thread through sys.
struct AsyncSettings {
  Value first_iteration, finalizer;  // owned, or empty: sys.set_asyncgen_hooks
  i32 origin_depth = 0;              // sys.set_coroutine_origin_tracking_depth
};
AsyncSettings async_settings(const Thread& t);                            // coroutine.cpp
void set_async_hooks(Thread& t, Value first_iteration, Value finalizer);  // empty: unchanged; None: no hook
void set_origin_depth(Thread& t, i32 depth);
// cr_origin for a coroutine that the running frame makes; empty: not wanted, or an error.
Ref coroutine_origin_py(Thread& t);
// RuntimeWarning for an asend(), athrow() or aclose() that nobody awaited.
void warn_method_never_awaited_py(Thread& t, Generator* generator, const char* method);

// Where an entry frame of a generator leaves its return value (owned) beside the result kStop.
inline Value& generator_result(Thread& t) { return t.generator_result; }

}  // namespace vm
