// _lzma: compressing and decompressing streams of LZMA, in the container formats .xz and .lzma and without one.
#include "runtime/library/compress/compressed_stream.h"
#include "runtime/library/compress/lzma_parts.h"
#include "runtime/library/os/posix.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/native_modules.h"

namespace rt::lzma {

Type* g_error;

Error raise_lzma(Thread& t, lzma_ret result) {
  switch (result) {
    case LZMA_UNSUPPORTED_CHECK: return raise(t, g_error, "Unsupported integrity check");
    case LZMA_MEM_ERROR: return raise_memory_error(t);
    case LZMA_MEMLIMIT_ERROR: return raise(t, g_error, "Memory usage limit exceeded");
    case LZMA_FORMAT_ERROR: return raise(t, g_error, "Input format not supported by decoder");
    case LZMA_OPTIONS_ERROR: return raise(t, g_error, "Invalid or unsupported options");
    case LZMA_DATA_ERROR: return raise(t, g_error, "Corrupt input data");
    case LZMA_BUF_ERROR: return raise(t, g_error, "Insufficient buffer space");
    case LZMA_PROG_ERROR: return raise(t, g_error, "Internal error");
    default: return raise(t, g_error, "Unrecognized error from liblzma: %d", static_cast<int>(result));
  }
}

namespace {

using namespace compressed;

constexpr u64 kUnknownCheck = LZMA_CHECK_ID_MAX + 1;

Type *g_compressor, *g_decompressor;

struct Codec {
  lzma_stream z = LZMA_STREAM_INIT;
  u64 check = kUnknownCheck;  // a decompressor's check, as the stream says
  static constexpr bool kHoldsOutput = true;
  static constexpr char kEndedText[] = "Already at end of stream";

  ~Codec() { lzma_end(&z); }

