// _hashlib: the hash functions of OpenSSL. Message authentication is in hash_hmac.cpp, key derivation in
// hash_derive.cpp.
#include "runtime/library/hash/hash_module.h"

#include <algorithm>

#include "runtime/library/functional/operator.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace rt::hash {

namespace {

Type* g_hash_type;
Type* g_xof_type;

Type* type_for(const EVP_MD* function) {
  return EVP_MD_get_flags(function) & EVP_MD_FLAG_XOF ? g_xof_type : g_hash_type;
}

// ---- constructors

Ref new_hash(Thread& t, Value name, Value data, Value security, Value string) {
  if (!is_str(name)) return raise_type_error(t, "new() argument 'name' must be str, not %A", name);
  if ((security && truth_py(t, security) < 0) || !take_data_py(t, string, &data)) return Ref();
  const EVP_MD* function = function_by_name(t, name);
  return function ? make_digest(t, type_for(function), function, data) : Ref();
}

template <size_t N>
struct Name {
  consteval Name(const char (&text)[N]) { std::copy_n(text, N, chars); }
  char chars[N];
};
template <Name kName>
Ref new_named_py(Thread& t, Value data, Value security, Value string) {
  if ((security && truth_py(t, security) < 0) || !take_data_py(t, string, &data)) return Ref();
  Algorithm* algorithm = find_algorithm(kName.chars);
  const EVP_MD* function = function_of(*algorithm);
  if (!function) return raise(t, g_unsupported, "unsupported hash type %s", kName.chars);
  return make_digest(t, type_for(function), function, data);
}

Ref get_fips_mode(Thread&) { return Ref::immediate(Value::small_int(EVP_default_properties_is_fips_enabled(nullptr))); }

constexpr char kConstructor[] = "openssl_";

#define OPENSSL(name) \
  {"openssl_" #name, new_named_py<#name>, "(data=b'', *, usedforsecurity=True, string=None)", "A new " #name " hash, fed with the data if some is given."}
constexpr MethodDef kMethods[] = {
    {"new", new_hash, "(name, data=b'', *, usedforsecurity=True, string=None)",
     "A hash of the named algorithm, already fed with the data if some is given."},
    OPENSSL(md5),
    OPENSSL(sha1),
    OPENSSL(sha224),
    OPENSSL(sha256),
    OPENSSL(sha384),
    OPENSSL(sha512),
    OPENSSL(sha3_224),
    OPENSSL(sha3_256),
    OPENSSL(sha3_384),
    OPENSSL(sha3_512),
    OPENSSL(shake_128),
    OPENSSL(shake_256),
    {"compare_digest", rt::compare_digest, "(a, b, /)", "Return 'a == b', taking the same time wherever they differ."},
    {"get_fips_mode", get_fips_mode, "()", "Is OpenSSL in its FIPS mode?"},
    {"hmac_digest", hmac_digest, "(key, msg, digest)", "Single-shot HMAC."},
    {"hmac_new", hmac_new, "(key, msg=b'', digestmod=None)", "Return a new hmac object."},
    {"pbkdf2_hmac", pbkdf2_hmac, "(hash_name, password, salt, iterations, dklen=None)",
     "Derive a key from a password (PBKDF2 of RFC 8018, with HMAC)."},
    {"scrypt", scrypt, "(password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64)",
     "Derive a key from a password with scrypt."},
    {},
};
#undef OPENSSL

// ---- types and names

Ref hash_repr(Thread& t, Value self) {
  const EVP_MD* function = EVP_MD_CTX_get0_md(self.as<Digest>()->state->context);
  return format_message(t, "<%s %N object @ %p>", python_name(function), type_of(self),
                        static_cast<void*>(self.object()));
}
constexpr TypeSpec with_repr(TypeSpec spec, const char* doc) {
  spec.slots.repr = hash_repr;
  spec.doc = doc;
  return spec;
}
constexpr TypeSpec kHashSpec = with_repr(digest_type("_hashlib.HASH", false, kTypeDisallowNew | kTypeSubclassable),
                                         "HASH(name, string=b'')\n--\n\nA running checksum.");
constexpr TypeSpec kXofSpec =
    with_repr(digest_type("_hashlib.HASHXOF", true),
              "HASHXOF(name, string=b'')\n--\n\nA hash whose digest has any length that is asked for.");

constexpr TypeSpec kUnsupportedSpec = {
    .name = "_hashlib.UnsupportedDigestmodError", .base = TypeId::kValueError, .flags = kTypeSubclassable};

// lint: name: frozenset() of a list of strs is native
bool add_names(Thread& t, Value module) {
  Ref list = make_list(t);
  auto add = [](Thread& t2, const Algorithm& a, void* p) {
    return list_append(t2, static_cast<List*>(p), make_str_ascii(t2, a.name));
  };
  if (!list || !for_each_algorithm(add, t, as_list(list))) return false;
  Value names = list;
  return module_add(t, module, "openssl_md_meth_names", call_py(t, kFrozenSetType, names));
}

// The functions openssl_NAME, each with its NAME, as a read-only dict.
// lint: name: native functions have a native hash
bool add_constructors(Thread& t, Value module) {
  Ref names = make_dict(t);
  for (const MethodDef* m = kMethods; names && m->name; ++m) {
    std::string_view full = m->name, prefix = kConstructor;
    if (!full.starts_with(prefix)) continue;
    Ref function = dict_get_cstr(t, module.as<Module>()->dict, m->name), name = make_str(t, full.substr(prefix.size()));
    if (!function || !name || !dict_set_py(t, as_dict(names), function, name)) return false;
  }
  Ref view = names ? call_py(t, kMappingProxyType, names) : Ref();
  return view && module_add(t, module, "_constructors", std::move(view));
}

bool init(Thread& t, Value module) {
  return add_native_type(t, module, g_unsupported, kUnsupportedSpec) &&
         add_native_type(t, module, g_hash_type, kHashSpec) &&
         add_native_type(t, module, g_xof_type, kXofSpec, g_hash_type) && add_hmac_type(t, module) &&
         add_names(t, module) && add_constructors(t, module) &&
         module_add(t, module, "_GIL_MINSIZE", Ref::immediate(Value::small_int(kDetachFrom)));
}

}  // namespace

const EVP_MD* digest_argument_py(Thread& t, Value v) {
  if (is_str(v)) return function_by_name(t, v);
  if (is_exact(v, TypeId::kBuiltin)) {
    std::string_view name = v.as<Builtin>()->def->name;
    if (name.starts_with(kConstructor)) {
      Algorithm* algorithm = find_algorithm(name.substr(sizeof kConstructor - 1));
      if (const EVP_MD* function = algorithm ? function_of(*algorithm) : nullptr) return function;
    }
  }
  return raise(t, g_unsupported, "Unsupported digestmod %S", v);
}

}  // namespace rt::hash

namespace rt {

extern const ModuleDef kUnderHashlibModule = {
    .name = "_hashlib", .doc = "OpenSSL interface for hashlib module", .methods = hash::kMethods, .init = hash::init};

}  // namespace rt
