// Keys from passwords: PBKDF2 and scrypt. Both are slow by design, so the thread detaches.
#include <climits>

#include "runtime/library/hash/hash_module.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::hash {

namespace {

bool positive_py(Thread& t, Value v, const char* what, i64* out) {
  if (!index_i64_py(t, v, out, kOverflowErrorType)) return false;
  if (*out < 1) return raise_value_error(t, "%s must be greater than 0.", what);
  if (*out > INT_MAX) return raise_overflow_error(t, "Python int too large to convert to C int");
  return true;
}

bool fits_int(Thread& t, const Input& in, const char* what) {
  return in.size() <= INT_MAX || raise_overflow_error(t, what);
}

}  // namespace

Ref pbkdf2_hmac(Thread& t, Value hash_name, Value password, Value salt, Value iterations, Value dklen) {
  if (!is_str(hash_name))
    return raise_type_error(t, "pbkdf2_hmac() argument 'hash_name' must be str, not %A", hash_name);
  const EVP_MD* function = function_by_name(t, hash_name);
  if (!function) return Ref();
  Input secret(t, password, Input::Is::kKey);
  if (!secret || !fits_int(t, secret, "password is too long.")) return Ref();
  Input grain(t, salt, Input::Is::kKey);
  if (!grain || !fits_int(t, grain, "salt is too long.")) return Ref();
  i64 rounds, length = EVP_MD_get_size(function);
  if (!positive_py(t, iterations, "iteration value", &rounds)) return Ref();
  if (dklen != kNone && !positive_py(t, dklen, "key length", &length)) return Ref();
  Ref key = make_bytes_uninitialised(t, static_cast<u64>(length));
  if (!key) return Ref();
  u8* out = key.as<Bytes>()->data();  // no other thread knows the object, so a detached thread may write it
  bool ok;
  {
    gc::Detached detached(t);
    ok = PKCS5_PBKDF2_HMAC(reinterpret_cast<const char*>(secret.data()), static_cast<int>(secret.size()), grain.data(),
                           static_cast<int>(grain.size()), static_cast<int>(rounds), function, static_cast<int>(length),
                           out);
  }
  return ok ? std::move(key) : Ref(raise_openssl(t));
}

// password, salt, n, r, p, maxmem, dklen
Ref scrypt(Thread& t, const Value* args) {
  Input secret(t, args[0], Input::Is::kKey);
  if (!secret) return Ref();
  if (args[1] == kNone) return raise_type_error(t, "salt is required");
  Input grain(t, args[1], Input::Is::kKey);
  if (!grain) return Ref();
  static constexpr const char* kNames[] = {"n", "r", "p"};
  u64 cost[3];
  for (int i = 0; i < 3; ++i) {
    if (!is_int(args[2 + i])) return raise_type_error(t, "%s is required and must be an unsigned int", kNames[i]);
    if (library_minor() >= 15 && int_compare(args[2 + i], Value::small_int(0)) < 0)
      return raise_value_error(t, "Cannot convert negative int");
    if (!to_u64_py(t, args[2 + i], &cost[i])) return Ref();
  }
  if (cost[0] < 2 || (cost[0] & (cost[0] - 1))) return raise_value_error(t, "n must be a power of 2.");
  i64 memory, length;
  if (!index_i64_py(t, args[5], &memory, kOverflowErrorType) || !index_i64_py(t, args[6], &length, kOverflowErrorType))
    return Ref();
  if (memory < 0 || memory > INT_MAX)
    return raise_value_error(t, "maxmem must be positive and smaller than %d", INT_MAX);
  if (length < 1 || length > INT_MAX)
    return raise_value_error(t, "dklen must be greater than 0 and smaller than %d", INT_MAX);
  auto limit = static_cast<u64>(memory);
  if (!EVP_PBE_scrypt(nullptr, 0, nullptr, 0, cost[0], cost[1], cost[2], limit, nullptr,
                      0)) {  // a call without output only checks the parameters
    raise_openssl(t);
    clear_error(t);
    return raise_value_error(t, "Invalid parameter combination for n, r, p, maxmem.");
  }
  Ref key = make_bytes_uninitialised(t, static_cast<u64>(length));
  if (!key) return Ref();
  u8* out = key.as<Bytes>()->data();
  bool ok;
  {
    gc::Detached detached(t);
    ok = EVP_PBE_scrypt(reinterpret_cast<const char*>(secret.data()), secret.size(), grain.data(), grain.size(),
                        cost[0], cost[1], cost[2], limit, out, static_cast<size_t>(length));
  }
  return ok ? std::move(key) : Ref(raise_openssl(t));
}

}  // namespace rt::hash
