// Handlers: awaiting and asynchronous iteration. The loop of an await is SEND and YIELD (ops/generator.cpp).
#include "interp/vm/frame/generator.h"
#include "interp/vm/handler.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"

namespace vm {

HANDLER reraise(HANDLER_ARGS);  // ops/except.cpp

static bool is_awaitable_generator(Value v) {
  return rt::is_exact(v, rt::TypeId::kGenerator) &&
         code_of(v.as<Generator>()->window())->flags & comp::kIterableCoroutine;
}

// `kind`: operand c of GET_YIELD_ITER.
static rt::Error cannot_await(Thread& t, Value v, u32 kind) {
  if (kind == 2 || kind == 3) {
    return rt::raise_type_error(t, "'async with' received an object from %s that does not implement __await__: %T",
                                kind == 2 ? "__aenter__" : "__aexit__", v);
  }
  return rt::raise_type_error(
      t, rt::library_minor() >= 14 ? "'%T' object can't be awaited" : "object %T can't be used in 'await' expression",
      v);
}

Ref await_iterator_py(Thread& t, Value v, u32 kind) {
  if (rt::is_exact(v, rt::TypeId::kCoroutine)) {
    auto* coroutine = v.as<Generator>();
    if (coroutine->state.load(gc::acquire) == GeneratorState::kSuspended && coroutine->delegate.load(gc::relaxed)) {
      return rt::raise(t, rt::kRuntimeErrorType, "coroutine is being awaited already");
    }
    return Ref::share(t, v);
  }
  if (is_awaitable_generator(v)) return Ref::share(t, v);
  auto await = rt::type_of(v)->slots.await;
  if (!await) return cannot_await(t, v, kind);
  Ref iterator = await(t, v);
  if (!iterator) return Ref();
  bool is_coroutine = rt::is_exact(iterator, rt::TypeId::kCoroutine) || is_awaitable_generator(iterator);
  if (rt::library_minor() >= 14 && (is_coroutine || !rt::type_of(iterator)->slots.next)) {
    return rt::raise_type_error(t,
                                is_coroutine ? "%T.__await__() must return an iterator, not coroutine"
                                             : "%T.__await__() must return an iterator, not %T",
                                v, iterator.get());
  }
  if (is_coroutine) return rt::raise_type_error(t, "__await__() returned a coroutine");
  if (!rt::type_of(iterator)->slots.next) {
    return rt::raise_type_error(t, "__await__() returned non-iterator of type '%T'", iterator.get());
  }
  return iterator;
}

static Ref async_iterator_py(Thread& t, Value iterable) {
  auto aiter = rt::type_of(iterable)->slots.aiter;
  if (!aiter) return rt::raise_type_error(t, "'async for' requires an object with __aiter__ method, got %T", iterable);
  Ref iterator = aiter(t, iterable);
  if (iterator && !rt::type_of(iterator)->slots.anext) {
    return rt::raise_type_error(
        t, "'async for' received an object from __aiter__ that does not implement __anext__: %T", iterator.get());
  }
  return iterator;
}

OP_HANDLER(GET_AITER) {
  SAVE();
  Value v = async_iterator_py(*t, REG_B).release();
  if (!v) UNWIND();
  CONSUME_B();
  FINISH_SLOW(DEST, v);
}

static Ref next_awaitable_py(Thread& t, Value iterator) {
  auto anext = rt::type_of(iterator)->slots.anext;
  if (!anext)
    return rt::raise_type_error(t, "'async for' requires an iterator with __anext__ method, got %T", iterator);
  Ref awaitable = anext(t, iterator);
  if (!awaitable) return Ref();
  Ref result = await_iterator_py(t, awaitable, 1);
  if (result) return result;
  Ref cause = rt::take_error(t);
  rt::raise_type_error(t, "'async for' received an invalid object from __anext__: %T", awaitable.get());
  auto* e = rt::as_exception(t.error);
  rt::store_field(t, e, e->context, Ref::share(t, cause));
  rt::store_field(t, e, e->cause, std::move(cause));
  e->suppress_context.store(true, gc::relaxed);
  return Ref();
}

OP_HANDLER(GET_ANEXT) {
  SAVE();
  Value v = next_awaitable_py(*t, REG_B).release();
  if (!v) UNWIND();
  FINISH_SLOW(DEST, v);
}

OP_HANDLER(END_ASYNC_FOR) {
  SAVE();
  Value exception = take(t, REG_A, true).release();
  if (!rt::is_instance(exception, rt::kStopAsyncIterationType)) {
    t->error = exception;
    TAIL(reraise, 0);
  }
  drop(t, exception);
  NEXT();
}

}  // namespace vm
