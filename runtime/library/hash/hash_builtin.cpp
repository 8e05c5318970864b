// _md5, _sha1, _sha256, _sha512, _sha2 and _sha3: modules of single hash functions with types of their own, over the
// same digests as _hashlib. The library's version decides which of the modules it imports.
#include <algorithm>

#include "runtime/library/hash/hash_digest.h"
#include "runtime/object/native_modules.h"

namespace rt::hash {

namespace {

// A hash function that a module offers: the function's name and the type's.
struct Offer {
  const char* name;
  TypeSpec spec;
  Type* type = nullptr;  // made with the module, never changes
};

Offer g_md5{"md5", digest_type("_md5.md5", false)};
Offer g_sha1{"sha1", digest_type("_sha1.sha1", false)};
Offer g_sha224{"sha224", digest_type("_sha2.SHA224Type", false)};
Offer g_sha256{"sha256", digest_type("_sha2.SHA256Type", false)};
Offer g_sha384{"sha384", digest_type("_sha2.SHA384Type", false)};
Offer g_sha512{"sha512", digest_type("_sha2.SHA512Type", false)};

template <Offer& kOffer>
Ref construct(Thread& t, Value data, Value security, Value string) {
  if ((security && truth_py(t, security) < 0) || !take_data_py(t, string, &data)) return Ref();
  const EVP_MD* function = function_of(*find_algorithm(kOffer.name));
  if (!function) return raise_value_error(t, "unsupported hash type %s", kOffer.name);
  return make_digest(t, kOffer.type, function, data);
}

// From so many bytes on, hashing lets other threads run.
bool add_detach_size(Thread& t, Value module) {
  return library_minor() < 14 || module_add(t, module, "_GIL_MINSIZE", Ref::immediate(Value::small_int(kDetachFrom)));
}

template <Offer&... kOffers>
bool init(Thread& t, Value module) {
  return (add_native_type(t, module, kOffers.type, kOffers.spec) && ...) && add_detach_size(t, module);
}
// If the function and its type have the same name, scripts see the function.
template <Offer& kOffer>
bool init_hidden(Thread& t, Value module) {
  if (!kOffer.type) kOffer.type = make_native_type(t, kOffer.spec);
  return add_detach_size(t, module);
}

#define HASH(name) \
  {#name, construct<g_##name>, "(data=b'', *, usedforsecurity=True, string=None)", "A new " #name " hash, fed with the data if some is given."}
constexpr MethodDef kMd5Methods[] = {HASH(md5), {}};
constexpr MethodDef kSha1Methods[] = {HASH(sha1), {}};
constexpr MethodDef kSha256Methods[] = {HASH(sha224), HASH(sha256), {}};
constexpr MethodDef kSha512Methods[] = {HASH(sha384), HASH(sha512), {}};
constexpr MethodDef kSha2Methods[] = {HASH(sha224), HASH(sha256), HASH(sha384), HASH(sha512), {}};
#undef HASH

// ---- _sha3: scripts call the types themselves

template <Offer& kOffer>
Ref create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(data=b'', *, usedforsecurity=True, string=None)");
  Value bound[3];
  if (!bind_arguments(t, kOffer.name, kSignature, args, bound)) return Ref();
  if ((bound[1] && truth_py(t, bound[1]) < 0) || !take_data_py(t, bound[2], &bound[0])) return Ref();
  const EVP_MD* function = function_of(*find_algorithm(kOffer.name));
  if (!function) return raise_value_error(t, "unsupported hash type %s", kOffer.name);
  return make_digest(t, type, function, bound[0]);
}

template <Offer& kOffer>
constexpr TypeSpec callable(const char* name, bool extendable) {
  TypeSpec spec = digest_type(name, extendable, 0);
  spec.doc = extendable ? "A hash whose digest has any length that is asked for." : "A running checksum.";
  spec.slots.create = create<kOffer>;
  spec.getset = kSha3GetSet;
  return spec;
}
#define SHA3(name, extendable) \
  extern Offer g_##name;       \
  Offer g_##name{#name, callable<g_##name>("_sha3." #name, extendable)};
SHA3(sha3_224, false)
SHA3(sha3_256, false)
SHA3(sha3_384, false)
SHA3(sha3_512, false)
SHA3(shake_128, true)
SHA3(shake_256, true)
#undef SHA3

}  // namespace
}  // namespace rt::hash

namespace rt {

using namespace hash;

extern const ModuleDef kUnderMd5Module, kUnderSha1Module, kUnderSha256Module, kUnderSha512Module, kUnderSha2Module,
    kUnderSha3Module;
const ModuleDef kUnderMd5Module = {"_md5", "The hash function MD5.", kMd5Methods, init_hidden<g_md5>};
const ModuleDef kUnderSha1Module = {"_sha1", "The hash function SHA-1.", kSha1Methods, init_hidden<g_sha1>};
const ModuleDef kUnderSha256Module = {"_sha256", "The hash functions SHA-224 and SHA-256.", kSha256Methods,
                                      init<g_sha224, g_sha256>};
const ModuleDef kUnderSha512Module = {"_sha512", "The hash functions SHA-384 and SHA-512.", kSha512Methods,
                                      init<g_sha384, g_sha512>};
const ModuleDef kUnderSha2Module = {"_sha2", "The hash functions of the SHA-2 family.", kSha2Methods,
                                    init<g_sha224, g_sha256, g_sha384, g_sha512>};
const ModuleDef kUnderSha3Module = {"_sha3", "The hash functions SHA-3 and SHAKE.", nullptr,
                                    init<g_sha3_224, g_sha3_256, g_sha3_384, g_sha3_512, g_shake_128, g_shake_256>};

}  // namespace rt
