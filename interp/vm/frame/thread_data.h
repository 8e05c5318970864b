// The interpreter's own data of a thread, beyond rt::Thread: settings of event loops and of observation. Made when
// first needed, freed with the thread's stack.
#pragma once

#include "interp/vm/frame/generator.h"
#include "interp/vm/observe/instrument.h"

namespace vm {

// What asyncio keeps for a thread. Owned or empty.
struct LoopState {
  Value running;          // the loop that runs in this thread
  u64 process = 0;        // the process that has set `running`: a fork's child has no running loop
  Value task_loop, task;  // the task that is being executed, and its loop; both or neither
  u32 task_fork = 0;      // os::g_fork_count when they were set: since 3.14 a fork's child executes no task
};

struct ThreadData {
  AsyncSettings async;
  LoopState loop;
  ThreadInstrument instrument;
};
inline ThreadData* find_thread_data(const Thread& t) { return static_cast<ThreadData*>(t.vm); }  // null: not made yet
// Makes the data if there is none yet. By the thread itself, or with the world stopped.
ThreadData& thread_data(Thread& t);
// Drops the objects that the data has. True: there were some. Destructors may run Python code and make others.
bool drop_thread_data_py(Thread& t);
void free_thread_data(Thread& t);  // without a decref: of a thread that has ended, or has not begun
void trace_thread_data(Thread& t, gc::Visitor& visitor);  // for trace_thread

}  // namespace vm
