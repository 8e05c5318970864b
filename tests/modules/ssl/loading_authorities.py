import ssl
from _tls import key, outcome

pem = open(key("authority")).read()
der = ssl.PEM_cert_to_DER_cert(pem)
other = ssl.PEM_cert_to_DER_cert(open(key("other_authority")).read())
def load(**arguments):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    print(outcome(context.load_verify_locations, **arguments), context.cert_store_stats()["x509"])
load(cadata=pem)
load(cadata=pem + pem)
load(cadata=der)
load(cadata=bytearray(der + other))
load(cadata=memoryview(der))
load(cadata="# a comment\n" + pem + "# another\n")
load(cafile=key("authority"), cadata=other)
load(cafile=key("authority").encode(), capath="/")
for wrong in ("", b"", "x", b"x", 1, "\xe9", pem[:200], der + b"xyz", pem + pem[:200]):
    load(cadata=wrong)
load()
load(cafile=1)
load(capath=1.5)
load(cafile="/no/such/file")
load(cafile=key("parameters"))
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
print(context.set_default_verify_paths(), len(ssl._ssl.get_default_verify_paths()))

# expect: None 1
# expect: None 1
# expect: None 1
# expect: None 2
# expect: None 1
# expect: None 1
# expect: None 2
# expect: None 1
# expect: ValueError: Empty certificate data 0
# expect: ValueError: Empty certificate data 0
# expect: SSLError: no start line: cadata does not contain a certificate 0
# expect: SSLError: not enough data: cadata does not contain a certificate 0
# expect: TypeError: cadata should be an ASCII string or a bytes-like object 0
# expect: TypeError: cadata should be an ASCII string or a bytes-like object 0
# expect: SSLError: no start line: cadata does not contain a certificate 0
# expect: SSLError: [ASN1: NOT_ENOUGH_DATA] not enough data 1
# expect: SSLError: [PEM: BAD_END_LINE] bad end line 1
# expect: TypeError: cafile, capath and cadata cannot be all omitted 0
# expect: TypeError: cafile should be a valid filesystem path 0
# expect: TypeError: capath should be a valid filesystem path 0
# expect: FileNotFoundError: [Errno 2] No such file or directory 0
# expect: SSLError: [X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found 0
# expect: None 4
