// _signal: timers, masks, and waiting for signals without handlers.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "gc/base/clock.h"
#include "runtime/library/threads/signal_parts.h"
#include "runtime/library/threads/waiting.h"
#include "runtime/object/names.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::signals {

namespace {

// The class of timer errors and the class of sigwaitinfo()'s results. Made with the module and immortal.
Type* g_itimer_error = nullptr;
Type* g_siginfo_type = nullptr;

constexpr StructSequenceField kSiginfoFields[] = {{"si_signo", "signal number"},
                                                  {"si_code", "signal code"},
                                                  {"si_errno", "errno associated with this signal"},
                                                  {"si_pid", "sending process ID"},
                                                  {"si_uid", "real user id of the sender"},
                                                  {"si_status", "exit value or signal"},
                                                  {"si_band", "band event for SIGPOLL"},
                                                  {nullptr, nullptr}};

// Layout and behaviour are OSError's.
constexpr TypeSpec kItimerErrorSpec = {
    .name = "signal.itimer_error", .base = TypeId::kOSError, .flags = kTypeSubclassable};

// ---- sets of signals

bool to_sigset_py(Thread& t, Value iterable, sigset_t* out) {
  sigemptyset(out);
  return for_each_py(t, iterable, [out](Thread& t2, Value item) {
    i64 number;
    if (!to_i64_py(t2, item, &number)) {
      if (!error_is(t2, kOverflowErrorType)) return false;
      clear_error(t2);
      number = -1;
    }
    if (!is_valid_signal(number)) {
      return bool(raise_value_error(t2, "signal number %lld out of range [1; %d]", static_cast<long long>(number),
                                    kSignalLimit - 1));
    }
    // the C library refuses the two signals that it uses itself, which no script can use
    // lint: narrow: is_valid_signal() has checked it
    sigaddset(out, static_cast<int>(number));
    return true;
  });
}

// lint: name: the items of the new set are ints
Ref from_sigset(Thread& t, const sigset_t& set) {
  Ref result = make_set(t);
  for (int number = 1; result && number < kSignalLimit; ++number) {
    if (sigismember(&set, number) == 1 && !set_add_py(t, as_set(result), Value::small_int(number))) return Ref();
  }
  return result;
}

// ---- timers

double to_double(const timeval& v) { return static_cast<double>(v.tv_sec) + static_cast<double>(v.tv_usec) / 1e6; }

bool to_timeval_py(Thread& t, Value seconds, timeval* out) {
  i64 ns;
  if (!seconds_to_ns_py(t, seconds, Rounding::kCeiling, &ns)) return false;
  i64 us = ns / 1000 + (ns % 1000 > 0);
  *out = {static_cast<time_t>(us / 1000000), static_cast<suseconds_t>(us % 1000000)};
  return true;
}

Ref from_itimer(Thread& t, const itimerval& v) {
  Ref left = make_float(t, to_double(v.it_value)), interval = make_float(t, to_double(v.it_interval));
  return left && interval ? make_tuple(t, left, interval) : Ref();
}

Ref raise_itimer_error_py(Thread& t, int error) {
  Ref number = make_int(t, error), text = make_str(t, std::string_view(strerrordesc_np(error)));
  Ref exception = text ? call_py(t, g_itimer_error, number, text) : Ref();
  return exception ? Ref(raise_error(t, exception)) : Ref();
}

// ---- waiting

Ref from_siginfo(Thread& t, const siginfo_t& info) {
  i64 numbers[] = {info.si_signo, info.si_code, info.si_errno, info.si_pid, info.si_uid, info.si_status, info.si_band};
  Ref items[7];
  for (int i = 0; i < 7; ++i) items[i] = make_int(t, numbers[i]);
  return make_struct_sequence_instance(t, g_siginfo_type, items, 7);
}

// Waits for a signal of `set` until `deadline` (negative: for ever). A signal outside the set may interrupt the wait;
// its handler runs, and the wait goes on.
Ref wait_for_info_py(Thread& t, const sigset_t& set, i64 deadline) {
  for (;;) {
    i64 left = deadline < 0 ? 0 : deadline - gc::now_ns();
    if (left < 0) left = 0;
    timespec timeout = gc::to_timespec(left);
    siginfo_t info{};
    int number, error;
    {
      gc::Detached detached(t);
      number = deadline < 0 ? ::sigwaitinfo(&set, &info) : ::sigtimedwait(&set, &info, &timeout);
      error = errno;
    }
    if (number > 0) return from_siginfo(t, info);
    if (error == EAGAIN) return none();
    if (error != EINTR) return raise_os_error(t, error);
    if (!poll_py(t)) return Ref();
  }
}

}  // namespace

