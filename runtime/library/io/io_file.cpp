// FileIO: a descriptor as a raw file. It has no lock: SharedDescriptor makes concurrent calls and close() safe.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include "runtime/library/io/io_parts.h"
#include "runtime/object/audit.h"
#include "runtime/object/native_modules.h"
#include "runtime/os/file.h"
#include "runtime/types/text/c_text.h"

namespace rt::io {

namespace {

RawFile* as_raw(Value v) { return v.as<RawFile>(); }
int fd_of(Value self) { return as_raw(self)->descriptor.number(); }

bool open_or_raise(Thread& t, Value self) {
  return fd_of(self) >= 0 || raise_value_error(t, "I/O operation on closed file");
}
bool able_or_raise(Thread& t, bool able, const char* action) {
  if (able) return true;
  char message[64];
  std::snprintf(message, sizeof message, "File not open for %s", action);
  return raise_unsupported(t, message);
}

}  // namespace

// ---- reading and writing; also called by the buffered layer

i64 raw_read_into_py(Thread& t, RawFile* file, void* data, u64 size) {
  if (!open_or_raise(t, file) || !able_or_raise(t, file->readable, "reading")) return -1;
  os::Result r = os::read_py(t, file->descriptor, data, size);
  if (r.ok()) return r.value;
  if (r.error == EAGAIN) return kWouldBlock;
  return raise_result(t, r);
}

i64 raw_write_py(Thread& t, RawFile* file, const void* data, u64 size) {
  if (!open_or_raise(t, file) || !able_or_raise(t, file->writable, "writing")) return -1;
  os::Result r = os::write_py(t, file->descriptor, data, size);
  if (r.ok()) return r.value;
  if (r.error == EAGAIN) return kWouldBlock;
  return raise_result(t, r);
}

i64 raw_seek_py(Thread& t, RawFile* file, i64 offset, int whence) {
  if (!open_or_raise(t, file)) return -1;
  os::Result r = os::seek(file->descriptor, offset, whence);
  if (file->seekable.load(gc::relaxed) < 0) file->seekable.store(r.ok(), gc::relaxed);
  if (!r.ok()) return raise_result(t, r);
  return r.value;
}

namespace {

// The number of bytes that are probably left, and one to see the end. 0: unknown.
u64 expected_rest(os::SharedDescriptor& descriptor) {
  i64 rest = descriptor.call([](int fd) -> i64 {
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) return 0;
    i64 at = lseek(fd, 0, SEEK_CUR);
    return at >= 0 && st.st_size > at ? st.st_size - at + 1 : 0;
  });
  return rest > 0 ? static_cast<u64>(rest) : 0;
}

// A growing block that becomes a bytes object at the end.
struct ReadBlock {
  explicit ReadBlock(Thread& t) : t(t) {}
  bool reserve(u64 capacity) {
    Ref bigger = make_bytes_uninitialised(t, capacity);
    if (!bigger) return false;
    if (used) std::memcpy(bigger.as<Bytes>()->data(), bytes.as<Bytes>()->data(), used);
    bytes = std::move(bigger);
    return true;
  }
  u64 room() const { return bytes.as<Bytes>()->length - used; }
  u8* end() const { return bytes.as<Bytes>()->data() + used; }
  Ref finish() { return shorten_bytes(t, std::move(bytes), used); }

  Thread& t;
  Ref bytes;
  u64 used = 0;
};

}  // namespace

Ref raw_read_all_py(Thread& t, RawFile* file) {
  if (!open_or_raise(t, file)) return Ref();
  u64 expected = expected_rest(file->descriptor);
  ReadBlock block(t);
  if (!block.reserve(expected ? expected : kChunkSize)) return Ref();
  for (;;) {
    if (block.room() == 0) {
      u64 have = block.used;
      if (!block.reserve(have + (have < (1u << 20) ? have : have / 4) + kChunkSize)) return Ref();
    }
    i64 n = raw_read_into_py(t, file, block.end(), block.room());
    if (n == -1) return Ref();
    if (n == kWouldBlock && block.used == 0) return none();
    if (n <= 0) return block.finish();
    block.used += static_cast<u64>(n);
  }
}

