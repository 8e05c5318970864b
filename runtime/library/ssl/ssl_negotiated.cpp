// What the two ends of a connection have agreed on.
#include <openssl/objects.h>

#include <cstring>

#include "runtime/library/ssl/ssl_connection.h"

namespace rt::tls {

namespace {

// Name, protocol and number of secret bits; parts that are unknown are None.
Ref describe(Thread& t, const SSL_CIPHER* cipher) {
  Ref name = text_or_none(t, SSL_CIPHER_get_name(cipher));
  Ref version = text_or_none(t, SSL_CIPHER_get_version(cipher));
  if (!name || !version) return Ref();
  return make_tuple(t, name, version, Value::small_int(SSL_CIPHER_get_bits(cipher, nullptr)));
}

Ref raise_unknown(Thread& t, const char* what, const char* version) {
  return raise(t, kNotImplementedErrorType, "Getting the selected %s requires OpenSSL %s or later.", what, version);
}

}  // namespace

Ref connection::cipher(Thread& t, Value self) {
  Connection* c = as_connection(self);
  Held<Connection> held(t, c);
  if (!held) return Ref();
  const SSL_CIPHER* cipher = SSL_get_current_cipher(c->ssl);
  return cipher ? describe(t, cipher) : none();
}

// The ciphers that a server and its client have both offered; None for a client, and before the handshake.
Ref connection::shared_ciphers(Thread& t, Value self) {
  Connection* c = as_connection(self);
  Held<Connection> held(t, c);
  if (!held) return Ref();
  STACK_OF(SSL_CIPHER)* own = SSL_get_ciphers(c->ssl);
  STACK_OF(SSL_CIPHER)* offered = SSL_get_client_ciphers(c->ssl);
  if (!own || !offered) return none();
  Ref list = make_list(t);
  for (int i = 0; list && i < sk_SSL_CIPHER_num(own); ++i) {
    const SSL_CIPHER* cipher = sk_SSL_CIPHER_value(own, i);
    bool shared = false;
    for (int k = 0; k < sk_SSL_CIPHER_num(offered) && !shared; ++k) shared = sk_SSL_CIPHER_value(offered, k) == cipher;
    if (!shared) continue;
    Ref item = describe(t, cipher);
    if (!item || !list_append(t, as_list(list), std::move(item))) return Ref();
  }
  return list;
}

Ref connection::version(Thread& t, Value self) {
  Connection* c = as_connection(self);
  Held<Connection> held(t, c);
  if (!held) return Ref();
  const char* version = SSL_is_init_finished(c->ssl) ? SSL_get_version(c->ssl) : nullptr;
  return text_or_none(t, version && std::strcmp(version, "unknown") != 0 ? version : nullptr);
}

Ref connection::compression(Thread& t, Value self) {
  Connection* c = as_connection(self);
  Held<Connection> held(t, c);
  if (!held) return Ref();
  const COMP_METHOD* method = SSL_get_current_compression(c->ssl);
  int type = method ? COMP_get_type(method) : NID_undef;
  return text_or_none(t, type == NID_undef ? nullptr : OBJ_nid2sn(type));
}

Ref connection::selected_alpn_protocol(Thread& t, Value self) {
  Connection* c = as_connection(self);
  Held<Connection> held(t, c);
  if (!held) return Ref();
  const u8* data;
  unsigned size;
  SSL_get0_alpn_selected(c->ssl, &data, &size);
  return data ? decode_utf8(t, reinterpret_cast<const char*>(data), size) : none();
}

Ref connection::group(Thread& t, Value) { return raise_unknown(t, "group", "3.2"); }
Ref connection::client_sigalg(Thread& t, Value) { return raise_unknown(t, "client signature algorithm", "3.5"); }
Ref connection::server_sigalg(Thread& t, Value) { return raise_unknown(t, "server signature algorithm", "3.5"); }

// The BIOs of this module keep the kernel out.
Ref connection::uses_ktls(Thread&, Value) { return bool_ref(false); }

Ref connection::pending(Thread& t, Value self) {
  Connection* c = as_connection(self);
  Held<Connection> held(t, c);
  return held ? make_int(t, SSL_pending(c->ssl)) : Ref();
}

// The first message that ends a handshake: the client's, unless a session is resumed.
Ref connection::get_channel_binding(Thread& t, Value self, Value kind) {
  if (kind && !check_str(t, "get_channel_binding", "cb_type", kind)) return Ref();
  if (kind) {
    CText text(t, kind);
    if (!text.ok()) return Ref();
    if (!str_equal_ascii(kind, "tls-unique"))
      return raise_value_error(t, "'%s' channel binding type not implemented", text.c_str());
  }
  Connection* c = as_connection(self);
  Held<Connection> held(t, c);
  if (!held) return Ref();
  char data[EVP_MAX_MD_SIZE];
  bool own = bool(SSL_session_reused(c->ssl)) == c->is_server;
  size_t size = own ? SSL_get_finished(c->ssl, data, sizeof data) : SSL_get_peer_finished(c->ssl, data, sizeof data);
  return size == 0 ? none() : make_bytes(t, {data, std::min(size, sizeof data)});
}

}  // namespace rt::tls
