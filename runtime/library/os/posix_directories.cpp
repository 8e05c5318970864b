// Functions of module posix on directories: listdir(), scandir(), and the type DirEntry.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>

#include "runtime/library/core/warnings.h"
#include "runtime/library/os/posix.h"
#include "runtime/object/audit.h"
#include "runtime/object/unraisable.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/exceptions/exception.h"

namespace rt::posix {

namespace {

Type* g_entry;  // made once by init_directories; native types are immortal
Type* g_iterator;

// Owns a DIR. If the caller gave a descriptor, the DIR has a duplicate, whose position is reset at the end, because
// both share the position.
struct Directory {
  DIR* dir = nullptr;
  ~Directory() {
    if (dir) ::closedir(dir);
  }
};

DIR* open_directory(const char* text, int fd) {
  if (text) return ::opendir(text);
  int own = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (own < 0) return nullptr;
  DIR* dir = ::fdopendir(own);
  if (dir) ::rewinddir(dir);
  else ::close(own);
  return dir;
}

os::Result open_directory_py(Thread& t, const PathArg& path, DIR** out) {
  return os::call_py(t,
                     [out, fd = path.fd(), text = path.c_str()] { return (*out = open_directory(text, fd)) ? 0 : -1; });
}

bool is_dot(const char* name) { return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2])); }

// The next entry that is neither "." nor "..". Null: the end, or *error is the errno (else 0).
dirent* next_entry(Thread& t, DIR* dir, int* error) {
  dirent* entry = nullptr;
  os::Result r = os::call_once(t, [&] {
    do {
      errno = 0;
      entry = ::readdir(dir);
    } while (entry && is_dot(entry->d_name));
    return entry || errno == 0 ? 0 : -1;
  });
  *error = r.error;
  return entry;
}

Ref posix_listdir(Thread& t, Value path) {
  PathArg name("listdir", "path", PathArg::kDescriptor | PathArg::kNone_);
  if (!name.parse_py(t, path) || !audit_py(t, "os.listdir", path)) return Ref();
  Directory directory;
  os::Result r = open_directory_py(t, name, &directory.dir);
  if (!r.ok()) return raise_result(t, r, name.object());
  Ref list = make_list(t);
  int error;
  while (list) {
    dirent* entry = next_entry(t, directory.dir, &error);
    if (!entry) return error ? Ref(raise_os_error(t, error, name.object())) : std::move(list);
    Ref item = file_name(t, entry->d_name, name.wants_bytes());
    if (!item || !list_append(t, as_list(list), std::move(item))) return Ref();
  }
  return Ref();
}

// ---- DirEntry

struct Entry : Object {
  Slot name, path;
  Slot stat, lstat;  // results that have been read, or empty
  u64 inode;
  int dir_fd;  // the descriptor of scandir(fd); -1: a path was given
  u8 kind;     // d_type, as the directory told it
};
Entry* as_entry(Value v) { return v.as<Entry>(); }

Ref fetch_stat_py(Thread& t, Value self, bool follow) {
  Entry* e = as_entry(self);
  struct stat st;
  Ref path = load_field(t, e, e->dir_fd >= 0 ? e->name : e->path);
  Ref encoded = fs_encode_py(t, path);
  if (!encoded) return Ref();
  os::Result r = os::call_py(t, [&, dir = e->dir_fd >= 0 ? e->dir_fd : AT_FDCWD,
                                 text = reinterpret_cast<const char*>(encoded.as<Bytes>()->data())] {
    return ::fstatat(dir, text, &st, follow ? 0 : AT_SYMLINK_NOFOLLOW);
  });
  if (r.ok()) return make_stat_result(t, st);
  Ref shown = load_field(t, e, e->path);
  return raise_result(t, r, shown);
}

Ref memoised_stat_py(Thread& t, Value self, bool follow) {
  Entry* e = as_entry(self);
  if (e->kind != DT_LNK && e->kind != DT_UNKNOWN) follow = false;
  Slot& memo = follow ? e->stat : e->lstat;
  Ref known = load_field(t, e, memo);
  if (known) return known;
  Ref result = fetch_stat_py(t, self, follow);
  if (result) store_field(t, e, memo, Ref::share(t, result));
  return result;
}

Ref entry_stat(Thread& t, Value self, Value follow_symlinks) {
  bool follow;
  return flag_py(t, follow_symlinks, &follow) ? memoised_stat_py(t, self, follow) : Ref();
}

// Is the entry of this kind? An entry that has vanished is of no kind.
Ref test_mode_py(Thread& t, Value self, bool follow, unsigned mode, u8 kind) {
  Entry* e = as_entry(self);
  bool need_stat = e->kind == DT_UNKNOWN || (follow && e->kind == DT_LNK);
  if (!need_stat) return bool_ref(e->kind == kind);
  Ref st = memoised_stat_py(t, self, follow);
  if (!st) {
    if (!error_is(t, kFileNotFoundErrorType)) return Ref();
    clear_error(t);
    return bool_ref(false);
  }
  i64 bits = 0;
  if (!to_i64_py(t, (*as_tuple(st))[0], &bits)) return Ref();
  return bool_ref((bits & S_IFMT) == mode);
}

