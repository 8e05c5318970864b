// Futures and tasks of asyncio as objects, and what the sources of this folder share.
//
// The classes behave as those of asyncio/futures.py and asyncio/tasks.py. What may not be torn is guarded by the
// future's object lock: that a future becomes done exactly once, and that a callback is either kept or finds the future
// done. Everything else is a slot or an atomic of its own, so threads that misuse a future lose an update at worst.
//
// Functions that give a Ref or a bool leave an error pending if it is empty or false, unless they say otherwise.
#pragma once

#include "interp/vm/frame.h"
#include "runtime/library/parts/module_parts.h"

namespace vm::aio {

using rt::CallArgs;
using rt::Error;
using rt::Type;

enum class State : u32 { kPending, kCancelled, kFinished };

// The callbacks of a pending future with their contexts, in pairs. Under the object lock.
struct Callbacks {
  Value first[2];  // owned; most futures have one callback only
  Value* more;     // the others: owned pairs in a block of gc::raw_alloc; null: none
  u32 count;       // of pairs, with the first one
  u32 capacity;    // of `more`, in pairs
  Value* pair(u32 i) { return i == 0 ? first : more + 2 * (i - 1); }
};

struct Future : Object {
  Slot loop;  // empty: __init__ has not run
  Slot result, exception, exception_traceback;
  Slot cancel_message, cancelled_error;
  Slot source_traceback;
  Slot awaited_by;  // a future, or a set of several; empty: none
  gc::Atomic<State> state;
  gc::Atomic<bool> logs_traceback;  // the exception has not been retrieved: the finalizer reports it
  gc::Atomic<bool> blocking;        // an await has yielded the future, and the task has not seen that yet
  Callbacks callbacks;
};

struct Task : Future {
  Slot coroutine;  // empty: __init__ has not run, or the task has ended in its eager start
  Slot context;
  Slot name;    // a str; an int: not asked for yet, the name is "Task-<int>"
  Slot waiter;  // the future that the task waits for
  gc::Atomic<i64> cancels;
  gc::Atomic<bool> must_cancel;
  gc::Atomic<bool> log_destroy_pending;
  Task *next, *previous;  // in the list of registered tasks (task_registry.cpp)
  gc::Atomic<u32> list;   // number of that list, 0: none
};

extern Type* g_future_type;  // made with the module, immortal
extern Type* g_task_type;

inline Future* as_future(Value v) { return v.as<Future>(); }
inline Task* as_task(Value v) { return v.as<Task>(); }
// Exactly one of the two classes: their methods are called without a look-up.
inline bool is_plain_future(Value v) { return rt::type_of(v) == g_future_type || rt::type_of(v) == g_task_type; }
inline bool is_future(Value v) { return is_plain_future(v) || rt::is_instance(v, g_future_type); }
inline bool is_task(Value v) { return rt::is_instance(v, g_task_type); }
inline State state_of(const Future* f) { return f->state.load(gc::acquire); }
inline Ref load(Thread& t, const Object* o, const Slot& slot) { return rt::load_field(t, o, slot); }
inline Ref load_or_none(Thread& t, const Object* o, const Slot& slot) {
  Ref v = rt::load_field(t, o, slot);
  return v ? std::move(v) : rt::none();
}
// True if the slot has this very object. No count is made, so the slot may hold anything else a moment later.
inline bool has(const Slot& slot, Value v) { return slot.get_shared() == v.stripped(); }
// False: __init__ has not run; RuntimeError is pending.
inline bool require_initialised(Thread& t, const Future* f) {
  return f->loop.get_shared() || rt::raise(t, rt::kRuntimeErrorType, "Future object is not initialized.");
}

// ---- names and classes of the library (library.cpp)

#define ASYNCIO_NAMES(X)                                                                                        \
  X(_asyncio_future_blocking)                                                                                   \
  X(_loop)                                                                                                      \
  X(add_done_callback)                                                                                          \
  X(call_exception_handler)                                                                                     \
  X(call_soon)                                                                                                  \
  X(cancel)                                                                                                     \
  X(context)                                                                                                    \
  X(done)                                                                                                       \
  X(get_debug)                                                                                                  \
  X(get_loop)                                                                                                   \
  X(is_running)                                                                                                 \
  X(msg)                                                                                                        \
  X(result)
struct Names {
#define X(n) Value n;
  ASYNCIO_NAMES(X)
#undef X
  Value with_context, with_message;  // tuples: ("context",) and ("msg",)
};
extern Names g_text;  // immortal
bool make_names(Thread& t);
// asyncio.exceptions.CancelledError and InvalidStateError, which are imported when they are first needed. Null: an
// error is pending.
Type* cancelled_error_py(Thread& t);
Type* invalid_state_error_py(Thread& t);
Error raise_invalid_state_py(Thread& t, const char* message);
// True if the exception is a CancelledError. False without error: it is none, or the class cannot be imported.
bool is_cancelled_error_py(Thread& t, Value exception);
// module.function(...) of the library.
Ref call_library_py(Thread& t, const char* module, const char* function, const CallArgs& args);

// ---- loops (running_loop.cpp)

// The loop that runs in this thread. Empty without error: none.
Ref running_loop(Thread& t);
Ref require_running_loop(Thread& t);
void set_running_loop(Thread& t, Value loop);  // None: none
// The running loop, or that of the policy.
Ref current_loop_py(Thread& t);
// loop.call_soon(callback[, argument], context=context). An empty argument is left out.
bool call_soon_py(Thread& t, Value loop, Value callback, Value argument, Value context);
// Calls loop.call_exception_handler for a future that is being destroyed. `role` is the key of the future, `exception`
// may be empty. Keeps the pending error; an error of its own goes to sys.unraisablehook.
void report_to_loop_py(Thread& t, Future* f, const char* role, const char* message, Value exception);

// ---- futures (future.cpp, future_callbacks.cpp, awaited_by.cpp)

// Gives a new future its loop (empty or None: the current one).
bool initialise_py(Thread& t, Future* f, Value loop);
// Make a future done and schedule its callbacks. The methods of the class Future, whatever class `f` has. cancel: false
// without error if the future was done already, then *done is false.
bool set_result_py(Thread& t, Future* f, Value result);
bool set_exception_py(Thread& t, Future* f, Value exception);
bool cancel_py(Thread& t, Future* f, Value message, bool* done);
// The result of a done future. Empty: an error is pending, which may be the future's own exception.
Ref result_py(Thread& t, Future* f);
// How a done future has ended, for a task that waits for it: empty without error for a result; else an exception.
Ref failure_py(Thread& t, Future* f);
// The CancelledError that is to be raised for a cancelled future.
Ref make_cancelled_error_py(Thread& t, Future* f);
void make_iterator_type(Thread& t);

// Keeps the callback until the future is done, or schedules it now.
bool add_callback_py(Thread& t, Future* f, Value callback, Value context);
bool schedule_callbacks_py(Thread& t, Future* f);
void trace_callbacks(Callbacks& callbacks, gc::Visitor& visitor);
// Drops all callbacks of a future that is dying, garbage, or set up again.
void drop_callbacks(Thread& t, Future* f);
Ref callbacks_list(Thread& t, Future* f);                      // as `_callbacks`: a list of pairs, or None
i64 remove_callback_py(Thread& t, Future* f, Value callback);  // how many were removed; -1: error

// The graph of awaits, which the library has from 3.14 on.
bool tracks_awaits();
bool add_awaiter_py(Thread& t, Future* f, Value waiter);
bool discard_awaiter_py(Thread& t, Future* f, Value waiter);
Ref awaiters_py(Thread& t, Future* f);  // frozenset or None

bool add_future_type(Thread& t, Value module);
Ref future_iter(Thread& t, Value self);  // the slots iter and await
void trace_future(Object* object, gc::Visitor& visitor);
void clear_future(gc::Thread& thread, Object* object);
void finalize_future(gc::Thread& thread, Object* object);
void dispose_future(gc::Thread& thread, Object* object);

// ---- tasks (task.cpp, task_step.cpp, task_calls.cpp)

// One step: resumes the coroutine with None, or throws `exception` (empty: none) into it, and does what the outcome
// says.
bool task_step_py(Thread& t, Task* task, Value exception);
// The same without entering the task, and without looking whether it is done or to be cancelled: of an eager start.
bool run_coroutine_py(Thread& t, Task* task, Value exception);
// The future that the task waits for is done.
bool task_wakeup_py(Thread& t, Task* task, Value future);
// The callables that loops and futures get: they call task_step_py and task_wakeup_py.
Ref make_step_call(Thread& t, Task* task, Value exception);
Ref make_wakeup_call(Thread& t, Task* task);
void make_call_types(Thread& t);
// loop.call_soon(step, context=...).
bool schedule_step_py(Thread& t, Task* task, Value exception);
bool add_task_type(Thread& t, Value module);

// ---- what runs (current_task.cpp, task_registry.cpp)

bool enter_task_py(Thread& t, Value loop, Value task);
bool leave_task_py(Thread& t, Value loop, Value task);
Ref swap_task_py(Thread& t, Value loop, Value task);  // the task before, or None
Ref current_task_py(Thread& t, Value loop);           // None: no task of the loop is being executed
bool make_current_tasks(Thread& t, Value module);     // adds `_current_tasks`
void register_task(Thread& t, Task* task);
void unregister_task(Task* task);
bool make_registry(Thread& t, Value module);  // adds `_scheduled_tasks` and `_eager_tasks`
bool add_functions(Thread& t, Value module, const rt::MethodDef* table);
extern const rt::MethodDef kRegistryFunctions[];
extern const rt::MethodDef kCurrentTaskFunctions[];
extern const rt::MethodDef kLoopFunctions[];

}  // namespace vm::aio
