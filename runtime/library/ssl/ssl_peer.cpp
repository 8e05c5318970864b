// The certificates of the other end of a connection.
#include <memory>

#include "runtime/library/ssl/ssl_connection.h"

namespace rt::tls {

namespace {

struct FreeCertificate {
  void operator()(X509* x509) const { X509_free(x509); }
};
using OwnedCertificate = std::unique_ptr<X509, FreeCertificate>;

// What an OpenSSL call without data has to say.
Ref finish_call(Thread& t, bool ok) { return ok ? none() : Ref(raise_last(t)); }

}  // namespace

Ref connection::getpeercert(Thread& t, Value self, Value binary) {
  int wants_bytes = truth_py(t, binary);
  if (wants_bytes < 0) return Ref();
  Connection* c = as_connection(self);
  OwnedCertificate certificate;
  bool verified;
  {
    Held<Connection> held(t, c);
    if (!held) return Ref();
    if (!SSL_is_init_finished(c->ssl)) return raise_value_error(t, "handshake not done yet");
    certificate.reset(SSL_get1_peer_certificate(c->ssl));
    verified = SSL_CTX_get_verify_mode(SSL_get_SSL_CTX(c->ssl)) & SSL_VERIFY_PEER;
  }
  if (!certificate) return none();
  if (wants_bytes) return certificate_bytes(t, certificate.get());
  return verified ? decode_certificate_py(t, certificate.get()) : make_dict(t);
}

Ref connection::get_verified_chain(Thread& t, Value self) {
  Connection* c = as_connection(self);
  Held<Connection> held(t, c);
  if (!held) return Ref();
  STACK_OF(X509)* chain = SSL_get0_verified_chain(c->ssl);
  return chain ? make_certificate_list(t, chain) : none();
}

// OpenSSL's chain of a client has the client's own certificate only at the client's end.
Ref connection::get_unverified_chain(Thread& t, Value self) {
  Connection* c = as_connection(self);
  Held<Connection> held(t, c);
  if (!held) return Ref();
  STACK_OF(X509)* chain = SSL_get_peer_cert_chain(c->ssl);
  if (!chain) return none();
  Ref list = make_certificate_list(t, chain);
  if (!list || !c->is_server) return list;
  X509* own = SSL_get0_peer_certificate(c->ssl);
  Ref first = own ? make_certificate(t, own) : none();
  if (!first) return Ref();
  Value item = first;
  return list_assign_range(t, as_list(list), 0, 0, &item, 1) ? std::move(list) : Ref();
}

Ref connection::verify_client_post_handshake(Thread& t, Value self) {
  Connection* c = as_connection(self);
  Held<Connection> held(t, c);
  if (!held) return Ref();
  ERR_clear_error();
  return finish_call(t, SSL_verify_client_post_handshake(c->ssl) != 0);
}

}  // namespace rt::tls
