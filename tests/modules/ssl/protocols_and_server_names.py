import ssl
from _tls import client_context, connected_in_memory, outcome, pair_in_memory, server_context, shake

# ALPN: the server chooses, among what both know
for offered, known in ((["h2", "http/1.1"], ["http/1.1", "h2"]), (["a"], ["b"]), ([], ["b"]), (["x", "y"], ["y"])):
    client, server = client_context(), server_context()
    client.set_alpn_protocols(offered)
    server.set_alpn_protocols(known)
    a, b = connected_in_memory(client, server)
    print(offered, known, a.selected_alpn_protocol(), b.selected_alpn_protocol())
print(outcome(client.set_alpn_protocols, ["x" * 256]), outcome(client._set_alpn_protocols, b"\5ab"), outcome(client._set_alpn_protocols, "ab"))

# the callback for names chooses a certificate
named = server_context("named")
calls = []
def choose(connection, name, context):
    calls.append((type(connection).__name__, name, context is server))
    if name == "named.test":
        connection.context = named
    if name == "named.test" and connection.context is not named:
        print("has kept its context")
server = server_context(sni_callback=choose)
for name in ("localhost", "named.test", "127.0.0.1"):
    a, b = connected_in_memory(client_context(), server, name=name)
    print(name, a.getpeercert()["subject"][-1], b.context is named)
print(calls, server.sni_callback is choose)

# it may refuse
def attempt(callback, **settings):
    server = server_context(sni_callback=callback)
    a, b = pair_in_memory(client_context(), server)
    try:
        a.do_handshake()
    except ssl.SSLWantReadError:
        pass
    print(outcome(b.do_handshake))
    print(outcome(a.do_handshake))
import sys
sys.unraisablehook = lambda report: print("unraisable:", type(report.exc_value).__name__, report.exc_value)
attempt(lambda *args: ssl.ALERT_DESCRIPTION_ACCESS_DENIED)
attempt(lambda *args: "no number")
attempt(lambda *args: 1 / 0)
def read(connection, name, context):
    try:
        connection.read(1)
    except ssl.SSLError:
        print("cannot read in the middle of a handshake")
    return ssl.ALERT_DESCRIPTION_USER_CANCELLED
attempt(read)
print(outcome(setattr, server, "sni_callback", 1), server.sni_callback)
print(outcome(setattr, client_context(), "sni_callback", choose))

# expect: ['h2', 'http/1.1'] ['http/1.1', 'h2'] http/1.1 http/1.1
# expect: ['a'] ['b'] None None
# expect: [] ['b'] None None
# expect: ['x', 'y'] ['y'] y y
# expect: SSLError: ('ALPN protocols must be 1 to 255 in length',) MemoryError:  TypeError: a bytes-like object is required, not 'str'
# expect: localhost (('commonName', 'localhost'),) False
# expect: named.test (('commonName', 'named.test'),) True
# expect: 127.0.0.1 (('commonName', 'localhost'),) False
# expect: [('SSLObject', 'localhost', True), ('SSLObject', 'named.test', True), ('SSLObject', None, True)] True
# expect: SSLError: [SSL: CALLBACK_FAILED] callback failed
# expect: SSLError: [SSL: TLSV1_ALERT_ACCESS_DENIED] tlsv1 alert access denied
# expect: unraisable: TypeError 'str' object cannot be interpreted as an integer
# expect: SSLError: [SSL: CALLBACK_FAILED] callback failed
# expect: SSLError: [SSL: TLSV1_ALERT_INTERNAL_ERROR] tlsv1 alert internal error
# expect: unraisable: ZeroDivisionError division by zero
# expect: SSLError: [SSL: CALLBACK_FAILED] callback failed
# expect: SSLError: [SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure
# expect: cannot read in the middle of a handshake
# expect: SSLError: [SSL: CALLBACK_FAILED] callback failed
# expect: SSLError: [SSL: TLSV1_ALERT_USER_CANCELLED] tlsv1 alert user cancelled
# expect: TypeError: not a callable object None
# expect: ValueError: sni_callback cannot be set on TLS_CLIENT context
