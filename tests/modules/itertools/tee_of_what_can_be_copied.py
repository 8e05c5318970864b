# tee() of an iterator that has __copy__, such as another tee: all results are copies, and the caller's goes on by itself.
# min-version: 3.14
from itertools import tee
a, b = tee("abc")
c, d = tee(a)
e, f = tee(c)
print(len({a, b, c, d, e, f}), next(a), list(c), list(d), list(e), list(a), list(b), list(f))
class Copied:
    def __iter__(self):
        return self
    def __next__(self):
        raise StopIteration
    def __copy__(self):
        return Copied()
own = Copied()
print([x is own for x in tee(own, 3)], tee(own, 0), tee(a, 0), [x is a for x in tee(a, 2)], [list(x) for x in tee("ab", 3)])

# expect: 6 a ['a', 'b', 'c'] ['a', 'b', 'c'] ['a', 'b', 'c'] ['b', 'c'] ['a', 'b', 'c'] ['a', 'b', 'c']
# expect: [False, False, False] () () [False, False] [['a', 'b'], ['a', 'b'], ['a', 'b']]
