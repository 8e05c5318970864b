// Module posix: statx(), in os since 3.15, and the type statx_result. The system says by a mask which fields it has
// filled; the others read as None.
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "gc/base/clock.h"
#include "runtime/library/os/posix.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/text/str_builder.h"

namespace rt::posix {

namespace {

// The kernel's struct statx, as <linux/stat.h> of Linux 6.16 lays it out. The C library's own struct may be older.
struct KernelTime {
  i64 seconds;
  u32 nanoseconds;
  i32 unused;
};
struct KernelStat {
  u32 mask, blksize;
  u64 attributes;
  u32 nlink, uid, gid;
  u16 mode, unused;
  u64 ino, size, blocks, attributes_mask;
  KernelTime atime, btime, ctime, mtime;
  u32 rdev_major, rdev_minor, dev_major, dev_minor;
  u64 mnt_id;
  u32 dio_mem_align, dio_offset_align;
  u64 subvol;
  u32 atomic_write_unit_min, atomic_write_unit_max, atomic_write_segments_max;
  u32 dio_read_offset_align, atomic_write_unit_max_opt;
  u32 spare[17];
};
static_assert(sizeof(KernelStat) == 256);

enum Mask : u32 {
  kType = 0x1,
  kMode = 0x2,
  kNlink = 0x4,
  kUid = 0x8,
  kGid = 0x10,
  kAtime = 0x20,
  kMtime = 0x40,
  kCtime = 0x80,
  kIno = 0x100,
  kSize = 0x200,
  kBlocks = 0x400,
  kBasicStats = 0x7ff,
  kBtime = 0x800,
  kMntId = 0x1000,
  kDioAlign = 0x2000,
  kMntIdUnique = 0x4000,
  kSubvol = 0x8000,
  kWriteAtomic = 0x10000,
  kDioReadAlign = 0x20000,
  kReserved = 0x80000000,  // the system refuses it
};

constexpr Constant kConstants[] = {
    {"STATX_TYPE", kType},
    {"STATX_MODE", kMode},
    {"STATX_NLINK", kNlink},
    {"STATX_UID", kUid},
    {"STATX_GID", kGid},
    {"STATX_ATIME", kAtime},
    {"STATX_MTIME", kMtime},
    {"STATX_CTIME", kCtime},
    {"STATX_INO", kIno},
    {"STATX_SIZE", kSize},
    {"STATX_BLOCKS", kBlocks},
    {"STATX_BASIC_STATS", kBasicStats},
    {"STATX_BTIME", kBtime},
    {"STATX_MNT_ID", kMntId},
    {"STATX_DIOALIGN", kDioAlign},
    {"STATX_MNT_ID_UNIQUE", kMntIdUnique},
    {"STATX_SUBVOL", kSubvol},
    {"STATX_WRITE_ATOMIC", kWriteAtomic},
    {"STATX_DIO_READ_ALIGN", kDioReadAlign},
    {"AT_NO_AUTOMOUNT", AT_NO_AUTOMOUNT},
    {"AT_STATX_SYNC_AS_STAT", AT_STATX_SYNC_AS_STAT},
    {"AT_STATX_FORCE_SYNC", AT_STATX_FORCE_SYNC},
    {"AT_STATX_DONT_SYNC", AT_STATX_DONT_SYNC},
    {nullptr, 0},
};

Type* g_result;  // made once by init_statx; native types are immortal

struct Result : Object {
  KernelStat stat;
  u64 rdev, dev;
};
const KernelStat& stat_of(Value self) { return self.as<Result>()->stat; }

// ---- attributes

template <u32 kMask, auto kField>
Ref count_if_known(Thread& t, Value self) {
  const KernelStat& s = stat_of(self);
  return (s.mask & kMask) == kMask ? make_uint(t, s.*kField) : none();
}
template <u32 kMask, auto kField>
Ref seconds_if_known(Thread& t, Value self) {
  const KernelStat& s = stat_of(self);
  const KernelTime& time = s.*kField;
  if (!(s.mask & kMask)) return none();
  return make_float(t, static_cast<double>(time.seconds) + 1e-9 * time.nanoseconds);
}
template <u32 kMask, auto kField>
Ref nanoseconds_if_known(Thread& t, Value self) {
  const KernelStat& s = stat_of(self);
  const KernelTime& time = s.*kField;
  return s.mask & kMask ? make_int(t, gc::to_ns({time.seconds, time.nanoseconds})) : none();
}

#define OFFSET(field) static_cast<u32>(__builtin_offsetof(Result, field))
constexpr MemberDef kMembers[] = {
    {"stx_mask", MemberKind::kU32, OFFSET(stat.mask), true, "which fields the system has filled"},
    {"stx_blksize", MemberKind::kU32, OFFSET(stat.blksize), true, "blocksize for filesystem I/O"},
    {"stx_attributes", MemberKind::kU64, OFFSET(stat.attributes), true, "STATX_ATTR_* bits"},
    {"stx_attributes_mask", MemberKind::kU64, OFFSET(stat.attributes_mask), true, "bits that stx_attributes may have"},
    {"stx_rdev_major", MemberKind::kU32, OFFSET(stat.rdev_major), true, "major number of the device that this is"},
    {"stx_rdev_minor", MemberKind::kU32, OFFSET(stat.rdev_minor), true, "minor number of the device that this is"},
    {"stx_rdev", MemberKind::kU64, OFFSET(rdev), true, "device type (if inode device)"},
    {"stx_dev_major", MemberKind::kU32, OFFSET(stat.dev_major), true, "major number of the device that holds it"},
    {"stx_dev_minor", MemberKind::kU32, OFFSET(stat.dev_minor), true, "minor number of the device that holds it"},
    {"stx_dev", MemberKind::kU64, OFFSET(dev), true, "device"},
    {},
};
#undef OFFSET

using S = KernelStat;
constexpr GetSetDef kGetSet[] = {
    {"stx_mode", count_if_known<kType | kMode, &S::mode>, nullptr, "protection bits"},
    {"stx_nlink", count_if_known<kNlink, &S::nlink>, nullptr, "number of hard links"},
    {"stx_uid", count_if_known<kUid, &S::uid>, nullptr, "user ID of owner"},
    {"stx_gid", count_if_known<kGid, &S::gid>, nullptr, "group ID of owner"},
    {"stx_ino", count_if_known<kIno, &S::ino>, nullptr, "inode"},
    {"stx_size", count_if_known<kSize, &S::size>, nullptr, "total size, in bytes"},
    {"stx_blocks", count_if_known<kBlocks, &S::blocks>, nullptr, "number of blocks allocated"},
    {"stx_atime", seconds_if_known<kAtime, &S::atime>, nullptr, "time of last access"},
    {"stx_atime_ns", nanoseconds_if_known<kAtime, &S::atime>, nullptr, "the same in nanoseconds"},
    {"stx_btime", seconds_if_known<kBtime, &S::btime>, nullptr, "time of creation"},
    {"stx_btime_ns", nanoseconds_if_known<kBtime, &S::btime>, nullptr, "the same in nanoseconds"},
    {"stx_ctime", seconds_if_known<kCtime, &S::ctime>, nullptr, "time of last change"},
    {"stx_ctime_ns", nanoseconds_if_known<kCtime, &S::ctime>, nullptr, "the same in nanoseconds"},
    {"stx_mtime", seconds_if_known<kMtime, &S::mtime>, nullptr, "time of last modification"},
    {"stx_mtime_ns", nanoseconds_if_known<kMtime, &S::mtime>, nullptr, "the same in nanoseconds"},
    {"stx_mnt_id", count_if_known<kMntId, &S::mnt_id>, nullptr, "mount ID"},
    {"stx_dio_mem_align", count_if_known<kDioAlign, &S::dio_mem_align>, nullptr,
     "alignment of memory for direct transfers"},
    {"stx_dio_offset_align", count_if_known<kDioAlign, &S::dio_offset_align>, nullptr,
     "alignment of positions for direct transfers"},
    {"stx_subvol", count_if_known<kSubvol, &S::subvol>, nullptr, "subvolume ID"},
    {"stx_atomic_write_unit_min", count_if_known<kWriteAtomic, &S::atomic_write_unit_min>, nullptr,
     "smallest direct write that is never torn"},
    {"stx_atomic_write_unit_max", count_if_known<kWriteAtomic, &S::atomic_write_unit_max>, nullptr,
     "largest direct write that is never torn"},
    {"stx_atomic_write_segments_max", count_if_known<kWriteAtomic, &S::atomic_write_segments_max>, nullptr,
     "how many buffers such a write may have"},
    {"stx_dio_read_offset_align", count_if_known<kDioReadAlign, &S::dio_read_offset_align>, nullptr,
     "alignment of positions for direct reads"},
    {"stx_atomic_write_unit_max_opt", count_if_known<kWriteAtomic, &S::atomic_write_unit_max_opt>, nullptr,
     "largest such write that is fast"},
    {},
};

// Shows what the system has filled, as a call with keywords.
Ref result_repr_py(Thread& t, Value self) {
  StrBuilder out(t);
  out.append_ascii("os.statx_result(");
  bool first = true;
  auto append = [&](const char* field) {
    Ref key = make_str_ascii(t, field);
    Ref value = key ? getattr_py(t, self, key) : Ref();
    if (!value || value == kNone) return bool(value);
    out.append_ascii(first ? "" : ", ");
    out.append_ascii(field);
    out.append_ascii("=");
    first = false;
    return out.append_repr_py(value);
  };
  for (const MemberDef* m = kMembers; m->name; ++m) {
    if (!append(m->name)) return Ref();
  }
  for (const GetSetDef* g = kGetSet; g->name; ++g) {
    if (!append(g->name)) return Ref();
  }
  out.append_ascii(")");
  return out.finish();
}

const TypeSpec kResultSpec = {
    .name = "os.statx_result",
    .size = sizeof(Result),
    .flags = kTypeDisallowNew,
    .slots = {.repr = result_repr_py},
    .getset = kGetSet,
    .members = kMembers,
};

Ref make_result(Thread& t, const KernelStat& stat) {
  Ref result = allocate_instance(t, g_result);
  if (!result) return Ref();
  auto* r = result.as<Result>();
  r->stat = stat;
  r->rdev = makedev(stat.rdev_major, stat.rdev_minor);
  r->dev = makedev(stat.dev_major, stat.dev_minor);
  return result;
}

// ---- the function

Ref posix_statx(Thread& t, Value path, Value mask, Value flags, Value dir_fd, Value follow_symlinks) {
  PathArg name("statx", "path", PathArg::kDescriptor);
  u32 wanted;
  int given, dir;
  bool follow;
  if (!name.parse_py(t, path) || !bits_argument_py(t, mask, &wanted) || !to_i32_py(t, flags, &given) ||
      !dir_fd_argument_py(t, dir_fd, &dir) || !flag_py(t, follow_symlinks, &follow))
    return Ref();
  if (name.is_fd() && dir != AT_FDCWD) return raise_value_error(t, "statx: can't specify dir_fd without matching path");
  if (name.is_fd() && !follow) return raise_value_error(t, "statx: cannot use fd and follow_symlinks together");
  if (given & (AT_SYMLINK_NOFOLLOW | AT_SYMLINK_FOLLOW))
    return raise_value_error(t, "use follow_symlinks kwarg instead of AT_SYMLINK_* flag");
  if (given & AT_EMPTY_PATH) return raise_value_error(t, "use dir_fd kwarg instead of AT_EMPTY_PATH flag");
  wanted &= ~kReserved;
  if (!follow) given |= AT_SYMLINK_NOFOLLOW;
  const char* text = name.c_str();
  if (!text) {
    dir = name.fd();
    given |= AT_EMPTY_PATH;
  }
  KernelStat stat = {};
  os::Result r = os::call_py(t, [&] { return ::syscall(SYS_statx, dir, text ? text : "", given, wanted, &stat); });
  return r.ok() ? make_result(t, stat) : Ref(raise_result(t, r, name.object()));
}

}  // namespace

const MethodDef kStatxFunctions[] = {
    {"statx", posix_statx, "(path, mask, *, flags=0, dir_fd=None, follow_symlinks=True)",
     "Attributes of a file, of which `mask` names the wanted ones: STATX_* constants."},
    {},
};

bool init_statx(Thread& t, Value module) {
  if (!g_result) g_result = make_native_type(t, kResultSpec);
  return add_constants(t, module, kConstants) && module_add(t, module, "statx_result", Ref::share(t, g_result));
}

}  // namespace rt::posix
