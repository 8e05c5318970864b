// Which tasks exist: all_tasks().
//
// Tasks of this module are in doubly linked lists that own nothing. A task is in one from its first scheduling until it
// is done or dies. A thread enters its tasks into one of several lists, so that threads seldom meet at a mutex; any
// thread may take a task out. all_tasks() reads the lists with the world stopped: only then may a task be handed out
// that is private to its thread, or dying.
//
// Tasks of other classes are in a WeakSet of the library, and while they are started eagerly in a set.
#include "gc/cycle/in_progress.h"
#include "gc/refcount/publish.h"
#include "gc/sync/mutex.h"
#include "interp/library/asyncio/future.h"
#include "runtime/object/live_objects.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/text/str.h"

namespace vm::aio {

namespace {

constexpr u32 kLists = 16;
struct alignas(64) TaskList {
  gc::Mutex mutex;
  Task* first = nullptr;
};
TaskList g_lists[kLists];

// Holds the mutex of a list if a second thread has been started. Until then, and in the program with a GIL, no other
// thread comes in between, since there is no safepoint.
class ListGuard {
 public:
  explicit ListGuard(TaskList& list)
      : held_(gc::kFreeThreaded && gc::g_threads_started.load(gc::relaxed) ? &list.mutex : nullptr) {
    if (held_) held_->lock();
  }
  ~ListGuard() {
    if (held_) held_->unlock();
  }
  ListGuard(const ListGuard&) = delete;
  ListGuard& operator=(const ListGuard&) = delete;

