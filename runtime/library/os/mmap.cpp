// Module mmap: files and anonymous memory as a mutable buffer.
//
// The mapping is replaced or removed under the object lock, and only if there are no exports and no pins. A thread that
// works on the memory holds a pin, which keeps the mapping in place; who wants to replace it waits for the pins. The
// bytes themselves are shared with all that map the same file. Threads that use one mmap object read and write its
// bytes, and move its position, in turns: under the object lock.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "gc/refcount/object_lock.h"
#include "runtime/library/os/posix.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/audit.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/shared_bytes.h"
#include "runtime/object/slice_items.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/iterators/builtin_iterators.h"

namespace rt::mapping {

namespace {

enum class Access : int { kDefault, kRead, kWrite, kCopy };

Type* g_type;

struct Mmap : Object {
  u8* data;  // null: closed; under the object lock, like the rest
  i64 size, position, offset;
  int fd;  // a duplicate, owned; -1: anonymous memory, or a file whose descriptor is not kept open
  int flags;
  Access access;
  bool tracked;  // the argument trackfd
  // Buffers that have been given out, and calls that work on the memory. While they are not 0, data and size stay as
  // they are. They grow under the object lock.
  gc::Atomic<u32> exports, pins;
};
Mmap* as_map(Value v) { return v.as<Mmap>(); }
// Is it a mapping of a file whose descriptor is not kept open? Since 3.15 anonymous memory may be untracked, too.
bool is_untracked(const Mmap* m) {
  return library_minor() < 15 ? m->fd < 0 && !(m->flags & MAP_ANONYMOUS) : !m->tracked;
}

Error raise_closed(Thread& t) { return raise_value_error(t, "mmap closed or invalid"); }

// The pins that the calling thread holds: a finalizer may run while it does.
thread_local u32 g_own_pins = 0;

// Pins the mapping for a call. Not ok: the mapping is closed, ValueError is pending.
class Pinned {
 public:
  Pinned(Thread& t, Value self) : map_(as_map(self)) {
    {
      gc::ObjectLock lock(map_);
      data_ = map_->data;
      size_ = map_->size;
      if (data_) map_->pins.fetch_add(1, gc::relaxed);
    }
    if (data_) ++g_own_pins;
    else raise_closed(t);
  }
  ~Pinned() {
    if (!data_) return;
    map_->pins.fetch_sub(1, gc::release);
    --g_own_pins;
  }
  Pinned(const Pinned&) = delete;
  Pinned& operator=(const Pinned&) = delete;
  explicit operator bool() const { return data_ != nullptr; }
  u8* data() const { return data_; }
  i64 size() const { return size_; }

  // The position, clamped to the mapping.
  i64 position() const {
    gc::ObjectLock lock(map_);
    return std::min(map_->position, size_);
  }
  // Calls f(position) under the object lock. `f` returns the new position, or -1 if it has done nothing.
  template <class F>
  bool advance(F f) {
    gc::ObjectLock lock(map_);
    i64 to = f(std::min(map_->position, size_));
    if (to >= 0) map_->position = to;
    return to >= 0;
  }
  // Other threads may use the bytes at the same time, also through views of the mapping. Single bytes are atomic;
  // slices are whole only with respect to slices, which take the lock.
  u8 load(i64 at) const { return shared_bytes::load_word<u8>(data_ + at); }
  void store(i64 at, u8 byte) const { shared_bytes::store_word(data_ + at, byte); }
  void read(void* own, i64 at, size_t n) const {
    gc::ObjectLock lock(map_);
    read_shared(own, data_ + at, n);
  }
  void write(i64 at, std::string_view bytes) const {
    gc::ObjectLock lock(map_);
    write_locked(at, bytes);
  }
  // `bytes` may lie in the mapping itself. The lock is held.
  void write_locked(i64 at, std::string_view bytes) const {
    auto* from = reinterpret_cast<const u8*>(bytes.data());
    if (from >= data_ + at || from + bytes.size() <= data_ + at) return write_shared(data_ + at, from, bytes.size());
    for (size_t i = bytes.size(); i-- > 0;) store(at + static_cast<i64>(i), shared_bytes::load_word<u8>(from + i));
  }
  void move(i64 to, i64 from, i64 n) const {
    gc::ObjectLock lock(map_);
    if (map_->exports.load(gc::acquire) == 0 && map_->pins.load(gc::acquire) == 1) {  // nobody else uses the memory
      std::memmove(data_ + to, data_ + from, static_cast<size_t>(n));
    } else if (to < from) {
      for (i64 i = 0; i < n; ++i) store(to + i, load(from + i));
    } else {
      for (i64 i = n; i-- > 0;) store(to + i, load(from + i));
    }
  }

