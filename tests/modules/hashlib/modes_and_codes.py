import _hashlib
import hashlib
import hmac


def show(source):
    try:
        print(source, "->", eval(source))
    except Exception as error:
        print(source, "->", type(error).__name__)


print(_hashlib.get_fips_mode() in (0, 1))
print(_hashlib.hmac_digest(b"key", b"message", "sha256").hex(), _hashlib.hmac_digest(b"", b"", "md5").hex())
code = _hashlib.hmac_new(b"key", digestmod="sha1")
code.update(b"mess")
copy = code.copy()
code.update(b"age")
copy.update(bytearray(b"enger"))
print(code.hexdigest(), copy.digest().hex(), code.name, code.digest_size, code.block_size, type(code).__name__)
print(_hashlib.hmac_new(b"key", b"message", "sha1").hexdigest() == code.hexdigest() == hmac.new(b"key", b"message", "sha1").hexdigest() == hmac.digest(b"key", b"message", "sha1").hex())
for source in ("_hashlib.hmac_digest(b'key', b'message', 'nothing')", "_hashlib.hmac_digest('key', b'message', 'sha1')", "_hashlib.hmac_digest(b'key', 'message', 'sha1')",
               "_hashlib.hmac_digest(b'key', b'message')", "_hashlib.hmac_new(b'key')", "_hashlib.hmac_new('key', digestmod='sha1')", "_hashlib.hmac_new(b'key', 'text', 'sha1')",
               "_hashlib.hmac_new(b'key', digestmod=5)", "code.update('text')", "code.update()", "_hashlib.get_fips_mode(1)", "type(code)()"):
    show(source)

# expect: True
# expect: 6e9ef29b75fffc5b7abae527d58fdadb2fe42e7219011976917343065f58ed4a 74e6f7298a9c2d168935f58c001bad88
# expect: 2088df74d5f2146b48146caf4965377e9d0be3a4 12d60da5b775184464d53f080336aea45d8541cd hmac-sha1 20 64 HMAC
# expect: True
# expect: _hashlib.hmac_digest(b'key', b'message', 'nothing') -> UnsupportedDigestmodError
# expect: _hashlib.hmac_digest('key', b'message', 'sha1') -> TypeError
# expect: _hashlib.hmac_digest(b'key', 'message', 'sha1') -> TypeError
# expect: _hashlib.hmac_digest(b'key', b'message') -> TypeError
# expect: _hashlib.hmac_new(b'key') -> TypeError
# expect: _hashlib.hmac_new('key', digestmod='sha1') -> TypeError
# expect: _hashlib.hmac_new(b'key', 'text', 'sha1') -> TypeError
# expect: _hashlib.hmac_new(b'key', digestmod=5) -> UnsupportedDigestmodError
# expect: code.update('text') -> TypeError
# expect: code.update() -> TypeError
# expect: _hashlib.get_fips_mode(1) -> TypeError
# expect: type(code)() -> TypeError
