// Module time: clocks and sleeping. The calendar is in time_calendar.cpp.
#include "runtime/library/datetime/time.h"

#include <pthread.h>
#include <sched.h>

#include <cerrno>

#include "gc/base/clock.h"
#include "gc/threads/watch.h"
#include "runtime/library/threads/thread_handle.h"
#include "runtime/object/audit.h"
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/namespace.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace clock {

namespace {

// ---- reading clocks

Ref float_seconds(Thread& t, i64 ns) {
  return make_float(
      t, ns % gc::kNsPerSecond == 0 ? static_cast<double>(ns / gc::kNsPerSecond) : static_cast<double>(ns) / 1e9);
}

// Reads a clock that always exists, so errors cannot occur.
template <clockid_t kClock>
i64 read_clock() {
  timespec now;
  clock_gettime(kClock, &now);
  if constexpr (kClock == CLOCK_MONOTONIC || kClock == CLOCK_REALTIME) {
    if (gc::ThreadWatcher* watcher = gc::thread_watcher()) return watcher->time(kClock, gc::to_ns(now));
  }
  return gc::to_ns(now);
}
template <clockid_t kClock>
Ref seconds(Thread& t) {
  return float_seconds(t, read_clock<kClock>());
}
template <clockid_t kClock>
Ref nanoseconds(Thread& t) {
  return make_int(t, read_clock<kClock>());
}

bool clock_id_py(Thread& t, Value v, clockid_t* id) {
  if (to_i32_by_format_py(t, v, id)) return true;
  if (library_minor() < 13) return false;
  clear_error(t);
  return raise_type_error(t, "clk_id should be integer, not %T", v);
}

bool get_clock_py(Thread& t, Value clock_id, i64* ns, int (*get)(clockid_t, timespec*)) {
  clockid_t id;
  timespec spec;
  if (!clock_id_py(t, clock_id, &id)) return false;
  if (get(id, &spec) != 0) return raise_os_error(t, errno);
  *ns = gc::to_ns(spec);
  return true;
}

Ref gettime(Thread& t, Value clock_id) {
  i64 ns;
  return get_clock_py(t, clock_id, &ns, clock_gettime) ? float_seconds(t, ns) : Ref();
}
Ref gettime_ns(Thread& t, Value clock_id) {
  i64 ns;
  return get_clock_py(t, clock_id, &ns, clock_gettime) ? make_int(t, ns) : Ref();
}
Ref getres(Thread& t, Value clock_id) {
  i64 ns;
  return get_clock_py(t, clock_id, &ns, clock_getres) ? float_seconds(t, ns) : Ref();
}

Ref set_clock(Thread& t, clockid_t id, i64 ns) {
  timespec spec = gc::to_timespec(ns);
  return clock_settime(id, &spec) == 0 ? none() : Ref(raise_os_error(t, errno));
}
Ref settime(Thread& t, Value clock_id, Value time) {
  clockid_t id;
  i64 ns;
  bool ok = clock_id_py(t, clock_id, &id) && seconds_to_ns_py(t, time, Rounding::kFloor, &ns);
  return ok ? set_clock(t, id, ns) : Ref();
}
Ref settime_ns(Thread& t, Value clock_id, Value time) {
  clockid_t id;
  i64 ns;
  return clock_id_py(t, clock_id, &id) && to_i64_py(t, time, &ns) ? set_clock(t, id, ns) : Ref();
}

// Finds the CPU clock of the thread with ident `id`. Returns the error number; 0: success.
int find_thread_cpu_clock(u64 id, clockid_t* clock_id) {
  LivingThread thread(id);  // the C library's function is only defined for a living thread
  return thread ? pthread_getcpuclockid(static_cast<pthread_t>(id), clock_id) : ESRCH;
}

Ref thread_cpu_clock(Thread& t, Value thread_id) {
  u64 id;
  clockid_t clock_id;
  if (!to_u64_py(t, thread_id, &id)) return Ref();
  int error = find_thread_cpu_clock(id, &clock_id);
  return error == 0 ? make_int(t, clock_id) : Ref(raise_os_error(t, error));
}

// ---- get_clock_info

struct ClockInfo {
  const char* name;
  const char* implementation;
  clockid_t id;
  bool monotonic, adjustable;
};
constexpr ClockInfo kClocks[] = {
    {"time", "clock_gettime(CLOCK_REALTIME)", CLOCK_REALTIME, false, true},
    {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC, true, false},
    {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC, true, false},
    {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", CLOCK_PROCESS_CPUTIME_ID, true, false},
    {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", CLOCK_THREAD_CPUTIME_ID, true, false},
};

bool set_attribute_py(Thread& t, Value object, const char* attribute, Ref value) {
  Ref key = intern(t, std::string_view(attribute));
  return key && value && setattr_py(t, object, key, value);
}

Ref describe_clock_py(Thread& t, const ClockInfo& clock) {
  timespec resolution;
  if (clock_getres(clock.id, &resolution) != 0) return raise_os_error(t, errno);
  Ref info = make_namespace(t);
  bool ok = info && set_attribute_py(t, info, "implementation", make_str(t, std::string_view(clock.implementation))) &&
            set_attribute_py(t, info, "monotonic", bool_ref(clock.monotonic)) &&
            set_attribute_py(t, info, "adjustable", bool_ref(clock.adjustable)) &&
            set_attribute_py(t, info, "resolution", float_seconds(t, gc::to_ns(resolution)));
  return ok ? std::move(info) : Ref();
}

Ref get_clock_info(Thread& t, Value name) {
  if (!is_str(name)) return raise_type_error(t, "get_clock_info() argument 1 must be str, not %A", name);
  for (const ClockInfo& clock : kClocks) {
    if (str_equal_ascii(name, clock.name)) return describe_clock_py(t, clock);
  }
  return raise_value_error(t, "unknown clock");
}

// ---- sleeping

// Sleeps until a deadline, not for a span, so that interruptions do not add up. Returns the error number; 0: success.
int sleep_until(Thread& t, i64 deadline) {
  timespec spec = gc::to_timespec(deadline);
  gc::Detached detached(t);
  return clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &spec, nullptr);
}

Ref sleep(Thread& t, Value seconds) {
  i64 ns;
  if (library_minor() >= 13 && !audit_py(t, "time.sleep", seconds)) return Ref();
  if (!seconds_to_ns_py(t, seconds, Rounding::kCeiling, &ns)) return Ref();
  if (ns < 0) return raise_value_error(t, "sleep length must be non-negative");
  for (gc::ThreadWatcher* watcher = gc::thread_watcher(); watcher;) {
    gc::Waited waited = watcher->wait(t, {gc::WatchedWait::For::kTime, nullptr, nullptr, nullptr, ns});
    if (waited == gc::Waited::kDeclined) break;
    if (waited == gc::Waited::kTimedOut) return none();
    if (!poll_py(t)) return Ref();
  }
  if (ns == 0) {
    gc::Detached detached(t);
    sched_yield();
    return none();
  }
  i64 deadline = deadline_after(ns);
  if (deadline < 0) deadline = INT64_MAX;
  for (;;) {
    if (!poll_py(t)) return Ref();
    int error = sleep_until(t, deadline);
    if (error == 0) return none();
    if (error != EINTR) return raise_os_error(t, error);
  }
}

Ref strptime_py(Thread& t, const CallArgs& args) {
  Ref module = import_module_py(t, "_strptime");
  Ref parse = module ? getattr_py(t, module, "_strptime_time") : Ref();
  return parse ? call_py(t, parse, args) : Ref();
}

constexpr MethodDef kMethods[] = {
    {"time", seconds<CLOCK_REALTIME>, "()", "Seconds since 1970 began (UTC), with fractions."},
    {"time_ns", nanoseconds<CLOCK_REALTIME>, "()", "Nanoseconds since 1970 began (UTC)."},
    {"monotonic", seconds<CLOCK_MONOTONIC>, "()", "Monotonic clock, cannot go backward."},
    {"monotonic_ns", nanoseconds<CLOCK_MONOTONIC>, "()", "A clock that never goes back, in nanoseconds."},
    {"perf_counter", seconds<CLOCK_MONOTONIC>, "()", "Performance counter for benchmarking."},
    {"perf_counter_ns", nanoseconds<CLOCK_MONOTONIC>, "()", "The clock with the finest steps, in nanoseconds."},
    {"process_time", seconds<CLOCK_PROCESS_CPUTIME_ID>, "()", "CPU time of the process in seconds: kernel and user."},
    {"process_time_ns", nanoseconds<CLOCK_PROCESS_CPUTIME_ID>, "()", "CPU time of the process in nanoseconds."},
    {"thread_time", seconds<CLOCK_THREAD_CPUTIME_ID>, "()", "CPU time of the thread in seconds: kernel and user."},
    {"thread_time_ns", nanoseconds<CLOCK_THREAD_CPUTIME_ID>, "()", "CPU time of the thread in nanoseconds."},
    {"clock_gettime", gettime, "(clk_id, /)", "What a clock shows, in seconds."},
    {"clock_gettime_ns", gettime_ns, "(clk_id, /)", "What a clock shows, in nanoseconds."},
    {"clock_settime", settime, "(clk_id, time, /)", "Set a clock, in seconds."},
    {"clock_settime_ns", settime_ns, "(clk_id, time, /)", "Set a clock, in nanoseconds."},
    {"clock_getres", getres, "(clk_id, /)", "The smallest step of a clock, in seconds."},
    {"pthread_getcpuclockid", thread_cpu_clock, "(thread_id, /)", "The clock that counts a thread's CPU time."},
    {"get_clock_info", get_clock_info, "(name, /)",
     "Get information on the specified clock: implementation, monotonic, adjustable, resolution."},
    {"sleep", sleep, "(seconds, /)", "Wait for so many seconds; fractions count."},
    {"gmtime", gmtime, "(seconds=None, /)",
     "Convert seconds since the Epoch (now, if absent) to a struct_time in UTC."},
    {"localtime", localtime, "(seconds=None, /)",
     "Convert seconds since the Epoch (now, if absent) to a struct_time in local time."},
    {"mktime", mktime, "(tuple, /)", "The moment in seconds that a local time tuple stands for."},
    {"asctime", asctime, "(tuple=None, /)",
     "A time tuple (by default now) as text such as 'Fri Nov 20 12:00:00 2026'."},
    {"ctime", ctime, "(seconds=None, /)", "asctime() of the local time of a moment (by default now) in seconds."},
    {"strftime", strftime, "(format, tuple=None, /)",
     "Convert a time tuple (now, if absent) to a string according to a format specification."},
    {"strptime", strptime_py, "(...)", "The time tuple of text, which the format describes."},
    {"tzset", tzset, "()", "Read the time zone from the environment variable TZ again."},
    {},
};

struct Constant {
  const char* name;
  clockid_t id;
};
constexpr Constant kConstants[] = {
    {"CLOCK_REALTIME", CLOCK_REALTIME},
    {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
    {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW},
    {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
    {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID},
    {"CLOCK_BOOTTIME", CLOCK_BOOTTIME},
    {"CLOCK_TAI", CLOCK_TAI},
};

bool init(Thread& t, Value module) {
  for (const Constant& c : kConstants) {
    if (!module_add(t, module, c.name, make_int(t, c.id))) return false;
  }
  return init_calendar(t, module);
}

}  // namespace
}  // namespace clock

extern const ModuleDef kTimeModule = {
    "time",
    "Functions around time: clocks, sleeping, and the calendar of the C library.\n\n"
    "Times are seconds since the Epoch (1970-01-01 00:00 UTC) or tuples of nine ints: year, month, day, hours,\n"
    "minutes, seconds, weekday (Monday is 0), day of the year, and whether daylight saving time is in effect.",
    clock::kMethods,
    clock::init,
};

}  // namespace rt
