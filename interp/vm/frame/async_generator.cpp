// Asynchronous generators: the awaitables that their methods return. The generator itself is a Generator
// (generator.cpp). A plain YIELD in it produces an item. A YIELD that delegates (an await) passes its value on to the
// event loop.
//
//   agen.__anext__(), asend(v)   AsyncStep: resumes the generator with v; an item ends the await: StopIteration(item)
//   agen.athrow(e), aclose()     AsyncThrow: the same with an exception; aclose() expects the generator to end
#include "gc/heap/heap.h"
#include "interp/vm/frame/generator.h"
#include "runtime/object/names.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::TypeId;

namespace {

enum class StepState : u8 { kFresh, kRunning, kClosed };

struct AsyncStep : Object {
  Slot generator, value;  // never change
  gc::Atomic<StepState> state;
};

// `type` empty: aclose().
struct AsyncThrow : Object {
  Slot generator, type, value, traceback;
  gc::Atomic<StepState> state;
};

AsyncStep* step_of(Value v) { return v.as<AsyncStep>(); }
AsyncThrow* throw_of(Value v) { return v.as<AsyncThrow>(); }
template <class T>
Generator* generator_of_step(const T* step) {
  return step->generator.get().template as<Generator>();
}
template <class T>
StepState state_of(const T* step) {
  return step->state.load(gc::acquire);
}
template <class T>
void set_state(T* step, StepState state) {
  step->state.store(state, gc::release);
}

// Claims the generator for an awaitable, since one awaitable at a time may drive it. False: RuntimeError is pending.
bool claim(Thread& t, Generator* g, const char* method) {
  bool running = false;
  if (g->running_async.compare_exchange_strong(running, true, gc::acq_rel, gc::acquire)) return true;
  return rt::raise(t, rt::kRuntimeErrorType, "%s(): asynchronous generator is already running", method);
}
void let_go(Generator* g) { g->running_async.store(false, gc::release); }

bool ended_the_generator(Thread& t) {
  return rt::error_is(t, rt::kStopAsyncIterationType) || rt::error_is(t, rt::kGeneratorExitType);
}

// True if the yielded value is an item; false if an await inside the generator passes it on to the event loop.
bool is_item(Generator* g) { return g->delegate.load(gc::relaxed) == 0; }

// Turns the result of running the generator into the result of the awaitable: an item becomes StopIteration, the end of
// the generator StopAsyncIteration.
Ref unwrap(Thread& t, Generator* g, Ref result) {
  if (result && result.get() == rt::kStop) {
    raise_bare(t, rt::kStopAsyncIterationType);
    result = Ref();
  }
  if (!result) {
    if (ended_the_generator(t)) g->closed.store(true, gc::release);
    let_go(g);
    return result;
  }
  if (!is_item(g)) return result;
  let_go(g);
  return rt::raise_stop_iteration(t, result);
}

// ---- asend

Ref step_send(Thread& t, Value self, Value value) {
  AsyncStep* step = step_of(self);
  Generator* g = generator_of_step(step);
  StepState state = state_of(step);
  if (state == StepState::kClosed)
    return rt::raise(t, rt::kRuntimeErrorType, "cannot reuse already awaited __anext__()/asend()");
  if (state == StepState::kFresh) {
    if (!claim(t, g, "anext")) {
      set_state(step, StepState::kClosed);
      return Ref();
    }
    if (rt::is_same(value, rt::kNone)) value = step->value.get();
    set_state(step, StepState::kRunning);
  }
  Ref result = unwrap(t, g, resume_generator_py(t, g, value, nullptr));
  if (!result) set_state(step, StepState::kClosed);
  return result;
}

Ref step_next(Thread& t, Value self) { return step_send(t, self, rt::kNone); }

Ref step_throw(Thread& t, Value self, Value type, Value value, Value traceback) {
  AsyncStep* step = step_of(self);
  Generator* g = generator_of_step(step);
  StepState state = state_of(step);
  if (state == StepState::kClosed)
    return rt::raise(t, rt::kRuntimeErrorType, "cannot reuse already awaited __anext__()/asend()");
  if (state == StepState::kFresh) {
    if (!claim(t, g, "anext")) {
      set_state(step, StepState::kClosed);
      return Ref();
    }
    set_state(step, StepState::kRunning);
  }
  Ref result = unwrap(t, g, generator_throw_arguments_py(t, g, type, value, traceback));
  if (!result) set_state(step, StepState::kClosed);
  return result;
}

// close() of either awaitable, by its own throw().
template <class Throw>
Ref close_step_py(Thread& t, Value self, StepState state, Throw throw_py) {
  if (state == StepState::kClosed) return rt::none();
  if (throw_py(t, self, Value(rt::kGeneratorExitType), Value(), Value())) {
    return rt::raise(t, rt::kRuntimeErrorType, "coroutine ignored GeneratorExit");
  }
  if (!ended_the_generator(t) && !rt::error_is(t, rt::kStopIterationType)) return Ref();
  rt::clear_error(t);
  return rt::none();
}

Ref step_close(Thread& t, Value self) { return close_step_py(t, self, state_of(step_of(self)), step_throw); }
Ref step_itself(Thread& t, Value self) { return Ref::share(t, self); }

constexpr rt::MethodDef kStepMethods[] = {
    {"send", step_send, "(self, value, /)"},
    {"throw", step_throw, "(self, type, value=<unset>, traceback=<unset>, /)"},
    {"close", step_close, "(self, /)"},
    {},
};

void step_trace(Object* o, gc::Visitor& visitor) {
  auto* step = static_cast<AsyncStep*>(o);
  for (Slot* s : {&step->generator, &step->value}) rt::trace_slot(visitor, *s);
}
void step_finalize(gc::Thread& gt, Object* o) {
  auto* step = static_cast<AsyncStep*>(o);
  if (state_of(step) == StepState::kFresh)
    warn_method_never_awaited_py(static_cast<Thread&>(gt), generator_of_step(step), "asend");
}
void step_dispose(gc::Thread& t, Object* o) {
  auto* step = static_cast<AsyncStep*>(o);
  for (Slot* s : {&step->generator, &step->value}) rt::clear_slot(static_cast<Thread&>(t), *s);
}

// ---- athrow, aclose

bool is_close(const AsyncThrow* step) { return !step->type.get(); }

// The generator has ended in aclose() or athrow(). For aclose() that is success: its result is None.
Ref throw_ends(Thread& t, AsyncThrow* step, Generator* g) {
  let_go(g);
  set_state(step, StepState::kClosed);
  if (is_close(step) && ended_the_generator(t)) {
    rt::clear_error(t);
    return rt::raise_stop_iteration(t);
  }
  return Ref();
}

// aclose() of a generator that yields another item: RuntimeError.
Ref ignored_exit(Thread& t, AsyncThrow* step, Generator* g) {
  let_go(g);
  set_state(step, StepState::kClosed);
  return rt::raise(t, rt::kRuntimeErrorType, "async generator ignored GeneratorExit");
}

// Turns the result of running the generator into the result of an athrow() or aclose().
Ref throw_outcome(Thread& t, AsyncThrow* step, Generator* g, Ref result) {
  if (result && result.get() == rt::kStop) {
    raise_bare(t, rt::kStopAsyncIterationType);
    result = Ref();
  }
  if (!result) {
    if (ended_the_generator(t)) g->closed.store(true, gc::release);
    return throw_ends(t, step, g);
  }
  if (!is_item(g)) return result;
  if (is_close(step)) return ignored_exit(t, step, g);
  let_go(g);
  set_state(step, StepState::kClosed);
  return rt::raise_stop_iteration(t, result);
}

Ref start_throw_py(Thread& t, AsyncThrow* step, Generator* g) {
  if (!is_close(step)) {
    return generator_throw_py(t, g, Thrown{step->type.get(), step->value.get(), step->traceback.get()});
  }
  g->closed.store(true, gc::release);
  return generator_throw_py(t, g, Thrown{Value(rt::kGeneratorExitType)});
}

const char* method_of(const AsyncThrow* step) { return is_close(step) ? "aclose" : "athrow"; }

Ref throw_send(Thread& t, Value self, Value value) {
  AsyncThrow* step = throw_of(self);
  Generator* g = generator_of_step(step);
  StepState state = state_of(step);
  if (state == StepState::kClosed)
    return rt::raise(t, rt::kRuntimeErrorType, "cannot reuse already awaited aclose()/athrow()");
  if (g->state.load(gc::acquire) == GeneratorState::kFinished) {
    set_state(step, StepState::kClosed);
    return rt::raise_stop_iteration(t);
  }
  if (state == StepState::kRunning) return throw_outcome(t, step, g, resume_generator_py(t, g, value, nullptr));
  if (!claim(t, g, method_of(step))) {
    set_state(step, StepState::kClosed);
    return Ref();
  }
  if (g->closed.load(gc::acquire)) {
    let_go(g);
    set_state(step, StepState::kClosed);
    return raise_bare(t, rt::kStopAsyncIterationType);
  }
  if (!rt::is_same(value, rt::kNone)) {
    let_go(g);
    return rt::raise(t, rt::kRuntimeErrorType, "can't send non-None value to a just-started coroutine");
  }
  set_state(step, StepState::kRunning);
  return throw_outcome(t, step, g, start_throw_py(t, step, g));
}

Ref throw_next(Thread& t, Value self) { return throw_send(t, self, rt::kNone); }

Ref throw_throw(Thread& t, Value self, Value type, Value value, Value traceback) {
  AsyncThrow* step = throw_of(self);
  Generator* g = generator_of_step(step);
  StepState state = state_of(step);
  if (state == StepState::kClosed)
    return rt::raise(t, rt::kRuntimeErrorType, "cannot reuse already awaited aclose()/athrow()");
  if (state == StepState::kFresh) {
    if (!claim(t, g, method_of(step))) {
      set_state(step, StepState::kClosed);
      return Ref();
    }
    set_state(step, StepState::kRunning);
  }
  return throw_outcome(t, step, g, generator_throw_arguments_py(t, g, type, value, traceback));
}

Ref throw_close(Thread& t, Value self) { return close_step_py(t, self, state_of(throw_of(self)), throw_throw); }

constexpr rt::MethodDef kThrowMethods[] = {
    {"send", throw_send, "(self, value, /)"},
    {"throw", throw_throw, "(self, type, value=<unset>, traceback=<unset>, /)"},
    {"close", throw_close, "(self, /)"},
    {},
};

void throw_trace(Object* o, gc::Visitor& visitor) {
  auto* step = static_cast<AsyncThrow*>(o);
  for (Slot* s : {&step->generator, &step->type, &step->value, &step->traceback}) rt::trace_slot(visitor, *s);
}
void throw_finalize(gc::Thread& gt, Object* o) {
  auto* step = static_cast<AsyncThrow*>(o);
  if (state_of(step) == StepState::kFresh) {
    warn_method_never_awaited_py(static_cast<Thread&>(gt), generator_of_step(step), method_of(step));
  }
}
void throw_dispose(gc::Thread& t, Object* o) {
  auto* step = static_cast<AsyncThrow*>(o);
  for (Slot* s : {&step->generator, &step->type, &step->value, &step->traceback})
    rt::clear_slot(static_cast<Thread&>(t), *s);
}

// ---- methods of the generator

// The first use of the generator calls the event loop's firstiter hook.
bool first_use_py(Thread& t, Generator* g) {
  if (g->hooks_called.load(gc::relaxed) || g->hooks_called.exchange(true, gc::relaxed)) return true;
  AsyncSettings settings = async_settings(t);
  if (settings.finalizer) rt::store_field(t, g, g->origin, Ref::share(t, settings.finalizer));
  if (!settings.first_iteration) return true;
  Ref hook = Ref::share(t, settings.first_iteration);
  return bool(rt::call_py(t, hook, Value(g)));
}

Ref make_step(Thread& t, Value self, Value value) {
  if (!first_use_py(t, self.as<Generator>())) return Ref();
  auto* step =
      static_cast<AsyncStep*>(gc::allocate(t, sizeof(AsyncStep), static_cast<u32>(TypeId::kAsyncGenASend), true));
  if (!step) return rt::raise_memory_error(t);
  rt::init_field(step->generator, Ref::share(t, self));
  rt::init_field(step->value, Ref::share(t, value));
  step->state.store(StepState::kFresh, gc::relaxed);
  return Ref::steal(Value(step));
}

Ref make_throw(Thread& t, Value self, Value type, Value value, Value traceback) {
  if (!first_use_py(t, self.as<Generator>())) return Ref();
  if (type && !warn_of_throw_signature_py(t, "athrow", Thrown{type, value, traceback})) return Ref();
  auto* step =
      static_cast<AsyncThrow*>(gc::allocate(t, sizeof(AsyncThrow), static_cast<u32>(TypeId::kAsyncGenAThrow), true));
  if (!step) return rt::raise_memory_error(t);
  rt::init_field(step->generator, Ref::share(t, self));
  rt::init_field(step->type, Ref::share(t, type));
  rt::init_field(step->value, Ref::share(t, value));
  rt::init_field(step->traceback, Ref::share(t, traceback));
  step->state.store(StepState::kFresh, gc::relaxed);
  return Ref::steal(Value(step));
}

Ref async_generator_aclose(Thread& t, Value self) { return make_throw(t, self, Value(), Value(), Value()); }

}  // namespace

