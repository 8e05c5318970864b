// Functions of module posix on timers that are descriptors (timerfd).
#include <sys/timerfd.h>

#include "gc/base/clock.h"
#include "runtime/library/os/posix.h"
#include "runtime/types/numbers/float.h"

namespace rt::posix {

namespace {

// How a function's times are given and shown: as seconds or as nanoseconds.
struct Seconds {
  static bool parse_py(Thread& t, Value v, timespec* out) {
    return time_from_seconds_py(t, v ? v : Value::small_int(0), out);  // empty: the default 0.0
  }
  static Ref make(Thread& t, const timespec& time) {
    return make_float(t, static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec));
  }
};
struct Nanoseconds {
  static bool parse_py(Thread& t, Value v, timespec* out) {
    i64 n;
    if (!index_i64_py(t, v, &n, kOverflowErrorType)) return false;
    *out = gc::to_timespec(n);
    return true;
  }
  static Ref make(Thread& t, const timespec& time) { return make_int(t, gc::to_ns(time)); }
};

// (time to the next expiration, interval)
template <class Unit>
Ref make_setting(Thread& t, const os::Result& r, const itimerspec& setting) {
  if (!r.ok()) return raise_result(t, r);
  Ref next = Unit::make(t, setting.it_value), interval = Unit::make(t, setting.it_interval);
  return next && interval ? make_tuple(t, next, interval) : Ref();
}

Ref posix_timerfd_create(Thread& t, Value clockid, Value flags) {
  int clock, bits;
  if (!to_i32_py(t, clockid, &clock) || !to_i32_py(t, flags, &bits)) return Ref();
  return number(t, os::call_fast([=] { return ::timerfd_create(clock, bits | TFD_CLOEXEC); }));
}

template <class Unit>
Ref timerfd_settime_py(Thread& t, Value fd, Value flags, Value initial, Value interval) {
  int file, bits;
  itimerspec setting, old;
  if (!file_descriptor_py(t, fd, &file) || !to_i32_py(t, flags, &bits) ||
      !Unit::parse_py(t, initial, &setting.it_value) || !Unit::parse_py(t, interval, &setting.it_interval)) {
    return Ref();
  }
  os::Result r = os::call_fast([&] { return ::timerfd_settime(file, bits, &setting, &old); });
  return make_setting<Unit>(t, r, old);
}
template <class Unit>
Ref timerfd_gettime_py(Thread& t, Value fd) {
  int file;
  itimerspec setting;
  if (!file_descriptor_py(t, fd, &file)) return Ref();
  os::Result r = os::call_fast([&] { return ::timerfd_gettime(file, &setting); });
  return make_setting<Unit>(t, r, setting);
}

}  // namespace

const MethodDef kTimerFunctions[] = {
    {"timerfd_create", posix_timerfd_create, "(clockid, /, *, flags=0)",
     "A new timer as a descriptor, which programs that are started do not inherit."},
    {"timerfd_settime", timerfd_settime_py<Seconds>, "(fd, /, *, flags=0, initial=0.0, interval=0.0)",
     "Start or stop a timer; what was set before is the result. Times are seconds."},
    {"timerfd_settime_ns", timerfd_settime_py<Nanoseconds>, "(fd, /, *, flags=0, initial=0, interval=0)",
     "Start or stop a timer; what was set before is the result. Times are nanoseconds."},
    {"timerfd_gettime", timerfd_gettime_py<Seconds>, "(fd, /)", "Seconds to the next expiration, and the interval."},
    {"timerfd_gettime_ns", timerfd_gettime_py<Nanoseconds>, "(fd, /)",
     "Nanoseconds to the next expiration, and the interval."},
    {},
};

}  // namespace rt::posix
