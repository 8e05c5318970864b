// The system calls on files, each made in the form of call.h that fits it: repeated, once, or attached.
#include "runtime/os/file.h"

#include <fcntl.h>
#include <unistd.h>

#include "runtime/os/shared_descriptor.h"

namespace rt::os {

constinit OsHooks g_os_hooks{};

gc::Atomic<u32> g_fork_count{0};

namespace {

u64 clamp(u64 size) { return size < kMaxTransfer ? size : kMaxTransfer; }

}  // namespace

Result read_py(gc::Thread& t, int fd, void* data, u64 size) {
  return call_py(t, [=] { return ::read(fd, data, clamp(size)); });
}

Result read_py(gc::Thread& t, SharedDescriptor& file, void* data, u64 size) {
  return call_py(t, [&] { return file.call([=](int fd) { return ::read(fd, data, clamp(size)); }); });
}

Result write_py(gc::Thread& t, int fd, const void* data, u64 size) {
  return call_py(t, [=] { return ::write(fd, data, clamp(size)); });
}

Result write_py(gc::Thread& t, SharedDescriptor& file, const void* data, u64 size) {
  return call_py(t, [&] { return file.call([=](int fd) { return ::write(fd, data, clamp(size)); }); });
}

Result close_once(gc::Thread& t, int fd) {
  Result r = call_once(t, [=] { return ::close(fd); });
  if (r.error == EINTR) return {0, 0};
  return r;
}

Result open_py(gc::Thread& t, const char* path, int flags, unsigned mode, int dir_fd) {
  return call_py(t, [=] { return ::openat(dir_fd, path, flags, mode); });
}

Result seek(int fd, i64 offset, int whence) {
  return call_fast([=] { return ::lseek(fd, offset, whence); });
}

Result seek(SharedDescriptor& file, i64 offset, int whence) {
  return call_fast([&] { return file.call([=](int fd) { return ::lseek(fd, offset, whence); }); });
}

Result truncate_py(gc::Thread& t, int fd, i64 size) {
  return call_py(t, [=] { return ::ftruncate(fd, size); });
}

Result truncate_py(gc::Thread& t, SharedDescriptor& file, i64 size) {
  return call_py(t, [&] { return file.call([=](int fd) { return ::ftruncate(fd, size); }); });
}

Result set_inheritable(int fd, bool inheritable) {
  Result r = call_fast([=] { return ::fcntl(fd, F_GETFD); });
  if (!r.ok()) return r;
  int flags = static_cast<int>(r.value);
  int wanted = inheritable ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC;
  if (wanted == flags) return {0, 0};
  return call_fast([=] { return ::fcntl(fd, F_SETFD, wanted); });
}

}  // namespace rt::os
