// The constants of _ssl: numbers, what OpenSSL can do, and its version.
#include <openssl/x509v3.h>

#include "runtime/library/os/posix.h"
#include "runtime/library/ssl/ssl_parts.h"

namespace rt::tls {

namespace {

constexpr posix::Constant kConstants[] = {
#define CONSTANT(name, value) {#name, static_cast<i64>(value)},
#include "runtime/library/ssl/constants.def"
#undef CONSTANT
    {nullptr, 0}};

struct Ability {
  const char* name;
  bool has;
};
constexpr Ability kAbilities[] = {
    {"HAS_SNI", true},       {"HAS_TLS_UNIQUE", true}, {"HAS_ECDH", true},    {"HAS_NPN", false},
    {"HAS_ALPN", true},      {"HAS_SSLv2", false},     {"HAS_SSLv3", false},  {"HAS_TLSv1", true},
    {"HAS_TLSv1_1", true},   {"HAS_TLSv1_2", true},    {"HAS_TLSv1_3", true}, {"HAS_PSK", true},
    {"HAS_PSK_TLS13", true}, {"HAS_PHA", true},
};

// Major, minor, fix, patch and status, as the number of the version has them.
Ref version_parts(Thread& t, unsigned long number) {
  Ref parts[] = {make_uint(t, number >> 28 & 0xff), make_uint(t, number >> 20 & 0xff),
                 make_uint(t, number >> 12 & 0xff), make_uint(t, number >> 4 & 0xff), make_uint(t, number & 0xf)};
  return make_tuple_stealing(t, parts, 5);
}

bool add_versions(Thread& t, Value module) {
  unsigned long number = OpenSSL_version_num();
  return module_add(t, module, "OPENSSL_VERSION_NUMBER", make_uint(t, number)) &&
         module_add(t, module, "OPENSSL_VERSION_INFO", version_parts(t, number)) &&
         module_add(t, module, "OPENSSL_VERSION", make_str_ascii(t, OpenSSL_version(OPENSSL_VERSION))) &&
         module_add(t, module, "_OPENSSL_API_VERSION", version_parts(t, OPENSSL_VERSION_NUMBER));
}

}  // namespace

bool add_constants(Thread& t, Value module) {
  for (const Ability& ability : kAbilities)
    if (!module_add(t, module, ability.name, bool_ref(ability.has))) return false;
  return posix::add_constants(t, module, kConstants) && add_versions(t, module) &&
         module_add(t, module, "_DEFAULT_CIPHERS", make_str_ascii(t, kDefaultCiphers));
}

}  // namespace rt::tls
