import _ssl
import ssl
from _tls import client_context, key, outcome

info = _ssl._test_decode_cert(key("named"))
print(list(info))
for field in ("subject", "issuer", "version", "notBefore", "notAfter", "subjectAltName", "OCSP", "caIssuers", "crlDistributionPoints"):
    print(field, info[field])
print(int(info["serialNumber"], 16) > 0, info["serialNumber"] == info["serialNumber"].upper())
print(list(_ssl._test_decode_cert(key("authority"))))
print(outcome(_ssl._test_decode_cert, "/no/such/file"), outcome(_ssl._test_decode_cert, key("parameters")), outcome(_ssl._test_decode_cert, 1))
context = client_context()
print([c["subject"] for c in context.get_ca_certs()], context.cert_store_stats())
print([ssl.PEM_cert_to_DER_cert(open(key("authority")).read())] == context.get_ca_certs(binary_form=True) == context.get_ca_certs(True))

# expect: ['subject', 'issuer', 'version', 'serialNumber', 'notBefore', 'notAfter', 'subjectAltName', 'OCSP', 'caIssuers', 'crlDistributionPoints']
# expect: subject ((('organizationName', 'tinypy tests'),), (('commonName', 'named.test'),))
# expect: issuer ((('organizationName', 'tinypy tests'),), (('commonName', 'authority'),))
# expect: version 3
# expect: notBefore Jan  1 00:00:00 2020 GMT
# expect: notAfter Jan  1 00:00:00 2120 GMT
# expect: subjectAltName (('DNS', 'named.test'), ('DNS', '*.wild.test'), ('email', 'post@named.test'), ('URI', 'https://named.test/'), ('Registered ID', '1.2.3.4'), ('IP Address', '127.0.0.2'), ('IP Address', '0:0:0:0:0:0:0:1'))
# expect: OCSP ('http://ocsp.test/',)
# expect: caIssuers ('http://issuer.test/',)
# expect: crlDistributionPoints ('http://lists.test/list.crl',)
# expect: True True
# expect: ['subject', 'issuer', 'version', 'serialNumber', 'notBefore', 'notAfter']
# expect: SSLError: ("Can't open file",) SSLError: ('Error decoding PEM-encoded file',) TypeError: expected str, bytes or os.PathLike object, not int
# expect: [((('organizationName', 'tinypy tests'),), (('commonName', 'authority'),))] {'x509': 1, 'crl': 0, 'x509_ca': 1}
# expect: True
