// A descriptor that some threads use while another one closes it. It is closed once, and not before the last call with
// it has returned: until then its number cannot be another file's, which that call would read or write instead. (As
// Go's internal/poll/fd_mutex.go does it.)
//
//   users   | fork generation (32 bits) | calls that are being made (32 bits) |
//
// Who closes it takes the number away and looks for calls; a call counts itself and looks for the number (Dekker, all
// seq_cst). If there are calls the number is left to the last one. In a fork's child the calls of the parent's other
// threads do not exist.
#pragma once

#include <cerrno>

#include "runtime/os/file.h"

namespace rt::os {

// In objects, whose memory is zero at first: set(-1) before it is used.
class SharedDescriptor {
 public:
  // -1: closed. The number may be closed at any time.
  int number() const { return fd_.load(gc::relaxed); }
  void set(int fd) { fd_.store(fd, gc::seq_cst); }
  // The number, or -1, which it is from then on; open calls go on with it.
  int detach() { return fd_.exchange(-1, gc::seq_cst); }
  // Nothing happens if it is closed. What goes wrong when the last call closes it is lost.
  Result close_once(gc::Thread& t);

  // For functions of os::call_py() and its like: what `system_call(fd)` returns; -1 and EBADF once it is closed. By any
  // thread, attached or not.
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
