// _signal: Python handlers for signals. Timers, masks and waiting are in signal_wait.cpp.
#include "runtime/library/threads/signal.h"

#include <pthread.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "gc/refcount/publish.h"
#include "gc/sync/mutex.h"
#include "runtime/library/threads/signal_parts.h"
#include "runtime/library/threads/thread_handle.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace signals {

namespace {

// ---- what the C handler touches: atomics only

gc::Atomic<Thread*> g_main{nullptr};
gc::Atomic<u32> g_arrived[kSignalLimit];
gc::Atomic<i32> g_wakeup_fd{-1};
gc::Atomic<bool> g_warn_on_full{true};
gc::Atomic<i32> g_wakeup_error{0};  // errno of a failed write, until the main thread reports it

void mark_arrived(int number) {
  g_arrived[number].store(1, gc::release);  // pairs with the exchange in run_signal_handlers_py
  if (Thread* main = g_main.load(gc::acquire)) gc::request(*main, gc::kPollSignal);
}

void wake_event_loop(int number) {
  int fd = g_wakeup_fd.load(gc::relaxed);
  if (fd < 0) return;
  u8 byte = static_cast<u8>(number);
  if (write(fd, &byte, 1) == 1) return;
  bool full = errno == EAGAIN || errno == EWOULDBLOCK;
  if (!full || g_warn_on_full.load(gc::relaxed)) g_wakeup_error.store(errno, gc::relaxed);
}

void on_signal(int number) {
  int saved = errno;
  mark_arrived(number);
  wake_event_loop(number);
  errno = saved;
}

// ---- the table of Python handlers

gc::Mutex g_handlers_mutex;
// Each is SIG_DFL, SIG_IGN, a callable, or None for a handler that is not Python's. The table owns a count of each; the
// mutex guards it.
Value g_handlers[kSignalLimit];
// What SIGINT begins with; borrowed, only compared.
Value g_default_int_handler;

void trace_handlers(gc::Visitor& visitor) {
  for (Value handler : g_handlers) trace_value(visitor, handler);
}

Ref handler_of(Thread& t, int number) {
  gc::MutexGuard guard(g_handlers_mutex);
  Value handler = g_handlers[number];
  return handler ? Ref::share(t, handler) : none();
}

Ref exchange_handler(Thread& t, int number, Ref handler) {
  if (handler.get().is_counted() && gc::g_threads_started.load(gc::relaxed)) gc::publish(t, handler.object());
  gc::MutexGuard guard(g_handlers_mutex);
  return Ref::steal(std::exchange(g_handlers[number], handler.release()));
}

// In the place of SIG_DFL; null: nothing is. Written at start-up.
void (*g_default_actions[kSignalLimit])(int);

void (*default_action(int number))(int) { return g_default_actions[number] ? g_default_actions[number] : SIG_DFL; }

bool is_default_or_ignore(Value handler) { return is_int(handler); }

bool set_action(int number, void (*action)(int)) {
  struct sigaction what{};
  what.sa_handler = action;
  sigemptyset(&what.sa_mask);
  return sigaction(number, &what, nullptr) == 0;
}

void report_wakeup_error_py(Thread& t) {
  int error = g_wakeup_error.exchange(0, gc::relaxed);
  if (error == 0) return;
  raise_os_error(t, error);
  write_unraisable_py(t, "Exception ignored when trying to write to the signal wakeup fd", Value());
}

bool run_handler_py(Thread& t, int number) {
  Ref handler = handler_of(t, number);
  // a script has changed it since the signal arrived
  if (handler.get() == kNone || is_default_or_ignore(handler)) return true;
  Ref frame = g_interpreter.current_frame ? g_interpreter.current_frame(t) : Ref();
  if (error_pending(t)) return false;
  return bool(call_py(t, handler, Value::small_int(number), frame ? frame.get() : kNone));
}

// ---- functions

bool main_thread_only(Thread& t, const char* message) {
  return g_main.load(gc::relaxed) == &t || raise_value_error(t, message);
}

Ref signal(Thread& t, Value signalnum, Value handler) {
  int number;
  if (!main_thread_only(t, "signal only works in main thread of the main interpreter") ||
      !signal_number_py(t, signalnum, &number))
    return Ref();
  i64 special = -1;
  void (*action)(int) = on_signal;
  if (is_int(handler) && int_fits_i64(handler, &special) && (special == 0 || special == 1)) {
    action = special == 0 ? default_action(number) : SIG_IGN;
  } else if (!is_callable(handler)) {
    return raise_type_error(t, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  }
  if (!poll_py(t)) return Ref();
  if (!set_action(number, action)) return raise_os_error(t, errno);
  Ref old = exchange_handler(t, number, action == on_signal ? Ref::share(t, handler) : make_int(t, special));
  return old ? std::move(old) : none();
}

Ref getsignal(Thread& t, Value signalnum) {
  int number;
  return signal_number_py(t, signalnum, &number) ? handler_of(t, number) : Ref();
}

Ref default_int_handler(Thread& t, Value, Value) {
  Ref interrupt = make_exception_raw(t, kKeyboardInterruptType, Ref::share(t, empty_tuple()));
  return interrupt ? Ref(raise_error(t, interrupt)) : Ref();
}

Ref raise_signal(Thread& t, Value signalnum) {
  i32 number;
  if (!to_i32_py(t, signalnum, &number)) return Ref();
  if (::raise(number) != 0) return raise_os_error(t, errno);
  return poll_py(t) ? none() : Ref();
}

Ref strsignal(Thread& t, Value signalnum) {
  int number;
  if (!signal_number_py(t, signalnum, &number)) return Ref();
  const char* text = ::strsignal(number);
  return text && !std::strstr(text, "Unknown signal") ? make_str(t, std::string_view(text)) : none();
}

Ref siginterrupt(Thread& t, Value signalnum, Value flag) {
  int number;
  if (!signal_number_py(t, signalnum, &number)) return Ref();
  int interrupt = truth_py(t, flag);
  struct sigaction what{};
  if (interrupt < 0) return Ref();
  if (sigaction(number, nullptr, &what) != 0) return raise_os_error(t, errno);
  what.sa_flags = interrupt ? what.sa_flags & ~SA_RESTART : what.sa_flags | SA_RESTART;
  return sigaction(number, &what, nullptr) == 0 ? none() : Ref(raise_os_error(t, errno));
}

Ref set_wakeup_fd(Thread& t, Value fd, Value warn_on_full_buffer) {
  i32 number;
  if (!to_i32_py(t, fd, &number)) return Ref();
  int warn = truth_py(t, warn_on_full_buffer);
  if (warn < 0 || !main_thread_only(t, "set_wakeup_fd only works in main thread of the main interpreter")) return Ref();
  if (number != -1 && !check_nonblocking(t, number)) return Ref();
  g_warn_on_full.store(warn, gc::relaxed);
  return make_int(t, g_wakeup_fd.exchange(number < 0 ? -1 : number, gc::relaxed));
}

// Sends a signal to the thread with ident `id`. Returns the error number; 0: success.
int kill_thread(u64 id, int number) {
  LivingThread thread(id);  // pthread_kill() is only defined for a living thread
  return thread ? ::pthread_kill(static_cast<pthread_t>(id), number) : ESRCH;
}

Ref pthread_kill(Thread& t, Value thread_id, Value signalnum) {
  u64 id;
  i32 number;
  if (!to_u64_py(t, thread_id, &id) || !to_i32_py(t, signalnum, &number)) return Ref();
  if (int error = kill_thread(id, number)) return raise_os_error(t, error);
  return poll_py(t) ? none() : Ref();
}

Ref pidfd_send_signal(Thread& t, Value pidfd, Value signalnum, Value siginfo, Value flags) {
  i32 fd, number, bits;
  if (!to_i32_py(t, pidfd, &fd) || !to_i32_py(t, signalnum, &number) || !to_i32_py(t, flags, &bits)) return Ref();
  if (siginfo != kNone) return raise_type_error(t, "siginfo must be None");
  if (syscall(SYS_pidfd_send_signal, fd, number, nullptr, bits) != 0) return raise_os_error(t, errno);
  return poll_py(t) ? none() : Ref();
}

constexpr MethodDef kMethods[] = {
    {"signal", signal, "(signalnum, handler, /)",
     "Say what happens at a signal: SIG_DFL, SIG_IGN, or a function that gets the number and the interrupted "
     "frame.\n\nThe result is what was "
     "set before. Functions run in the main thread."},
    {"getsignal", getsignal, "(signalnum, /)",
     "What happens at this signal: a function, SIG_DFL, SIG_IGN, or None for a handler that is not Python's."},
    {"default_int_handler", default_int_handler, "(signalnum, frame, /)",
     "The default handler for SIGINT: it raises KeyboardInterrupt."},
    {"raise_signal", raise_signal, "(signalnum, /)", "Send a signal to this process."},
    {"strsignal", strsignal, "(signalnum, /)", "What the system calls this signal."},
    {"siginterrupt", siginterrupt, "(signalnum, flag, /)",
     "Change the system call restart behaviour: a true flag means that calls are interrupted."},
    {"set_wakeup_fd", set_wakeup_fd, "(fd, /, *, warn_on_full_buffer=True)",
     "Set the fd to which the number of a signal that arrives is written. Return the old one."},
    {"pthread_kill", pthread_kill, "(thread_id, signalnum, /)", "Send a signal to one thread."},
    {"pidfd_send_signal", pidfd_send_signal, "(pidfd, signalnum, siginfo=None, flags=0, /)",
     "Send a signal to the process behind a pidfd."},
    {"alarm", alarm, "(seconds, /)",
     "Have SIGALRM sent in so many seconds; 0 cancels. The result is what was left of an earlier alarm."},
    {"setitimer", setitimer, "(which, seconds, interval=0, /)",
     "Set a timer that fires after the given seconds and then every interval; return what it was."},
    {"getitimer", getitimer, "(which, /)", "Return the time left and the interval of a timer."},
    {"pause", pause, "()", "Wait until a signal arrives."},
    {"pthread_sigmask", pthread_sigmask, "(how, mask, /)",
     "Block or unblock signals for this thread; the old mask is the result."},
    {"sigpending", sigpending, "()", "Return the set of signals that are blocked and have arrived."},
    {"sigwait", sigwait, "(sigset, /)", "Wait for one of the signals in the set and return its number."},
    {"sigwaitinfo", sigwaitinfo, "(sigset, /)",
     "Wait for one of the signals in the set and return what is known about it."},
    {"sigtimedwait", sigtimedwait, "(sigset, timeout, /)",
     "Wait for one of the signals as sigwaitinfo() does, but only for some seconds; None after that."},
    {"valid_signals", valid_signals, "()", "Return a set of the signal numbers that can be used on this platform."},
    {},
};

struct Constant {
  const char* name;
  int value;
};
#define SIGNAL(name) {#name, name}
constexpr Constant kConstants[] = {
    SIGNAL(SIGHUP),      SIGNAL(SIGINT),      SIGNAL(SIGQUIT),        SIGNAL(SIGILL),      SIGNAL(SIGTRAP),
    SIGNAL(SIGIOT),      SIGNAL(SIGABRT),     SIGNAL(SIGFPE),         SIGNAL(SIGKILL),     SIGNAL(SIGBUS),
    SIGNAL(SIGSEGV),     SIGNAL(SIGSYS),      SIGNAL(SIGPIPE),        SIGNAL(SIGALRM),     SIGNAL(SIGTERM),
    SIGNAL(SIGUSR1),     SIGNAL(SIGUSR2),     SIGNAL(SIGCHLD),        SIGNAL(SIGPWR),      SIGNAL(SIGIO),
    SIGNAL(SIGURG),      SIGNAL(SIGWINCH),    SIGNAL(SIGPOLL),        SIGNAL(SIGSTOP),     SIGNAL(SIGTSTP),
    SIGNAL(SIGCONT),     SIGNAL(SIGTTIN),     SIGNAL(SIGTTOU),        SIGNAL(SIGVTALRM),   SIGNAL(SIGPROF),
    SIGNAL(SIGXCPU),     SIGNAL(SIGXFSZ),     SIGNAL(SIGSTKFLT),      SIGNAL(SIG_BLOCK),   SIGNAL(SIG_UNBLOCK),
    SIGNAL(SIG_SETMASK), SIGNAL(ITIMER_REAL), SIGNAL(ITIMER_VIRTUAL), SIGNAL(ITIMER_PROF), {"SIGCLD", SIGCHLD},
    {"SIG_DFL", 0},      {"SIG_IGN", 1},      {"NSIG", kSignalLimit}};
#undef SIGNAL

bool init(Thread& t, Value module) {
  for (const Constant& c : kConstants) {
    if (!module_add(t, module, c.name, make_int(t, c.value))) return false;
  }
  return module_add(t, module, "SIGRTMIN", make_int(t, SIGRTMIN)) &&
         module_add(t, module, "SIGRTMAX", make_int(t, SIGRTMAX)) && init_waiting(t, module);
}

// Fills the table with the actions that the process inherited.
void read_actions() {
  for (int number = 1; number < kSignalLimit; ++number) {
    struct sigaction what{};
    if (sigaction(number, nullptr, &what) != 0) continue;
    bool is_default = what.sa_handler == SIG_DFL || what.sa_handler == default_action(number);
    g_handlers[number] = is_default ? Value::small_int(0) : what.sa_handler == SIG_IGN ? Value::small_int(1) : kNone;
  }
}

}  // namespace

bool signal_number_py(Thread& t, Value v, int* number) {
  i32 n;
  if (!to_i32_py(t, v, &n)) return false;
  if (!is_valid_signal(n)) return raise_value_error(t, "signal number out of range");
  *number = n;
  return true;
}

}  // namespace signals

