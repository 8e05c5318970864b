# Slices by ints, by no bound, by huge ints and bools: the same as by a slice object, and the same as item by item.
for seq in ("hello wörld", "", "x", [1, 2, 3, 4, 5], [], (1, 2, 3, 4), "ab\u20acc", b"bytes"):
    n = len(seq)
    for a in list(range(-n - 2, n + 3)) + [None, 2**70, -2**70, True]:
        for b in list(range(-n - 2, n + 3)) + [None, 2**70, -2**70, False]:
            part = seq[a:b]
            assert part == seq[slice(a, b)] and type(part) is type(seq), (seq, a, b)
            low, high = 0 if a is None else a, n if b is None else b
            low = max(0, low + n) if low < 0 else min(low, n)
            high = max(0, high + n) if high < 0 else min(high, n)
            assert list(part) == [seq[i] for i in range(low, high)], (seq, a, b)
whole = "whole"
print(whole[:] is whole, whole[0:] is whole, whole[-5:99] is whole, [1, 2][:], (3, 4)[0:1])
for bounds in ("x", None), (1.5, None), (None, []):
    try:
        "text"[bounds[0]:bounds[1]]
    except TypeError as e:
        print(e)

# expect: True True True [1, 2] (3,)
# expect: slice indices must be integers or None or have an __index__ method
# expect: slice indices must be integers or None or have an __index__ method
# expect: slice indices must be integers or None or have an __index__ method
