# Texts made to defeat a hash of multiplications (their words cancel its constants) have as many hashes as other texts.
CONSTANTS = 0x9E3779B97F4A7C15, 0x6A09E667F3BCC909, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B
for constant in CONSTANTS:
    for kind in bytes, str:
        keys = [constant.to_bytes(8, "little") + i.to_bytes(8, "little") + b"sixteen letters." for i in range(2000)]
        if kind is str:
            keys = [k.decode("latin-1") for k in keys]
        print(kind.__name__, len(set(map(hash, keys))) == 2000, len({hash(k) & 0xffff for k in keys}) > 1800)

# expect: bytes True True
# expect: str True True
# expect: bytes True True
# expect: str True True
# expect: bytes True True
# expect: str True True
# expect: bytes True True
# expect: str True True
