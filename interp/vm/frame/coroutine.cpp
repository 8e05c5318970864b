// Parts that only coroutines need: the object that coroutine.__await__() returns, cr_origin, and the settings that an
// event loop makes for its thread.
#include "gc/heap/heap.h"
#include "interp/vm/frame/generator.h"
#include "interp/vm/frame/thread_data.h"
#include "runtime/object/names.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"

namespace vm {

// ---- settings of a thread

AsyncSettings async_settings(const Thread& t) {
  ThreadData* data = find_thread_data(t);
  return data ? data->async : AsyncSettings{};
}

static void replace_hook(Thread& t, Value& hook, Value with) {
  Value old = std::exchange(hook, rt::is_same(with, rt::kNone) ? Value() : Ref::share(t, with).release());
  rt::decref(t, old);
}

void set_async_hooks(Thread& t, Value first_iteration, Value finalizer) {
  if (first_iteration) replace_hook(t, thread_data(t).async.first_iteration, first_iteration);
  if (finalizer) replace_hook(t, thread_data(t).async.finalizer, finalizer);
}

void set_origin_depth(Thread& t, i32 depth) { thread_data(t).async.origin_depth = depth; }

// ---- cr_origin

Ref coroutine_origin_py(Thread& t) {
  i32 depth = async_settings(t).origin_depth;
  if (depth == 0) return Ref();
  Ref frames = rt::make_list(t);
  Value* r = t.frame ? caller_of(t.frame) : nullptr;  // the frame that calls the coroutine function
  for (; frames && r && depth > 0; r = caller_of(r), --depth) {
    Code* code = code_of(r);
    const u64* pc = frame_pc(t, r);
    i32 line = pc ? comp::position_of(code, static_cast<u32>(pc - code->words) - 1).line : 0;
    Ref entry = rt::make_tuple(t, code->filename.get(), Value::small_int(line), code->name.get());
    if (!entry || !rt::list_append(t, rt::as_list(frames), std::move(entry))) return Ref();
  }
  return frames ? rt::list_to_tuple(t, frames) : Ref();
}

// ---- coroutine_wrapper

namespace {

struct CoroutineWrapper : Object {
  Slot coroutine;  // never changes
};

Value coroutine_of(Value self) { return self.as<CoroutineWrapper>()->coroutine.get(); }

Ref wrapper_iter(Thread& t, Value self) { return Ref::share(t, self); }
Ref wrapper_next(Thread& t, Value self) { return generator_send_py(t, coroutine_of(self).as<Generator>(), rt::kNone); }
Ref wrapper_send(Thread& t, Value self, Value value) {
  return generator_send_py(t, coroutine_of(self).as<Generator>(), value);
}
Ref wrapper_throw(Thread& t, Value self, Value type, Value value, Value traceback) {
  return generator_throw_arguments_py(t, coroutine_of(self).as<Generator>(), type, value, traceback);
}
Ref wrapper_close(Thread& t, Value self) {
  return generator_close_py(t, coroutine_of(self).as<Generator>()) ? rt::none() : Ref();
}

constexpr rt::MethodDef kWrapperMethods[] = {
    {"send", wrapper_send, "(self, value, /)", "Resume the coroutine with value sent in."},
    {"throw", wrapper_throw, "(self, type, value=<unset>, traceback=<unset>, /)",
     "Raise an exception where the coroutine was paused."},
    {"close", wrapper_close, "(self, /)", "Raise GeneratorExit where the coroutine was paused."},
    {},
};

void wrapper_trace(Object* o, gc::Visitor& visitor) {
  rt::trace_slot(visitor, static_cast<CoroutineWrapper*>(o)->coroutine);
}
void wrapper_dispose(gc::Thread& t, Object* o) {
  rt::clear_slot(static_cast<Thread&>(t), static_cast<CoroutineWrapper*>(o)->coroutine);
}

}  // namespace

Ref coroutine_await(Thread& t, Value self) {
  auto* wrapper = static_cast<CoroutineWrapper*>(
      gc::allocate(t, sizeof(CoroutineWrapper), static_cast<u32>(rt::TypeId::kCoroutineWrapper), true));
  if (!wrapper) return rt::raise_memory_error(t);
  rt::init_field(wrapper->coroutine, Ref::share(t, self));
  return Ref::steal(Value(wrapper));
}

}  // namespace vm

namespace rt {

extern const TypeSpec kCoroutineWrapperSpec;
const TypeSpec kCoroutineWrapperSpec = {
    .id = TypeId::kCoroutineWrapper,
    .name = "coroutine_wrapper",
    .size = sizeof(vm::CoroutineWrapper),
    .flags = kTypeTraced | kTypeDisallowNew,
    .doc = "What awaiting a coroutine iterates over.",
    .lifetime = {.trace = vm::wrapper_trace, .dispose = vm::wrapper_dispose},
    .slots = {.iter = vm::wrapper_iter, .next = vm::wrapper_next},
    .methods = vm::kWrapperMethods,
};

}  // namespace rt
