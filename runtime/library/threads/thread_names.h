// The names of threads, for observers.
#pragma once

#include <map>
#include <string>

#include "runtime/object/ops.h"

namespace rt {

// How reports call a thread that may have no name: by it, else "MainThread" if it is the first, else "thread 7".
std::string name_or_number(std::string name, u64 id);

// The names that threads had at one moment, in WTF-8.
class ThreadNames {
 public:
  // name_or_number() of what is known.
  std::string of(u32 id) const;
  void add(u32 id, std::string name) { names_[id] = std::move(name); }

 private:
  std::map<u32, std::string> names_;
};
// The names of all registered threads, as the module threading knows them, and of those that have been remembered. No
// error is pending afterwards.
ThreadNames thread_names_py(Thread& t);
// Remembers the name of the calling thread, which was started with `function`: that of the threading.Thread if it is a
// method of one, else the function's own. No error is pending, before or afterwards.
void remember_name_py(Thread& t, Value function);
// name_or_number() of what was remembered. Any thread.
std::string remembered_name(u32 id);
void thread_names_before_fork();
void thread_names_after_fork_parent();
void thread_names_after_fork_child();

}  // namespace rt
