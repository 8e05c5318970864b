// _SSLContext: the settings that connections begin with. How contexts are made, their end, their connections.
#include "runtime/library/ssl/ssl_context.h"

#include <openssl/x509v3.h>

#include <cstdlib>
#include <new>

#include "runtime/library/core/warnings.h"

namespace rt::tls {

Type* g_context_type;

namespace {

// ---- the record, which ends with the SSL_CTX

void free_record(void*, void* record, CRYPTO_EX_DATA*, int, long, void*) {
  auto* r = static_cast<ContextRecord*>(record);
  if (!r) return;
  if (r->key_log) std::fclose(r->key_log);
  std::free(r->protocols);
  delete r;
}

}  // namespace

int record_index() {
  static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, free_record);
  return index;
}

namespace {

// ---- making

// The protocols of a number, with a warning if programs should not choose them. Null: an error is pending.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
const SSL_METHOD* method_py(Thread& t, int protocol) {
  auto old = [&](const char* name, const SSL_METHOD* method) -> const SSL_METHOD* {
    Ref text = format_message(t, "ssl.%s is deprecated", name);
    return text && warn_py(t, kDeprecationWarningType, text, 2) ? method : nullptr;
  };
  switch (protocol) {
    case kProtocolTls: return old("PROTOCOL_TLS", TLS_method());
    case kProtocolTls1: return old("PROTOCOL_TLSv1", TLSv1_method());
    case kProtocolTls1_1: return old("PROTOCOL_TLSv1_1", TLSv1_1_method());
    case kProtocolTls1_2: return old("PROTOCOL_TLSv1_2", TLSv1_2_method());
    case kProtocolClient: return TLS_client_method();
    case kProtocolServer: return TLS_server_method();
    default: return raise_value_error(t, "invalid or unsupported protocol version %d", protocol);
  }
}
#pragma GCC diagnostic pop

// Settings of all new contexts: secure ones, as CPython has them.
bool set_defaults(Thread& t, Context* c) {
  u64 options = SSL_OP_ALL & ~SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS;
  options |= SSL_OP_NO_SSLv2 | SSL_OP_NO_SSLv3 | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
             SSL_OP_SINGLE_DH_USE | SSL_OP_SINGLE_ECDH_USE;
  SSL_CTX_set_options(c->ctx, options);
  if (!SSL_CTX_set_cipher_list(c->ctx, kDefaultCiphers)) return raise_plain(t, "No cipher can be selected.");
  bool chooses_version = c->protocol == kProtocolTls || c->protocol >= kProtocolClient;
  if (chooses_version && !SSL_CTX_set_min_proto_version(c->ctx, TLS1_2_VERSION)) return raise_last(t);
  SSL_CTX_set_mode(c->ctx, SSL_MODE_RELEASE_BUFFERS);
  // A client with this mark refuses keys that both ends know beforehand (TLS 1.3), as these have no such mark.
  constexpr u8 kSessionContext[] = "Python";
  if (c->protocol != kProtocolClient) SSL_CTX_set_session_id_context(c->ctx, kSessionContext, sizeof kSessionContext);
  X509_VERIFY_PARAM* parameters = SSL_CTX_get0_param(c->ctx);
  X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_TRUSTED_FIRST);
  X509_VERIFY_PARAM_set_hostflags(parameters, c->host_flags);
  SSL_CTX_set_post_handshake_auth(c->ctx, 0);
  return true;
}

// The argument of the constructor. Subclasses may take more.
bool protocol_argument_py(Thread& t, const CallArgs& args, int* out) {
  if (args.keywords()) return raise_type_error(t, "_SSLContext() takes no keyword arguments");
  if (args.positional != 1) {
    return raise_type_error(t, "_SSLContext expected 1 argument, got %d", static_cast<int>(args.positional));
  }
  return to_i32_py(t, args[0], out);
}

Ref create_py(Thread& t, Type* type, const CallArgs& args) {
  int protocol;
  if (!protocol_argument_py(t, args, &protocol)) return Ref();
  const SSL_METHOD* method = method_py(t, protocol);
  Ref object = method ? allocate_instance(t, type) : Ref();
  if (!object) return object;
  Context* c = as_context(object);
  c->protocol = protocol;
  c->host_flags = X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS;
  ERR_clear_error();
  c->ctx = SSL_CTX_new(method);
  if (!c->ctx) return raise_last(t);
  auto* record = new (std::nothrow) ContextRecord;
  if (!record || !SSL_CTX_set_ex_data(c->ctx, record_index(), record)) {
    delete record;
    return raise_memory_error(t);
  }
  c->record = record;
  c->check_hostname = protocol == kProtocolClient;
  if (c->check_hostname) context::set_verify_mode(t, c, kCertRequired);
  return set_defaults(t, c) ? std::move(object) : Ref();
}

