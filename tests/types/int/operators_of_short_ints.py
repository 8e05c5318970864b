# Operators of ints of up to two limbs, and at the edges beyond: checked against the same operation on wider ints, whose
# operands are shifted up by 256 bits or have bits added above, and by a digest that a CPython has printed.
import itertools
import operator

edges = sorted({s * (2**b + d) for b in (0, 1, 31, 61, 62, 63, 64, 65, 122, 126, 127, 128, 129, 192) for d in (-1, 0, 1) for s in (1, -1)})
words = [x * 0x9E3779B97F4A7C15 % 2**b for x in (3, 7, 12345678901) for b in (64, 100, 128)]
values = edges + words + [-w for w in words]
print(len(values))

W = 256

def check(name, x, y, got, wanted):
    if got != wanted or type(got) is not type(wanted):
        print("wrong:", name, x, y, got, wanted)

digest = 0
def note(n):
    global digest
    digest = (digest * 1000003 + n) % (2**89 - 1)

for x, y in itertools.product(values, values):
    check("+", x, y, x + y, ((x << W) + (y << W)) >> W)
    check("-", x, y, x - y, ((x << W) - (y << W)) >> W)
    check("*", x, y, x * y, ((x << W) * (y << W)) >> 2 * W)
    check("&", x, y, x & y, ((x << W) & (y << W)) >> W)
    check("|", x, y, x | y, ((x << W) | (y << W)) >> W)
    check("^", x, y, x ^ y, ((x << W) ^ (y << W)) >> W)
    check("<", x, y, x < y, (x << W) < (y << W))
    check("<=", x, y, x <= y, (x << W) <= (y << W))
    check("==", x, y, x == y, (x << W) == (y << W))
    check("!=", x, y, x != y, (x << W) != (y << W))
    check(">", x, y, x > y, not (x <= y))
    check(">=", x, y, x >= y, not (x < y))
    if y:
        check("//", x, y, x // y, (x << W) // (y << W))
        check("%", x, y, x % y, ((x << W) % (y << W)) >> W)
        check("divmod", x, y, divmod(x, y), (x // y, x % y))
        if (x // y) * y + x % y != x or not (0 <= x % y < y or y < x % y <= 0):
            print("wrong division:", x, y)
        note(x // y), note(x % y)
    for n in (x + y, x - y, x * y, x & y, x | y, x ^ y):
        note(n)

for x in values:
    check("~", x, 0, ~x, -x - 1)
    check("-", x, 0, -x, 0 - x)
    check("abs", x, 0, abs(x), x if x > 0 else 0 - x)
    check("hash", x, 0, hash(x), hash(x + (2**61 - 1 << 200)) if x > 0 else -hash(-x) if hash(-x) != 1 else -2)
    note(hash(x))
    for n in (0, 1, 3, 61, 62, 63, 64, 65, 126, 127, 128, 129, 200, 2**70):
        if n < 1000:
            check("<<", x, n, x << n, x * 2**n)
            note(x << n)
        check(">>", x, n, x >> n, x // 2**n if n < 1000 else -1 if x < 0 else 0)
print(digest)

# In place, with constants, with bools and with subclasses, whose operators count.
class Odd(int):
    def __xor__(self, other):
        return "own"
    __rxor__ = __and__ = __xor__

big = 2**64 + 5
for op in (operator.ixor, operator.iand, operator.ior, operator.iadd, operator.isub, operator.imul, operator.ilshift, operator.irshift,
           operator.ifloordiv, operator.imod):
    note(op(big, 3)), note(op(big, True)), note(op(big, Odd(7)) if op not in (operator.ixor,) else 0)
x = big
x ^= x << 13
x &= 0xFFFFFFFFFFFFFFFF
x |= 1 << 70
x *= 3
x -= 10**20
x //= 7
x %= 2**66
x >>= 2
x += 2**65
print(x, digest)
print(big ^ Odd(3), Odd(3) ^ big, Odd(2**65) & big, type(Odd(2**65) + 0), type(big | Odd(1)))

for text in ("big // 0", "big % 0", "big << -1", "big >> -1", "big << -big", "big >> -big", "0 << -big", "big >> big", "-big >> big", "0 << big",
             "big & 1.5", "big ^ 'x'", "big < 'x'", "divmod(big, 0)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, type(e).__name__)

# expect: 97
# expect: 388211920876703746358195963
# expect: 49133554496313009006 296441248960233630270882125
# expect: own own own <class 'int'> <class 'int'>
# expect: big // 0 ZeroDivisionError
# expect: big % 0 ZeroDivisionError
# expect: big << -1 ValueError
# expect: big >> -1 ValueError
# expect: big << -big ValueError
# expect: big >> -big ValueError
# expect: 0 << -big ValueError
# expect: big >> big 0
# expect: -big >> big -1
# expect: 0 << big 0
# expect: big & 1.5 TypeError
# expect: big ^ 'x' TypeError
# expect: big < 'x' TypeError
# expect: divmod(big, 0) ZeroDivisionError
