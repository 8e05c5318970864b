// Module resource: limits and usage of processes.
#include <sys/resource.h>
#include <unistd.h>

#include "runtime/library/core/warnings.h"
#include "runtime/library/os/posix.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/float.h"

namespace rt::resources {

namespace {

constexpr StructSequenceField kUsageFields[] = {{"ru_utime", "user time used"},
                                                {"ru_stime", "system time used"},
                                                {"ru_maxrss", "max. resident set size"},
                                                {"ru_ixrss", "shared memory size"},
                                                {"ru_idrss", "unshared data size"},
                                                {"ru_isrss", "unshared stack size"},
                                                {"ru_minflt", "page faults that needed no reading"},
                                                {"ru_majflt", "page faults requiring I/O"},
                                                {"ru_nswap", "number of swap outs"},
                                                {"ru_inblock", "block input operations"},
                                                {"ru_oublock", "block output operations"},
                                                {"ru_msgsnd", "IPC messages sent"},
                                                {"ru_msgrcv", "IPC messages received"},
                                                {"ru_nsignals", "signals received"},
                                                {"ru_nvcsw", "voluntary context switches"},
                                                {"ru_nivcsw", "involuntary context switches"},
                                                {}};
constexpr u32 kUsageCount = 16;

Type* g_usage_type;  // made with the module

double seconds(const timeval& tv) { return static_cast<double>(tv.tv_sec) + static_cast<double>(tv.tv_usec) * 1e-6; }

Ref getrusage_py(Thread& t, Value who_value) {
  int who;
  rusage u;
  if (!to_i32_py(t, who_value, &who)) return Ref();
  if (::getrusage(static_cast<__rusage_who>(who), &u) != 0) {
    return errno == EINVAL ? raise_value_error(t, "invalid who parameter") : raise_os_error(t, errno);
  }
  const long counts[] = {u.ru_maxrss,  u.ru_ixrss,   u.ru_idrss,  u.ru_isrss,  u.ru_minflt,   u.ru_majflt, u.ru_nswap,
                         u.ru_inblock, u.ru_oublock, u.ru_msgsnd, u.ru_msgrcv, u.ru_nsignals, u.ru_nvcsw,  u.ru_nivcsw};
  Ref items[kUsageCount] = {make_float(t, seconds(u.ru_utime)), make_float(t, seconds(u.ru_stime))};
  for (u32 i = 2; i < kUsageCount; ++i) items[i] = make_int(t, counts[i - 2]);
  return make_struct_sequence_instance(t, g_usage_type, items, kUsageCount);
}

// ---- limits

// RLIM_INFINITY is -1 in Python up to 3.14. Later ones know it as the positive number that it is in C.
bool infinity_is_negative() { return library_minor() < 15; }

Ref limit_number(Thread& t, rlim_t n) {
  return n == RLIM_INFINITY && infinity_is_negative() ? make_int(t, -1) : make_uint(t, n);
}

bool limit_argument_py(Thread& t, Value v, u64* out) {
  if (infinity_is_negative()) {
    i64 n;
    if (!to_i64_py(t, v, &n)) return false;
    *out = static_cast<rlim_t>(n);
    return true;
  }
  Ref number = index_py(t, v);
  if (!number) return false;
  if (is_same(number, Value::small_int(-1))) {
    *out = RLIM_INFINITY;
    Ref text = make_str_ascii(t, "Use RLIM_INFINITY instead of negative limit value.");
    return text && warn_py(t, kDeprecationWarningType, text);
  }
  if (!check_not_negative(t, number)) return false;
  Ref most = make_uint(t, UINT64_MAX);
  if (!most) return false;
  if (int_compare(number, most) > 0) return raise_overflow_error(t, "Python int too large to convert to C rlim_t");
  return to_u64_py(t, number, out);
}
Ref limit_pair(Thread& t, const rlimit& limit) {
  Ref soft = limit_number(t, limit.rlim_cur), hard = limit_number(t, limit.rlim_max);
  return soft && hard ? make_tuple(t, soft, hard) : Ref();
}

bool limits_py(Thread& t, Value pair, rlimit* out) {
  Ref tuple = to_tuple_py(t, pair);
  if (!tuple) return false;
  if (as_tuple(tuple)->length != 2) return raise_value_error(t, "expected a tuple of 2 integers");
  return limit_argument_py(t, (*as_tuple(tuple))[0], &out->rlim_cur) &&
         limit_argument_py(t, (*as_tuple(tuple))[1], &out->rlim_max);
}

bool resource_py(Thread& t, Value v, int* out) {
  if (!to_i32_py(t, v, out)) return false;
  return (*out >= 0 && *out < RLIM_NLIMITS) || raise_value_error(t, "invalid resource specified");
}

Error raise_limit(Thread& t) {
  if (errno == EINVAL) return raise_value_error(t, "current limit exceeds maximum limit");
  if (errno == EPERM) return raise_value_error(t, "not allowed to raise maximum limit");
  return raise_os_error(t, errno);
}

Ref getrlimit_py(Thread& t, Value resource) {
  int which;
  rlimit limit;
  if (!resource_py(t, resource, &which)) return Ref();
  return ::getrlimit(static_cast<__rlimit_resource>(which), &limit) == 0 ? limit_pair(t, limit)
                                                                         : Ref(raise_os_error(t, errno));
}

Ref setrlimit_py(Thread& t, Value resource, Value limits) {
  int which;
  rlimit limit;
  if (!resource_py(t, resource, &which) || !limits_py(t, limits, &limit)) return Ref();
  return ::setrlimit(static_cast<__rlimit_resource>(which), &limit) == 0 ? none() : Ref(raise_limit(t));
}

Ref prlimit_py(Thread& t, Value pid, Value resource, Value limits) {
  int process, which;
  rlimit fresh, old;
  if (!to_i32_py(t, pid, &process) || !resource_py(t, resource, &which)) return Ref();
  bool change = limits && limits != kNone;
  if (change && !limits_py(t, limits, &fresh)) return Ref();
  int result = ::prlimit(process, static_cast<__rlimit_resource>(which), change ? &fresh : nullptr, &old);
  if (result == 0) return limit_pair(t, old);
  return errno == EINVAL ? raise_limit(t) : raise_os_error(t, errno);
}

Ref getpagesize_py(Thread& t) { return make_int(t, sysconf(_SC_PAGESIZE)); }

constexpr MethodDef kFunctions[] = {
    {"getpagesize", getpagesize_py, "()"},
    {"getrlimit", getrlimit_py, "(resource, /)"},
    {"getrusage", getrusage_py, "(who, /)"},
    {"prlimit", prlimit_py, "(pid, resource, limits=None, /)"},
    {"setrlimit", setrlimit_py, "(resource, limits, /)"},
    {},
};

constexpr posix::Constant kConstants[] = {
#define X(name) {#name, name},
    X(RLIMIT_CPU) X(RLIMIT_FSIZE) X(RLIMIT_DATA) X(RLIMIT_STACK) X(RLIMIT_CORE) X(RLIMIT_NOFILE) X(RLIMIT_OFILE)
        X(RLIMIT_AS) X(RLIMIT_RSS) X(RLIMIT_NPROC) X(RLIMIT_MEMLOCK) X(RLIMIT_MSGQUEUE) X(RLIMIT_NICE) X(RLIMIT_RTPRIO)
            X(RLIMIT_RTTIME) X(RLIMIT_SIGPENDING) X(RUSAGE_SELF) X(RUSAGE_CHILDREN) X(RUSAGE_THREAD)
#undef X
                {nullptr, 0}};

bool init(Thread& t, Value module) {
  if (!g_usage_type) {
    g_usage_type = make_struct_sequence(t, "resource.struct_rusage", "struct_rusage: Result from getrusage.",
                                        kUsageFields, kUsageCount);
  }
  return posix::add_constants(t, module, kConstants) && module_add(t, module, "error", Ref::share(t, kOSErrorType)) &&
         module_add(t, module, "RLIM_INFINITY", limit_number(t, RLIM_INFINITY)) &&
         module_add(t, module, "struct_rusage", Ref::share(t, g_usage_type));
}

}  // namespace
}  // namespace rt::resources

namespace rt {

extern const ModuleDef kResourceModule = {.name = "resource",
                                          .doc = "Limits and usage of the system's resources.",
                                          .methods = resources::kFunctions,
                                          .init = resources::init};

}  // namespace rt
