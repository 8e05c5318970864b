# min-version: 3.15
# The numbers that SHA-3 has beside its sizes, the functions by their names, and costs of scrypt that are no numbers of rounds.
import _hashlib
import _sha3
import hashlib

for name in "sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256":
    h = getattr(_sha3, name)(b"")
    print(name, h._capacity_bits, h._rate_bits, h._suffix)
    for attribute in "_capacity_bits", "_suffix":
        try:
            setattr(h, attribute, 1)
        except AttributeError:
            print("cannot be set")
print(type(_hashlib._constructors).__name__, _hashlib._constructors[_hashlib.openssl_sha1], len(_hashlib._constructors))
for cost in "n", "r", "p":
    for value in -1, -2**70, 2**64:
        try:
            hashlib.scrypt(b"p", **{"salt": b"s", "n": 2, "r": 8, "p": 1, cost: value})
        except (ValueError, OverflowError) as e:
            print(cost, type(e).__name__)

# expect: sha3_224 448 1152 b'\x06'
# expect: cannot be set
# expect: cannot be set
# expect: sha3_256 512 1088 b'\x06'
# expect: cannot be set
# expect: cannot be set
# expect: sha3_384 768 832 b'\x06'
# expect: cannot be set
# expect: cannot be set
# expect: sha3_512 1024 576 b'\x06'
# expect: cannot be set
# expect: cannot be set
# expect: shake_128 256 1344 b'\x1f'
# expect: cannot be set
# expect: cannot be set
# expect: shake_256 512 1088 b'\x1f'
# expect: cannot be set
# expect: cannot be set
# expect: mappingproxy sha1 12
# expect: n ValueError
# expect: n ValueError
# expect: n OverflowError
# expect: r ValueError
# expect: r ValueError
# expect: r OverflowError
# expect: p ValueError
# expect: p ValueError
# expect: p OverflowError
