# An operand may be in the local that the result is assigned to, whoever computes it: native code, or a method of
# either operand.
from _tracked import Tracked, run, text


class Number(Tracked):
    def __add__(self, other):
        return other if isinstance(other, Number) else NotImplemented

    def __radd__(self, other):
        return self

    def __iadd__(self, other):
        return self

    def __sub__(self, other):
        return self

    def __isub__(self, other):
        return Number("new")

    def __neg__(self):
        return self

    def __mul__(self, other):
        return NotImplemented

    def __rmul__(self, other):
        return other

    def __lt__(self, other):
        return self

    def __gt__(self, other):
        return NotImplemented

    def __contains__(self, item):
        return True


class Right(Number):
    def __rmul__(self, other):
        return other


def text_plus_text():
    x, y = text(1), text(2)
    x = x + y
    y = x + y
    return x, y


def text_plus_itself():
    x = text(3)
    x = x + x
    x += x
    return x


def text_grows():
    x = text(4)
    for i in range(5):
        x += "a"
        y = x
        x += y
    return len(x), x[-1], len(y)


def list_and_tuple():
    x, y = [Tracked("a")], (Tracked("b"),)
    x = x + x
    x += x
    x *= 2
    y = y + y
    y += y
    return len(x), len(y), x[-1], y[-1]


def modulo():
    x = text(5)
    x = "%s and more" % x
    return x


def big_ints():
    x = 10**30
    x = x + x
    x = x * x
    x -= x
    y = 2**70
    y = y >> 3
    y = y % y
    return x, y


def returns_other():
    x, y = Number("left"), Number("right")
    y = x + y
    x = x + y
    return x, y


def returns_self():
    x = Number("self")
    x = x - x
    x = -x
    x += 1
    return x


def replaced_in_place():
    x = Number("old")
    x -= 1
    return x


def declined():
    x, y = Number("left"), Right("right")
    y = x * y
    x = 3 + x
    return x, y


def compared():
    x, y = Number("left"), Number("right")
    x = x < y
    y = y < y
    return x, y


def compared_the_other_way():
    x, y = Number("left"), Number("right")
    x = y > x
    return x, y


def same_or_not():
    x, y = Tracked("a"), Tracked("a")
    z = x == y
    y = y is x
    x = not x
    return x, y, z


def member():
    x, y = Number("container"), Tracked("item")
    z = [y]
    y = y in x
    x = x in z
    return x, y


def sets():
    x = {text(6)}
    x = x | x
    x &= x
    y = {1: Tracked("value")}
    y |= y
    y = y | {2: 3}
    return x, y


run(text_plus_text, text_plus_itself, text_grows, list_and_tuple, modulo, big_ints, returns_other, returns_self, replaced_in_place, declined,
    compared, compared_the_other_way, same_or_not, member, sets)

# expect: text_plus_text ('text 1 of its owntext 2 of its own', 'text 1 of its owntext 2 of its owntext 2 of its own')
# expect: text_plus_itself 'text 3 of its owntext 3 of its owntext 3 of its owntext 3 of its own'
# expect: text_grows (606, 'a', 303)
# expect: list_and_tuple (8, 4, <a>, <b>)
# expect: modulo 'text 5 of its own and more'
# expect: big_ints (0, 0)
# expect: returns_other (<right>, <right>)
# expect: returns_self <self>
# expect: replaced_in_place <new>
# expect: declined (<left>, <left>)
# expect: compared (<left>, <right>)
# expect: compared_the_other_way (<left>, <right>)
# expect: same_or_not (False, False, True)
# expect: member (False, True)
# expect: sets ({'text 6 of its own'}, {1: <value>, 2: 3})
# expect: the same in threads True
# expect: left 0
