// The class Task: a future that drives a coroutine to its end.
#include "interp/library/asyncio/future.h"
#include "runtime/library/threads/contextvars.h"
#include "runtime/object/deletion.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm::aio {

namespace {

// ---- setting up

// Numbers of unnamed tasks.
gc::Atomic<i64> g_task_count{0};

bool is_coroutine_py(Thread& t, Value v) {
  if (rt::is_exact(v, rt::TypeId::kCoroutine)) return true;
  Ref answer = call_library_py(t, "asyncio.coroutines", "iscoroutine", CallArgs{&v, 1, Value()});
  int truth = answer ? rt::truth_py(t, answer) : -1;
  if (truth == 0) rt::raise_type_error(t, "a coroutine was expected, got %R", v);
  return truth > 0;
}

bool set_name_py(Thread& t, Task* task, Value name) {
  Ref text = rt::is_str(name) ? Ref::share(t, name) : rt::str_py(t, name);
  if (!text) return false;
  rt::store_field(t, task, task->name, std::move(text));
  return true;
}

// Up to 3.14 a task takes anything for a context, and fails when it is scheduled.
Ref context_for(Thread& t, Value given) {
  if (!given || rt::is_same(given, rt::kNone)) return rt::copy_context(t);
  if (rt::library_minor() >= 15 && !rt::is_context(given))
    return rt::raise_type_error(t, "a contextvars.Context was expected, got %T", given);
  return Ref::share(t, given);
}

// The first step, within the constructor: as a step, but in the place of the task that is being executed, and in the
// context of the new one.
bool run_eagerly_py(Thread& t, Task* task) {
  Ref context = load_or_none(t, task, task->context);
  if (!rt::is_context(context)) return rt::raise_type_error(t, "an instance of Context was expected");
  if (!rt::enter_context(t, context)) return false;
  bool ok = run_coroutine_py(t, task, Value());
  Ref error = rt::take_error(t);
  ok = rt::leave_context(t, context) && ok;
  if (error) {
    rt::clear_error(t);
    rt::restore_error(t, std::move(error));
  }
  return ok && !t.error;
}

bool start_eagerly_py(Thread& t, Task* task) {
  Ref loop = load_or_none(t, task, task->loop);
  Ref before = swap_task_py(t, loop, Value(task));
  if (!before) return false;
  register_task(t, task);
  bool ok = run_eagerly_py(t, task);
  if (state_of(task) != State::kPending) rt::store_field(t, task, task->coroutine, Ref());
  Ref error = rt::take_error(t);
  Ref self = swap_task_py(t, loop, before);
  if (!error) return ok && self;
  if (rt::library_minor() >= 15) task->log_destroy_pending.store(false, gc::relaxed);
  rt::clear_error(t);
  rt::restore_error(t, std::move(error));
  return false;
}

// 1: the loop is running, and the caller wants an eager start; 0: no; -1: error.
int starts_eagerly_py(Thread& t, Task* task, Value eager_start) {
  int wanted = eager_start ? rt::truth_py(t, eager_start) : 0;
  if (wanted <= 0) return wanted;
  Ref loop = load_or_none(t, task, task->loop);
  Ref running = rt::call_method_py(t, loop, g_text.is_running);
  return running ? rt::truth_py(t, running) : -1;
}

bool start_py(Thread& t, Task* task, Value eager_start) {
  int eagerly = starts_eagerly_py(t, task, eager_start);
  if (eagerly < 0) return false;
  if (eagerly) return start_eagerly_py(t, task);
  if (!schedule_step_py(t, task, Value())) return false;
  register_task(t, task);
  return true;
}

bool set_up_py(Thread& t, Task* task, Value coroutine, Value name, Value context) {
  task->log_destroy_pending.store(false, gc::relaxed);  // whoever makes a task of something else learns it at once
  if (!is_coroutine_py(t, coroutine)) return false;
  Ref its_context = context_for(t, context);
  if (!its_context) return false;
  rt::store_field(t, task, task->context, std::move(its_context));
  rt::store_field(t, task, task->waiter, Ref());
  task->cancels.store(0, gc::relaxed);
  task->must_cancel.store(false, gc::relaxed);
  task->log_destroy_pending.store(true, gc::relaxed);
  rt::store_field(t, task, task->coroutine, Ref::share(t, coroutine));
  if (name && !rt::is_same(name, rt::kNone)) return set_name_py(t, task, name);
  rt::store_field(t, task, task->name, Ref::immediate(Value::small_int(g_task_count.fetch_add(1, gc::relaxed) + 1)));
  return true;
}

bool task_init(Thread& t, Value self, const CallArgs& args) {
  static constexpr rt::Signature kOld = rt::parse_signature("(coro, *, loop=None, name=None, context=None)"),
                                 kNew = rt::parse_signature(
                                     "(coro, *, loop=None, name=None, context=None, eager_start=False)");
  Value bound[5];
  if (!rt::bind_arguments(t, "Task", rt::library_minor() < 12 ? kOld : kNew, args, bound)) return false;
  Task* task = as_task(self);
  return initialise_py(t, task, bound[1]) && set_up_py(t, task, bound[0], bound[2], bound[3]) &&
         start_py(t, task, bound[4]);
}

Ref task_create(Thread& t, Type* type, const CallArgs&) { return rt::allocate_instance(t, type); }

Ref task_repr(Thread& t, Value self) {
  if (!require_initialised(t, as_task(self))) return Ref();
  return call_library_py(t, "asyncio.base_tasks", "_task_repr", CallArgs{&self, 1, Value()});
}

// ---- methods

Ref set_no_result(Thread& t, Value, Value) {
  return rt::raise(t, rt::kRuntimeErrorType, "Task does not support set_result operation");
}
Ref set_no_exception(Thread& t, Value, Value) {
  return rt::raise(t, rt::kRuntimeErrorType, "Task does not support set_exception operation");
}

// waiter.cancel(msg=...): 1 it was cancelled, 0 not, -1 error.
int cancel_waiter_py(Thread& t, Value waiter, Value message) {
  if (is_plain_future(waiter) && rt::type_of(waiter) == g_future_type) {
    bool done;
    return cancel_py(t, as_future(waiter), message, &done) ? done : -1;
  }
  Value values[] = {waiter, message};
  Ref done = rt::call_method_py(t, g_text.cancel, CallArgs{values, 1, g_text.with_message});
  return done ? rt::truth_py(t, done) : -1;
}

Ref cancel_task(Thread& t, Value self, Value message) {
  Task* task = as_task(self);
  task->logs_traceback.store(false, gc::relaxed);
  if (state_of(task) != State::kPending) return rt::bool_ref(false);
  task->cancels.fetch_add(1, gc::relaxed);
  if (Ref waiter = load(t, task, task->waiter)) {
    int cancelled = cancel_waiter_py(t, waiter, message);
    if (cancelled != 0) return cancelled < 0 ? Ref() : rt::bool_ref(true);
  }
  task->must_cancel.store(true, gc::relaxed);
  rt::store_field(t, task, task->cancel_message, Ref::share(t, message));
  return rt::bool_ref(true);
}

Ref cancelling(Thread& t, Value self) { return rt::make_int(t, as_task(self)->cancels.load(gc::relaxed)); }

Ref uncancel(Thread& t, Value self) {
  Task* task = as_task(self);
  i64 count = task->cancels.load(gc::relaxed);
  while (count > 0 && !task->cancels.compare_exchange_strong(count, count - 1, gc::relaxed, gc::relaxed)) {
  }
  if (count <= 0) return rt::make_int(t, 0);
  if (count == 1 && rt::library_minor() >= 13) task->must_cancel.store(false, gc::relaxed);
  return rt::make_int(t, count - 1);
}

Ref get_stack(Thread& t, Value self, Value limit) {
  if (!require_initialised(t, as_task(self))) return Ref();
  Value values[] = {self, limit};
  return call_library_py(t, "asyncio.base_tasks", "_task_get_stack", CallArgs{values, 2, Value()});
}
Ref print_stack(Thread& t, Value self, Value limit, Value file) {
  if (!require_initialised(t, as_task(self))) return Ref();
  Value values[] = {self, limit, file};
  return call_library_py(t, "asyncio.base_tasks", "_task_print_stack", CallArgs{values, 3, Value()});
}

template <Slot Task::* kSlot>
Ref get_task_slot(Thread& t, Value self) {
  return load_or_none(t, as_task(self), as_task(self)->*kSlot);
}

Ref get_name(Thread& t, Value self) {
  Task* task = as_task(self);
  Ref name = load_or_none(t, task, task->name);
  if (!name.get().is_small_int()) return name;
  Ref text = rt::format_message(t, "Task-%lld", static_cast<long long>(name.get().small()));
  if (text) rt::store_field(t, task, task->name, Ref::share(t, text));
  return text;
}
Ref set_name(Thread& t, Value self, Value name) { return set_name_py(t, as_task(self), name) ? rt::none() : Ref(); }

constexpr rt::MethodDef kTaskMethods[] = {
    {"set_result", set_no_result, "(self, result, /)", "Raise RuntimeError: the coroutine gives the result."},
    {"set_exception", set_no_exception, "(self, exception, /)", "Raise RuntimeError: the coroutine raises it."},
    {"cancel", cancel_task, "(self, /, msg=None)",
     "Ask the task to end: CancelledError is raised in its coroutine, which may refuse. Return False if it is done."},
    {"cancelling", cancelling, "(self, /)", "Return how many requests to cancel the task have not been withdrawn."},
    {"uncancel", uncancel, "(self, /)", "Withdraw one request to cancel the task, and return how many are left."},
    {"get_stack", get_stack, "(self, /, *, limit=None)",
     "Return the frames of the coroutine, or of the traceback of its exception."},
    {"print_stack", print_stack, "(self, /, *, limit=None, file=None)", "Print what get_stack() returns."},
    {"get_name", get_name, "(self, /)", "Return the name of the task."},
    {"set_name", set_name, "(self, value, /)", "Give the task a name: str(value)."},
    {"get_coro", get_task_slot<&Task::coroutine>, "(self, /)", "Return the coroutine."},
    {"get_context", get_task_slot<&Task::context>, "(self, /)", "Return the context in which the coroutine runs."},
    {},
};

// ---- attributes

Ref get_log_destroy_pending(Thread&, Value self) {
  return rt::bool_ref(as_task(self)->log_destroy_pending.load(gc::relaxed));
}
bool set_log_destroy_pending(Thread& t, Value self, Value value) {
  if (!value) return rt::raise_undeletable(t, self, "_log_destroy_pending");
  int on = rt::truth_py(t, value);
  if (on < 0) return false;
  as_task(self)->log_destroy_pending.store(on != 0, gc::relaxed);
  return true;
}
Ref get_must_cancel(Thread&, Value self) { return rt::bool_ref(as_task(self)->must_cancel.load(gc::relaxed)); }

constexpr rt::GetSetDef kTaskGetSet[] = {
    {"_log_destroy_pending", get_log_destroy_pending, set_log_destroy_pending},
    {"_must_cancel", get_must_cancel},
    {"_coro", get_task_slot<&Task::coroutine>},
    {"_fut_waiter", get_task_slot<&Task::waiter>},
    {},
};

// ---- lifetime

void trace_task(Object* object, gc::Visitor& visitor) {
  trace_future(object, visitor);
  auto* task = static_cast<Task*>(object);
  for (Slot* slot : {&task->coroutine, &task->context, &task->name, &task->waiter}) rt::trace_slot(visitor, *slot);
}

void clear_task(gc::Thread& thread, Object* object) {
  clear_future(thread, object);
  auto* task = static_cast<Task*>(object);
  for (Slot* slot : {&task->coroutine, &task->context, &task->name, &task->waiter})
    rt::clear_slot(static_cast<Thread&>(thread), *slot);
}

void dispose_task(gc::Thread& thread, Object* object) {
  unregister_task(static_cast<Task*>(object));
  clear_task(thread, object);
  dispose_future(thread, object);
}

void finalize_task(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* task = static_cast<Task*>(object);
  // Up to 3.13 all_tasks() shows no task whose finalizer has run, even if that has kept the task alive.
  if (rt::library_minor() < 14) unregister_task(task);
  bool lost = task->loop.get_shared() && state_of(task) == State::kPending;
  if (lost && task->log_destroy_pending.load(gc::relaxed))
    report_to_loop_py(t, task, "task", "Task was destroyed but it is pending!", Value());
  finalize_future(thread, object);
}

constexpr rt::TypeSpec kTaskSpec = {
    .name = "_asyncio.Task",
    .size = sizeof(Task),
    .flags = rt::kTypeTraced | rt::kTypeSubclassable | rt::kTypeHasDict | rt::kTypeHasWeakrefs | rt::kTypeFinalizer,
    .doc =
        "Task(coro, *, loop=None, name=None, context=None, eager_start=False)\n--\n\n"
        "A coroutine that the loop runs, and the future of its result.",
    .lifetime = {trace_task, clear_task, finalize_task, dispose_task},
    .slots = {.repr = task_repr, .iter = future_iter, .create = task_create, .init = task_init, .await = future_iter},
    .methods = kTaskMethods,
    .getset = kTaskGetSet,
};

}  // namespace

bool add_task_type(Thread& t, Value module) {
  return rt::add_native_type(t, module, g_task_type, kTaskSpec, g_future_type);
}

}  // namespace vm::aio
