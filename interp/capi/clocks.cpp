// Clocks. The functions with Raw in their names may be called by any thread, attached or not, and set no error.
#include <cerrno>
#include <ctime>

#include "interp/capi/capi.h"

using namespace capi;

static int read_clock(clockid_t clock, PyTime_t* nanoseconds) {
  timespec now;
  *nanoseconds = 0;
  if (clock_gettime(clock, &now) != 0) return -1;
  *nanoseconds = PyTime_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
  return 0;
}

int PyTime_TimeRaw(PyTime_t* nanoseconds) { return read_clock(CLOCK_REALTIME, nanoseconds); }
int PyTime_MonotonicRaw(PyTime_t* nanoseconds) { return read_clock(CLOCK_MONOTONIC, nanoseconds); }
int PyTime_PerfCounterRaw(PyTime_t* nanoseconds) { return PyTime_MonotonicRaw(nanoseconds); }

// The same for threads that can get an error: OSError is pending if the result is -1.
static int checked(int (*clock)(PyTime_t*), PyTime_t* nanoseconds) {
  if (clock(nanoseconds) == 0) return 0;
  int error = errno;
  Call call;
  return rt::raise_os_error(call, error);
}
int PyTime_Time(PyTime_t* nanoseconds) { return checked(PyTime_TimeRaw, nanoseconds); }
int PyTime_Monotonic(PyTime_t* nanoseconds) { return checked(PyTime_MonotonicRaw, nanoseconds); }
int PyTime_PerfCounter(PyTime_t* nanoseconds) { return checked(PyTime_PerfCounterRaw, nanoseconds); }

double PyTime_AsSecondsDouble(PyTime_t nanoseconds) { return static_cast<double>(nanoseconds) / 1e9; }
