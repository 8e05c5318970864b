// anext(iterator, default): an awaitable whose value is the default if awaiting the item raises StopAsyncIteration.
#include "runtime/library/core/builtins.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/names.h"
#include "runtime/object/ops.h"
#include "runtime/types/exceptions/exception.h"

namespace rt::builtins {

namespace {

struct AnextAwaitable : Object {
  Slot awaitable, fallback;
};

// Made at start-up, then constant.
Type* g_type = nullptr;
void trace_type(gc::Visitor& visitor) { visitor(g_type); }

Ref self_iter(Thread& t, Value self) { return Ref::share(t, self); }

// The iterator behind the awaitable, which `await` would drive. Empty: an error is pending.
Ref driven_iterator_py(Thread& t, Value self) {
  Ref iterator = g_interpreter.await_iterator_py(t, self.as<AnextAwaitable>()->awaitable.get());  // never changes
  // A coroutine is driven by `await` without being an iterator; it has a wrapper that is one.
  return iterator && !type_of(iterator)->slots.next ? type_of(iterator)->slots.await(t, iterator) : std::move(iterator);
}

// Replaces StopAsyncIteration by the default as the awaited value.
Ref or_default(Thread& t, Value self, Ref result) {
  if (result || !error_is(t, kStopAsyncIterationType)) return result;
  clear_error(t);
  return raise_stop_iteration(t, self.as<AnextAwaitable>()->fallback.get());
}

Ref awaitable_next(Thread& t, Value self) {
  Ref iterator = driven_iterator_py(t, self);
  return iterator ? or_default(t, self, type_of(iterator)->slots.next(t, iterator)) : Ref();
}

Ref awaitable_send(Thread& t, Value self, Value value) {
  Ref iterator = driven_iterator_py(t, self);
  return iterator ? or_default(t, self, call_method_py(t, iterator, name(N::send), value)) : Ref();
}
Ref awaitable_throw(Thread& t, Value self, Value args) {
  Ref iterator = driven_iterator_py(t, self);
  Ref method = iterator ? getattr_py(t, iterator, name(N::throw_)) : Ref();
  return method ? or_default(t, self, call_with_tuple_py(t, method, args, Value())) : Ref();
}
Ref awaitable_close(Thread& t, Value self) {
  Ref iterator = driven_iterator_py(t, self);
  return iterator ? or_default(t, self, call_method_py(t, iterator, name(N::close))) : Ref();
}

void awaitable_trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<AnextAwaitable*>(object)->awaitable);
  trace_slot(visitor, static_cast<AnextAwaitable*>(object)->fallback);
}
void awaitable_dispose(gc::Thread& thread, Object* object) {
  clear_slot(static_cast<Thread&>(thread), static_cast<AnextAwaitable*>(object)->awaitable);
  clear_slot(static_cast<Thread&>(thread), static_cast<AnextAwaitable*>(object)->fallback);
}

constexpr MethodDef kMethods[] = {{"send", awaitable_send, "(self, value, /)"},
                                  {"throw", awaitable_throw, "(self, *args)"},
                                  {"close", awaitable_close, "(self, /)"},
                                  {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.iter = self_iter;
  s.next = awaitable_next;
  s.await = self_iter;
  return s;
}();
constexpr TypeSpec kSpec = {.name = "anext_awaitable",
                            .size = sizeof(AnextAwaitable),
                            .flags = kTypeTraced | kTypeDisallowNew,
                            .lifetime = {awaitable_trace, nullptr, nullptr, awaitable_dispose},
                            .slots = kSlots,
                            .methods = kMethods};

}  // namespace

void init_anext_awaitable(Thread& t) {
  g_type = make_native_type(t, kSpec);
  gc::add_root_tracer(trace_type);
}

Ref make_anext_awaitable(Thread& t, Value awaitable, Value fallback) {
  Ref self = allocate_instance(t, g_type);
  if (!self) return Ref();
  init_field(self.as<AnextAwaitable>()->awaitable, Ref::share(t, awaitable));
  init_field(self.as<AnextAwaitable>()->fallback, Ref::share(t, fallback));
  return self;
}

}  // namespace rt::builtins
