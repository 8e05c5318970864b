// Functions of module posix on descriptors: opening, closing, duplicating, locking, pipes, flags; isatty(), ttyname()
// and ctermid(). Pseudo-terminals are in posix_terminals.cpp, reading and writing in posix_transfer.cpp.
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>

#include "runtime/library/os/posix.h"
#include "runtime/library/parts/locale_encoding.h"
#include "runtime/object/audit.h"

namespace rt::posix {

namespace {

Ref posix_open(Thread& t, Value path, Value flags, Value mode, Value dir_fd) {
  PathArg name("open", "path");
  int how, bits, dir;
  if (!name.parse_py(t, path) || !to_i32_py(t, flags, &how) || !to_i32_py(t, mode, &bits)) return Ref();
  if (!dir_fd_argument_py(t, dir_fd, &dir) || !audit_py(t, "open", path, Value(), Value::small_int(how | O_CLOEXEC)))
    return Ref();
  return number(t, os::open_py(t, name.c_str(), how | O_CLOEXEC, static_cast<unsigned>(bits), dir), name.object());
}

Ref posix_close(Thread& t, Value fd) {
  int number;
  return to_i32_py(t, fd, &number) ? done(t, os::close_once(t, number)) : Ref();
}

Ref posix_closerange(Thread& t, Value low, Value high) {
  int first, end;
  if (!to_i32_py(t, low, &first) || !to_i32_py(t, high, &end)) return Ref();
  if (first < 0) first = 0;
  if (end > first) {
    os::call_once(t, [=] { return ::close_range(static_cast<unsigned>(first), static_cast<unsigned>(end) - 1, 0); });
  }
  return none();
}

Ref posix_dup(Thread& t, Value fd) {
  int from;
  if (!to_i32_py(t, fd, &from)) return Ref();
  return number(t, os::call_py(t, [=] { return ::fcntl(from, F_DUPFD_CLOEXEC, 0); }));
}

Ref posix_dup2(Thread& t, Value fd, Value fd2, Value inheritable) {
  int from, to;
  bool inherit;
  if (!to_i32_py(t, fd, &from) || !to_i32_py(t, fd2, &to) || !flag_py(t, inheritable, &inherit)) return Ref();
  if (from < 0 || to < 0) return raise_os_error(t, EBADF);
  os::Result r = os::call_py(t, [=] { return from == to || inherit ? ::dup2(from, to) : ::dup3(from, to, O_CLOEXEC); });
  if (r.ok() && from == to && !inherit) {
    os::Result changed = os::set_inheritable(to, false);
    if (!changed.ok()) return raise_result(t, changed);
  }
  return number(t, r);
}

Ref pair(Thread& t, int a, int b) {
  Ref first = make_int(t, a), second = make_int(t, b);
  return make_tuple(t, first, second);
}

Ref pipe_with(Thread& t, int flags) {
  int fds[2];
  os::Result r = os::call_fast([&] { return ::pipe2(fds, flags); });
  return r.ok() ? pair(t, fds[0], fds[1]) : Ref(raise_result(t, r));
}
Ref posix_pipe(Thread& t) { return pipe_with(t, O_CLOEXEC); }
Ref posix_pipe2(Thread& t, Value flags) {
  int bits;
  return to_i32_py(t, flags, &bits) ? pipe_with(t, bits) : Ref();
}

Ref posix_lseek(Thread& t, Value fd, Value position, Value whence) {
  int file, how;
  i64 to;
  if (!to_i32_py(t, fd, &file) || !to_i64_py(t, position, &to) || !to_i32_py(t, whence, &how)) return Ref();
  return number(t, os::seek(file, to, how));
}

Ref posix_ftruncate(Thread& t, Value fd, Value length) {
  int file;
  i64 size;
  if (!to_i32_py(t, fd, &file) || !to_i64_py(t, length, &size)) return Ref();
  return done(t, os::truncate_py(t, file, size));
}

Ref posix_fsync(Thread& t, Value fd) {
  int file;
  return file_descriptor_py(t, fd, &file) ? done(t, os::call_py(t, [=] { return ::fsync(file); })) : Ref();
}
Ref posix_fdatasync(Thread& t, Value fd) {
  int file;
  return file_descriptor_py(t, fd, &file) ? done(t, os::call_py(t, [=] { return ::fdatasync(file); })) : Ref();
}
Ref posix_posix_fallocate(Thread& t, Value fd, Value offset, Value length) {
  int file;
  i64 from, size;
  if (!to_i32_py(t, fd, &file) || !to_i64_py(t, offset, &from) || !to_i64_py(t, length, &size)) return Ref();
  int error = 0;
  do {
    error = static_cast<int>(os::call_once(t, [=] { return ::posix_fallocate(file, from, size); }).value);
  } while (error == EINTR && os::run_pending_py(t));
  if (error == 0) return none();
  return error_pending(t) ? Ref() : Ref(raise_os_error(t, error));
}
Ref posix_posix_fadvise(Thread& t, Value fd, Value offset, Value length, Value advice) {
  int file, what;
  i64 from, size;
  if (!to_i32_py(t, fd, &file) || !to_i64_py(t, offset, &from) || !to_i64_py(t, length, &size) ||
      !to_i32_py(t, advice, &what)) {
    return Ref();
  }
  int error = static_cast<int>(os::call_once(t, [=] { return ::posix_fadvise(file, from, size, what); }).value);
  return error ? Ref(raise_os_error(t, error)) : none();
}
Ref posix_lockf(Thread& t, Value fd, Value command, Value length) {
  int file, what;
  i64 size;
  if (!to_i32_py(t, fd, &file) || !to_i32_py(t, command, &what) || !to_i64_py(t, length, &size)) return Ref();
  return done(t, os::call_py(t, [=] { return ::lockf(file, what, size); }));
}

Ref posix_isatty(Thread& t, Value fd) {
  int file;
  return to_i32_py(t, fd, &file) ? bool_ref(os::call_once(t, [=] { return ::isatty(file); }).value == 1) : Ref();
}
Ref posix_ttyname(Thread& t, Value fd) {
  int file;
  char text[256];
  if (!to_i32_py(t, fd, &file)) return Ref();
  int error = ::ttyname_r(file, text, sizeof text);
  return error ? Ref(raise_os_error(t, error)) : decode_fs(t, text);
}
// The compiler believes that ctermid() does not return its argument, and so takes the buffer for dead before the result
// is read.
Ref posix_ctermid(Thread& t) {
  char text[L_ctermid];
  ::ctermid(text);
  return decode_fs(t, text);
}
Ref posix_get_inheritable(Thread& t, Value fd) {
  int file;
  if (!to_i32_py(t, fd, &file)) return Ref();
  os::Result r = os::call_fast([=] { return ::fcntl(file, F_GETFD); });
  return r.ok() ? bool_ref(!(r.value & FD_CLOEXEC)) : Ref(raise_result(t, r));
}
Ref posix_set_inheritable(Thread& t, Value fd, Value inheritable) {
  int file;
  bool inherit;
  if (!to_i32_py(t, fd, &file) || !flag_py(t, inheritable, &inherit)) return Ref();
  return done(t, os::set_inheritable(file, inherit));
}
Ref posix_get_blocking(Thread& t, Value fd) {
  int file;
  if (!to_i32_py(t, fd, &file)) return Ref();
  os::Result r = os::call_fast([=] { return ::fcntl(file, F_GETFL); });
  return r.ok() ? bool_ref(!(r.value & O_NONBLOCK)) : Ref(raise_result(t, r));
}
Ref posix_set_blocking(Thread& t, Value fd, Value blocking) {
  int file;
  bool block;
  if (!to_i32_py(t, fd, &file) || !flag_py(t, blocking, &block)) return Ref();
  os::Result r = os::call_fast([=] {
    int on = block ? 0 : 1;
    return ::ioctl(file, FIONBIO, &on);
  });
  return done(t, r);
}

Ref posix_device_encoding(Thread& t, Value fd) {
  int file;
  if (!to_i32_py(t, fd, &file)) return Ref();
  return ::isatty(file) ? default_text_encoding(t) : none();
}

Ref posix_memfd_create(Thread& t, Value name, Value flags) {
  Ref text = fs_encode_py(t, name);
  int bits;
  if (!text || !to_i32_py(t, flags, &bits)) return Ref();
  const char* path = reinterpret_cast<const char*>(text.as<Bytes>()->data());
  return number(t, os::call_fast([=] { return ::memfd_create(path, static_cast<unsigned>(bits)); }));
}
Ref posix_eventfd(Thread& t, Value initial, Value flags) {
  int value, bits;
  if (!to_i32_py(t, initial, &value) || !to_i32_py(t, flags, &bits)) return Ref();
  return number(t, os::call_fast([=] { return ::eventfd(static_cast<unsigned>(value), bits); }));
}

}  // namespace

const MethodDef kFileFunctions[] = {
    {"open", posix_open, "(path, flags, mode=511, *, dir_fd=None)", "Open a file and return its descriptor."},
    {"close", posix_close, "(fd)", "Close a file descriptor."},
    {"closerange", posix_closerange, "(fd_low, fd_high, /)"},
    {"dup", posix_dup, "(fd, /)", "Another descriptor of the same open file."},
    {"dup2", posix_dup2, "(fd, fd2, inheritable=True)", "Duplicate file descriptor."},
    {"pipe", posix_pipe, "()", "Create a pipe."},
    {"pipe2", posix_pipe2, "(flags, /)"},
    {"lseek", posix_lseek, "(fd, position, how, /)"},
    {"ftruncate", posix_ftruncate, "(fd, length, /)"},
    {"fsync", posix_fsync, "(fd)"},
    {"fdatasync", posix_fdatasync, "(fd)"},
    {"posix_fallocate", posix_posix_fallocate, "(fd, offset, length, /)"},
    {"posix_fadvise", posix_posix_fadvise, "(fd, offset, length, advice, /)"},
    {"lockf", posix_lockf, "(fd, command, length, /)"},
    {"isatty", posix_isatty, "(fd, /)"},
    {"ttyname", posix_ttyname, "(fd, /)"},
    {"ctermid", posix_ctermid, "()"},
    {"get_inheritable", posix_get_inheritable, "(fd, /)"},
    {"set_inheritable", posix_set_inheritable, "(fd, inheritable, /)"},
    {"get_blocking", posix_get_blocking, "(fd, /)"},
    {"set_blocking", posix_set_blocking, "(fd, blocking, /)"},
    {"device_encoding", posix_device_encoding, "(fd)"},
    {"memfd_create", posix_memfd_create, "(name, flags=1)"},
    {"eventfd", posix_eventfd, "(initval, flags=524288)"},
    {},
};

}  // namespace rt::posix
