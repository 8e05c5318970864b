// The attributes of contexts, and settings that need no file.
#include <climits>
#include <cstdlib>
#include <cstring>

#include "runtime/library/core/warnings.h"
#include "runtime/library/ssl/ssl_context.h"
#include "runtime/object/deletion.h"

namespace rt::tls {

bool context::set_verify_mode(Thread& t, Context* c, int mode) {
  int flags;
  switch (mode) {
    case kCertNone: flags = SSL_VERIFY_NONE; break;
    case kCertOptional: flags = SSL_VERIFY_PEER; break;
    case kCertRequired: flags = SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT; break;
    default: return raise_value_error(t, "invalid value for verify_mode");
  }
  if (mode == kCertNone && c->check_hostname)
    return raise_value_error(t, "Cannot set verify_mode to CERT_NONE when check_hostname is enabled.");
  SSL_CTX_set_verify(c->ctx, flags, SSL_CTX_get_verify_callback(c->ctx));
  return true;
}

namespace {

// ---- arguments

// An unsigned number of 32 or 64 bits, of which higher bits are cut off: from an object with __index__, or only an int.
bool bits_py(Thread& t, Value v, u64* out) {
  Ref number = index_py(t, v);
  if (!number) return false;
  u64 scratch;
  num::BigView view = big_view(number, &scratch);
  *out = view.size == 0 ? 0 : view.negative ? 0 - view.limbs[0] : view.limbs[0];
  return true;
}

bool check_int(Thread& t, Value v) { return is_int(v) || raise_type_error(t, "argument must be int, not %A", v); }

// ---- verification

Ref get_verify_mode(Thread& t, Value self) {
  Held<Context> held(t, as_context(self));
  if (!held) return Ref();
  switch (SSL_CTX_get_verify_mode(as_context(self)->ctx)) {
    case SSL_VERIFY_NONE: return make_int(t, kCertNone);
    case SSL_VERIFY_PEER: return make_int(t, kCertOptional);
    default: return make_int(t, kCertRequired);
  }
}

bool set_verify_mode_py(Thread& t, Value self, Value v) {
  int mode;
  if (!check_not_deleted(t, v) || !to_i32_by_format_py(t, v, &mode)) return false;
  Held<Context> held(t, as_context(self));
  return held && context::set_verify_mode(t, as_context(self), mode);
}

Ref get_verify_flags(Thread& t, Value self) {
  Held<Context> held(t, as_context(self));
  return held ? make_uint(t, X509_VERIFY_PARAM_get_flags(SSL_CTX_get0_param(as_context(self)->ctx))) : Ref();
}

bool set_verify_flags_py(Thread& t, Value self, Value v) {
  u64 flags;
  if (!check_not_deleted(t, v) || !check_int(t, v) || !bits_py(t, v, &flags)) return false;
  Held<Context> held(t, as_context(self));
  if (!held) return false;
  X509_VERIFY_PARAM* parameters = SSL_CTX_get0_param(as_context(self)->ctx);
  u64 old = X509_VERIFY_PARAM_get_flags(parameters);
  X509_VERIFY_PARAM_clear_flags(parameters, old & ~flags);
  X509_VERIFY_PARAM_set_flags(parameters, flags & ~old);
  return true;
}

Ref get_host_flags(Thread& t, Value self) {
  Held<Context> held(t, as_context(self));
  return held ? make_uint(t, as_context(self)->host_flags) : Ref();
}

bool set_host_flags_py(Thread& t, Value self, Value v) {
  if (!v) return raise_undeletable(t, self, "_host_flags");
  u64 flags;
  if (!check_not_deleted(t, v) || !bits_py(t, v, &flags)) return false;
  Context* c = as_context(self);
  Held<Context> held(t, c);
  if (!held) return false;
  c->host_flags = static_cast<unsigned>(flags);
  X509_VERIFY_PARAM_set_hostflags(SSL_CTX_get0_param(c->ctx), c->host_flags);
  return true;
}

Ref get_check_hostname(Thread& t, Value self) {
  Held<Context> held(t, as_context(self));
  return held ? bool_ref(as_context(self)->check_hostname) : Ref();
}

// A name can only be compared with that of a certificate, so it must be asked for.
bool set_check_hostname_py(Thread& t, Value self, Value v) {
  if (!v) return raise_undeletable(t, self, "check_hostname");
  int yes = check_not_deleted(t, v) ? truth_py(t, v) : -1;
  if (yes < 0) return false;
  Context* c = as_context(self);
  Held<Context> held(t, c);
  if (!held) return false;
  if (yes && SSL_CTX_get_verify_mode(c->ctx) == SSL_VERIFY_NONE && !context::set_verify_mode(t, c, kCertRequired))
    return false;
  c->check_hostname = yes;
  return true;
}

Ref get_post_handshake_auth(Thread& t, Value self) {
  Held<Context> held(t, as_context(self));
  return held ? bool_ref(as_context(self)->post_handshake_auth) : Ref();
}

// This setting of OpenSSL is one of clients. Servers use the field when they make a connection.
bool set_post_handshake_auth_py(Thread& t, Value self, Value v) {
  if (!v) return raise_undeletable(t, self, "post_handshake_auth");
  int yes = truth_py(t, v);
  if (yes < 0) return false;
  Context* c = as_context(self);
  Held<Context> held(t, c);
  if (!held) return false;
  c->post_handshake_auth = yes;
  SSL_CTX_set_post_handshake_auth(c->ctx, yes);
  return true;
}

// ---- protocols

Ref get_protocol(Thread& t, Value self) { return make_int(t, as_context(self)->protocol); }

Ref get_minimum_version(Thread& t, Value self) {
  Held<Context> held(t, as_context(self));
  if (!held) return Ref();
  long version = SSL_CTX_get_min_proto_version(as_context(self)->ctx);
  return make_int(t, version == 0 ? kLowestVersion : version);
}

Ref get_maximum_version(Thread& t, Value self) {
  Held<Context> held(t, as_context(self));
  if (!held) return Ref();
  long version = SSL_CTX_get_max_proto_version(as_context(self)->ctx);
  return make_int(t, version == 0 ? kHighestVersion : version);
}

// Reads a version, and warns of those that nobody should use.
bool version_argument_py(Thread& t, const Context* c, Value v, int* out) {
  i64 n;
  if (!check_not_deleted(t, v) || !index_i64_py(t, v, &n, nullptr)) return false;
  if (n == INT64_MAX || n == INT64_MIN) return raise_overflow_error(t, "Python int too large to convert to C long");
  if (n > INT_MAX || n < INT_MIN) return raise_overflow_error(t, "Option is too long");
  if (c->protocol != kProtocolTls && c->protocol < kProtocolClient) {
    return raise_value_error(t, "The context's protocol doesn't support modification of highest and lowest version.");
  }
  *out = static_cast<int>(n);
  constexpr char kDeprecated[] = "ssl.TLSVersion.%s is deprecated";
  Ref text;
  switch (*out) {
    case SSL3_VERSION: text = format_message(t, kDeprecated, "SSLv3"); break;
    case TLS1_VERSION: text = format_message(t, kDeprecated, "TLSv1"); break;
    case TLS1_1_VERSION: text = format_message(t, kDeprecated, "TLSv1_1"); break;
    case kLowestVersion:
    case kHighestVersion:
    case TLS1_2_VERSION:
    case TLS1_3_VERSION: return true;
    default: {
      char shown[32];
      std::snprintf(shown, sizeof shown, "0x%x", static_cast<unsigned>(*out));
      return raise_value_error(t, "Unsupported TLS/SSL version %s", shown);
    }
  }
  return text && warn_py(t, kDeprecationWarningType, text, 2);
}

// OpenSSL knows 0 as "no limit".
bool finish_version(Thread& t, bool ok, int version) {
  if (ok) return true;
  char shown[32];
  std::snprintf(shown, sizeof shown, "0x%x", static_cast<unsigned>(version));
  ERR_clear_error();
  return raise_value_error(t, "Unsupported protocol version %s", shown);
}

bool set_minimum_version_py(Thread& t, Value self, Value v) {
  int version;
  if (!version_argument_py(t, as_context(self), v, &version)) return false;
  Held<Context> held(t, as_context(self));
  if (!held) return false;
  if (version == kLowestVersion) version = 0;
  if (version == kHighestVersion) version = TLS1_3_VERSION;
  return finish_version(t, SSL_CTX_set_min_proto_version(as_context(self)->ctx, version), version);
}

bool set_maximum_version_py(Thread& t, Value self, Value v) {
  int version;
  if (!version_argument_py(t, as_context(self), v, &version)) return false;
  Held<Context> held(t, as_context(self));
  if (!held) return false;
  if (version == kHighestVersion) version = 0;
  if (version == kLowestVersion) version = TLS1_VERSION;
  return finish_version(t, SSL_CTX_set_max_proto_version(as_context(self)->ctx, version), version);
}

Ref get_options(Thread& t, Value self) {
  Held<Context> held(t, as_context(self));
  return held ? make_uint(t, SSL_CTX_get_options(as_context(self)->ctx)) : Ref();
}

bool options_bits_py(Thread& t, Value v, u64* out) {
  if (!check_not_deleted(t, v)) return false;
  bool old = library_minor() < 15;
  if (!is_int(v) && !old) return raise_type_error(t, "'%T' object cannot be interpreted as an integer", v);
  if (!check_int(t, v)) return false;
  if (int_compare(v, Value::small_int(0)) < 0)
    return old ? raise_overflow_error(t, "can't convert negative int to unsigned")
               : raise_value_error(t, "Cannot convert negative int");
  u64 scratch;
  if (big_view(v, &scratch).size > 1)
    return raise_overflow_error(t, old ? "int too big to convert" : "Python int too large for C unsigned long long");
  return bits_py(t, v, out);
}

bool set_options_py(Thread& t, Value self, Value v) {
  constexpr u64 kNoVersion =
      SSL_OP_NO_SSLv2 | SSL_OP_NO_SSLv3 | SSL_OP_NO_TLSv1 | SSL_OP_NO_TLSv1_1 | SSL_OP_NO_TLSv1_2 | SSL_OP_NO_TLSv1_3;
  u64 options;
  if (!options_bits_py(t, v, &options)) return false;
  SSL_CTX* ctx = as_context(self)->ctx;
  u64 old;
  {
    Held<Context> held(t, as_context(self));
    if (!held) return false;
    old = SSL_CTX_get_options(ctx);
  }
  if ((options & ~old & kNoVersion) != 0 &&
      !warn_text_py(t, kDeprecationWarningType, "ssl.OP_NO_SSL*/ssl.OP_NO_TLS* options are deprecated", 2))
    return false;
  Held<Context> held(t, as_context(self));
  if (!held) return false;
  old = SSL_CTX_get_options(ctx);
  SSL_CTX_clear_options(ctx, old & ~options);
  SSL_CTX_set_options(ctx, options & ~old);
  return true;
}

// ---- other numbers

Ref get_num_tickets(Thread& t, Value self) {
  Held<Context> held(t, as_context(self));
  return held ? make_uint(t, SSL_CTX_get_num_tickets(as_context(self)->ctx)) : Ref();
}

bool set_num_tickets_py(Thread& t, Value self, Value v) {
  if (!v) return raise_undeletable(t, self, "num_tickets");
  i64 count;
  if (!check_not_deleted(t, v) || !index_i64_py(t, v, &count, nullptr)) return false;
  if (count == INT64_MAX || count == INT64_MIN)
    return raise_overflow_error(t, "Python int too large to convert to C long");
  if (count < 0) return raise_value_error(t, "value must be non-negative");
  Context* c = as_context(self);
  if (c->protocol != kProtocolServer) return raise_value_error(t, "SSLContext is not a server context.");
  Held<Context> held(t, c);
  return held && (SSL_CTX_set_num_tickets(c->ctx, static_cast<size_t>(count)) == 1 ||
                  raise_value_error(t, "failed to set num tickets."));
}

Ref get_security_level(Thread& t, Value self) {
  Held<Context> held(t, as_context(self));
  return held ? make_int(t, SSL_CTX_get_security_level(as_context(self)->ctx)) : Ref();
}

}  // namespace

const GetSetDef context::kGetSet[] = {
    {"check_hostname", get_check_hostname, set_check_hostname_py, ""},
    {"_host_flags", get_host_flags, set_host_flags_py, ""},
    {"minimum_version", get_minimum_version, set_minimum_version_py, ""},
    {"maximum_version", get_maximum_version, set_maximum_version_py, ""},
    {"sni_callback", context::get_sni_callback, context::set_sni_callback_py,
     "Called with the connection, the name of the server that the client asks for, and the context.\n"
     "It may give the connection another context, and so another certificate, or return the number of an alert."},
    {"_msg_callback", context::get_msg_callback, context::set_msg_callback_py, ""},
    {"keylog_filename", context::get_keylog_filename, context::set_keylog_filename_py, ""},
    {"num_tickets", get_num_tickets, set_num_tickets_py, "The number of tickets that a server sends (TLS 1.3)."},
    {"options", get_options, set_options_py, ""},
    {"post_handshake_auth", get_post_handshake_auth, set_post_handshake_auth_py, ""},
    {"protocol", get_protocol, nullptr, ""},
    {"verify_flags", get_verify_flags, set_verify_flags_py, ""},
    {"verify_mode", get_verify_mode, set_verify_mode_py, ""},
    {"security_level", get_security_level, nullptr, "How strong keys must be, as OpenSSL counts it."},
    {}};

// ---- methods

Ref context::set_default_verify_paths(Thread& t, Value self) {
  Context* c = as_context(self);
  Held<Context> held(t, c);
  if (!held) return Ref();
  bool ok = detached(t, [&] {
    ERR_clear_error();
    return SSL_CTX_set_default_verify_paths(c->ctx) == 1;
  });
  return ok ? none() : Ref(raise_last(t));
}

Ref context::session_stats(Thread& t, Value self) {
  SSL_CTX* ctx = as_context(self)->ctx;
  const struct {
    const char* name;
    long count;
  } kStats[] = {{"number", SSL_CTX_sess_number(ctx)},
                {"connect", SSL_CTX_sess_connect(ctx)},
                {"connect_good", SSL_CTX_sess_connect_good(ctx)},
                {"connect_renegotiate", SSL_CTX_sess_connect_renegotiate(ctx)},
                {"accept", SSL_CTX_sess_accept(ctx)},
                {"accept_good", SSL_CTX_sess_accept_good(ctx)},
                {"accept_renegotiate", SSL_CTX_sess_accept_renegotiate(ctx)},
                {"hits", SSL_CTX_sess_hits(ctx)},
                {"misses", SSL_CTX_sess_misses(ctx)},
                {"timeouts", SSL_CTX_sess_timeouts(ctx)},
                {"cache_full", SSL_CTX_sess_cache_full(ctx)}};
  Ref dict = make_dict(t);
  for (const auto& s : kStats)
    if (!dict || !dict_set_cstr(t, as_dict(dict), s.name, make_int(t, s.count))) return Ref();
  return dict;
}

// The names that a client offers; a server chooses among those that it knows (callbacks::select_protocol).
Ref context::set_alpn_protocols(Thread& t, Value self, Value protocols) {
  ByteView view(t, protocols);
  if (!view) return Ref();
  if (view.size() > UINT_MAX) {
    Ref text = format_message(t, "protocols longer than %zu bytes", static_cast<size_t>(UINT_MAX));
    return text ? Ref(raise_value(t, kOverflowErrorType, text)) : Ref();
  }
  auto* copy = static_cast<u8*>(std::malloc(view.size() + 1));
  if (!copy) return raise_memory_error(t);
  std::memcpy(copy, view.data(), view.size());
  Context* c = as_context(self);
  Held<Context> held(t, c);
  auto size = static_cast<unsigned>(view.size());
  if (held) {
    gc::MutexGuard guard(c->record->mutex);
    std::swap(copy, c->record->protocols);
    c->record->protocols_size = size;
  }
  std::free(copy);
  if (!held) return Ref();
  // A list that is cut short: CPython says so, too.
  if (SSL_CTX_set_alpn_protos(c->ctx, view.data(), size) != 0) return raise_memory_error(t);
  SSL_CTX_set_alpn_select_cb(c->ctx, callbacks::select_protocol, c->record);
  return none();
}

}  // namespace rt::tls
