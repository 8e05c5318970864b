// Module _stat: the bits of st_mode.
#include <sys/stat.h>

#include <limits>

#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

template <unsigned kKind>
Ref is_kind(Thread& t, Value mode) {
  u64 bits;
  return to_u64_py(t, mode, &bits) ? bool_ref(kKind != 0 && (bits & S_IFMT) == kKind) : Ref();
}
Ref format_bits(Thread& t, Value mode) {
  u64 bits;
  return to_u64_py(t, mode, &bits) ? make_int(t, static_cast<i64>(bits & S_IFMT)) : Ref();
}
Ref permission_bits(Thread& t, Value mode) {
  u64 bits;
  return to_u64_py(t, mode, &bits) ? make_int(t, static_cast<i64>(bits & 07777)) : Ref();
}

char kind_letter(u64 bits) {
  switch (bits & S_IFMT) {
    case S_IFREG: return '-';
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    case S_IFBLK: return 'b';
    case S_IFCHR: return 'c';
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    default: return '?';
  }
}

// The mode as `ls` shows it: "-rwxr-xr-x".
Ref filemode(Thread& t, Value mode) {
  u64 bits;
  if (!to_u64_py(t, mode, &bits)) return Ref();
  if (bits > std::numeric_limits<mode_t>::max()) return raise_overflow_error(t, "mode out of range");
  char text[11] = {kind_letter(bits), '-', '-', '-', '-', '-', '-', '-', '-', '-', 0};
  for (int i = 0; i < 9; ++i) {
    if (bits & (0400u >> i)) text[1 + i] = "rwx"[i % 3];
  }
  const struct {
    unsigned bit;
    int at;
    char with, without;
  } kSpecial[] = {{S_ISUID, 3, 's', 'S'}, {S_ISGID, 6, 's', 'S'}, {S_ISVTX, 9, 't', 'T'}};
  for (const auto& s : kSpecial) {
    if (bits & s.bit) text[s.at] = text[s.at] == 'x' ? s.with : s.without;
  }
  return make_str_ascii(t, text);
}

constexpr MethodDef kFunctions[] = {
    {"S_ISDIR", is_kind<S_IFDIR>, "(object, /)"},
    {"S_ISCHR", is_kind<S_IFCHR>, "(object, /)"},
    {"S_ISBLK", is_kind<S_IFBLK>, "(object, /)"},
    {"S_ISREG", is_kind<S_IFREG>, "(object, /)"},
    {"S_ISFIFO", is_kind<S_IFIFO>, "(object, /)"},
    {"S_ISLNK", is_kind<S_IFLNK>, "(object, /)"},
    {"S_ISSOCK", is_kind<S_IFSOCK>, "(object, /)"},
    {"S_ISDOOR", is_kind<0>, "(object, /)"},
    {"S_ISPORT", is_kind<0>, "(object, /)"},
    {"S_ISWHT", is_kind<0>, "(object, /)"},
    {"S_IMODE", permission_bits, "(object, /)"},
    {"S_IFMT", format_bits, "(object, /)"},
    {"filemode", filemode, "(object, /)", "Mode of a file as ls shows it: 'drwxr-xr-x'."},
    {},
};

