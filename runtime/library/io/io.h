// Files, as start-up code and the finalizers of the collector need them.
#pragma once

#include "runtime/object/ops.h"

namespace rt {

// The arguments of a text file for sys.stdin, sys.stdout or sys.stderr. The descriptor stays open when the file is
// closed. `mode`: "r" or "w"; `name` as in the repr ("<stdout>"). All pointers are borrowed.
struct StandardStream {
  int fd;
  const char* name;
  const char* mode;
  const char* encoding;  // null: UTF-8
  const char* errors;
  bool line_buffering;
  bool unbuffered;  // -u: every write goes to the descriptor at once
};
// Empty: an error is pending; an OSError if the descriptor is not open.
Ref io_make_standard_stream_py(Thread& t, const StandardStream& stream);

// The order in which garbage streams are finalized: each before the stream that it writes to, so that its last bytes
// get through.
enum StreamRank : gc::u32 { kNoStream, kTextStream, kBufferedStream, kRawStream };
StreamRank stream_rank(const Type* type);
// gc::RuntimeHooks::finalizer_rank: the order of finalizers in garbage. Objects with __del__() come first, since it may
// use all objects that it reaches. Generators follow, since they may use native objects. Then come streams by their
// rank, and with the last of them other native objects, such as sockets.
inline constexpr gc::u32 kFinalizerRanks = 5;
gc::u32 finalizer_rank(const gc::ShapeBase& shape);  // below kFinalizerRanks

// -X warn_default_encoding: EncodingWarning for text files opened without an encoding. Set at start-up.
extern gc::Atomic<bool> g_warn_default_encoding;

}  // namespace rt
