// Objects that compress or decompress a stream in pieces, over a codec: the common part of bz2 and lzma.
//
// A codec holds a library's stream. One thread at a time uses it, attached or not. A codec has:
//
//    int step(Transfer& transfer, bool finish)   moves bytes; gives kGoesOn, kEnded, or an error number
//    static Error raise(Thread& t, int result)   raises the exception of an error number
//    kEndedText                                  the message for reading behind the end
//    kHoldsOutput                                may output be left inside when all input has been taken?
#pragma once

#include <algorithm>
#include <new>

#include "gc/heap/heap.h"
#include "runtime/library/parts/detached_work.h"
#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/bytes/lent_bytes.h"
#include "runtime/types/numbers/int.h"

namespace rt::compressed {

inline constexpr int kGoesOn = 0, kEnded = 1, kNoMemory = 2;
inline constexpr int kFirstOwn = 16;  // codecs number their own errors from here on, or below 0

struct Transfer {
  const u8* in;
  size_t in_left;
  u8* out;
  size_t out_left;
};

// Output that grows, up to a limit. No objects: usable while detached.
class Output {
 public:
  explicit Output(size_t limit = SIZE_MAX) : limit_(limit) {}
  // Gives the codec room. False: the limit is reached, or, if not ok(), no memory.
  bool make_room(Transfer& transfer) {
    constexpr size_t kFirst = 16 * 1024, kMost = size_t{1} << 30;
    size_t have = bytes_.size();
    size_t more = std::min({std::max(have, kFirst), limit_ - have, kMost});
    transfer.out_left = more;
    transfer.out = more ? bytes_.extend(more) : nullptr;
    return transfer.out;
  }
  void settle(const Transfer& transfer) { bytes_.truncate(bytes_.size() - transfer.out_left); }
  bool ok() const { return bytes_.ok(); }
  bool is_full() const { return bytes_.size() == limit_; }
  Ref result(Thread& t) const { return bytes_.ok() ? make_bytes(t, bytes_.text()) : Ref(raise_memory_error(t)); }