namespace {

// ---- opening

struct Mode {
  bool created = false, readable = false, writable = false, appending = false, truncates = false;
  int flags = 0;
};

bool parse_mode(Thread& t, const char* text, Mode* out) {
  bool chosen = false, plus = false;
  constexpr const char* kBad = "Must have exactly one of create/read/write/append mode and at most one plus";
  for (const char* p = text; *p; ++p) {
    if (std::strchr("xrwa", *p)) {
      if (chosen) return raise_value_error(t, kBad);
      chosen = true;
      out->created = *p == 'x';
      out->appending = *p == 'a';
      out->truncates = *p == 'w';
      out->readable = *p == 'r';
      out->writable = *p != 'r';
      out->flags |= *p == 'x' ? O_EXCL | O_CREAT : *p == 'w' ? O_CREAT | O_TRUNC : *p == 'a' ? O_APPEND | O_CREAT : 0;
    } else if (*p == '+') {
      if (plus) return raise_value_error(t, kBad);
      plus = out->readable = out->writable = true;
    } else if (*p != 'b') {
      return raise_value_error(t, "invalid mode: %s", text);
    }
  }
  if (!chosen) return raise_value_error(t, kBad);
  out->flags |= O_CLOEXEC | (out->readable && out->writable ? O_RDWR : out->readable ? O_RDONLY : O_WRONLY);
  return true;
}

int open_with_opener_py(Thread& t, Value file, Value opener, int flags) {
  Ref result = rt::call_py(t, opener, file, Value::small_int(flags));
  if (!result) return -1;
  if (!is_int(result)) return raise_type_error(t, "expected integer from opener");
  int fd;
  if (!to_i32_py(t, result, &fd)) return -1;
  if (fd < 0) return raise_value_error(t, "opener returned %d", fd);
  os::Result r = os::set_inheritable(fd, false);
  if (!r.ok()) return raise_result(t, r);
  return fd;
}

int open_path_py(Thread& t, Value file, Value opener, int flags) {
  Ref path = fs_encode_py(t, file);
  if (!path) return -1;
  if (opener && opener != kNone) return open_with_opener_py(t, file, opener, flags);
  os::Result r = os::open_py(t, reinterpret_cast<const char*>(path.as<Bytes>()->data()), flags, 0666, AT_FDCWD);
  if (!r.ok()) return raise_result(t, r, file);
  return static_cast<int>(r.value);
}

bool close_descriptor(Thread& t, RawFile* file) {
  os::Result r = file->descriptor.close_once(t);
  return r.ok() || raise_result(t, r);
}

// Checks a descriptor that becomes a file: it must be open and no directory. Notes the block size of its file system.
bool inspect(Thread& t, RawFile* file, Value shown) {
  struct stat st;
  file->may_be_terminal = true;
  os::Result r = os::call_py(t, [&] { return file->descriptor.call([&](int fd) { return ::fstat(fd, &st); }); });
  if (!r.ok()) return r.error != EBADF && r.error != os::kRaised ? true : bool(raise_result(t, r, shown));
  if (S_ISDIR(st.st_mode)) return raise_os_error(t, EISDIR, shown);
  file->block_size = st.st_blksize > 1 ? st.st_blksize : 0;
  file->may_be_terminal = S_ISCHR(st.st_mode);
  return true;
}

bool attach_descriptor_py(Thread& t, Value self, Value file, int fd, const Mode& mode, bool close_fd,
                          bool opened_here) {
  RawFile* raw = as_raw(self);
  raw->created = mode.created;
  raw->readable = mode.readable;
  raw->writable = mode.writable;
  raw->appending = mode.appending;
  raw->truncates = mode.truncates;
  raw->close_fd = close_fd;
  raw->seekable.store(-1, gc::relaxed);
  raw->descriptor.set(fd);
  bool ok = inspect(t, raw, file) && setattr_py(t, self, name(N::name), file);
  if (ok && mode.appending) {
    os::Result end = os::seek(raw->descriptor, 0, SEEK_END);
    raw->seekable.store(end.ok(), gc::relaxed);
  }
  if (ok) return true;
  Ref error = take_error(t);
  if (opened_here) raw->descriptor.close_once(t);
  else raw->descriptor.detach();
  restore_error(t, std::move(error));
  return false;
}

bool audit_open_py(Thread& t, Value file, const char* mode, int flags) {
  if (!g_has_audit_hooks.load(gc::relaxed)) return true;
  Ref text = make_str(t, std::string_view(mode));
  return text && audit_py(t, "open", file, text.get(), Value::small_int(flags));
}

bool file_open_py(Thread& t, Value self, Value file, const char* mode_text, bool close_fd, Value opener) {
  if (fd_of(self) >= 0) {
    if (as_raw(self)->close_fd && !close_descriptor(t, as_raw(self))) return false;
    as_raw(self)->descriptor.detach();
  }
  int fd = -1;
  bool given = is_int(file);
  if (given) {
    if (!descriptor_number_py(t, file, &fd)) return false;
    if (fd < 0) return raise_value_error(t, "negative file descriptor");
  }
  Mode mode;
  if (!parse_mode(t, mode_text, &mode)) return false;
  if (!audit_open_py(t, file, mode_text, mode.flags)) return false;
  if (!given) {
    if (!close_fd) return raise_value_error(t, "Cannot use closefd=False with file name");
    fd = open_path_py(t, file, opener, mode.flags);
    if (fd < 0) return false;
  }
  return attach_descriptor_py(t, self, file, fd, mode, close_fd, !given);
}

Ref file_create(Thread& t, Type* type, const CallArgs&) {
  Ref self = allocate_instance(t, type);
  if (self) {
    as_raw(self)->descriptor.set(-1);
    as_raw(self)->seekable.store(-1, gc::relaxed);
    as_raw(self)->close_fd = true;
  }
  return self;
}

bool file_init(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(file, mode='r', closefd=True, opener=None)");
  Value bound[4];
  if (!bind_arguments(t, "FileIO", kSignature, args, bound)) return false;
  if (bound[1] && !is_str(bound[1]))
    return raise_type_error(t, "FileIO() argument 'mode' must be str, not %A", bound[1]);
  int close_fd = truth_py(t, bound[2]);
  if (close_fd < 0) return false;
  if (!bound[1]) return file_open_py(t, self, bound[0], "r", close_fd, bound[3]);
  CText mode(t, bound[1]);
  return mode.ok() && file_open_py(t, self, bound[0], mode.c_str(), close_fd, bound[3]);
}

// ---- methods

Ref file_read(Thread& t, Value self, Value size) {
  i64 n;
  if (!open_or_raise(t, self) || !able_or_raise(t, as_raw(self)->readable, "reading")) return Ref();
  if (!size_argument_py(t, size, &n)) return Ref();
  if (n < 0) return raw_read_all_py(t, as_raw(self));
  if (n > static_cast<i64>(os::kMaxTransfer)) n = os::kMaxTransfer;
  Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(n));
  if (!bytes) return Ref();
  i64 got = raw_read_into_py(t, as_raw(self), bytes.as<Bytes>()->data(), static_cast<u64>(n));
  if (got == kWouldBlock) return none();
  return got < 0 ? Ref() : shorten_bytes(t, std::move(bytes), static_cast<u64>(got));
}

