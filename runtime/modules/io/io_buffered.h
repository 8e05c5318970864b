// The inside of buffered files, shared by reading (io_buffered_read.cpp), writing (io_buffered_write.cpp) and the
// classes (io_buffered.cpp). All functions on a Buffered* are called with its lock held; they may run Python code of
// the raw file.
#pragma once

#include "runtime/modules/io/io_parts.h"

namespace rt::io {

inline Buffered* as_buffered(Value v) { return v.as<Buffered>(); }
inline bool has_read_data(const Buffered* b) { return b->readable && b->read_end != -1; }
inline bool has_write_data(const Buffered* b) { return b->writable && b->write_end != -1; }
inline i64 read_ahead(const Buffered* b) { return has_read_data(b) ? b->read_end - b->pos : 0; }
// How far the raw file is ahead of the logical position.
inline i64 raw_offset(const Buffered* b) {
  return (has_read_data(b) || has_write_data(b)) && b->raw_pos >= 0 ? b->raw_pos - b->pos : 0;
}
// The raw file has gone on by n bytes. It may have told any position: what no i64 holds is not known.
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

// Raises if the file is not set up or detached.
bool check_ready(Thread& t, Value self);
// The same and closed.
bool check_open_py(Thread& t, Value self, const char* message);
// The raw file, or an error as from check_ready().
Ref raw_of(Thread& t, Value self);
// With the lock held, after check_open_py without: another thread may have detached the file, or closed it and freed
// its buffer, while this one waited.
inline bool still_open_py(Thread& t, Value self, const char* message) {
  return (as_buffered(self)->ok && as_buffered(self)->buffer) || check_open_py(t, self, message);
}

// The raw file: -1 error, -2 would block.
i64 buffered_raw_read_py(Thread& t, Buffered* b, u8* to, i64 size);
i64 buffered_raw_write_py(Thread& t, Buffered* b, const u8* from, i64 size);
i64 buffered_raw_seek_py(Thread& t, Buffered* b, i64 offset, int whence);
i64 buffered_raw_tell_py(Thread& t, Buffered* b);

// Hands all that waits to the raw file. BlockingIOError if that would block.
bool write_out_py(Thread& t, Buffered* b);
// The same, and puts the raw file where the logical position is.
bool flush_and_rewind_py(Thread& t, Buffered* b);
// Before reading from a file that is written, too.
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
