// Declarations that the files of zlib share. Empty or false with a Ref or Error: an error is pending.
#pragma once

#include <zlib.h>

#include "runtime/library/parts/detached_work.h"
#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/numbers/int.h"

namespace rt::zlib {

extern Type* g_error;  // zlib.error; made with the module

// Raises zlib.error "Error <code> <doing>: <reason>".
Error raise_zlib(Thread& t, const z_stream& stream, int code, const char* doing);

inline constexpr size_t kFirstOutput = 16 * 1024;

// Output that grows up to a limit while a stream runs, attached or detached.
class Output {
 public:
  explicit Output(size_t limit = SIZE_MAX, size_t first = kFirstOutput) : limit_(limit), step_(first ? first : 1) {}
  // Gives the stream room. False: the limit is reached, or, if not ok(), no memory.
  bool make_room(z_stream& stream);
  // Keeps the bytes that the stream has written.
  void settle(const z_stream& stream) { bytes_.truncate(bytes_.size() - stream.avail_out); }
  bool ok() const { return bytes_.ok(); }
  // The output as bytes. Empty: MemoryError is pending.
  Ref result(Thread& t) const { return bytes_.ok() ? make_bytes(t, bytes_.text()) : Ref(raise_memory_error(t)); }

 private:
  text::ByteBuilder bytes_;
  size_t limit_, step_;
};

// Splits the input into pieces that the stream's 32-bit counter can hold. Borrows the data.
class Pieces {
 public:
  Pieces(const u8* data, size_t size) : data_(data), left_(size) {}
  // Makes the next piece the stream's input.
  void feed(z_stream& stream);
  bool last() const { return left_ == 0; }

 private:
  const u8* data_;
  size_t left_;
};

// Runs deflate over all of the input. Gives Z_OK, Z_STREAM_END, or an error (Z_MEM_ERROR also if the output cannot
// grow).
int deflate_all(z_stream& stream, const u8* data, size_t size, int flush, Output& out);
// Runs inflate until the stream or the input ends, or the output reaches its limit. A dictionary that the stream
// requests is set if given. *left: the number of unused bytes of the input. Z_BUF_ERROR only means that there was
// nothing to do.
int inflate_some(z_stream& stream, const u8* data, size_t size, int flush, std::string_view dictionary, Output& out,
                 size_t* left);

// zlib_compress.cpp, zlib_decompress.cpp
Ref compressobj(Thread& t, Value level, Value method, Value wbits, Value mem_level, Value strategy, Value dictionary);
Ref decompressobj(Thread& t, Value wbits, Value dictionary);
void init_compress_type(Thread& t);
bool add_decompress_types(Thread& t, Value module);

}  // namespace rt::zlib
