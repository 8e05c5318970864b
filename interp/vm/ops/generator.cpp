// Handlers: generators. The window of a generator's registers lies inside the generator object and is used in place, so
// resuming and suspending copy no registers.
#include "interp/vm/frame/generator.h"
#include "gc/heap/heap.h"
#include "gc/threads/watch.h"
#include "interp/vm/cache/loaded.h"
#include "interp/vm/frame/call.h"
#include "interp/vm/frame/shadow.h"
#include "interp/vm/handler.h"
#include "interp/vm/observe/instrument.h"
#include "interp/vm/ops/call_handlers.h"
#include "runtime/object/names.h"

namespace vm {

bool claim_generator(Thread& t, Generator* generator) {
  GeneratorState state = generator->state.load(gc::acquire);
  for (;;) {
    if (state == GeneratorState::kFinished) return true;
    if (state == GeneratorState::kRunning) {
      const char* what = rt::is_exact(generator, rt::TypeId::kCoroutine)        ? "coroutine"
                         : rt::is_exact(generator, rt::TypeId::kAsyncGenerator) ? "async generator"
                                                                                : "generator";
      return rt::raise_value_error(t, "%s already executing", what);
    }
    if (!gc::kFreeThreaded || !generator->published()) {  // only this thread knows it
      generator->state.store(GeneratorState::kRunning, gc::relaxed);
      return true;
    }
    // Acquire pairs with the release of the thread that suspended it: its registers are visible.
    if (generator->state.compare_exchange_weak(state, GeneratorState::kRunning, gc::acquire, gc::acquire)) return true;
  }
}

bool is_fresh(const Generator* generator) {
  ASSERT(!gc::kFreeThreaded || !generator->published() ||
         generator->state.load(gc::relaxed) == GeneratorState::kRunning);
  return is_op(load_word(generator->pc - 1), Op::MAKE_GENERATOR);
}

void release_claim(Generator* generator) {
  ASSERT(generator->state.load(gc::relaxed) == GeneratorState::kRunning);
  generator->state.store(is_fresh(generator) ? GeneratorState::kCreated : GeneratorState::kSuspended, gc::release);
}

SHARED_HANDLER enter_generator(HANDLER_ARGS) {
  if (!has_room_above(t, r)) {
    release_claim(reinterpret_cast<Generator*>(aux));
    rt::raise_recursion_error(*t, "");
    UNWIND();
  }
  MUSTTAIL return go_on_in_generator(insn, pc, r, t, k, aux);
}

static Generator* make_generator(Thread& t, Value* r, const u64* pc) {
  Function* f = function_of(r);
  u32 flags = f->code->flags;
  rt::TypeId id = flags & comp::kCoroutine        ? rt::TypeId::kCoroutine
                  : flags & comp::kAsyncGenerator ? rt::TypeId::kAsyncGenerator
                                                  : rt::TypeId::kGenerator;
  size_t bytes = sizeof(Generator) + sizeof(Value) * (f->frame_size);
  auto* g = static_cast<Generator*>(gc::allocate(t, bytes, static_cast<u32>(id), true));
  if (!g) {
    rt::raise_memory_error(t);
    return nullptr;
  }
  g->state.store(GeneratorState::kCreated, gc::relaxed);
  g->frame_size = f->frame_size;
  g->delegate.store(0, gc::relaxed);
  g->hooks_called.store(false, gc::relaxed);
  g->handles = false;
  g->running_async.store(false, gc::relaxed);
  g->closed.store(false, gc::relaxed);
  g->pc = pc;
  g->resume_top = nullptr;
  g->exhausted_pc = nullptr;
  rt::init_field(g->name, rt::load_field(t, f, f->name));
  rt::init_field(g->qualname, rt::load_field(t, f, f->qualname));
  g->handled.set(Value());
  g->outer_handled.set(Value());
  g->origin.set(Value());
  Value* window = g->window();
  window[kFrameObject] = Value();
  window[kCallee] = Ref::share(t, r[kCallee]).release();
  if (!f->made_generators.load(gc::relaxed)) f->made_generators.store(true, gc::relaxed);  // see replace_code()
  window[kReturnPc] = window[kLink] = Value(u64{1});
  u32 locals = f->locals, size = f->frame_size;
  for (u32 i = 0; i < locals; ++i) {
    Value v = r[i];
    if (v.is_pointer()) r[i] = Value();
    window[i] = v.is_uncounted() ? Ref::share(t, v).release() : v;  // lent arguments must be counted
  }
  for (u32 i = locals; i < size; ++i) window[i] = Value();
  if constexpr (gc::kShadow) shadow_generator_begins(g);
  gc::tell_made(t, g);
  return g;
}

// Coroutines remember where they were made, if the event loop asks for it.
static bool note_origin_py(Thread& t, Generator* g) {
  if (!t.vm || !rt::is_exact(g, rt::TypeId::kCoroutine)) return true;
  Ref origin = coroutine_origin_py(t);
  if (origin) rt::store_field(t, g, g->origin, std::move(origin));
  else if (t.error) rt::decref(t, Value(g));
  return !t.error;
}

OP_HANDLER(MAKE_GENERATOR) {
  SAVE();
  Generator* g = make_generator(*t, r, pc);
  if (!g || !note_origin_py(*t, g)) UNWIND();
  TAIL(return_value, Value(g).bits());
}

// Suspends the generator. aux: what it yields, owned.
TINYPY_INLINE static HANDLER suspend(HANDLER_ARGS) {
  Value v(aux);
  Generator* g = generator_of(r);
  SAVE();
  u64 link = link_of(r);
  g->pc = pc;
  g->delegate.store(static_cast<u16>(OPERAND_C), gc::relaxed);
  leave_generator(*t, g);
  pc = return_pc(r);
  if (gc::kFreeThreaded && gc::g_threads_started.load(gc::relaxed)) {
    count_window(*t, g);
    if (g->published()) publish_window(*t, g);
  }
  g->state.store(GeneratorState::kSuspended, gc::release);  // from here on another thread may resume it
  if (link_flags(link) & kEntryFrame) return v.bits();
  r = link_caller(link);
  k = function_of(r)->constants;
  FINISH(r[link_destination(link)], v);
}

SLOW_HANDLER yield_slow(HANDLER_ARGS) {
  Value v = take_register(t, REG_B, b_is_temp(insn));
  MUSTTAIL return suspend(insn, pc, r, t, k, v.bits());
}

SHARED_HANDLER yield_value(HANDLER_ARGS) { MUSTTAIL return suspend(insn, pc, r, t, k, aux); }

OP_HANDLER(YIELD) {
  Generator* g = generator_of(r);
  Value v;
  // Once a second thread has been started, the registers may hold borrowed references, which the slow path counts.
  if (gc::kFreeThreaded && gc::g_threads_started.load(gc::relaxed)) [[unlikely]]
    TAIL(yield_slow, 0);
  if (!quick_stored(t, REG_B, b_is_temp(insn), &v)) [[unlikely]]
    TAIL(yield_slow, 0);
  g->pc = pc;
  g->delegate.store(static_cast<u16>(OPERAND_C), gc::relaxed);
  leave_generator(*t, g);
  g->state.store(GeneratorState::kSuspended, gc::relaxed);
  u64 link = link_of(r);
  pc = return_pc(r);
  if (link_flags(link) & kEntryFrame) return v.bits();
  r = link_caller(link);
  k = function_of(r)->constants;
  FINISH(r[link_destination(link)], v);
}

// Releases everything a finished generator held.
void finish_generator(Thread& t, Generator* g, bool returns) {
  ASSERT(g->state.load(gc::relaxed) == GeneratorState::kRunning);
  Value* r = g->window();
  empty_frame(t, r, returns ? function_of(r)->locals : g->frame_size);
  leave_generator(t, g);
  if (g->handled.get()) rt::store_field(t, g, g->handled, Ref());  // only the claiming thread writes this slot
  g->delegate.store(0, gc::relaxed);
  g->state.store(GeneratorState::kFinished, gc::release);
}

// The inner generator or coroutine of a SEND has ended with the result in aux.
SLOW_HANDLER send_ended(HANDLER_ARGS) {
  Value result(aux);
  if (g_observing.load(gc::relaxed) && rt::is_exact(REG_B, rt::TypeId::kGenerator)) [[unlikely]] {
    if (!observe_stop_py(*t, r, pc, result)) {
      drop(t, result);
      UNWIND();
    }
  }
  FINISH_SLOW_SKIP(DEST, result, 1 + low_half(pc));
}

// Ends the generator. aux: its result, owned.
TINYPY_INLINE static HANDLER end_generator(HANDLER_ARGS) {
  Value v(aux);
  Generator* g = generator_of(r);
  SAVE();
  keep_returned_local(*t, r, insn, v);
  u64 link = link_of(r);
  finish_generator(*t, g, true);
  if (link_flags(link) & kEntryFrame) {
    generator_result(*t) = v;
    return rt::kStop.bits();
  }
  const u64* after = g->exhausted_pc;  // behind the FOR_ITER or SEND that resumed the generator
  r = link_caller(link);
  k = function_of(r)->constants;
  insn = load_word(after - 1);
  pc = after;
  SAVE();
  if (is_op(insn, Op::SEND)) TAIL(send_ended, v.bits());
  bool goes_on = !g_observing.load(gc::relaxed) || observe_stop_py(*t, r, pc, v);
  drop(t, v);
  if (!goes_on) [[unlikely]]
    UNWIND();
  consume(t, REG_A);
  pc += 1;
  NEXT();
}

OP_HANDLER(RETURN_GENERATOR_END) {
  Value v = take(t, REG_A, true).release();
  MUSTTAIL return end_generator(insn, pc, r, t, k, v.bits());
}

SHARED_HANDLER return_from_generator(HANDLER_ARGS) { MUSTTAIL return end_generator(insn, pc, r, t, k, aux); }

// `yield from` and await: one step of the inner iterator.
static Value send_py(Thread& t, Value iterator, Value value, bool* finished) {
  *finished = false;
  Ref result;
  if (rt::is_exact(iterator, rt::TypeId::kGenerator) || rt::is_exact(iterator, rt::TypeId::kCoroutine)) {
    Ref v = resume_generator_py(t, iterator.as<Generator>(), value, &result);
    if (v && v.get() == rt::kStop) {
      *finished = true;
      return result ? result.release() : rt::kNone;
    }
    return v.release();
  }
  if (auto send = rt::type_of(iterator)->slots.send) {
    Ref v = send(t, iterator, value, &result);
    if (!v || v.get() != rt::kStop) return v.release();
    *finished = true;
    return result ? result.release() : rt::kNone;
  }
  auto next = rt::type_of(iterator)->slots.next;  // next_py would lose the value of a StopIteration
  Ref v = rt::is_same(value, rt::kNone) && next ? next(t, iterator)
                                                : rt::call_method_py(t, iterator, rt::name(rt::N::send), value);
  if (v && v.get() != rt::kStop) return v.release();
  *finished = true;
  if (v) return rt::kNone;
  if (rt::catch_stop_iteration(t, &result)) return result ? result.release() : rt::kNone;
  return Value();
}

SLOW_HANDLER send_slow(HANDLER_ARGS) {
  SAVE();
  bool finished;
  Value v = send_py(*t, REG_B, REG_C, &finished);
  if (!v) UNWIND();
  CONSUME_C();
  if (finished) TAIL(send_ended, v.bits());
  FINISH_SLOW_SKIP(DEST, v, 1);
}

// A private generator or coroutine that waits is resumed in place.
OP_HANDLER(SEND) {
  Value iterator = REG_B;
  if (REG_C != rt::kNone || iterator.is_immediate()) TAIL(send_slow, 0);
  u32 shape = iterator.object()->shape_id();
  bool known = shape == static_cast<u32>(rt::TypeId::kGenerator) || shape == static_cast<u32>(rt::TypeId::kCoroutine);
  if (!known || !has_room_above(t, r) || !claim_quickly(iterator.as<Generator>())) TAIL(send_slow, 0);
  link_in_place(iterator.as<Generator>(), pc, pc + 1, r, OPERAND_A);
  MUSTTAIL return go_on_in_generator(insn, pc, r, t, k, reinterpret_cast<u64>(iterator.object()));
}

static Value yield_iterator_py(Thread& t, const Value* r, Value v, bool temp, Value* reg) {
  if (rt::is_exact(v, rt::TypeId::kGenerator)) return take(&t, *reg, temp).release();
  if (rt::is_exact(v, rt::TypeId::kCoroutine)) {
    if (code_of(r)->flags & comp::kIterableCoroutine) return take(&t, *reg, temp).release();
    rt::raise_type_error(t, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    return Value();
  }
  return rt::iter_py(t, v).release();
}

SLOW_HANDLER get_yield_iter_slow(HANDLER_ARGS) {
  SAVE();
  Value v = OPERAND_C == 0 ? yield_iterator_py(*t, r, REG_B, b_is_temp(insn), &REG_B)
                           : await_iterator_py(*t, REG_B, OPERAND_C).release();
  if (!v) UNWIND();
  CONSUME_B();
  FINISH_SLOW(DEST, v);
}

// A generator in a temporary is its own iterator.
OP_HANDLER(GET_YIELD_ITER) {
  Value v = REG_B;
  if (OPERAND_C != 0 || !b_is_temp(insn) || !v.is_counted() || !rt::is_exact(v, rt::TypeId::kGenerator))
    TAIL(get_yield_iter_slow, 0);
  REG_B = Value();
  FINISH(DEST, v);
}

}  // namespace vm
