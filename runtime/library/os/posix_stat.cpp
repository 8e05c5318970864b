// Module posix: stat(), lstat(), fstat() and the type stat_result.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>

#include "gc/base/clock.h"
#include "runtime/library/os/posix.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/struct_sequence.h"
#include "runtime/types/numbers/float.h"

namespace rt::posix {

namespace {

Type* g_stat_result;  // made once by init_stat; native types are immortal
Type* g_statvfs_result;

constexpr u32 kStatVisible = 10;
constexpr StructSequenceField kStatFields[] = {{"st_mode", "protection bits"},
                                               {"st_ino", "inode"},
                                               {"st_dev", "device"},
                                               {"st_nlink", "number of hard links"},
                                               {"st_uid", "user ID of owner"},
                                               {"st_gid", "group ID of owner"},
                                               {"st_size", "total size, in bytes"},
                                               {nullptr, "integer time of last access"},
                                               {nullptr, "integer time of last modification"},
                                               {nullptr, "integer time of last change"},
                                               {"st_atime", "time of last access"},
                                               {"st_mtime", "time of last modification"},
                                               {"st_ctime", "time of last change"},
                                               {"st_atime_ns", "when it was read last, in nanoseconds"},
                                               {"st_mtime_ns", "when its contents changed last, in nanoseconds"},
                                               {"st_ctime_ns", "when its attributes changed last, in nanoseconds"},
                                               {"st_blksize", "blocksize for filesystem I/O"},
                                               {"st_blocks", "number of blocks allocated"},
                                               {"st_rdev", "device type (if inode device)"},
                                               {nullptr, nullptr}};

constexpr StructSequenceField kStatVfsFields[] = {{"f_bsize", nullptr},   {"f_frsize", nullptr}, {"f_blocks", nullptr},
                                                  {"f_bfree", nullptr},   {"f_bavail", nullptr}, {"f_files", nullptr},
                                                  {"f_ffree", nullptr},   {"f_favail", nullptr}, {"f_flag", nullptr},
                                                  {"f_namemax", nullptr}, {"f_fsid", nullptr},   {nullptr, nullptr}};

Ref nanoseconds(Thread& t, const timespec& time) { return make_int(t, gc::to_ns(time)); }
Ref seconds(Thread& t, const timespec& time) {
  return make_float(t, static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec));
}

// A result that Python code makes of ten items has the whole seconds as times.
void take_times_of_items(Thread& t, Ref* fields) {
  constexpr u32 kFirstItem = 7, kFirstTime = 10;
  for (u32 i = 0; i < 3; ++i) {
    if (fields[kFirstTime + i].get() == kNone) fields[kFirstTime + i] = Ref::share(t, fields[kFirstItem + i]);
  }
}

}  // namespace

Ref make_stat_result(Thread& t, const struct stat& st) {
  Ref items[] = {
      make_int(t, st.st_mode),        make_uint(t, st.st_ino),        make_uint(t, st.st_dev),
      make_uint(t, st.st_nlink),      make_uint(t, st.st_uid),        make_uint(t, st.st_gid),
      make_int(t, st.st_size),        make_int(t, st.st_atim.tv_sec), make_int(t, st.st_mtim.tv_sec),
      make_int(t, st.st_ctim.tv_sec), seconds(t, st.st_atim),         seconds(t, st.st_mtim),
      seconds(t, st.st_ctim),         nanoseconds(t, st.st_atim),     nanoseconds(t, st.st_mtim),
      nanoseconds(t, st.st_ctim),     make_int(t, st.st_blksize),     make_int(t, st.st_blocks),
      make_uint(t, st.st_rdev),
  };
  return make_struct_sequence_instance(t, g_stat_result, items, std::size(items));
}

