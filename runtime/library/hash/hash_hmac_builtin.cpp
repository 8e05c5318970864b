// _hmac: keyed digests by the names of hash functions alone (library 3.14 and later).
#include <algorithm>

#include "runtime/library/hash/hash_module.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/types/numbers/int.h"

namespace rt::hash {

namespace {

Type* g_builtin_hmac_type;
Type* g_unknown_hash;

// FUNCTION(name in compute_...(), name of hashlib, other names)
#define TINYPY_HMAC_FUNCTIONS(FUNCTION)          \
  FUNCTION(md5, "md5", "MD5")                    \
  FUNCTION(sha1, "sha1", "SHA1")                 \
  FUNCTION(sha224, "sha224", "SHA224")           \
  FUNCTION(sha256, "sha256", "SHA256")           \
  FUNCTION(sha384, "sha384", "SHA384")           \
  FUNCTION(sha512, "sha512", "SHA512")           \
  FUNCTION(sha3_224, "sha3_224", "SHA3_224")     \
  FUNCTION(sha3_256, "sha3_256", "SHA3_256")     \
  FUNCTION(sha3_384, "sha3_384", "SHA3_384")     \
  FUNCTION(sha3_512, "sha3_512", "SHA3_512")     \
  FUNCTION(blake2s_32, "blake2s", "BLAKE2s")     \
  FUNCTION(blake2b_32, "blake2b", "BLAKE2b")

struct Names {
  const char *suffix, *name, *other;
};
constexpr Names kNames[] = {
#define FUNCTION(suffix, name, other) {#suffix, name, other},
    TINYPY_HMAC_FUNCTIONS(FUNCTION)
#undef FUNCTION
};

const EVP_MD* function_named(Thread& t, const char* name) {
  Algorithm* algorithm = find_algorithm(name);
  const EVP_MD* function = algorithm ? function_of(*algorithm) : nullptr;
  return function ? function : raise(t, g_unknown_hash, "unsupported hash type: '%s'", name);
}

const EVP_MD* function_argument(Thread& t, Value v) {
  auto has_name = [v](const Names& names) {
    return str_equal_ascii(v, names.name) || str_equal_ascii(v, names.suffix) || str_equal_ascii(v, names.other);
  };
  const Names* found = is_str(v) ? std::find_if(std::begin(kNames), std::end(kNames), has_name) : std::end(kNames);
  if (found == std::end(kNames)) return raise(t, g_unknown_hash, "unsupported hash type: %R", v);
  return function_named(t, found->name);
}

Ref builtin_new(Thread& t, Value key, Value message, Value digest) {
  if (!digest) return raise_type_error(t, "new() missing 1 required argument 'digestmod'");
  const EVP_MD* function = function_argument(t, digest);
  return function ? make_hmac_py(t, g_builtin_hmac_type, function, key, message) : Ref();
}

// A message must be given here, unlike in new().
Ref compute_py(Thread& t, const EVP_MD* function, Value key, Value message) {
  if (!function) return Ref();
  if (message == kNone) return raise_type_error(t, "object supporting the buffer API required");
  return compute_hmac_py(t, function, key, message);
}

Ref compute_digest(Thread& t, Value key, Value message, Value digest) {
  return compute_py(t, function_argument(t, digest), key, message);
}

#define FUNCTION(suffix, name, other)                                   \
  Ref compute_##suffix(Thread& t, Value key, Value message) {           \
    return compute_py(t, function_named(t, name), key, message);        \
  }
TINYPY_HMAC_FUNCTIONS(FUNCTION)
#undef FUNCTION

constexpr MethodDef kFunctions[] = {
    {"new", builtin_new, "(key, msg=None, digestmod=<unrepresentable>)",
     "A keyed checksum by the named hash function."},
    {"compute_digest", compute_digest, "(key, msg, digest)", "The code of a whole message, as bytes."},
#define FUNCTION(suffix, name, other)                          \
  {"compute_" #suffix, compute_##suffix, "(key, msg, /)",      \
   "The code of a whole message by HMAC-" other ", as bytes."},
    TINYPY_HMAC_FUNCTIONS(FUNCTION)
#undef FUNCTION
        {},
};

constexpr TypeSpec kErrorSpec = {
    .name = "_hmac.UnknownHashError", .base = TypeId::kValueError, .flags = kTypeSubclassable};

bool init(Thread& t, Value module) {
  static constexpr TypeSpec kSpec = hmac_type("_hmac.HMAC");
  return add_native_type(t, module, g_unknown_hash, kErrorSpec) &&
         add_native_type(t, module, g_builtin_hmac_type, kSpec) &&
         module_add(t, module, "_GIL_MINSIZE", Ref::immediate(Value::small_int(kDetachFrom)));
}

}  // namespace

}  // namespace rt::hash

namespace rt {

extern const ModuleDef kUnderHmacModule = {
    .name = "_hmac", .doc = "Keyed checksums.", .methods = hash::kFunctions, .init = hash::init};

}  // namespace rt
