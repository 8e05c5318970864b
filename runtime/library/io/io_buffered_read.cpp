// Reading of buffered files. The lock is held; data that is in the buffer already is returned without a call of the raw
// file.
#include "runtime/library/io/io_buffered.h"
#include "runtime/text/builder.h"

namespace rt::io {

namespace {

// Raises OSError with the pending error as its cause.
i64 raise_from_pending(Thread& t, const char* message) {
  Ref cause = take_error(t);
  raise(t, kOSErrorType, "%s", message);
  Ref error = take_error(t);
  if (is_instance(error, kOSErrorType)) {
    BaseException* e = as_exception(error);
    store_field(t, e, e->cause, Ref::share(t, cause));
    e->suppress_context.store(true, gc::relaxed);
    set_exception_context(t, error, cause);
  }
  restore_error(t, std::move(error));
  return -1;
}

// Reads through readinto() of a raw file that is no FileIO. Its target is a bytearray, not the buffer: the raw file may
// keep a view, and the bytearray lives as long as the view.
i64 foreign_read_py(Thread& t, Value raw, u8* to, i64 size) {
  Ref room = make_zeroed_bytearray(t, static_cast<u64>(size));
  Ref view = room ? make_memoryview_py(t, room) : Ref();
  Ref count = view ? call_method_py(t, raw, name(IoName::readinto), view) : Ref();
  if (!count) return -1;
  if (count.get() == kNone) return kWouldBlock;
  i64 n;
  if (!index_i64_py(t, count, &n, kValueErrorType)) return raise_from_pending(t, "raw readinto() failed");
  auto* bytes = room.as<ByteArray>();
  if (n < 0 || n > size || n > static_cast<i64>(bytes->length.load(gc::relaxed))) {
    return raise(t, kOSErrorType, "raw readinto() returned invalid length %lld (should have been between 0 and %lld)",
                 static_cast<long long>(n), static_cast<long long>(size));
  }
  if (n > 0) std::memcpy(to, bytes->data(), static_cast<size_t>(n));
  return n;
}

}  // namespace

i64 buffered_raw_read_py(Thread& t, Buffered* b, u8* to, i64 size) {
  Ref raw = load_field(t, b, b->raw);
  i64 n = b->native_raw ? raw_read_into_py(t, raw.as<RawFile>(), to, static_cast<u64>(size))
                        : foreign_read_py(t, raw, to, size);
  advance_raw(b, n);
  return n;
}

namespace {

// Reads more bytes into the buffer, behind those that have been read.
i64 fill_py(Thread& t, Buffered* b) {
  i64 start = has_read_data(b) ? b->read_end : 0;
  i64 n = buffered_raw_read_py(t, b, b->buffer + start, b->size - start);
  if (n > 0) b->read_end = b->raw_pos = start + n;
  return n;
}

Ref take(Thread& t, Buffered* b, i64 n) {
  Ref bytes = make_bytes(t, {reinterpret_cast<const char*>(b->buffer + b->pos), static_cast<size_t>(n)});
  if (bytes) b->pos += n;
  return bytes;
}

// ---- reading up to the end

Ref join(Thread& t, const Ref& head, Value tail) {
  if (!head || head.as<Bytes>()->length == 0) return Ref::share(t, tail);
  text::ByteBuilder both;
  both.append(head.as<Bytes>()->view());
  both.append(tail.as<Bytes>()->view());
  return both.ok() ? make_bytes(t, both.text()) : Ref(raise_memory_error(t));
}

// Reads up to the end by read(), if the raw file has no readall().
Ref read_pieces_py(Thread& t, Value raw, const Ref& head) {
  text::ByteBuilder all;
  if (head) all.append(head.as<Bytes>()->view());
  for (;;) {
    Ref piece = call_method_py(t, raw, name(N::read));
    if (!piece) return Ref();
    if (piece.get() != kNone && !is_bytes(piece)) return raise_type_error(t, "read() should return bytes");
    if (piece.get() == kNone || piece.as<Bytes>()->length == 0) {
      if (all.size() == 0) return piece;
      return all.ok() ? make_bytes(t, all.text()) : Ref(raise_memory_error(t));
    }
    all.append(piece.as<Bytes>()->view());
  }
}

Ref read_rest_py(Thread& t, Buffered* b) {
  Ref head;
  if (i64 n = read_ahead(b)) {
    head = take(t, b, n);
    if (!head) return Ref();
  }
  if (!before_reading_py(t, b)) return Ref();
  forget_read_data(b);
  Ref raw = load_field(t, b, b->raw);
  Ref tail;
  if (b->native_raw) {
    tail = raw_read_all_py(t, raw.as<RawFile>());
  } else {
    Ref readall = getattr_optional_py(t, raw, name(IoName::readall));
    if (!readall) return error_pending(t) ? Ref() : read_pieces_py(t, raw, head);
    tail = rt::call_py(t, readall);
  }
  if (!tail) return Ref();
  if (tail.get() == kNone) return head ? std::move(head) : std::move(tail);
  if (!is_bytes(tail)) return raise_type_error(t, "readall() should return bytes");
  advance_raw(b, static_cast<i64>(tail.as<Bytes>()->length));
  return join(t, head, tail);
}

// ---- n bytes

// Reads into the caller's memory until `size` bytes or the end. *blocked: no byte was there and the raw file would
// block. -1: an error is pending.
i64 read_full_py(Thread& t, Buffered* b, u8* to, i64 size, bool* blocked) {
  i64 done = read_ahead(b);
  if (done > 0) std::memcpy(to, b->buffer + b->pos, static_cast<size_t>(done));
  b->pos += done;
  if (!before_reading_py(t, b)) return -1;
  forget_read_data(b);
  // Whole blocks are read directly into the target.
  while (size - done >= b->size) {
    i64 n = buffered_raw_read_py(t, b, to + done, (size - done) / b->size * b->size);
    if (n == -1) return -1;
    if (n <= 0) {
      *blocked = n == kWouldBlock && done == 0;
      return done;
    }
    done += n;
  }
  b->pos = b->raw_pos = b->read_end = 0;
  while (done < size && b->read_end < b->size) {
    i64 n = fill_py(t, b);
    if (n == -1) return -1;
    if (n <= 0) {
      *blocked = n == kWouldBlock && done == 0;
      return done;
    }
    i64 part = n < size - done ? n : size - done;
    std::memcpy(to + done, b->buffer + b->pos, static_cast<size_t>(part));
    b->pos += part;
    done += part;
  }
  return done;
}

Ref read_n_py(Thread& t, Buffered* b, i64 size) {
  if (size <= read_ahead(b)) return take(t, b, size);
  Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(size));
  if (!bytes) return Ref();
  bool blocked = false;
  i64 n = read_full_py(t, b, bytes.as<Bytes>()->data(), size, &blocked);
  if (n < 0) return Ref();
  if (blocked) return none();
  return shorten_bytes(t, std::move(bytes), static_cast<u64>(n));
}

Ref read1_locked_py(Thread& t, Buffered* b, i64 size) {
  if (size < 0) size = b->size;
  if (size == 0) return make_bytes(t, {});
  if (i64 ahead = read_ahead(b)) return take(t, b, ahead < size ? ahead : size);
  if (!before_reading_py(t, b)) return Ref();
  forget_read_data(b);
  Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(size));
  if (!bytes) return Ref();
  i64 n = buffered_raw_read_py(t, b, bytes.as<Bytes>()->data(), size);
  if (n == -1) return Ref();
  return shorten_bytes(t, std::move(bytes), n < 0 ? 0 : static_cast<u64>(n));
}