extern const ModuleDef kUnderSignalModule = {"_signal", "Signals: their numbers, handlers, masks and timers.",
                                             signals::kMethods, signals::init};

bool is_valid_signal(i64 number) { return number >= 1 && number < kSignalLimit; }

void simulate_signal(int number) {
  Thread& t = current();
  Ref handler = signals::handler_of(t, number);
  if (handler.get() == kNone || signals::is_default_or_ignore(handler)) return;
  signals::mark_arrived(number);
  signals::wake_event_loop(number);
}

bool take_signal(Thread& t, int number) {
  return signals::g_main.load(gc::relaxed) == &t && signals::g_arrived[number].exchange(0, gc::acq_rel) != 0;
}

bool run_signal_handlers_py(Thread& t) {
  using namespace signals;
  if (g_main.load(gc::relaxed) != &t) return true;
  report_wakeup_error_py(t);
  for (int number = 1; number < kSignalLimit; ++number) {
    if (g_arrived[number].load(gc::relaxed) == 0 || g_arrived[number].exchange(0, gc::acq_rel) == 0) continue;
    if (run_handler_py(t, number)) continue;
    gc::request(t, gc::kPollSignal);  // the signals that are left get their handlers at the next safepoint
    return false;
  }
  return true;
}

// lint: name: the attribute is a native module's own, which has just been made
bool init_signals(Thread& t, bool install) {
  using namespace signals;
  gc::add_root_tracer(trace_handlers);
  g_main.store(&t, gc::release);
  if (install) {
    set_action(SIGPIPE, SIG_IGN);
    set_action(SIGXFSZ, SIG_IGN);
  }
  read_actions();
  if (!install || g_handlers[SIGINT] != Value::small_int(0)) return true;
  Ref module = load_native_module(t, &kUnderSignalModule);
  Ref handler = module ? getattr_py(t, module, "default_int_handler") : Ref();
  if (!handler) return false;
  g_default_int_handler = handler;
  exchange_handler(t, SIGINT, std::move(handler));
  return set_action(SIGINT, on_signal);
}

