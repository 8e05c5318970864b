// Functions of module posix on pseudo-terminals.
#include <fcntl.h>
#include <pty.h>
#include <stdlib.h>
#include <utmp.h>

#include "runtime/library/os/posix.h"

namespace rt::posix {

namespace {

Ref posix_openpty(Thread& t) {
  int master, slave;
  os::Result r = os::call_once(t, [&] { return ::openpty(&master, &slave, nullptr, nullptr, nullptr); });
  if (!r.ok()) return raise_result(t, r);
  os::set_inheritable(master, false);
  os::set_inheritable(slave, false);
  Ref a = make_int(t, master), b = make_int(t, slave);
  return make_tuple(t, a, b);
}

Ref posix_posix_openpt(Thread& t, Value oflag) {
  int flags;
  return to_i32_py(t, oflag, &flags) ? number(t, os::call_once(t, [=] { return ::posix_openpt(flags | O_CLOEXEC); }))
                                     : Ref();
}
Ref posix_grantpt(Thread& t, Value fd) {
  int file;
  return file_descriptor_py(t, fd, &file) ? done(t, os::call_once(t, [=] { return ::grantpt(file); })) : Ref();
}
Ref posix_unlockpt(Thread& t, Value fd) {
  int file;
  return file_descriptor_py(t, fd, &file) ? done(t, os::call_once(t, [=] { return ::unlockpt(file); })) : Ref();
}
Ref posix_ptsname(Thread& t, Value fd) {
  int file;
  if (!file_descriptor_py(t, fd, &file)) return Ref();
  char name[128];
  int error = ::ptsname_r(file, name, sizeof name);
  return error ? Ref(raise_os_error(t, error)) : decode_fs(t, name);
}
Ref posix_login_tty(Thread& t, Value fd) {
  int file;
  return file_descriptor_py(t, fd, &file) ? done(t, os::call_once(t, [=] { return ::login_tty(file); })) : Ref();
}

}  // namespace

const MethodDef kTerminalFunctions[] = {
    {"openpty", posix_openpty, "()", "A new pseudo-terminal: descriptors of its master and its slave."},
    {"posix_openpt", posix_posix_openpt, "(oflag, /)", "The descriptor of a new pseudo-terminal's master."},
    {"grantpt", posix_grantpt, "(fd, /)", "Make the slave of a pseudo-terminal's master this user's."},
    {"unlockpt", posix_unlockpt, "(fd, /)", "Let the slave of a pseudo-terminal's master be opened."},
    {"ptsname", posix_ptsname, "(fd, /)", "The name of the slave of a pseudo-terminal's master."},
    {"login_tty", posix_login_tty, "(fd, /)",
     "Make a terminal the controlling one and the standard streams of this process."},
    {},
};

}  // namespace rt::posix
