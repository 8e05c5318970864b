import array
import collections

class Right(dict):
    __radd__ = lambda self, other: 'radd'
    __rmul__ = lambda self, other: 'rmul'

class L(list): pass
class M(L): pass
class Add(list):
    def __add__(self, other): return 'add'
class Radd(list):
    def __radd__(self, other): return 'own radd'
class Declines(list):
    def __iadd__(self, other): return NotImplemented
class Own(list):
    def __iadd__(self, other): return 'own'
class D(collections.deque): pass
class B(bytearray): pass
class T(tuple): pass

def attempt(x, y):
    name = type(x).__name__
    try:
        x += y
        print(name, x)
    except TypeError:
        print(name, 'TypeError')

for make in list, L, M, Add, Radd, Declines, Own, D, collections.deque, B, bytearray, T, tuple:
    attempt(make(), Right())
x = L()
x *= Right()
print(x, L() + Right())

attempt(Add(), [1, 2])
L.__iadd__ = lambda self, other: 'set'
attempt(L(), Right())
attempt(M(), Right())
del L.__iadd__
attempt(L(), Right())
attempt(M(), Right())
M.__iadd__ = list.__iadd__
attempt(M(), Right())

# expect: list radd
# expect: L []
# expect: M []
# expect: Add []
# expect: Radd []
# expect: Declines radd
# expect: Own own
# expect: D D([])
# expect: deque radd
# expect: B TypeError
# expect: bytearray radd
# expect: T radd
# expect: tuple radd
# expect: rmul radd
# expect: Add [1, 2]
# expect: L set
# expect: M set
# expect: L []
# expect: M []
# expect: M []
