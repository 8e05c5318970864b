// Dictionaries of _zstd: the type ZstdDict, and the functions that make contents for it.
#include <zdict.h>

#include <climits>

#include "runtime/library/compress/zstd_parts.h"
#include "runtime/text/plain_array.h"
#include "runtime/types/containers/tuple.h"

namespace rt::zstd {

Type* g_dictionary_type;

// ---- Dictionary

Dictionary* Dictionary::make(std::string_view bytes) {
  void* memory = gc::raw_alloc(sizeof(Dictionary));
  if (!memory) return nullptr;
  auto* dictionary = new (memory) Dictionary;
  dictionary->bytes_.append(bytes);
  if (dictionary->bytes_.ok()) {
    dictionary->id_ = ZSTD_getDictID_fromDict(bytes.data(), bytes.size());
    return dictionary;
  }
  dictionary->release();
  return nullptr;
}

Dictionary::~Dictionary() {
  while (Prepared* p = prepared_) {
    prepared_ = p->next;
    ZSTD_freeCDict(p->dictionary);
    gc::raw_free(p);
  }
  ZSTD_freeDDict(decompression_);
}

void Dictionary::release() {
  if (references_.fetch_sub(1, gc::acq_rel) != 1) return;
  this->~Dictionary();
  gc::raw_free(this);
}

const ZSTD_CDict* Dictionary::for_compression(int level) {
  gc::MutexGuard guard(mutex_);
  for (Prepared* p = prepared_; p; p = p->next) {
    if (p->level == level) return p->dictionary;
  }
  auto* made = static_cast<Prepared*>(gc::raw_alloc(sizeof(Prepared)));
  if (!made) return nullptr;
  *made = {level, ZSTD_createCDict(bytes_.data(), bytes_.size(), level), prepared_};
  if (!made->dictionary) {
    gc::raw_free(made);
    return nullptr;
  }
  prepared_ = made;
  return made->dictionary;
}

const ZSTD_DDict* Dictionary::for_decompression() {
  gc::MutexGuard guard(mutex_);
  if (!decompression_) decompression_ = ZSTD_createDDict(bytes_.data(), bytes_.size());
  return decompression_;
}

// ---- ZstdDict

namespace {

struct DictionaryObject : Object {
  Dictionary* dictionary;  // owns a count; never changes
};
Dictionary* dictionary_of(Value v) { return v.as<DictionaryObject>()->dictionary; }

constexpr size_t kSmallest = 8;  // bytes of a dictionary's content

Ref create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(dict_content, /, *, is_raw=False)");
  Value bound[2];
  if (!bind_arguments(t, "ZstdDict", kSignature, args, bound)) return Ref();
  int is_raw = truth_py(t, bound[1]);
  if (is_raw < 0) return Ref();
  ByteView content(t, bound[0]);
  if (!content) return Ref();
  if (content.size() < kSmallest) {
    return raise_value_error(t, "Zstandard dictionary content too short (must have at least eight bytes)");
  }
  Dictionary* dictionary = Dictionary::make(content.view());
  if (!dictionary) return raise_memory_error(t);
  bool valid = is_raw || dictionary->id() != 0;
  Ref object = valid ? allocate_instance(t, type) : Ref(raise_value_error(t, "invalid Zstandard dictionary"));
  if (object) object.as<DictionaryObject>()->dictionary = dictionary;
  else dictionary->release();
  return object;
}

void dispose(gc::Thread&, Object* object) {
  if (Dictionary* dictionary = static_cast<DictionaryObject*>(object)->dictionary) dictionary->release();
}

Ref repr(Thread& t, Value self) {
  Dictionary* dictionary = dictionary_of(self);
  return format_message(t, "<ZstdDict dict_id=%lld dict_size=%zu>", static_cast<long long>(dictionary->id()),
                        dictionary->bytes().size());
}
i64 len(Thread&, Value self) { return static_cast<i64>(dictionary_of(self)->bytes().size()); }
Ref get_id(Thread& t, Value self) { return make_int(t, dictionary_of(self)->id()); }
Ref get_content(Thread& t, Value self) { return make_bytes(t, dictionary_of(self)->bytes()); }
template <Use kUse>
Ref get_as(Thread& t, Value self) {
  return make_tuple(t, self, Value::small_int(static_cast<int>(kUse)));
}

constexpr GetSetDef kGetSet[] = {
    {"dict_id", get_id, nullptr, "The number of the dictionary; 0: its content has no form that the library knows."},
    {"dict_content", get_content, nullptr, "The content as bytes."},
    {"as_digested_dict", get_as<Use::kDigested>, nullptr,
     "The dictionary for a compressor that is to use a prepared form, kept for each level. It overrides some "
     "parameters."},
    {"as_undigested_dict", get_as<Use::kUndigested>, nullptr,
     "The dictionary for a compressor that is to prepare it for itself, with all of its parameters."},
    {"as_prefix", get_as<Use::kPrefix>, nullptr,
     "The dictionary as what comes before the first frame: needed for compressing and decompressing it."},
    {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.create = create;
  s.repr = repr;
  s.len = len;
  return s;
}();
constexpr TypeSpec kSpec = {
    .name = "compression.zstd.ZstdDict",
    .size = sizeof(DictionaryObject),
    .doc =
        "ZstdDict(dict_content, /, *, is_raw=False)\n--\n\nA dictionary for compressing data that have much in common.",
    .lifetime = {nullptr, nullptr, nullptr, dispose},
    .slots = kSlots,
    .getset = kGetSet};

// ---- making contents

// The sizes of the samples, which lie behind each other.
class Sizes {
 public:
  // False: an error is pending.
  bool read_py(Thread& t, Value tuple, size_t total) {
    const Tuple* items = as_tuple(tuple);
    if (items->length > UINT32_MAX)
      return raise_value_error(t, "The number of samples should be <= %lld.", 0xffffffffLL);
    if (!sizes_.resize(items->length)) return raise_memory_error(t);
    size_t sum = 0;
    for (u64 i = 0; i < items->length; ++i) {
      Ref exact = index_py(t, (*items)[i]);
      u64 size;
      if (!exact) return false;
      if (!to_u64_py(t, exact, &size)) {
        return forget_error(t) &&
               raise_value_error(t, "Items in samples_sizes should be an int object, with a value between 0 and %zu.",
                                 SIZE_MAX);
      }
      sizes_[i] = size;
      sum += size;
    }
    return sum == total || raise_value_error(t, "The samples size tuple doesn't match the concatenation's size.");
  }
  const size_t* data() const { return sizes_.begin(); }
  unsigned count() const { return static_cast<unsigned>(sizes_.size()); }

 private:
  text::PlainArray<size_t> sizes_;
};

// The arguments that both functions have; the numbers of the first and of the sizes are for messages.
struct Samples {
  std::string_view bytes;
  Sizes sizes;
  i64 room;
  bool read_py(Thread& t, const char* function, int number, Value samples, Value lengths, Value dict_size) {
    if (!is_bytes(samples))
      return raise_type_error(t, "%s() argument %d must be bytes, not %A", function, number, samples);
    if (!is_tuple(lengths))
      return raise_type_error(t, "%s() argument %d must be tuple, not %A", function, number + 1, lengths);
    if (!size_argument_py(t, dict_size, &room)) return false;
    if (room <= 0) return raise_value_error(t, "dict_size argument should be positive number.");
    bytes = samples.as<Bytes>()->view();
    return sizes.read_py(t, lengths, bytes.size());
  }
};

// Calls make(buffer), which fills `room` bytes at most, detached.
template <class F>
Ref make_content(Thread& t, const char* what, i64 room, F&& make) {
  text::ByteBuilder content;
  u8* buffer = content.extend(static_cast<size_t>(room));
  if (!buffer) return raise_memory_error(t);
  size_t result;
  {
    gc::Detached detached(t);
    result = make(buffer);
  }
  if (ZDICT_isError(result)) return raise_zstd(t, what, result);
  content.truncate(result);
  return make_bytes(t, content.text());
}

Ref train_dict(Thread& t, Value samples_bytes, Value samples_sizes, Value dict_size) {
  Samples samples;
  if (!samples.read_py(t, "train_dict", 1, samples_bytes, samples_sizes, dict_size)) return Ref();
  return make_content(t, "train the Zstandard dictionary", samples.room, [&](u8* buffer) {
    return ZDICT_trainFromBuffer(buffer, static_cast<size_t>(samples.room), samples.bytes.data(), samples.sizes.data(),
                                 samples.sizes.count());
  });
}

Ref finalize_dict(Thread& t, Value custom_dict_bytes, Value samples_bytes, Value samples_sizes, Value dict_size,
                  Value compression_level) {
  if (!is_bytes(custom_dict_bytes))
    return raise_type_error(t, "finalize_dict() argument 1 must be bytes, not %A", custom_dict_bytes);
  int level;
  Samples samples;
  if (!to_i32_py(t, compression_level, &level)) return Ref();
  if (!samples.read_py(t, "finalize_dict", 2, samples_bytes, samples_sizes, dict_size)) return Ref();
  ZDICT_params_t parameters{};
  parameters.compressionLevel = level;
  std::string_view custom = custom_dict_bytes.as<Bytes>()->view();
  return make_content(t, "finalize the Zstandard dictionary", samples.room, [&](u8* buffer) {
    return ZDICT_finalizeDictionary(buffer, static_cast<size_t>(samples.room), custom.data(), custom.size(),
                                    samples.bytes.data(), samples.sizes.data(), samples.sizes.count(), parameters);
  });
}

}  // namespace

Dictionary* dictionary_argument(Thread& t, Value v, Use* use) {
  if (is_instance(v, g_dictionary_type)) return dictionary_of(v);
  if (is_exact(v, TypeId::kTuple) && as_tuple(v)->length == 2 && is_instance((*as_tuple(v))[0], g_dictionary_type)) {
    Value number = (*as_tuple(v))[1];
    i64 n = -1;
    if (is_int(number) && !int_fits_i64(number, &n))
      return raise_overflow_error(t, "Python int too large to convert to C int");
    if (is_int(number) && n != static_cast<int>(n))
      return raise_overflow_error(t, "Python int too large to convert to C int");
    *use = static_cast<Use>(n);
    if (n >= 0 && n <= 2) return dictionary_of((*as_tuple(v))[0]);
  }
  return raise_type_error(t, "zstd_dict argument should be a ZstdDict object.");
}

bool add_dictionary_type(Thread& t, Value module) { return add_native_type(t, module, g_dictionary_type, kSpec); }

constexpr MethodDef kDictionaryFunctions[] = {
    {"train_dict", train_dict, "(samples_bytes, samples_sizes, dict_size, /)",
     "The content of a dictionary that is made from samples."},
    {"finalize_dict", finalize_dict,
     "(custom_dict_bytes, samples_bytes, samples_sizes, dict_size, compression_level, /)",
     "The content of a dictionary that is made from another content and from samples."},
    {}};

}  // namespace rt::zstd
