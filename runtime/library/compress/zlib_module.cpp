// zlib: compression of whole texts, checksums, constants. Streams are in zlib_compress.cpp and zlib_decompress.cpp.
#include <algorithm>
#include <climits>

#include "runtime/library/compress/zlib_parts.h"
#include "runtime/library/core/deprecated_version.h"
#include "runtime/library/os/posix.h"
#include "runtime/types/bytes/lent_bytes.h"
#include "runtime/types/text/str.h"

namespace rt::zlib {

Type* g_error;

Error raise_zlib(Thread& t, const z_stream& stream, int code, const char* doing) {
  const char* reason = code == Z_VERSION_ERROR ? "library version mismatch" : stream.msg;
  if (!reason) {
    if (code == Z_BUF_ERROR) reason = "incomplete or truncated stream";
    else if (code == Z_STREAM_ERROR) reason = "inconsistent stream state";
    else if (code == Z_DATA_ERROR) reason = "invalid input data";
  }
  if (!reason) return raise(t, g_error, "Error %d %s", code, doing);
  return raise(t, g_error, "Error %d %s: %s", code, doing, reason);
}

// ---- running streams

bool Output::make_room(z_stream& stream) {
  size_t have = bytes_.size();
  size_t more = std::min({have < step_ ? step_ : have, limit_ - have, size_t{1} << 30});
  stream.avail_out = 0;
  if (more == 0) return false;
  stream.next_out = bytes_.extend(more);
  if (!stream.next_out) return false;
  stream.avail_out = static_cast<uInt>(more);
  return true;
}

void Pieces::feed(z_stream& stream) {
  size_t size = std::min<size_t>(left_, UINT_MAX);
  stream.next_in = const_cast<Bytef*>(data_);
  stream.avail_in = static_cast<uInt>(size);
  data_ += size;
  left_ -= size;
}

int deflate_all(z_stream& stream, const u8* data, size_t size, int flush, Output& out) {
  Pieces pieces(data, size);
  int result;
  do {
    pieces.feed(stream);
    do {
      if (!out.make_room(stream)) return Z_MEM_ERROR;
      result = deflate(&stream, pieces.last() ? flush : Z_NO_FLUSH);
      out.settle(stream);
      if (result == Z_STREAM_ERROR) return result;
    } while (stream.avail_out == 0);
  } while (!pieces.last());
  return result == Z_BUF_ERROR ? Z_OK : result;
}

int inflate_some(z_stream& stream, const u8* data, size_t size, int flush, std::string_view dictionary, Output& out,
                 size_t* left) {
  Pieces pieces(data, size);
  const u8* end = data + size;
  int result = Z_OK;
  do {
    pieces.feed(stream);
    do {
      if (!out.make_room(stream)) break;
      result = inflate(&stream, pieces.last() ? flush : Z_SYNC_FLUSH);
      out.settle(stream);
      if (result == Z_NEED_DICT && !dictionary.empty()) {
        result = inflateSetDictionary(&stream, reinterpret_cast<const Bytef*>(dictionary.data()),
                                      static_cast<uInt>(dictionary.size()));
        if (result == Z_OK) {
          stream.avail_out = 0;  // keeps the loop going: inflate must be called again, with the dictionary
          continue;
        }
      }
      if (result != Z_OK && result != Z_BUF_ERROR) break;
    } while (stream.avail_out == 0);
    if (!out.ok()) result = Z_MEM_ERROR;
  } while ((result == Z_OK || result == Z_BUF_ERROR) && !pieces.last() && stream.avail_in == 0);
  *left = static_cast<size_t>(end - stream.next_in);
  return result;
}

namespace {

// CPython's. More memory makes other blocks, so the bytes of the result would differ.
constexpr int kDefaultMemLevel = 8;

// ---- whole texts

Ref compress(Thread& t, Value data, Value level_value, Value wbits_value) {
  LentBytes in(t, data);
  int level, wbits;
  if (!in || !to_i32_py(t, level_value, &level) || !to_i32_py(t, wbits_value, &wbits)) return Ref();
  z_stream stream{};
  int result = deflateInit2(&stream, level, Z_DEFLATED, wbits, kDefaultMemLevel, Z_DEFAULT_STRATEGY);
  if (result == Z_MEM_ERROR) return raise(t, kMemoryErrorType, "Out of memory while compressing data");
  if (result == Z_STREAM_ERROR) return raise(t, g_error, "Bad compression level");
  if (result != Z_OK) return raise_zlib(t, stream, result, "while compressing data");
  Output out;
  {
    gc::Detached detached(t);
    result = deflate_all(stream, in.data(), in.size(), Z_FINISH, out);
    deflateEnd(&stream);
  }
  if (result != Z_STREAM_END && result != Z_MEM_ERROR) return raise_zlib(t, stream, result, "while compressing data");
  return out.result(t);
}

Ref decompress(Thread& t, Value data, Value wbits_value, Value bufsize) {
  LentBytes in(t, data);
  int wbits;
  i64 first;
  if (!in || !to_i32_py(t, wbits_value, &wbits) || !size_argument_py(t, bufsize, &first)) return Ref();
  if (first < 0) return raise_value_error(t, "bufsize must be non-negative");
  z_stream stream{};
  int result = inflateInit2(&stream, wbits);
  if (result == Z_MEM_ERROR) return raise(t, kMemoryErrorType, "Out of memory while decompressing data");
  if (result != Z_OK) return raise_zlib(t, stream, result, "while preparing to decompress data");
  Output out(SIZE_MAX, static_cast<size_t>(first));
  {
    gc::Detached detached(t);
    size_t left;
    result = inflate_some(stream, in.data(), in.size(), Z_SYNC_FLUSH, {}, out, &left);
    inflateEnd(&stream);
  }
  if (result == Z_STREAM_END || result == Z_MEM_ERROR) return out.result(t);
  if (result == Z_OK) result = Z_BUF_ERROR;  // the data ends before the stream does
  return raise_zlib(t, stream, result, "while decompressing data");
}

// ---- checksums

template <uLong (*kSum)(uLong, const Bytef*, z_size_t)>
Ref checksum(Thread& t, Value data, Value start) {
  LentBytes in(t, data);
  u32 first;
  if (!in || !bits_argument_py(t, start, &first)) return Ref();
  uLong sum = first;
  const u8* bytes = in.data();
  size_t size = in.size();
  if (size < kDetachFrom * 4) return make_uint(t, kSum(sum, bytes, size));
  {
    gc::Detached detached(t);
    sum = kSum(sum, bytes, size);
  }
  return make_uint(t, sum);
}

template <uLong (*kCombine)(uLong, uLong, z_off_t)>
Ref combine(Thread& t, Value first, Value second, Value length) {
  u32 a, b;
  i64 size;
  if (!bits_argument_py(t, first, &a) || !bits_argument_py(t, second, &b) || !to_i64_py(t, length, &size)) return Ref();
  if (size < 0) return raise_value_error(t, "len2 must be non-negative");  // zlib would loop for ever
  return make_uint(t, kCombine(a, b, size));
}

constexpr MethodDef kMethods[] = {
    {"adler32", checksum<::adler32_z>, "(data, value=1, /)", "The Adler-32 checksum of bytes, continued from value."},
    {"adler32_combine", combine<::adler32_combine>, "(adler1, adler2, len2, /)",
     "Combine two Adler-32 checksums into one."},
    {"compress", compress, "(data, /, level=-1, wbits=15)", "The bytes in compressed form."},
    {"compressobj", compressobj, "(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)",
     "Return a compressor object."},
    {"crc32", checksum<::crc32_z>, "(data, value=0, /)", "The CRC-32 checksum of bytes, continued from value."},
    {"crc32_combine", combine<::crc32_combine>, "(crc1, crc2, len2, /)", "Combine two CRC-32 checksums into one."},
    {"decompress", decompress, "(data, /, wbits=15, bufsize=16384)", "The bytes that were compressed."},
    {"decompressobj", decompressobj, "(wbits=15, zdict=b'')", "Return a decompressor object."},
    {},
};

constexpr char kModule[] = "zlib", kVersion[] = "1.0";

constexpr posix::Constant kConstants[] = {
    {"MAX_WBITS", MAX_WBITS},
    {"DEFLATED", Z_DEFLATED},
    {"DEF_MEM_LEVEL", kDefaultMemLevel},
    {"DEF_BUF_SIZE", kFirstOutput},
#define X(name) {#name, name},
    X(Z_NO_COMPRESSION) X(Z_BEST_SPEED) X(Z_BEST_COMPRESSION) X(Z_DEFAULT_COMPRESSION) X(Z_FILTERED) X(Z_HUFFMAN_ONLY)
        X(Z_RLE) X(Z_FIXED) X(Z_DEFAULT_STRATEGY) X(Z_FINISH) X(Z_NO_FLUSH) X(Z_PARTIAL_FLUSH) X(Z_SYNC_FLUSH)
            X(Z_FULL_FLUSH) X(Z_BLOCK) X(Z_TREES)
#undef X
                {nullptr, 0}};

constexpr TypeSpec kErrorSpec = {.name = "zlib.error", .base = TypeId::kException, .flags = kTypeSubclassable};

bool init(Thread& t, Value module) {
  init_compress_type(t);
  return add_native_type(t, module, g_error, kErrorSpec) && add_decompress_types(t, module) &&
         posix::add_constants(t, module, kConstants) &&
         module_add(t, module, "ZLIB_VERSION", make_str_ascii(t, ZLIB_VERSION)) &&
         module_add(t, module, "ZLIB_RUNTIME_VERSION", make_str_ascii(t, ::zlibVersion())) &&
         add_version<kModule, kVersion>(t, module);
}

}  // namespace
}  // namespace rt::zlib

namespace rt {

extern const ModuleDef kZlibModule = {
    .name = "zlib", .doc = "Compression with zlib.", .methods = zlib::kMethods, .init = zlib::init};

}  // namespace rt
