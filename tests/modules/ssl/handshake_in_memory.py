import ssl
from _tls import connected_in_memory, pair_in_memory, shake

client, server = pair_in_memory()
print(client.version(), client.cipher(), client.server_side, server.server_side, client.server_hostname, server.server_hostname)
try:
    client.getpeercert()
except ValueError as e:
    print(e)
try:
    client.read()
except ssl.SSLWantReadError as e:
    print(type(e).__name__, e.errno == ssl.SSL_ERROR_WANT_READ, e.reason, e.library, str(e).split(" (")[0])
shake(client, server)
print(client.version(), server.version(), client.cipher() == server.cipher())
print(client.write(b"from the client"), server.read(100))
print(server.write(b"from the server"), client.read(4), client.pending())
buffer = bytearray(20)
print(client.read(100, buffer), bytes(buffer))
print(client.session_reused, client.compression(), client.selected_alpn_protocol())
print(client.getpeercert()["subject"], server.getpeercert())
# both ends say goodbye
try:
    client.unwrap()
except ssl.SSLWantReadError:
    print("waits for the server")
print(server.read(10))
server.unwrap()
print(client.unwrap())
# much data
client, server = connected_in_memory()
print(len(b"x" * 100_000) == server.write(b"x" * 100_000))
received = b""
while len(received) < 100_000:
    received += client.read(7777)
print(received == b"x" * 100_000)
# garbage instead of a handshake
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
lost = context.wrap_bio(incoming, outgoing, server_hostname="localhost")
incoming.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
try:
    lost.do_handshake()
except ssl.SSLError as e:
    print(type(e).__name__, e.reason, e.library, e.errno, str(e).split(" (")[0])
incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
lost = context.wrap_bio(incoming, outgoing, server_hostname="localhost")
incoming.write_eof()
try:
    lost.do_handshake()
except ssl.SSLError as e:
    print(type(e).__name__, e.reason, e.library, e.errno == ssl.SSL_ERROR_EOF, str(e).split(" (")[0])

# expect: None None False True localhost None
# expect: handshake not done yet
# expect: SSLWantReadError True None None The operation did not complete
# expect: TLSv1.3 TLSv1.3 True
# expect: 15 b'from the client'
# expect: 15 b'from' 11
# expect: 11 b' the server\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# expect: False None None
# expect: ((('organizationName', 'tinypy tests'),), (('commonName', 'localhost'),)) None
# expect: waits for the server
# expect: b''
# expect: None
# expect: True
# expect: True
# expect: SSLError WRONG_VERSION_NUMBER SSL 1 [SSL: WRONG_VERSION_NUMBER] wrong version number
# expect: SSLEOFError UNEXPECTED_EOF_WHILE_READING SSL True [SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol
