// System calls and requests to mimalloc that fail: a library loaded in front of the C library (LD_PRELOAD), for any
// build of the programs. fault_test.py uses it.
//
//   FAILING_CALLS=NAME:ERROR:FIRST-LAST    calls number FIRST to LAST of NAME in each process are not made: they fail with the error ERROR, a number
//   COUNTED_CALLS=FILE                     at the end of each process a line "NAME COUNT" for each function is appended to FILE
//
// A close that fails has closed the descriptor all the same, as on Linux.
// What the C library calls inside itself is not seen. All arguments are passed on as they came, in the six registers
// for integers of the System V ABI for x86-64, so that one function body does for all.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

using Made = long(long, long, long, long, long, long);

struct Call {
  const char* name;
  std::atomic<unsigned long> count{0};
  std::atomic<Made*> made{nullptr};
};

struct Plan {
  char name[32] = "";
  int error = 0;
  unsigned long first = 0, last = 0;

  Plan() {
    if (const char* text = getenv("FAILING_CALLS")) sscanf(text, "%31[^:]:%d:%lu-%lu", name, &error, &first, &last);
  }
};

// The error with which this call fails; 0: it is made.
int failure(Call& call, const char* known) {
  static const Plan plan;
  unsigned long number = ++call.count;
  return plan.first <= number && number <= plan.last && !strcmp(plan.name, known) ? plan.error : 0;
}

Made* made(Call& call) {
  Made* found = call.made.load(std::memory_order_relaxed);
  if (found) return found;
  found = reinterpret_cast<Made*>(dlsym(RTLD_NEXT, call.name));
  call.made.store(found, std::memory_order_relaxed);
  return found;
}

}  // namespace

// NAME(symbol, known, failed): `known` is the name in FAILING_CALLS, `failed` what the function returns when it fails.
#define EACH_CALL(NAME)                                                                                                  \
  NAME(open, open, -1) NAME(open64, open, -1) NAME(openat, openat, -1) NAME(openat64, openat, -1) NAME(close, close, -1) \
  NAME(read, read, -1) NAME(write, write, -1) NAME(pread64, pread, -1) NAME(pwrite64, pwrite, -1)                        \
  NAME(lseek, lseek, -1) NAME(lseek64, lseek, -1) NAME(ftruncate, ftruncate, -1) NAME(ftruncate64, ftruncate, -1)        \
  NAME(stat, stat, -1) NAME(stat64, stat, -1) NAME(fstat, fstat, -1) NAME(fstat64, fstat, -1)                            \
  NAME(lstat, lstat, -1) NAME(lstat64, lstat, -1) NAME(fstatat, fstatat, -1) NAME(fstatat64, fstatat, -1)                \
  NAME(access, access, -1) NAME(mkdir, mkdir, -1) NAME(mkdirat, mkdirat, -1) NAME(rename, rename, -1)                    \
  NAME(renameat, renameat, -1) NAME(unlink, unlink, -1) NAME(unlinkat, unlinkat, -1) NAME(readlink, readlink, -1)        \
  NAME(readlinkat, readlinkat, -1) NAME(getcwd, getcwd, 0) NAME(realpath, realpath, 0) NAME(isatty, isatty, 0)           \
  NAME(opendir, opendir, 0) NAME(fdopendir, fdopendir, 0) NAME(readdir, readdir, 0) NAME(readdir64, readdir, 0)          \
  NAME(mmap, mmap, -1) NAME(mmap64, mmap, -1) NAME(mprotect, mprotect, -1) NAME(madvise, madvise, -1)                    \
  NAME(pthread_create, pthread_create, errno) NAME(fork, fork, -1) NAME(pipe2, pipe2, -1)         \
  NAME(dup, dup, -1) NAME(dup2, dup2, -1) NAME(dup3, dup3, -1) NAME(fcntl, fcntl, -1) NAME(fcntl64, fcntl, -1)           \
  NAME(ioctl, ioctl, -1) NAME(select, select, -1) NAME(poll, poll, -1) NAME(epoll_create1, epoll_create1, -1)            \
  NAME(epoll_ctl, epoll_ctl, -1) NAME(epoll_wait, epoll_wait, -1) NAME(socket, socket, -1)                               \
  NAME(socketpair, socketpair, -1) NAME(bind, bind, -1) NAME(listen, listen, -1) NAME(connect, connect, -1)              \
  NAME(accept4, accept4, -1) NAME(send, send, -1) NAME(recv, recv, -1) NAME(sendto, sendto, -1)                          \
  NAME(recvfrom, recvfrom, -1) NAME(getrandom, getrandom, -1) NAME(clock_gettime, clock_gettime, -1)                     \
  NAME(clock_nanosleep, clock_nanosleep, errno) NAME(waitpid, waitpid, -1) NAME(sigaction, sigaction, -1)              \
  NAME(mi_malloc, mi_malloc, 0) NAME(mi_zalloc, mi_zalloc, 0) NAME(mi_realloc, mi_realloc, 0)                            \
  NAME(mi_malloc_aligned, mi_malloc_aligned, 0)

#define DEFINE(symbol, known, failed)                                                                       \
  static Call g_##symbol{#symbol};                                                                          \
  extern "C" long failing_##symbol(long a, long b, long c, long d, long e, long f) __asm__(#symbol);        \
  extern "C" long failing_##symbol(long a, long b, long c, long d, long e, long f) {                        \
    if (int error = failure(g_##symbol, #known)) {                                                          \
      if (!strcmp(#known, "close")) made(g_##symbol)(a, b, c, d, e, f);                                     \
      errno = error;                                                                                        \
      return failed;                                                                                        \
    }                                                                                                       \
    return made(g_##symbol)(a, b, c, d, e, f);                                                              \
  }
EACH_CALL(DEFINE)

// A line in one write: processes append to the same file. The counts are of the calls that the program has made until
// its exit.
static void append_counts() {
  const char* path = getenv("COUNTED_CALLS");
  if (!path) return;
  char text[4096];
  int size = 0;
#define APPEND(symbol, known, failed)                                                                       \
  if (unsigned long n = g_##symbol.count) size += snprintf(text + size, sizeof text - static_cast<size_t>(size), "%s %lu\n", #known, n);
  EACH_CALL(APPEND)
  long fd = made(g_open)(reinterpret_cast<long>(path), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600, 0, 0, 0);
  made(g_write)(fd, reinterpret_cast<long>(text), size, 0, 0, 0);
  made(g_close)(fd, 0, 0, 0, 0, 0);
}

// The programs leave by _exit, which runs no destructors.
extern "C" [[noreturn]] void failing_exit(int status) __asm__("_exit");
extern "C" [[noreturn]] void failing_exit(int status) {
  append_counts();
  reinterpret_cast<void (*)(int)>(dlsym(RTLD_NEXT, "_exit"))(status);
  __builtin_unreachable();
}
