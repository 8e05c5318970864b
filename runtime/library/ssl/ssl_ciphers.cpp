// The ciphers, groups and signature algorithms of a context.
#include <openssl/objects.h>

#include <cstdlib>
#include <cstring>
#include <memory>

#include "runtime/library/ssl/ssl_context.h"

namespace rt::tls {

namespace {

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};
using OwnedSsl = std::unique_ptr<SSL, FreeSsl>;

// A connection that serves only to ask OpenSSL. The context's lock is held. Null: an error is pending.
OwnedSsl make_probe(Thread& t, Context* c) {
  ERR_clear_error();
  OwnedSsl ssl(SSL_new(c->ctx));
  if (!ssl || (c->ciphers && !SSL_set_cipher_list(ssl.get(), c->ciphers))) {
    raise_last(t);
    return nullptr;
  }
  return ssl;
}

// Connections use the list of their context for as long as they live. So the list stays once there are any, and new
// connections get another one of their own. The lock is held. False: an error is pending.
bool change_ciphers(Thread& t, Context* c, const char* list) {
  constexpr char kNone[] = "No cipher can be selected.";
  ERR_clear_error();
  if (!c->in_use) return SSL_CTX_set_cipher_list(c->ctx, list) || raise_plain(t, kNone);
  OwnedSsl probe = make_probe(t, c);
  if (!probe) return false;
  if (!SSL_set_cipher_list(probe.get(), list)) return raise_plain(t, kNone);
  char* copy = strdup(list);
  if (!copy) return raise_memory_error(t);
  std::free(std::exchange(c->ciphers, copy));
  return true;
}

// ---- a cipher as a dict

Ref long_name_or_none(Thread& t, int nid) { return text_or_none(t, nid == NID_undef ? nullptr : OBJ_nid2ln(nid)); }

Ref description_of(Thread& t, const SSL_CIPHER* cipher) {
  char text[512];
  if (!SSL_CIPHER_description(cipher, text, sizeof text)) return none();
  size_t size = std::strlen(text);
  if (size > 0 && text[size - 1] == '\n') --size;
  return decode_utf8(t, text, size);
}

Ref describe(Thread& t, const SSL_CIPHER* cipher) {
  int all_bits, bits = SSL_CIPHER_get_bits(cipher, &all_bits);
  struct {
    const char* key;
    Ref value;
  } entries[] = {{"id", make_uint(t, SSL_CIPHER_get_id(cipher))},
                 {"name", text_or_none(t, SSL_CIPHER_get_name(cipher))},
                 {"protocol", text_or_none(t, SSL_CIPHER_get_version(cipher))},
                 {"description", description_of(t, cipher)},
                 {"strength_bits", make_int(t, bits)},
                 {"alg_bits", make_int(t, all_bits)},
                 {"aead", bool_ref(SSL_CIPHER_is_aead(cipher))},
                 {"symmetric", long_name_or_none(t, SSL_CIPHER_get_cipher_nid(cipher))},
                 {"digest", long_name_or_none(t, SSL_CIPHER_get_digest_nid(cipher))},
                 {"kea", long_name_or_none(t, SSL_CIPHER_get_kx_nid(cipher))},
                 {"auth", long_name_or_none(t, SSL_CIPHER_get_auth_nid(cipher))}};
  Ref dict = make_dict(t);
  for (auto& entry : entries)
    if (!dict || !entry.value || !dict_set_cstr(t, as_dict(dict), entry.key, std::move(entry.value))) return Ref();
  return dict;
}

// ---- settings that are a text

// Gives the text to OpenSSL. `function` is for messages.
template <class F>
Ref set_text(Thread& t, Value self, Value list, const char* function, F&& set) {
  if (!check_str(t, function, nullptr, list)) return Ref();
  CText text(t, list);
  if (!text.ok()) return Ref();
  Context* c = as_context(self);
  Held<Context> held(t, c);
  return held && set(c, text.c_str()) ? none() : Ref();
}

// What a call that has set an error in OpenSSL's queue has to say.
bool check(Thread& t, bool ok) { return ok || raise_last(t); }

}  // namespace

Ref context::set_ciphers(Thread& t, Value self, Value list) {
  return set_text(t, self, list, "set_ciphers",
                  [&](Context* c, const char* text) { return change_ciphers(t, c, text); });
}

// Those of TLS 1.3, of which a connection has a copy.
Ref context::set_ciphersuites(Thread& t, Value self, Value list) {
  return set_text(t, self, list, "set_ciphersuites", [&](Context* c, const char* text) {
    return SSL_CTX_set_ciphersuites(c->ctx, text) || raise_text(t, "No cipher suite can be selected.");
  });
}

Ref context::get_ciphers(Thread& t, Value self) {
  Context* c = as_context(self);
  Held<Context> held(t, c);
  if (!held) return Ref();
  OwnedSsl probe = make_probe(t, c);
  if (!probe) return Ref();
  STACK_OF(SSL_CIPHER)* ciphers = SSL_get_ciphers(probe.get());
  Ref list = make_list(t);
  for (int i = 0; list && ciphers && i < sk_SSL_CIPHER_num(ciphers); ++i) {
    Ref item = describe(t, sk_SSL_CIPHER_value(ciphers, i));
    if (!item || !list_append(t, as_list(list), std::move(item))) return Ref();
  }
  return list;
}

Ref context::set_ecdh_curve(Thread& t, Value self, Value name) {
  Ref bytes = fs_encode_py(t, name);
  if (!bytes) return Ref();
  int nid = OBJ_sn2nid(c_str(bytes));
  if (nid == NID_undef) return raise_value_error(t, "unknown elliptic curve name %R", name);
  Context* c = as_context(self);
  Held<Context> held(t, c);
  if (!held) return Ref();
  ERR_clear_error();
  return check(t, SSL_CTX_set1_groups(c->ctx, &nid, 1)) ? none() : Ref();
}

// OpenSSL does not always say what is wrong with a list.
Ref context::set_groups(Thread& t, Value self, Value list) {
  return set_text(t, self, list, "set_groups", [&](Context* c, const char* text) {
    return SSL_CTX_set1_groups_list(c->ctx, text) || raise_text(t, "unrecognized group");
  });
}

Ref context::get_groups(Thread& t, Value, Value) {
  return raise(t, kNotImplementedErrorType, "Getting implemented groups requires OpenSSL 3.5 or later.");
}

Ref context::set_client_sigalgs(Thread& t, Value self, Value list) {
  return set_text(t, self, list, "set_client_sigalgs", [&](Context* c, const char* text) {
    return SSL_CTX_set1_client_sigalgs_list(c->ctx, text) || raise_text(t, "unrecognized signature algorithm");
  });
}

Ref context::set_server_sigalgs(Thread& t, Value self, Value list) {
  return set_text(t, self, list, "set_server_sigalgs", [&](Context* c, const char* text) {
    return SSL_CTX_set1_sigalgs_list(c->ctx, text) || raise_text(t, "unrecognized signature algorithm");
  });
}

}  // namespace rt::tls
