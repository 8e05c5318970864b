import gc
import socket
import ssl
import weakref
from _tls import client_context, connect, outcome, pair_in_memory, connected_in_memory, server_context, shake, Server

# names and addresses of servers
for name in ("localhost", "127.0.0.1", "::1", "named.test", "LOCALHOST"):
    a, b = pair_in_memory(name=name)
    print(name, outcome(shake, a, b), a.server_hostname)
for name in ("a.wild.test", "a.b.wild.test", "named.test"):
    a, b = pair_in_memory(server=server_context("named"), name=name)
    print(name, outcome(shake, a, b))
context = client_context()
inner = super(ssl.SSLContext, context)
for name in ("", ".a", "a\0b", b"bytes", 1, "\xe9.test"):
    print(ascii(name), ascii(outcome(inner._wrap_bio, ssl.MemoryBIO(), ssl.MemoryBIO(), False, name)))
plain = socket.socket()
for arguments in ((1, False), (plain, True)):
    print(outcome(inner._wrap_socket, *arguments))
print(outcome(inner._wrap_bio, 1, ssl.MemoryBIO(), False), outcome(inner._wrap_bio, ssl.MemoryBIO(), None, False))
print(outcome(super(ssl.SSLContext, server_context())._wrap_socket, plain, False))
print(outcome(inner._wrap_socket, plain, False, owner=1), outcome(inner._wrap_socket, plain, False, session=1))
plain.close()

# attributes
a, b = connected_in_memory()
raw = a._sslobj
print(raw.owner is a, raw.context is a.context, raw.server_side, raw.server_hostname, raw.session_reused)
for attribute, value in (("owner", 1), ("context", 1), ("session", 1), ("server_side", True)):
    print(outcome(setattr, raw, attribute, value))
class Owner: pass
owner = Owner()
raw.owner = owner
print(raw.owner is owner)
del owner
gc.collect()
print(raw.owner, type(raw).__name__)
for arguments in ((-1,), (0,), ("x",), (), (1, b"x"), (1, 2, 3), (0, bytearray())):
    print(outcome(raw.read, *arguments))
print(outcome(raw.write, 1), outcome(raw.write, "x"), raw.write(b""))
print(outcome(raw.get_channel_binding, "x"), outcome(raw.get_channel_binding, 1), raw.get_channel_binding() == b._sslobj.get_channel_binding("tls-unique"))
print(raw.shared_ciphers(), len(b._sslobj.shared_ciphers()) > 1, raw.cipher() in b._sslobj.shared_ciphers())

# a context lives as long as its connections
context = client_context()
seen = weakref.ref(context)
a, b = connected_in_memory(context)
del context
gc.collect()
print(seen() is a.context)
del a, b
gc.collect()
print(seen())
server = server_context()
server.sni_callback = lambda *args: server and None  # a cycle
seen = weakref.ref(server)
del server
gc.collect()
print(seen())

# expect: localhost None localhost
# expect: 127.0.0.1 None 127.0.0.1
# expect: ::1 None ::1
# expect: named.test SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'named.test'. named.test
# expect: LOCALHOST None LOCALHOST
# expect: a.wild.test None
# expect: a.b.wild.test SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'a.b.wild.test'.
# expect: named.test None
# expect: '' 'ValueError: server_hostname cannot be an empty string or start with a leading dot.'
# expect: '.a' 'ValueError: server_hostname cannot be an empty string or start with a leading dot.'
# expect: 'a\x00b' 'TypeError: argument must be encoded string without null bytes, not str'
# expect: b'bytes' 'TypeError: argument must be str, not bytes'
# expect: 1 'TypeError: argument must be str, not int'
# expect: '\xe9.test' "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)"
# expect: TypeError: _wrap_socket() argument 'sock' must be _socket.socket, not int
# expect: SSLError: Cannot create a server socket with a PROTOCOL_TLS_CLIENT context
# expect: TypeError: _wrap_bio() argument 'incoming' must be _ssl.MemoryBIO, not int TypeError: _wrap_bio() argument 'outgoing' must be _ssl.MemoryBIO, not None
# expect: SSLError: Cannot create a client socket with a PROTOCOL_TLS_SERVER context
# expect: TypeError: cannot create weak reference to 'int' object TypeError: Value is not a SSLSession.
# expect: True True False localhost False
# expect: TypeError: cannot create weak reference to 'int' object
# expect: TypeError: The value must be a SSLContext
# expect: TypeError: Value is not a SSLSession.
# expect: AttributeError: attribute 'server_side' of '_ssl._SSLSocket' objects is not writable
# expect: True
# expect: None _SSLSocket
# expect: ValueError: size should not be negative
# expect: b''
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: _ssl._SSLSocket.read requires 1 to 2 arguments
# expect: TypeError: read() argument 2 must be read-write bytes-like object, not bytes
# expect: TypeError: _ssl._SSLSocket.read requires 1 to 2 arguments
# expect: 0
# expect: TypeError: a bytes-like object is required, not 'int' TypeError: a bytes-like object is required, not 'str' 0
# expect: ValueError: 'x' channel binding type not implemented TypeError: get_channel_binding() argument 'cb_type' must be str, not int True
# expect: None True True
# expect: True
# expect: None
# expect: None