// Reads with at most one call of the raw file. -1: an error is pending; -2: it would block.
i64 read_into1_py(Thread& t, Buffered* b, u8* to, i64 size) {
  i64 ahead = read_ahead(b);
  i64 done = ahead < size ? ahead : size;
  if (done > 0) std::memcpy(to, b->buffer + b->pos, static_cast<size_t>(done));
  b->pos += done;
  // If there are bytes to return, another read is worth its call only if it can go directly into the target.
  if (done == size || (done > 0 && size - done <= b->size)) return done;
  if (!before_reading_py(t, b)) return -1;
  forget_read_data(b);
  b->pos = 0;
  if (size - done > b->size) {
    i64 more = buffered_raw_read_py(t, b, to + done, size - done);
    return more == -1 ? -1 : more >= 0 ? done + more : done ? done : kWouldBlock;
  }
  i64 n = fill_py(t, b);
  if (n <= 0) return n;
  i64 part = n < size ? n : size;
  std::memcpy(to, b->buffer, static_cast<size_t>(part));
  b->pos = part;
  return part;
}

// ---- lines

Ref read_line_py(Thread& t, Buffered* b, i64 limit) {
  i64 n = read_ahead(b);
  if (limit >= 0 && n > limit) n = limit;
  if (n > 0) {
    if (auto* end = static_cast<u8*>(std::memchr(b->buffer + b->pos, '\n', static_cast<size_t>(n)))) {
      return take(t, b, end - (b->buffer + b->pos) + 1);
    }
    if (n == limit) return take(t, b, n);
  }
  text::ByteBuilder line;
  line.append(b->buffer + b->pos, static_cast<size_t>(n));
  b->pos += n;
  if (!before_reading_py(t, b)) return Ref();
  while (limit < 0 || static_cast<i64>(line.size()) < limit) {
    forget_read_data(b);
    b->pos = 0;
    n = fill_py(t, b);
    if (n == -1) return Ref();
    if (n <= 0) break;
    i64 room = limit < 0 ? n : limit - static_cast<i64>(line.size());
    if (n > room) n = room;
    auto* end = static_cast<u8*>(std::memchr(b->buffer, '\n', static_cast<size_t>(n)));
    if (end) n = end - b->buffer + 1;
    line.append(b->buffer, static_cast<size_t>(n));
    b->pos = n;
    if (end) break;
  }
  return line.ok() ? make_bytes(t, line.text()) : Ref(raise_memory_error(t));
}

