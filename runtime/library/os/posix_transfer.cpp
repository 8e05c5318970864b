// Functions of module posix that read and write descriptors.
#include <sys/random.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

#include "runtime/library/os/posix.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/value_buffer.h"

namespace rt::posix {

namespace {

// Reads at most `size` bytes into a new bytes object by `read(data, size)`. The object has no other reference during
// the call, so other threads may run.
template <class F>
Ref read_bytes_py(Thread& t, i64 size, F read) {
  if (size < 0) return raise_os_error(t, EINVAL);
  u64 wanted = static_cast<u64>(size) < os::kMaxTransfer ? static_cast<u64>(size) : os::kMaxTransfer;
  Ref bytes = make_bytes_uninitialised(t, wanted);
  if (!bytes) return Ref();
  os::Result r = os::call_py(t, [&, data = bytes.as<Bytes>()->data()] { return read(data, wanted); });
  if (!r.ok()) return raise_result(t, r);
  if (static_cast<u64>(r.value) == wanted) return bytes;
  return make_bytes(t, bytes.as<Bytes>()->view().substr(0, static_cast<size_t>(r.value)));
}

Ref posix_read(Thread& t, Value fd, Value length) {
  int file;
  i64 size;
  if (!to_i32_py(t, fd, &file) || !to_i64_py(t, length, &size)) return Ref();
  return read_bytes_py(t, size, [=](u8* data, u64 n) { return ::read(file, data, n); });
}
Ref posix_pread(Thread& t, Value fd, Value length, Value offset) {
  int file;
  i64 size, at;
  if (!to_i32_py(t, fd, &file) || !to_i64_py(t, length, &size) || !to_i64_py(t, offset, &at)) return Ref();
  return read_bytes_py(t, size, [=](u8* data, u64 n) { return ::pread(file, data, n, at); });
}
// Reads what fits into a writable buffer.
Ref posix_readinto(Thread& t, Value fd, Value buffer) {
  int file;
  if (!to_i32_py(t, fd, &file)) return Ref();
  BufferView view(t, buffer, BufferUse::kWritable);
  if (!view) {
    if (!forget_error(t)) return Ref();
    return raise_type_error(t, "readinto() argument 2 must be read-write bytes-like object, not %A", buffer);
  }
  u64 size = std::min<u64>(view.size(), os::kMaxTransfer);
  return number(t, os::call_py(t, [&, data = static_cast<u8*>(view.b.data)] { return ::read(file, data, size); }));
}
Ref posix_write(Thread& t, Value fd, Value data) {
  int file;
  if (!to_i32_py(t, fd, &file)) return Ref();
  BufferView view(t, data);
  if (!view) return Ref();
  os::Result r = os::write_py(t, file, view.data(), view.size());
  // A write may be short because a signal arrived: its handler must run before this call returns.
  if (r.ok() && !poll_py(t)) return Ref();
  return number(t, r);
}
Ref posix_pwrite(Thread& t, Value fd, Value data, Value offset) {
  int file;
  i64 at;
  if (!to_i32_py(t, fd, &file) || !to_i64_py(t, offset, &at)) return Ref();
  BufferView view(t, data);
  if (!view) return Ref();
  return number(t,
                os::call_py(t, [&, from = view.data(), size = view.size()] { return ::pwrite(file, from, size, at); }));
}

// The buffers of a sequence of objects, pinned by exports while the call lasts.
class Vector {
 public:
  Vector(Thread& t) : t_(t), items_(t) {}
  ~Vector() {
    for (u64 i = 0; i < count_; ++i) release_buffer(t_, &buffers_[i]);
    gc::raw_free(buffers_);
    gc::raw_free(parts_);
  }
  bool fill_py(const char* function, Value sequence, bool writable) {
    if (!type_of(sequence)->slots.getitem || is_dict(sequence))
      return raise_type_error(t_, "%s() arg 2 must be a sequence", function);
    bool ok = for_each_py(t_, sequence, [this](Thread& t, Value item) { return items_.push(Ref::share(t, item)); });
    if (!ok) return false;
    buffers_ = static_cast<Buffer*>(gc::raw_calloc((items_.size() + 1) * sizeof(Buffer)));
    parts_ = static_cast<iovec*>(gc::raw_calloc((items_.size() + 1) * sizeof(iovec)));
    if (!buffers_ || !parts_) return raise_memory_error(t_);
    for (u64 i = 0; i < items_.size(); ++i) {
      if (!get_buffer_py(t_, items_[i], &buffers_[i], writable ? BufferUse::kWritable : BufferUse::kBytes))
        return false;
      ++count_;
      parts_[i] = {buffers_[i].data, static_cast<size_t>(buffers_[i].bytes)};
    }
    return true;
  }
  iovec* parts() const { return parts_; }
  int count() const { return static_cast<int>(count_); }