void set_default_action(int number, void (*action)(int)) {
  struct sigaction what{};
  if (sigaction(number, nullptr, &what) != 0 || what.sa_handler != SIG_DFL) return;
  what.sa_handler = action;
  what.sa_flags = SA_RESTART;
  sigemptyset(&what.sa_mask);
  if (sigaction(number, &what, nullptr) == 0) signals::g_default_actions[number] = action;
}

std::vector<int> handled_signals() {
  using namespace signals;
  std::vector<int> handled;
  gc::MutexGuard guard(g_handlers_mutex);
  for (int number = 1; number < kSignalLimit; ++number) {
    Value handler = g_handlers[number];
    if (!handler || handler == kNone || is_default_or_ignore(handler) || handler == g_default_int_handler) continue;
    handled.push_back(number);
  }
  return handled;
}

// Timers of processor time stand still while all threads sleep.
bool handled_signal_may_come(const std::vector<int>& handled) {
  for (int number : handled) {
    if (signals::g_arrived[number].load(gc::acquire)) return true;
  }
  auto handles = [&](int number) { return std::find(handled.begin(), handled.end(), number) != handled.end(); };
  itimerval timer;
  if (handles(SIGALRM) && getitimer(ITIMER_REAL, &timer) == 0 && (timer.it_value.tv_sec || timer.it_value.tv_usec))
    return true;
  siginfo_t child;
  return handles(SIGCHLD) && waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT) == 0;
}

void signals_after_fork_child(Thread& t) {
  signals::g_handlers_mutex.reset_after_fork();
  signals::g_main.store(&t, gc::release);
  for (auto& arrived : signals::g_arrived) arrived.store(0, gc::relaxed);
}

void restore_signals(Thread& t) {
  using namespace signals;
  for (int number = 1; number < kSignalLimit; ++number) {
    Ref handler = handler_of(t, number);
    if (handler.get() == kNone || is_default_or_ignore(handler)) continue;
    set_action(number, default_action(number));
    exchange_handler(t, number, Ref::immediate(Value::small_int(0)));
  }
  g_main.store(nullptr, gc::release);
}

}  // namespace rt