 private:
  Mmap* map_;
  u8* data_;
  i64 size_;
};

// Calls f under the object lock when no other thread's call works on the mapping: those are waited for. EBUSY: buffers
// have been given out, or a finalizer asks, inside a call of this thread; f was not called. Else what f returns.
template <class F>
int run_alone(Thread& t, Mmap* m, F f) {
  for (;;) {
    {
      gc::ObjectLock lock(m);
      if (m->exports.load(gc::acquire) > 0) return EBUSY;
      if (m->pins.load(gc::acquire) == 0) return f();
    }
    if (g_own_pins) return EBUSY;
    gc::Detached detached(t);
    ::sched_yield();
  }
}

// Is the mapping open? Else ValueError is pending. Arguments are converted after this question and before the mapping
// is pinned, since a conversion may close or resize it.
bool is_open(Thread& t, Value self) {
  {
    gc::ObjectLock lock(self.object());
    if (as_map(self)->data) return true;
  }
  return raise_closed(t);
}

bool writable(Thread& t, Value self) {
  return as_map(self)->access != Access::kRead || raise_type_error(t, "mmap can't modify a readonly memory map.");
}

// ---- construction

struct Request {
  int fd, flags = MAP_SHARED, protection = PROT_READ | PROT_WRITE;
  i64 length, offset = 0;
  Access access = Access::kDefault;
  bool track = true;
};

bool apply_access(Thread& t, Request* r, bool explicit_flags) {
  if (r->access != Access::kDefault && explicit_flags)
    return raise_value_error(t, "mmap can't specify both access and flags, prot.");
  switch (r->access) {
    case Access::kRead:
      r->flags = MAP_SHARED;
      r->protection = PROT_READ;
      return true;
    case Access::kWrite:
      r->flags = MAP_SHARED;
      r->protection = PROT_READ | PROT_WRITE;
      return true;
    case Access::kCopy:
      r->flags = MAP_PRIVATE;
      r->protection = PROT_READ | PROT_WRITE;
      return true;
    case Access::kDefault: break;
    default: return raise_value_error(t, "mmap invalid access parameter.");
  }
  if ((r->protection & PROT_READ) && (r->protection & PROT_WRITE)) return true;
  r->access = r->protection & PROT_WRITE ? Access::kWrite : Access::kRead;
  return true;
}

bool request_py(Thread& t, const CallArgs& args, Request* r) {
  static constexpr Signature kSignature =
      parse_signature("(fileno, length, flags=<shared>, prot=<rw>, access=<default>, offset=<0>, *, trackfd=<1>)");
  Value a[7];
  int access = 0;
  if (!bind_arguments(t, "mmap", kSignature, args, a) || !to_i32_py(t, a[0], &r->fd) ||
      !size_argument_py(t, a[1], &r->length))
    return false;
  if ((a[2] && !to_i32_py(t, a[2], &r->flags)) || (a[3] && !to_i32_py(t, a[3], &r->protection)) ||
      (a[4] && !to_i32_py(t, a[4], &access)) || (a[5] && !to_i64_py(t, a[5], &r->offset))) {
    return false;
  }
  if (a[6] && !posix::flag_py(t, a[6], &r->track)) return false;
  if (r->length < 0) return raise_overflow_error(t, "memory mapped length must be positive");
  if (r->offset < 0) return raise_overflow_error(t, "memory mapped offset must be positive");
  r->access = static_cast<Access>(access);
  return apply_access(t, r, a[2] || a[3]);
}

// Checks the length against the file's size; a length of 0 becomes that size.
bool check_length(Thread& t, Request* r) {
  struct stat st;
  if (r->fd == -1 || fstat(r->fd, &st) != 0 || !S_ISREG(st.st_mode)) return true;
  if (r->length == 0) {
    if (st.st_size == 0) return raise_value_error(t, "cannot mmap an empty file");
    if (r->offset >= st.st_size) return raise_value_error(t, "mmap offset is greater than file size");
    r->length = st.st_size - r->offset;
  }
  return (r->offset <= st.st_size && st.st_size - r->offset >= r->length) ||
         raise_value_error(t, "mmap length is greater than file size");
}

bool audit_request_py(Thread& t, const Request& r) {
  if (!g_has_audit_hooks.load(gc::relaxed)) return true;
  Ref length = make_int(t, r.length), offset = make_int(t, r.offset);
  return length && offset &&
         audit_py(t, "mmap.__new__", Value::small_int(r.fd), length.get(), Value::small_int(static_cast<int>(r.access)),
                  offset.get());
}

Ref create(Thread& t, Type* type, const CallArgs& args) {
  Request r;
  if (!request_py(t, args, &r) || !audit_request_py(t, r) || !check_length(t, &r)) return Ref();
  if (r.fd == -1) r.flags |= MAP_ANONYMOUS;
  int own = -1;
  if (r.fd != -1 && r.track) {
    own = fcntl(r.fd, F_DUPFD_CLOEXEC, 0);
    if (own < 0) return raise_os_error(t, errno);
  }
  os::Result result = os::call_once(t, [&] {
    void* memory = ::mmap(nullptr, static_cast<size_t>(r.length), r.protection, r.flags, r.fd, r.offset);
    return memory == MAP_FAILED ? -1 : reinterpret_cast<i64>(memory);
  });
  Ref object = result.ok() ? allocate_instance(t, type) : Ref();
  if (!object) {
    if (result.ok()) ::munmap(reinterpret_cast<void*>(result.value), static_cast<size_t>(r.length));
    if (own >= 0) ::close(own);
    return result.ok() ? Ref() : Ref(raise_result(t, result));
  }
  Mmap* m = object.as<Mmap>();
  m->data = reinterpret_cast<u8*>(result.value);
  m->size = r.length;
  m->offset = r.offset;
  m->fd = own;
  m->flags = r.flags;
  m->access = r.access;
  m->tracked = r.track;
  return object;
}

void dispose(gc::Thread& thread, Object* object) {
  auto* m = static_cast<Mmap*>(object);
  if (m->data) ::munmap(m->data, static_cast<size_t>(m->size));
  if (m->data && m->fd >= 0) ::close(m->fd);
  dispose_attributes(static_cast<Thread&>(thread), object);
}

Ref close(Thread& t, Value self) {
  Mmap* m = as_map(self);
  u8* data = nullptr;
  i64 size = 0;
  int busy = run_alone(t, m, [&] {
    data = std::exchange(m->data, nullptr);
    size = std::exchange(m->size, 0);
    return 0;
  });
  if (busy) return raise(t, kBufferErrorType, "cannot close exported pointers exist");
  if (data) {
    ::munmap(data, static_cast<size_t>(size));
    if (m->fd >= 0) ::close(m->fd);
  }
  return none();
}

// ---- as a file

// Reads length(position) bytes at the position, and moves the position past them.
template <class F>
Ref take(Thread& t, Pinned& p, F length) {
  for (;;) {
    i64 from = 0, n = 0;
    p.advance([&](i64 at) -> i64 {
      n = length(from = at);
      return -1;
    });
    Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(n));
    if (!bytes) return bytes;
    bool taken = p.advance([&](i64 at) -> i64 {
      if (at != from) return -1;
      read_shared(bytes.as<Bytes>()->data(), p.data() + from, static_cast<size_t>(n));
      return from + n;
    });
    if (taken) return bytes;
  }
}

Ref read(Thread& t, Value self, Value count) {
  i64 n = INT64_MAX;
  if (!is_open(t, self) || (count != kNone && !size_argument_py(t, count, &n))) return Ref();
  Pinned p(t, self);
  if (!p) return Ref();
  return take(t, p, [&](i64 from) { return n < 0 || n > p.size() - from ? p.size() - from : n; });
}

Ref read_byte(Thread& t, Value self) {
  Pinned p(t, self);
  if (!p) return Ref();
  u8 b = 0;
  bool done = p.advance([&](i64 at) -> i64 {
    if (at >= p.size()) return -1;
    b = p.load(at);
    return at + 1;
  });
  return done ? Ref::immediate(Value::small_int(b)) : Ref(raise_value_error(t, "read byte out of range"));
}

Ref readline(Thread& t, Value self) {
  Pinned p(t, self);
  if (!p) return Ref();
  return take(t, p, [&](i64 from) -> i64 {
    i64 at = from;
    while (at < p.size() && p.load(at++) != '\n') {
    }
    return at - from;
  });
}

Ref write(Thread& t, Value self, Value data) {
  Pinned p(t, self);
  if (!p) return Ref();
  ByteView in(t, data);
  if (!in || !writable(t, self)) return Ref();
  i64 n = static_cast<i64>(in.size());
  bool done = p.advance([&](i64 at) -> i64 {
    if (p.size() - at < n) return -1;
    p.write_locked(at, in.view());
    return at + n;
  });
  return done ? make_int(t, n) : Ref(raise_value_error(t, "data out of range"));
}

Ref write_byte(Thread& t, Value self, Value byte) {
  u8 b;
  if (!byte_value_py(t, byte, &b)) return Ref();
  Pinned p(t, self);
  if (!p || !writable(t, self)) return Ref();
  bool done = p.advance([&](i64 at) -> i64 {
    if (at >= p.size()) return -1;
    p.store(at, b);
    return at + 1;
  });
  return done ? none() : Ref(raise_value_error(t, "write byte out of range"));
}

Ref seek(Thread& t, Value self, Value distance, Value whence) {
  i64 to;
  int how;
  if (!is_open(t, self) || !size_argument_py(t, distance, &to) || !to_i32_py(t, whence, &how)) return Ref();
  Pinned p(t, self);
  if (!p) return Ref();
  if (how < 0 || how > 2) return raise_value_error(t, "unknown seek type");
  bool done = p.advance([&](i64 at) -> i64 {
    i64 base = how == 0 ? 0 : how == 1 ? at : p.size();
    return __builtin_add_overflow(base, to, &to) || to > p.size() ? -1 : to;
  });
  return done ? make_int(t, to) : Ref(raise_value_error(t, "seek out of range"));
}

Ref tell(Thread& t, Value self) {
  Pinned p(t, self);
  return p ? make_int(t, p.position()) : Ref();
}
Ref seekable(Thread&, Value) { return Ref::immediate(kTrue); }

// The size of the file; for anonymous memory that of the mapping.
Ref size(Thread& t, Value self) {
  Pinned p(t, self);
  if (!p) return Ref();
  if (is_untracked(as_map(self))) {
    return library_minor() < 15 ? Ref(raise_os_error(t, EBADF))
                                : Ref(raise_value_error(t, "can't get size with trackfd=False"));
  }
  if (as_map(self)->fd < 0) return make_int(t, p.size());
  struct stat st;
  return fstat(as_map(self)->fd, &st) == 0 ? make_int(t, st.st_size) : Ref(raise_os_error(t, errno));
}

// ---- the mapping

// The arguments of a range; without a length the count is kToEnd.
constexpr i64 kToEnd = INT64_MIN;
bool range_py(Thread& t, Value self, Value offset, Value size, i64* from, i64* count) {
  *from = 0;
  *count = kToEnd;
  return is_open(t, self) && (!offset || size_argument_py(t, offset, from)) &&
         (!size || size_argument_py(t, size, count));
}
// The callers refuse a negative start.
i64 range_count(const Pinned& p, i64 from, i64 count) {
  return count == kToEnd ? p.size() - std::max<i64>(from, 0) : count;
}

Ref flush(Thread& t, Value self, Value offset, Value size_value, Value flags_value) {
  i64 from, n;
  int flags = MS_SYNC;
  if (!range_py(t, self, offset, size_value, &from, &n)) return Ref();
  if (flags_value && !to_i32_py(t, flags_value, &flags)) return Ref();
  Pinned p(t, self);
  if (!p) return Ref();
  n = range_count(p, from, n);
  if (from < 0 || n < 0 || p.size() - from < n) return raise_value_error(t, "flush values out of range");
  Access access = as_map(self)->access;
  if (access == Access::kRead || access == Access::kCopy) return none();
  return posix::done(
      t, os::call_py(t, [=, data = p.data()] { return ::msync(data + from, static_cast<size_t>(n), flags); }));
}

Ref madvise(Thread& t, Value self, Value option_value, Value start, Value length) {
  int option;
  i64 from, n;
  if (!is_open(t, self) || !to_i32_py(t, option_value, &option) || !range_py(t, self, start, length, &from, &n)) {
    return Ref();
  }
  Pinned p(t, self);
  if (!p) return Ref();
  n = range_count(p, from, n);
  if (from < 0 || from >= p.size()) return raise_value_error(t, "madvise start out of bounds");
  if (n < 0) return raise_value_error(t, "madvise length invalid");
  if (INT64_MAX - from < n) return raise_overflow_error(t, "madvise length too large");
  n = std::min(n, p.size() - from);
  return posix::done(
      t, os::call_once(t, [=, data = p.data()] { return ::madvise(data + from, static_cast<size_t>(n), option); }));
}

Ref move(Thread& t, Value self, Value destination, Value source, Value count) {
  i64 to, from, n;
  if (!is_open(t, self) || !size_argument_py(t, destination, &to) || !size_argument_py(t, source, &from) ||
      !size_argument_py(t, count, &n))
    return Ref();
  Pinned p(t, self);
  if (!p || !writable(t, self)) return Ref();
  if (to < 0 || from < 0 || n < 0 || p.size() - to < n || p.size() - from < n) {
    return raise_value_error(t, "source, destination, or count out of range");
  }
  p.move(to, from, n);
  return none();
}

// Anonymous shared memory does not grow when its mapping grows: touching the new pages would be a bus error.
bool must_not_grow(const Mmap* m) { return (m->flags & MAP_ANONYMOUS) && !(m->flags & MAP_PRIVATE); }

// Resizes the mapping, which nobody uses; the object lock is held. Returns an error number: EDOM if it must not grow;
// 0: success.
int resize_locked(Mmap* m, i64 size) {
  ASSERT(gc::lock_held_or_private(m));
  if (size > m->size && must_not_grow(m)) return EDOM;
  if (m->fd >= 0 && ::ftruncate(m->fd, m->offset + size) != 0) return errno;
  void* memory = ::mremap(m->data, static_cast<size_t>(m->size), static_cast<size_t>(size), MREMAP_MAYMOVE);
  if (memory == MAP_FAILED) return errno;
  m->data = static_cast<u8*>(memory);
  m->size = size;
  return 0;
}

Ref resize(Thread& t, Value self, Value size_value) {
  i64 fresh;
  Mmap* m = as_map(self);
  if (!size_argument_py(t, size_value, &fresh)) return Ref();
  if (is_untracked(m)) return raise_value_error(t, "mmap can't resize with trackfd=False.");
  if (m->access != Access::kWrite && m->access != Access::kDefault) {
    return raise_type_error(t, "mmap can't resize a readonly or copy-on-write memory map.");
  }
  if (fresh < 0 || INT64_MAX - fresh < m->offset) return raise_value_error(t, "new size out of range");
  bool open = true;
  int error = run_alone(t, m, [&] {
    open = m->data != nullptr;
    return open ? resize_locked(m, fresh) : 0;
  });
  if (!open) return raise_closed(t);
  if (error == EBUSY) return raise(t, kBufferErrorType, "mmap can't resize with extant buffers exported.");
  if (error == EDOM) return raise_value_error(t, "mmap: can't expand a shared anonymous mapping on Linux");
  return error ? Ref(raise_os_error(t, error)) : none();
}

// ---- searching

// Searches copies of one piece after another, because other threads may be writing.
static Ref find_in(Thread& t, const Pinned& p, i64 start, i64 end, std::string_view needle, bool from_right) {
  constexpr i64 kStep = 1 << 16;
  i64 piece = std::min(end - start, kStep + static_cast<i64>(needle.size()));
  Ref copy = make_bytes_uninitialised(t, static_cast<u64>(piece));
  if (!copy) return copy;
  for (i64 from = from_right ? end - piece : start;;) {
    i64 n = std::min(piece, end - from);
    read_shared(copy.as<Bytes>()->data(), p.data() + from, static_cast<size_t>(n));
    std::string_view hay = as_chars(copy.as<Bytes>()->data(), static_cast<size_t>(n));
    size_t at = from_right ? hay.rfind(needle) : hay.find(needle);
    if (at != std::string_view::npos) return make_int(t, from + static_cast<i64>(at));
    if (from_right ? from == start : from + n == end) return make_int(t, -1);
    from = from_right ? std::max(start, from - kStep) : from + kStep;
  }
}

template <bool kFromRight>
Ref find(Thread& t, Value self, Value text, Value start_value, Value end_value) {
  bool has_start = start_value && start_value != kNone, has_end = end_value && end_value != kNone;
  i64 start = 0, end = 0;
  if (!is_open(t, self)) return Ref();
  ByteView needle(t, text);
  if (!needle) return Ref();
  if (has_start && !size_argument_py(t, start_value, &start)) return Ref();
  if (has_end && !size_argument_py(t, end_value, &end)) return Ref();
  Pinned p(t, self);
  if (!p) return Ref();
  if (!has_start) start = p.position();
  if (!has_end) end = p.size();
  if (start > p.size() && library_minor() >= 15) return make_int(t, -1);
  auto clamp = [&](i64 n) { return std::clamp<i64>(n < 0 ? n + p.size() : n, 0, p.size()); };
  start = clamp(start);
  end = clamp(end);
  if (start > end) return make_int(t, -1);
  return find_in(t, p, start, end, needle.view(), kFromRight);
}

// ---- as a sequence

i64 length(Thread& t, Value self) {
  Pinned p(t, self);
  return p ? p.size() : -1;
}

// The key as an int. False: an error is pending.
bool item_index_py(Thread& t, Value key, i64* out) {
  if (!type_of(key)->slots.index) return raise_type_error(t, "mmap indices must be integers");
  return index_i64_py(t, key, out, kIndexErrorType);
}
// The place in the mapping that an index means. False: IndexError is pending.
bool place_of(Thread& t, const Pinned& p, i64* index) {
  if (*index < 0) *index += p.size();
  return (*index >= 0 && *index < p.size()) || raise_index_error(t, "mmap index out of range");
}

Ref get_slice_py(Thread& t, Value self, Value slice) {
  SliceIndices indices;
  if (!slice_indices_py(t, slice, &indices)) return Ref();
  Pinned p(t, self);
  if (!p) return Ref();
  SliceItems s = slice_items(indices, p.size());
  Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(s.count));
  if (!bytes) return bytes;
  u8* out = bytes.as<Bytes>()->data();
  if (s.step == 1) p.read(out, s.start, static_cast<size_t>(s.count));
  else
    for (i64 i = 0; i < s.count; ++i) out[i] = p.load(s.start + i * s.step);
  return bytes;
}

