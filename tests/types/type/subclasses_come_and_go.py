import gc


class Base: pass


def numbers(): return [int(c.__name__[1:]) for c in Base.__subclasses__()]


kept = {}
for count in 3, 33, 500:
    first = max(kept, default=-1) + 1
    kept.update((n, type("C%d" % n, (Base,), {})) for n in range(first, first + count))
    print(len(numbers()), numbers() == list(kept))
    for n in [n for n in kept if n % 3 != 1]: del kept[n]
    gc.collect()
    print(len(numbers()), numbers() == list(kept))

last = max(kept)
kept[last].__bases__ = type("Other", (), {}), Base
first = min(kept)
kept[first].__bases__ = type("Other", (), {}),
kept[first].__bases__ = Base,
print(numbers()[0], numbers()[-1] == first, len(numbers()) == len(kept))
kept.clear()
gc.collect()
print(Base.__subclasses__())

# expect: 3 True
# expect: 1 True
# expect: 34 True
# expect: 12 True
# expect: 512 True
# expect: 178 True
# expect: 4 True True
# expect: []
