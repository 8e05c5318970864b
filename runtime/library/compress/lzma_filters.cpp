// _lzma: filter specifiers, which are dicts, and the library's filters.
#include <cstdlib>
#include <limits>

#include "gc/heap/heap.h"
#include "runtime/library/compress/lzma_parts.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::lzma {

namespace {

// Reads an optional number of a specifier; without it *out keeps its value. False: an error is pending.
template <class T>
bool number_py(Thread& t, Value specifier, const char* name, T* out, bool* present = nullptr) {
  Ref key = make_str_ascii(t, name);
  int has = key ? contains_py(t, specifier, key) : -1;
  if (has < 0) return false;
  if (present) *present = has > 0;
  if (!has) return true;
  Ref value = getitem_py(t, specifier, key);
  u64 n;
  if (!value || !to_u64_py(t, value, &n)) return false;
  if (n > std::numeric_limits<T>::max()) return raise_overflow_error(t, "Value too large for uint32_t type");
  *out = static_cast<T>(n);
  return true;
}

// Checks that the filter knows every key.
bool check_keys_py(Thread& t, Value specifier, std::initializer_list<const char*> known, const char* message) {
  return for_each_py(t, specifier, [&](Thread& t2, Value key) {
    for (const char* name : known)
      if (is_str(key) && str_equal_ascii(key, name)) return true;
    return bool(raise_value_error(t2, "%s", message));
  });
}

// The error of a specifier, whatever was wrong with its numbers. False, always.
bool refuse(Thread& t, const char* kind) {
  clear_error(t);
  return raise_value_error(t, "Invalid filter specifier for %s filter", kind);
}

template <class T>
T* new_options(Thread& t, lzma_filter* filter) {
  filter->options = gc::raw_calloc(sizeof(T));
  if (!filter->options) raise_memory_error(t);
  return static_cast<T*>(filter->options);
}

}  // namespace

Filters::~Filters() {
  for (u32 i = 0; i < count_; ++i) gc::raw_free(filters_[i].options);
}

bool Filters::options_of_lzma_py(Value specifier, lzma_filter* filter) {
  u32 preset = LZMA_PRESET_DEFAULT, mode, finder;
  if (!check_keys_py(t_, specifier, {"id", "preset", "dict_size", "lc", "lp", "pb", "mode", "nice_len", "mf", "depth"},
                     "Invalid filter specifier for LZMA filter") ||
      !number_py(t_, specifier, "preset", &preset)) {
    return false;
  }
  auto* options = new_options<lzma_options_lzma>(t_, filter);
  if (!options) return false;
  if (lzma_lzma_preset(options, preset)) return raise(t_, g_error, "Invalid compression preset: %u", preset);
  mode = options->mode;
  finder = options->mf;
  bool ok = number_py(t_, specifier, "dict_size", &options->dict_size) &&
            number_py(t_, specifier, "lc", &options->lc) && number_py(t_, specifier, "lp", &options->lp) &&
            number_py(t_, specifier, "pb", &options->pb) && number_py(t_, specifier, "mode", &mode) &&
            number_py(t_, specifier, "nice_len", &options->nice_len) && number_py(t_, specifier, "mf", &finder) &&
            number_py(t_, specifier, "depth", &options->depth);
  options->mode = static_cast<lzma_mode>(mode);
  options->mf = static_cast<lzma_match_finder>(finder);
  return ok || refuse(t_, "LZMA");
}

bool Filters::options_of_delta_py(Value specifier, lzma_filter* filter) {
  if (!check_keys_py(t_, specifier, {"id", "dist"}, "Invalid filter specifier for delta filter")) return false;
  auto* options = new_options<lzma_options_delta>(t_, filter);
  if (!options) return false;
  options->type = LZMA_DELTA_TYPE_BYTE;
  options->dist = 1;
  return number_py(t_, specifier, "dist", &options->dist) || refuse(t_, "delta");
}

bool Filters::options_of_branches_py(Value specifier, lzma_filter* filter) {
  if (!check_keys_py(t_, specifier, {"id", "start_offset"}, "Invalid filter specifier for BCJ filter")) return false;
  auto* options = new_options<lzma_options_bcj>(t_, filter);
  return options && (number_py(t_, specifier, "start_offset", &options->start_offset) || refuse(t_, "BCJ"));
}