 private:
  text::ByteBuilder bytes_;
  size_t limit_;
};

// ---- the object: its stream lies outside of the heap, because a detached thread must not touch the heap

template <class Codec>
struct Stream {
  gc::Mutex mutex;
  Codec codec;  // guarded by the mutex, like all fields below
  bool ended = false, needs_input = true;
  text::ByteBuilder unused;   // input behind the end of the stream
  text::ByteBuilder pending;  // input that is left because the output reached its limit
};
template <class Codec>
struct StreamObject : Object {
  Stream<Codec>* stream;  // never changes
};
template <class Codec>
Stream<Codec>* stream_of(Value self) {
  return self.as<StreamObject<Codec>>()->stream;
}

template <class Codec>
Ref make_stream(Thread& t, Type* type) {
  void* memory = gc::raw_alloc(sizeof(Stream<Codec>));
  if (!memory) return raise_memory_error(t);
  auto* stream = new (memory) Stream<Codec>{};
  Ref object = allocate_instance(t, type);
  if (object) {
    object.template as<StreamObject<Codec>>()->stream = stream;
  } else {
    stream->~Stream();
    gc::raw_free(stream);
  }
  return object;
}

template <class Codec>
void dispose_stream(gc::Thread&, Object* object) {
  Stream<Codec>* stream = static_cast<StreamObject<Codec>*>(object)->stream;
  if (!stream) return;
  stream->~Stream();
  gc::raw_free(stream);
}

template <class Codec>
Error raise_failure(Thread& t, int result) {
  return result == kNoMemory ? raise_memory_error(t) : Codec::raise(t, result);
}

// Runs the codec until the input is used up, the stream ends, or the output reaches its limit.
template <class Codec>
int run(Codec& codec, Transfer& transfer, bool finish, Output& out) {
  for (;;) {
    if (!out.make_room(transfer)) return out.ok() ? kGoesOn : kNoMemory;
    int result = codec.step(transfer, finish);
    out.settle(transfer);
    bool idle = transfer.in_left == 0 && transfer.out_left > 0 && !finish;
    if (result != kGoesOn || idle) return result;
  }
}

// ---- compressing

template <class Codec>
Ref compress_bytes(Thread& t, Value self, const u8* data, size_t size, bool finish) {
  Stream<Codec>* stream = stream_of<Codec>(self);
  Output out;
  int result = kGoesOn;
  bool was_ended = false;
  // Every call counts as long work, however few bytes come: they may complete a block, and the end compresses all that
  // has been taken in.
  detached_work(t, stream->mutex, kDetachFrom, [&] {
    was_ended = stream->ended;
    if (was_ended) return;
    Transfer transfer{data, size, nullptr, 0};
    result = run(stream->codec, transfer, finish, out);
    stream->ended = finish;
  });
  if (was_ended) return raise_value_error(t, finish ? "Repeated call to flush()" : "Compressor has been flushed");
  return result == kGoesOn || result == kEnded ? out.result(t) : Ref(raise_failure<Codec>(t, result));
}

template <class Codec>
Ref compress(Thread& t, Value self, Value data) {
  LentBytes in(t, data);
  return in ? compress_bytes<Codec>(t, self, in.data(), in.size(), false) : Ref();
}
template <class Codec>
Ref flush(Thread& t, Value self) {
  return compress_bytes<Codec>(t, self, nullptr, 0, true);
}

// ---- decompressing

// Decompresses; the mutex is held, and the stream has not ended.
template <class Codec>
int read_locked(Stream<Codec>* s, const u8* data, size_t size, Output& out) {
  text::ByteBuilder joined;
  if (s->pending.size()) {
    joined.append(s->pending.text());
    joined.append(data, size);
    if (!joined.ok()) return kNoMemory;
    data = joined.data();
    size = joined.size();
  }
  Transfer transfer{data, size, nullptr, 0};
  int result = run(s->codec, transfer, false, out);
  if (result != kGoesOn && result != kEnded) {
    s->needs_input = false;
    return result;
  }
  s->ended = result == kEnded;
  s->pending.truncate(0);
  (s->ended ? s->unused : s->pending).append(transfer.in, transfer.in_left);
  bool holds = Codec::kHoldsOutput && transfer.out_left == 0;
  s->needs_input = !s->ended && transfer.in_left == 0 && !holds;
  return s->pending.ok() && s->unused.ok() ? result : kNoMemory;
}

template <class Codec>
Ref decompress(Thread& t, Value self, Value data, Value max_length) {
  LentBytes in(t, data);
  i64 limit;
  if (!in || !size_argument_py(t, max_length, &limit)) return Ref();
  Stream<Codec>* stream = stream_of<Codec>(self);
  Output out(limit < 0 ? SIZE_MAX : static_cast<size_t>(limit));
  int result = kGoesOn;
  bool was_ended = false;
  detached_work(t, stream->mutex, kDetachFrom, [&, bytes = in.data(), size = in.size()] {
    was_ended = stream->ended;
    if (!was_ended) result = read_locked(stream, bytes, size, out);
  });
  if (was_ended) return raise(t, kEOFErrorType, "%s", Codec::kEndedText);
  return result == kGoesOn || result == kEnded ? out.result(t) : Ref(raise_failure<Codec>(t, result));
}

template <class Codec>
Ref get_unused(Thread& t, Value self) {
  Stream<Codec>* stream = stream_of<Codec>(self);
  text::ByteBuilder bytes;
  detached_work(t, stream->mutex, 0, [&] { bytes.append(stream->unused.text()); });
  return bytes.ok() ? make_bytes(t, bytes.text()) : Ref(raise_memory_error(t));
}
template <class Codec, bool Stream<Codec>::* kFlag>
Ref get_flag(Thread& t, Value self) {
  Stream<Codec>* stream = stream_of<Codec>(self);
  bool flag = false;
  detached_work(t, stream->mutex, 0, [&] { flag = stream->*kFlag; });
  return bool_ref(flag);
}

// ---- the types' tables

template <class Codec>
inline constexpr MethodDef kCompressorMethods[] = {
    {"compress", compress<Codec>, "(self, data, /)", "Take data in and return what of the compressed stream is ready."},
    {"flush", flush<Codec>, "(self, /)", "End the stream and return the rest of it."},
    {},
};
template <class Codec>
inline constexpr MethodDef kDecompressorMethods[] = {
    {"decompress", decompress<Codec>, "(self, /, data, max_length=-1)",
     "Take compressed data in and return up to max_length bytes that come out."},
    {},
};
template <class Codec>
inline constexpr GetSetDef kUnusedGetter = {"unused_data", get_unused<Codec>, nullptr,
                                            "What came behind the end of the stream."};
template <class Codec>
inline constexpr GetSetDef kNeedsInputGetter = {"needs_input", get_flag<Codec, &Stream<Codec>::needs_input>, nullptr,
                                                "Must more input come before there is output?"};
template <class Codec>
inline constexpr GetSetDef kEndedGetter = {"eof", get_flag<Codec, &Stream<Codec>::ended>, nullptr,
                                           "Has the end of the stream been seen?"};

template <class Codec>
constexpr TypeSpec compressor_spec(const char* name, const char* doc, decltype(Slots::create) create) {
  return {.name = name,
          .size = sizeof(StreamObject<Codec>),
          .doc = doc,
          .lifetime = {nullptr, nullptr, nullptr, dispose_stream<Codec>},
          .slots = {.create = create},
          .methods = kCompressorMethods<Codec>};
}
template <class Codec>
constexpr TypeSpec decompressor_spec(const char* name, const char* doc, decltype(Slots::create) create,
                                     const GetSetDef* getset) {
  return {.name = name,
          .size = sizeof(StreamObject<Codec>),
          .doc = doc,
          .lifetime = {nullptr, nullptr, nullptr, dispose_stream<Codec>},
          .slots = {.create = create},
          .methods = kDecompressorMethods<Codec>,
          .getset = getset};
}

}  // namespace rt::compressed
