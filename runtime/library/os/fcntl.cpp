// Module fcntl: fcntl(), ioctl(), flock() and lockf().
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstring>

#include "runtime/library/os/posix.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes.h"

namespace rt {

namespace {

// What a call may write behind an argument of bytes that is shorter than it expects, and the longest such argument up
// to 3.14.
constexpr size_t kMaxArgument = 1024;

// Calls `call` with the argument of fcntl() or ioctl(): an int, or bytes, of which a changed copy is returned.
template <class F>
Ref with_argument_py(Thread& t, const char* function, Value argument, F call) {
  if (!argument || is_int(argument)) {
    i64 n = 0;
    if (argument && !to_i64_py(t, argument, &n)) return Ref();
    os::Result r = os::call_py(t, [&] { return call(reinterpret_cast<void*>(n)); });
    return r.ok() ? make_int(t, r.value) : Ref(raise_result(t, r));
  }
  Ref text = is_str(argument) ? fs_encode_py(t, argument) : Ref::share(t, argument);
  if (!text) return Ref();
  BufferView view(t, text);
  if (!view) return Ref();
  if (view.size() > kMaxArgument) {
    if (library_minor() < 15) return raise_value_error(t, "%s argument 3 is too long", function);
    Ref changed = make_bytes(t, {reinterpret_cast<const char*>(view.data()), view.size()});  // nobody else has it yet
    if (!changed) return Ref();
    os::Result r = os::call_py(t, [&] { return call(changed.as<Bytes>()->data()); });
    return r.ok() ? std::move(changed) : Ref(raise_result(t, r));
  }
  char copy[kMaxArgument + 1] = {};
  std::memcpy(copy, view.data(), view.size());
  os::Result r = os::call_py(t, [&] { return call(copy); });
  return r.ok() ? make_bytes(t, {copy, view.size()}) : Ref(raise_result(t, r));
}

Ref fcntl_fcntl(Thread& t, Value fd, Value command, Value argument) {
  int file, what;
  if (!file_descriptor_py(t, fd, &file) || !to_i32_py(t, command, &what)) return Ref();
  return with_argument_py(t, "fcntl", argument, [=](void* p) { return ::fcntl(file, what, p); });
}

Ref fcntl_ioctl(Thread& t, Value fd, Value request, Value argument, Value mutate_flag) {
  int file;
  i64 what;
  bool mutate;
  if (!file_descriptor_py(t, fd, &file) || !to_i64_py(t, request, &what) || !posix::flag_py(t, mutate_flag, &mutate))
    return Ref();
  auto code = static_cast<unsigned long>(what);
  bool writable = argument && !is_int(argument) && !is_bytes(argument) && !is_str(argument) && mutate;
  if (!writable) return with_argument_py(t, "ioctl", argument, [=](void* p) { return ::ioctl(file, code, p); });
  BufferView view(t, argument, BufferUse::kWritable);
  if (!view) return Ref();
  os::Result r = os::call_py(t, [&, p = view.b.data] { return ::ioctl(file, code, p); });
  return r.ok() ? make_int(t, r.value) : Ref(raise_result(t, r));
}

Ref fcntl_flock(Thread& t, Value fd, Value operation) {
  int file, how;
  if (!file_descriptor_py(t, fd, &file) || !to_i32_py(t, operation, &how)) return Ref();
  return posix::done(t, os::call_py(t, [=] { return ::flock(file, how); }));
}

Ref fcntl_lockf(Thread& t, Value fd, Value command, Value length, Value start, Value whence) {
  int file, how, origin;
  i64 from, size;
  if (!file_descriptor_py(t, fd, &file) || !to_i32_py(t, command, &how) || !to_i64_py(t, length, &size) ||
      !to_i64_py(t, start, &from) || !to_i32_py(t, whence, &origin)) {
    return Ref();
  }
  struct flock lock = {};
  if (how == LOCK_UN) lock.l_type = F_UNLCK;
  else if (how & LOCK_SH) lock.l_type = F_RDLCK;
  else if (how & LOCK_EX) lock.l_type = F_WRLCK;
  else return raise_value_error(t, "unrecognized lockf argument");
  lock.l_start = from;
  lock.l_len = size;
  lock.l_whence = static_cast<short>(origin);
  return posix::done(t, os::call_py(t, [&] { return ::fcntl(file, how & LOCK_NB ? F_SETLK : F_SETLKW, &lock); }));
}

constexpr MethodDef kFunctions[] = {
    {"fcntl", fcntl_fcntl, "(fd, cmd, arg=0, /)", "Do cmd to an open file."},
    {"ioctl", fcntl_ioctl, "(fd, request, arg=0, mutate_flag=True, /)", "Send a device request to an open file."},
    {"flock", fcntl_flock, "(fd, operation, /)", "Perform the lock operation on file descriptor fd."},
    {"lockf", fcntl_lockf, "(fd, cmd, len=0, start=0, whence=0, /)"},
    {},
};

#define TINYPY_FCNTL_CONSTANTS(X)                                                                                   \
  X(LOCK_SH) X(LOCK_EX) X(LOCK_NB) X(LOCK_UN) X(LOCK_MAND) X(LOCK_READ) X(LOCK_WRITE) X(LOCK_RW) X(F_DUPFD)         \
  X(F_DUPFD_CLOEXEC) X(F_GETFD) X(F_SETFD) X(F_GETFL) X(F_SETFL) X(F_GETLK) X(F_SETLK) X(F_SETLKW) X(F_OFD_GETLK)   \
  X(F_OFD_SETLK) X(F_OFD_SETLKW) X(F_GETOWN) X(F_SETOWN) X(F_GETSIG) X(F_SETSIG) X(F_RDLCK) X(F_WRLCK) X(F_UNLCK)   \
  X(F_EXLCK) X(F_SHLCK) X(F_GETLEASE) X(F_SETLEASE) X(F_NOTIFY) X(F_GETPIPE_SZ) X(F_SETPIPE_SZ) X(F_ADD_SEALS)      \
  X(F_GET_SEALS) X(F_SEAL_SEAL) X(F_SEAL_SHRINK) X(F_SEAL_GROW) X(F_SEAL_WRITE) X(FD_CLOEXEC) X(FASYNC) X(DN_ACCESS) \
  X(DN_MODIFY) X(DN_CREATE) X(DN_DELETE) X(DN_RENAME) X(DN_ATTRIB) X(DN_MULTISHOT) X(F_GETOWN_EX) X(F_SETOWN_EX)    \
  X(F_OWNER_TID) X(F_OWNER_PID) X(F_OWNER_PGRP) X(F_GET_RW_HINT) X(F_SET_RW_HINT) X(F_GET_FILE_RW_HINT)             \
  X(F_SET_FILE_RW_HINT) X(RWH_WRITE_LIFE_NOT_SET) X(RWH_WRITE_LIFE_NONE) X(RWH_WRITE_LIFE_SHORT)                    \
  X(RWH_WRITE_LIFE_MEDIUM) X(RWH_WRITE_LIFE_LONG) X(RWH_WRITE_LIFE_EXTREME) X(F_SEAL_FUTURE_WRITE)

constexpr posix::Constant kConstants[] = {
#define X(name) {#name, name},
    TINYPY_FCNTL_CONSTANTS(X)
#undef X
        {"F_GETLK64", F_GETLK},
    {"F_SETLK64", F_SETLK},
    {"F_SETLKW64", F_SETLKW},
    {"FICLONE", FICLONE},
    {"FICLONERANGE", FICLONERANGE},
    {nullptr, 0}};

bool init(Thread& t, Value module) { return posix::add_constants(t, module, kConstants); }

}  // namespace

extern const ModuleDef kFcntlModule = {
    .name = "fcntl", .doc = "Control of open files: locks, flags, ioctl.", .methods = kFunctions, .init = init};

}  // namespace rt