Ref getitem(Thread& t, Value self, Value key) {
  if (!is_open(t, self)) return Ref();
  if (is_exact(key, TypeId::kSlice)) return get_slice_py(t, self, key);
  i64 i;
  if (!item_index_py(t, key, &i)) return Ref();
  Pinned p(t, self);
  return p && place_of(t, p, &i) ? Ref::immediate(Value::small_int(p.load(i))) : Ref();
}

// ---- iteration gives bytes of one byte each, unlike an index

Type* g_iterator;

Ref iterate(Thread& t, Value self) {
  Ref object = allocate_instance(t, g_iterator);
  if (object) init_field(object.as<IndexedIterator>()->sequence, Ref::share(t, self));
  return object;
}

Ref iterator_next(Thread& t, Value self) {
  auto* it = self.as<IndexedIterator>();
  Ref map = load_field(t, it, it->sequence);
  if (!map) return Ref::immediate(kStop);
  i64 index = it->index.load(gc::relaxed);
  Pinned p(t, map);
  if (!p) return Ref();
  if (index >= p.size()) return exhaust(t, it);
  it->index.store(index + 1, gc::relaxed);
  char byte = static_cast<char>(p.load(index));
  return make_bytes(t, std::string_view(&byte, 1));
}

constexpr TypeSpec kIteratorSpec = {.name = "iterator",
                                    .size = sizeof(IndexedIterator),
                                    .flags = kTypeTraced | kTypeDisallowNew,
                                    .lifetime = kIndexedIteratorLifetime,
                                    .slots = [] {
                                      Slots s{};
                                      s.iter = self_iter;
                                      s.next = iterator_next;
                                      return s;
                                    }()};

