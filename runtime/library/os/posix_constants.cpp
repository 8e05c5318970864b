// Constants of module posix: the numbers of the system's headers, and the list of functions that this system has.
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <linux/memfd.h>
#include <sched.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <sysexits.h>
#include <unistd.h>

#include "runtime/library/os/posix.h"

namespace rt::posix {

#define TINYPY_POSIX_CONSTANTS(X)                                                                                       \
    X(CLD_CONTINUED) X(CLD_DUMPED) X(CLD_EXITED) X(CLD_KILLED) X(CLD_STOPPED) X(CLD_TRAPPED) X(CLONE_FILES)           \
    X(CLONE_FS) X(CLONE_NEWCGROUP) X(CLONE_NEWIPC) X(CLONE_NEWNET) X(CLONE_NEWNS) X(CLONE_NEWPID) X(CLONE_NEWTIME)      \
    X(CLONE_NEWUSER) X(CLONE_NEWUTS) X(CLONE_SIGHAND) X(CLONE_SYSVSEM) X(CLONE_THREAD) X(CLONE_VM) X(EFD_CLOEXEC)             \
    X(EFD_NONBLOCK) X(EFD_SEMAPHORE) X(EX_CANTCREAT) X(EX_CONFIG) X(EX_DATAERR) X(EX_IOERR) X(EX_NOHOST)                \
    X(EX_NOINPUT) X(EX_NOPERM) X(EX_NOUSER) X(EX_OK) X(EX_OSERR) X(EX_OSFILE) X(EX_PROTOCOL) X(EX_SOFTWARE)             \
    X(EX_TEMPFAIL) X(EX_UNAVAILABLE) X(EX_USAGE) X(F_LOCK) X(F_OK) X(F_TEST) X(F_TLOCK) X(F_ULOCK) X(GRND_NONBLOCK)     \
    X(GRND_RANDOM) X(MFD_ALLOW_SEALING) X(MFD_CLOEXEC) X(MFD_HUGETLB) X(MFD_HUGE_16GB) X(MFD_HUGE_16MB)                 \
    X(MFD_HUGE_1GB) X(MFD_HUGE_1MB) X(MFD_HUGE_256MB) X(MFD_HUGE_2GB) X(MFD_HUGE_2MB) X(MFD_HUGE_32MB)                  \
    X(MFD_HUGE_512KB) X(MFD_HUGE_512MB) X(MFD_HUGE_64KB) X(MFD_HUGE_8MB) X(MFD_HUGE_MASK) X(MFD_HUGE_SHIFT)             \
    X(NGROUPS_MAX) X(O_ACCMODE) X(O_APPEND) X(O_ASYNC) X(O_CLOEXEC) X(O_CREAT) X(O_DIRECT) X(O_DIRECTORY) X(O_DSYNC)    \
    X(O_EXCL) X(O_FSYNC) X(O_LARGEFILE) X(O_NDELAY) X(O_NOATIME) X(O_NOCTTY) X(O_NOFOLLOW) X(O_NONBLOCK) X(O_PATH)      \
    X(O_RDONLY) X(O_RDWR) X(O_RSYNC) X(O_SYNC) X(O_TMPFILE) X(O_TRUNC) X(O_WRONLY) X(POSIX_FADV_DONTNEED)               \
    X(POSIX_FADV_NOREUSE) X(POSIX_FADV_NORMAL) X(POSIX_FADV_RANDOM) X(POSIX_FADV_SEQUENTIAL) X(POSIX_FADV_WILLNEED)     \
    X(PRIO_PGRP) X(PRIO_PROCESS) X(PRIO_USER) X(P_ALL) X(P_PGID) X(P_PID) X(P_PIDFD) X(RTLD_DEEPBIND) X(RTLD_GLOBAL)    \
    X(RTLD_LAZY) X(RTLD_LOCAL) X(RTLD_NODELETE) X(RTLD_NOLOAD) X(RTLD_NOW) X(RWF_APPEND) X(RWF_DSYNC) X(RWF_HIPRI)      \
    X(RWF_NOWAIT) X(RWF_SYNC) X(R_OK) X(SCHED_BATCH) X(SCHED_FIFO) X(SCHED_IDLE) X(SCHED_OTHER)                         \
    X(SCHED_DEADLINE) X(SCHED_RESET_ON_FORK) X(SCHED_RR) X(SEEK_DATA) X(SEEK_HOLE) X(SPLICE_F_MORE) X(SPLICE_F_MOVE)                      \
    X(SPLICE_F_NONBLOCK) X(ST_APPEND) X(ST_MANDLOCK) X(ST_NOATIME) X(ST_NODEV) X(ST_NODIRATIME) X(ST_NOEXEC)            \
    X(ST_NOSUID) X(ST_RDONLY) X(ST_RELATIME) X(ST_SYNCHRONOUS) X(ST_WRITE) X(TFD_CLOEXEC) X(TFD_NONBLOCK) X(TFD_TIMER_ABSTIME) X(TFD_TIMER_CANCEL_ON_SET) X(TMP_MAX) X(WCONTINUED) X(WEXITED)          \
    X(WNOHANG) X(WNOWAIT) X(WSTOPPED) X(WUNTRACED) X(W_OK) X(XATTR_CREATE) X(XATTR_REPLACE) X(XATTR_SIZE_MAX) X(X_OK)

// The functions and arguments that this system has. os.py makes os.supports_dir_fd and similar sets from the list.
static constexpr const char* kHaveFunctions[] = {
    "HAVE_FACCESSAT", "HAVE_FCHDIR",   "HAVE_FCHMOD",    "HAVE_FCHMODAT",   "HAVE_FCHOWN",       "HAVE_FCHOWNAT",
    "HAVE_FDOPENDIR", "HAVE_FEXECVE",  "HAVE_FPATHCONF", "HAVE_FSTATAT",    "HAVE_FSTATVFS",     "HAVE_FTRUNCATE",
    "HAVE_FUTIMENS",  "HAVE_LINKAT",   "HAVE_LCHOWN",    "HAVE_LSTAT",      "HAVE_MEMFD_CREATE", "HAVE_MKDIRAT",
    "HAVE_MKFIFOAT",  "HAVE_MKNODAT",  "HAVE_OPENAT",    "HAVE_READLINKAT", "HAVE_RENAMEAT",     "HAVE_SYMLINKAT",
    "HAVE_UNLINKAT",  "HAVE_UTIMENSAT"};

bool add_constants(Thread& t, Value module, const Constant* constants) {
  for (; constants->name; ++constants) {
    if (!module_add(t, module, constants->name, make_int(t, constants->value))) return false;
  }
  return true;
}

bool init_constants(Thread& t, Value module) {
  static constexpr Constant kConstants[] = {
#define X(name) {#name, name},
      TINYPY_POSIX_CONSTANTS(X)
#undef X
          {nullptr, 0}};
  Ref have = make_list(t);
  for (const char* text : kHaveFunctions) {
    if (!have || !list_append(t, as_list(have), make_str_ascii(t, text))) return false;
  }
  return add_constants(t, module, kConstants) && module_add(t, module, "_have_functions", std::move(have));
}

}  // namespace rt::posix
