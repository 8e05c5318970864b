import hashlib
import hmac

h = hmac.new(b"key", b"message", "sha256")
print(h.name, h.digest_size, h.block_size, h.hexdigest())
twin = h.copy()
twin.update(b" and more" * 1000)
print(twin.hexdigest() != h.hexdigest(), hmac.new(b"k" * 500, b"", hashlib.sha512).hexdigest()[:32])
print(hmac.digest(b"key", b"message", "md5").hex(), hmac.digest(b"", b"", "sha1").hex())
print(hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"abc", b"abd"), hmac.compare_digest(b"a", b"ab"))
print(hmac.new(b"key", b"m", lambda d=b"": hashlib.md5(d)).hexdigest())
try:
    hmac.new(b"key", b"m")
except TypeError as error:
    print(type(error).__name__)

# expect: hmac-sha256 32 64 6e9ef29b75fffc5b7abae527d58fdadb2fe42e7219011976917343065f58ed4a
# expect: True fa1a77f14e5958488bd9d26bc08b3d82
# expect: 4e4748e62b463521f6775fbf921234b5 fbdb1d1b18aa6c08324b7d64b71fb76370690e1d
# expect: True False False
# expect: be199e98ea123abd6d50b67091a4e2b5
# expect: TypeError