Ref async_generator_next(Thread& t, Value self) { return make_step(t, self, rt::kNone); }

const rt::MethodDef kAsyncGeneratorMethods[] = {
    {"asend", make_step, "(self, value, /)", "Awaitable that resumes the generator with value sent in."},
    {"athrow", make_throw, "(self, type, value=<unset>, traceback=<unset>, /)",
     "Awaitable that raises an exception where the generator was paused."},
    {"aclose", async_generator_aclose, "(self, /)", "Awaitable that ends the generator."},
    {"__class_getitem__", rt::make_generic_alias_py, "@classmethod (type, object, /)", "See PEP 585"},
    {},
};

}  // namespace vm

namespace rt {

extern const TypeSpec kAsyncGenASendSpec;
const TypeSpec kAsyncGenASendSpec = {
    .id = TypeId::kAsyncGenASend,
    .name = "async_generator_asend",
    .size = sizeof(vm::AsyncStep),
    .flags = kTypeTraced | kTypeDisallowNew | kTypeFinalizer,
    .lifetime = {.trace = vm::step_trace, .finalize = vm::step_finalize, .dispose = vm::step_dispose},
    .slots = {.iter = vm::step_itself, .next = vm::step_next, .await = vm::step_itself},
    .methods = vm::kStepMethods,
};

extern const TypeSpec kAsyncGenAThrowSpec;
const TypeSpec kAsyncGenAThrowSpec = {
    .id = TypeId::kAsyncGenAThrow,
    .name = "async_generator_athrow",
    .size = sizeof(vm::AsyncThrow),
    .flags = kTypeTraced | kTypeDisallowNew | kTypeFinalizer,
    .lifetime = {.trace = vm::throw_trace, .finalize = vm::throw_finalize, .dispose = vm::throw_dispose},
    .slots = {.iter = vm::step_itself, .next = vm::throw_next, .await = vm::step_itself},
    .methods = vm::kThrowMethods,
};

}  // namespace rt