  int step(Transfer& transfer, bool finish) {
    z.next_in = transfer.in;
    z.avail_in = transfer.in_left;
    z.next_out = transfer.out;
    z.avail_out = transfer.out_left;
    lzma_ret result = lzma_code(&z, finish ? LZMA_FINISH : LZMA_RUN);
    transfer = {z.next_in, z.avail_in, z.next_out, z.avail_out};
    if (result == LZMA_GET_CHECK || result == LZMA_NO_CHECK) check = lzma_get_check(&z);
    switch (result) {
      case LZMA_OK:
      case LZMA_GET_CHECK:
      case LZMA_NO_CHECK: return kGoesOn;
      case LZMA_STREAM_END: return kEnded;
      case LZMA_MEM_ERROR: return kNoMemory;
      case LZMA_BUF_ERROR:
        // LZMA_BUF_ERROR with room for output only means that there was no input to work on.
        if (z.avail_in == 0 && z.avail_out > 0) return kGoesOn;
        [[fallthrough]];
      default: return kFirstOwn + static_cast<int>(result);
    }
  }
  static Error raise(Thread& t, int result) { return raise_lzma(t, static_cast<lzma_ret>(result - kFirstOwn)); }
};
// One type for each direction, because the constructors differ.
struct Compressing : Codec {};
struct Decompressing : Codec {};

bool preset_argument_py(Thread& t, Value v, u32* preset) {
  *preset = LZMA_PRESET_DEFAULT;
  if (v == kNone) return true;
  u64 n;
  if (library_minor() >= 15 && !check_not_negative(t, v)) return false;
  if (!to_u64_py(t, v, &n)) return false;
  if (n > UINT32_MAX) return raise_overflow_error(t, "Value too large for uint32_t type");
  *preset = static_cast<u32>(n);
  return true;
}

// ---- compressing

lzma_ret open_xz(lzma_stream* z, u32 preset, int id, const Filters& filters) {
  if (id < 0 || id > LZMA_CHECK_ID_MAX)
    return LZMA_PROG_ERROR;  // `format` is no value of the enumeration; the library returns the same error
  auto check = static_cast<lzma_check>(id);
  return filters.count() ? lzma_stream_encoder(z, filters.chain(), check) : lzma_easy_encoder(z, preset, check);
}

bool open_alone(Thread& t, lzma_stream* z, u32 preset, const Filters& filters, lzma_ret* result) {
  if (!filters.count()) {
    lzma_options_lzma options;
    if (lzma_lzma_preset(&options, preset)) return raise(t, g_error, "Invalid compression preset: %u", preset);
    *result = lzma_alone_encoder(z, &options);
    return true;
  }
  if (filters.count() != 1 || filters.chain()->id != LZMA_FILTER_LZMA1) {
    return raise_value_error(t, "Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter");
  }
  *result = lzma_alone_encoder(z, static_cast<const lzma_options_lzma*>(filters.chain()->options));
  return true;
}

Ref compressor_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(format=1, check=-1, preset=None, filters=None)");
  Value a[4];
  int format, check;
  u32 preset;
  if (!bind_arguments(t, "LZMACompressor", kSignature, args, a) || !to_i32_by_format_py(t, a[0], &format) ||
      !to_i32_by_format_py(t, a[1], &check)) {
    return Ref();
  }
  if (a[2] != kNone && a[3] != kNone) return raise_value_error(t, "Cannot specify both preset and filter chain");
  if (!preset_argument_py(t, a[2], &preset)) return Ref();
  if (format != kXz && check != -1 && check != LZMA_CHECK_NONE)
    return raise_value_error(t, "Integrity checks are only supported by FORMAT_XZ");
  if (format == kRaw && a[3] == kNone) return raise_value_error(t, "Must specify filters for FORMAT_RAW");
  if (format < kXz || format > kRaw) return raise_value_error(t, "Invalid container format: %d", format);
  Filters filters(t);
  if (a[3] != kNone && !filters.parse_chain_py(a[3])) return Ref();
  Ref object = make_stream<Compressing>(t, type);
  if (!object) return Ref();
  lzma_stream* z = &stream_of<Compressing>(object)->codec.z;
  lzma_ret result = LZMA_OK;
  if (format == kXz) result = open_xz(z, preset, check == -1 ? LZMA_CHECK_CRC64 : check, filters);
  else if (format == kRaw) result = lzma_raw_encoder(z, filters.chain());
  else if (!open_alone(t, z, preset, filters, &result)) return Ref();
  return result == LZMA_OK ? std::move(object) : Ref(raise_lzma(t, result));
}

// ---- decompressing

lzma_ret open_decoder(lzma_stream* z, int format, u64 limit, const Filters& filters) {
  constexpr u32 kTell = LZMA_TELL_ANY_CHECK | LZMA_TELL_NO_CHECK;
  switch (format) {
    case kAuto: return lzma_auto_decoder(z, limit, kTell);
    case kXz: return lzma_stream_decoder(z, limit, kTell);
    case kAlone: return lzma_alone_decoder(z, limit);
    default: return lzma_raw_decoder(z, filters.chain());
  }
}

Ref decompressor_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(format=0, memlimit=None, filters=None)");
  Value a[3];
  int format;
  u64 limit = UINT64_MAX;
  if (!bind_arguments(t, "LZMADecompressor", kSignature, args, a) || !to_i32_py(t, a[0], &format)) return Ref();
  if (a[1] != kNone) {
    if (format == kRaw) return raise_value_error(t, "Cannot specify memory limit with FORMAT_RAW");
    if (!to_u64_py(t, a[1], &limit)) return Ref();
  }
  if (format == kRaw && a[2] == kNone) return raise_value_error(t, "Must specify filters for FORMAT_RAW");
  if (format != kRaw && a[2] != kNone) return raise_value_error(t, "Cannot specify filters except with FORMAT_RAW");
  if (format < kAuto || format > kRaw) return raise_value_error(t, "Invalid container format: %d", format);
  Filters filters(t);
  if (a[2] != kNone && !filters.parse_chain_py(a[2])) return Ref();
  Ref object = make_stream<Decompressing>(t, type);
  if (!object) return Ref();
  Decompressing& codec = stream_of<Decompressing>(object)->codec;
  if (format == kAlone || format == kRaw) codec.check = LZMA_CHECK_NONE;
  lzma_ret result = open_decoder(&codec.z, format, limit, filters);
  return result == LZMA_OK ? std::move(object) : Ref(raise_lzma(t, result));
}

