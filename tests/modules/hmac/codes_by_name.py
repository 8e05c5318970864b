# _hmac, which CPython has from 3.14 on: codes by the names of hash functions. The expected codes are those of the other implementation.
import hashlib
import hmac
try:
    import _hmac
except ImportError:
    _hmac = None

KEY, MESSAGE = b"key", b"message" * 1000
NAMES = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512"]


def refused(error, action, *arguments, **keywords):
    try:
        action(*arguments, **keywords)
    except error:
        return True
    return False


def same(name):
    expected = hmac.digest(KEY, MESSAGE, name)
    code = _hmac.new(KEY, MESSAGE[:10], name)
    other = code.copy()
    code.update(MESSAGE[10:]), other.update(msg=b"")
    compute = getattr(_hmac, f"compute_{name}")
    return (code.digest() == expected == compute(KEY, MESSAGE) == _hmac.compute_digest(KEY, MESSAGE, name)
            and code.hexdigest() == expected.hex() and other.digest() == hmac.digest(KEY, MESSAGE[:10], name)
            and code.name == "hmac-" + name and code.digest_size == len(expected)
            and code.block_size == hashlib.new(name).block_size and repr(code).startswith("<" + name + " HMAC object @ "))


def blake():
    slow = hmac.HMAC(KEY, MESSAGE, lambda data=b"": hashlib.blake2b(data)).digest()
    short = hmac.HMAC(KEY, MESSAGE, lambda data=b"": hashlib.blake2s(data)).digest()
    return (_hmac.compute_blake2b_32(KEY, MESSAGE) == slow == _hmac.compute_digest(KEY, MESSAGE, "blake2b")
            and _hmac.compute_blake2s_32(KEY, MESSAGE) == short == _hmac.new(KEY, MESSAGE, "blake2s").digest())


print(_hmac is None or [name for name in NAMES if not same(name)] == [])
print(_hmac is None or blake())
print(_hmac is None or _hmac.new(KEY, digestmod="md5").digest() == hmac.digest(KEY, b"", "md5"))
print(_hmac is None or all((
    refused(_hmac.UnknownHashError, _hmac.new, KEY, MESSAGE, "unknown"), refused(ValueError, _hmac.compute_digest, KEY, MESSAGE, 5),
    refused(TypeError, _hmac.new, KEY, MESSAGE), refused(TypeError, _hmac.new, "key", MESSAGE, "md5"), refused(TypeError, _hmac.new, KEY, 5, "md5"),
    refused(TypeError, _hmac.compute_md5, KEY, None), refused(TypeError, _hmac.compute_sha1, KEY), refused(TypeError, _hmac.HMAC))))

# expect: True
# expect: True
# expect: True
# expect: True