Ref entry_is_dir(Thread& t, Value self, Value follow_symlinks) {
  bool follow;
  return flag_py(t, follow_symlinks, &follow) ? test_mode_py(t, self, follow, S_IFDIR, DT_DIR) : Ref();
}
Ref entry_is_file(Thread& t, Value self, Value follow_symlinks) {
  bool follow;
  return flag_py(t, follow_symlinks, &follow) ? test_mode_py(t, self, follow, S_IFREG, DT_REG) : Ref();
}
Ref entry_is_symlink(Thread& t, Value self) { return test_mode_py(t, self, false, S_IFLNK, DT_LNK); }
Ref entry_is_junction(Thread&, Value) { return bool_ref(false); }
Ref entry_inode(Thread& t, Value self) { return make_uint(t, as_entry(self)->inode); }
Ref entry_fspath(Thread& t, Value self) { return load_field(t, self.object(), as_entry(self)->path); }
Ref entry_repr(Thread& t, Value self) {
  Ref name = load_field(t, self.object(), as_entry(self)->name);
  return format_message(t, "<DirEntry %R>", name.get());
}
Ref class_getitem(Thread& t, Value type, Value args) { return make_generic_alias_py(t, type, args); }

constexpr Slot Entry::* kEntrySlots[] = {&Entry::name, &Entry::path, &Entry::stat, &Entry::lstat};
void entry_trace(Object* object, gc::Visitor& visitor) {
  for (auto slot : kEntrySlots) trace_slot(visitor, static_cast<Entry*>(object)->*slot);
}
void entry_dispose(gc::Thread& t, Object* object) {
  for (auto slot : kEntrySlots) clear_slot(static_cast<Thread&>(t), static_cast<Entry*>(object)->*slot);
}

constexpr MethodDef kEntryMethods[] = {
    {"is_dir", entry_is_dir, "(self, /, *, follow_symlinks=True)",
     "Is it a directory? Remembered after the first call."},
    {"is_file", entry_is_file, "(self, /, *, follow_symlinks=True)",
     "Is it a regular file? Remembered after the first call."},
    {"is_symlink", entry_is_symlink, "(self, /)", "Is it a symbolic link? Remembered after the first call."},
    {"is_junction", entry_is_junction, "(self, /)"},
    {"stat", entry_stat, "(self, /, *, follow_symlinks=True)",
     "What os.stat() says of it; remembered after the first call."},
    {"inode", entry_inode, "(self, /)", "The inode number."},
    {"__fspath__", entry_fspath, "(self, /)", "The path, as os.fspath() wants it."},
    {"__class_getitem__", class_getitem, "@classmethod (type, item, /)", "See PEP 585"},
    {},
};
constexpr MemberDef kEntryMembers[] = {
    {"name", MemberKind::kSlot, static_cast<u32>(__builtin_offsetof(Entry, name)), true,
     "File name without the directory."},
    {"path", MemberKind::kSlot, static_cast<u32>(__builtin_offsetof(Entry, path)), true,
     "Directory given to scandir(), joined with the name."},
    {},
};

const TypeSpec kEntrySpec = {
    .name = "posix.DirEntry",
    .size = sizeof(Entry),
    .flags = kTypeDisallowNew | kTypeTraced,
    .lifetime = {entry_trace, nullptr, nullptr, entry_dispose},
    .slots = {.repr = entry_repr},
    .methods = kEntryMethods,
    .members = kEntryMembers,
};

// ---- the iterator

struct Scan : Object {
  Slot path;  // as given; empty for a descriptor
  // null once closed, and while a thread reads: the reader takes it out, so two threads never share a DIR
  gc::Atomic<DIR*> dir;
  int dir_fd;
  bool as_bytes;
};
Scan* as_scan(Value v) { return v.as<Scan>(); }

Ref join_path(Thread& t, Value directory, Value name, bool as_bytes) {
  if (as_bytes) {
    std::string_view head = directory ? directory.as<Bytes>()->view() : std::string_view(".");
    std::string_view tail = name.as<Bytes>()->view();
    bool slash = !head.empty() && head.back() != '/';
    Ref path = make_bytes_uninitialised(t, head.size() + slash + tail.size());
    if (!path) return Ref();
    u8* to = path.as<Bytes>()->data();
    std::memcpy(to, head.data(), head.size());
    if (slash) to[head.size()] = '/';
    std::memcpy(to + head.size() + slash, tail.data(), tail.size());
    return path;
  }
  Ref head = directory ? Ref::share(t, directory) : make_char(t, '.');
  if (!head) return Ref();
  u64 length = as_str(head)->length;
  bool slash = length > 0 && as_str(head)->at(length - 1) != '/';
  return format_message(t, slash ? "%S/%S" : "%S%S", head.get(), name);
}

