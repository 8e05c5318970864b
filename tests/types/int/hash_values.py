print(hash(0), hash(1), hash(-1), hash(-2), hash(2**61 - 1), hash(2**61), hash(10**30), hash(True), hash(-(2**61)))
print(hash(1.0) == 1, hash(0.5), hash(float("inf")), hash(2.0**70) == hash(2**70), hash(1 + 0j))

# expect: 0 1 -2 -2 0 1 465258685558744706 1 -2
# expect: True 1152921504606846976 314159 True 1
