// What `await future` drives: yields the future once if it is pending, then ends with its result.
#include "interp/library/asyncio/future.h"
#include "interp/vm/frame/generator.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/warn.h"

namespace vm::aio {

namespace {

struct FutureIterator : Object {
  Slot future;  // empty: the iterator has ended
};

Type* g_iterator_type = nullptr;

void end_iterator(Thread& t, FutureIterator* i) { rt::store_field(t, i, i->future, Ref()); }

// Slots::send. The value does not matter.
Ref iterator_send(Thread& t, Value self, Value, Ref* result) {
  auto* i = self.as<FutureIterator>();
  Ref future = load(t, i, i->future);
  if (!future) return Ref::immediate(rt::kStop);
  Future* f = as_future(future);
  if (state_of(f) == State::kPending) {
    if (f->blocking.load(gc::relaxed)) return rt::raise(t, rt::kRuntimeErrorType, "await wasn't used with future");
    f->blocking.store(true, gc::relaxed);
    return future;
  }
  end_iterator(t, i);
  *result = result_py(t, f);
  return *result ? Ref::immediate(rt::kStop) : Ref();
}

// As a method: the end is a StopIteration.
Ref iterator_send_method(Thread& t, Value self, Value value) {
  Ref result;
  Ref v = iterator_send(t, self, value, &result);
  if (!v || v.get() != rt::kStop) return v;
  return rt::raise_stop_iteration(t, result ? result.get() : rt::kNone);
}

Ref iterator_next(Thread& t, Value self) {
  Ref result;
  Ref v = iterator_send(t, self, rt::kNone, &result);
  bool has_value = v && v.get() == rt::kStop && result && result.get() != rt::kNone;
  return has_value ? Ref(rt::raise_stop_iteration(t, result)) : std::move(v);
}

Ref iterator_iter(Thread& t, Value self) { return Ref::share(t, self); }

Ref iterator_throw(Thread& t, Value self, Value type, Value value, Value traceback) {
  Thrown thrown{type, value, traceback};
  Ref exception = warn_of_throw_signature_py(t, "throw", thrown) ? thrown_exception_py(t, thrown) : Ref();
  if (!exception) return Ref();
  end_iterator(t, self.as<FutureIterator>());
  return rt::raise_error(t, exception);
}

Ref iterator_close(Thread& t, Value self) {
  end_iterator(t, self.as<FutureIterator>());
  return rt::none();
}

void iterator_clear(gc::Thread& t, Object* object) {
  rt::clear_slot(static_cast<Thread&>(t), static_cast<FutureIterator*>(object)->future);
}

constexpr rt::MethodDef kIteratorMethods[] = {
    {"send", iterator_send_method, "(self, value, /)", "Go on; the value does not matter."},
    {"throw", iterator_throw, "(self, type, value=<unset>, traceback=<unset>, /)", "End with an exception."},
    {"close", iterator_close, "(self, /)", "End."},
    {},
};
constexpr rt::TypeSpec kIteratorSpec = {
    .name = "_asyncio.FutureIter",
    .size = sizeof(FutureIterator),
    .flags = rt::kTypeTraced | rt::kTypeDisallowNew,
    .lifetime = {rt::SlotsOf<FutureIterator, &FutureIterator::future>::trace, iterator_clear, nullptr,
                 rt::SlotsOf<FutureIterator, &FutureIterator::future>::dispose},
    .slots = {.iter = iterator_iter, .next = iterator_next, .send = iterator_send},
    .methods = kIteratorMethods,
};

}  // namespace

void make_iterator_type(Thread& t) { g_iterator_type = rt::make_native_type(t, kIteratorSpec); }

// Slots iter and await of futures.
Ref future_iter(Thread& t, Value self) {
  if (!require_initialised(t, as_future(self))) return Ref();
  Ref i = rt::allocate_instance(t, g_iterator_type);
  if (i) rt::init_field(i.as<FutureIterator>()->future, Ref::share(t, self));
  return i;
}

}  // namespace vm::aio
