import hashlib

data = bytes(range(256)) * 3
for size in (0, 1, 63, 64, 65, 127, 128, 129, 256, 768):
    print(size, hashlib.blake2b(data[:size]).hexdigest()[:24], hashlib.blake2s(data[:size]).hexdigest()[:24])
print(hashlib.blake2b(b"x", digest_size=20, key=b"key", salt=b"salt", person=b"person").hexdigest())
print(hashlib.blake2s(b"x", digest_size=7, key=b"k" * 32, salt=b"12345678", person=b"abc").hexdigest())
leaf = dict(fanout=2, depth=2, leaf_size=4096, inner_size=64, node_offset=1, node_depth=0)
print(hashlib.blake2b(b"leaf", last_node=True, **leaf).hexdigest()[:40])
print(hashlib.blake2s(b"leaf", fanout=2, depth=2, leaf_size=4096, inner_size=32, node_offset=2**48 - 1).hexdigest()[:40])
print(hashlib.blake2b.SALT_SIZE, hashlib.blake2s.PERSON_SIZE, hashlib.blake2b.MAX_KEY_SIZE, hashlib.blake2s.MAX_DIGEST_SIZE)
for arguments in ({"digest_size": 65}, {"digest_size": 0}, {"key": b"k" * 65}, {"salt": b"s" * 17}, {"fanout": 256}, {"depth": 0}):
    try:
        hashlib.blake2b(**arguments)
    except ValueError as error:
        print(error)

# expect: 0 786a02f742015903c6c6fd85 69217a3079908094e11121d0
# expect: 1 2fa3f686df876995167e7c2e e34d74dbaf4ff4c6abd871cc
# expect: 63 d10bf9a15b1c9fc8d41f89bb e57cb79487dd57902432b250
# expect: 64 2fc6e69fa26a89a5ed269092 56f34e8b96557e90c1f24b52
# expect: 65 fcbe8be7dcb49a32dbdf2394 1b53ee94aaf34e4b159d48de
# expect: 127 b6292669ccd38d5f01caae96 f18417b39d617ab1c18fdf91
# expect: 128 2319e3789c47e2daa5fe807f 1fa877de67259d19863a2a34
# expect: 129 f59711d44a031d5f97a9413c 5bd169e67c82c2c2e98ef700
# expect: 256 1ecc896f34d3f9cac484c73f 5fdeb59f681d975f52c8e69c
# expect: 768 323e97a7a859ee63c9013deb b928a17862e211e99759ba88
# expect: 97f652f581b8ea7c0a7e35d766d345a9cf175fba
# expect: 2f1997d80a67ad
# expect: 4b6e95fa47ea546b73a59925ffdab731487522d7
# expect: 66106631d562bdaabed0393f3274f64e8a303985
# expect: 16 8 64 32
# expect: digest_size must be between 1 and 64 bytes
# expect: digest_size must be between 1 and 64 bytes
# expect: maximum key length is 64 bytes
# expect: maximum salt length is 16 bytes
# expect: fanout must be between 0 and 255
# expect: depth must be between 1 and 255
