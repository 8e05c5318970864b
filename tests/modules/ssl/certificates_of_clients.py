import ssl
from _tls import client_context, connected_in_memory, key, outcome, pair_in_memory, server_context, shake


def asking(mode):
    context = server_context(verify_mode=mode)
    context.load_verify_locations(key("authority"))
    return context

with_certificate = client_context()
with_certificate.load_cert_chain(key("client"))
for mode in (ssl.CERT_NONE, ssl.CERT_OPTIONAL, ssl.CERT_REQUIRED):
    a, b = connected_in_memory(with_certificate, asking(mode))
    print(mode.name, b.getpeercert(), len(b.getpeercert(True) or b"") > 100)
    chains = b._sslobj.get_verified_chain(), b._sslobj.get_unverified_chain()
    print([chain and [c.get_info()["subject"][-1] for c in chain] for chain in chains])
# the client has none, before TLS 1.3
old = client_context(maximum_version=ssl.TLSVersion.TLSv1_2)
a, b = pair_in_memory(old, asking(ssl.CERT_REQUIRED))
print(outcome(shake, a, b))
a, b = connected_in_memory(old, asking(ssl.CERT_OPTIONAL))
print(b.getpeercert(), b._sslobj.get_unverified_chain())

# the certificates of the server
a, b = connected_in_memory()
verified, unverified = a._sslobj.get_verified_chain(), a._sslobj.get_unverified_chain()
print([c.get_info()["subject"][-1] for c in verified], [c.get_info()["subject"][-1] for c in unverified])
own = verified[0]
print(own == unverified[0], own == verified[1], own != verified[1], hash(own) == hash(unverified[0]), repr(own), own == 1)
print(ssl.PEM_cert_to_DER_cert(own.public_bytes()) == own.public_bytes(ssl._ssl.ENCODING_DER) == a.getpeercert(True))
print(outcome(own.public_bytes, 3), outcome(own.public_bytes, "x"), outcome(type(own)))

# asked for later
for late in (True, False):
    client = client_context(post_handshake_auth=late)
    client.load_cert_chain(key("client"))
    server = asking(ssl.CERT_REQUIRED)
    server.post_handshake_auth = True
    a, b = connected_in_memory(client, server)
    print(b.getpeercert(), client.post_handshake_auth)
    print(outcome(b.verify_client_post_handshake))
    b.write(b"?")
    print(outcome(a.read, 1))
    print(outcome(a.write, b"!"), outcome(b.read, 1))
    print((b.getpeercert() or {}).get("subject"))
print(outcome(a.verify_client_post_handshake))

# expect: CERT_NONE None False
# expect: [None, None]
# expect: CERT_OPTIONAL {'subject': ((('organizationName', 'tinypy tests'),), (('commonName', 'client'),)), 'issuer': ((('organizationName', 'tinypy tests'),), (('commonName', 'authority'),)), 'version': 3, 'serialNumber': '0698FCAE907C0DAEC84FC149AD39DD5792CEED1E', 'notBefore': 'Jan  1 00:00:00 2020 GMT', 'notAfter': 'Jan  1 00:00:00 2120 GMT'} True
# expect: [[(('commonName', 'client'),), (('commonName', 'authority'),)], [(('commonName', 'client'),), (('commonName', 'authority'),)]]
# expect: CERT_REQUIRED {'subject': ((('organizationName', 'tinypy tests'),), (('commonName', 'client'),)), 'issuer': ((('organizationName', 'tinypy tests'),), (('commonName', 'authority'),)), 'version': 3, 'serialNumber': '0698FCAE907C0DAEC84FC149AD39DD5792CEED1E', 'notBefore': 'Jan  1 00:00:00 2020 GMT', 'notAfter': 'Jan  1 00:00:00 2120 GMT'} True
# expect: [[(('commonName', 'client'),), (('commonName', 'authority'),)], [(('commonName', 'client'),), (('commonName', 'authority'),)]]
# expect: SSLError: [SSL: PEER_DID_NOT_RETURN_A_CERTIFICATE] peer did not return a certificate
# expect: None [None]
# expect: [(('commonName', 'localhost'),), (('commonName', 'authority'),)] [(('commonName', 'localhost'),)]
# expect: True False True True <_ssl.Certificate 'CN=localhost,O=tinypy tests'> False
# expect: True
# expect: ValueError: Unsupported format TypeError: 'str' object cannot be interpreted as an integer TypeError: cannot create '_ssl.Certificate' instances
# expect: None True
# expect: None
# expect: b'?'
# expect: 1 b'!'
# expect: ((('organizationName', 'tinypy tests'),), (('commonName', 'client'),))
# expect: None False
# expect: SSLError: [SSL: EXTENSION_NOT_RECEIVED] extension not received
# expect: b'?'
# expect: 1 b'!'
# expect: None
# expect: SSLError: [SSL: NOT_SERVER] not server
