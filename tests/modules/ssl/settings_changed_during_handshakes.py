# Threads change the settings of contexts while other threads make connections with them.
import os
import sys
import tempfile
import threading
from _tls import client_context, connected_in_memory, key, server_context, use_once

CIPHERS = "ECDHE+AESGCM", "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384"
client, server, other = client_context(), server_context(), server_context()
server.set_alpn_protocols(["a", "b"])
use_once(client, server)
use_once(client, other)
log = os.path.join(tempfile.mkdtemp(), "keys")


def choose(connection, name, context):
    connection.context = other


def change(count):
    for n in range(count):
        odd = n % 2
        for context in (client, server):
            context.set_ciphers(CIPHERS[odd])
            context.set_alpn_protocols(["a", "b"][odd:])
            context._msg_callback = (lambda *message: None) if odd else None
            context.keylog_filename = log if odd else None
            context.session_stats()
        server.sni_callback = choose if odd else None
        server.load_cert_chain(key("server"))
        client.load_verify_locations(cadata=open(key("authority")).read())
        client.maximum_version = 771 + odd
        if len(client.get_ca_certs()) != 1 or client.cert_store_stats()["x509"] != 1 or not client.get_ciphers():
            print("the context has lost something")


def connect(count):
    for _ in range(count):
        a, b = connected_in_memory(client, server)
        a.write(b"x" * 1000)
        if b.read(2000) != b"x" * 1000:
            print("not what was sent")
        made.append(a.version())

made = []
# CPython 3.13 crashes, since it changes what handshakes are using: there, one thread comes after another.
alone = sys.implementation.name == "cpython"
count = 1 if alone else 15
threads = [threading.Thread(target=change, args=(count,)) for _ in range(2)]
threads += [threading.Thread(target=connect, args=(count,)) for _ in range(3)]
for thread in threads:
    thread.start()
    if alone:
        thread.join()
for thread in threads:
    thread.join()
print(len(made) >= 3, set(made) <= {"TLSv1.2", "TLSv1.3"})

# expect: True True