Ref file_readall(Thread& t, Value self) {
  if (!open_or_raise(t, self) || !able_or_raise(t, as_raw(self)->readable, "reading")) return Ref();
  return raw_read_all_py(t, as_raw(self));
}

Ref count_or_none(Thread& t, i64 n) { return n == kWouldBlock ? none() : n < 0 ? Ref() : make_int(t, n); }

Ref file_readinto(Thread& t, Value self, Value target) {
  if (!open_or_raise(t, self) || !able_or_raise(t, as_raw(self)->readable, "reading")) return Ref();
  BufferView view(t, target, BufferUse::kWritable);
  if (!view) return raise_not_writable(t, "readinto", target);
  return count_or_none(t, raw_read_into_py(t, as_raw(self), view.b.data, view.size()));
}

Ref file_write(Thread& t, Value self, Value data) {
  if (!open_or_raise(t, self) || !able_or_raise(t, as_raw(self)->writable, "writing")) return Ref();
  BufferView view(t, data);
  i64 n = view ? raw_write_py(t, as_raw(self), view.data(), view.size()) : -1;
  // A write may be short because a signal arrived: its handler must run before this call returns.
  if (n >= 0 && !poll_py(t)) return Ref();
  return count_or_none(t, n);
}

Ref file_seek(Thread& t, Value self, Value offset, Value whence) {
  i64 to;
  int how;
  if (!open_or_raise(t, self) || !offset_argument_py(t, offset, &to) || !to_i32_py(t, whence, &how)) return Ref();
  i64 at = raw_seek_py(t, as_raw(self), to, how);
  return at < 0 ? Ref() : make_int(t, at);
}

Ref file_tell(Thread& t, Value self) {
  if (!open_or_raise(t, self)) return Ref();
  i64 at = raw_seek_py(t, as_raw(self), 0, SEEK_CUR);
  return at < 0 ? Ref() : make_int(t, at);
}

