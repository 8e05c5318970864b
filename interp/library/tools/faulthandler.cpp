// faulthandler: dumps stacks when the process dies of a signal, after a time-out, or when a user signal arrives.
//
// The signal handlers read only atomics and data that was written before they were installed. The stacks are written by
// vm/frame/stack_dump.cpp, which neither allocates nor locks.
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <memory>
#include <string>

#include "gc/sync/mutex.h"
#include "interp/library/modules.h"
#include "interp/library/tools/native_stack.h"
#include "interp/vm/frame/stack_dump.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/library/threads/signal.h"
#include "runtime/object/native.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"

namespace vm {

extern const rt::ModuleDef kFaultHandlerModule;

namespace {

using gc::i64;
using gc::u32;
using gc::u64;
using rt::Ref;
using rt::Thread;
using rt::Value;

// The destination of a dump. The file object, if there is one, is kept so that its descriptor stays open.
struct Output {
  int fd = -1;
  Ref file;
};

// Indices of the files that are kept open: for fatal signals, for the watchdog, for each user signal. Under
// g_files_mutex.
enum FileUse : u32 { kFatalFile, kTimerFile, kUserFile };
constexpr u32 kFileCount = kUserFile + rt::kSignalLimit;
gc::Mutex g_files_mutex;
Value g_files[kFileCount];

void trace_files(gc::Visitor& visitor) {
  for (Value file : g_files) rt::trace_value(visitor, file);
}

void keep_file(Thread& t, u32 use, Ref file) {
  if (file.get().is_counted() && gc::g_threads_started.load(gc::relaxed)) gc::publish(t, file.object());
  Value old;
  {
    gc::MutexGuard guard(g_files_mutex);
    old = std::exchange(g_files[use], file.release());
  }
  Ref::steal(old);
}

// A file argument: None is sys.stderr, an int a descriptor.
bool output_py(Thread& t, Value file, Output* out) {
  if (file && rt::is_int(file)) {
    if (!rt::to_i32_py(t, file, &out->fd)) return false;
    return out->fd >= 0 || rt::raise_value_error(t, "file is not a valid file descriptor");
  }
  out->file = !file || rt::is_same(file, rt::kNone) ? rt::sys_get(t, "stderr") : Ref::share(t, file);
  if (t.error) return false;
  if (!out->file)
    return rt::raise(t, rt::kRuntimeErrorType,
                     rt::library_minor() < 14 ? "unable to get sys.stderr" : "lost sys.stderr");
  if (rt::is_same(out->file, rt::kNone)) return rt::raise(t, rt::kRuntimeErrorType, "sys.stderr is None");
  Ref fileno = rt::getattr_py(t, out->file, "fileno");
  Ref number = fileno ? rt::call_py(t, fileno) : Ref();
  if (!number) return false;
  i64 fd;
  if (!rt::is_int(number) || !rt::int_fits_i64(number, &fd) || fd < 0 || fd > INT32_MAX) {
    return rt::raise(t, rt::kRuntimeErrorType, "file.fileno() is not a valid file descriptor");
  }
  out->fd = static_cast<int>(fd);
  Ref flush = rt::getattr_py(t, out->file, "flush");
  Ref flushed = flush ? rt::call_py(t, flush) : Ref();
  if (!flushed) rt::clear_error(t);  // buffered text then appears behind the dump
  return true;
}

// The calling thread's record, also from a signal handler; null if it runs no Python.
const Thread* current_or_null() { return static_cast<Thread*>(gc::current_thread()); }

// How many stacks are written: 0 means the stack of the calling thread alone.
void dump(int fd, i64 threads) {
  const Thread* current = current_or_null();
  if (threads) dump_stacks(fd, current, threads);
  else if (current) dump_stack(fd, current);
}

// The same number from the arguments all_threads and max_threads; 0 as max_threads means the default. False: an error
// is pending.
bool threads_to_show_py(Thread& t, Value all_threads, Value max_threads, i64* threads) {
  int all = rt::truth_py(t, all_threads);
  if (all < 0 || !rt::to_i64_py(t, max_threads, threads)) return false;
  if (*threads == 0) *threads = kMostThreads;
  if (!all) *threads = 0;
  return true;
}

// ---- dump_traceback

Ref dump_traceback(Thread& t, Value file, Value all_threads, Value max_threads) {
  Output out;
  i64 threads;
  if (!threads_to_show_py(t, all_threads, max_threads, &threads) || !output_py(t, file, &out)) return Ref();
  if (threads) {
    gc::StopTheWorld pause(t, "faulthandler");  // so that every stack is of one moment
    dump(out.fd, threads);
  } else {
    dump(out.fd, 0);
  }
  return rt::none();
}

Ref dump_c_stack(Thread& t, Value file) {
  Output out;
  if (!output_py(t, file, &out)) return Ref();
  dump_native_stack(out.fd);
  return rt::none();
}

// ---- fatal signals

struct FatalSignal {
  int number;
  const char* name;
  bool installed;
  struct sigaction previous;
};
FatalSignal g_fatal[] = {{SIGBUS, "Bus error", false, {}},
                         {SIGILL, "Illegal instruction", false, {}},
                         {SIGFPE, "Floating-point exception", false, {}},
                         {SIGABRT, "Aborted", false, {}},
                         {SIGSEGV, "Segmentation fault", false, {}}};
gc::Atomic<int> g_fatal_fd{-1};
gc::Atomic<i64> g_fatal_threads{kMostThreads};
gc::Atomic<bool> g_fatal_native{false};
gc::Atomic<bool> g_enabled{false};

void restore_fatal(FatalSignal& s) {
  if (!s.installed) return;
  s.installed = false;
  sigaction(s.number, &s.previous, nullptr);
}

void on_fatal_signal(int number) {
  int saved = errno;
  for (FatalSignal& s : g_fatal) {
    if (s.number != number) continue;
    restore_fatal(s);
    int fd = g_fatal_fd.load(gc::relaxed);
    write_text(fd, "Fatal Python error: ");
    write_text(fd, s.name);
    write_text(fd, "\n\n");
    dump(fd, g_fatal_threads.load(gc::relaxed));
    if (!g_fatal_native.load(gc::relaxed)) continue;
    write_text(fd, "\n");
    dump_native_stack(fd);
  }
  errno = saved;
  raise(number);  // not masked (SA_NODEFER): the previous handler runs now
}

// Gives the handlers a signal stack of their own, since after an overflow the thread's stack has no room. Never freed.
bool have_signal_stack() {
  static bool made = [] {
    stack_t stack{};
    stack.ss_size = static_cast<size_t>(SIGSTKSZ) * 4;
    stack.ss_sp = malloc(stack.ss_size);
    return stack.ss_sp && sigaltstack(&stack, nullptr) == 0;
  }();
  return made;
}

bool install_fatal_handlers(Thread& t) {
  for (FatalSignal& s : g_fatal) {
    struct sigaction action{};
    action.sa_handler = on_fatal_signal;
    action.sa_flags = SA_NODEFER | (have_signal_stack() ? SA_ONSTACK : 0);
    if (!s.installed && sigaction(s.number, &action, &s.previous) != 0)
      return rt::raise(t, rt::kRuntimeErrorType, "unable to install a signal handler"), false;
    s.installed = true;
  }
  return true;
}

Ref enable(Thread& t, Value file, Value all_threads, Value c_stack, Value max_threads) {
  Output out;
  i64 threads;
  int native = rt::truth_py(t, c_stack);
  if (native < 0 || !threads_to_show_py(t, all_threads, max_threads, &threads) || !output_py(t, file, &out))
    return Ref();
  if (native) prepare_native_stack();
  g_fatal_native.store(native, gc::relaxed);
  g_fatal_fd.store(out.fd, gc::relaxed);
  g_fatal_threads.store(threads, gc::relaxed);
  keep_file(t, kFatalFile, std::move(out.file));
  if (!install_fatal_handlers(t)) return Ref();
  g_enabled.store(true, gc::relaxed);
  return rt::none();
}

Ref disable(Thread& t) {
  if (!g_enabled.exchange(false, gc::relaxed)) return rt::bool_ref(false);
  for (FatalSignal& s : g_fatal) restore_fatal(s);
  keep_file(t, kFatalFile, Ref());
  return rt::bool_ref(true);
}

Ref is_enabled(Thread&) { return rt::bool_ref(g_enabled.load(gc::relaxed)); }

// ---- dump_traceback_later: a watchdog, which is no Python thread, waits for the time-out or for being cancelled

struct Watchdog {
  pthread_t thread;
  int cancel_fd;  // eventfd: readable once cancelled
  pid_t process;  // a fork's child has no such thread
  u64 timeout_us;
  bool repeat, exit;
  int fd;
  i64 threads;
  std::string header;
};
gc::Mutex g_watchdog_mutex;
Watchdog* g_watchdog = nullptr;  // under the mutex

// True: cancelled.
bool wait_cancelled(const Watchdog& w) {
  pollfd cancelled{w.cancel_fd, POLLIN, 0};
  timespec time{static_cast<time_t>(w.timeout_us / 1000000), static_cast<long>(w.timeout_us % 1000000 * 1000)};
  return ppoll(&cancelled, 1, &time, nullptr) != 0;
}

void* watch(void* argument) {
  const auto& w = *static_cast<Watchdog*>(argument);
  do {
    if (wait_cancelled(w)) return nullptr;
    write_text(w.fd, w.header);
    refresh_stacks();
    dump_stacks(w.fd, nullptr, w.threads);
    if (w.exit) {
      rt::os::process_leaves(true);
      _exit(1);
    }
  } while (w.repeat);
  return nullptr;
}

bool start_watchdog(Watchdog& w) {
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);  // signals are for the Python threads
  bool ok = pthread_create(&w.thread, nullptr, watch, &w) == 0;
  pthread_sigmask(SIG_SETMASK, &old, nullptr);
  return ok;
}

// Ends the watchdog and waits for its end: its descriptor may be closed afterwards.
void cancel_watchdog(Thread& t) {
  gc::Detached outside(t);
  gc::MutexGuard guard(g_watchdog_mutex);
  std::unique_ptr<Watchdog> w(std::exchange(g_watchdog, nullptr));
  if (!w) return;
  if (w->process == getpid()) {
    eventfd_write(w->cancel_fd, 1);
    pthread_join(w->thread, nullptr);
  }
  close(w->cancel_fd);
}

// "Timeout (1:02:03.000004)!": as datetime.timedelta writes it.
std::string timeout_header(u64 us) {
  u64 seconds = us / 1000000;
  char text[64];
  int n = snprintf(text, sizeof text, "Timeout (%llu:%02u:%02u", static_cast<unsigned long long>(seconds / 3600),
                   static_cast<u32>(seconds / 60 % 60), static_cast<u32>(seconds % 60));
  if (us % 1000000)
    n += snprintf(text + n, sizeof text - static_cast<size_t>(n), ".%06u", static_cast<u32>(us % 1000000));
  return std::string(text, static_cast<size_t>(n)) + ")!\n";
}

bool timeout_us_py(Thread& t, Value timeout, u64* us) {
  double seconds;
  if (!rt::to_double_py(t, timeout, &seconds)) return false;
  if (std::isnan(seconds)) return rt::raise_value_error(t, "Invalid value NaN (not a number)");
  if (seconds * 1e6 >= 0x1p63) return rt::raise(t, rt::kOverflowErrorType, "timeout value is too large"), false;
  if (seconds * 1e6 < 1) return rt::raise_value_error(t, "timeout must be greater than 0");
  *us = static_cast<u64>(std::ceil(seconds * 1e6));
  return true;
}

Ref dump_traceback_later(Thread& t, Value timeout, Value repeat, Value file, Value exit, Value max_threads) {
  Output out;
  auto w = std::make_unique<Watchdog>();
  int again = rt::truth_py(t, repeat), leave = again < 0 ? -1 : rt::truth_py(t, exit);
  if (leave < 0 || !timeout_us_py(t, timeout, &w->timeout_us) ||
      !threads_to_show_py(t, rt::kTrue, max_threads, &w->threads) || !output_py(t, file, &out))
    return Ref();
  w->repeat = again;
  w->exit = leave;
  w->fd = out.fd;
  w->process = getpid();
  w->header = timeout_header(w->timeout_us);
  cancel_watchdog(t);
  keep_file(t, kTimerFile, std::move(out.file));
  w->cancel_fd = eventfd(0, EFD_CLOEXEC);
  if (w->cancel_fd < 0) return rt::raise_os_error(t, errno);
  if (!start_watchdog(*w)) {
    close(w->cancel_fd);
    return rt::raise(t, rt::kRuntimeErrorType, "unable to start watchdog thread");
  }
  gc::MutexGuard guard(g_watchdog_mutex);
  g_watchdog = w.release();
  return rt::none();
}

Ref cancel_dump_traceback_later(Thread& t) {
  cancel_watchdog(t);
  keep_file(t, kTimerFile, Ref());
  return rt::none();
}

// ---- signals of the user's choice

struct UserSignal {
  gc::Atomic<int> fd{-1};  // -1: not registered
  gc::Atomic<i64> threads{kMostThreads};
  gc::Atomic<bool> chain{false};
  struct sigaction previous;
};
UserSignal g_user[rt::kSignalLimit];

void on_user_signal(int number);

bool install_user_handler(int number, bool chain, struct sigaction* previous) {
  struct sigaction action{};
  action.sa_handler = on_user_signal;
  // Chaining sends the signal again from within the handler.
  action.sa_flags = SA_RESTART | (chain ? SA_NODEFER : 0) | (have_signal_stack() ? SA_ONSTACK : 0);
  return sigaction(number, &action, previous) == 0;
}

void on_user_signal(int number) {
  UserSignal& user = g_user[number];
  int fd = user.fd.load(gc::acquire);
  if (fd < 0) return;
  int saved = errno;
  dump(fd, user.threads.load(gc::relaxed));
  if (user.chain.load(gc::relaxed)) {
    sigaction(number, &user.previous, nullptr);
    errno = saved;
    raise(number);
    saved = errno;
    install_user_handler(number, true, nullptr);
  }
  errno = saved;
}

bool user_signal_py(Thread& t, Value signum, int* number) {
  if (!rt::to_i32_py(t, signum, number)) return false;
  for (const FatalSignal& s : g_fatal) {
    if (s.number == *number)
      return rt::raise(t, rt::kRuntimeErrorType, "signal %d cannot be registered, use enable() instead", *number),
             false;
  }
  return (*number > 0 && *number < rt::kSignalLimit) || rt::raise_value_error(t, "signal number out of range");
}

Ref register_signal(Thread& t, Value signum, Value file, Value all_threads, Value chain, Value max_threads) {
  Output out;
  i64 threads;
  int number, chained = threads_to_show_py(t, all_threads, max_threads, &threads) ? rt::truth_py(t, chain) : -1;
  if (chained < 0 || !user_signal_py(t, signum, &number) || !output_py(t, file, &out)) return Ref();
  UserSignal& user = g_user[number];
  user.threads.store(threads, gc::relaxed);
  user.chain.store(chained != 0, gc::relaxed);
  bool is_new = user.fd.exchange(out.fd, gc::release) < 0;
  if (is_new && !install_user_handler(number, chained != 0, &user.previous)) {
    int error = errno;
    user.fd.store(-1, gc::relaxed);
    return rt::raise_os_error(t, error);
  }
  keep_file(t, kUserFile + static_cast<u32>(number), std::move(out.file));
  return rt::none();
}

Ref unregister_signal(Thread& t, Value signum) {
  int number;
  if (!user_signal_py(t, signum, &number)) return Ref();
  UserSignal& user = g_user[number];
  if (user.fd.load(gc::relaxed) < 0) return rt::bool_ref(false);
  sigaction(number, &user.previous, nullptr);
  user.fd.store(-1, gc::relaxed);
  keep_file(t, kUserFile + static_cast<u32>(number), Ref());
  return rt::bool_ref(true);
}

// ---- ways to die, for trying it out

void no_core_file() {
  rlimit limit;
  if (getrlimit(RLIMIT_CORE, &limit) != 0) return;
  limit.rlim_cur = 0;
  setrlimit(RLIMIT_CORE, &limit);
}

template <int kSignal>
Ref die_of(Thread&) {
  no_core_file();
  raise(kSignal);
  return rt::none();
}

Ref read_null(Thread&) {
  no_core_file();
  return rt::bool_ref(*static_cast<volatile char*>(nullptr));
}

constexpr rt::MethodDef kFunctions[] = {
    {"enable", enable, "(file=None, all_threads=True, c_stack=True, *, max_threads=100)",
     "Write the stacks when the process dies of SIGSEGV, SIGFPE, SIGABRT, SIGBUS or SIGILL."},
    {"disable", disable, "()", "Undo enable(). False if it was not in force."},
    {"is_enabled", is_enabled, "()"},
    {"dump_traceback", dump_traceback, "(file=None, all_threads=True, *, max_threads=100)",
     "Write the stack of this thread, or of all."},
    {"dump_c_stack", dump_c_stack, "(file=None)", "Write this thread's stack of C functions."},
    {"dump_traceback_later", dump_traceback_later, "(timeout, repeat=False, file=None, exit=False, *, max_threads=100)",
     "Write all stacks when `timeout` seconds have passed."},
    {"cancel_dump_traceback_later", cancel_dump_traceback_later, "()"},
    {"register", register_signal, "(signum, file=None, all_threads=True, chain=False, *, max_threads=100)",
     "Write the stacks whenever the signal arrives."},
    {"unregister", unregister_signal, "(signum, /)", "Undo register(). False if it was not in force."},
    {"_read_null", read_null, "()"},
    {"_sigsegv", [](Thread& t, Value) { return die_of<SIGSEGV>(t); }, "(release_gil=False, /)"},
    {"_sigabrt", die_of<SIGABRT>, "()"},
    {"_sigfpe", die_of<SIGFPE>, "()"},
    {},
};

bool init(Thread&, Value) {
  gc::add_root_tracer(trace_files);
  return true;
}

}  // namespace

bool enable_faulthandler_py(Thread& t) {
  Ref module = rt::import_module_py(t, "faulthandler");
  return module && enable(t, rt::kNone, rt::kTrue, rt::kTrue, Value::small_int(kMostThreads));
}

const rt::ModuleDef kFaultHandlerModule = {
    .name = "faulthandler", .doc = "Stacks when a program crashes or hangs.", .methods = kFunctions, .init = init};

}  // namespace vm