bool set_slice_py(Thread& t, Value self, Value slice, Value value) {
  SliceIndices indices;
  if (!slice_indices_py(t, slice, &indices)) return false;
  ByteView in(t, value);
  if (!in) return false;
  Pinned p(t, self);
  if (!p) return false;
  SliceItems s = slice_items(indices, p.size());
  if (static_cast<i64>(in.size()) != s.count) return raise_index_error(t, "mmap slice assignment is wrong size");
  if (s.step == 1) p.write(s.start, in.view());
  else
    for (i64 i = 0; i < s.count; ++i) p.store(s.start + i * s.step, in.data()[i]);
  return true;
}

// Is the index in the mapping as it is now? What is wrong with it comes before what is wrong with the value.
bool check_place(Thread& t, Value self, i64 index) {
  Pinned p(t, self);
  return p && place_of(t, p, &index);
}

bool setitem(Thread& t, Value self, Value key, Value value) {
  if (!is_open(t, self) || !writable(t, self)) return false;
  bool slice = is_exact(key, TypeId::kSlice);
  if (!value)
    return raise_type_error(
        t, slice ? "mmap object doesn't support slice deletion" : "mmap object doesn't support item deletion");
  if (slice) return set_slice_py(t, self, key, value);
  i64 i, byte;
  if (!item_index_py(t, key, &i) || !check_place(t, self, i)) return false;
  if (!type_of(value)->slots.index) return raise_type_error(t, "mmap item value must be an int");
  if (!index_i64_py(t, value, &byte, nullptr)) return false;
  if (byte < 0 || byte > 255) return raise_value_error(t, "mmap item value must be in range(0, 256)");
  Pinned p(t, self);
  if (!p || !place_of(t, p, &i)) return false;
  p.store(i, static_cast<u8>(byte));
  return true;
}

