// What --top and --dump show of a thread: what its record says, and what the kernel's files about it say.
#pragma once

#include <string>

#include "gc/threads/thread.h"

namespace vm {

struct ShownThread {
  gc::u64 id, native_id;
  bool is_main;
  gc::ThreadState state;
  std::string name;       // of `threading`; empty: none, or the main thread's
  std::string stack;      // lines as dump_stack() writes them, with its heading
  std::string reason;     // what it waits for, if that is known better than the kernel knows; else empty
  bool for_lock = false;  // the reason is a lock
};

// "MainThread", or its name, or "thread 7".
std::string name_of(const ShownThread& thread);
// What waits for the end of a thread wait for. Null: the thread is not among those that run.
std::string end_of(const ShownThread* thread);
// A small file of /proc; empty if it is not there or may not be read.
std::string read_proc_file(const std::string& path);
// What the thread waits for: the reason, or else the system call that it is in. Empty: it runs. `process`: the folder
// of its process in /proc.
std::string what_it_waits_for(const std::string& process, const ShownThread& thread);
std::string thread_as_json(const std::string& process, const ShownThread& thread);

}  // namespace vm
