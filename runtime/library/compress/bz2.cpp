// _bz2: compressing and decompressing streams of bzip2.
#include <bzlib.h>

#include <climits>

#include "runtime/library/compress/compressed_stream.h"
#include "runtime/library/parts/path_arg.h"

namespace rt::bz2 {

namespace {

using namespace compressed;

Type *g_compressor, *g_decompressor;

constexpr int kFailedBefore = kFirstOwn;

// The common part of both directions: a stream of the library, which counts with 32 bits.
struct Codec {
  bz_stream z{};
  bool open = false;
  static constexpr bool kHoldsOutput = false;
  static constexpr char kEndedText[] = "End of stream already reached";

  template <class F>
  int move(Transfer& transfer, F&& call) {
    unsigned in = static_cast<unsigned>(std::min<size_t>(transfer.in_left, UINT_MAX));
    unsigned room = static_cast<unsigned>(std::min<size_t>(transfer.out_left, UINT_MAX));
    z.next_in = const_cast<char*>(reinterpret_cast<const char*>(transfer.in));
    z.avail_in = in;
    z.next_out = reinterpret_cast<char*>(transfer.out);
    z.avail_out = room;
    int result = call();
    transfer.in += in - z.avail_in;
    transfer.in_left -= in - z.avail_in;
    transfer.out += room - z.avail_out;
    transfer.out_left -= room - z.avail_out;
    return result == BZ_STREAM_END ? kEnded : result == BZ_MEM_ERROR ? kNoMemory : result < 0 ? result : kGoesOn;
  }
  static Error raise(Thread& t, int result) {
    switch (result) {
      case kFailedBefore: return raise_value_error(t, "Decompressor is unusable after previous error");
      case BZ_PARAM_ERROR: return raise_value_error(t, "Internal error - invalid parameters passed to libbzip2");
      case BZ_MEM_ERROR: return raise_memory_error(t);
      case BZ_DATA_ERROR:
      case BZ_DATA_ERROR_MAGIC: return rt::raise(t, kOSErrorType, "Invalid data stream");
      case BZ_IO_ERROR: return rt::raise(t, kOSErrorType, "Unknown I/O error");
      case BZ_UNEXPECTED_EOF:
        return rt::raise(t, kEOFErrorType, "Compressed file ended before the logical end-of-stream was detected");
      case BZ_SEQUENCE_ERROR:
        return rt::raise(t, kRuntimeErrorType, "Internal error - Invalid sequence of commands sent to libbzip2");
      default: return rt::raise(t, kOSErrorType, "Unrecognized error from libbzip2: %d", result);
    }
  }
};

struct Compressing : Codec {
  ~Compressing() {
    if (open) BZ2_bzCompressEnd(&z);
  }
  // BZ_RUN without input would be an error.
  int step(Transfer& transfer, bool finish) {
    if (!finish && transfer.in_left == 0) return kGoesOn;
    return move(transfer, [&] { return BZ2_bzCompress(&z, finish ? BZ_FINISH : BZ_RUN); });
  }
};
struct Decompressing : Codec {
  bool failed = false;  // the stream is broken: the library must not be called again

  ~Decompressing() {
    if (open) BZ2_bzDecompressEnd(&z);
  }
  int step(Transfer& transfer, bool) {
    if (failed) return kFailedBefore;
    int result = move(transfer, [&] { return BZ2_bzDecompress(&z); });
    failed = result < 0;
    return result;
  }
};

Ref compressor_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(compresslevel=9, /)");
  Value bound;
  int level;
  if (!bind_arguments(t, "BZ2Compressor", kSignature, args, &bound) || !to_i32_py(t, bound, &level)) return Ref();
  if (level < 1 || level > 9) return raise_value_error(t, "compresslevel must be between 1 and 9");
  Ref object = make_stream<Compressing>(t, type);
  if (!object) return Ref();
  Compressing& codec = stream_of<Compressing>(object)->codec;
  int result = BZ2_bzCompressInit(&codec.z, level, 0, 0);
  codec.open = result == BZ_OK;
  return codec.open ? std::move(object) : Ref(Codec::raise(t, result));
}

Ref decompressor_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("()");
  if (!bind_arguments(t, "BZ2Decompressor", kSignature, args, nullptr)) return Ref();
  Ref object = make_stream<Decompressing>(t, type);
  if (!object) return Ref();
  Decompressing& codec = stream_of<Decompressing>(object)->codec;
  int result = BZ2_bzDecompressInit(&codec.z, 0, 0);
  codec.open = result == BZ_OK;
  return codec.open ? std::move(object) : Ref(Codec::raise(t, result));
}

constexpr GetSetDef kDecompressorGetSet[] = {
    kUnusedGetter<Decompressing>, kNeedsInputGetter<Decompressing>, kEndedGetter<Decompressing>, {}};
constexpr TypeSpec kCompressorSpec = compressor_spec<Compressing>(
    "_bz2.BZ2Compressor", "BZ2Compressor(compresslevel=9, /)\n--\n\nCompresses a stream in pieces.", compressor_create);
constexpr TypeSpec kDecompressorSpec = decompressor_spec<Decompressing>(
    "_bz2.BZ2Decompressor", "BZ2Decompressor()\n--\n\nDecompresses a stream in pieces.", decompressor_create,
    kDecompressorGetSet);

bool init(Thread& t, Value module) {
  return add_native_type(t, module, g_compressor, kCompressorSpec) &&
         add_native_type(t, module, g_decompressor, kDecompressorSpec);
}

}  // namespace
}  // namespace rt::bz2

namespace rt {

extern const ModuleDef kUnderBz2Module = {.name = "_bz2", .doc = "Compression with bzip2.", .init = bz2::init};

}  // namespace rt