bool get_buffer(Thread& t, Value self, Buffer* out, BufferUse use) {
  Mmap* m = as_map(self);
  if (writes(use) && m->access == Access::kRead) return raise(t, kBufferErrorType, "Object is not writable.");
  {
    gc::ObjectLock lock(m);
    out->data = m->data;
    out->bytes = m->size;
    if (m->data) m->exports.fetch_add(1, gc::relaxed);
  }
  out->readonly = m->access == Access::kRead;
  return out->data || raise_closed(t);
}
void release_buffer(Thread&, Value self, Buffer*) { as_map(self)->exports.fetch_sub(1, gc::release); }

// ---- the rest

// Names anonymous memory, as /proc/PID/maps shows it.
Ref set_name(Thread& t, Value self, Value name) {
  constexpr size_t kLongest = 66;
  if (!is_str(name)) return raise_type_error(t, "set_name() argument must be str, not %A", name);
  Utf8 text(t, name);
  if (!text.ok()) return Ref();
  if (text.view().find('\0') != std::string_view::npos) return raise_value_error(t, "embedded null character");
  if (text.view().size() > kLongest) return raise_value_error(t, "name is too long");
  Pinned p(t, self);
  if (!p) return Ref();
  if (!(as_map(self)->flags & MAP_ANONYMOUS))
    return raise_value_error(t, "Cannot set annotation on non-anonymous mappings");
  std::string full = "cpython:mmap:" + std::string(text.view());
  os::Result r = os::call_fast([&] {
    return ::prctl(PR_SET_VMA, PR_SET_VMA_ANON_NAME, reinterpret_cast<unsigned long>(p.data()),
                   static_cast<unsigned long>(p.size()), full.c_str());
  });
  return posix::done(t, r);
}

