class C:
    values = []
    for i in range(3):
        values.append(i * i)
    if values:
        kind = "full"

    def _helper(n):
        return n + 1

    computed = _helper(41)
    del _helper


print(C.values, C.kind, C.computed, C.i, hasattr(C, "_helper"))

# expect: [0, 1, 4] full 42 2 False
