// Callbacks in the middle of a handshake: the name of the server, messages, and the choice of a protocol.
#include <cstring>

#include "runtime/library/ssl/ssl_context.h"
#include "runtime/object/deletion.h"
#include "runtime/types/classes/weakref.h"

namespace rt::tls {

namespace {

// ---- names of servers

// The number of an alert that a callback has returned. Another value is reported.
int alert_of_py(Thread& t, Value answer, int* alert) {
  int number;
  if (to_i32_py(t, answer, &number)) {
    *alert = number;
  } else {
    write_unraisable_py(t, nullptr, answer);
    *alert = SSL_AD_INTERNAL_ERROR;
  }
  return SSL_TLSEXT_ERR_ALERT_FATAL;
}

int fail(int* alert) {
  *alert = SSL_AD_INTERNAL_ERROR;
  return SSL_TLSEXT_ERR_ALERT_FATAL;
}

// The context that a record belongs to: the one that the connection has now or had first. Empty without error: the
// connection has another one now, and the first one is gone.
Ref context_of(Thread& t, Connection* c, const void* record) {
  Ref context = load_field(t, c, c->context);
  if (as_context(context)->record == record) return context;
  Ref weak = load_field(t, c, c->first_context);
  context = weakref_referent(t, weak);
  return context.get() != kNone && as_context(context)->record == record ? std::move(context) : Ref();
}

// Asks the callback. `name` is null if the client has sent none.
int ask_py(Thread& t, Connection* c, Value context, const char* name, int* alert) {
  Ref callable = load_field(t, as_context(context), as_context(context)->sni_callback);
  if (!callable) return SSL_TLSEXT_ERR_NOACK;  // as without a callback
  Ref subject = callback_subject(t, c);
  if (!subject) return fail(alert);
  // The name comes from the peer: it may be anything, but must be ASCII.
  Ref text = none();
  if (name) {
    Ref bytes = make_bytes(t, name);
    text = bytes ? decode_bytes_py(t, bytes, "ascii", nullptr) : Ref();
    if (!text) {
      write_unraisable_py(t, nullptr, bytes ? bytes.get() : kNone);
      return fail(alert);
    }
  }
  Ref answer = call_py(t, callable, subject, text, context);
  if (!answer) {
    write_unraisable_py(t, nullptr, callable);
    *alert = SSL_AD_HANDSHAKE_FAILURE;
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  return answer.get() == kNone ? SSL_TLSEXT_ERR_OK : alert_of_py(t, answer, alert);
}

}  // namespace

// lint: name: OpenSSL calls it
int callbacks::server_name(SSL* ssl, int* alert, void* data) {
  InCallback scope;
  Connection* c = connection_of(ssl);
  Ref context = context_of(scope.t, c, data);
  if (!context) return SSL_TLSEXT_ERR_NOACK;
  return ask_py(scope.t, c, context, SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name), alert);
}

namespace {

// ---- messages

// The kind of a message, and for the header of a record the version that it names.
int message_type(int content, const u8* data, size_t size, int* version) {
  constexpr int kChangeCipher = 0x0101;
  switch (content) {
    case SSL3_RT_CHANGE_CIPHER_SPEC: return kChangeCipher;
    case SSL3_RT_ALERT: return size > 1 ? data[1] : -1;
    case SSL3_RT_HANDSHAKE: return size > 0 ? data[0] : -1;
    case SSL3_RT_HEADER:
      if (size < 3) return -1;
      *version = data[1] << 8 | data[2];
      return data[0];
    case SSL3_RT_INNER_CONTENT_TYPE: return size > 0 ? data[0] : -1;
    default: return -1;
  }
}

}  // namespace

// lint: name: OpenSSL calls it
void callbacks::message(int write, int version, int type, const void* data, size_t size, SSL* ssl, void*) {
  InCallback scope;
  Thread& t = scope.t;
  Connection* c = connection_of(ssl);
  Ref context = load_field(t, c, c->context);
  Ref callable = load_field(t, context.object(), as_context(context)->msg_callback);
  Ref subject = callable ? callback_subject(t, c) : Ref();
  if (!subject) return;
  auto* bytes = static_cast<const u8*>(data);
  int kind = message_type(type, bytes, size, &version);
  Ref direction = make_str_ascii(t, write ? "write" : "read"), content = make_bytes(t, as_chars(bytes, size));
  Value values[] = {subject, direction, Value::small_int(version), Value::small_int(type), Value::small_int(kind),
                    content};
  if (direction && content && call_py(t, callable, CallArgs{values, 6, Value()})) return;
  store_field(t, c, c->callback_error, take_error(t));
}

namespace {

// ---- the choice of a protocol

// The place of an entry, a length and so many bytes, in a list of such entries; null: it is not there.
const u8* find_entry(const u8* list, unsigned size, const u8* entry) {
  for (unsigned at = 0; at < size && at + 1 + list[at] <= size; at += 1 + list[at])
    if (list[at] == entry[0] && std::memcmp(list + at + 1, entry + 1, entry[0]) == 0) return list + at;
  return nullptr;
}

}  // namespace

// The first protocol of the server that the client has offered, too. The result lies in the client's list, since that
// of the context may be replaced at any time.
int callbacks::select_protocol(SSL*, const u8** out, u8* out_size, const u8* offered, unsigned size, void* data) {
  auto* record = static_cast<ContextRecord*>(data);
  gc::MutexGuard guard(record->mutex);
  const u8* own = record->protocols;
  for (unsigned at = 0; at < record->protocols_size && at + 1 + own[at] <= record->protocols_size; at += 1 + own[at]) {
    const u8* found = find_entry(offered, size, own + at);
    if (!found) continue;
    *out = found + 1;
    *out_size = found[0];
    return SSL_TLSEXT_ERR_OK;
  }
  return SSL_TLSEXT_ERR_NOACK;
}

// ---- the attributes

Ref context::get_sni_callback(Thread& t, Value self) {
  Ref callback = load_field(t, self.object(), as_context(self)->sni_callback);
  return callback ? std::move(callback) : none();
}

bool context::set_sni_callback_py(Thread& t, Value self, Value v) {
  Context* c = as_context(self);
  if (!v) return raise_undeletable(t, self, "sni_callback");
  if (c->protocol == kProtocolClient) return raise_value_error(t, "sni_callback cannot be set on TLS_CLIENT context");
  bool on = v != kNone && is_callable(v);
  {
    Held<Context> held(t, c);
    if (!held) return false;
    // The callback is never taken away: a handshake of another thread looks at it twice, and then calls it.
    SSL_CTX_set_tlsext_servername_arg(c->ctx, c->record);
    if (on) SSL_CTX_set_tlsext_servername_callback(c->ctx, callbacks::server_name);
  }
  store_field(t, c, c->sni_callback, on ? Ref::share(t, v) : Ref());
  return on || v == kNone || raise_type_error(t, "not a callable object");
}

Ref context::get_msg_callback(Thread& t, Value self) {
  Ref callback = load_field(t, self.object(), as_context(self)->msg_callback);
  return callback ? std::move(callback) : none();
}

bool context::set_msg_callback_py(Thread& t, Value self, Value v) {
  Context* c = as_context(self);
  if (!v) return raise_undeletable(t, self, "_msg_callback");
  bool on = v != kNone;
  if (on && !is_callable(v)) return raise_type_error(t, "not a callable object");
  {
    Held<Context> held(t, c);
    if (!held) return false;
    SSL_CTX_set_msg_callback(c->ctx, on ? callbacks::message : nullptr);
  }
  store_field(t, c, c->msg_callback, on ? Ref::share(t, v) : Ref());
  return true;
}

}  // namespace rt::tls
