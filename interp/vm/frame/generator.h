// Entering and leaving generators, and the parts of coroutines and asynchronous generators that several files share.
//
// A thread must claim a generator before it runs it or changes its registers. Claiming is a compare-and-swap of the
// state, so two threads never run one generator at once. A claim ends when the generator suspends or finishes, or by
// release_claim. The implementation is in generator.cpp, coroutine.cpp, async_generator.cpp and ops/generator.cpp.
#pragma once

#include "interp/vm/handler.h"

namespace vm {

// Claims the generator for this thread: its state becomes kRunning. A finished generator stays kFinished, and the
// result is true. False: another claim exists; ValueError "generator already executing" is pending.
bool claim_generator(Thread& t, Generator* generator);
// The same without an atomic instruction, for a private generator that is created or suspended. False: the generator is
// another one; nothing has changed, no error is set.
TINYPY_INLINE bool claim_quickly(Generator* generator) {
  if ((gc::kFreeThreaded && generator->published()) || generator->state.load(gc::relaxed) > GeneratorState::kSuspended)
    return false;
  generator->state.store(GeneratorState::kRunning, gc::relaxed);
  return true;
}
// Gives up the claim without having run the generator: its state is kCreated or kSuspended again.
void release_claim(Generator* generator);
// True if the generator has not run yet. It must be claimed or private.
bool is_fresh(const Generator* generator);
// Handler: resumes the claimed generator in aux, with None sent in. Return pc and link of its window must be set
// (link_in_place). If there is no room on the stack: gives up the claim and raises RecursionError.
HANDLER enter_generator(HANDLER_ARGS);
// The bookkeeping of every resumption. `top` is the first free register of the thread's stack, where the generator's
// calls build their windows. If the generator suspended while it was handling an exception, that one becomes t.handled.
TINYPY_INLINE void enter_bookkeeping(Thread& t, Generator* generator, Value* top) {
  ASSERT(generator->state.load(gc::relaxed) == GeneratorState::kRunning);
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
// The bookkeeping when a running generator suspends or ends: the resumer's handled exception becomes t.handled again.
TINYPY_INLINE void leave_generator(Thread& t, Generator* generator) {
  ASSERT(generator->state.load(gc::relaxed) == GeneratorState::kRunning);
  Value outer = generator->outer_handled.get();
  generator->outer_handled.set(Value());
  if (generator->handles) generator->handled.set(t.handled);
  t.handled = outer;
  t.depth -= 1;
}
// Prepares resuming in place, by a FOR_ITER or SEND of frame r (the instruction before pc), without C++ between: links
// the claimed generator's window to r. The yielded value goes to register `item`, then r goes on at `next`. When the
// generator ends, RETURN_GENERATOR_END looks at the FOR_ITER or SEND and does what that instruction does at an end.
TINYPY_INLINE void link_in_place(Generator* generator, const u64* pc, const u64* next, Value* r, u32 item) {
  ASSERT(generator->state.load(gc::relaxed) == GeneratorState::kRunning);
  Value* window = generator->window();
  generator->exhausted_pc = pc;
  window[kReturnPc] = Value(reinterpret_cast<u64>(next) | 1);
  window[kLink] = Value(make_link(r, item, kGeneratorFrame | kForIterFrame));
}
// True if the frame r may resume a generator in place: there is room on the stack and for another level of recursion.
TINYPY_INLINE bool has_room_above(const Thread* t, Value* r) {
  return on_stack(*t, frame_top_of(r), kHeader) && t->depth < t->recursion_limit.load(gc::relaxed);
}
// Handler: resumes the claimed and linked generator in aux, with None sent in. The caller has checked has_room_above.
TINYPY_INLINE HANDLER go_on_in_generator(HANDLER_ARGS) {
  auto* generator = reinterpret_cast<Generator*>(aux);
  enter_bookkeeping(*t, generator, frame_top_of(r));
  r = generator->window();
  pc = generator->pc;
  k = function_of(r)->constants;
  // The instruction before pc is the YIELD that suspended the generator: its destination receives None. In a fresh
  // generator it is MAKE_GENERATOR, which has no destination.
  u64 yield = load_word(pc - 1);
  if (is_op(yield, Op::YIELD)) FINISH(r[op_a(yield)], rt::kNone);
  NEXT();
}
// Ends a running generator: releases its registers, undoes enter_bookkeeping, marks it finished. `returns`: it is at a
// return, where no temporary holds a reference. May run Python code.
void finish_generator(Thread& t, Generator* generator, bool returns = false);
// The error with which a generator ends: StopIteration becomes RuntimeError (PEP 479). Takes and returns an owned
// exception.
Value generator_error(Thread& t, Generator* generator, Value error);
// Publishes the values in the registers of a published generator. Called when it suspends, since any thread may resume
// it from then on.
void publish_window(Thread& t, Generator* generator);
// InterpreterHooks::trace_running.
void trace_running_generator(Object* object, gc::Visitor& visitor);
// gc::RuntimeHooks::count_registers: counts the uncounted references of a suspended generator to objects that are no
// longer deferred.
void count_registers(gc::Thread& thread, Object* object);
// The arguments of throw(), borrowed. Empty: not given.
struct Thrown {
  Value type, value = Value(), traceback = Value();
};
// generator.send(value) and generator.throw(...). If the generator ends, StopIteration is pending; if an async
// generator ends, the result is kStop.
Ref generator_send_py(Thread& t, Generator* generator, Value value);
Ref generator_throw_py(Thread& t, Generator* generator, const Thrown& thrown);
// The same as a method: warns of the old signature.
Ref generator_throw_arguments_py(Thread& t, Generator* generator, Value type, Value value, Value traceback);
// The exception that throw(...) raises. Empty: TypeError is pending, no exception can be made of the arguments.
Ref thrown_exception_py(Thread& t, const Thrown& thrown);
// Warns of the old signature of throw() or athrow(), if these arguments are those of it. False: the warning is an
// error.
bool warn_of_throw_signature_py(Thread& t, const char* method, const Thrown& thrown);
// Raises type() without calling the type, so no Python code runs.
rt::Error raise_bare(Thread& t, rt::Type* type);

// ---- coroutines and asynchronous generators

// The iterator that `await v` drives. kind: operand c of GET_YIELD_ITER. Empty: an error is pending, TypeError if `v`
// is not awaitable.
Ref await_iterator_py(Thread& t, Value v, u32 kind);
Ref coroutine_await(Thread& t, Value self);
Ref async_generator_next(Thread& t, Value self);
extern const rt::MethodDef kAsyncGeneratorMethods[];

// The settings that an event loop makes for its thread through sys.
struct AsyncSettings {
  Value first_iteration, finalizer;  // owned, or empty: sys.set_asyncgen_hooks
  i32 origin_depth = 0;              // sys.set_coroutine_origin_tracking_depth
};
AsyncSettings async_settings(const Thread& t);                            // coroutine.cpp
void set_async_hooks(Thread& t, Value first_iteration, Value finalizer);  // empty: unchanged; None: no hook
void set_origin_depth(Thread& t, i32 depth);
// cr_origin for a coroutine that the running frame makes. Empty: origin tracking is off, or an error is pending.
Ref coroutine_origin_py(Thread& t);
// Issues a RuntimeWarning: the result of asend(), athrow() or aclose() was never awaited. Keeps the pending error; an
// error of its own goes to sys.unraisablehook.
void warn_method_never_awaited_py(Thread& t, Generator* generator, const char* method);
// The same for the coroutine itself, if it has not begun.
void warn_if_never_awaited_py(Thread& t, Generator* generator);

// If a generator that was resumed from C++ returns, the dispatch loop returns kStop and leaves the return value here.
// Owned; the resumer takes it at once.
inline Value& generator_result(Thread& t) { return t.generator_result; }

}  // namespace vm
