// Which task each loop is executing.
//
// A thread's record has one pair of loop and task, for the loop that the thread runs. Other threads see it with the
// world stopped. Pairs that find the place taken, because the thread executes tasks of several loops at once, are in
// one dict. So the steps of tasks in several threads have nothing in common.
#include "gc/refcount/publish.h"
#include "interp/library/asyncio/future.h"
#include "interp/vm/frame/thread_data.h"
#include "runtime/object/live_objects.h"
#include "runtime/object/native_modules.h"
#include "runtime/os/file.h"
#include "runtime/types/containers/dict.h"

namespace vm::aio {

static Value g_nested_tasks;  // dict {loop: task}; owned, a root
static rt::Dict* nested_tasks() { return rt::as_dict(g_nested_tasks); }

static bool has_task(const LoopState& state) {
  if (!state.task_loop) return false;
  return state.task_fork == rt::os::g_fork_count.load(gc::relaxed) || rt::library_minor() < 14;
}

static LoopState* own_state(Thread& t, Value loop) {
  ThreadData* data = find_thread_data(t);
  return data && has_task(data->loop) && data->loop.task_loop == loop.stripped() ? &data->loop : nullptr;
}

// The task of a loop as this thread knows it. Empty without error: none.
static Ref known_task_py(Thread& t, Value loop) {
  if (LoopState* state = own_state(t, loop)) return Ref::share(t, state->task);
  return nested_tasks()->size() ? rt::dict_get_py(t, nested_tasks(), loop) : Ref();
}

static bool store_task_py(Thread& t, Value loop, Value task) {
  LoopState& state = thread_data(t).loop;
  if (has_task(state)) return rt::dict_set_py(t, nested_tasks(), loop, task);
  Ref old_loop = Ref::steal(std::exchange(state.task_loop, Ref::share(t, loop).release()));
  Ref old_task = Ref::steal(std::exchange(state.task, Ref::share(t, task).release()));
  state.task_fork = rt::os::g_fork_count.load(gc::relaxed);
  return true;
}

static bool forget_task_py(Thread& t, Value loop) {
  LoopState* state = own_state(t, loop);
  if (!state) return rt::dict_delete_py(t, nested_tasks(), loop) >= 0;
  Ref old_loop = Ref::steal(std::exchange(state->task_loop, Value()));
  Ref old_task = Ref::steal(std::exchange(state->task, Value()));
  return true;
}

bool enter_task_py(Thread& t, Value loop, Value task) {
  Ref current = known_task_py(t, loop);
  if (t.error) return false;
  if (current) {
    return rt::raise(t, rt::kRuntimeErrorType, "Cannot enter into task %R while another task %R is being executed.",
                     task, current.get());
  }
  return store_task_py(t, loop, task);
}

bool leave_task_py(Thread& t, Value loop, Value task) {
  Ref current = known_task_py(t, loop);
  if (t.error) return false;
  if (!current || !rt::is_same(current, task)) {
    return rt::raise(t, rt::kRuntimeErrorType, "Leaving task %R does not match the current task %R.", task,
                     current ? current.get() : rt::kNone);
  }
  return forget_task_py(t, loop);
}

Ref swap_task_py(Thread& t, Value loop, Value task) {
  Ref before = known_task_py(t, loop);
  if (t.error) return Ref();
  if (before && !forget_task_py(t, loop)) return Ref();
  if (!rt::is_same(task, rt::kNone) && !store_task_py(t, loop, task)) return Ref();
  return before ? std::move(before) : rt::none();
}

// ---- the tasks of all threads

namespace {

// Collects the pairs of all threads, or the task of one loop.
struct ThreadSearch {
  Thread& t;
  Value loop;             // empty: all
  rt::HeldObjects found;  // loop, task, loop, task, ...
};

void look_at_thread(gc::Thread& thread, void* argument) {
  ASSERT(gc::world_stopped());
  auto* search = static_cast<ThreadSearch*>(argument);
  ThreadData* data = find_thread_data(static_cast<Thread&>(thread));
  if (!data || !has_task(data->loop)) return;
  if (search->loop && data->loop.task_loop != search->loop.stripped()) return;
  search->found.add_if_alive(search->t, data->loop.task_loop.object());
  search->found.add_if_alive(search->t, data->loop.task.object());
}

}  // namespace

// Only objects are found: a loop or task that is an int, say, is seen by its own thread alone.
static bool search_threads(ThreadSearch& search) {
  gc::StopTheWorld stop(search.t, "asyncio.current_task");
  gc::for_each_thread(look_at_thread, &search);
  return !search.found.lost();
}

Ref current_task_py(Thread& t, Value loop) {
  Ref task = known_task_py(t, loop);
  if (task || t.error) return task;
  Ref running = running_loop(t);
  bool foreign = loop.is_pointer() && !(running && rt::is_same(running, loop));
  if (!foreign || gc::thread_count() < 2) return rt::none();
  ThreadSearch search{t, loop, {}};
  if (!search_threads(search)) return rt::raise_memory_error(t);
  return search.found.size() == 2 ? Ref::share(t, Value(search.found.begin()[1])) : rt::none();
}

// ---- functions of the module

static Ref enter_task(Thread& t, Value loop, Value task) { return enter_task_py(t, loop, task) ? rt::none() : Ref(); }
static Ref leave_task(Thread& t, Value loop, Value task) { return leave_task_py(t, loop, task) ? rt::none() : Ref(); }
static Ref current_task(Thread& t, Value loop) {
  if (!rt::is_same(loop, rt::kNone)) return current_task_py(t, loop);
  Ref running = require_running_loop(t);
  return running ? current_task_py(t, running) : Ref();
}

constexpr rt::MethodDef kCurrentTaskFunctions[] = {
    {"_enter_task", enter_task, "(loop, task)", "The loop begins to execute the task."},
    {"_leave_task", leave_task, "(loop, task)", "The loop has executed the task."},
    {"_swap_current_task", swap_task_py, "(loop, task)",
     "The loop executes the task instead of another one, which is returned; None: none."},
    {"current_task", current_task, "(loop=None)", "The task that the loop, or else the running loop, is executing."},
    {},
};

// ---- `_current_tasks` of the libraries up to 3.13: a mapping that shows the same

namespace {

Ref all_pairs_py(Thread& t) {
  Ref pairs = rt::dict_copy(t, nested_tasks());
  ThreadSearch search{t, Value(), {}};
  if (!pairs) return Ref();
  if (!search_threads(search)) return rt::raise_memory_error(t);
  for (size_t i = 0; i + 1 < search.found.size(); i += 2) {
    if (!rt::dict_set_py(t, rt::as_dict(pairs), Value(search.found.begin()[i]), Value(search.found.begin()[i + 1])))
      return Ref();
  }
  return pairs;
}

Ref mapping_get(Thread& t, Value, Value loop, Value fallback) {
  Ref task = current_task_py(t, loop);
  return task && task.get() == rt::kNone ? Ref::share(t, fallback) : std::move(task);
}
Ref mapping_getitem(Thread& t, Value self, Value loop) {
  Ref task = current_task_py(t, loop);
  (void)self;
  return task && task.get() == rt::kNone ? Ref(rt::raise_key_error(t, loop)) : std::move(task);
}
bool mapping_setitem(Thread& t, Value, Value loop, Value task) {
  Ref before = known_task_py(t, loop);
  if (t.error) return false;
  if (!task && !before) return rt::raise_key_error(t, loop);
  return (!before || forget_task_py(t, loop)) && (!task || store_task_py(t, loop, task));
}
int mapping_contains(Thread& t, Value, Value loop) {
  Ref task = current_task_py(t, loop);
  return !task ? -1 : task.get() != rt::kNone;
}
i64 mapping_len(Thread& t, Value) {
  Ref pairs = all_pairs_py(t);
  return pairs ? static_cast<i64>(rt::as_dict(pairs)->size()) : -1;
}
Ref mapping_iter(Thread& t, Value) {
  Ref pairs = all_pairs_py(t);
  return pairs ? rt::iter_py(t, pairs) : Ref();
}
Ref mapping_repr(Thread& t, Value) {
  Ref pairs = all_pairs_py(t);
  return pairs ? rt::repr_py(t, pairs) : Ref();
}
Ref mapping_copy(Thread& t, Value) { return all_pairs_py(t); }

constexpr rt::MethodDef kMappingMethods[] = {
    {"get", mapping_get, "(self, loop, default=None, /)", "The task that the loop is executing."},
    {"copy", mapping_copy, "(self, /)", "A dict from the loops that execute a task to that task."},
    {},
};
constexpr rt::TypeSpec kMappingSpec = {
    .name = "_asyncio.CurrentTasks",
    .size = sizeof(Object),
    .flags = rt::kTypeDisallowNew,
    .slots = {.repr = mapping_repr,
              .iter = mapping_iter,
              .len = mapping_len,
              .getitem = mapping_getitem,
              .setitem = mapping_setitem,
              .contains = mapping_contains},
    .methods = kMappingMethods,
};

}  // namespace

bool make_current_tasks(Thread& t, Value module) {
  static Type* type = nullptr;
  if (!type) {
    Ref nested = rt::make_dict(t);
    if (!nested) return false;
    g_nested_tasks = nested.release();
    gc::add_root_tracer([](gc::Visitor& visitor) { rt::trace_value(visitor, g_nested_tasks); });
    type = rt::make_native_type(t, kMappingSpec);
  }
  if (rt::library_minor() >= 14) return true;
  return rt::module_add(t, module, "_current_tasks", rt::allocate_instance(t, type));
}

}  // namespace vm::aio
