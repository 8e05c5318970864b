// The inside of buffered files, shared by reading (io_buffered_read.cpp), writing (io_buffered_write.cpp) and the
// classes (io_buffered.cpp). Functions on a Buffered* are called with its lock held. Those with _py may run Python code
// of the raw file, and signal handlers. False, empty or negative: an error is pending, unless said otherwise.
#pragma once

#include "runtime/library/io/io_parts.h"

namespace rt::io {

inline Buffered* as_buffered(Value v) { return v.as<Buffered>(); }
inline bool has_read_data(const Buffered* b) { return b->readable && b->read_end != -1; }
inline bool has_write_data(const Buffered* b) { return b->writable && b->write_end != -1; }
inline i64 read_ahead(const Buffered* b) { return has_read_data(b) ? b->read_end - b->pos : 0; }
// The distance from the logical position to the raw file's.
inline i64 raw_offset(const Buffered* b) {
  return (has_read_data(b) || has_write_data(b)) && b->raw_pos >= 0 ? b->raw_pos - b->pos : 0;
}
// Notes that the raw file has moved by n bytes. It may have told any position: if the sum overflows, the position
// becomes unknown.
inline void advance_raw(Buffered* b, i64 n) {
  if (n > 0 && b->abs_pos != -1 && __builtin_add_overflow(b->abs_pos, n, &b->abs_pos)) b->abs_pos = -1;
}
inline void forget_read_data(Buffered* b) { b->read_end = -1; }
inline void forget_write_data(Buffered* b) {
  b->write_pos = 0;
  b->write_end = -1;
}
inline void set_position(Buffered* b, i64 pos) {
  b->pos = pos;
  if (has_read_data(b) && b->read_end < pos) b->read_end = pos;
}

// ValueError if the file is not set up or is detached.
bool check_ready(Thread& t, Value self);
// The same, and ValueError(message) if the file is closed.
bool check_open_py(Thread& t, Value self, const char* message);
// The raw file; empty: ValueError as from check_ready().
Ref raw_of(Thread& t, Value self);
// A second check with the lock held, after check_open_py() without it: while this thread waited for the lock, another
// one may have detached the file, or closed it and freed its buffer.
inline bool still_open_py(Thread& t, Value self, const char* message) {
  return (as_buffered(self)->ok && as_buffered(self)->buffer) || check_open_py(t, self, message);
}

// Operations of the raw file. -1: an error is pending; -2: the operation would block.
i64 buffered_raw_read_py(Thread& t, Buffered* b, u8* to, i64 size);
i64 buffered_raw_write_py(Thread& t, Buffered* b, const u8* from, i64 size);
i64 buffered_raw_seek_py(Thread& t, Buffered* b, i64 offset, int whence);
i64 buffered_raw_tell_py(Thread& t, Buffered* b);

// Writes all pending bytes to the raw file. BlockingIOError if the file would block.
bool write_out_py(Thread& t, Buffered* b);
// The same, and moves the raw file to the logical position.
bool flush_and_rewind_py(Thread& t, Buffered* b);
// Called before reading: a file that is also written must be flushed first.
inline bool before_reading_py(Thread& t, Buffered* b) { return !b->writable || flush_and_rewind_py(t, b); }

// ---- methods, for the tables in io_buffered.cpp
Ref buffered_read(Thread& t, Value self, Value size);
Ref buffered_read1(Thread& t, Value self, Value size);
Ref buffered_readinto(Thread& t, Value self, Value target);
Ref buffered_readinto1(Thread& t, Value self, Value target);
Ref buffered_peek(Thread& t, Value self, Value size);
Ref buffered_readline(Thread& t, Value self, Value size);
Ref buffered_next(Thread& t, Value self);
Ref buffered_write(Thread& t, Value self, Value data);

}  // namespace rt::io
