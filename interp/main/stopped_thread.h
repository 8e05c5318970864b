// Stopping a thread of another process for a moment, to read its processor registers (ptrace).
#pragma once

#include <sys/types.h>

#include "gc/base/bits.h"

namespace vm {

// A thread that executes instructions of Python: it stands still until this object is gone, or until this process ends,
// however it ends. The kernel restarts a system call in which the thread is stopped; a signal that arrives meanwhile is
// delivered.
class StoppedThread {
 public:
  // Asks the thread to stop, so that several can be asked before one is waited for.
  explicit StoppedThread(pid_t id);
  ~StoppedThread();
  StoppedThread(const StoppedThread&) = delete;
  StoppedThread& operator=(const StoppedThread&) = delete;

  // Waits until the thread stands still, or half a second.
  void wait();

  struct Registers {
    gc::u64 r13, r14, r15;
  };
  // False: it could not be stopped. Another debugger has it, the kernel forbids it, or it has ended.
  bool read(Registers* registers) const;

 private:
  pid_t id_;
  bool asked_ = false, stopped_ = false;
  int signal_ = 0;  // that stopped it, before this process did
};

}  // namespace vm
