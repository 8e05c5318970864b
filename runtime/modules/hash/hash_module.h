// The parts of _hashlib. Empty, null or false: an error is pending.
#pragma once

#include "runtime/modules/hash/hash_digest.h"

namespace rt::hash {

// The digest argument of hmac and pbkdf2: a name, or a constructor of this module. Null: an error is pending.
const EVP_MD* digest_argument_py(Thread& t, Value v);

// hash_hmac.cpp: hmac_new and hmac_digest
Ref hmac_new(Thread& t, Value key, Value message, Value digest);
Ref hmac_digest(Thread& t, Value key, Value message, Value digest);
bool add_hmac_type(Thread& t, Value module);

// hash_derive.cpp
Ref pbkdf2_hmac(Thread& t, Value hash_name, Value password, Value salt, Value iterations, Value dklen);
Ref scrypt(Thread& t, const Value* args);

}  // namespace rt::hash
