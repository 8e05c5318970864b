// The parts of _hashlib, and of _hmac. Empty, null or false: an error is pending.
#pragma once

#include "runtime/library/hash/hash_digest.h"

namespace rt::hash {

// The digest argument of hmac and pbkdf2: a name, or a constructor of this module. Null: an error is pending.
const EVP_MD* digest_argument_py(Thread& t, Value v);

// ---- hash_hmac.cpp

// The type of keyed digests of a module.
extern const MethodDef kHmacMethods[];
extern const GetSetDef kHmacGetSet[];
Ref hmac_repr(Thread& t, Value self);
void dispose_hmac(gc::Thread& thread, Object* object);
struct Hmac : Object {
  struct MacState* state;  // never changes
};
constexpr TypeSpec hmac_type(const char* name) {
  TypeSpec spec;
  spec.name = name;
  spec.size = sizeof(Hmac);
  spec.flags = kTypeDisallowNew;
  spec.doc = "A keyed checksum (HMAC) that is being computed.";
  spec.lifetime = {nullptr, nullptr, nullptr, dispose_hmac};
  spec.slots.repr = hmac_repr;
  spec.methods = kHmacMethods;
  spec.getset = kHmacGetSet;
  return spec;
}
// A new object of such a type that has taken in the message, which may be empty or None.
Ref make_hmac_py(Thread& t, Type* type, const EVP_MD* function, Value key, Value message);
// The digest of the message, as bytes.
Ref compute_hmac_py(Thread& t, const EVP_MD* function, Value key, Value message);
// hmac_new() and hmac_digest()
Ref hmac_new(Thread& t, Value key, Value message, Value digest);
Ref hmac_digest(Thread& t, Value key, Value message, Value digest);
bool add_hmac_type(Thread& t, Value module);

// ---- hash_derive.cpp
Ref pbkdf2_hmac(Thread& t, Value hash_name, Value password, Value salt, Value iterations, Value dklen);
Ref scrypt(Thread& t, const Value* args);

}  // namespace rt::hash
