// Functions of module posix that wait for the end of processes, and send signals to them.
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "runtime/library/os/posix.h"
#include "runtime/object/audit.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/float.h"

namespace rt::posix {

namespace {

Ref pid_and_status(Thread& t, const os::Result& r, int status) {
  if (!r.ok()) return raise_result(t, r);
  Ref pid = make_int(t, r.value), code = make_int(t, r.value == 0 ? 0 : status);
  return make_tuple(t, pid, code);
}

Ref posix_waitpid(Thread& t, Value pid, Value options) {
  int process, bits, status = 0;
  if (!to_i32_py(t, pid, &process) || !to_i32_py(t, options, &bits)) return Ref();
  os::Result r = os::call_py(t, [&] { return ::waitpid(process, &status, bits); });
  return pid_and_status(t, r, status);
}
Ref posix_wait(Thread& t) {
  int status = 0;
  os::Result r = os::call_py(t, [&] { return ::wait(&status); });
  return pid_and_status(t, r, status);
}

double seconds(const timeval& v) { return static_cast<double>(v.tv_sec) + 1e-6 * static_cast<double>(v.tv_usec); }

// The usage as a resource.struct_rusage if that module is there, else as a plain tuple with the same items.
Ref make_usage_py(Thread& t, const rusage& u) {
  Ref items[] = {make_float(t, seconds(u.ru_utime)),
                 make_float(t, seconds(u.ru_stime)),
                 make_int(t, u.ru_maxrss),
                 make_int(t, u.ru_ixrss),
                 make_int(t, u.ru_idrss),
                 make_int(t, u.ru_isrss),
                 make_int(t, u.ru_minflt),
                 make_int(t, u.ru_majflt),
                 make_int(t, u.ru_nswap),
                 make_int(t, u.ru_inblock),
                 make_int(t, u.ru_oublock),
                 make_int(t, u.ru_msgsnd),
                 make_int(t, u.ru_msgrcv),
                 make_int(t, u.ru_nsignals),
                 make_int(t, u.ru_nvcsw),
                 make_int(t, u.ru_nivcsw)};
  Ref values = make_tuple_stealing(t, items, std::size(items));
  Ref module = values ? import_module_py(t, "resource") : Ref();
  if (!module) {
    if (values && error_is(t, kImportErrorType)) clear_error(t);
    return error_pending(t) ? Ref() : std::move(values);
  }
  Ref type = getattr_py(t, module, "struct_rusage");
  return type ? rt::call_py(t, type, values) : Ref();
}

Ref wait4_with_py(Thread& t, int process, int options) {
  int status = 0;
  rusage usage = {};
  os::Result r = os::call_py(t, [&] { return ::wait4(process, &status, options, &usage); });
  if (!r.ok()) return raise_result(t, r);
  Ref pid = make_int(t, r.value), code = make_int(t, status), used = make_usage_py(t, usage);
  return used ? make_tuple(t, pid, code, used) : Ref();
}
Ref posix_wait3(Thread& t, Value options) {
  int bits;
  return to_i32_py(t, options, &bits) ? wait4_with_py(t, -1, bits) : Ref();
}
Ref posix_wait4(Thread& t, Value pid, Value options) {
  int process, bits;
  if (!to_i32_py(t, pid, &process) || !to_i32_py(t, options, &bits)) return Ref();
  return wait4_with_py(t, process, bits);
}

Type* g_waitid_result;  // made once by init_wait
constexpr StructSequenceField kWaitidFields[] = {{"si_pid", nullptr},    {"si_uid", nullptr},  {"si_signo", nullptr},
                                                 {"si_status", nullptr}, {"si_code", nullptr}, {nullptr, nullptr}};

Ref posix_waitid(Thread& t, Value kind, Value id, Value options) {
  int idtype, bits;
  i64 which;
  if (!to_i32_py(t, kind, &idtype) || !to_i64_py(t, id, &which) || !to_i32_py(t, options, &bits)) return Ref();
  siginfo_t info = {};
  os::Result r =
      os::call_py(t, [&] { return ::waitid(static_cast<idtype_t>(idtype), static_cast<id_t>(which), &info, bits); });
  if (!r.ok()) return raise_result(t, r);
  if (info.si_pid == 0) return none();
  Ref items[] = {make_int(t, info.si_pid), make_int(t, info.si_uid), make_int(t, info.si_signo),
                 make_int(t, info.si_status), make_int(t, info.si_code)};
  return make_struct_sequence_instance(t, g_waitid_result, items, std::size(items));
}

// ---- decoding a status

template <class F>
Ref with_status_py(Thread& t, Value status, F f) {
  int s;
  return to_i32_py(t, status, &s) ? f(t, s) : Ref();
}
#define STATUS_BOOL(id, macro) \
  Ref id(Thread& t, Value status) { return with_status_py(t, status, [](Thread&, int s) { return bool_ref(macro(s)); }); }
#define STATUS_INT(id, macro) \
  Ref id(Thread& t, Value status) { return with_status_py(t, status, [](Thread& t2, int s) { return make_int(t2, macro(s)); }); }
STATUS_BOOL(if_exited, WIFEXITED)
STATUS_BOOL(if_signaled, WIFSIGNALED)
STATUS_BOOL(if_stopped, WIFSTOPPED)
STATUS_BOOL(if_continued, WIFCONTINUED)
STATUS_BOOL(core_dump, WCOREDUMP)
STATUS_INT(exit_status, WEXITSTATUS)
STATUS_INT(term_signal, WTERMSIG)
STATUS_INT(stop_signal, WSTOPSIG)
#undef STATUS_BOOL
#undef STATUS_INT

Ref waitstatus_to_exitcode(Thread& t, Value status) {
  return with_status_py(t, status, [](Thread& t2, int s) -> Ref {
    if (WIFEXITED(s)) return make_int(t2, WEXITSTATUS(s));
    if (WIFSIGNALED(s)) return make_int(t2, -WTERMSIG(s));
    if (WIFSTOPPED(s)) return raise_value_error(t2, "process stopped by delivery of signal %d", WSTOPSIG(s));
    return raise_value_error(t2, "invalid wait status: %d", s);
  });
}

// ---- signals. A signal to oneself is handled before the call returns.

Ref posix_kill(Thread& t, Value pid, Value signal) {
  int process, which;
  if (!to_i32_py(t, pid, &process) || !to_i32_py(t, signal, &which)) return Ref();
  if (!audit_py(t, "os.kill", Value::small_int(process), Value::small_int(which))) return Ref();
  os::Result r = os::call_fast([=] { return ::kill(process, which); });
  if (!r.ok()) return raise_result(t, r);
  return poll_py(t) ? none() : Ref();
}
Ref posix_killpg(Thread& t, Value pgid, Value signal) {
  int group, which;
  if (!to_i32_py(t, pgid, &group) || !to_i32_py(t, signal, &which)) return Ref();
  if (!audit_py(t, "os.killpg", Value::small_int(group), Value::small_int(which))) return Ref();
  os::Result r = os::call_fast([=] { return ::killpg(group, which); });
  if (!r.ok()) return raise_result(t, r);
  return poll_py(t) ? none() : Ref();
}

}  // namespace

const MethodDef kWaitFunctions[] = {
    {"waitpid", posix_waitpid, "(pid, options, /)", "Wait until a certain child has ended or changed: (pid, status)."},
    {"wait", posix_wait, "()", "Wait until a child has ended: (pid, status)."},
    {"wait3", posix_wait3, "(options)"},
    {"wait4", posix_wait4, "(pid, options)"},
    {"waitid", posix_waitid, "(idtype, id, options, /)"},
    {"WIFEXITED", if_exited, "(status)"},
    {"WIFSIGNALED", if_signaled, "(status)"},
    {"WIFSTOPPED", if_stopped, "(status)"},
    {"WIFCONTINUED", if_continued, "(status)"},
    {"WCOREDUMP", core_dump, "(status, /)"},
    {"WEXITSTATUS", exit_status, "(status)"},
    {"WTERMSIG", term_signal, "(status)"},
    {"WSTOPSIG", stop_signal, "(status)"},
    {"waitstatus_to_exitcode", waitstatus_to_exitcode, "(status)",
     "The exit code that a wait status tells; negative: the signal that killed the process."},
    {"kill", posix_kill, "(pid, signal, /)", "Send a signal to a process."},
    {"killpg", posix_killpg, "(pgid, signal, /)", "Send a signal to all processes of a group."},
    {},
};

bool init_wait(Thread& t, Value module) {
  if (!g_waitid_result)
    g_waitid_result =
        make_struct_sequence(t, "posix.waitid_result", "waitid_result: Result from waitid.", kWaitidFields, 5);
  return module_add(t, module, "waitid_result", Ref::share(t, g_waitid_result));
}

}  // namespace rt::posix
