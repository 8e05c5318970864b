// The inside of text files, shared by reading (io_text_read.cpp), writing (io_text_write.cpp), seeking
// (io_text_seek.cpp) and the class (io_text.cpp).
//
// Functions on a TextFile* are called with its lock held. Python code of the buffer, or a signal handler, may use the
// same file in the same thread: so the state is complete before every call outwards. False, empty or -1: an error is
// pending.
#pragma once

#include "runtime/library/io/io_parts.h"

namespace rt::io {

inline TextFile* as_text(Value v) { return v.as<TextFile>(); }
inline bool is_native(const TextFile* f) { return f->codec != NativeCodec::kNone; }

// ValueError if the file is not set up or is detached.
bool check_text_ready(Thread& t, Value self);
bool check_text_open_py(Thread& t, Value self);
Ref buffer_of(Thread& t, TextFile* f);

// ---- writing
// Writes the pending bytes to the buffer.
bool text_write_out_py(Thread& t, TextFile* f);
// The same, then flushes the buffer.
bool text_flush_py(Thread& t, Value self);
// Resets the encoder: at the start of a file a byte order mark is written, elsewhere not.
bool reset_encoder_py(Thread& t, TextFile* f, bool at_start);

// ---- reading
void forget_decoded(Thread& t, TextFile* f);
void forget_snapshot(Thread& t, TextFile* f);
// Resets the decoder: an unfinished character and a pending \r are forgotten.
bool reset_decoder_py(Thread& t, TextFile* f);
// Decodes `input`, a bytes object, to a str. Empty: an error is pending.
Ref text_decode_py(Thread& t, TextFile* f, Value input, bool final);
void set_decoded(Thread& t, TextFile* f, Ref text);
// Reads a chunk into `decoded`. 1: there is text; 0: the end of the file; -1: an error is pending.
int read_chunk_py(Thread& t, TextFile* f, i64 size_hint);

// ---- methods, for the table in io_text.cpp
Ref text_write(Thread& t, Value self, Value text);
Ref text_read(Thread& t, Value self, Value size);
Ref text_readline(Thread& t, Value self, Value size);
Ref text_next(Thread& t, Value self);
Ref text_tell(Thread& t, Value self);
Ref text_seek(Thread& t, Value self, Value cookie, Value whence);
Ref text_truncate(Thread& t, Value self, Value size);

}  // namespace rt::io
