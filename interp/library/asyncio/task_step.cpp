// The step of a task: resumes the coroutine until it yields or ends, then does what the outcome says.
//
//   the coroutine              the task
//   returns, raises            is done
//   yields a future            waits for it: the future's callback is the wake-up
//   yields None                is scheduled again
//   yields anything else       is scheduled with an error for the coroutine
//
// An exact coroutine or generator is resumed directly, everything else by its methods send() and throw().
#include "interp/library/asyncio/future.h"
#include "interp/vm/frame/generator.h"
#include "runtime/object/names.h"
#include "runtime/types/exceptions/exception.h"

namespace vm::aio {

namespace {

// Resumes the coroutine. The result is what it has yielded. kStop: it has returned *value. Empty: an error is pending.
Ref resume_py(Thread& t, Value coroutine, Value exception, Ref* value) {
  bool native = rt::is_exact(coroutine, rt::TypeId::kCoroutine) || rt::is_exact(coroutine, rt::TypeId::kGenerator);
  Ref v;
  if (native && !exception) return resume_generator_py(t, coroutine.as<Generator>(), rt::kNone, value);
  if (native) v = generator_throw_py(t, coroutine.as<Generator>(), exception);
  else if (exception) v = rt::call_method_py(t, coroutine, rt::name(rt::N::throw_), exception);
  else v = rt::call_method_py(t, coroutine, rt::name(rt::N::send), rt::kNone);
  if (v || !rt::catch_stop_iteration(t, value)) return v;
  return Ref::immediate(rt::kStop);
}

// ---- the coroutine has ended

bool returned_py(Thread& t, Task* task, Value value) {
  if (!task->must_cancel.load(gc::relaxed)) return set_result_py(t, task, value);
  // cancelled right before the coroutine stopped
  task->must_cancel.store(false, gc::relaxed);
  Ref message = load_or_none(t, task, task->cancel_message);
  bool done;
  return cancel_py(t, task, message, &done);
}

// The pending error ends the task.
bool raised_py(Thread& t, Task* task) {
  Ref error = rt::take_error(t);
  if (is_cancelled_error_py(t, error)) {
    rt::store_field(t, task, task->cancelled_error, Ref::share(t, error));
    bool done;
    return cancel_py(t, task, rt::kNone, &done);
  }
  if (!set_exception_py(t, task, error)) return false;
  bool passes_on = rt::is_instance(error, rt::kKeyboardInterruptType) || rt::is_instance(error, rt::kSystemExitType);
  if (passes_on) rt::restore_error(t, std::move(error));
  return !passes_on;
}

// ---- the coroutine has yielded

// The pending error is thrown into the coroutine by the next step.
bool throw_soon_py(Thread& t, Task* task) {
  Ref error = rt::take_error(t);
  return schedule_step_py(t, task, error);
}
template <class... Ts>
bool bad_yield_py(Thread& t, Task* task, const char* format, Ts... values) {
  rt::raise(t, rt::kRuntimeErrorType, format, values...);
  return throw_soon_py(t, task);
}

// Passes a request for cancellation on to the future that the task has begun to wait for.
bool cancel_awaited_py(Thread& t, Task* task, Value future) {
  if (!task->must_cancel.load(gc::relaxed)) return true;
  Ref message = load_or_none(t, task, task->cancel_message);
  Value values[] = {future, message};
  Ref done = rt::call_method_py(t, g_text.cancel, CallArgs{values, 1, g_text.with_message});
  int truth = done ? rt::truth_py(t, done) : -1;
  if (truth > 0) task->must_cancel.store(false, gc::relaxed);
  return truth >= 0;
}

bool wait_for_py(Thread& t, Task* task, Value future) {
  rt::store_field(t, task, task->waiter, Ref::share(t, future));
  return cancel_awaited_py(t, task, future);
}

bool yield_instead_of_await_py(Thread& t, Task* task, Value v) {
  return bad_yield_py(t, task, "yield was used instead of yield from in task %R with %R", Value(task), v);
}
bool other_loop_py(Thread& t, Task* task, Value v) {
  return bad_yield_py(t, task, "Task %R got Future %R attached to a different loop", Value(task), v);
}

bool yielded_plain_future_py(Thread& t, Task* task, Value v) {
  Future* f = as_future(v);
  if (!has(f->loop, task->loop.get_shared())) return other_loop_py(t, task, v);
  if (!f->blocking.load(gc::relaxed)) return yield_instead_of_await_py(t, task, v);
  f->blocking.store(false, gc::relaxed);
  if (tracks_awaits() && !add_awaiter_py(t, f, Value(task))) return false;
  Ref wakeup = make_wakeup_call(t, task), context = load_or_none(t, task, task->context);
  return wakeup && add_callback_py(t, f, wakeup, context) && wait_for_py(t, task, v);
}

// Any object that says by its attribute that it is a future.
bool yielded_future_py(Thread& t, Task* task, Value v, Value blocking) {
  Ref get_loop = rt::getattr_optional_py(t, v, g_text.get_loop);
  if (!get_loop && t.error) return false;
  Ref loop = get_loop ? rt::call_py(t, get_loop) : rt::getattr_py(t, v, g_text._loop);
  if (!loop) return false;
  if (!has(task->loop, loop)) return other_loop_py(t, task, v);
  int is_blocking = rt::truth_py(t, blocking);
  if (is_blocking < 0) return false;
  if (!is_blocking) return yield_instead_of_await_py(t, task, v);
  if (tracks_awaits() && is_future(v) && !add_awaiter_py(t, as_future(v), Value(task))) return false;
  if (!rt::setattr_py(t, v, g_text._asyncio_future_blocking, rt::kFalse)) return false;
  Ref wakeup = make_wakeup_call(t, task), context = load_or_none(t, task, task->context);
  Value values[] = {v, wakeup, context};
  return wakeup && rt::call_method_py(t, g_text.add_done_callback, CallArgs{values, 2, g_text.with_context}) &&
         wait_for_py(t, task, v);
}

bool yielded_py(Thread& t, Task* task, Value v) {
  if (rt::is_same(v, Value(task))) return bad_yield_py(t, task, "Task cannot await on itself: %R", Value(task));
  if (v == rt::kNone) return schedule_step_py(t, task, Value());
  if (is_plain_future(v)) return yielded_plain_future_py(t, task, v);
  Ref blocking = rt::getattr_optional_py(t, v, g_text._asyncio_future_blocking);
  if (t.error) return false;
  if (blocking && blocking.get() != rt::kNone) return yielded_future_py(t, task, v, blocking);
  if (rt::is_exact(v, rt::TypeId::kGenerator)) {
    return bad_yield_py(t, task, "yield was used instead of yield from for generator in task %R with %R", Value(task),
                        v);
  }
  return bad_yield_py(t, task, "Task got bad yield: %R", v);
}

// The request for cancellation becomes the exception of this step, unless that is one already.
Ref cancellation_py(Thread& t, Task* task, Value exception) {
  task->must_cancel.store(false, gc::relaxed);
  if (exception && is_cancelled_error_py(t, exception)) return Ref::share(t, exception);
  return make_cancelled_error_py(t, task);
}

}  // namespace

bool run_coroutine_py(Thread& t, Task* task, Value exception) {
  Ref coroutine = load(t, task, task->coroutine);
  if (!coroutine) return rt::raise(t, rt::kRuntimeErrorType, "uninitialized Task object");
  Ref value;
  Ref v = resume_py(t, coroutine, exception, &value);
  if (v && v.get() == rt::kStop) return returned_py(t, task, value ? value.get() : rt::kNone);
  return v ? yielded_py(t, task, v) : raised_py(t, task);
}

// The step itself, entered.
static bool entered_step_py(Thread& t, Task* task, Value loop, Value exception) {
  if (!enter_task_py(t, loop, Value(task))) return false;
  bool ok = run_coroutine_py(t, task, exception);
  Ref error = rt::take_error(t);
  bool left = leave_task_py(t, loop, Value(task));
  if (!error) return ok && left;
  rt::clear_error(t);
  rt::restore_error(t, std::move(error));
  return false;
}

bool task_step_py(Thread& t, Task* task, Value exception) {
  if (state_of(task) != State::kPending) {
    Type* type = invalid_state_error_py(t);
    return type && rt::raise(t, type, "__step(): already done: %R %R", Value(task), exception ? exception : rt::kNone);
  }
  Ref thrown;
  if (task->must_cancel.load(gc::relaxed)) {
    thrown = cancellation_py(t, task, exception);
    if (!thrown) return false;
    exception = thrown;
  }
  if (task->waiter.get_shared()) rt::store_field(t, task, task->waiter, Ref());
  Ref loop = load_or_none(t, task, task->loop);
  return entered_step_py(t, task, loop, exception);
}

bool task_wakeup_py(Thread& t, Task* task, Value future) {
  if (tracks_awaits() && is_future(future) && !discard_awaiter_py(t, as_future(future), Value(task))) return false;
  Ref failure;
  if (is_plain_future(future)) {
    failure = failure_py(t, as_future(future));
  } else if (!rt::call_method_py(t, future, g_text.result)) {
    failure = rt::take_error(t);
  }
  return task_step_py(t, task, failure);
}

}  // namespace vm::aio
