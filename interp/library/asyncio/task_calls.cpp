// The callables that a task gives away: to the loop for its next step, to a future for its wake-up.
#include "interp/library/asyncio/future.h"
#include "runtime/types/text/str.h"

namespace vm::aio {

namespace {

struct TaskCall : Object {
  Slot task;
  Slot exception;  // of a step: what is thrown into the coroutine; or empty
};
using TaskCallSlots = rt::SlotsOf<TaskCall, &TaskCall::task, &TaskCall::exception>;

Type* g_step_type = nullptr;
Type* g_wakeup_type = nullptr;

Ref task_of(Thread& t, Value self) { return load(t, self.object(), self.as<TaskCall>()->task); }

Ref step_call(Thread& t, Value self, const CallArgs& args) {
  if (args.keywords()) return rt::raise_type_error(t, "function takes no keyword arguments");
  if (args.positional) return rt::raise_type_error(t, "function takes no positional arguments");
  Ref task = task_of(t, self), exception = load(t, self.object(), self.as<TaskCall>()->exception);
  return task && task_step_py(t, as_task(task), exception) ? rt::none() : Ref();
}

Ref wakeup_call(Thread& t, Value self, const CallArgs& args) {
  if (args.keywords()) return rt::raise_type_error(t, "function takes no keyword arguments");
  if (args.positional != 1) return rt::raise_type_error(t, "function takes exactly one argument");
  Ref task = task_of(t, self);
  return task && task_wakeup_py(t, as_task(task), args[0]) ? rt::none() : Ref();
}

// The loop shows the task instead of the callable in its reports.
Ref call_self(Thread& t, Value self) {
  Ref task = task_of(t, self);
  return task ? std::move(task) : rt::none();
}
// The name by which reports show a callback of a future.
Ref wakeup_qualname(Thread& t, Value) { return rt::make_str_ascii(t, "Task.task_wakeup"); }
Ref wakeup_name(Thread& t, Value) { return rt::make_str_ascii(t, "task_wakeup"); }

constexpr rt::GetSetDef kStepGetSet[] = {{"__self__", call_self}, {}};
constexpr rt::GetSetDef kWakeupGetSet[] = {
    {"__self__", call_self}, {"__name__", wakeup_name}, {"__qualname__", wakeup_qualname}, {}};

constexpr rt::TypeSpec call_spec(const char* name, const rt::GetSetDef* getset,
                                 Ref (*call)(Thread&, Value, const CallArgs&)) {
  rt::TypeSpec spec = {};
  spec.name = name;
  spec.size = sizeof(TaskCall);
  spec.flags = rt::kTypeTraced | rt::kTypeDisallowNew | rt::kTypeHasWeakrefs;
  spec.lifetime = TaskCallSlots::kLifetime;  // a cycle goes through the task, which drops its part
  spec.slots.call = call;
  spec.getset = getset;
  return spec;
}
constexpr rt::TypeSpec kStepSpec = call_spec("_asyncio.TaskStepMethWrapper", kStepGetSet, step_call);
constexpr rt::TypeSpec kWakeupSpec = call_spec("_asyncio.TaskWakeupMethWrapper", kWakeupGetSet, wakeup_call);

Ref make_call(Thread& t, Type* type, Task* task, Value exception) {
  Ref call = rt::allocate_instance(t, type);
  if (!call) return Ref();
  rt::init_field(call.as<TaskCall>()->task, Ref::share(t, Value(task)));
  if (exception) rt::init_field(call.as<TaskCall>()->exception, Ref::share(t, exception));
  return call;
}

}  // namespace

void make_call_types(Thread& t) {
  g_step_type = rt::make_native_type(t, kStepSpec);
  g_wakeup_type = rt::make_native_type(t, kWakeupSpec);
}

Ref make_wakeup_call(Thread& t, Task* task) { return make_call(t, g_wakeup_type, task, Value()); }

bool schedule_step_py(Thread& t, Task* task, Value exception) {
  Ref step = make_call(t, g_step_type, task, exception);
  if (!step) return false;
  Ref loop = load_or_none(t, task, task->loop), context = load_or_none(t, task, task->context);
  return call_soon_py(t, loop, step, Value(), context);
}

}  // namespace vm::aio
