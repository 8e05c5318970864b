// _zstd: what the library's package compression.zstd (since 3.14) stands on; its functions on frames and parameters.
#include "gc/refcount/publish.h"
#include "runtime/library/compress/zstd_parts.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"

namespace rt::zstd {

Type* g_error_type;

namespace {

struct Parameter {
  int number;
  const char* name;   // as members of the enumerations are named
  const char* macro;  // as the module has it
};
constexpr Parameter kForCompression[] = {
#define X(macro, name) {macro, name, #macro},
    X(ZSTD_c_compressionLevel, "compression_level") X(ZSTD_c_windowLog, "window_log") X(ZSTD_c_hashLog, "hash_log")
        X(ZSTD_c_chainLog, "chain_log") X(ZSTD_c_searchLog, "search_log") X(ZSTD_c_minMatch, "min_match")
            X(ZSTD_c_targetLength, "target_length") X(ZSTD_c_strategy, "strategy")
                X(ZSTD_c_enableLongDistanceMatching, "enable_long_distance_matching")
                    X(ZSTD_c_ldmHashLog, "ldm_hash_log") X(ZSTD_c_ldmMinMatch, "ldm_min_match")
                        X(ZSTD_c_ldmBucketSizeLog, "ldm_bucket_size_log") X(ZSTD_c_ldmHashRateLog, "ldm_hash_rate_log")
                            X(ZSTD_c_contentSizeFlag, "content_size_flag") X(ZSTD_c_checksumFlag, "checksum_flag")
                                X(ZSTD_c_dictIDFlag, "dict_id_flag") X(ZSTD_c_nbWorkers, "nb_workers")
                                    X(ZSTD_c_jobSize, "job_size") X(ZSTD_c_overlapLog, "overlap_log")};
constexpr Parameter kForDecompression[] = {X(ZSTD_d_windowLogMax, "window_log_max")};
constexpr Parameter kOther[] = {X(ZSTD_fast, "") X(ZSTD_dfast, "") X(ZSTD_greedy, "") X(ZSTD_lazy, "") X(ZSTD_lazy2, "")
                                    X(ZSTD_btlazy2, "") X(ZSTD_btopt, "") X(ZSTD_btultra, "") X(ZSTD_btultra2, "")
                                        X(ZSTD_CLEVEL_DEFAULT, "")};
#undef X

std::string parameter_name(bool compresses, int number) {
  auto find = [number](auto& table) -> const char* {
    for (const Parameter& p : table) {
      if (p.number == number) return p.name;
    }
    return nullptr;
  };
  const char* name = compresses ? find(kForCompression) : find(kForDecompression);
  return name ? name : "unknown parameter (key " + std::to_string(number) + ")";
}

ZSTD_bounds bounds_of(bool compresses, int number) {
  return compresses ? ZSTD_cParam_getBounds(static_cast<ZSTD_cParameter>(number))
                    : ZSTD_dParam_getBounds(static_cast<ZSTD_dParameter>(number));
}

// The classes of which the keys of options are: a dict with "compression" and "decompression", once they are set. Made
// with the module.
Value g_parameter_types;
void trace_types(gc::Visitor& visitor) { trace_value(visitor, g_parameter_types); }

Ref set_parameter_types(Thread& t, Value compression, Value decompression) {
  for (auto [name, type] : {std::pair{"c_parameter_type", compression}, {"d_parameter_type", decompression}}) {
    if (!is_type(type))
      return raise_type_error(t, "set_parameter_types() argument '%s' must be type, not %A", name, type);
  }
  Dict* types = as_dict(g_parameter_types);
  bool ok = dict_set_cstr(t, types, "compression", Ref::share(t, compression)) &&
            dict_set_cstr(t, types, "decompression", Ref::share(t, decompression));
  return ok ? none() : Ref();
}

Ref get_param_bounds(Thread& t, Value parameter, Value is_compress) {
  int number, compresses;
  if (!to_i32_py(t, parameter, &number) || (compresses = truth_py(t, is_compress)) < 0) return Ref();
  ZSTD_bounds bounds = bounds_of(compresses, number);
  if (ZSTD_isError(bounds.error)) {
    return raise_zstd(t, compresses ? "get compression parameter bounds" : "get decompression parameter bounds",
                      bounds.error);
  }
  return make_tuple(t, Value::small_int(bounds.lowerBound), Value::small_int(bounds.upperBound));
}

Ref get_frame_size(Thread& t, Value frame_buffer) {
  ByteView frame(t, frame_buffer);
  if (!frame) return Ref();
  size_t size = ZSTD_findFrameCompressedSize(frame.data(), frame.size());
  if (!ZSTD_isError(size)) return make_uint(t, size);
  return raise(t, g_error_type,
               "Error when finding the compressed size of a Zstandard frame. Ensure the frame_buffer argument starts "
               "from the beginning of a frame, and its length is not less than this complete frame. Zstd error "
               "message: %s.",
               ZSTD_getErrorName(size));
}

Ref get_frame_info(Thread& t, Value frame_buffer) {
  ByteView frame(t, frame_buffer);
  if (!frame) return Ref();
  u64 size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR) {
    return raise(t, g_error_type,
                 "Error when getting information from the header of a Zstandard frame. Ensure the frame_buffer "
                 "argument starts from the beginning of a frame, and its length is not less than the frame header "
                 "(6~18 bytes).");
  }
  Ref length = size == ZSTD_CONTENTSIZE_UNKNOWN ? none() : make_uint(t, size);
  Ref id = make_int(t, ZSTD_getDictID_fromFrame(frame.data(), frame.size()));
  return length && id ? make_tuple(t, length, id) : Ref();
}

constexpr MethodDef kFunctions[] = {
    {"get_param_bounds", get_param_bounds, "(parameter, is_compress)",
     "The least and the largest value of a parameter."},
    {"get_frame_size", get_frame_size, "(frame_buffer)", "How many bytes the frame has with which the buffer begins."},
    {"get_frame_info", get_frame_info, "(frame_buffer)",
     "The size of a frame's data, or None, and the number of its dictionary."},
    {"set_parameter_types", set_parameter_types, "(c_parameter_type, d_parameter_type)",
     "Set of which classes the keys of options are."},
    {}};

bool add_numbers(Thread& t, Value module) {
  auto add = [&](auto& table) {
    for (const Parameter& p : table) {
      if (!module_add(t, module, p.macro, make_int(t, p.number))) return false;
    }
    return true;
  };
  return add(kForCompression) && add(kForDecompression) && add(kOther) &&
         module_add(t, module, "ZSTD_DStreamOutSize", make_uint(t, ZSTD_DStreamOutSize())) &&
         module_add(t, module, "zstd_version", make_str(t, ZSTD_versionString())) &&
         module_add(t, module, "zstd_version_number", make_int(t, ZSTD_versionNumber()));
}

constexpr TypeSpec kErrorSpec = {.name = "compression.zstd.ZstdError",
                                 .base = TypeId::kException,
                                 .flags = kTypeSubclassable,
                                 .doc = "The Zstandard library has reported an error."};

bool init(Thread& t, Value module) {
  if (!g_parameter_types) {
    Ref types = make_dict(t);
    if (!types) return false;
    g_parameter_types = types.release();
    gc::add_root_tracer(trace_types);
  }
  return add_module_functions(t, module, "_zstd", kDictionaryFunctions) &&
         add_native_type(t, module, g_error_type, kErrorSpec) && add_dictionary_type(t, module) &&
         add_compressor_type(t, module) && add_decompressor_type(t, module) && add_numbers(t, module);
}

}  // namespace

