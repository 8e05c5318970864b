// Keys that both ends know beforehand (PSK): scripts say which key belongs to which name.
#include <cstring>
#include <optional>
#include <string>

#include "runtime/library/ssl/ssl_context.h"

namespace rt::tls {

namespace {

// What OpenSSL gives as a name or a hint, or None if that is empty. Empty: an error is pending.
Ref text_argument(Thread& t, const char* text) { return text_or_none(t, text && *text ? text : nullptr); }

// Copies the key of an answer. 0: it is too long, or an error is pending.
unsigned take_key(Thread& t, Value answer, u8* key, unsigned key_size) {
  if (!is_bytes(answer)) return raise_type_error(t, "the key must be bytes, not %T", answer), 0;
  auto* bytes = answer.as<Bytes>();
  if (bytes->length > key_size) return 0;
  std::memcpy(key, bytes->data(), bytes->length);
  return static_cast<unsigned>(bytes->length);
}

// The answer of a client is (name, key), where the name may be None. 0: as of take_key().
unsigned take_pair(Thread& t, Value answer, char* identity, unsigned identity_size, u8* key, unsigned key_size) {
  if (!is_tuple(answer)) return raise_type_error(t, "the callback must return a tuple, not %T", answer), 0;
  if (as_tuple(answer)->length != 2)
    return raise_type_error(t, "function takes exactly 2 arguments (%d given)",
                            static_cast<int>(as_tuple(answer)->length)),
           0;
  Value name = (*as_tuple(answer))[0];
  std::string text;
  if (is_str(name)) {
    Utf8 utf8(t, name);
    if (!utf8.ok()) return 0;
    text = utf8.view();
  } else if (is_bytes(name)) {
    text = name.as<Bytes>()->view();
  } else if (name != kNone) {
    return raise_type_error(t, "the name must be str, bytes or None, not %T", name), 0;
  }
  if (text.size() + 1 > identity_size) return 0;
  std::memcpy(identity, text.c_str(), text.size() + 1);
  return take_key(t, (*as_tuple(answer))[1], key, key_size);
}

// Ends a callback that could not give a key.
unsigned finish_py(Thread& t, unsigned size, Value callable) {
  if (error_pending(t)) write_unraisable_py(t, nullptr, callable);
  return size;
}

bool check_callback(Thread& t, Value v) {
  return v == kNone || is_callable(v) || raise_type_error(t, "callback must be callable");
}

}  // namespace

// lint: name: OpenSSL calls it
unsigned callbacks::psk_client(SSL* ssl, const char* hint, char* identity, unsigned identity_size, u8* key,
                               unsigned key_size) {
  InCallback scope;
  Thread& t = scope.t;
  Connection* c = connection_of(ssl);
  Ref context = load_field(t, c, c->context);
  Ref callable = load_field(t, context.object(), as_context(context)->psk_client_callback);
  if (!callable) return 0;
  Ref argument = text_argument(t, hint);
  Ref answer = argument ? call_py(t, callable, argument) : Ref();
  unsigned size = answer ? take_pair(t, answer, identity, identity_size, key, key_size) : 0;
  return finish_py(t, size, callable);
}

// lint: name: OpenSSL calls it
unsigned callbacks::psk_server(SSL* ssl, const char* identity, u8* key, unsigned key_size) {
  InCallback scope;
  Thread& t = scope.t;
  Connection* c = connection_of(ssl);
  Ref context = load_field(t, c, c->context);
  Ref callable = load_field(t, context.object(), as_context(context)->psk_server_callback);
  if (!callable) return 0;
  Ref argument = text_argument(t, identity);
  Ref answer = argument ? call_py(t, callable, argument) : Ref();
  unsigned size = answer ? take_key(t, answer, key, key_size) : 0;
  return finish_py(t, size, callable);
}

Ref context::set_psk_client_callback(Thread& t, Value self, Value callback) {
  Context* c = as_context(self);
  if (c->protocol == kProtocolServer)
    return raise_text(t, "Cannot add PSK client callback to a PROTOCOL_TLS_SERVER context");
  if (!check_callback(t, callback)) return Ref();
  bool on = callback != kNone;
  store_field(t, c, c->psk_client_callback, on ? Ref::share(t, callback) : Ref());
  Held<Context> held(t, c);
  if (!held) return Ref();
  SSL_CTX_set_psk_client_callback(c->ctx, on ? callbacks::psk_client : nullptr);
  return none();
}

Ref context::set_psk_server_callback(Thread& t, Value self, Value callback, Value hint) {
  Context* c = as_context(self);
  if (c->protocol == kProtocolClient)
    return raise_text(t, "Cannot add PSK server callback to a PROTOCOL_TLS_CLIENT context");
  if (hint != kNone && !is_str(hint)) {
    return raise_type_error(t, "set_psk_server_callback() argument 'identity_hint' must be str or None, not %A", hint);
  }
  if (!check_callback(t, callback)) return Ref();
  bool on = callback != kNone;
  std::optional<CText> text;
  if (on && hint != kNone) {
    text.emplace(t, hint);
    if (!text->ok()) return Ref();
  }
  {
    Held<Context> held(t, c);
    if (!held) return Ref();
    ERR_clear_error();
    if (SSL_CTX_use_psk_identity_hint(c->ctx, text ? text->c_str() : nullptr) != 1)
      return raise_text(t, "failed to set identity hint");
    SSL_CTX_set_psk_server_callback(c->ctx, on ? callbacks::psk_server : nullptr);
  }
  store_field(t, c, c->psk_server_callback, on ? Ref::share(t, callback) : Ref());
  return none();
}

}  // namespace rt::tls
