r = range(2, 20, 3)
print(r, list(r), len(r), r[1], r[-1], r[1:3], r[::-1], 8 in r, 9 in r, r.index(11), r.count(5))
print(r.start, r.stop, r.step, r == range(2, 18 + 2, 3), hash(range(0)) == hash(range(5, 5)))
print(list(range(5, 0, -2)), list(range(0)), range(10**20)[-1])
print(range(3) == range(0, 3, 1), range(0) == range(2, 1), bool(range(0)))
print(list(reversed(range(0, 5, 2))), 3.0 in range(5), "a" in range(3))
for source in (
    "range(1, 2, 0)", "range(1.5)", "range('a')", "range()", "range(5)[9]", "range(3).index(7)",
    "len(range(10**20))",
):
    try:
        eval(source)
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        print(type(error).__name__, error)

# expect: range(2, 20, 3) [2, 5, 8, 11, 14, 17] 6 5 17 range(5, 11, 3) range(17, -1, -3) True False 3 1
# expect: 2 20 3 True True
# expect: [5, 3, 1] [] 99999999999999999999
# expect: True True False
# expect: [4, 2, 0] True False
# expect: ValueError range() arg 3 must not be zero
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError range expected at least 1 argument, got 0
# expect: IndexError range object index out of range
# expect-before-3.14: ValueError 7 is not in range
# expect-since-3.14: ValueError range.index(x): x not in range
# expect: OverflowError Python int too large to convert to C ssize_t