Error raise_zstd(Thread& t, const char* what, size_t result) {
  return raise(t, g_error_type, "Unable to %s: %s", what, ZSTD_getErrorName(result));
}

Error raise_parameter(Thread& t, bool compresses, int parameter, int value) {
  const char* kind = compresses ? "compression" : "decompression";
  std::string name = parameter_name(compresses, parameter);
  ZSTD_bounds bounds = bounds_of(compresses, parameter);
  if (ZSTD_isError(bounds.error)) return raise_value_error(t, "invalid %s parameter '%s'", kind, name.c_str());
  return raise_value_error(t, "%s parameter '%s' received an illegal value %d; the valid range is [%d, %d]", kind,
                           name.c_str(), value, bounds.lowerBound, bounds.upperBound);
}

bool read_options_py(Thread& t, Value options, bool compresses, bool (*set)(Thread&, void*, int, int), void* to) {
  const char* function = compresses ? "ZstdCompressor" : "ZstdDecompressor";
  if (!is_dict(options)) return raise_type_error(t, "%s() argument 'options' must be dict, not %T", function, options);
  Ref wrong = dict_get_cstr(t, as_dict(g_parameter_types), compresses ? "decompression" : "compression");
  Ref items = dict_items_list(t, as_dict(options));
  if (!items) return false;
  for (u64 i = 0; i < as_list(items)->size(); ++i) {
    const Tuple* item = as_tuple((*as_list(items))[i]);
    if (wrong && Value(type_of((*item)[0])) == wrong.get()) {
      return raise_type_error(t, "%s options dictionary key must not be a %s attribute",
                              compresses ? "compression" : "decompression",
                              compresses ? "DecompressionParameter" : "CompressionParameter");
    }
    int number, value;
    if (!to_i32_py(t, (*item)[0], &number) || !to_i32_py(t, (*item)[1], &value) || !set(t, to, number, value))
      return false;
  }
  return true;
}

}  // namespace rt::zstd

namespace rt {

extern const ModuleDef kUnderZstdModule = {
    .name = "_zstd", .doc = "Compression with Zstandard.", .methods = zstd::kFunctions, .init = zstd::init};

}  // namespace rt