Ref enter(Thread& t, Value self) {
  Pinned p(t, self);
  return p ? Ref::share(t, self) : Ref();
}
Ref exit(Thread& t, Value self, Value) { return close(t, self); }
Ref get_closed(Thread&, Value self) {
  gc::ObjectLock lock(self.object());
  return bool_ref(!as_map(self)->data);
}

Ref repr(Thread& t, Value self) {
  static constexpr const char* kNames[] = {"ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY"};
  Mmap* m = as_map(self);
  const char* access = kNames[static_cast<int>(m->access)];
  i64 size, position, offset;
  bool open;
  {
    gc::ObjectLock lock(m);
    open = m->data;
    size = m->size;
    position = m->position;
    offset = m->offset;
  }
  if (!open) return format_message(t, "<%T closed=True>", self);
  return format_message(t, "<%T closed=False, access=%s, length=%lld, pos=%lld, offset=%lld>", self, access,
                        static_cast<long long>(size), static_cast<long long>(position), static_cast<long long>(offset));
}

constexpr MethodDef kMethods[] = {
    {"close", close, "(self, /)"},
    {"find", find<false>, "(self, view, start=None, end=None, /)"},
    {"flush", flush, "(self, offset=<0>, size=<all>, /, *, flags=<sync>)"},
    {"madvise", madvise, "(self, option, start=<0>, length=<all>, /)"},
    {"move", move, "(self, dest, src, count, /)"},
    {"read", read, "(self, n=None, /)"},
    {"read_byte", read_byte, "(self, /)"},
    {"readline", readline, "(self, /)"},
    {"resize", resize, "(self, newsize, /)"},
    {"rfind", find<true>, "(self, view, start=None, end=None, /)"},
    {"seek", seek, "(self, pos, whence=0, /)"},
    {"seekable", seekable, "(self, /)"},
    {"set_name", set_name, "(self, name, /)", "Give anonymous memory a name that the system shows."},
    {"size", size, "(self, /)"},
    {"tell", tell, "(self, /)"},
    {"write", write, "(self, bytes, /)"},
    {"write_byte", write_byte, "(self, byte, /)"},
    {"__enter__", enter, "(self, /)"},
    {"__exit__", exit, "(self, /, *args)"},
    {},
};
constexpr GetSetDef kGetSet[] = {{"closed", get_closed}, {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = repr;
  s.create = create;
  s.iter = iterate;
  s.len = length;
  s.getitem = getitem;
  s.setitem = setitem;
  s.get_buffer = get_buffer;
  s.release_buffer = release_buffer;
  return s;
}();
constexpr TypeSpec kSpec = {.name = "mmap.mmap",
                            .size = sizeof(Mmap),
                            .flags = kTypeSubclassable | kTypeTraced | kTypeHasWeakrefs,
                            .doc = "A file, or memory shared with child processes, as an array of bytes.",
                            .lifetime = {trace_attributes, nullptr, nullptr, dispose},
                            .slots = kSlots,
                            .methods = kMethods,
                            .getset = kGetSet};

constexpr posix::Constant kConstants[] = {
    {"ACCESS_DEFAULT", 0},
    {"ACCESS_READ", 1},
    {"ACCESS_WRITE", 2},
    {"ACCESS_COPY", 3},
#define X(name) {#name, name},
    X(PROT_EXEC) X(PROT_READ) X(PROT_WRITE) X(MAP_SHARED) X(MAP_PRIVATE) X(MAP_DENYWRITE) X(MAP_EXECUTABLE) X(MAP_ANON)
        X(MAP_ANONYMOUS) X(MAP_POPULATE) X(MAP_32BIT) X(MAP_STACK) X(MAP_NORESERVE) X(MADV_NORMAL) X(MADV_RANDOM)
            X(MADV_SEQUENTIAL) X(MADV_WILLNEED) X(MADV_DONTNEED) X(MADV_REMOVE) X(MADV_DONTFORK) X(MADV_DOFORK)
                X(MADV_HWPOISON) X(MADV_MERGEABLE) X(MADV_UNMERGEABLE) X(MADV_HUGEPAGE) X(MADV_NOHUGEPAGE)
                    X(MADV_DONTDUMP) X(MADV_DODUMP) X(MADV_FREE) X(MS_ASYNC) X(MS_INVALIDATE) X(MS_SYNC)
#undef X
                        {nullptr, 0}};

bool init(Thread& t, Value module) {
  i64 page = sysconf(_SC_PAGESIZE);
  if (!g_iterator) g_iterator = make_native_type(t, kIteratorSpec);
  return g_iterator && add_native_type(t, module, g_type, kSpec) && posix::add_constants(t, module, kConstants) &&
         module_add(t, module, "error", Ref::share(t, kOSErrorType)) &&
         module_add(t, module, "PAGESIZE", make_int(t, page)) &&
         module_add(t, module, "ALLOCATIONGRANULARITY", make_int(t, page));
}

}  // namespace
}  // namespace rt::mapping

namespace rt {

extern const ModuleDef kMmapModule = {
    .name = "mmap", .doc = "Files and memory, mapped.", .methods = nullptr, .init = mapping::init};

}  // namespace rt
