import ssl
import warnings
from _ssl import _SSLContext
from _tls import client_context, outcome, server_context

warnings.simplefilter("error")
for protocol in (ssl.PROTOCOL_TLS_CLIENT, ssl.PROTOCOL_TLS_SERVER):
    c = _SSLContext(protocol)
    print(c.protocol, c.verify_mode, c.verify_flags, c.check_hostname, c.minimum_version, c.maximum_version, c.num_tickets,
          c.security_level, c._host_flags, c.post_handshake_auth, c.options == 0x82520050, c.sni_callback, c._msg_callback,
          c.keylog_filename)
for protocol in (ssl.PROTOCOL_TLS, ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_1, ssl.PROTOCOL_TLSv1_2, 99, "x", None):
    print(outcome(_SSLContext, protocol))
print(outcome(_SSLContext), outcome(_SSLContext, protocol=2), outcome(_SSLContext, 1, 2))

c = client_context()
for name, values in {
    "verify_mode": (0, 1, 2, 3, "x", 1 << 40, 1 << 80),
    "verify_flags": (0, ssl.VERIFY_X509_STRICT, "x"),
    "check_hostname": (True, 0, "yes"),
    "minimum_version": (ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.MINIMUM_SUPPORTED, ssl.TLSVersion.MAXIMUM_SUPPORTED, ssl.TLSVersion.TLSv1, 5, 1 << 40, "x"),
    "maximum_version": (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.MINIMUM_SUPPORTED, ssl.TLSVersion.MAXIMUM_SUPPORTED, ssl.TLSVersion.TLSv1_1, -7),
    "options": (ssl.OP_NO_TICKET, 0, ssl.OP_NO_TLSv1_2),
    "num_tickets": (1, -1, "x"),
    "post_handshake_auth": (1, 0),
    "hostname_checks_common_name": (False, True),
    "_host_flags": (5, "x"),
    "security_level": (1,),
    "protocol": (1,),
}.items():
    for value in values:
        print(name, ascii(value)[:40], outcome(setattr, c, name, value), int(getattr(c, name)))
s = server_context()
for value in (0, 3, -1, 1 << 80):
    print(outcome(setattr, s, "num_tickets", value), s.num_tickets)
print(outcome(setattr, c, "verify_mode", ssl.CERT_NONE), c.verify_mode)
for name in ("post_handshake_auth", "protocol", "security_level"):
    print(outcome(delattr, c, name))

# ciphers
c = client_context()
first = c.get_ciphers()[0]
print(sorted(first), first["name"], first["protocol"], first["aead"], type(first["id"]).__name__, first["strength_bits"])
c.set_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256")
print([x["name"] for x in c.get_ciphers() if x["protocol"] != "TLSv1.3"])
bio = ssl.MemoryBIO()
used = c.wrap_bio(bio, bio, server_hostname="localhost")
c.set_ciphers("ECDHE-ECDSA-AES256-GCM-SHA384")  # connections that exist keep theirs
print([x["name"] for x in c.get_ciphers() if x["protocol"] != "TLSv1.3"])
print(outcome(c.set_ciphers, "nonsense"), outcome(c.set_ciphers, 1), outcome(c.set_ciphers, "a\0b"))
print(used.shared_ciphers())

# curves
for curve in ("prime256v1", b"secp384r1", "nonsense", "sha256", 1):
    print(outcome(c.set_ecdh_curve, curve))

