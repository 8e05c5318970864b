// The class Future: its methods and attributes.
#include "interp/library/asyncio/future.h"
#include "runtime/library/threads/contextvars.h"
#include "runtime/object/deletion.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm::aio {

namespace {

bool future_init(Thread& t, Value self, const CallArgs& args) {
  static constexpr rt::Signature kSignature = rt::parse_signature("(*, loop=None)");
  Value loop;
  return rt::bind_arguments(t, "Future", kSignature, args, &loop) && initialise_py(t, as_future(self), loop);
}

Ref future_create(Thread& t, Type* type, const CallArgs&) { return rt::allocate_instance(t, type); }

Ref future_repr(Thread& t, Value self) {
  if (!require_initialised(t, as_future(self))) return Ref();
  return call_library_py(t, "asyncio.base_futures", "_future_repr", CallArgs{&self, 1, Value()});
}

// ---- methods

// What result() and exception() need. False: InvalidStateError is pending.
bool require_usable_py(Thread& t, Future* f) {
  return f->loop.get_shared() || raise_invalid_state_py(t, "Future object is not initialized.");
}

Ref result(Thread& t, Value self) {
  Future* f = as_future(self);
  return require_usable_py(t, f) ? result_py(t, f) : Ref();
}

Ref exception(Thread& t, Value self) {
  Future* f = as_future(self);
  if (!require_usable_py(t, f)) return Ref();
  switch (state_of(f)) {
    case State::kPending: return raise_invalid_state_py(t, "Exception is not set.");
    case State::kCancelled: {
      Ref error = make_cancelled_error_py(t, f);
      return error ? Ref(rt::raise_error(t, error)) : Ref();
    }
    case State::kFinished: break;
  }
  f->logs_traceback.store(false, gc::relaxed);
  return load_or_none(t, f, f->exception);
}

Ref set_result(Thread& t, Value self, Value value) {
  Future* f = as_future(self);
  return require_initialised(t, f) && set_result_py(t, f, value) ? rt::none() : Ref();
}
Ref set_exception(Thread& t, Value self, Value value) {
  Future* f = as_future(self);
  return require_initialised(t, f) && set_exception_py(t, f, value) ? rt::none() : Ref();
}

Ref cancel(Thread& t, Value self, Value message) {
  Future* f = as_future(self);
  bool done;
  return require_initialised(t, f) && cancel_py(t, f, message, &done) ? rt::bool_ref(done) : Ref();
}

Ref add_done_callback(Thread& t, Value self, Value function, Value context) {
  Future* f = as_future(self);
  if (!f->loop.get_shared()) return rt::raise(t, rt::kRuntimeErrorType, "uninitialized Future object");
  bool given = context && !rt::is_same(context, rt::kNone);
  Ref its_context = given ? Ref::share(t, context) : rt::copy_context(t);
  return its_context && add_callback_py(t, f, function, its_context) ? rt::none() : Ref();
}

Ref remove_done_callback(Thread& t, Value self, Value function) {
  Future* f = as_future(self);
  i64 count = require_initialised(t, f) ? remove_callback_py(t, f, function) : -1;
  return count < 0 ? Ref() : rt::make_int(t, count);
}

Ref cancelled(Thread&, Value self) { return rt::bool_ref(state_of(as_future(self)) == State::kCancelled); }
Ref done(Thread&, Value self) { return rt::bool_ref(state_of(as_future(self)) != State::kPending); }

Ref get_loop(Thread& t, Value self) {
  Future* f = as_future(self);
  return require_initialised(t, f) ? load(t, f, f->loop) : Ref();
}

Ref make_cancelled_error(Thread& t, Value self) { return make_cancelled_error_py(t, as_future(self)); }

constexpr rt::MethodDef kFutureMethods[] = {
    {"result", result, "(self, /)",
     "Return the result, or raise the exception; InvalidStateError if the future is not done."},
    {"exception", exception, "(self, /)",
     "Return the exception, or None if there is a result; InvalidStateError if the future is not done."},
    {"set_result", set_result, "(self, result, /)", "Make the future done with a result."},
    {"set_exception", set_exception, "(self, exception, /)", "Make the future done with an exception."},
    {"add_done_callback", add_done_callback, "(self, fn, /, *, context=<unrepresentable>)",
     "Let the loop call fn with the future when it is done, or soon if it is done already."},
    {"remove_done_callback", remove_done_callback, "(self, fn, /)",
     "Remove all callbacks that equal fn, and return how many they were."},
    {"cancel", cancel, "(self, /, msg=None)",
     "Cancel the future and schedule its callbacks. Return False if it was done already."},
    {"cancelled", cancelled, "(self, /)", "Was the future cancelled?"},
    {"done", done, "(self, /)", "Has the future a result or an exception, or was it cancelled?"},
    {"get_loop", get_loop, "(self, /)", "Return the loop that the future belongs to."},
    {"_make_cancelled_error", make_cancelled_error, "(self, /)",
     "Return the CancelledError to raise, and forget the one that was kept for this."},
    rt::kClassGetitemMethod,
    {},
};

// ---- attributes

template <Slot Future::* kSlot>
Ref get_slot(Thread& t, Value self) {
  return load_or_none(t, as_future(self), as_future(self)->*kSlot);
}
template <Slot Future::* kSlot>
Ref get_slot_of_initialised(Thread& t, Value self) {
  return require_initialised(t, as_future(self)) ? get_slot<kSlot>(t, self) : Ref();
}

Ref get_state(Thread& t, Value self) {
  Future* f = as_future(self);
  if (!require_initialised(t, f)) return Ref();
  State state = state_of(f);
  return rt::intern(t, state == State::kPending ? "PENDING" : state == State::kCancelled ? "CANCELLED" : "FINISHED");
}
Ref get_callbacks(Thread& t, Value self) {
  return require_initialised(t, as_future(self)) ? callbacks_list(t, as_future(self)) : Ref();
}
bool set_cancel_message(Thread& t, Value self, Value value) {
  if (!value) return rt::raise_undeletable(t, self, "_cancel_message");
  rt::store_field(t, as_future(self), as_future(self)->cancel_message, Ref::share(t, value));
  return true;
}
Ref get_log_traceback(Thread& t, Value self) {
  Future* f = as_future(self);
  return require_initialised(t, f) ? rt::bool_ref(f->logs_traceback.load(gc::acquire)) : Ref();
}
bool set_log_traceback(Thread& t, Value self, Value value) {
  if (!value) return rt::raise_undeletable(t, self, "_log_traceback");
  int on = rt::truth_py(t, value);
  if (on < 0) return false;
  if (on) return rt::raise_value_error(t, "_log_traceback can only be set to False");
  as_future(self)->logs_traceback.store(false, gc::relaxed);
  return true;
}
Ref get_blocking(Thread&, Value self) { return rt::bool_ref(as_future(self)->blocking.load(gc::relaxed)); }
bool set_blocking(Thread& t, Value self, Value value) {
  if (!value) return rt::raise_undeletable(t, self, "_asyncio_future_blocking");
  int on = rt::truth_py(t, value);
  if (on < 0) return false;
  as_future(self)->blocking.store(on != 0, gc::relaxed);
  return true;
}
Ref get_awaited_by(Thread& t, Value self) { return awaiters_py(t, as_future(self)); }

// The first row is for libraries that know the graph of awaits.
constexpr rt::GetSetDef kFutureGetSet[] = {
    {"_asyncio_awaited_by", get_awaited_by},
    {"_state", get_state},
    {"_asyncio_future_blocking", get_blocking, set_blocking},
    {"_loop", get_slot<&Future::loop>},
    {"_callbacks", get_callbacks},
    {"_result", get_slot_of_initialised<&Future::result>},
    {"_exception", get_slot_of_initialised<&Future::exception>},
    {"_log_traceback", get_log_traceback, set_log_traceback},
    {"_source_traceback", get_slot<&Future::source_traceback>},
    {"_cancel_message", get_slot<&Future::cancel_message>, set_cancel_message},
    {},
};

rt::TypeSpec g_future_spec = {
    .name = "_asyncio.Future",
    .size = sizeof(Future),
    .flags = rt::kTypeTraced | rt::kTypeSubclassable | rt::kTypeHasDict | rt::kTypeHasWeakrefs | rt::kTypeFinalizer,
    .doc =
        "Future(*, loop=None)\n--\n\n"
        "A result that is not there yet. It belongs to one loop, whose callbacks and tasks wait for it.",
    .lifetime = {trace_future, clear_future, finalize_future, dispose_future},
    .slots =
        {.repr = future_repr, .iter = future_iter, .create = future_create, .init = future_init, .await = future_iter},
    .methods = kFutureMethods,
    .getset = kFutureGetSet,
};

}  // namespace

bool add_future_type(Thread& t, Value module) {
  if (!tracks_awaits()) g_future_spec.getset = kFutureGetSet + 1;
  return rt::add_native_type(t, module, g_future_type, g_future_spec);
}

}  // namespace vm::aio