Ref file_truncate(Thread& t, Value self, Value size) {
  if (!open_or_raise(t, self) || !able_or_raise(t, as_raw(self)->writable, "writing")) return Ref();
  i64 to;
  if (!size || size == kNone) {
    to = raw_seek_py(t, as_raw(self), 0, SEEK_CUR);
    if (to < 0) return Ref();
  } else if (!offset_argument_py(t, size, &to)) {
    return Ref();
  }
  os::Result r = os::truncate_py(t, as_raw(self)->descriptor, to);
  return r.ok() ? make_int(t, to) : Ref(raise_result(t, r));
}

Ref file_fileno(Thread& t, Value self) { return open_or_raise(t, self) ? make_int(t, fd_of(self)) : Ref(); }
Ref file_readable(Thread& t, Value self) { return open_or_raise(t, self) ? bool_ref(as_raw(self)->readable) : Ref(); }
Ref file_writable(Thread& t, Value self) { return open_or_raise(t, self) ? bool_ref(as_raw(self)->writable) : Ref(); }

Ref file_seekable(Thread& t, Value self) {
  if (!open_or_raise(t, self)) return Ref();
  RawFile* raw = as_raw(self);
  if (raw->seekable.load(gc::relaxed) < 0)
    raw->seekable.store(os::seek(raw->descriptor, 0, SEEK_CUR).ok(), gc::relaxed);
  return bool_ref(raw->seekable.load(gc::relaxed) > 0);
}

Ref file_isatty(Thread& t, Value self) {
  if (!open_or_raise(t, self)) return Ref();
  os::SharedDescriptor& descriptor = as_raw(self)->descriptor;
  return bool_ref(os::call_once(t, [&] { return descriptor.call(::isatty); }).value == 1);
}

// Issues the ResourceWarning of a file that was never closed. If the module `warnings` is not imported, there is no
// filter that could ask for it.
void warn_unclosed_py(Thread& t, Value source) {
  Ref key = intern(t, "warnings");
  Ref warnings = key ? dict_get_str(t, sys_modules(), key) : Ref();
  Ref warn = warnings ? getattr_optional_py(t, warnings, intern(t, "warn")) : Ref();
  Ref text = warn ? format_message(t, "unclosed file %R", source) : Ref();
  if (text) {
    static const char* const kKeywords[] = {"source"};
    Ref keyword = intern(t, kKeywords[0]);
    Ref names = keyword ? make_tuple(t, keyword) : Ref();
    Value values[] = {text, kResourceWarningType, Value::small_int(1), source};
    if (names && rt::call_py(t, warn, CallArgs{values, 3, names})) return;
  }
  if (!error_pending(t)) return;
  if (error_is(t, kWarningType)) write_unraisable_py(t, nullptr, source);
  else clear_error(t);
}

Ref file_dealloc_warn(Thread& t, Value self, Value source) {
  if (fd_of(self) >= 0 && as_raw(self)->close_fd) warn_unclosed_py(t, source);
  return none();
}

Ref file_close(Thread& t, Value self) {
  RawFile* raw = as_raw(self);
  Ref error;
  // _IOBase.close() flushes and sets the flag that subclasses read.
  Ref base_close = getattr_py(t, g_classes.raw_base, name(N::close));
  if (!base_close || !rt::call_py(t, base_close, self)) error = take_error(t);
  if (!raw->close_fd) {
    raw->descriptor.detach();
    return chain_errors(t, std::move(error), true) ? none() : Ref();
  }
  if (raw->finalizing) file_dealloc_warn(t, self, self);
  return chain_errors(t, std::move(error), close_descriptor(t, raw)) ? none() : Ref();
}

const char* mode_text(const RawFile* raw) {
  if (raw->created) return raw->readable ? "xb+" : "xb";
  if (raw->appending) return raw->readable ? "ab+" : "ab";
  if (raw->readable && raw->truncates && library_minor() >= 15) return "wb+";
  if (raw->readable) return raw->writable ? "rb+" : "rb";
  return "wb";
}

// The class as repr() shows it: up to 3.12 the same for subclasses.
const char* shown_class(Value self) { return library_minor() < 13 ? "_io.FileIO" : type_name(self); }