Ref get_check(Thread& t, Value self) {
  Stream<Decompressing>* stream = stream_of<Decompressing>(self);
  u64 check = 0;
  detached_work(t, stream->mutex, 0, [&] { check = stream->codec.check; });
  return make_uint(t, check);
}

// ---- the module

Ref is_check_supported(Thread& t, Value check_id) {
  int check;
  if (!to_i32_py(t, check_id, &check)) return Ref();
  return bool_ref(check >= 0 && check <= LZMA_CHECK_ID_MAX && lzma_check_is_supported(static_cast<lzma_check>(check)));
}

constexpr GetSetDef kDecompressorGetSet[] = {
    {"check", get_check, nullptr, "Which integrity check the stream has, or CHECK_UNKNOWN before that can be told."},
    kUnusedGetter<Decompressing>,
    kNeedsInputGetter<Decompressing>,
    kEndedGetter<Decompressing>,
    {},
};
constexpr TypeSpec kCompressorSpec =
    compressor_spec<Compressing>("_lzma.LZMACompressor", "Compresses a stream in pieces.", compressor_create);
constexpr TypeSpec kDecompressorSpec = decompressor_spec<Decompressing>(
    "_lzma.LZMADecompressor",
    "LZMADecompressor(format=FORMAT_AUTO, memlimit=None, filters=None)\n--\n\nDecompresses a stream in pieces.",
    decompressor_create, kDecompressorGetSet);
constexpr TypeSpec kErrorSpec = {.name = "_lzma.LZMAError",
                                 .base = TypeId::kException,
                                 .flags = kTypeSubclassable,
                                 .doc = "Call to liblzma failed."};

constexpr MethodDef kMethods[] = {
    {"is_check_supported", is_check_supported, "(check_id, /)", "Does the library know this integrity check?"},
    {"_encode_filter_properties", encode_filter_properties, "(filter, /)",
     "The options of a filter as bytes, without its id."},
    {"_decode_filter_properties", decode_filter_properties, "(filter_id, encoded_props, /)",
     "The filter specifier that such bytes stand for."},
    {},
};

constexpr posix::Constant kConstants[] = {
    {"FORMAT_AUTO", kAuto},
    {"FORMAT_XZ", kXz},
    {"FORMAT_ALONE", kAlone},
    {"FORMAT_RAW", kRaw},
    {"CHECK_UNKNOWN", kUnknownCheck},
    {"PRESET_DEFAULT", LZMA_PRESET_DEFAULT},
    {"PRESET_EXTREME", LZMA_PRESET_EXTREME},
#define X(name) {#name, LZMA_##name},
    X(CHECK_NONE) X(CHECK_CRC32) X(CHECK_CRC64) X(CHECK_SHA256) X(CHECK_ID_MAX) X(FILTER_LZMA1) X(FILTER_LZMA2)
        X(FILTER_DELTA) X(FILTER_X86) X(FILTER_POWERPC) X(FILTER_IA64) X(FILTER_ARM) X(FILTER_ARMTHUMB) X(FILTER_SPARC)
            X(MF_HC3) X(MF_HC4) X(MF_BT2) X(MF_BT3) X(MF_BT4) X(MODE_FAST) X(MODE_NORMAL)
#undef X
                {nullptr, 0}};

bool init(Thread& t, Value module) {
  return add_native_type(t, module, g_error, kErrorSpec) && add_native_type(t, module, g_compressor, kCompressorSpec) &&
         add_native_type(t, module, g_decompressor, kDecompressorSpec) && posix::add_constants(t, module, kConstants);
}

}  // namespace
}  // namespace rt::lzma

namespace rt {

extern const ModuleDef kUnderLzmaModule = {
    .name = "_lzma", .doc = "Compression with LZMA.", .methods = lzma::kMethods, .init = lzma::init};

}  // namespace rt