// ---- the end

using ContextSlots = SlotsOf<Context, &Context::sni_callback, &Context::msg_callback, &Context::psk_client_callback,
                             &Context::psk_server_callback, &Context::keylog_filename>;

// Callbacks often lead back to the context.
void clear(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* c = static_cast<Context*>(object);
  for (Slot* slot : {&c->sni_callback, &c->msg_callback, &c->psk_client_callback, &c->psk_server_callback})
    store_field(t, c, *slot, Ref());
}

void dispose(gc::Thread& thread, Object* object) {
  auto* c = static_cast<Context*>(object);
  SSL_CTX_free(c->ctx);
  std::free(c->ciphers);
  ContextSlots::dispose(thread, object);
}

// ---- connections

Ref wrap_socket_py(Thread& t, const Value* a) {
  if (!is_instance(a[1], sockets::g_socket_type))
    return raise_type_error(t, "_wrap_socket() argument 'sock' must be _socket.socket, not %A", a[1]);
  int is_server = truth_py(t, a[2]);
  if (is_server < 0) return Ref();
  return make_connection_py(t, a[0], {a[1], Value(), Value(), is_server != 0, a[3], a[4], a[5]});
}

Ref wrap_bio_py(Thread& t, const Value* a) {
  constexpr const char* kNames[] = {"incoming", "outgoing"};
  for (int i = 0; i < 2; ++i) {
    if (!is_instance(a[1 + i], g_memory_bio_type))
      return raise_type_error(t, "_wrap_bio() argument '%s' must be _ssl.MemoryBIO, not %A", kNames[i], a[1 + i]);
  }
  int is_server = truth_py(t, a[3]);
  if (is_server < 0) return Ref();
  return make_connection_py(t, a[0], {Value(), a[1], a[2], is_server != 0, a[4], a[5], a[6]});
}

constexpr MethodDef kMethods[] = {
    {"_wrap_socket", wrap_socket_py, "(self, /, sock, server_side, server_hostname=None, *, owner=None, session=None)",
     ""},
    {"_wrap_bio", wrap_bio_py,
     "(self, /, incoming, outgoing, server_side, server_hostname=None, *, owner=None, session=None)", ""},
    {"set_ciphers", context::set_ciphers, "(self, cipherlist, /)", ""},
    {"set_ciphersuites", context::set_ciphersuites, "(self, ciphersuites, /)", ""},
    {"get_ciphers", context::get_ciphers, "(self, /)", ""},
    {"set_ecdh_curve", context::set_ecdh_curve, "(self, name, /)", ""},
    {"set_groups", context::set_groups, "(self, grouplist, /)", ""},
    {"get_groups", context::get_groups, "(self, /, *, include_aliases=False)", ""},
    {"set_client_sigalgs", context::set_client_sigalgs, "(self, sigalgslist, /)", ""},
    {"set_server_sigalgs", context::set_server_sigalgs, "(self, sigalgslist, /)", ""},
    {"_set_alpn_protocols", context::set_alpn_protocols, "(self, protos, /)", ""},
    {"load_cert_chain", context::load_cert_chain, "(self, /, certfile, keyfile=None, password=None)", ""},
    {"load_dh_params", context::load_dh_params, "(self, path, /)", ""},
    {"load_verify_locations", context::load_verify_locations, "(self, /, cafile=None, capath=None, cadata=None)", ""},
    {"set_default_verify_paths", context::set_default_verify_paths, "(self, /)", ""},
    {"session_stats", context::session_stats, "(self, /)", ""},
    {"cert_store_stats", context::cert_store_stats, "(self, /)",
     "How many certificates, certificates of authorities, and revocation lists have been loaded.\n"
     "Those of a directory are loaded when they are first used."},
    {"get_ca_certs", context::get_ca_certs, "(self, /, binary_form=False)",
     "The authorities' certificates that have been loaded, as dicts or in their DER form.\n"
     "Those of a directory are loaded when they are first used."},
    {"set_psk_client_callback", context::set_psk_client_callback, "(self, /, callback)", ""},
    {"set_psk_server_callback", context::set_psk_server_callback, "(self, /, callback, identity_hint=None)", ""},
    {}};
constexpr TypeSpec kSpec = [] {
  TypeSpec spec;
  spec.name = "_ssl._SSLContext";
  spec.size = sizeof(Context);
  spec.flags = kTypeTraced | kTypeSubclassable | kTypeHasWeakrefs;
  spec.lifetime = {ContextSlots::trace, clear, nullptr, dispose};
  spec.slots.create = create_py;
  spec.methods = kMethods;
  spec.getset = context::kGetSet;
  return spec;
}();

}  // namespace

bool add_context_type(Thread& t, Value module) { return add_native_type(t, module, g_context_type, kSpec); }

}  // namespace rt::tls