 private:
  Thread& t_;
  ValueBuffer items_;
  Buffer* buffers_ = nullptr;
  iovec* parts_ = nullptr;
  u64 count_ = 0;
};

Ref posix_readv(Thread& t, Value fd, Value buffers) {
  int file;
  Vector vector(t);
  if (!to_i32_py(t, fd, &file) || !vector.fill_py("readv", buffers, true)) return Ref();
  return number(t, os::call_py(t, [&, parts = vector.parts(), n = vector.count()] { return ::readv(file, parts, n); }));
}
Ref posix_writev(Thread& t, Value fd, Value buffers) {
  int file;
  Vector vector(t);
  if (!to_i32_py(t, fd, &file) || !vector.fill_py("writev", buffers, false)) return Ref();
  return number(t,
                os::call_py(t, [&, parts = vector.parts(), n = vector.count()] { return ::writev(file, parts, n); }));
}

Ref posix_preadv(Thread& t, Value fd, Value buffers, Value offset, Value flags) {
  int file, bits;
  i64 at;
  Vector vector(t);
  if (!to_i32_py(t, fd, &file) || !to_i64_py(t, offset, &at) || !to_i32_py(t, flags, &bits) ||
      !vector.fill_py("preadv", buffers, true)) {
    return Ref();
  }
  return number(t, os::call_py(t, [&, parts = vector.parts(), n = vector.count()] {
                  return ::preadv2(file, parts, n, at, bits);
                }));
}
Ref posix_pwritev(Thread& t, Value fd, Value buffers, Value offset, Value flags) {
  int file, bits;
  i64 at;
  Vector vector(t);
  if (!to_i32_py(t, fd, &file) || !to_i64_py(t, offset, &at) || !to_i32_py(t, flags, &bits) ||
      !vector.fill_py("pwritev", buffers, false)) {
    return Ref();
  }
  return number(t, os::call_py(t, [&, parts = vector.parts(), n = vector.count()] {
                  return ::pwritev2(file, parts, n, at, bits);
                }));
}

Ref posix_sendfile(Thread& t, Value out_fd, Value in_fd, Value offset, Value count) {
  int out, in;
  i64 at = 0, size;
  bool here = offset == kNone;
  if (!to_i32_py(t, out_fd, &out) || !to_i32_py(t, in_fd, &in) || !to_i64_py(t, count, &size)) return Ref();
  if (!here && !to_i64_py(t, offset, &at)) return Ref();
  if (size < 0 && library_minor() >= 15) return raise_value_error(t, "count cannot be negative");
  return number(t, os::call_py(t, [=] {
                  off_t position = at;
                  return ::sendfile(out, in, here ? nullptr : &position, static_cast<size_t>(size));
                }));
}

Ref posix_copy_file_range(Thread& t, Value src, Value dst, Value count, Value offset_src, Value offset_dst) {
  int from, to;
  i64 size, at_from = 0, at_to = 0;
  bool here_from = offset_src == kNone, here_to = offset_dst == kNone;
  if (!to_i32_py(t, src, &from) || !to_i32_py(t, dst, &to) || !to_i64_py(t, count, &size)) return Ref();
  if (size < 0) return raise_value_error(t, "negative value for 'count' not allowed");
  if ((!here_from && !to_i64_py(t, offset_src, &at_from)) || (!here_to && !to_i64_py(t, offset_dst, &at_to)))
    return Ref();
  return number(t, os::call_py(t, [=] {
                  off64_t a = at_from, b = at_to;
                  return ::copy_file_range(from, here_from ? nullptr : &a, to, here_to ? nullptr : &b,
                                           static_cast<size_t>(size), 0);
                }));
}

Ref posix_urandom(Thread& t, Value size) {
  i64 n;
  if (!index_i64_py(t, size, &n, kOverflowErrorType)) return Ref();
  if (n < 0) return raise_value_error(t, "negative argument not allowed");
  Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(n));
  if (!bytes) return Ref();
  for (i64 filled = 0; filled < n;) {
    u8* to = bytes.as<Bytes>()->data() + filled;
    size_t part = static_cast<size_t>(n - filled < 256 ? n - filled : 256);
    os::Result r = os::call_py(t, [=] { return ::getrandom(to, part, 0); });
    if (!r.ok()) return raise_result(t, r);
    filled += r.value;
  }
  return bytes;
}
Ref posix_getrandom(Thread& t, Value size, Value flags) {
  i64 n;
  int bits;
  if (!index_i64_py(t, size, &n, kOverflowErrorType) || !to_i32_py(t, flags, &bits)) return Ref();
  return read_bytes_py(t, n,
                       [=](u8* data, u64 count) { return ::getrandom(data, count, static_cast<unsigned>(bits)); });
}

}  // namespace

const MethodDef kTransferFunctions[] = {
    {"read", posix_read, "(fd, length, /)", "Read up to length bytes."},
    {"pread", posix_pread, "(fd, length, offset, /)"},
    {"readinto", posix_readinto, "(fd, buffer, /)", "Read bytes into a buffer; the result says how many came."},
    {"readv", posix_readv, "(fd, buffers, /)"},
    {"preadv", posix_preadv, "(fd, buffers, offset, flags=0, /)", "Read at an offset into several buffers."},
    {"write", posix_write, "(fd, data, /)", "Write bytes; the result says how many the system took."},
    {"pwrite", posix_pwrite, "(fd, buffer, offset, /)"},
    {"writev", posix_writev, "(fd, buffers, /)"},
    {"pwritev", posix_pwritev, "(fd, buffers, offset, flags=0, /)", "Write several buffers at an offset."},
    {"sendfile", posix_sendfile, "(out_fd, in_fd, offset, count)"},
    {"copy_file_range", posix_copy_file_range, "(src, dst, count, offset_src=None, offset_dst=None)"},
    {"urandom", posix_urandom, "(size, /)", "Random bytes from the system, good enough for keys."},
    {"getrandom", posix_getrandom, "(size, flags=0)"},
    {},
};

}  // namespace rt::posix