# expect: 16 2 32768 True 771 -1 2 2 4 False True None None None
# expect: 17 0 32768 False 771 -1 2 2 4 False True None None None
# expect: DeprecationWarning: ssl.PROTOCOL_TLS is deprecated
# expect: DeprecationWarning: ssl.PROTOCOL_TLSv1 is deprecated
# expect: DeprecationWarning: ssl.PROTOCOL_TLSv1_1 is deprecated
# expect: DeprecationWarning: ssl.PROTOCOL_TLSv1_2 is deprecated
# expect: ValueError: invalid or unsupported protocol version 99
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: 'NoneType' object cannot be interpreted as an integer
# expect: TypeError: _SSLContext expected 1 argument, got 0 TypeError: _SSLContext() takes no keyword arguments TypeError: _SSLContext expected 1 argument, got 2
# expect: verify_mode 0 ValueError: Cannot set verify_mode to CERT_NONE when check_hostname is enabled. 2
# expect: verify_mode 1 None 1
# expect: verify_mode 2 None 2
# expect: verify_mode 3 ValueError: invalid value for verify_mode 2
# expect: verify_mode 'x' TypeError: 'str' object cannot be interpreted as an integer 2
# expect: verify_mode 1099511627776 OverflowError: signed integer is greater than maximum 2
# expect: verify_mode 1208925819614629174706176 OverflowError: Python int too large to convert to C long 2
# expect: verify_flags 0 None 0
# expect: verify_flags <VerifyFlags.VERIFY_X509_STRICT: 32> None 32
# expect: verify_flags 'x' TypeError: argument must be int, not str 32
# expect: check_hostname True None 1
# expect: check_hostname 0 None 0
# expect: check_hostname 'yes' None 1
# expect: minimum_version <TLSVersion.TLSv1_3: 772> None 772
# expect: minimum_version <TLSVersion.MINIMUM_SUPPORTED: -2> None -2
# expect: minimum_version <TLSVersion.MAXIMUM_SUPPORTED: -1> None 772
# expect: minimum_version <TLSVersion.TLSv1: 769> DeprecationWarning: ssl.TLSVersion.TLSv1 is deprecated 772
# expect: minimum_version 5 ValueError: Unsupported TLS/SSL version 0x5 772
# expect: minimum_version 1099511627776 OverflowError: Option is too long 772
# expect: minimum_version 'x' TypeError: 'str' object cannot be interpreted as an integer 772
# expect: maximum_version <TLSVersion.TLSv1_2: 771> None 771
# expect: maximum_version <TLSVersion.MINIMUM_SUPPORTED: -2> None 769
# expect: maximum_version <TLSVersion.MAXIMUM_SUPPORTED: -1> None -1
# expect: maximum_version <TLSVersion.TLSv1_1: 770> DeprecationWarning: ssl.TLSVersion.TLSv1_1 is deprecated -1
# expect: maximum_version -7 ValueError: Unsupported TLS/SSL version 0xfffffff9 -1
# expect: options <Options.OP_NO_TICKET: 16384> None 16384
# expect: options 0 None 0
# expect: options <Options.OP_NO_TLSv1_2: 134217728> DeprecationWarning: ssl.OP_NO_SSL*/ssl.OP_NO_TLS* options are deprecated 0
# expect: num_tickets 1 ValueError: SSLContext is not a server context. 2
# expect: num_tickets -1 ValueError: value must be non-negative 2
# expect: num_tickets 'x' TypeError: 'str' object cannot be interpreted as an integer 2
# expect: post_handshake_auth 1 None 1
# expect: post_handshake_auth 0 None 0
# expect: hostname_checks_common_name False None 0
# expect: hostname_checks_common_name True None 1
# expect: _host_flags 5 None 5
# expect: _host_flags 'x' TypeError: 'str' object cannot be interpreted as an integer 5
# expect: security_level 1 AttributeError: attribute 'security_level' of '_ssl._SSLContext' objects is not writable 2
# expect: protocol 1 AttributeError: property 'protocol' of 'SSLContext' object has no setter 16
# expect: None 0
# expect: None 3
# expect: ValueError: value must be non-negative 3
# expect: OverflowError: Python int too large to convert to C long 3
# expect: ValueError: Cannot set verify_mode to CERT_NONE when check_hostname is enabled. 2
# expect-before-3.15: AttributeError: cannot delete attribute
# expect-since-3.15: AttributeError: attribute 'post_handshake_auth' of 'SSLContext' objects cannot be deleted
# expect: AttributeError: property 'protocol' of 'SSLContext' object has no deleter
# expect: AttributeError: attribute 'security_level' of '_ssl._SSLContext' objects is not writable
# expect: ['aead', 'alg_bits', 'auth', 'description', 'digest', 'id', 'kea', 'name', 'protocol', 'strength_bits', 'symmetric'] TLS_AES_256_GCM_SHA384 TLSv1.3 True int 256
# expect: ['ECDHE-ECDSA-AES128-GCM-SHA256']
# expect: ['ECDHE-ECDSA-AES256-GCM-SHA384']
# expect: SSLError: ('No cipher can be selected.',) TypeError: set_ciphers() argument must be str, not int ValueError: embedded null character
# expect: None
# expect: None
# expect: None
# expect: ValueError: unknown elliptic curve name 'nonsense'
# expect: ValueError: unknown elliptic curve name 'sha256'
# expect: TypeError: expected str, bytes or os.PathLike object, not int
