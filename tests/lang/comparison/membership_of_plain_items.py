# Small ints and texts in sets, dicts and short tuples: the look-up is told without a call where it can be, and must say the same where not.

made = "".join(["a", "b"])  # equal to an interned text, but another object
long = "x" * 40 + "y"


class Equal:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash("ab")


ITEMS = [0, 1, -1, -2, 7, 8, 15, 16, 2**61 - 1, 2**62, 2**70, 1.0, 1.5, True, None, "", "a", "ab", made, long, "xx", b"ab", (1,), Equal()]


def asked(container, item):
    direct = item in container
    reverse = item not in container
    jumped = "yes" if item in container else "no"
    other = "no" if item not in container else "yes"
    assert direct is not reverse and (jumped == other == "yes") is direct
    return direct


def row(container):
    return "".join(str(int(asked(container, item))) for item in ITEMS)


print(row((1, 2, 7)))
print(row((1.0, 2)))
print(row(("a", "ab", None)))
print(row(("a", made)))
print(row(("a", "x" * 40 + "y")))
print(row((1, "ab", 16, "", 0)))
print(row(tuple(range(20))))
print(row(()))
for kind in set, frozenset, dict.fromkeys:
    print(row(kind([])))
    print(row(kind([1, 2, 7])))
    print(row(kind([0, 8, 16, 24])))
    print(row(kind(["a", "ab", -2, 2**61 - 1])))
    print(row(kind(["x" * 40 + "y", 1.5, None])))
    print(row(kind(range(-5, 100))))
    print(row(kind([Equal()])))

s = set(range(10))
for i in (3, 7):
    s.discard(i)
print([i in s for i in range(12)])
d = dict.fromkeys(range(10))
del d[3], d[0]
print([i in d for i in range(12)])

for container in {1}, frozenset([1]), {1: 1}, "text":
    for item in [], {}:
        try:
            print(item in container)
        except TypeError:
            print("TypeError")
try:
    1 in 5
except TypeError:
    print("TypeError")
print("b" in "abc", "" in "abc", "bc" in "abc", "é" in "caf\u00e9", "d" not in "abc", "\u0400" in "abc")

# expect: 010010000001010000000001
# expect: 010000000001010000000001
# expect: 000000000000001011100001
# expect: 000000000000000011100001
# expect: 000000000000000010010001
# expect: 110000010001010101100001
# expect: 110011110001010000000001
# expect: 000000000000000000000000
# expect: 000000000000000000000000
# expect: 010010000001010000000000
# expect: 100001010000000000000000
# expect: 000100001000000011100001
# expect: 000000000000101000010000
# expect: 111111110001010000000000
# expect: 000000000000000001100101
# expect: 000000000000000000000000
# expect: 010010000001010000000000
# expect: 100001010000000000000000
# expect: 000100001000000011100001
# expect: 000000000000101000010000
# expect: 111111110001010000000000
# expect: 000000000000000001100101
# expect: 000000000000000000000000
# expect: 010010000001010000000000
# expect: 100001010000000000000000
# expect: 000100001000000011100001
# expect: 000000000000101000010000
# expect: 111111110001010000000000
# expect: 000000000000000001100101
# expect: [True, True, True, False, True, True, True, False, True, True, False, False]
# expect: [False, True, True, False, True, True, True, True, True, True, False, False]
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: True True True True True False
