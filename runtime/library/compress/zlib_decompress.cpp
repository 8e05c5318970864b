// zlib.Decompress and zlib._ZlibDecompressor: decompressing streams. The former hands unused input to the script, the
// latter keeps it.
#include <new>

#include "gc/heap/heap.h"
#include "runtime/library/compress/zlib_parts.h"
#include "runtime/library/os/posix.h"
#include "runtime/types/bytes/lent_bytes.h"

namespace rt::zlib {

namespace {

Type* g_type;
Type* g_reader_type;

// Outside of the heap, because a detached thread uses it and must not touch the heap.
struct Stream {
  gc::Mutex mutex;
  z_stream z;  // guarded by the mutex, like all fields below
  bool eof, needs_input;
  text::ByteBuilder unused;   // input behind the end of the stream
  text::ByteBuilder pending;  // input that is left because the output reached its limit
  text::ByteBuilder dictionary;
};
struct Decompress : Object {
  Stream* stream;  // never changes
};
Stream* stream_of(Value self) { return self.as<Decompress>()->stream; }

void assign(text::ByteBuilder& to, const u8* data, size_t size) {
  to.truncate(0);
  to.append(data, size);
}

// flush() ends the stream behind its last byte; zlib refuses to do any more with it.
bool has_ended(const Stream& stream) { return stream.z.state == Z_NULL; }

void free_stream(Stream* stream) {
  if (!stream) return;
  inflateEnd(&stream->z);
  stream->~Stream();
  gc::raw_free(stream);
}

// A new object with a zeroed stream: until the stream is initialised, inflateEnd refuses it without harm.
Ref make(Thread& t, Type* type) {
  void* memory = gc::raw_alloc(sizeof(Stream));
  if (!memory) return raise_memory_error(t);
  auto* stream = new (memory) Stream{};
  stream->needs_input = true;
  Ref object = allocate_instance(t, type);
  if (object) object.as<Decompress>()->stream = stream;
  else free_stream(stream);
  return object;
}

Ref open(Thread& t, Type* type, Value wbits_value, Value dictionary) {
  int wbits = MAX_WBITS;
  if (wbits_value && !to_i32_py(t, wbits_value, &wbits)) return Ref();
  Ref object = make(t, type);
  if (!object) return Ref();
  Stream* stream = stream_of(object);
  if (dictionary) {
    if (!type_of(dictionary)->slots.get_buffer)
      return raise_type_error(t, "zdict argument must support the buffer protocol");
    ByteView words(t, dictionary);
    if (!words) return Ref();
    if (words.size() > UINT32_MAX) return raise_overflow_error(t, "zdict length does not fit in an unsigned int");
    stream->dictionary.append(words.data(), words.size());
    if (!stream->dictionary.ok()) return raise_memory_error(t);
  }
  int result = inflateInit2(&stream->z, wbits);
  if (result == Z_MEM_ERROR) return raise(t, kMemoryErrorType, "Can't allocate memory for decompression object");
  if (result == Z_STREAM_ERROR) return raise_value_error(t, "Invalid initialization option");
  if (result != Z_OK) return raise_zlib(t, stream->z, result, "while creating decompression object");
  // Raw streams never request their dictionary, so it is set at once.
  if (wbits < 0 && stream->dictionary.size() &&
      inflateSetDictionary(&stream->z, stream->dictionary.data(), static_cast<uInt>(stream->dictionary.size())) !=
          Z_OK) {
    return raise_zlib(t, stream->z, Z_DATA_ERROR, "while setting zdict");
  }
  return object;
}

bool is_failure(int result) { return result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR; }

// Raises a stream's error. The stream itself is not read, since other threads may use it by now.
Error raise_failed(Thread& t, int result, const char* reason, const char* doing) {
  z_stream failed{};
  failed.msg = const_cast<char*>(reason);  // zlib's texts are static
  return result == Z_MEM_ERROR ? raise_memory_error(t) : raise_zlib(t, failed, result, doing);
}

// ---- Decompress

// Runs the stream over `data`, and puts the unused input into its place. The mutex is held.
int run_locked(Stream* s, const u8* data, size_t size, int flush, Output& out) {
  size_t left = 0;
  int result = inflate_some(s->z, data, size, flush, s->dictionary.text(), out, &left);
  const u8* rest = data + size - left;
  if (result == Z_STREAM_END) {
    s->eof = true;
    s->unused.append(rest, left);
    s->pending.truncate(0);
  } else {
    assign(s->pending, rest, left);
  }
  return s->pending.ok() && s->unused.ok() ? result : Z_MEM_ERROR;
}

Ref decompress(Thread& t, Value self, Value data, Value max_length) {
  LentBytes in(t, data);
  i64 limit;
  if (!in || !size_argument_py(t, max_length, &limit)) return Ref();
  if (limit < 0) return raise_value_error(t, "max_length must be non-negative");
  Stream* stream = stream_of(self);
  Output out(limit ? static_cast<size_t>(limit) : SIZE_MAX);
  int result = Z_OK;
  const char* reason = nullptr;
  detached_work(t, stream->mutex, in.size(), [&, bytes = in.data(), size = in.size()] {
    result = run_locked(stream, bytes, size, Z_SYNC_FLUSH, out);
    reason = stream->z.msg;
  });
  return is_failure(result) ? Ref(raise_failed(t, result, reason, "while decompressing data")) : out.result(t);
}

Ref flush(Thread& t, Value self, Value length) {
  i64 first;
  if (!size_argument_py(t, length, &first)) return Ref();
  if (first <= 0) return raise_value_error(t, "length must be greater than zero");
  Stream* stream = stream_of(self);
  Output out(SIZE_MAX, static_cast<size_t>(first));
  int result = Z_OK;
  const char* reason = nullptr;
  detached_work(t, stream->mutex, kDetachFrom, [&] {
    if (has_ended(*stream)) return;
    text::ByteBuilder input;  // run_locked replaces the pending bytes
    input.append(stream->pending.text());
    result = input.ok() ? run_locked(stream, input.data(), input.size(), Z_FINISH, out) : Z_MEM_ERROR;
    reason = stream->z.msg;
    if (result == Z_STREAM_END) inflateEnd(&stream->z);
  });
  return is_failure(result) ? Ref(raise_failed(t, result, reason, "while decompressing data")) : out.result(t);
}

int copy_locked(Stream* to, Stream* from) {
  to->eof = from->eof;
  to->unused.append(from->unused.text());
  to->pending.append(from->pending.text());
  to->dictionary.append(from->dictionary.text());
  bool ok = to->unused.ok() && to->pending.ok() && to->dictionary.ok();
  return ok ? inflateCopy(&to->z, &from->z) : Z_MEM_ERROR;
}

Ref copy(Thread& t, Value self) {
  Ref object = make(t, type_of(self));
  if (!object) return Ref();
  Stream *from = stream_of(self), *to = stream_of(object);
  int result = Z_OK;
  detached_work(t, from->mutex, 0, [&] { result = copy_locked(to, from); });
  if (result == Z_OK) return object;
  if (result == Z_MEM_ERROR) return raise(t, kMemoryErrorType, "Can't allocate memory for decompression object");
  return raise_value_error(t, "Inconsistent stream state");
}
Ref deepcopy(Thread& t, Value self, Value) { return copy(t, self); }

template <text::ByteBuilder Stream::* kBytes>
Ref get_bytes(Thread& t, Value self) {
  Stream* stream = stream_of(self);
  text::ByteBuilder bytes;
  detached_work(t, stream->mutex, 0, [&] { bytes.append((stream->*kBytes).text()); });
  return bytes.ok() ? make_bytes(t, bytes.text()) : Ref(raise_memory_error(t));
}
template <bool Stream::* kFlag>
Ref get_flag(Thread& t, Value self) {
  Stream* stream = stream_of(self);
  bool flag = false;
  detached_work(t, stream->mutex, 0, [&] { flag = stream->*kFlag; });
  return bool_ref(flag);
}

// ---- _ZlibDecompressor

// Decompresses; the mutex is held. Z_STREAM_ERROR: the stream has ended before.
int read_locked(Stream* s, const u8* data, size_t size, Output& out) {
  if (s->eof) return Z_STREAM_ERROR;
  text::ByteBuilder joined;
  if (s->pending.size()) {
    joined.append(s->pending.text());
    joined.append(data, size);
    if (!joined.ok()) return Z_MEM_ERROR;
    data = joined.data();
    size = joined.size();
  }
  int result = run_locked(s, data, size, Z_SYNC_FLUSH, out);
  s->needs_input = !s->eof && s->pending.size() == 0;
  return result;
}

Ref read(Thread& t, Value self, Value data, Value max_length) {
  LentBytes in(t, data);
  i64 limit;
  if (!in || !size_argument_py(t, max_length, &limit)) return Ref();
  Stream* stream = stream_of(self);
  Output out(limit < 0 ? SIZE_MAX : static_cast<size_t>(limit));
  int result = Z_OK;
  const char* reason = nullptr;
  detached_work(t, stream->mutex, kDetachFrom, [&, bytes = in.data(), size = in.size()] {
    result = read_locked(stream, bytes, size, out);
    reason = stream->z.msg;
  });
  if (result == Z_STREAM_ERROR) return raise(t, kEOFErrorType, "End of stream already reached");
  return is_failure(result) ? Ref(raise_failed(t, result, reason, "while decompressing data")) : out.result(t);
}

Ref reader_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(wbits=<MAX_WBITS>, zdict=b'')");
  Value a[2];
  return bind_arguments(t, "_ZlibDecompressor", kSignature, args, a) ? open(t, type, a[0], a[1]) : Ref();
}

void dispose(gc::Thread&, Object* object) { free_stream(static_cast<Decompress*>(object)->stream); }

constexpr MethodDef kMethods[] = {
    {"decompress", decompress, "(self, data, /, max_length=0)",
     "Return a bytes object containing the decompressed version of the data."},
    {"flush", flush, "(self, length=16384, /)", "Return a bytes object containing any remaining decompressed data."},
    {"copy", copy, "(self, /)", "Return a copy of the decompression object."},
    {"__copy__", copy, "(self, /)"},
    {"__deepcopy__", deepcopy, "(self, memo, /)"},
    {},
};
constexpr GetSetDef kGetSet[] = {{"unused_data", get_bytes<&Stream::unused>},
                                 {"unconsumed_tail", get_bytes<&Stream::pending>},
                                 {"eof", get_flag<&Stream::eof>},
                                 {}};
constexpr TypeSpec kSpec = {.name = "zlib.Decompress",
                            .size = sizeof(Decompress),
                            .flags = kTypeDisallowNew,
                            .lifetime = {nullptr, nullptr, nullptr, dispose},
                            .methods = kMethods,
                            .getset = kGetSet};

constexpr MethodDef kReaderMethods[] = {{"decompress", read, "(self, /, data, max_length=-1)",
                                         "Take compressed data in and return up to max_length bytes that come out."},
                                        {}};
constexpr GetSetDef kReaderGetSet[] = {
    {"unused_data", get_bytes<&Stream::unused>, nullptr, "What came behind the end of the stream."},
    {"needs_input", get_flag<&Stream::needs_input>, nullptr, "Must more input come before there is output?"},
    {"eof", get_flag<&Stream::eof>, nullptr, "Has the end of the compressed stream been seen?"},
    {},
};
constexpr Slots kReaderSlots = [] {
  Slots s{};
  s.create = reader_create;
  return s;
}();
constexpr TypeSpec kReaderSpec = {
    .name = "zlib._ZlibDecompressor",
    .size = sizeof(Decompress),
    .doc = "_ZlibDecompressor(wbits=MAX_WBITS, zdict=b'')\n--\n\nDecompresses a stream in pieces.",
    .lifetime = {nullptr, nullptr, nullptr, dispose},
    .slots = kReaderSlots,
    .methods = kReaderMethods,
    .getset = kReaderGetSet};

}  // namespace

bool add_decompress_types(Thread& t, Value module) {
  if (!g_type) g_type = make_native_type(t, kSpec);
  return add_native_type(t, module, g_reader_type, kReaderSpec);
}

Ref decompressobj(Thread& t, Value wbits, Value dictionary) { return open(t, g_type, wbits, dictionary); }

}  // namespace rt::zlib