 private:
  gc::Mutex* held_;
  [[no_unique_address]] gc::NoSafepoint no_safepoint_;
};

// Owned roots. The WeakSet is made when it is first needed, since it is Python code.
Slot g_other_tasks, g_eager_tasks;

Ref other_tasks_py(Thread& t) {
  if (Value found = g_other_tasks.get_shared()) return Ref::share(t, found);
  Ref made = call_library_py(t, "weakref", "WeakSet", CallArgs{nullptr, 0, Value()});
  if (!made) return Ref();
  gc::publish(t, made.object());
  if (g_other_tasks.compare_exchange(Value(), made)) (void)made.release();
  return Ref::share(t, g_other_tasks.get_shared());
}

}  // namespace

void register_task(Thread& t, Task* task) {
  u32 number = t.id % kLists;
  TaskList& list = g_lists[number];
  ListGuard guard(list);
  if (task->list.load(gc::relaxed)) return;
  task->list.store(number + 1, gc::relaxed);
  task->previous = nullptr;
  task->next = list.first;
  if (list.first) list.first->previous = task;
  list.first = task;
}

void unregister_task(Task* task) {
  u32 number = task->list.load(gc::acquire);
  if (number == 0) return;
  TaskList& list = g_lists[number - 1];
  ListGuard guard(list);
  if (task->list.load(gc::relaxed) == 0) return;  // another thread was faster
  ASSERT(task->previous ? task->previous->next == task : list.first == task);
  (task->previous ? task->previous->next : list.first) = task->next;
  if (task->next) task->next->previous = task->previous;
  task->list.store(0, gc::release);
}

namespace {

bool is_wanted(const Task* task, Value loop) {
  return !loop || (has(task->loop, loop) && state_of(task) == State::kPending);
}

// The registered tasks of a loop that are not done; an empty loop: of all loops, and done ones, too. Garbage of a
// collection that is going on is left out: it may be half cleared.
bool find_native(Thread& t, Value loop, rt::HeldObjects& found) {
  gc::ObjectVector tasks;
  gc::StopTheWorld stop(t, "asyncio.all_tasks");
  for (TaskList& list : g_lists) {
    for (Task* task = list.first; task; task = task->next) {
      if (is_wanted(task, loop)) tasks.push(task);
    }
  }
  if (tasks.lost() || !gc::drop_garbage_in_progress(t, tasks.begin(), tasks.size())) return rt::raise_memory_error(t);
  for (gc::Object* task : tasks) {
    if (task) found.add_if_alive(t, task);
  }
  return !found.lost() || rt::raise_memory_error(t);
}

// futures._get_loop(task) is loop and not task.done()
int belongs_py(Thread& t, Value task, Value loop) {
  Ref get_loop = rt::getattr_optional_py(t, task, g_text.get_loop);
  if (!get_loop && t.error) return -1;
  Ref its_loop = get_loop ? rt::call_py(t, get_loop) : rt::getattr_py(t, task, g_text._loop);
  if (!its_loop) return -1;
  if (!rt::is_same(its_loop, loop)) return 0;
  Ref done = rt::call_method_py(t, task, g_text.done);
  int is_done = done ? rt::truth_py(t, done) : -1;
  return is_done < 0 ? -1 : !is_done;
}

bool add_others_py(Thread& t, Value tasks, Value loop, rt::Set* into) {
  Ref snapshot = rt::to_list_py(t, tasks);
  return snapshot && rt::for_each_py(t, snapshot, [&](Thread& t2, Value task) {
           int belongs = belongs_py(t2, task, loop);
           return belongs >= 0 && (!belongs || rt::set_add_py(t2, into, task));
         });
}

Ref all_tasks_of_py(Thread& t, Value loop) {
  Ref result = rt::make_set(t);
  if (!result) return Ref();
  rt::Set* set = rt::as_set(result);
  // Those that are started eagerly come first: such a task may become an ordinary one meanwhile.
  if (!add_others_py(t, g_eager_tasks.get_shared(), loop, set)) return Ref();
  {
    rt::HeldObjects found;
    if (!find_native(t, loop, found)) return Ref();
    for (gc::Object* task : found) {
      if (!rt::set_add_py(t, set, Value(task))) return Ref();
    }
  }
  if (Value others = g_other_tasks.get_shared(); others && !add_others_py(t, others, loop, set)) return Ref();
  return result;
}

// ---- functions of the module

Ref all_tasks(Thread& t, Value loop) {
  if (!rt::is_same(loop, rt::kNone)) return all_tasks_of_py(t, loop);
  Ref running = require_running_loop(t);
  return running ? all_tasks_of_py(t, running) : Ref();
}

Ref register_any(Thread& t, Value task) {
  if (is_task(task)) return register_task(t, as_task(task)), rt::none();
  Ref others = other_tasks_py(t);
  return others && rt::call_method_py(t, others, rt::intern(t, "add"), task) ? rt::none() : Ref();
}
Ref unregister_any(Thread& t, Value task) {
  if (is_task(task)) return unregister_task(as_task(task)), rt::none();
  Ref others = other_tasks_py(t);
  return others && rt::call_method_py(t, others, rt::intern(t, "discard"), task) ? rt::none() : Ref();
}
Ref register_eager(Thread& t, Value task) {
  return rt::set_add_py(t, rt::as_set(g_eager_tasks.get_shared()), task) ? rt::none() : Ref();
}
Ref unregister_eager(Thread& t, Value task) {
  return rt::set_discard_py(t, rt::as_set(g_eager_tasks.get_shared()), task) >= 0 ? rt::none() : Ref();
}

// ---- `_scheduled_tasks` of the libraries up to 3.13: a set that shows the tasks of all classes

Ref everything_py(Thread& t) {
  Ref all = rt::make_list(t);
  rt::HeldObjects found;
  if (!all || !find_native(t, Value(), found)) return Ref();
  for (gc::Object* task : found) {
    if (!rt::list_append(t, rt::as_list(all), Value(task))) return Ref();
  }
  Value others = g_other_tasks.get_shared();
  return !others || rt::list_extend_py(t, rt::as_list(all), others) ? std::move(all) : Ref();
}

Ref scheduled_add(Thread& t, Value, Value task) { return register_any(t, task); }
Ref scheduled_discard(Thread& t, Value, Value task) { return unregister_any(t, task); }
Ref scheduled_iter(Thread& t, Value) {
  Ref all = everything_py(t);
  return all ? rt::iter_py(t, all) : Ref();
}
i64 scheduled_len(Thread& t, Value) {
  Ref all = everything_py(t);
  return all ? static_cast<i64>(rt::as_list(all)->size()) : -1;
}
int scheduled_contains(Thread& t, Value, Value task) {
  if (is_task(task)) return as_task(task)->list.load(gc::acquire) != 0;
  Value others = g_other_tasks.get_shared();
  return others ? rt::contains_py(t, others, task) : 0;
}

constexpr rt::MethodDef kScheduledMethods[] = {
    {"add", scheduled_add, "(self, task, /)", "Register a task."},
    {"discard", scheduled_discard, "(self, task, /)", "Forget a task."},
    {},
};
constexpr rt::TypeSpec kScheduledSpec = {
    .name = "_asyncio.ScheduledTasks",
    .size = sizeof(Object),
    .flags = rt::kTypeDisallowNew,
    .slots = {.iter = scheduled_iter, .len = scheduled_len, .contains = scheduled_contains},
    .methods = kScheduledMethods,
};

// The library has it from 3.14 on.
constexpr rt::MethodDef kAllTasksFunctions[] = {
    {"all_tasks", all_tasks, "(loop=None)", "The tasks of the loop, or else of the running loop, that are not done."},
    {},
};

}  // namespace

constexpr rt::MethodDef kRegistryFunctions[] = {
    {"_register_task", register_any, "(task)", "From now on the task is one of all_tasks()."},
    {"_unregister_task", unregister_any, "(task)", "The task is done."},
    {},
};
// The library has them from 3.12 on.
static constexpr rt::MethodDef kEagerFunctions[] = {
    {"_register_eager_task", register_eager, "(task)", "The task is being started eagerly."},
    {"_unregister_eager_task", unregister_eager, "(task)", "The eager start of the task is over."},
    {},
};

static bool add_views(Thread& t, Value module, Type* scheduled) {
  u32 minor = rt::library_minor();
  if (minor >= 14) return true;
  const char* name = minor < 12 ? "_all_tasks" : "_scheduled_tasks";
  return rt::module_add(t, module, name, rt::allocate_instance(t, scheduled)) &&
         (minor < 12 || rt::module_add(t, module, "_eager_tasks", Ref::share(t, g_eager_tasks.get_shared())));
}

bool make_registry(Thread& t, Value module) {
  static Type* scheduled = nullptr;
  if (!scheduled) {
    Ref eager = rt::make_set(t);
    if (!eager) return false;
    rt::init_field(g_eager_tasks, std::move(eager));
    gc::add_root_tracer([](gc::Visitor& visitor) {
      rt::trace_slot(visitor, g_eager_tasks);
      rt::trace_slot(visitor, g_other_tasks);
    });
    scheduled = rt::make_native_type(t, kScheduledSpec);
  }
  return add_views(t, module, scheduled) && (rt::library_minor() < 12 || add_functions(t, module, kEagerFunctions)) &&
         (rt::library_minor() < 14 || add_functions(t, module, kAllTasksFunctions));
}

}  // namespace vm::aio
