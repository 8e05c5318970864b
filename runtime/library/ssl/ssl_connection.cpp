// Connections: how they are made, and their end.
#include <openssl/x509v3.h>

#include <cstring>

#include "runtime/library/ssl/ssl_connection.h"
#include "runtime/object/deletion.h"
#include "runtime/types/classes/weakref.h"

namespace rt::tls {

Type* g_connection_type;

namespace {

// ---- the name of the peer

// False: an error is pending.
bool check_hostname_py(Thread& t, Value hostname) {
  if (!is_str(hostname)) return raise_type_error(t, "argument must be str, not %A", hostname);
  const Str* name = as_str(hostname);
  if (!name->ascii) return bool(str_encode_py(t, hostname, "ascii", "strict"));  // fails
  std::string_view text = name->ascii_view();
  if (text.find('\0') != text.npos)
    return raise_type_error(t, "argument must be encoded string without null bytes, not str");
  return (!text.empty() && text[0] != '.') ||
         raise_value_error(t, "server_hostname cannot be an empty string or start with a leading dot.");
}

// Tells OpenSSL which name the client asks for, and which name the certificate must have.
bool set_hostname(Thread& t, SSL* ssl, Value hostname, bool check) {
  CText text(t, hostname);
  if (!text.ok()) return false;
  ASN1_OCTET_STRING* address = a2i_IPADDRESS(text.c_str());
  ERR_clear_error();  // a name is no address, and that is no error
  X509_VERIFY_PARAM* parameters = SSL_get0_param(ssl);
  bool ok = address || SSL_set_tlsext_host_name(ssl, text.c_str());
  if (ok && check) {
    ok = address ? X509_VERIFY_PARAM_set1_ip(parameters, ASN1_STRING_get0_data(address),
                                             static_cast<size_t>(ASN1_STRING_length(address)))
                 : X509_VERIFY_PARAM_set1_host(parameters, text.c_str(), text.view().size());
  }
  ASN1_OCTET_STRING_free(address);
  return ok || raise_last(t);
}

// ---- parts of a new connection

bool check_side(Thread& t, int protocol, bool is_server) {
  if (is_server && protocol == kProtocolClient)
    return raise_text(t, "Cannot create a server socket with a PROTOCOL_TLS_CLIENT context");
  if (!is_server && protocol == kProtocolServer)
    return raise_text(t, "Cannot create a client socket with a PROTOCOL_TLS_SERVER context");
  return true;
}

bool set_transport(Thread& t, Connection* c, const ConnectionArguments& a) {
  if (a.socket) {
    BIO* bio = make_socket_bio(&c->link);
    if (!bio) return raise_memory_error(t);
    SSL_set_bio(c->ssl, bio, bio);
    Ref weak = make_weakref(t, a.socket);
    if (!weak) return false;
    init_field(c->socket, std::move(weak));
    return true;
  }
  BIO* in = make_memory_bio(a.incoming.as<MemoryBioObject>()->buffer);
  BIO* out = in ? make_memory_bio(a.outgoing.as<MemoryBioObject>()->buffer) : nullptr;
  if (!out) {
    BIO_free(in);
    return raise_memory_error(t);
  }
  SSL_set_bio(c->ssl, in, out);
  return true;
}

// A server asks for the client's certificate after the handshake only if it would ask at all.
void allow_late_certificates(SSL* ssl, bool is_server) {
  if (!is_server) {
    SSL_set_post_handshake_auth(ssl, 1);
    return;
  }
  int mode = SSL_get_verify_mode(ssl);
  if (mode & SSL_VERIFY_PEER) SSL_set_verify(ssl, mode | SSL_VERIFY_POST_HANDSHAKE, SSL_get_verify_callback(ssl));
}

// Makes the SSL. The context's lock is held, `c` is private.
bool make_ssl(Thread& t, Connection* c, Context* context) {
  ERR_clear_error();
  c->ssl = SSL_new(context->ctx);
  if (!c->ssl) return raise_last(t);
  context->in_use = true;
  SSL_set_app_data(c->ssl, c);
  X509_VERIFY_PARAM_set_hostflags(SSL_get0_param(c->ssl), context->host_flags);
  SSL_set_mode(c->ssl, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_AUTO_RETRY);
  if (context->post_handshake_auth) allow_late_certificates(c->ssl, c->is_server);
  return !context->ciphers || SSL_set_cipher_list(c->ssl, context->ciphers) || raise_last(t);
}

bool set_owner(Thread& t, Value self, Value owner) {
  Ref weak = make_weakref(t, owner);
  if (!weak) return false;
  store_field(t, self.object(), as_connection(self)->owner, std::move(weak));
  return true;
}

}  // namespace

Ref make_connection_py(Thread& t, Value context_value, const ConnectionArguments& a) {
  Context* context = as_context(context_value);
  if (!check_side(t, context->protocol, a.is_server)) return Ref();
  if (a.hostname != kNone && !check_hostname_py(t, a.hostname)) return Ref();
  Ref object = allocate_instance(t, g_connection_type);
  if (!object) return object;
  Connection* c = as_connection(object);
  c->link = SocketLink();
  c->is_server = a.is_server;
  init_field(c->context, Ref::share(t, context_value));
  Ref weak = make_weakref(t, context_value);
  if (!weak) return Ref();
  init_field(c->first_context, std::move(weak));
  bool checks;
  {
    Held<Context> held(t, context);
    if (!held || !make_ssl(t, c, context)) return Ref();
    checks = context->check_hostname;
  }
  if (a.hostname != kNone) {
    init_field(c->server_hostname, exact_str(t, a.hostname));
    if (!set_hostname(t, c->ssl, a.hostname, checks)) return Ref();
  }
  if (!set_transport(t, c, a)) return Ref();
  if (a.is_server) SSL_set_accept_state(c->ssl);
  else SSL_set_connect_state(c->ssl);
  if (a.owner != kNone && !set_owner(t, object, a.owner)) return Ref();
  if (a.session != kNone && !set_session_py(t, object, a.session)) return Ref();
  return object;
}

bool set_connection_context_py(Thread& t, Value self, Value value) {
  if (!is_instance(value, g_context_type)) return raise_type_error(t, "The value must be a SSLContext");
  Connection* c = as_connection(self);
  Context* context = as_context(value);
  Ref old;
  {
    Held<Connection> held(t, c);
    if (!held) return false;
    Held<Context> other(t, context);
    if (!other) return false;
    SSL_set_SSL_CTX(c->ssl, context->ctx);
    bool told = bool(load_field(t, context, context->msg_callback));
    SSL_set_msg_callback(c->ssl, told ? callbacks::message : nullptr);
    context->in_use = true;
    if (context->ciphers && !SSL_set_cipher_list(c->ssl, context->ciphers)) return raise_last(t);
  }
  store_field(t, c, c->context, Ref::share(t, value));
  return true;
}

Ref callback_subject(Thread& t, Connection* c) {
  Ref weak = load_field(t, c, c->owner);
  if (!weak) weak = load_field(t, c, c->socket);
  if (!weak) return Ref::share(t, Value(c));
  Ref subject = weakref_referent(t, weak);
  return subject.get() == kNone ? Ref() : std::move(subject);
}

namespace {

// ---- the end

using ConnectionSlots = SlotsOf<Connection, &Connection::context, &Connection::first_context, &Connection::socket,
                                &Connection::owner, &Connection::server_hostname, &Connection::callback_error>;

void dispose(gc::Thread& thread, Object* object) {
  if (SSL* ssl = std::exchange(static_cast<Connection*>(object)->ssl, nullptr)) SSL_free(ssl);
  ConnectionSlots::dispose(thread, object);
}

// A callback's error may lead back to the connection.
void clear(gc::Thread& thread, Object* object) {
  auto* c = static_cast<Connection*>(object);
  store_field(static_cast<Thread&>(thread), c, c->callback_error, Ref());
}

// ---- attributes

Ref get_context(Thread& t, Value self) {
  Connection* c = as_connection(self);
  return load_field(t, c, c->context);
}

Ref get_server_side(Thread&, Value self) { return bool_ref(as_connection(self)->is_server); }

Ref get_server_hostname(Thread& t, Value self) {
  Ref name = load_field(t, self.object(), as_connection(self)->server_hostname);
  return name ? std::move(name) : none();
}

Ref get_owner(Thread& t, Value self) {
  Ref weak = load_field(t, self.object(), as_connection(self)->owner);
  return weak ? weakref_referent(t, weak) : none();
}

bool set_owner_attribute(Thread& t, Value self, Value owner) {
  return owner ? set_owner(t, self, owner) : raise_undeletable(t, self, "owner");
}

bool set_context_py(Thread& t, Value self, Value context) {
  return context ? set_connection_context_py(t, self, context) : raise_undeletable(t, self, "context");
}

Ref get_session_reused(Thread& t, Value self) {
  Connection* c = as_connection(self);
  Held<Connection> held(t, c);
  return held ? bool_ref(SSL_session_reused(c->ssl)) : Ref();
}

constexpr MethodDef kMethods[] = {
    {"do_handshake", connection::do_handshake, "(self, /)", ""},
    {"read", connection::read, "(...)",
     "read(size, [buffer])\n"
     "Take up to size decrypted bytes: as a new bytes object, or into the buffer."},
    {"write", connection::write, "(self, b, /)", "Encrypt and send the bytes. Returns how many have been taken."},
    {"shutdown", connection::shutdown, "(self, /)",
     "Say that no more data will come, and wait for the peer to say so."},
    {"cipher", connection::cipher, "(self, /)", ""},
    {"shared_ciphers", connection::shared_ciphers, "(self, /)", ""},
    {"version", connection::version, "(self, /)", ""},
    {"compression", connection::compression, "(self, /)", ""},
    {"selected_alpn_protocol", connection::selected_alpn_protocol, "(self, /)", ""},
    {"group", connection::group, "(self, /)", ""},
    {"client_sigalg", connection::client_sigalg, "(self, /)", ""},
    {"server_sigalg", connection::server_sigalg, "(self, /)", ""},
    {"uses_ktls_for_send", connection::uses_ktls, "(self, /)", "Does the kernel encrypt what is sent?"},
    {"uses_ktls_for_recv", connection::uses_ktls, "(self, /)", "Does the kernel decrypt what is received?"},
    {"pending", connection::pending, "(self, /)", "The number of decrypted bytes that can be read at once."},
    {"get_channel_binding", connection::get_channel_binding, "(self, /, cb_type='tls-unique')",
     "Data that both ends of the connection know, and only they; None before the handshake.\n"
     "ValueError: there is no such kind of data."},
    {"getpeercert", connection::getpeercert, "(self, der=False, /)",
     "The peer's certificate: None if it has sent none, an empty dict if it was not verified,\n"
     "else a dict. With a true argument its DER form, verified or not."},
    {"get_verified_chain", connection::get_verified_chain, "(self, /)", ""},
    {"get_unverified_chain", connection::get_unverified_chain, "(self, /)", ""},
    {"verify_client_post_handshake", connection::verify_client_post_handshake, "(self, /)",
     "Ask the client for its certificate (TLS 1.3)."},
    {}};
constexpr GetSetDef kGetSet[] = {
    {"context", get_context, set_context_py,
     "The context. A callback for server names may replace it, to choose another certificate."},
    {"server_side", get_server_side, nullptr, "Is this the server's end?"},
    {"server_hostname", get_server_hostname, nullptr, "The name of the server, as the client knows it."},
    {"owner", get_owner, set_owner_attribute, "The object that callbacks get for this connection."},
    {"session", get_session, set_session_py, "The session, with which a client may resume."},
    {"session_reused", get_session_reused, nullptr, "Has the handshake resumed a session?"},
    {}};
constexpr TypeSpec kSpec = [] {
  TypeSpec spec;
  spec.name = "_ssl._SSLSocket";
  spec.size = sizeof(Connection);
  spec.flags = kTypeTraced | kTypeDisallowNew | kTypeHasWeakrefs;
  spec.lifetime = {ConnectionSlots::trace, clear, nullptr, dispose};
  spec.methods = kMethods;
  spec.getset = kGetSet;
  return spec;
}();

}  // namespace

bool add_connection_type(Thread& t, Value module) { return add_native_type(t, module, g_connection_type, kSpec); }

}  // namespace rt::tls
