// A future: pending, then done exactly once.
#include "interp/library/asyncio/future.h"
#include "gc/heap/heap.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/text/str.h"

namespace vm::aio {

// ---- setting up

// __init__ of a future that has one already: it is pending again. Up to 3.13.
static void forget_everything(Thread& t, Future* f) {
  for (Slot* slot : {&f->result, &f->exception, &f->exception_traceback, &f->cancel_message, &f->cancelled_error,
                     &f->source_traceback, &f->awaited_by})
    rt::store_field(t, f, *slot, Ref());
  drop_callbacks(t, f);
  f->logs_traceback.store(false, gc::relaxed);
  f->blocking.store(false, gc::relaxed);
  f->state.store(State::kPending, gc::release);
}

static bool note_source_py(Thread& t, Future* f, Value loop) {
  Ref debug = rt::call_method_py(t, loop, g_text.get_debug);
  int on = debug ? rt::truth_py(t, debug) : -1;
  if (on <= 0) return on == 0;
  Ref stack = call_library_py(t, "traceback", "extract_stack", CallArgs{nullptr, 0, Value()});
  if (!stack) return false;
  rt::store_field(t, f, f->source_traceback, std::move(stack));
  return true;
}

bool initialise_py(Thread& t, Future* f, Value loop) {
  if (f->loop.get_shared()) {
    if (rt::library_minor() >= 14)
      return rt::raise(t, rt::kRuntimeErrorType, "%T object is already initialized", Value(f));
    forget_everything(t, f);
  }
  bool given = loop && !rt::is_same(loop, rt::kNone);
  Ref its_loop = given ? Ref::share(t, loop) : current_loop_py(t);
  if (!its_loop) return false;
  rt::store_field(t, f, f->loop, Ref::share(t, its_loop));
  return note_source_py(t, f, its_loop);
}

// ---- becoming done

// How a future ends: its new state, and the values of two slots. Empty values change nothing.
struct Outcome {
  State state;
  Slot* slots[2];
  Ref values[2];
};

// Makes a pending future done. False: it was done already, and nothing has changed. The old values of the slots are
// released with `outcome`.
static bool settle(Thread& t, Future* f, Outcome& outcome) {
  for (const Ref& v : outcome.values) rt::before_store(t, f, v);
  gc::ObjectLock lock(f);
  if (f->state.load(gc::relaxed) != State::kPending) return false;
  for (int i = 0; i < 2; ++i) {
    if (!outcome.values[i]) continue;
    outcome.values[i] = Ref::steal(outcome.slots[i]->exchange(outcome.values[i].release()));
  }
  f->state.store(outcome.state, gc::release);
  return true;
}

static bool is_done_py(Thread& t, Future* f) {
  if (rt::type_of(Value(f)) == g_task_type || is_task(Value(f))) unregister_task(as_task(Value(f)));
  return schedule_callbacks_py(t, f);
}

bool set_result_py(Thread& t, Future* f, Value result) {
  Outcome outcome = {State::kFinished, {&f->result, nullptr}, {Ref::share(t, result), Ref()}};
  if (!settle(t, f, outcome)) return raise_invalid_state_py(t, "invalid state");
  return is_done_py(t, f);
}

// A StopIteration would end the coroutine that waits. Empty: an error is pending.
static Ref without_stop_iteration(Thread& t, Ref exception) {
  if (!rt::is_instance(exception, rt::kStopIterationType)) return exception;
  if (rt::library_minor() < 12) {
    if (rt::type_of(exception) != rt::kStopIterationType) return exception;
    return rt::raise_type_error(t, "StopIteration interacts badly with generators and cannot be raised into a Future");
  }
  rt::raise(t, rt::kRuntimeErrorType,
            "StopIteration interacts badly with generators and cannot be raised into a Future");
  Ref replacement = rt::take_error(t);
  auto* e = rt::as_exception(replacement);
  rt::store_field(t, e, e->cause, Ref::share(t, exception));
  rt::store_field(t, e, e->context, std::move(exception));
  e->suppress_context.store(true, gc::relaxed);
  return replacement;
}

bool set_exception_py(Thread& t, Future* f, Value given) {
  if (state_of(f) != State::kPending) return raise_invalid_state_py(t, "invalid state");
  Ref exception = rt::is_exception_type(given) ? rt::call_py(t, given) : Ref::share(t, given);
  if (!exception) return false;
  if (!rt::is_exception(exception)) return rt::raise_type_error(t, "invalid exception object");
  exception = without_stop_iteration(t, std::move(exception));
  if (!exception) return false;
  auto* e = rt::as_exception(exception);
  Ref traceback = load(t, e, e->traceback);
  Outcome outcome = {
      State::kFinished, {&f->exception, &f->exception_traceback}, {std::move(exception), std::move(traceback)}};
  if (!settle(t, f, outcome)) return raise_invalid_state_py(t, "invalid state");
  if (!is_done_py(t, f)) return false;
  f->logs_traceback.store(true, gc::release);
  return true;
}

bool cancel_py(Thread& t, Future* f, Value message, bool* done) {
  f->logs_traceback.store(false, gc::relaxed);
  Outcome outcome = {
      State::kCancelled, {&f->cancel_message, nullptr}, {message ? Ref::share(t, message) : rt::none(), Ref()}};
  *done = settle(t, f, outcome);
  return !*done || is_done_py(t, f);
}

// ---- asking for the outcome

Ref make_cancelled_error_py(Thread& t, Future* f) {
  if (Ref saved = load(t, f, f->cancelled_error)) {
    rt::store_field(t, f, f->cancelled_error, Ref());
    return saved;
  }
  Type* type = cancelled_error_py(t);
  if (!type) return Ref();
  Ref message = load_or_none(t, f, f->cancel_message);
  return message.get() == rt::kNone ? rt::call_py(t, Value(type)) : rt::call_py(t, Value(type), message);
}

// The exception of a finished future with the traceback that it had when it was set: at the first time only, so that
// the future and its own traceback form no cycle. Empty without error: there is none.
static Ref retrieve_exception(Thread& t, Future* f) {
  f->logs_traceback.store(false, gc::relaxed);
  Ref exception = load(t, f, f->exception);
  if (!exception) return Ref();
  auto* e = rt::as_exception(exception);
  Ref traceback = load(t, f, f->exception_traceback);
  if (traceback) rt::store_field(t, f, f->exception_traceback, Ref());
  rt::store_field(t, e, e->traceback, std::move(traceback));
  return exception;
}

Ref failure_py(Thread& t, Future* f) {
  switch (state_of(f)) {
    case State::kCancelled: {
      Ref error = make_cancelled_error_py(t, f);
      return error ? std::move(error) : rt::take_error(t);
    }
    case State::kFinished: return retrieve_exception(t, f);
    default: raise_invalid_state_py(t, "Result is not set."); return rt::take_error(t);
  }
}

Ref result_py(Thread& t, Future* f) {
  State state = state_of(f);
  if (state == State::kPending) return raise_invalid_state_py(t, "Result is not set.");
  Ref error = state == State::kCancelled ? make_cancelled_error_py(t, f) : retrieve_exception(t, f);
  if (error) return rt::raise_error(t, error);
  if (t.error) return Ref();
  return load_or_none(t, f, f->result);
}

// ---- lifetime

void trace_future(Object* object, gc::Visitor& visitor) {
  rt::trace_attributes(object, visitor);
  auto* f = static_cast<Future*>(object);
  for (Slot* slot : {&f->loop, &f->result, &f->exception, &f->exception_traceback, &f->cancel_message,
                     &f->cancelled_error, &f->source_traceback, &f->awaited_by})
    rt::trace_slot(visitor, *slot);
  trace_callbacks(f->callbacks, visitor);
}

// The loop stays: methods take a future without one for a future whose __init__ has not run.
void clear_future(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* f = static_cast<Future*>(object);
  drop_callbacks(t, f);
  for (Slot* slot : {&f->result, &f->exception, &f->exception_traceback, &f->cancel_message, &f->cancelled_error,
                     &f->source_traceback, &f->awaited_by})
    rt::clear_slot(t, *slot);
}

void dispose_future(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  rt::dispose_attributes(t, object);
  clear_future(thread, object);
  rt::clear_slot(t, static_cast<Future*>(object)->loop);
}

void finalize_future(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* f = static_cast<Future*>(object);
  if (!f->logs_traceback.load(gc::acquire)) return;
  f->logs_traceback.store(false, gc::relaxed);
  Ref exception = load(t, f, f->exception);
  if (exception) report_to_loop_py(t, f, "future", "%s exception was never retrieved", exception);
}

}  // namespace vm::aio