Ref file_repr(Thread& t, Value self) {
  RawFile* raw = as_raw(self);
  if (fd_of(self) < 0) return format_message(t, "<%N [closed]>", type_of(self));
  const char* close_fd = raw->close_fd ? "True" : "False";
  Ref file_name = getattr_optional_py(t, self, name(N::name));
  if (!file_name) {
    if (error_pending(t)) return Ref();
    return format_message(t, "<%s fd=%d mode='%s' closefd=%s>", shown_class(self), fd_of(self), mode_text(raw),
                          close_fd);
  }
  if (repr_enter(t, self)) {
    if (error_pending(t)) return Ref();
    return raise(t, kRuntimeErrorType, "reentrant call inside %N.__repr__", type_of(self));
  }
  Ref text = format_message(t, "<%s name=%R mode='%s' closefd=%s>", shown_class(self), file_name.get(), mode_text(raw),
                            close_fd);
  repr_leave(t, self);
  return text;
}

Ref get_closed(Thread&, Value self) { return bool_ref(fd_of(self) < 0); }
Ref get_close_fd(Thread&, Value self) { return bool_ref(as_raw(self)->close_fd); }
Ref get_mode(Thread& t, Value self) { return make_str(t, std::string_view(mode_text(as_raw(self)))); }
Ref get_block_size(Thread& t, Value self) {
  i64 n = as_raw(self)->block_size;
  return make_int(t, n ? n : default_buffer_size());
}
Ref get_finalizing(Thread&, Value self) { return bool_ref(as_raw(self)->finalizing); }
bool set_finalizing(Thread& t, Value self, Value v) {
  if (!v) return raise_type_error(t, "can't delete numeric/char attribute");
  if (v != kTrue && v != kFalse) return raise_type_error(t, "attribute value type must be bool");
  as_raw(self)->finalizing = v == kTrue;
  return true;
}

constexpr MethodDef kMethods[] = {
    {"read", file_read, "(self, size=-1, /)", "Up to size bytes; with a negative size all up to the end."},
    {"readall", file_readall, "(self, /)", "All bytes up to the end of the file."},
    {"readinto", file_readinto, "(self, buffer, /)", "Same as RawIOBase.readinto()."},
    {"write", file_write, "(self, b, /)", "Write bytes; the result says how many the system took."},
    {"seek", file_seek, "(self, pos, whence=0, /)",
     "Go to a position, counted from whence; the new one is the result."},
    {"tell", file_tell, "(self, /)", "Current file position."},
    {"truncate", file_truncate, "(self, size=None, /)",
     "Cut (or extend) the file at size, by default the current position; the new size is the result."},
    {"close", file_close, "(self, /)", "Close the file."},
    {"seekable", file_seekable, "(self, /)", "Can the position be changed?"},
    {"readable", file_readable, "(self, /)", "Was it opened for reading?"},
    {"writable", file_writable, "(self, /)", "Was it opened for writing?"},
    {"fileno", file_fileno, "(self, /)", "The number of the open file."},
    {"isatty", file_isatty, "(self, /)", "Is it a terminal?"},
    {"_dealloc_warn", file_dealloc_warn, "(self, source, /)"},
    {"__getstate__", cannot_pickle, "(self, /)"},
    {"__reduce__", reduce_stream, "(self, /)"},
    {},
};
constexpr GetSetDef kGetSet[] = {
    {"closed", get_closed, nullptr, "Has it been closed?"},
    {"closefd", get_close_fd, nullptr, "Does closing this object close the descriptor too?"},
    {"mode", get_mode, nullptr, "String giving the file mode"},
    {"_blksize", get_block_size},
    {"_finalizing", get_finalizing, set_finalizing},
    {}};

const TypeSpec kFileSpec = {
    .name = "_io.FileIO",
    .size = sizeof(RawFile),
    .flags = kTypeSubclassable,
    .doc = "FileIO(file, mode='r', closefd=True, opener=None)\n--\n\nOpen a file.",
    .slots = {.repr = file_repr, .create = file_create, .init = file_init},
    .methods = kMethods,
    .getset = kGetSet,
};

}  // namespace

Ref make_raw_file_py(Thread& t, Value file, const char* mode, bool close_fd, Value opener) {
  Ref self = file_create(t, g_classes.file, CallArgs{nullptr, 0, Value()});
  if (!self || !file_open_py(t, self, file, mode, close_fd, opener)) return Ref();
  return self;
}

void make_raw_classes(Thread& t) { g_classes.file = make_native_type(t, kFileSpec, g_classes.raw_base); }

}  // namespace rt::io