Ref locked_readline_py(Thread& t, Value self, i64 limit) {
  Buffered* b = as_buffered(self);
  if (!check_open_py(t, self, "readline of closed file")) return Ref();
  HeldLock lock(t, self, b->lock, false);
  return lock && still_open_py(t, self, "readline of closed file") ? read_line_py(t, b, limit) : Ref();
}

}  // namespace

// ---- methods

Ref buffered_read(Thread& t, Value self, Value size) {
  i64 n;
  if (!check_ready(t, self) || !size_argument_py(t, size, &n)) return Ref();
  if (n < -1) return raise_value_error(t, "read length must be non-negative or -1");
  if (!check_open_py(t, self, "read of closed file")) return Ref();
  Buffered* b = as_buffered(self);
  HeldLock lock(t, self, b->lock, false);
  if (!lock || !still_open_py(t, self, "read of closed file")) return Ref();
  return n == -1 ? read_rest_py(t, b) : read_n_py(t, b, n);
}

Ref buffered_read1_py(Thread& t, Value self, i64 size) {
  if (!check_open_py(t, self, "read of closed file")) return Ref();
  HeldLock lock(t, self, as_buffered(self)->lock, false);
  return lock && still_open_py(t, self, "read of closed file") ? read1_locked_py(t, as_buffered(self), size) : Ref();
}

Ref buffered_read1(Thread& t, Value self, Value size) {
  i64 n;
  if (!check_ready(t, self) || !offset_argument_py(t, size, &n)) return Ref();
  return buffered_read1_py(t, self, n);
}

namespace {

Ref fill_buffer_py(Thread& t, Value self, Value target, bool once) {
  if (!check_open_py(t, self, "readinto of closed file")) return Ref();
  BufferView view(t, target, BufferUse::kWritable);
  if (!view) return raise_not_writable(t, once ? "readinto1" : "readinto", target);
  Buffered* b = as_buffered(self);
  HeldLock lock(t, self, b->lock, false);
  if (!lock || !still_open_py(t, self, "readinto of closed file")) return Ref();
  auto* to = static_cast<u8*>(view.b.data);
  i64 size = static_cast<i64>(view.size());
  bool blocked = false;
  i64 n;
  if (once) {
    n = size ? read_into1_py(t, b, to, size) : 0;
    blocked = n == kWouldBlock;
  } else if (size <= read_ahead(b)) {
    std::memcpy(to, b->buffer + b->pos, static_cast<size_t>(size));
    b->pos += n = size;
  } else {
    n = read_full_py(t, b, to, size, &blocked);
  }
  if (blocked) return none();
  return n < 0 ? Ref() : make_int(t, n);
}

}  // namespace

Ref buffered_readinto(Thread& t, Value self, Value target) { return fill_buffer_py(t, self, target, false); }
Ref buffered_readinto1(Thread& t, Value self, Value target) { return fill_buffer_py(t, self, target, true); }

Ref buffered_peek(Thread& t, Value self, Value) {
  if (!check_open_py(t, self, "peek of closed file")) return Ref();
  Buffered* b = as_buffered(self);
  HeldLock lock(t, self, b->lock, false);
  if (!lock || !still_open_py(t, self, "peek of closed file") || !before_reading_py(t, b)) return Ref();
  if (read_ahead(b) == 0) {
    forget_read_data(b);
    b->pos = 0;
    if (fill_py(t, b) == -1) return Ref();
  }
  i64 ahead = read_ahead(b);
  return make_bytes(t, {reinterpret_cast<const char*>(b->buffer + b->pos), static_cast<size_t>(ahead)});
}

Ref buffered_readline(Thread& t, Value self, Value size) {
  i64 limit;
  if (!check_ready(t, self) || !size_argument_py(t, size, &limit)) return Ref();
  return locked_readline_py(t, self, limit);
}

Ref buffered_next(Thread& t, Value self) {
  if (!check_ready(t, self)) return Ref();
  bool native = is_native_buffered(self);
  Ref line = native ? locked_readline_py(t, self, -1) : call_method_py(t, self, name(N::readline));
  if (!line) return Ref();
  if (!is_bytes(line)) {
    return raise(t, kOSErrorType, "readline() should have returned a bytes object, not '%T'", line.get());
  }
  return line.as<Bytes>()->length == 0 ? Ref::immediate(kStop) : std::move(line);
}

}  // namespace rt::io
