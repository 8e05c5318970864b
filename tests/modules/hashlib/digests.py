import copy
import hashlib

for name in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(name, b"abc")
    length = (9,) if name.startswith("shake") else ()
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest(*length))
h = hashlib.sha1()
h.update(b"a" * 5000)
other = h.copy()
h.update(memoryview(b"b" * 10000))
print(h.hexdigest(), other.hexdigest(), other.digest() == hashlib.sha1(b"a" * 5000).digest())
for action in (lambda: hashlib.md5("text"), lambda: hashlib.sha256(5), lambda: hashlib.new("nope"), lambda: hashlib.sha1().update()):
    try:
        action()
    except (TypeError, ValueError) as error:
        print(type(error).__name__)

# expect: blake2b blake2b 64 128 ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923
# expect: blake2s blake2s 32 64 508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982
# expect: md5 md5 16 64 900150983cd24fb0d6963f7d28e17f72
# expect: sha1 sha1 20 64 a9993e364706816aba3e25717850c26c9cd0d89d
# expect: sha224 sha224 28 64 23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7
# expect: sha256 sha256 32 64 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
# expect: sha384 sha384 48 128 cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7
# expect: sha3_224 sha3_224 28 144 e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf
# expect: sha3_256 sha3_256 32 136 3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532
# expect: sha3_384 sha3_384 48 104 ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25
# expect: sha3_512 sha3_512 64 72 b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0
# expect: sha512 sha512 64 128 ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
# expect: shake_128 shake_128 0 168 5881092dd818bf5cf8
# expect: shake_256 shake_256 0 136 483366601360a8771c
# expect: 639fc825d8b80c99ffc189a90c18ee7abd1ca008 6aa9bf7df2242ef867558584c02160023a96f2f9 True
# expect: TypeError
# expect: TypeError
# expect: ValueError
# expect: TypeError