constexpr struct {
  const char* name;
  i64 value;
} kConstants[] = {{"S_IFDIR", S_IFDIR},
                  {"S_IFCHR", S_IFCHR},
                  {"S_IFBLK", S_IFBLK},
                  {"S_IFREG", S_IFREG},
                  {"S_IFIFO", S_IFIFO},
                  {"S_IFLNK", S_IFLNK},
                  {"S_IFSOCK", S_IFSOCK},
                  {"S_IFDOOR", 0},
                  {"S_IFPORT", 0},
                  {"S_IFWHT", 0},
                  {"S_ISUID", S_ISUID},
                  {"S_ISGID", S_ISGID},
                  {"S_ISVTX", S_ISVTX},
                  {"S_ENFMT", S_ISGID},
                  {"S_IREAD", S_IRUSR},
                  {"S_IWRITE", S_IWUSR},
                  {"S_IEXEC", S_IXUSR},
                  {"S_IRWXU", S_IRWXU},
                  {"S_IRUSR", S_IRUSR},
                  {"S_IWUSR", S_IWUSR},
                  {"S_IXUSR", S_IXUSR},
                  {"S_IRWXG", S_IRWXG},
                  {"S_IRGRP", S_IRGRP},
                  {"S_IWGRP", S_IWGRP},
                  {"S_IXGRP", S_IXGRP},
                  {"S_IRWXO", S_IRWXO},
                  {"S_IROTH", S_IROTH},
                  {"S_IWOTH", S_IWOTH},
                  {"S_IXOTH", S_IXOTH},
                  {"UF_SETTABLE", 0x0000ffff},
                  {"UF_NODUMP", 1},
                  {"UF_IMMUTABLE", 2},
                  {"UF_APPEND", 4},
                  {"UF_OPAQUE", 8},
                  {"UF_NOUNLINK", 16},
                  {"UF_COMPRESSED", 0x20},
                  {"UF_TRACKED", 0x40},
                  {"UF_DATAVAULT", 0x80},
                  {"UF_HIDDEN", 0x8000},
                  {"SF_SETTABLE", 0xffff0000},
                  {"SF_ARCHIVED", 0x10000},
                  {"SF_IMMUTABLE", 0x20000},
                  {"SF_APPEND", 0x40000},
                  {"SF_NOUNLINK", 0x100000},
                  {"SF_SNAPSHOT", 0x200000},
                  {"SF_RESTRICTED", 0x80000},
                  {"SF_FIRMLINK", 0x800000},
                  {"SF_DATALESS", 0x40000000},
                  {"SF_SUPPORTED", 0x9f0000},
                  {"SF_SYNTHETIC", 0xc0000000},
                  {"ST_MODE", 0},
                  {"ST_INO", 1},
                  {"ST_DEV", 2},
                  {"ST_NLINK", 3},
                  {"ST_UID", 4},
                  {"ST_GID", 5},
                  {"ST_SIZE", 6},
                  {"ST_ATIME", 7},
                  {"ST_MTIME", 8},
                  {"ST_CTIME", 9},
                  {"FILE_ATTRIBUTE_ARCHIVE", 32},
                  {"FILE_ATTRIBUTE_COMPRESSED", 2048},
                  {"FILE_ATTRIBUTE_DEVICE", 64},
                  {"FILE_ATTRIBUTE_DIRECTORY", 16},
                  {"FILE_ATTRIBUTE_ENCRYPTED", 16384},
                  {"FILE_ATTRIBUTE_HIDDEN", 2},
                  {"FILE_ATTRIBUTE_INTEGRITY_STREAM", 32768},
                  {"FILE_ATTRIBUTE_NORMAL", 128},
                  {"FILE_ATTRIBUTE_NOT_CONTENT_INDEXED", 8192},
                  {"FILE_ATTRIBUTE_NO_SCRUB_DATA", 131072},
                  {"FILE_ATTRIBUTE_OFFLINE", 4096},
                  {"FILE_ATTRIBUTE_READONLY", 1},
                  {"FILE_ATTRIBUTE_REPARSE_POINT", 1024},
                  {"FILE_ATTRIBUTE_SPARSE_FILE", 512},
                  {"FILE_ATTRIBUTE_SYSTEM", 4},
                  {"FILE_ATTRIBUTE_TEMPORARY", 256},
                  {"FILE_ATTRIBUTE_VIRTUAL", 65536}};

bool init(Thread& t, Value module) {
  for (const auto& constant : kConstants) {
    if (!module_add(t, module, constant.name, make_int(t, constant.value))) return false;
  }
  return true;
}

}  // namespace

extern const ModuleDef kUnderStatModule = {
    .name = "_stat", .doc = "S_IFMT_: file type bits.", .methods = kFunctions, .init = init};

}  // namespace rt
