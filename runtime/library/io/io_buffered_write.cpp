// Writing of buffered files. The lock is held. Bytes stay in the buffer until it is full or flushed; large writes go
// past it.
#include "runtime/library/io/io_buffered.h"
#include "runtime/types/bytes/bytes_parts.h"

namespace rt::io {

namespace {

// Writes through write() of a raw file that is no FileIO. It gets a copy, because it may keep a view.
i64 foreign_write_py(Thread& t, Value raw, const u8* from, i64 size) {
  Ref copy = make_bytes(t, {reinterpret_cast<const char*>(from), static_cast<size_t>(size)});
  Ref view = copy ? make_memoryview_py(t, copy) : Ref();
  Ref count = view ? call_method_py(t, raw, name(N::write), view) : Ref();
  if (!count) return -1;
  if (count.get() == kNone) return kWouldBlock;
  i64 n;
  if (!index_i64_py(t, count, &n, kValueErrorType)) return -1;
  if (n < 0 || n > size) {
    return raise(t, kOSErrorType, "raw write() returned invalid length %lld (should have been between 0 and %lld)",
                 static_cast<long long>(n), static_cast<long long>(size));
  }
  return n;
}

}  // namespace

i64 buffered_raw_write_py(Thread& t, Buffered* b, const u8* from, i64 size) {
  Ref raw = load_field(t, b, b->raw);
  i64 n = b->native_raw ? raw_write_py(t, raw.as<RawFile>(), from, static_cast<u64>(size))
                        : foreign_write_py(t, raw, from, size);
  advance_raw(b, n);
  return n;
}

namespace {

bool align_raw_py(Thread& t, Buffered* b, i64 back) {
  if (back == 0) return true;
  if (buffered_raw_seek_py(t, b, -back, SEEK_CUR) < 0) return false;
  b->raw_pos -= back;
  return true;
}

}  // namespace

bool write_out_py(Thread& t, Buffered* b) {
  // A raw write did not return: its thread was stopped by the end of the program. Its bytes count as written, since the
  // system may have them already.
  b->write_pos += std::exchange(b->in_flight, 0);
  if (has_write_data(b) && b->write_pos != b->write_end) {
    if (!align_raw_py(t, b, raw_offset(b) + b->pos - b->write_pos)) return false;
    while (b->write_pos < b->write_end) {
      b->in_flight = b->write_end - b->write_pos;
      i64 n = buffered_raw_write_py(t, b, b->buffer + b->write_pos, b->in_flight);
      b->in_flight = 0;
      if (n == kWouldBlock) return raise_blocking(t, 0);
      if (n < 0) return false;
      b->write_pos += n;
      b->raw_pos = b->write_pos;
      // A write may be short because a signal arrived: run its handler.
      if (!poll_py(t)) return false;
    }
  }
  forget_write_data(b);
  return true;
}

bool flush_and_rewind_py(Thread& t, Buffered* b) {
  if (!write_out_py(t, b)) return false;
  if (!b->readable) return true;
  i64 offset = raw_offset(b);
  bool ok = buffered_raw_seek_py(t, b, -offset, SEEK_CUR) >= 0;
  forget_read_data(b);
  return ok;
}

namespace {

void put(Buffered* b, const u8* data, i64 size) {
  std::memcpy(b->buffer + b->pos, data, static_cast<size_t>(size));
  if (!has_write_data(b) || b->write_pos > b->pos) b->write_pos = b->pos;
  set_position(b, b->pos + size);
  if (b->write_end < b->pos) b->write_end = b->pos;
}

// The raw file would block while the buffer was emptied: keeps as many bytes as fit. True: all of them.
bool keep_what_fits_py(Thread& t, Buffered* b, const u8* data, i64 size, i64* written) {
  if (!error_is(t, kBlockingIOErrorType)) return false;
  Ref error = take_error(t);
  if (b->readable) forget_read_data(b);
  i64 waiting = b->write_end - b->write_pos;
  std::memmove(b->buffer, b->buffer + b->write_pos, static_cast<size_t>(waiting));
  b->write_end = waiting;
  b->raw_pos -= b->write_pos;
  b->pos -= b->write_pos;
  b->write_pos = 0;
  i64 room = b->size - b->write_end;
  i64 part = size < room ? size : room;
  std::memcpy(b->buffer + b->write_end, data, static_cast<size_t>(part));
  b->write_end += part;
  b->pos += part;
  *written = part;
  if (part == size) return true;
  return raise_blocking(t, part);
}

// Writes data that does not fit into the buffer past it; the remainder, less than a buffer, stays in the buffer.
bool write_past_py(Thread& t, Buffered* b, const u8* data, i64 size, i64* written) {
  if (!align_raw_py(t, b, raw_offset(b))) return false;
  i64 done = 0;
  while (size - done > b->size) {
    i64 n = buffered_raw_write_py(t, b, data + done, size - done);
    if (n == -1) return false;
    if (n == kWouldBlock) {
      if (size - done <= b->size) break;
      std::memcpy(b->buffer, data + done, static_cast<size_t>(b->size));
      b->raw_pos = 0;
      set_position(b, b->size);
      b->write_pos = 0;
      b->write_end = b->size;
      *written = done + b->size;
      return raise_blocking(t, *written);
    }
    done += n;
    if (!poll_py(t)) return false;
  }
  if (b->readable) forget_read_data(b);
  i64 rest = size - done;
  if (rest > 0) {
    std::memcpy(b->buffer, data + done, static_cast<size_t>(rest));
    b->write_pos = 0;
    b->write_end = rest;
  }
  set_position(b, rest);
  b->raw_pos = 0;
  *written = size;
  return true;
}

bool write_locked_py(Thread& t, Buffered* b, const u8* data, i64 size, i64* written) {
  if (!has_read_data(b) && !has_write_data(b)) b->pos = b->raw_pos = 0;
  if (size <= b->size - b->pos) {
    put(b, data, size);
    *written = size;
    return true;
  }
  if (!write_out_py(t, b)) return keep_what_fits_py(t, b, data, size, written);
  return write_past_py(t, b, data, size, written);
}

}  // namespace

bool buffered_write_py(Thread& t, Value self, const u8* data, i64 size, i64* written) {
  Buffered* b = as_buffered(self);
  if (!check_ready(t, self)) return false;
  HeldLock lock(t, self, b->lock, false);
  if (!lock) return false;
  // Checked under the lock, because another thread may close the file while this one waits for the lock.
  if (!check_open_py(t, self, "write to closed file")) return false;
  return write_locked_py(t, b, data, size, written);
}

Ref buffered_write(Thread& t, Value self, Value data) {
  if (!check_ready(t, self)) return Ref();
  BufferView view(t, data);
  if (!view) return Ref();
  const u8* from = view.data();
  Ref own;  // of bytes that other threads may change; they stay exported, since writing may wait
  if (may_change_meanwhile(view.b)) {
    own = make_bytes_of_shared(t, as_chars(from, view.size()));
    if (!own) return Ref();
    from = own.as<Bytes>()->data();
  }
  i64 written = 0;
  if (!buffered_write_py(t, self, from, static_cast<i64>(view.size()), &written)) return Ref();
  return make_int(t, written);
}

}  // namespace rt::io
