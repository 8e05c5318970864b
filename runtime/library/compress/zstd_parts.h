// Declarations that the files of _zstd share.
#pragma once

#include <zstd.h>

#include "runtime/library/compress/compressed_stream.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"

namespace rt::zstd {

using compressed::Output;
using compressed::Transfer;

extern Type *g_error_type, *g_dictionary_type;

// ---- errors (zstd_module.cpp)

// ZstdError "Unable to WHAT: REASON" for a result of the library.
Error raise_zstd(Thread& t, const char* what, size_t result);
// ValueError: the library has refused the value of a parameter.
Error raise_parameter(Thread& t, bool compresses, int parameter, int value);
// Calls set(parameter, value), which gives false if an error is pending, for each item of `options`, the dict for
// `function`. Keys must not be of the other function's enumeration. False: an error is pending.
bool read_options_py(Thread& t, Value options, bool compresses, bool (*set)(Thread&, void*, int, int), void* to);

// ---- dictionaries (zstd_dictionary.cpp)

// What a ZstdDict, and the streams that use it, have in common. The bytes never change.
class Dictionary {
 public:
  // A new one with one count. Null: no memory.
  static Dictionary* make(std::string_view bytes);
  void share() { references_.fetch_add(1, gc::relaxed); }
  void release();

  std::string_view bytes() const { return bytes_.text(); }
  u32 id() const { return id_; }
  // The forms that the library prepares once for each level; they live as long as the dictionary. Null: the content is
  // none of a dictionary, or no memory. Any thread, detached.
  const ZSTD_CDict* for_compression(int level);
  const ZSTD_DDict* for_decompression();

 private:
  struct Prepared {
    int level;
    ZSTD_CDict* dictionary;
    Prepared* next;
  };
  ~Dictionary();

  gc::Atomic<u32> references_{1};
  gc::Mutex mutex_;
  Prepared* prepared_ = nullptr;         // under the mutex
  ZSTD_DDict* decompression_ = nullptr;  // the same
  text::ByteBuilder bytes_;
  u32 id_ = 0;
};

// How a stream uses a dictionary: the second item of ZstdDict.as_prefix and the like.
enum class Use : int { kDigested = 0, kUndigested = 1, kPrefix = 2 };
// Reads the argument zstd_dict, a ZstdDict or a pair; `use` has the default before. Borrowed from the argument. Null:
// an error is pending.
Dictionary* dictionary_argument(Thread& t, Value v, Use* use);
// Gives a new stream the dictionary of its argument: as bytes (kLoad), as a prefix (kReferPrefix), or in the form that
// prepare(dictionary) gives (kRefer). `use`: the default. `form` and `what` are words of messages. False: an error is
// pending.
template <auto kLoad, auto kReferPrefix, auto kRefer, class State, class Prepare>
bool load_dictionary(Thread& t, State* state, Value argument, Use use, Prepare&& prepare, const char* form,
                     const char* what) {
  Dictionary* dictionary = dictionary_argument(t, argument, &use);
  if (!dictionary) return false;
  dictionary->share();
  state->dictionary = dictionary;
  std::string_view bytes = dictionary->bytes();
  bool is_prepared = true;
  size_t result = 0;
  {
    gc::Detached detached(t);
    if (use == Use::kUndigested) {
      result = kLoad(state->context, bytes.data(), bytes.size());
    } else if (use == Use::kPrefix) {
      result = kReferPrefix(state->context, bytes.data(), bytes.size());
    } else {
      const auto* prepared = prepare(dictionary);
      is_prepared = prepared;
      if (is_prepared) result = kRefer(state->context, prepared);
    }
  }
  if (!is_prepared)
    return raise(t, g_error_type, "Failed to create a %s instance from Zstandard dictionary content.", form);
  return !ZSTD_isError(result) || raise_zstd(t, what, result);
}

bool add_dictionary_type(Thread& t, Value module);
bool add_compressor_type(Thread& t, Value module);    // zstd_compress.cpp
bool add_decompressor_type(Thread& t, Value module);  // zstd_decompress.cpp
extern const MethodDef kDictionaryFunctions[];

}  // namespace rt::zstd
