// Declarations that the files of _ssl share: the objects, errors, callbacks.
//
// OpenSSL's data of a connection or a context is guarded by the object's lock. The lock is held for one call of
// OpenSSL, which never waits for the peer: so one thread may read from a connection while another one writes, and
// handshakes of several connections run side by side. Callbacks run in the middle of a call; the thread attaches for
// them, and may enter the lock again. A thread that holds the lock of a connection may take that of a context; the
// other order does not occur, except in a callback that asks for a password.
#pragma once

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "runtime/library/io/io_parts.h"
#include "runtime/library/net/socket_parts.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/library/parts/native_callback.h"
#include "runtime/library/ssl/ssl_transport.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/c_text.h"

namespace rt::tls {

// ---- numbers that scripts see

enum ErrorNumber : int {
  kErrorSsl = 1,
  kErrorWantRead,
  kErrorWantWrite,
  kErrorWantLookup,
  kErrorSyscall,
  kErrorZeroReturn,
  kErrorWantConnect,
  kErrorEof,
  kErrorNoSocket,
  kErrorInvalid
};
enum Protocol : int {
  kProtocolTls = 2,
  kProtocolTls1,
  kProtocolTls1_1,
  kProtocolTls1_2,
  kProtocolClient = 16,
  kProtocolServer
};
enum VerifyMode : int { kCertNone, kCertOptional, kCertRequired };
enum VersionLimit : int { kLowestVersion = -2, kHighestVersion = -1 };
enum Encoding : int { kEncodingPem = 1, kEncodingDer = 2 };
inline constexpr char kDefaultCiphers[] =
    "@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:!aNULL:!eNULL:!aDSS:!SHA1:!AESCCM";

// ---- objects

using Lock = io::FileLock;
using HeldLock = io::HeldLock;

// What OpenSSL's callbacks need of a context, without an object. It belongs to the SSL_CTX, as the extra data of the
// index, and ends with it. Any thread.
int record_index();
struct ContextRecord {
  gc::Mutex mutex;          // guards the others
  FILE* key_log = nullptr;  // owned
  u8* protocols = nullptr;  // for ALPN: each with its length in front; owned, from malloc()
  unsigned protocols_size = 0;
};

// The fields behind `protocol` are guarded by the lock, except the slots.
struct Context : Object {
  Lock lock;
  SSL_CTX* ctx;           // owned; never changes
  ContextRecord* record;  // of `ctx`
  int protocol;           // never changes
  unsigned host_flags;
  bool check_hostname, post_handshake_auth;
  bool in_use;    // a connection may be using the list of ciphers of `ctx`, which must stay
  char* ciphers;  // for connections made from now on, from malloc(); null: the list of `ctx`
  Slot sni_callback, msg_callback, psk_client_callback, psk_server_callback;  // empty: none
  Slot keylog_filename;                                                       // empty: none
};

// `ssl` and the plain fields are guarded by the lock.
struct Connection : Object {
  Lock lock;
  Lock reading, writing;  // held for a whole read or write, while it waits, too
  SSL* ssl;               // owned; never changes
  SocketLink link;
  int key_log_error;     // errno of the key log; 0: none
  bool busy;             // the holder of the lock is in a call that moves data
  bool saw_zero;         // a shutdown has begun
  bool is_server;        // never changes
  Slot context;          // Context
  Slot first_context;    // weak reference to the one that made `ssl`, which goes on to use its SSL_CTX; never changes
  Slot socket;           // weak reference; empty: the connection uses memory. Never changes
  Slot owner;            // weak reference; empty: none
  Slot server_hostname;  // str or empty; never changes
  Slot callback_error;   // what a callback has raised, for the end of the operation
};

struct MemoryBioObject : Object {
  MemoryBuffer* buffer;  // a count; never changes
};

struct Session : Object {
  Slot context;          // Context; never changes
  SSL_SESSION* session;  // a count; never changes. OpenSSL changes it no more
};

struct Certificate : Object {
  X509* x509;  // a count; never changes
};

extern Type *g_context_type, *g_connection_type, *g_memory_bio_type, *g_session_type, *g_certificate_type;
inline Context* as_context(Value v) { return v.as<Context>(); }
inline Connection* as_connection(Value v) { return v.as<Connection>(); }

// Holds the lock of a context or connection. False: an error is pending, from a signal handler during the wait.
template <class T>
struct Held : HeldLock {
  Held(Thread& t, T* object) : HeldLock(t, Value(static_cast<Object*>(object)), object->lock, true) {}
};

// ---- errors (ssl_errors.cpp)

struct Errors {
  Type *ssl, *zero_return, *want_read, *want_write, *syscall, *eof, *verification;
};
extern Errors g_errors;
bool add_errors(Thread& t, Value module);

// What a call of OpenSSL on a connection gave. Read right after it, since OpenSSL's queue belongs to the thread.
struct Outcome {
  int result = 0;          // what the call returned: failed if below 1
  int error = 0;           // SSL_ERROR_...
  int system_error = 0;    // errno of the socket; 0: none
  unsigned long code = 0;  // the last entry of the queue of errors; 0: none
  long verification = 0;   // X509_V_...
};
// Raises the exception for a call that failed. Runs no Python code.
Error raise_outcome(Thread& t, Connection* connection, const Outcome& outcome);
// SSLError for the last entry of the thread's queue, which is emptied.
Error raise_last(Thread& t);
// SSLError with this text and number, and a place, but without reason and library.
Error raise_text(Thread& t, const char* text, int number = 0);
// SSLError with this text alone.
Error raise_plain(Thread& t, const char* text);
// Messages of CPython name a line of its source. Ours name this place, which stays.
#define TLS_PLACE "_ssl.c:1"

// ---- arguments (ssl_arguments.cpp)

// The bytes of a path, as "X should be a valid filesystem path" requires. Empty: an error is pending.
Ref path_argument_py(Thread& t, Value v, const char* name);
inline const char* c_str(const Ref& bytes) {
  return bytes ? reinterpret_cast<const char*>(bytes.as<Bytes>()->data()) : nullptr;
}
// TypeError "FUNCTION() argument 'NAME' must be str, not X" unless `v` is a str. `name` null: without it.
bool check_str(Thread& t, const char* function, const char* name, Value v);
// Text of OpenSSL, which is ASCII or UTF-8; null: None.
Ref text_or_none(Thread& t, const char* text);
// False: TypeError, since an attribute was to be deleted. CPython says it so.
bool check_not_deleted(Thread& t, Value v);

// ---- certificates
Ref make_certificate(Thread& t, X509* x509);  // shares it; ssl_certificate.cpp
Ref make_certificate_list(Thread& t, STACK_OF(X509) * chain);
Ref certificate_bytes(Thread& t, X509* x509);      // DER
Ref decode_certificate_py(Thread& t, X509* x509);  // a dict; ssl_decode.cpp. Warns of unknown kinds of names
bool add_certificate_type(Thread& t, Value module);

// ---- other parts of the module
extern const MethodDef kObjectFunctions[];  // ssl_objects.cpp
extern const MethodDef kRandomFunctions[];  // ssl_random.cpp
bool add_random(Thread& t, Value module);
bool add_constants(Thread& t, Value module);        // ssl_constants.cpp
bool add_memory_bio_type(Thread& t, Value module);  // ssl_memory.cpp
bool add_session_type(Thread& t, Value module);     // ssl_session.cpp
bool add_context_type(Thread& t, Value module);     // ssl_context.cpp
bool add_connection_type(Thread& t, Value module);  // ssl_connection.cpp

// The session of a connection as an object, or None.
Ref get_session(Thread& t, Value connection);  // ssl_session.cpp, as the one below
bool set_session_py(Thread& t, Value connection, Value session);

// A connection on a socket, or on two MemoryBIOs if `socket` is empty. `hostname` is a str or None; `owner` and
// `session` may be None.
struct ConnectionArguments {
  Value socket, incoming, outgoing;
  bool is_server;
  Value hostname, owner, session;
};
Ref make_connection_py(Thread& t, Value context, const ConnectionArguments& a);  // ssl_connection.cpp
// Makes a context the one that a connection is in the care of. The context's lock must be free for this thread.
bool set_connection_context_py(Thread& t, Value connection, Value context);
// The object that callbacks get for a connection: its owner, its socket, or itself. Empty without error: it is gone.
Ref callback_subject(Thread& t, Connection* connection);

// ---- callbacks. OpenSSL calls these functions in the middle of a call on a connection, whose lock is held.
namespace callbacks {
int server_name(SSL* ssl, int* alert, void* record);  // ssl_callbacks.cpp, as the next two
void message(int write, int version, int type, const void* data, size_t size, SSL* ssl, void*);
int select_protocol(SSL* ssl, const u8** out, u8* out_size, const u8* offered, unsigned size, void* record);
void log_key(const SSL* ssl, const char* line);  // ssl_keylog.cpp
unsigned psk_client(SSL* ssl, const char* hint, char* identity, unsigned identity_size, u8* key, unsigned key_size);
unsigned psk_server(SSL* ssl, const char* identity, u8* key, unsigned key_size);  // ssl_psk.cpp, as the one above
}  // namespace callbacks
// The Connection of an SSL, which a running operation keeps alive.
inline Connection* connection_of(const SSL* ssl) { return static_cast<Connection*>(SSL_get_app_data(ssl)); }

}  // namespace rt::tls
