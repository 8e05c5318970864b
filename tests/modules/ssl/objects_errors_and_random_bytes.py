import _ssl
import ssl
from _tls import outcome

for text, by_name in (("1.3.6.1.5.5.7.3.1", False), ("serverAuth", True), ("TLS Web Server Authentication", True), ("serverAuth", False),
                      ("1.2.3.4.5", False), ("x", True), ("", False), ("a\0b", False), (1, False)):
    print(outcome(_ssl.txt2obj, text, name=by_name))
for nid in (129, 404, 0, -1, 100_000, "x"):
    print(outcome(_ssl.nid2obj, nid))
print(ssl.Purpose.SERVER_AUTH.oid, ssl.Purpose.CLIENT_AUTH.nid)
print(len(ssl.RAND_bytes(20)), ssl.RAND_bytes(0), ssl.RAND_bytes(16) != ssl.RAND_bytes(16), ssl.RAND_status())
print(outcome(ssl.RAND_bytes, -1), outcome(ssl.RAND_bytes, "x"), ssl.RAND_add("text", 1.5), ssl.RAND_add(b"bytes", 0))
print(outcome(ssl.RAND_add, 1, 1), outcome(ssl.RAND_add, b"", "x"))
if hasattr(ssl, "RAND_pseudo_bytes"):
    import warnings
    warnings.simplefilter("ignore")
    assert len(ssl.RAND_pseudo_bytes(4)[0]) == 4 and ssl.RAND_pseudo_bytes(4)[1] is True

for cls in (ssl.SSLError, ssl.SSLZeroReturnError, ssl.SSLWantReadError, ssl.SSLWantWriteError, ssl.SSLSyscallError, ssl.SSLEOFError,
            ssl.SSLCertVerificationError):
    print(cls.__name__, cls.__module__, [base.__name__ for base in cls.__mro__[1:-1]])
print(str(ssl.SSLError(1, "text")), str(ssl.SSLError("alone")), str(ssl.SSLError(1, 2)), repr(ssl.SSLError(1, "text")), ssl.SSLError(1, "text").errno)
print(str(ssl.SSLEOFError(8, "end")), ssl.SSLError(2, "x").filename, hasattr(ssl.SSLError(1, "x"), "reason"))
print(ssl.OPENSSL_VERSION_INFO[0] >= 3, ssl.OPENSSL_VERSION.startswith("OpenSSL "), ssl.OPENSSL_VERSION_NUMBER >= 0x30000000)
print({name: getattr(ssl, name) for name in ("HAS_SNI", "HAS_ECDH", "HAS_NPN", "HAS_ALPN", "HAS_SSLv2", "HAS_SSLv3", "HAS_TLSv1_3")})
print(sorted(m.name for m in ssl.AlertDescription)[:4], len(ssl.AlertDescription), ssl.VerifyFlags.VERIFY_CRL_CHECK_CHAIN.value, ssl.Options.OP_ALL.value)

# expect: (129, 'serverAuth', 'TLS Web Server Authentication', '1.3.6.1.5.5.7.3.1')
# expect: (129, 'serverAuth', 'TLS Web Server Authentication', '1.3.6.1.5.5.7.3.1')
# expect: (129, 'serverAuth', 'TLS Web Server Authentication', '1.3.6.1.5.5.7.3.1')
# expect: ValueError: unknown object 'serverAuth'
# expect: ValueError: Unknown object
# expect: ValueError: unknown object 'x'
# expect: ValueError: unknown object ''
# expect: ValueError: embedded null character
# expect: TypeError: txt2obj() argument 'txt' must be str, not int
# expect: (129, 'serverAuth', 'TLS Web Server Authentication', '1.3.6.1.5.5.7.3.1')
# expect: (404, 'NULL', 'NULL', None)
# expect: ValueError: Unknown object
# expect: ValueError: NID must be positive.
# expect: ValueError: unknown NID 100000
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: 1.3.6.1.5.5.7.3.1 130
# expect: 20 b'' True True
# expect: ValueError: num must be positive TypeError: 'str' object cannot be interpreted as an integer None None
# expect: TypeError: a bytes-like object is required, not 'int' TypeError: must be real number, not str
# expect: SSLError ssl ['OSError', 'Exception', 'BaseException']
# expect: SSLZeroReturnError ssl ['SSLError', 'OSError', 'Exception', 'BaseException']
# expect: SSLWantReadError ssl ['SSLError', 'OSError', 'Exception', 'BaseException']
# expect: SSLWantWriteError ssl ['SSLError', 'OSError', 'Exception', 'BaseException']
# expect: SSLSyscallError ssl ['SSLError', 'OSError', 'Exception', 'BaseException']
# expect: SSLEOFError ssl ['SSLError', 'OSError', 'Exception', 'BaseException']
# expect: SSLCertVerificationError ssl ['SSLError', 'OSError', 'ValueError', 'Exception', 'BaseException']
# expect: text ('alone',) (1, 2) SSLError(1, 'text') 1
# expect: end None False
# expect: True True True
# expect: {'HAS_SNI': True, 'HAS_ECDH': True, 'HAS_NPN': False, 'HAS_ALPN': True, 'HAS_SSLv2': False, 'HAS_SSLv3': False, 'HAS_TLSv1_3': True}
# expect: ['ALERT_DESCRIPTION_ACCESS_DENIED', 'ALERT_DESCRIPTION_BAD_CERTIFICATE', 'ALERT_DESCRIPTION_BAD_CERTIFICATE_HASH_VALUE', 'ALERT_DESCRIPTION_BAD_CERTIFICATE_STATUS_RESPONSE'] 27 12 2147483728