Ref alarm(Thread& t, Value seconds) {
  i32 n;
  return to_i32_py(t, seconds, &n) ? make_int(t, ::alarm(static_cast<unsigned>(n))) : Ref();
}

Ref setitimer(Thread& t, Value which, Value seconds, Value interval) {
  i32 timer;
  itimerval wanted, old;
  if (!to_i32_py(t, which, &timer) || !to_timeval_py(t, seconds, &wanted.it_value) ||
      !to_timeval_py(t, interval, &wanted.it_interval))
    return Ref();
  if (::setitimer(static_cast<__itimer_which_t>(timer), &wanted, &old) != 0) return raise_itimer_error_py(t, errno);
  return from_itimer(t, old);
}

Ref getitimer(Thread& t, Value which) {
  i32 timer;
  itimerval now;
  if (!to_i32_py(t, which, &timer)) return Ref();
  if (::getitimer(static_cast<__itimer_which_t>(timer), &now) != 0) return raise_itimer_error_py(t, errno);
  return from_itimer(t, now);
}

Ref pause(Thread& t) {
  if (!poll_py(t)) return Ref();
  {
    gc::Detached detached(t);
    ::pause();
  }
  return poll_py(t) ? none() : Ref();
}

Ref pthread_sigmask(Thread& t, Value how, Value mask) {
  i32 what;
  sigset_t set, old;
  if (!to_i32_py(t, how, &what) || !to_sigset_py(t, mask, &set)) return Ref();
  if (int error = ::pthread_sigmask(what, &set, &old)) return raise_os_error(t, error);
  return poll_py(t) ? from_sigset(t, old) : Ref();  // the signals that this call unblocked have arrived by now
}

Ref sigpending(Thread& t) {
  sigset_t set;
  return ::sigpending(&set) == 0 ? from_sigset(t, set) : Ref(raise_os_error(t, errno));
}

Ref sigwait(Thread& t, Value sigset) {
  sigset_t set;
  if (!to_sigset_py(t, sigset, &set)) return Ref();
  int number = 0, error;
  {
    gc::Detached detached(t);
    error = ::sigwait(&set, &number);
  }
  return error == 0 ? make_int(t, number) : Ref(raise_os_error(t, error));
}

Ref sigwaitinfo(Thread& t, Value sigset) {
  sigset_t set;
  return to_sigset_py(t, sigset, &set) ? wait_for_info_py(t, set, -1) : Ref();
}

Ref sigtimedwait(Thread& t, Value sigset, Value timeout) {
  sigset_t set;
  i64 ns;
  if (!seconds_to_ns_py(t, timeout, Rounding::kCeiling, &ns)) return Ref();
  if (ns < 0) return raise_value_error(t, "timeout must be non-negative");
  if (!to_sigset_py(t, sigset, &set)) return Ref();
  i64 deadline = deadline_after(ns);
  return wait_for_info_py(t, set, deadline);
}

Ref valid_signals(Thread& t) {
  sigset_t set;
  sigfillset(&set);
  return from_sigset(t, set);
}

bool check_nonblocking(Thread& t, int fd) {
  struct stat status;
  if (fstat(fd, &status) != 0) return raise_os_error(t, errno);
  int flags = fcntl(fd, F_GETFL);
  if (flags < 0) return raise_os_error(t, errno);
  return (flags & O_NONBLOCK) || raise_value_error(t, "the fd %d must be in non-blocking mode", fd);
}

bool init_waiting(Thread& t, Value module) {
  if (!g_siginfo_type) {
    g_siginfo_type =
        make_struct_sequence(t, "signal.struct_siginfo", "Result from sigwaitinfo or sigtimedwait.", kSiginfoFields, 7);
    gc::make_immortal(g_siginfo_type);
    g_itimer_error = make_native_type(t, kItimerErrorSpec);
  }
  return module_add(t, module, "ItimerError", Ref::share(t, g_itimer_error)) &&
         module_add(t, module, "struct_siginfo", Ref::share(t, g_siginfo_type));
}

}  // namespace rt::signals
