// Files, for start-up code.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// A text file over a descriptor that stays open when the file is closed: sys.stdin, sys.stdout, sys.stderr. `mode`: "r"
// or "w"; `name` as in repr ("<stdout>"). Empty: an error is pending, an OSError if the descriptor is not open.
struct StandardStream {
  int fd;
  const char* name;
  const char* mode;
  const char* encoding;  // null: UTF-8
  const char* errors;
  bool line_buffering;
  bool unbuffered;  // -u: every write goes out at once
};
Ref io_make_standard_stream_py(Thread& t, const StandardStream& stream);

// Streams come to their end before those that they write to: in this order.
enum StreamRank : gc::u32 { kNoStream, kTextStream, kBufferedStream, kRawStream };
StreamRank stream_rank(const Type* type);
// gc::RuntimeHooks::finalizer_rank: __del__() comes first, since it may use all that its object holds; then generators,
// which may use what is native; then streams by their rank, and with the last of them what else is native, such as
// sockets.
inline constexpr gc::u32 kFinalizerRanks = 5;
gc::u32 finalizer_rank(const gc::ShapeBase& shape);  // below kFinalizerRanks

// -X warn_default_encoding: EncodingWarning for text files opened without an encoding. Set at start-up.
extern gc::Atomic<bool> g_warn_default_encoding;

}  // namespace rt
