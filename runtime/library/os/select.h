// Declarations that the files of module `select` share. The functions leave an error pending if the result is empty or
// false.
#pragma once

#include "runtime/library/os/posix.h"

namespace rt::select {

// The end of a wait. The wait is repeated after signals, for the time that is left.
class Deadline {
 public:
  // None, or a negative number if `negative_allowed`, waits for ever. False: an error is pending.
  bool parse_seconds_py(Thread& t, Value seconds, bool negative_allowed);
  bool parse_milliseconds_py(Thread& t, Value milliseconds);
  bool forever() const { return end_ns_ < 0; }
  i64 left_ns() const;            // at least 0
  int left_milliseconds() const;  // rounded up; -1: for ever

 private:
  void start(i64 ns);
  i64 end_ns_ = -1;
};

// Make the classes and enter them into the module.
bool add_poll_class(Thread& t, Value module);
bool add_epoll_class(Thread& t, Value module);
Ref make_poll_object(Thread& t);

}  // namespace rt::select
