# More than the stack of registers has room for.
MANY = [None] * 12_000_000


def one(a): pass
def rest(*a, **k): return len(a), k
def some(a, *b, c=1): return len(b), c


class Made:
    def __init__(self, *a, q=1): self.n = len(a)


try:
    one(*MANY)
except TypeError as error:
    print(error)
print(rest(*MANY, q=1), some(*MANY, c=2), Made(*MANY, q=2).n)

# expect: one() takes 1 positional argument but 12000000 were given
# expect: (12000000, {'q': 1}) (11999999, 2) 12000000
