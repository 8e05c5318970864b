// The methods and attributes of contexts, which several files define. ssl_context.cpp has their tables.
#pragma once

#include "runtime/library/ssl/ssl_parts.h"

namespace rt::tls::context {

// ---- ssl_settings.cpp
extern const GetSetDef kGetSet[];
Ref set_default_verify_paths(Thread& t, Value self);
Ref session_stats(Thread& t, Value self);
Ref set_alpn_protocols(Thread& t, Value self, Value protocols);
// Sets whether peers must show certificates. False: ValueError is pending. The lock is held, or the context is new.
bool set_verify_mode(Thread& t, Context* c, int mode);

// ---- ssl_ciphers.cpp
Ref set_ciphers(Thread& t, Value self, Value list);
Ref set_ciphersuites(Thread& t, Value self, Value list);
Ref get_ciphers(Thread& t, Value self);
Ref set_ecdh_curve(Thread& t, Value self, Value name);
Ref set_groups(Thread& t, Value self, Value list);
Ref get_groups(Thread& t, Value self, Value aliases);
Ref set_client_sigalgs(Thread& t, Value self, Value list);
Ref set_server_sigalgs(Thread& t, Value self, Value list);

// ---- ssl_load.cpp
Ref load_cert_chain(Thread& t, Value self, Value certificate, Value key, Value password);
Ref load_dh_params(Thread& t, Value self, Value path);

// ---- ssl_authorities.cpp
Ref load_verify_locations(Thread& t, Value self, Value file, Value directory, Value data);
Ref cert_store_stats(Thread& t, Value self);
Ref get_ca_certs(Thread& t, Value self, Value binary);

// ---- ssl_psk.cpp
Ref set_psk_client_callback(Thread& t, Value self, Value callback);
Ref set_psk_server_callback(Thread& t, Value self, Value callback, Value hint);

// ---- ssl_keylog.cpp
Ref get_keylog_filename(Thread& t, Value self);
bool set_keylog_filename_py(Thread& t, Value self, Value name);

// ---- ssl_callbacks.cpp
Ref get_sni_callback(Thread& t, Value self);
bool set_sni_callback_py(Thread& t, Value self, Value callback);
Ref get_msg_callback(Thread& t, Value self);
bool set_msg_callback_py(Thread& t, Value self, Value callback);

}  // namespace rt::tls::context
