// The methods of connections, which several files define. ssl_connection.cpp has their table.
#pragma once

#include "runtime/library/ssl/ssl_parts.h"

namespace rt::tls::connection {

// ---- ssl_transfer.cpp
Ref do_handshake(Thread& t, Value self);
Ref read(Thread& t, const CallArgs& args);
Ref write(Thread& t, Value self, Value data);
Ref shutdown(Thread& t, Value self);

// ---- ssl_negotiated.cpp
Ref cipher(Thread& t, Value self);
Ref shared_ciphers(Thread& t, Value self);
Ref version(Thread& t, Value self);
Ref compression(Thread& t, Value self);
Ref selected_alpn_protocol(Thread& t, Value self);
Ref group(Thread& t, Value self);
Ref client_sigalg(Thread& t, Value self);
Ref server_sigalg(Thread& t, Value self);
Ref uses_ktls(Thread& t, Value self);
Ref pending(Thread& t, Value self);
Ref get_channel_binding(Thread& t, Value self, Value kind);

// ---- ssl_peer.cpp
Ref getpeercert(Thread& t, Value self, Value binary);
Ref get_verified_chain(Thread& t, Value self);
Ref get_unverified_chain(Thread& t, Value self);
Ref verify_client_post_handshake(Thread& t, Value self);

}  // namespace rt::tls::connection
