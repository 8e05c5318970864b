// What runtime/ calls in the interpreter above it.
#pragma once

#include "runtime/object/ref.h"

namespace gc {
class ParkingLock;
}

namespace rt {

struct Holders;     // modules/core/refscope.h
struct ImportWait;  // library/threads/waits.h
struct LockEntry;   // library/threads/lock_ledger.h
struct Making;      // library/threads/makers.h
struct Type;

// Installed at start-up, before a second thread is started; unit tests run without an interpreter. `t` is the calling,
// attached thread. Errors: as everywhere in runtime/. Names of hooks that may run Python code end in _py.
struct InterpreterHooks {
  // ---- the running Python code. Null: there is none.
  // The running frame, as an object. Empty without error: none.
  Ref (*current_frame)(Thread& t);
  // The running frame's local names as a mapping, for dir() and vars() without argument.
  Ref (*current_locals_py)(Thread& t);
  // `__name__` of the running frame's globals. Empty without error: none.
  Ref (*caller_module)(Thread& t);
  // Globals (dict), file name (str) and line of the frame `stack_level` frames up; 1 is the running frame. False
  // without error: there is no such frame.
  bool (*caller_info)(Thread& t, int stack_level, Ref* globals, Ref* filename, i64* line);

  // The iterator that `await v` drives. Empty: an error is pending.
  Ref (*await_iterator_py)(Thread& t, Value v);

  // ---- reports. Null: less is reported.
  // The line of a source file as a str, without surrounding white space. Empty: there is none.
  Ref (*source_line_py)(Thread& t, Value filename, i64 line);
  // The text of an exception's report. Empty traceback: the exception's own; None: no traceback at all.
  Ref (*exception_text_py)(Thread& t, Value exception, Value traceback);
  // If the thread executes Python code, adds an entry for it to the pending error's traceback.
  void (*add_traceback)(Thread& t);
  // Issues a warning about the running Python line (module _warnings). False: an error is pending; a filter may have
  // made the warning an error. Null: warnings are dropped.
  bool (*warn_py)(Thread& t, Type* category, Value message);

  // ---- threads. Null: threads need no registers.
  // Reserves the register stack of a thread that is about to start. False without error: no memory.
  bool (*allocate_stack)(Thread& t);
  // Gives the stack back, and forgets what the interpreter still keeps for the thread. The thread has left the
  // registry, or has not entered it.
  void (*free_stack)(Thread& t);
  // The thread is about to leave the registry: drops the objects that the interpreter keeps for it. True: there were
  // some. Destructors may run Python code, and that may make new ones.
  bool (*drop_thread_data_py)(Thread& t);

  // ---- observers of threads (--deadlocks, --trace). Null: nobody observes.
  // The calling thread is about to call the function that it was started with, or has called it. No error is pending.
  void (*thread_runs_py)(Thread& t, Value function);
  // The calling thread is about to leave the registry.
  void (*thread_ends_py)(Thread& t);
  // Looks for a deadlock, in which the calling thread, about to sleep, may be the last link.
  void (*look_for_deadlock_py)(Thread& t);
  // The main thread's wait was interrupted, and the error that is pending says so: adds to it why the thread waited, if
  // that is known.
  void (*explain_interrupt_py)(Thread& t);
  // The calling thread has closed circles of lock orders; take_lock_circles() tells them (lock_order.h). A safepoint,
  // at which no Python code runs.
  void (*lock_orders_found)(Thread& t);
  // What the calling thread is making: a lock or queue whose own class is `plain`, and of which it has only the memory.
  // No error is pending afterwards. Null: makers are not noted (makers.h).
  Making (*making)(Thread& t, const char* plain);
  // The import that the calling thread waits for, which is about to sleep until a lock is released. Runs no Python
  // code, sets no error. Null: makers are not noted.
  ImportWait (*import_waited_for)(Thread& t);
  // What is known of a lock of which no ledger is kept. World stopped. An empty entry: the holder is not known.
  LockEntry (*holder_of)(const gc::ParkingLock* lock, bool is_rlock);

  // Finds the shortest path from a root to `x`, for refscope.why_alive(). Stops the world; runs no Python code.
  void (*find_holders)(Thread& t, Value x, Holders* out);

  // Shows to a visitor what a generator that runs holds in its registers, which Lifetime::trace leaves to the trace of
  // its thread; does nothing for other objects. World stopped.
  void (*trace_running)(Object* object, gc::Visitor& visitor);

  // Empties the inline caches of a code object. World stopped. Not null if there are code objects.
  void (*empty_caches)(Object* code);
};
extern constinit InterpreterHooks g_interpreter;

}  // namespace rt
