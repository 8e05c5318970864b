// Functions of module posix on paths: making, removing, renaming, linking; permissions and times; normpath().
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "gc/base/clock.h"
#include "runtime/library/os/posix.h"
#include "runtime/library/threads/waiting.h"
#include "runtime/object/audit.h"
#include "runtime/text/plain_array.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/text/str_builder.h"

namespace rt::posix {

namespace {

// How an audit event shows a dir_fd.
Value shown(int dir) { return Value::small_int(dir == AT_FDCWD ? -1 : dir); }

Ref posix_mkdir(Thread& t, Value path, Value mode, Value dir_fd) {
  PathArg name("mkdir", "path");
  int dir, bits;
  if (!name.parse_py(t, path) || !to_i32_py(t, mode, &bits) || !dir_fd_argument_py(t, dir_fd, &dir)) return Ref();
  if (!audit_py(t, "os.mkdir", path, Value::small_int(bits), shown(dir))) return Ref();
  os::Result r = os::call_py(t, [&, text = name.c_str()] { return ::mkdirat(dir, text, static_cast<mode_t>(bits)); });
  return done(t, r, name.object());
}

Ref unlink_with_py(Thread& t, const char* function, Value path, Value dir_fd, int flags) {
  PathArg name(function, "path");
  int dir;
  if (!name.parse_py(t, path) || !dir_fd_argument_py(t, dir_fd, &dir)) return Ref();
  if (!audit_py(t, flags ? "os.rmdir" : "os.remove", path, shown(dir))) return Ref();
  os::Result r = os::call_py(t, [&, text = name.c_str()] { return ::unlinkat(dir, text, flags); });
  return done(t, r, name.object());
}
Ref posix_rmdir(Thread& t, Value path, Value dir_fd) { return unlink_with_py(t, "rmdir", path, dir_fd, AT_REMOVEDIR); }
Ref posix_unlink(Thread& t, Value path, Value dir_fd) { return unlink_with_py(t, "unlink", path, dir_fd, 0); }
Ref posix_remove(Thread& t, Value path, Value dir_fd) { return unlink_with_py(t, "remove", path, dir_fd, 0); }

Ref rename_with_py(Thread& t, const char* function, Value src, Value dst, Value src_dir, Value dst_dir) {
  PathArg from(function, "src"), to(function, "dst");
  int from_dir, to_dir;
  if (!from.parse_py(t, src) || !to.parse_py(t, dst)) return Ref();
  if (!dir_fd_argument_py(t, src_dir, &from_dir) || !dir_fd_argument_py(t, dst_dir, &to_dir)) return Ref();
  if (!audit_py(t, "os.rename", src, dst, shown(from_dir), shown(to_dir))) return Ref();
  os::Result r = os::call_py(t, [&, a = from.c_str(), b = to.c_str()] { return ::renameat(from_dir, a, to_dir, b); });
  return done(t, r, from.object(), to.object());
}
Ref posix_rename(Thread& t, Value src, Value dst, Value a, Value b) {
  return rename_with_py(t, "rename", src, dst, a, b);
}
Ref posix_replace(Thread& t, Value src, Value dst, Value a, Value b) {
  return rename_with_py(t, "replace", src, dst, a, b);
}

Ref posix_link(Thread& t, Value src, Value dst, Value src_dir, Value dst_dir, Value follow_symlinks) {
  PathArg from("link", "src"), to("link", "dst");
  int from_dir, to_dir;
  bool follow;
  if (!from.parse_py(t, src) || !to.parse_py(t, dst) || !flag_py(t, follow_symlinks, &follow)) return Ref();
  if (!dir_fd_argument_py(t, src_dir, &from_dir) || !dir_fd_argument_py(t, dst_dir, &to_dir)) return Ref();
  if (!audit_py(t, "os.link", src, dst, shown(from_dir), shown(to_dir))) return Ref();
  os::Result r = os::call_py(t, [&, a = from.c_str(), b = to.c_str()] {
    return ::linkat(from_dir, a, to_dir, b, follow ? AT_SYMLINK_FOLLOW : 0);
  });
  return done(t, r, from.object(), to.object());
}

Ref posix_symlink(Thread& t, Value src, Value dst, Value, Value dir_fd) {
  PathArg target("symlink", "src"), name("symlink", "dst");
  int dir;
  if (!target.parse_py(t, src) || !name.parse_py(t, dst) || !dir_fd_argument_py(t, dir_fd, &dir)) return Ref();
  if (!audit_py(t, "os.symlink", src, dst, shown(dir))) return Ref();
  os::Result r = os::call_py(t, [&, a = target.c_str(), b = name.c_str()] { return ::symlinkat(a, dir, b); });
  return done(t, r, target.object(), name.object());
}

Ref posix_readlink(Thread& t, Value path, Value dir_fd) {
  PathArg name("readlink", "path");
  int dir;
  if (!name.parse_py(t, path) || !dir_fd_argument_py(t, dir_fd, &dir)) return Ref();
  char target[4097];
  os::Result r =
      os::call_py(t, [&, text = name.c_str()] { return ::readlinkat(dir, text, target, sizeof target - 1); });
  if (!r.ok()) return raise_result(t, r, name.object());
  return file_name(t, {target, static_cast<size_t>(r.value)}, name.wants_bytes());
}

// ---- permissions and owners

Ref posix_chmod(Thread& t, Value path, Value mode, Value dir_fd, Value follow_symlinks) {
  PathArg name("chmod", "path", PathArg::kDescriptor);
  int dir, bits;
  bool follow;
  if (!name.parse_py(t, path) || !to_i32_py(t, mode, &bits) || !dir_fd_argument_py(t, dir_fd, &dir)) return Ref();
  if (!flag_py(t, follow_symlinks, &follow)) return Ref();
  if (!audit_py(t, "os.chmod", path, Value::small_int(bits), shown(dir))) return Ref();
  if (!follow) return raise(t, kNotImplementedErrorType, "chmod: follow_symlinks unavailable on this platform");
  os::Result r = os::call_py(t, [&, fd = name.fd(), text = name.c_str()] {
    return text ? ::fchmodat(dir, text, static_cast<mode_t>(bits), 0) : ::fchmod(fd, static_cast<mode_t>(bits));
  });
  return done(t, r, name.object());
}
Ref posix_fchmod(Thread& t, Value fd, Value mode) {
  int number, bits;
  if (!to_i32_py(t, fd, &number) || !to_i32_py(t, mode, &bits)) return Ref();
  return done(t, os::call_py(t, [=] { return ::fchmod(number, static_cast<mode_t>(bits)); }));
}

// -1 leaves the owner as it is.
bool id_argument_py(Thread& t, Value v, u32* out) {
  i64 n;
  if (!to_i64_py(t, v, &n)) return false;
  if (n < -1 || n > 0xFFFFFFFFll)
    return raise_overflow_error(t, n < 0 ? "uid is less than minimum" : "uid is greater than maximum");
  *out = static_cast<u32>(n);
  return true;
}

Ref posix_chown(Thread& t, Value path, Value uid, Value gid, Value dir_fd, Value follow_symlinks) {
  PathArg name("chown", "path", PathArg::kDescriptor);
  int dir;
  u32 user, group;
  bool follow;
  if (!name.parse_py(t, path) || !id_argument_py(t, uid, &user) || !id_argument_py(t, gid, &group)) return Ref();
  if (!dir_fd_argument_py(t, dir_fd, &dir) || !flag_py(t, follow_symlinks, &follow)) return Ref();
  if (!audit_py(t, "os.chown", path, Value::small_int(user), Value::small_int(group), shown(dir))) return Ref();
  os::Result r = os::call_py(t, [&, fd = name.fd(), text = name.c_str()] {
    return text ? ::fchownat(dir, text, user, group, follow ? 0 : AT_SYMLINK_NOFOLLOW) : ::fchown(fd, user, group);
  });
  return done(t, r, name.object());
}
Ref posix_lchown(Thread& t, Value path, Value uid, Value gid) { return posix_chown(t, path, uid, gid, kNone, kFalse); }
Ref posix_fchown(Thread& t, Value fd, Value uid, Value gid) {
  int number;
  u32 user, group;
  if (!to_i32_py(t, fd, &number) || !id_argument_py(t, uid, &user) || !id_argument_py(t, gid, &group)) return Ref();
  return done(t, os::call_py(t, [=] { return ::fchown(number, user, group); }));
}

// path, mode, dir_fd, effective_ids, follow_symlinks
Ref posix_access(Thread& t, Value path, Value mode, Value dir_fd, Value effective_ids, Value follow_symlinks) {
  PathArg name("access", "path");
  int dir, bits;
  bool effective, follow;
  if (!name.parse_py(t, path) || !to_i32_py(t, mode, &bits) || !dir_fd_argument_py(t, dir_fd, &dir)) return Ref();
  if (!flag_py(t, effective_ids, &effective) || !flag_py(t, follow_symlinks, &follow)) return Ref();
  int flags = (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW);
  os::Result r = os::call_once(t, [&, text = name.c_str()] { return ::faccessat(dir, text, bits, flags); });
  return bool_ref(r.ok());
}

// ---- times

}  // namespace

bool time_from_seconds_py(Thread& t, Value v, timespec* out) {
  i64 whole;
  if (is_int(v)) {
    if (!to_i64_py(t, v, &whole)) return false;
    *out = {whole, 0};
    return true;
  }
  if (is_exact_number(t, v)) {
    Ref exact = scaled_number_py(t, v, gc::kNsPerSecond, Rounding::kFloor);
    if (!exact || !to_i64_py(t, exact, &whole)) return false;
    *out = gc::to_timespec(whole);
    return true;
  }
  double d;
  if (!to_double_py(t, v, &d)) return false;
  if (std::isnan(d)) return raise_value_error(t, "Invalid value NaN (not a number)");
  double floor = std::floor(d);
  if (std::fabs(floor) > 9e18) return raise_overflow_error(t, "timestamp out of range for platform time_t");
  out->tv_sec = static_cast<time_t>(floor);
  out->tv_nsec = static_cast<long>((d - floor) * 1e9);
  return true;
}

namespace {

bool time_from_nanoseconds_py(Thread& t, Value v, timespec* out) {
  i64 n;
  if (!is_int(v)) return raise_type_error(t, "'%T' object cannot be interpreted as an integer", v);
  if (!to_i64_py(t, v, &n)) return false;
  *out = gc::to_timespec(n);
  return true;
}

bool times_py(Thread& t, Value times, Value ns, timespec out[2], bool* now) {
  bool has_times = times && times != kNone;
  *now = !has_times && !ns;
  if (has_times && ns) return raise_value_error(t, "utime: you may specify either 'times' or 'ns' but not both");
  if (*now) return true;
  Value pair = has_times ? times : ns;
  if (!is_tuple(pair) || as_tuple(pair)->length != 2) {
    return raise_type_error(t, has_times ? "utime: 'times' must be either a tuple of two ints or None"
                                         : "utime: 'ns' must be a tuple of two ints");
  }
  auto convert = has_times ? time_from_seconds_py : time_from_nanoseconds_py;
  return convert(t, (*as_tuple(pair))[0], &out[0]) && convert(t, (*as_tuple(pair))[1], &out[1]);
}

Ref posix_utime(Thread& t, Value path, Value times, Value ns, Value dir_fd, Value follow_symlinks) {
  PathArg name("utime", "path", PathArg::kDescriptor);
  int dir;
  bool follow, now;
  timespec stamps[2];
  if (!name.parse_py(t, path) || !times_py(t, times, ns, stamps, &now)) return Ref();
  if (!dir_fd_argument_py(t, dir_fd, &dir) || !flag_py(t, follow_symlinks, &follow)) return Ref();
  const timespec* given = now ? nullptr : stamps;
  if (!audit_py(t, "os.utime", path, times, ns, shown(dir))) return Ref();
  os::Result r = os::call_py(t, [&, fd = name.fd(), text = name.c_str()] {
    return text ? ::utimensat(dir, text, given, follow ? 0 : AT_SYMLINK_NOFOLLOW) : ::futimens(fd, given);
  });
  return done(t, r, name.object());
}

// ---- the working directory

Ref posix_chdir(Thread& t, Value path) {
  PathArg name("chdir", "path", PathArg::kDescriptor);
  if (!name.parse_py(t, path) || !audit_py(t, "os.chdir", path)) return Ref();
  os::Result r = os::call_py(t, [fd = name.fd(), text = name.c_str()] { return text ? ::chdir(text) : ::fchdir(fd); });
  return done(t, r, name.object());
}
Ref posix_fchdir(Thread& t, Value fd) {
  int number;
  if (!file_descriptor_py(t, fd, &number)) return Ref();
  return done(t, os::call_py(t, [=] { return ::fchdir(number); }));
}
Ref posix_chroot(Thread& t, Value path) {
  PathArg name("chroot", "path");
  if (!name.parse_py(t, path)) return Ref();
  return done(t, os::call_py(t, [text = name.c_str()] { return ::chroot(text); }), name.object());
}

Ref current_directory(Thread& t, bool as_bytes) {
  char* path = nullptr;
  os::Result r = os::call_once(t, [&] { return (path = ::getcwd(nullptr, 0)) ? 0 : -1; });
  if (!r.ok()) return raise_result(t, r);
  Ref name = file_name(t, path, as_bytes);
  std::free(path);
  return name;
}
Ref posix_getcwd(Thread& t) { return current_directory(t, false); }
Ref posix_getcwdb(Thread& t) { return current_directory(t, true); }

Ref posix_umask(Thread& t, Value mask) {
  int bits;
  return to_i32_py(t, mask, &bits) ? make_int(t, ::umask(static_cast<mode_t>(bits))) : Ref();
}

// ---- special files

Ref posix_mkfifo(Thread& t, Value path, Value mode, Value dir_fd) {
  PathArg name("mkfifo", "path");
  int dir, bits;
  if (!name.parse_py(t, path) || !to_i32_py(t, mode, &bits) || !dir_fd_argument_py(t, dir_fd, &dir)) return Ref();
  return done(t, os::call_py(t, [&, text = name.c_str()] { return ::mkfifoat(dir, text, static_cast<mode_t>(bits)); }),
              name.object());
}
Ref posix_mknod(Thread& t, Value path, Value mode, Value device, Value dir_fd) {
  PathArg name("mknod", "path");
  int dir, bits;
  u64 dev;
  if (!name.parse_py(t, path) || !to_i32_py(t, mode, &bits) || !to_u64_py(t, device, &dev)) return Ref();
  if (!dir_fd_argument_py(t, dir_fd, &dir)) return Ref();
  return done(t,
              os::call_py(t, [&, text = name.c_str()] { return ::mknodat(dir, text, static_cast<mode_t>(bits), dev); }),
              name.object());
}
Ref posix_truncate(Thread& t, Value path, Value length) {
  PathArg name("truncate", "path", PathArg::kDescriptor);
  i64 size;
  if (!name.parse_py(t, path) || !to_i64_py(t, length, &size) || !audit_py(t, "os.truncate", path, length))
    return Ref();
  os::Result r = os::call_py(
      t, [=, fd = name.fd(), text = name.c_str()] { return text ? ::truncate(text, size) : ::ftruncate(fd, size); });
  return done(t, r, name.object());
}
Ref posix_sync(Thread& t) {
  os::call_once(t, [] { return ::sync(), 0; });
  return none();
}

Ref posix_fspath(Thread& t, Value path) { return fspath_py(t, path); }

// ---- spelling

// Writes a path without empty components, without "." and without each ".." that has a component before it, which goes,
// too. A ".." at the root goes alone. Two slashes in front are kept, because POSIX lets them mean something of their
// own; three or more are one. The result is the number of units written: at most that of the path, and at least one.
template <class Unit>
size_t write_normalized(const Unit* path, size_t length, Unit* out) {
  size_t at = 0;
  while (at < length && path[at] == '/') ++at;
  size_t root = at == 2 ? 2 : at != 0;
  size_t n = 0;
  while (n < root) out[n++] = '/';
  size_t kept = n;  // what no ".." removes: the root, or components ".." in front
  for (; at < length; ++at) {
    size_t before = n;
    if (n > root) out[n++] = '/';
    size_t begin = n;
    for (; at < length && path[at] != '/'; ++at) out[n++] = path[at];
    size_t size = n - begin;
    bool dot = size != 0 && out[begin] == '.', up = size == 2 && dot && out[begin + 1] == '.';
    if (size == 0 || (size == 1 && dot)) {
      n = before;
    } else if (up && before > kept) {
      for (n = before - 1; n > kept && out[n] != '/';) --n;
    } else if (up) {
      if (root) n = before;
      kept = n;
    }
  }
  if (n == 0) out[n++] = '.';
  return n;
}

// Most paths are ASCII, and so is the result: its characters need no further look.
Ref normalized_ascii(Thread& t, const text::StrView& path) {
  text::PlainArray<u8, 256> out;
  if (!out.resize(path.length + 1)) return raise_memory_error(t);
  size_t n = write_normalized(path.units1(), path.length, out.begin());
  return make_str_ascii(t, {reinterpret_cast<const char*>(out.begin()), n});
}

Ref normalized(Thread& t, const text::StrView& path) {
  if (path.ascii) return normalized_ascii(t, path);
  text::UcsBuilder out;
  void* units = out.extend(path.length + 1, text::char_mask(path));
  if (!units) return raise_memory_error(t);
  text::with_kind(path, [&](const auto* from) {
    using Unit = std::remove_const_t<std::remove_pointer_t<decltype(from)>>;
    out.truncate(write_normalized(from, path.length, static_cast<Unit*>(units)));
  });
  return finish_str(t, out);
}

// The native part of os.path.normpath().
Ref path_normpath(Thread& t, Value path_value) {
  Ref path = fspath_py(t, path_value);
  bool wants_bytes = path && is_bytes(path);
  if (wants_bytes) path = decode_fs(t, path.as<Bytes>()->view());
  if (!path) return Ref();
  Ref normal = normalized(t, str_view(path));
  return normal && wants_bytes ? encode_fs(t, normal) : std::move(normal);
}

}  // namespace

const MethodDef kPathFunctions[] = {
    {"_path_normpath", path_normpath, "(path)", "Basic path normalization."},
    {"mkdir", posix_mkdir, "(path, mode=511, *, dir_fd=None)", "Create a directory."},
    {"rmdir", posix_rmdir, "(path, *, dir_fd=None)", "Remove a directory."},
    {"unlink", posix_unlink, "(path, *, dir_fd=None)", "Remove a file, as remove() does."},
    {"remove", posix_remove, "(path, *, dir_fd=None)", "Remove a file, as unlink() does."},
    {"rename", posix_rename, "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", "Rename a file or directory."},
    {"replace", posix_replace, "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
     "Give a file another name; what had it before is gone."},
    {"link", posix_link, "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
     "Give a file a second name."},
    {"symlink", posix_symlink, "(src, dst, target_is_directory=False, *, dir_fd=None)",
     "Make a symbolic link dst that says src."},
    {"readlink", posix_readlink, "(path, *, dir_fd=None)", "What a symbolic link says."},
    {"chmod", posix_chmod, "(path, mode, *, dir_fd=None, follow_symlinks=True)", "Set the permission bits of a file."},
    {"fchmod", posix_fchmod, "(fd, mode)"},
    {"chown", posix_chown, "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
     "Set owner and group of a file, by number; -1 leaves one as it is."},
    {"lchown", posix_lchown, "(path, uid, gid)"},
    {"fchown", posix_fchown, "(fd, uid, gid)"},
    {"access", posix_access, "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
     "May the real user do this to the path?"},
    {"utime", posix_utime, "(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)",
     "Set when a file was last read and changed."},
    {"chdir", posix_chdir, "(path)", "Make a directory the current one."},
    {"fchdir", posix_fchdir, "(fd)"},
    {"chroot", posix_chroot, "(path)"},
    {"getcwd", posix_getcwd, "()", "The current directory."},
    {"getcwdb", posix_getcwdb, "()", "The current directory as bytes."},
    {"umask", posix_umask, "(mask, /)", "Set which permissions new files lack; the old mask is the result."},
    {"mkfifo", posix_mkfifo, "(path, mode=438, *, dir_fd=None)"},
    {"mknod", posix_mknod, "(path, mode=384, device=0, *, dir_fd=None)"},
    {"truncate", posix_truncate, "(path, length)"},
    {"sync", posix_sync, "()"},
    {"fspath", posix_fspath, "(path)", "The path of a path-like object; str and bytes are paths already."},
    {},
};

}  // namespace rt::posix
