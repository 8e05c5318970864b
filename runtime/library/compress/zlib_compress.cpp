// zlib.Compress: a compressing stream.
#include <new>

#include "gc/heap/heap.h"
#include "runtime/library/compress/zlib_parts.h"
#include "runtime/library/os/posix.h"
#include "runtime/types/bytes/lent_bytes.h"

namespace rt::zlib {

namespace {

Type* g_type;

// Outside of the heap, because a detached thread uses it and must not touch the heap.
struct Stream {
  gc::Mutex mutex;
  z_stream z;     // guarded by the mutex, like all fields below
  bool finished;  // by flush(Z_FINISH)
};
struct Compress : Object {
  Stream* stream;  // never changes
};
Stream* stream_of(Value self) { return self.as<Compress>()->stream; }

void free_stream(Stream* stream) {
  if (!stream) return;
  deflateEnd(&stream->z);
  gc::raw_free(stream);
}

// A new object with a zeroed stream: until the stream is initialised, deflateEnd refuses it without harm.
Ref make(Thread& t) {
  void* memory = gc::raw_calloc(sizeof(Stream));
  if (!memory) return raise_memory_error(t);
  Ref object = allocate_instance(t, g_type);
  if (object) object.as<Compress>()->stream = new (memory) Stream{};
  else gc::raw_free(memory);
  return object;
}

Ref run(Thread& t, Value self, const u8* data, size_t size, int flush, const char* doing) {
  Stream* stream = stream_of(self);
  Output out;
  int result = Z_OK;
  detached_work(t, stream->mutex, flush == Z_NO_FLUSH ? size : kDetachFrom,
                [&] {  // a flush compresses all that has been taken in before
                  result = stream->finished ? Z_STREAM_ERROR : deflate_all(stream->z, data, size, flush, out);
                  if (result == Z_STREAM_END) stream->finished = true;
                });
  if (result == Z_STREAM_ERROR) return raise_zlib(t, z_stream{}, result, doing);
  return out.result(t);
}

Ref compress(Thread& t, Value self, Value data) {
  LentBytes in(t, data);
  return in ? run(t, self, in.data(), in.size(), Z_NO_FLUSH, "while compressing data") : Ref();
}

Ref flush(Thread& t, Value self, Value mode_value) {
  int mode;
  if (!to_i32_py(t, mode_value, &mode)) return Ref();
  if (mode == Z_NO_FLUSH) return make_bytes(t, {});
  return run(t, self, reinterpret_cast<const u8*>(""), 0, mode, "while flushing");
}

Ref copy(Thread& t, Value self) {
  Ref object = make(t);
  if (!object) return Ref();
  Stream *from = stream_of(self), *to = stream_of(object);
  int result = Z_OK;
  detached_work(t, from->mutex, 0, [&] { result = from->finished ? Z_STREAM_ERROR : deflateCopy(&to->z, &from->z); });
  if (result == Z_OK) return object;
  if (result == Z_MEM_ERROR) return raise(t, kMemoryErrorType, "Can't allocate memory for compression object");
  return raise_value_error(t, "Inconsistent stream state");
}
Ref deepcopy(Thread& t, Value self, Value) { return copy(t, self); }

void dispose(gc::Thread&, Object* object) { free_stream(static_cast<Compress*>(object)->stream); }

constexpr MethodDef kMethods[] = {
    {"compress", compress, "(self, data, /)", "The bytes in compressed form."},
    {"flush", flush, "(self, mode=4, /)", "Return a bytes object containing any remaining compressed data."},
    {"copy", copy, "(self, /)", "Return a copy of the compression object."},
    {"__copy__", copy, "(self, /)"},
    {"__deepcopy__", deepcopy, "(self, memo, /)"},
    {},
};
constexpr TypeSpec kSpec = {.name = "zlib.Compress",
                            .size = sizeof(Compress),
                            .flags = kTypeDisallowNew,
                            .lifetime = {nullptr, nullptr, nullptr, dispose},
                            .methods = kMethods};

}  // namespace

void init_compress_type(Thread& t) {
  if (!g_type) g_type = make_native_type(t, kSpec);
}

Ref compressobj(Thread& t, Value level, Value method, Value wbits, Value mem_level, Value strategy, Value dictionary) {
  int n[5];
  Value values[5] = {level, method, wbits, mem_level, strategy};
  for (int i = 0; i < 5; ++i) {
    if (!to_i32_py(t, values[i], &n[i])) return Ref();
  }
  Ref object = make(t);
  if (!object) return Ref();
  z_stream& z = stream_of(object)->z;
  int result = deflateInit2(&z, n[0], n[1], n[2], n[3], n[4]);
  if (result == Z_MEM_ERROR) return raise(t, kMemoryErrorType, "Can't allocate memory for compression object");
  if (result == Z_STREAM_ERROR) return raise_value_error(t, "Invalid initialization option");
  if (result != Z_OK) return raise_zlib(t, z, result, "while creating compression object");
  if (dictionary == kNone) return object;
  ByteView words(t, dictionary);
  if (!words) return Ref();
  if (words.size() > UINT32_MAX) return raise_overflow_error(t, "zdict length does not fit in an unsigned int");
  result = deflateSetDictionary(&z, words.data(), static_cast<uInt>(words.size()));
  return result == Z_OK ? std::move(object) : Ref(raise_value_error(t, "Invalid dictionary"));
}

}  // namespace rt::zlib
