// Digest objects over OpenSSL's EVP interface: the type behind _hashlib.HASH and the types of _md5, _sha2, _sha3 and
// their kin.
#pragma once

#include <openssl/evp.h>

#include "runtime/library/hash/hash_parts.h"

namespace rt::hash {

// A hash function under Python's name and OpenSSL's.
struct Algorithm {
  const char* name;
  const char* openssl_name;
  gc::Atomic<const EVP_MD*> function{nullptr};  // fetched on first use, then kept for the life of the process
};

// The function with this name of Python's. Null, without error: there is none.
Algorithm* find_algorithm(std::string_view name);
// Python's name of OpenSSL's function.
const char* python_name(const EVP_MD* function);
// OpenSSL's function, fetched at the first call. Null, without error: OpenSSL lacks it.
const EVP_MD* function_of(Algorithm& algorithm);
// The function with this name of Python's or OpenSSL's. Null: _hashlib.UnsupportedDigestmodError is pending.
const EVP_MD* function_by_name(Thread& t, Value name);
// Calls f for each function of the table that OpenSSL has, until f returns false.
bool for_each_algorithm(bool (*f)(Thread&, const Algorithm&, void*), Thread& t, void* argument);

// Outside of the heap, because a detached thread uses it and must not touch the heap.
struct DigestState {
  gc::Mutex mutex;
  EVP_MD_CTX* context;  // under the mutex
};
struct Digest : Object {
  DigestState* state;  // never changes
};

// A new object of a digest type that has taken in `data` (may be empty). Empty: an error is pending.
Ref make_digest(Thread& t, Type* type, const EVP_MD* function, Value data);
// Raises ValueError with OpenSSL's reason for its last failure in this thread.
Error raise_openssl(Thread& t);

extern const MethodDef kDigestMethods[];     // digests of fixed length
extern const MethodDef kXofDigestMethods[];  // digest(length)
extern const GetSetDef kDigestGetSet[];
extern const GetSetDef kSha3GetSet[];  // SHA-3 and SHAKE, with the numbers of their sponge (FIPS 202)
void dispose_digest(gc::Thread& thread, Object* object);
// The repr of a digest.
Ref digest_repr(Thread& t, Value self);
constexpr TypeSpec digest_type(const char* name, bool extendable, u32 flags = kTypeDisallowNew) {
  TypeSpec spec;
  spec.name = name;
  spec.size = sizeof(Digest);
  spec.flags = flags;
  spec.lifetime = {nullptr, nullptr, nullptr, dispose_digest};
  spec.slots.repr = digest_repr;
  spec.methods = extendable ? kXofDigestMethods : kDigestMethods;
  spec.getset = kDigestGetSet;
  return spec;
}

// _hashlib.UnsupportedDigestmodError, or ValueError before that module is there.
extern Type* g_unsupported;

}  // namespace rt::hash
