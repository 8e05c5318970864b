import gc


class Small:
    pass


class Large:
    def __init__(self):
        self.a = self.b = self.c = self.d = self.e = 0


def change(start, end):
    for i in range(3000):
        x = start.__new__(start)
        x.name = "n"
        x.me = x
        x.__class__ = end
        assert type(x) is end and x.name == "n" and x.me is x
        x.later = i
    return x


for start, end in ((Small, Large), (Large, Small)):
    x = change(start, end)
    gc.collect()
    print(type(x).__name__, sorted(vars(x)), x.later)

# expect: Large ['later', 'me', 'name'] 2999
# expect: Small ['later', 'me', 'name'] 2999
