// run_shell(): what system() of the C library does, with an environment that no other thread can change meanwhile.
#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>

#include "gc/sync/mutex.h"
#include "runtime/library/os/posix.h"

namespace rt::posix {

namespace {

// SIGINT and SIGQUIT are meant for the commands: the process ignores them while at least one thread waits for a shell.
// POSIX asks for that, and that SIGCHLD is blocked in the thread. The thread must be attached, so that no fork finds
// the mutex held.
class SignalsLeftToShell {
 public:
  SignalsLeftToShell() {
    gc::MutexGuard guard(g_mutex);
    if (g_waiting++ == 0) {
      struct sigaction ignore = {};
      ignore.sa_handler = SIG_IGN;
      ::sigaction(SIGINT, &ignore, &g_interrupt);
      ::sigaction(SIGQUIT, &ignore, &g_quit);
    }
    // What the process itself ignores stays ignored in the shell.
    sigemptyset(&defaults);
    if (g_interrupt.sa_handler != SIG_IGN) sigaddset(&defaults, SIGINT);
    if (g_quit.sa_handler != SIG_IGN) sigaddset(&defaults, SIGQUIT);
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    ::pthread_sigmask(SIG_BLOCK, &child, &mask);
  }
  ~SignalsLeftToShell() {
    gc::MutexGuard guard(g_mutex);
    if (--g_waiting == 0) {
      ::sigaction(SIGINT, &g_interrupt, nullptr);
      ::sigaction(SIGQUIT, &g_quit, nullptr);
    }
    ::pthread_sigmask(SIG_SETMASK, &mask, nullptr);
  }
  SignalsLeftToShell(const SignalsLeftToShell&) = delete;
  SignalsLeftToShell& operator=(const SignalsLeftToShell&) = delete;

  sigset_t defaults;  // the signals that the shell handles by default
  sigset_t mask;      // the thread's mask before

 private:
  static constinit inline gc::Mutex g_mutex;
  // under g_mutex
  static inline int g_waiting = 0;
  static inline struct sigaction g_interrupt, g_quit;
};

}  // namespace

int run_shell(Thread& t, const char* command, char* const* environment) {
  constexpr int kNoShell = 127 << 8;
  SignalsLeftToShell signals;
  gc::Detached scope(t);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &signals.mask);
  posix_spawnattr_setsigdefault(&attributes, &signals.defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  const char* words[] = {"sh", "-c", "--", command, nullptr};
  pid_t child;
  int error = ::posix_spawn(&child, "/bin/sh", nullptr, &attributes, const_cast<char* const*>(words), environment);
  posix_spawnattr_destroy(&attributes);
  if (error) return kNoShell;
  int status;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return status;
}

}  // namespace rt::posix
