// A descriptor that one thread may close while other threads use it. close() is made once, and only after the last call
// with the number has returned: an earlier close() would free the number for another file, which the call would then
// read or write. (Go's internal/poll/fd_mutex.go does the same.)
//
//   users   | fork generation (32 bits) | calls in progress (32 bits) |
//
// The closing thread takes the number away, then reads the count of calls; a call counts itself, then reads the number
// (Dekker's protocol, all seq_cst). So either the closer sees the call, or the call sees -1. If the closer sees calls,
// it leaves the number to the last of them. The generation makes a fork's child ignore the calls of the parent's other
// threads, which do not exist there.
#pragma once

#include <cerrno>

#include "runtime/os/file.h"

namespace rt::os {

// A SharedDescriptor is a field of heap objects, whose memory is zero at first: set(-1) comes before any use.
class SharedDescriptor {
 public:
  // The number, or -1 if closed. Another thread may close it at any time: use call() to make a system call with it.
  int number() const { return fd_.load(gc::relaxed); }
  void set(int fd) { fd_.store(fd, gc::seq_cst); }
  // Takes the number away without closing it: returns it and leaves -1. Calls in progress go on with the number.
  int detach() { return fd_.exchange(-1, gc::seq_cst); }
  // Closes the descriptor once; does nothing if it is closed already. If calls are in progress, the last of them closes
  // it and an error of that close() is lost.
  Result close_once(gc::Thread& t);

  // Makes a system call with the number, for lambdas that are passed to os::call_py() and its kin. Returns what
  // `system_call(fd)` returns; -1 with errno EBADF if the descriptor is closed. Any thread may call it, attached or
  // not.
  template <class F>
  i64 call(F system_call) {
    u64 generation = enter();
    int fd = fd_.load(gc::seq_cst);
    i64 result = -1;
    if (fd >= 0) result = system_call(fd);
    else errno = EBADF;
    leave(generation);
    return result;
  }

 private:
  // A number whose closing is left to the last call.
  struct Left {
    int fd;
    Left* next;
  };

  u64 enter();
  void leave(u64 generation);
  bool in_use() const;
  bool leave_to_last(int fd);
  void close_left();

  gc::Atomic<i32> fd_{-1};
  gc::Atomic<u64> users_{0};
  gc::Atomic<Left*> left_{nullptr};
};

}  // namespace rt::os