Ref make_entry(Thread& t, Scan* scan, const dirent* d) {
  Ref name = file_name(t, d->d_name, scan->as_bytes);
  if (!name) return Ref();
  Ref directory = load_field(t, scan, scan->path);
  Ref path = scan->dir_fd >= 0 ? Ref::share(t, name) : join_path(t, directory, name, scan->as_bytes);
  Ref self = path ? allocate_instance(t, g_entry) : Ref();
  if (!self) return Ref();
  Entry* e = as_entry(self);
  init_field(e->name, std::move(name));
  init_field(e->path, std::move(path));
  e->inode = d->d_ino;
  e->dir_fd = scan->dir_fd;
  e->kind = d->d_type;
  return self;
}

void close_scan(Thread& t, Scan* scan) {
  DIR* dir = scan->dir.exchange(nullptr, gc::acq_rel);
  if (dir) os::call_once(t, [dir] { return ::closedir(dir); });
}

Ref scan_next(Thread& t, Value self) {
  Scan* scan = as_scan(self);
  DIR* dir = scan->dir.exchange(nullptr, gc::acq_rel);
  if (!dir) return Ref::immediate(kStop);
  int error;
  dirent* d = next_entry(t, dir, &error);
  if (d) {
    Ref entry = make_entry(t, scan, d);
    scan->dir.store(dir, gc::release);
    return entry;
  }
  os::call_once(t, [dir] { return ::closedir(dir); });
  if (!error) return Ref::immediate(kStop);
  Ref path = load_field(t, scan, scan->path);
  return raise_os_error(t, error, path);
}

Ref scan_iter(Thread& t, Value self) { return Ref::share(t, self); }
Ref scan_close(Thread& t, Value self) {
  close_scan(t, as_scan(self));
  return none();
}
Ref scan_exit(Thread& t, Value self, Value) { return scan_close(t, self); }

void scan_trace(Object* object, gc::Visitor& visitor) { trace_slot(visitor, static_cast<Scan*>(object)->path); }
// An iterator that is neither exhausted nor closed.
void scan_finalize(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  if (!static_cast<Scan*>(object)->dir.load(gc::acquire)) return;
  Ref pending = take_error(t);
  Ref message = format_message(t, "unclosed scandir iterator %R", Value(object));
  if (!message || !warn_py(t, kResourceWarningType, message)) {
    if (error_is(t, kWarningType)) write_unraisable_while_py(t, "finalizing scandir iterator", Value(object));
    clear_error(t);
  }
  if (pending) restore_error(t, std::move(pending));
}
void scan_dispose(gc::Thread& t, Object* object) {
  auto* scan = static_cast<Scan*>(object);
  close_scan(static_cast<Thread&>(t), scan);
  clear_slot(static_cast<Thread&>(t), scan->path);
}

constexpr MethodDef kScanMethods[] = {{"__enter__", scan_iter, "(self, /)"},
                                      {"__exit__", scan_exit, "(self, /, *args)"},
                                      {"close", scan_close, "(self, /)"},
                                      {}};
const TypeSpec kScanSpec = {
    .name = "posix.ScandirIterator",
    .size = sizeof(Scan),
    .flags = kTypeDisallowNew | kTypeTraced,
    .lifetime = {scan_trace, nullptr, scan_finalize, scan_dispose},
    .slots = {.iter = scan_iter, .next = scan_next},
    .methods = kScanMethods,
};

Ref posix_scandir(Thread& t, Value path) {
  PathArg name("scandir", "path", PathArg::kDescriptor | PathArg::kNone_);
  if (!name.parse_py(t, path) || !audit_py(t, "os.scandir", path)) return Ref();
  Ref given = !name.is_fd() && name.object() ? fspath_py(t, name.object()) : Ref();
  if (t.error) return Ref();
  Ref self = allocate_instance(t, g_iterator);
  if (!self) return Ref();
  Scan* scan = as_scan(self);
  scan->dir_fd = name.is_fd() ? name.fd() : -1;
  scan->as_bytes = name.wants_bytes();
  init_field(scan->path, std::move(given));
  DIR* dir = nullptr;
  os::Result r = open_directory_py(t, name, &dir);
  if (!r.ok()) return raise_result(t, r, name.object());
  scan->dir.store(dir, gc::release);
  return self;
}

}  // namespace

const MethodDef kDirectoryFunctions[] = {
    {"listdir", posix_listdir, "(path=None)", "Names in a directory, in no order, without '.' and '..'."},
    {"scandir", posix_scandir, "(path=None)", "The entries of a directory as DirEntry objects."},
    {},
};

bool init_directories(Thread& t, Value module) {
  if (!g_entry) {
    g_entry = make_native_type(t, kEntrySpec);
    g_iterator = make_native_type(t, kScanSpec);
  }
  return module_add(t, module, "DirEntry", Ref::share(t, g_entry));
}

}  // namespace rt::posix
