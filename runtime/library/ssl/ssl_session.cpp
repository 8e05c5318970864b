// SSLSession: what a client needs to resume a session.
#include <cstring>

#include "runtime/library/ssl/ssl_parts.h"
#include "runtime/object/deletion.h"

namespace rt::tls {

Type* g_session_type;

namespace {

SSL_SESSION* session_of(Value self) { return self.as<Session>()->session; }

std::string_view id_of(Value self) {
  unsigned size;
  const u8* id = SSL_SESSION_get_id(session_of(self), &size);
  return as_chars(id, size);
}

Ref get_id(Thread& t, Value self) { return make_bytes(t, id_of(self)); }
Ref get_time(Thread& t, Value self) { return make_int(t, SSL_SESSION_get_time(session_of(self))); }
Ref get_timeout(Thread& t, Value self) { return make_int(t, SSL_SESSION_get_timeout(session_of(self))); }
Ref get_lifetime_hint(Thread& t, Value self) {
  return make_uint(t, SSL_SESSION_get_ticket_lifetime_hint(session_of(self)));
}
Ref get_has_ticket(Thread&, Value self) { return bool_ref(SSL_SESSION_has_ticket(session_of(self))); }

Ref compare_py(Thread&, Value self, Value other, CompareOp op) {
  if (!is_instance(other, g_session_type) || (op != CompareOp::kEq && op != CompareOp::kNe))
    return Ref::immediate(kNotImplemented);
  return bool_ref((id_of(self) == id_of(other)) == (op == CompareOp::kEq));
}

void dispose(gc::Thread& thread, Object* object) {
  SSL_SESSION_free(static_cast<Session*>(object)->session);
  SlotsOf<Session, &Session::context>::dispose(thread, object);
}

constexpr GetSetDef kGetSet[] = {
    {"has_ticket", get_has_ticket, nullptr, "Has the server sent a ticket?"},
    {"id", get_id, nullptr, "The number of the session, as bytes."},
    {"ticket_lifetime_hint", get_lifetime_hint, nullptr, "How long the ticket is good, in seconds."},
    {"time", get_time, nullptr, "When the session began, in seconds since 1970."},
    {"timeout", get_timeout, nullptr, "How long the session may be resumed, in seconds."},
    {}};
constexpr TypeSpec kSpec = [] {
  TypeSpec spec;
  spec.name = "_ssl.SSLSession";
  spec.size = sizeof(Session);
  spec.flags = kTypeTraced | kTypeDisallowNew;
  spec.lifetime = {SlotsOf<Session, &Session::context>::trace, nullptr, nullptr, dispose};
  spec.slots.compare = compare_py;
  spec.getset = kGetSet;
  return spec;
}();

}  // namespace

bool add_session_type(Thread& t, Value module) { return add_native_type(t, module, g_session_type, kSpec); }

Ref get_session(Thread& t, Value connection) {
  Connection* c = as_connection(connection);
  SSL_SESSION* session;
  {
    Held<Connection> held(t, c);
    if (!held) return Ref();
    SSL_SESSION* own = SSL_get0_session(c->ssl);
    if (!own) return none();
    // A copy: if the connection ends abruptly, OpenSSL marks its own session as one that cannot be resumed.
    session = SSL_SESSION_dup(own);
  }
  if (!session) return raise_last(t);
  Ref object = allocate_instance(t, g_session_type);
  if (!object) {
    SSL_SESSION_free(session);
    return object;
  }
  object.as<Session>()->session = session;
  init_field(object.as<Session>()->context, load_field(t, c, c->context));
  return object;
}

bool set_session_py(Thread& t, Value connection, Value value) {
  if (!value) return raise_undeletable(t, connection, "session");
  if (!is_instance(value, g_session_type)) return raise_type_error(t, "Value is not a SSLSession.");
  Connection* c = as_connection(connection);
  Ref context = load_field(t, c, c->context);
  if (context.get() != value.as<Session>()->context.get())
    return raise_value_error(t, "Session refers to a different SSLContext.");
  if (c->is_server) return raise_value_error(t, "Cannot set session for server-side SSLSocket.");
  Held<Connection> held(t, c);
  if (!held) return false;
  if (SSL_is_init_finished(c->ssl)) return raise_value_error(t, "Cannot set session after handshake.");
  // A copy, since OpenSSL changes the session of a connection.
  SSL_SESSION* session = SSL_SESSION_dup(session_of(value));
  if (!session) return raise_last(t);
  bool ok = SSL_set_session(c->ssl, session);
  SSL_SESSION_free(session);
  return ok || raise_last(t);
}

}  // namespace rt::tls
