# min-version: 3.13
import ssl
import sys
from _tls import outcome, shake

sys.unraisablehook = lambda report: print("unraisable:", type(report.exc_value).__name__, report.object is not None)


def contexts(version, client_answer, server_answer, hint=None):
    client, server = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    client.check_hostname = False
    client.verify_mode = ssl.CERT_NONE
    for context in (client, server):
        context.maximum_version = version
        if version == ssl.TLSVersion.TLSv1_2:
            context.set_ciphers("PSK")
    client.set_psk_client_callback(client_answer)
    server.set_psk_server_callback(server_answer, hint)
    return client, server


def talk(*args):
    client, server = contexts(*args)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    a = client.wrap_bio(to_client, to_server)
    b = server.wrap_bio(to_server, to_client, server_side=True)
    result = outcome(shake, a, b)
    if result is None:
        a.write(b"word")
        return a.version(), b.read(10), a.getpeercert()
    return result

KEY = bytes(range(32))
for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
    print(talk(version, lambda hint: print("hint:", hint) or ("name", KEY), lambda name: print("name:", name) or KEY, "a hint"))
TLS12 = ssl.TLSVersion.TLSv1_2
print(talk(TLS12, lambda hint: (None, KEY), lambda name: print("name:", name) or KEY))
print(talk(TLS12, lambda hint: (b"name", KEY), lambda name: print("name:", name) or KEY))
print(talk(TLS12, lambda hint: ("name", KEY), lambda name: b"another"))
for wrong in (lambda hint: 1 / 0, lambda hint: ("a", "text"), lambda hint: ("a", KEY, 1), lambda hint: (1, KEY),
              lambda hint: ("a" * 5000, KEY), lambda hint: ("a", b"x" * 5000), lambda hint: ("a", b"")):
    print(talk(TLS12, wrong, lambda name: KEY))
for wrong in (lambda name: 1 / 0, lambda name: None, lambda name: "text", lambda name: b"x" * 5000):
    print(talk(TLS12, lambda hint: ("name", KEY), wrong))
client, server = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
print(outcome(client.set_psk_server_callback, None), outcome(server.set_psk_client_callback, None))
print(outcome(client.set_psk_client_callback, 1), outcome(server.set_psk_server_callback, 1))
print(outcome(server.set_psk_server_callback, None, 1), outcome(server.set_psk_server_callback, None, "x" * 500), outcome(client.set_psk_client_callback, None))

# expect: hint: a hint
# expect: name: name
# expect: ('TLSv1.2', b'word', None)
# expect: hint: None
# expect: name: name
# expect: ('TLSv1.3', b'word', None)
# expect: name: None
# expect: ('TLSv1.2', b'word', None)
# expect: name: name
# expect: ('TLSv1.2', b'word', None)
# expect: SSLError: [SSL: DECRYPTION_FAILED_OR_BAD_RECORD_MAC] decryption failed or bad record mac
# expect: unraisable: ZeroDivisionError True
# expect: SSLError: [SSL: PSK_IDENTITY_NOT_FOUND] psk identity not found
# expect: unraisable: TypeError True
# expect: SSLError: [SSL: PSK_IDENTITY_NOT_FOUND] psk identity not found
# expect: unraisable: TypeError True
# expect: SSLError: [SSL: PSK_IDENTITY_NOT_FOUND] psk identity not found
# expect: unraisable: TypeError True
# expect: SSLError: [SSL: PSK_IDENTITY_NOT_FOUND] psk identity not found
# expect: SSLError: [SSL: PSK_IDENTITY_NOT_FOUND] psk identity not found
# expect: SSLError: [SSL: PSK_IDENTITY_NOT_FOUND] psk identity not found
# expect: SSLError: [SSL: PSK_IDENTITY_NOT_FOUND] psk identity not found
# expect: unraisable: ZeroDivisionError True
# expect: SSLError: [SSL: PSK_IDENTITY_NOT_FOUND] psk identity not found
# expect: unraisable: TypeError True
# expect: SSLError: [SSL: PSK_IDENTITY_NOT_FOUND] psk identity not found
# expect: unraisable: TypeError True
# expect: SSLError: [SSL: PSK_IDENTITY_NOT_FOUND] psk identity not found
# expect: SSLError: [SSL: PSK_IDENTITY_NOT_FOUND] psk identity not found
# expect: SSLError: Cannot add PSK server callback to a PROTOCOL_TLS_CLIENT context SSLError: Cannot add PSK client callback to a PROTOCOL_TLS_SERVER context
# expect: TypeError: callback must be callable TypeError: callback must be callable
# expect: TypeError: set_psk_server_callback() argument 'identity_hint' must be str or None, not int None None