bool Filters::parse_one_py(Value specifier) {
  if (!type_of(specifier)->slots.getitem || is_tuple(specifier) || is_str(specifier)) {
    return raise_type_error(t_, "Filter specifier must be a dict or dict-like object");
  }
  lzma_filter* filter = &filters_[count_];
  bool has_id;
  if (!number_py(t_, specifier, "id", &filter->id, &has_id)) return false;
  if (!has_id) return raise_value_error(t_, "Filter specifier must have an \"id\" entry");
  filters_[++count_] = {LZMA_VLI_UNKNOWN, nullptr};
  filter->options = nullptr;
  switch (filter->id) {
    case LZMA_FILTER_LZMA1:
    case LZMA_FILTER_LZMA2: return options_of_lzma_py(specifier, filter);
    case LZMA_FILTER_DELTA: return options_of_delta_py(specifier, filter);
    case LZMA_FILTER_X86:
    case LZMA_FILTER_POWERPC:
    case LZMA_FILTER_IA64:
    case LZMA_FILTER_ARM:
    case LZMA_FILTER_ARMTHUMB:
    case LZMA_FILTER_SPARC: return options_of_branches_py(specifier, filter);
    default: return raise_value_error(t_, "Invalid filter ID: %llu", static_cast<unsigned long long>(filter->id));
  }
}

bool Filters::parse_chain_py(Value specifiers) {
  if (is_dict(specifiers)) return raise_type_error(t_, "dict is not a sequence");
  if (len_py(t_, specifiers) < 0) return false;
  return for_each_py(t_, specifiers, [&](Thread& t, Value specifier) {
    if (count_ == LZMA_FILTERS_MAX)
      return bool(raise_value_error(t, "Too many filters - liblzma supports a maximum of %d", LZMA_FILTERS_MAX));
    return parse_one_py(specifier);
  });
}

// ---- properties: the options of a filter as they stand in the header of a stream

Ref encode_filter_properties(Thread& t, Value specifier) {
  Filters filters(t);
  if (!filters.parse_one_py(specifier)) return Ref();
  u32 size;
  lzma_ret result = lzma_properties_size(&size, filters.chain());
  if (result != LZMA_OK) return raise_lzma(t, result);
  Ref bytes = make_bytes_uninitialised(t, size);
  if (!bytes) return Ref();
  result = lzma_properties_encode(filters.chain(), bytes.as<Bytes>()->data());
  return result == LZMA_OK ? std::move(bytes) : Ref(raise_lzma(t, result));
}

static bool add(Thread& t, Dict* dict, const char* name, u64 n) {
  return dict_set_cstr(t, dict, name, make_uint(t, n));
}

static bool add_options(Thread& t, Dict* dict, const lzma_filter& filter) {
  switch (filter.id) {
    case LZMA_FILTER_LZMA1: {
      auto* o = static_cast<const lzma_options_lzma*>(filter.options);
      return add(t, dict, "lc", o->lc) && add(t, dict, "lp", o->lp) && add(t, dict, "pb", o->pb) &&
             add(t, dict, "dict_size", o->dict_size);
    }
    case LZMA_FILTER_LZMA2:
      return add(t, dict, "dict_size", static_cast<const lzma_options_lzma*>(filter.options)->dict_size);
    case LZMA_FILTER_DELTA: return add(t, dict, "dist", static_cast<const lzma_options_delta*>(filter.options)->dist);
    default: {
      auto* o = static_cast<const lzma_options_bcj*>(filter.options);
      return !o || add(t, dict, "start_offset", o->start_offset);
    }
  }
}

Ref decode_filter_properties(Thread& t, Value filter_id, Value encoded) {
  lzma_filter filter{};
  ByteView in(t, encoded);
  if (!in || !to_u64_py(t, filter_id, &filter.id)) return Ref();
  lzma_ret result = lzma_properties_decode(&filter, nullptr, in.data(), in.size());
  if (result != LZMA_OK) return raise_lzma(t, result);
  Ref dict = make_dict(t);
  bool ok = dict && add(t, as_dict(dict), "id", filter.id) && add_options(t, as_dict(dict), filter);
  std::free(filter.options);  // the C library's malloc, through liblzma
  return ok ? std::move(dict) : Ref();
}

}  // namespace rt::lzma
