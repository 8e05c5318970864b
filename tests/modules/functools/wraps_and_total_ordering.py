from functools import wraps, total_ordering, cmp_to_key, cached_property


def deco(f):
    @wraps(f)
    def wrapper(*args):
        return f(*args)
    return wrapper


@deco
def original(x):
    "original doc"
    return x


print(original.__name__, original.__doc__, original.__wrapped__(3))


@total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n

    def __lt__(self, o):
        return self.n < o.n

    @cached_property
    def expensive(self):
        print("computing")
        return self.n * 2


a = V(1)
print(a <= V(1), a > V(0), a >= V(2), a.expensive, a.expensive, sorted([3, 1, 2], key=cmp_to_key(lambda x, y: y - x)))

# expect: original original doc 3
# expect: computing
# expect: True True False 2 2 [3, 2, 1]
