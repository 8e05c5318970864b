import os
import ssl
import tempfile
import threading
from ssl import TLSVersion, _TLSContentType, _TLSMessageType
from _tls import Server, client_context, connect, connected_in_memory, outcome, pair_in_memory, server_context, shake

# messages
seen = []
def note(connection, direction, version, content, kind, data):
    seen.append((type(connection).__name__, direction, content, kind))
client = client_context()
client._msg_callback = note
print(client._msg_callback is note)
connected_in_memory(client)
print(seen[0], seen[1])
print([s[3].name for s in seen if s[2] == _TLSContentType.HANDSHAKE])
client._msg_callback = None
count = len(seen)
connected_in_memory(client)
print(len(seen) == count, client._msg_callback)
def fail(*arguments):
    raise LookupError("from the callback")
client._msg_callback = fail
a, b = pair_in_memory(client)
try:
    a.do_handshake()
except ssl.SSLWantReadError as e:
    print(type(e.__context__).__name__, e.__context__)
print(outcome(setattr, client, "_msg_callback", 1))
print(outcome(ssl._ssl._SSLContext._msg_callback.__set__, client, 1))

# keys
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "keys")
    client = client_context()
    print(client.keylog_filename)
    client.keylog_filename = path
    print(client.keylog_filename == path)
    connected_in_memory(client)
    lines = open(path).read().splitlines()
    print(lines[0][0], sorted({line.split()[0] for line in lines[1:]}))
    client.keylog_filename = None
    connected_in_memory(client)
    print(len(open(path).read().splitlines()) == len(lines), client.keylog_filename)
    server = server_context(keylog_filename=path)
    with Server(lambda connection: connection.recv(1), server) as running:
        threads = [threading.Thread(target=lambda: connect(running).close()) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print({len(line.split()) for line in open(path).read().splitlines()[1:]})
    print(outcome(setattr, client, "keylog_filename", os.path.join(folder, "no", "file")).split(":")[0], client.keylog_filename)
    print(outcome(setattr, client, "keylog_filename", 1.5))
# expect: True
# expect: ('SSLObject', 'write', <_TLSContentType.HEADER: 256>, <_TLSContentType.HANDSHAKE: 22>) ('SSLObject', 'write', <_TLSContentType.HANDSHAKE: 22>, <_TLSMessageType.CLIENT_HELLO: 1>)
# expect: ['CLIENT_HELLO', 'SERVER_HELLO', 'ENCRYPTED_EXTENSIONS', 'CERTIFICATE', 'CERTIFICATE_VERIFY', 'FINISHED', 'FINISHED']
# expect: True None
# expect: LookupError from the callback
# expect: TypeError: 1 is not callable.
# expect: TypeError: not a callable object
# expect: None
# expect: True
# expect: # ['CLIENT_HANDSHAKE_TRAFFIC_SECRET', 'CLIENT_TRAFFIC_SECRET_0', 'EXPORTER_SECRET', 'SERVER_HANDSHAKE_TRAFFIC_SECRET', 'SERVER_TRAFFIC_SECRET_0']
# expect: True None
# expect: {3}
# expect: FileNotFoundError None
# expect: TypeError: expected str, bytes or os.PathLike object, not float