namespace {

Ref stat_with_py(Thread& t, const char* function, Value path, Value dir_fd, bool follow) {
  PathArg name(function, "path", PathArg::kDescriptor);
  int dir;
  if (!name.parse_py(t, path) || !dir_fd_argument_py(t, dir_fd, &dir)) return Ref();
  if (name.is_fd() && dir != AT_FDCWD)
    return raise_value_error(t, "%s: can't specify dir_fd without matching path", function);
  if (name.is_fd() && !follow) return raise_value_error(t, "%s: cannot use fd and follow_symlinks together", function);
  struct stat st;
  os::Result r = os::call_py(t, [&, fd = name.fd(), text = name.c_str()] {
    return text ? ::fstatat(dir, text, &st, follow ? 0 : AT_SYMLINK_NOFOLLOW) : ::fstat(fd, &st);
  });
  return r.ok() ? make_stat_result(t, st) : Ref(raise_result(t, r, name.object()));
}

Ref posix_stat(Thread& t, Value path, Value dir_fd, Value follow_symlinks) {
  bool follow;
  return flag_py(t, follow_symlinks, &follow) ? stat_with_py(t, "stat", path, dir_fd, follow) : Ref();
}
Ref posix_lstat(Thread& t, Value path, Value dir_fd) {
  PathArg name("lstat", "path");
  if (!name.parse_py(t, path)) return Ref();
  return stat_with_py(t, "lstat", path, dir_fd, false);
}
Ref posix_fstat(Thread& t, Value fd) {
  int number;
  if (!to_i32_py(t, fd, &number)) return Ref();
  struct stat st;
  os::Result r = os::call_py(t, [&] { return ::fstat(number, &st); });
  return r.ok() ? make_stat_result(t, st) : Ref(raise_result(t, r));
}

Ref make_statvfs_result(Thread& t, const struct statvfs& st) {
  Ref items[] = {make_uint(t, st.f_bsize),   make_uint(t, st.f_frsize), make_uint(t, st.f_blocks),
                 make_uint(t, st.f_bfree),   make_uint(t, st.f_bavail), make_uint(t, st.f_files),
                 make_uint(t, st.f_ffree),   make_uint(t, st.f_favail), make_uint(t, st.f_flag),
                 make_uint(t, st.f_namemax), make_uint(t, st.f_fsid)};
  return make_struct_sequence_instance(t, g_statvfs_result, items, std::size(items));
}

Ref posix_statvfs(Thread& t, Value path) {
  PathArg name("statvfs", "path", PathArg::kDescriptor);
  if (!name.parse_py(t, path)) return Ref();
  struct statvfs st;
  os::Result r = os::call_py(
      t, [&, fd = name.fd(), text = name.c_str()] { return text ? ::statvfs(text, &st) : ::fstatvfs(fd, &st); });
  return r.ok() ? make_statvfs_result(t, st) : Ref(raise_result(t, r, name.object()));
}
Ref posix_fstatvfs(Thread& t, Value fd) {
  int number;
  if (!to_i32_py(t, fd, &number)) return Ref();
  struct statvfs st;
  os::Result r = os::call_py(t, [&] { return ::fstatvfs(number, &st); });
  return r.ok() ? make_statvfs_result(t, st) : Ref(raise_result(t, r));
}

// The number of a device. Since 3.13 -1 is the number of none, and the only negative one; its parts are -1, too.
constexpr dev_t kNoDevice = ~dev_t{0};
bool device_py(Thread& t, Value v, dev_t* out) {
  if (v == Value::small_int(-1) && library_minor() >= 13) {
    *out = kNoDevice;
    return true;
  }
  Ref n = index_py(t, v);
  return n && to_u64_py(t, n, out);
}
bool device_part_py(Thread& t, Value v, unsigned* out) {
  dev_t n;
  int number = 0;
  if (library_minor() < 13) {
    bool ok = to_i32_py(t, v, &number);
    *out = static_cast<unsigned>(number);
    return ok;
  }
  if (!device_py(t, v, &n)) return false;
  if (n != kNoDevice && n > UINT_MAX)
    return raise_overflow_error(t, "Python int too large to convert to C unsigned int");
  *out = static_cast<unsigned>(n);
  return true;
}
Ref make_device(Thread& t, dev_t device) { return device == kNoDevice ? make_int(t, -1) : make_uint(t, device); }
Ref make_device_part(Thread& t, unsigned part) { return part == UINT_MAX ? make_int(t, -1) : make_uint(t, part); }

Ref posix_major(Thread& t, Value device) {
  dev_t d;
  return device_py(t, device, &d) ? make_device_part(t, major(d)) : Ref();
}
Ref posix_minor(Thread& t, Value device) {
  dev_t d;
  return device_py(t, device, &d) ? make_device_part(t, minor(d)) : Ref();
}
Ref posix_makedev(Thread& t, Value a, Value b) {
  unsigned high, low;
  if (!device_part_py(t, a, &high) || !device_part_py(t, b, &low)) return Ref();
  return make_device(t, makedev(high, low));
}

}  // namespace

const MethodDef kStatFunctions[] = {
    {"stat", posix_stat, "(path, *, dir_fd=None, follow_symlinks=True)", "Attributes of a file."},
    {"lstat", posix_lstat, "(path, *, dir_fd=None)", "Attributes of a file; of the link itself if it is one."},
    {"fstat", posix_fstat, "(fd)", "Attributes of an open file."},
    {"statvfs", posix_statvfs, "(path)"},
    {"fstatvfs", posix_fstatvfs, "(fd, /)"},
    {"major", posix_major, "(device, /)"},
    {"minor", posix_minor, "(device, /)"},
    {"makedev", posix_makedev, "(major, minor, /)"},
    {},
};

bool init_stat(Thread& t, Value module) {
  if (!g_stat_result) {
    g_stat_result = make_struct_sequence(t, "os.stat_result", "What stat(), lstat() and fstat() tell of a file.",
                                         kStatFields, kStatVisible);
    complete_struct_sequence(g_stat_result, take_times_of_items);
    g_statvfs_result =
        make_struct_sequence(t, "os.statvfs_result", "What statvfs() tells of a file system.", kStatVfsFields, 10);
  }
  return module_add(t, module, "NODEV", make_device(t, kNoDevice)) &&
         module_add(t, module, "stat_result", Ref::share(t, g_stat_result)) &&
         module_add(t, module, "statvfs_result", Ref::share(t, g_statvfs_result));
}

}  // namespace rt::posix
