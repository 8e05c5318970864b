from collections import abc

print([isinstance(x, abc.Iterable) for x in ([], 5, "a", {}, iter([]))])
print(isinstance([], abc.Sequence), isinstance({}, abc.Mapping), isinstance(len, abc.Callable))
print(isinstance((x for x in []), abc.Generator), isinstance(set(), abc.MutableSet))
print(issubclass(dict, abc.MutableMapping), isinstance(5, abc.Hashable))
print(isinstance([], abc.Hashable))


class Lazy(abc.Sequence):
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * i


s = Lazy()
print(list(s), 4 in s, s.index(4), s.count(1), list(reversed(s)))


class M(abc.MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


m = M()
m.update(a=1, b=2)
print(m.pop("a"), m.setdefault("c", 3), sorted(m.items()), m.get("zz"), "b" in m, m == {"b": 2, "c": 3})

# expect: [True, False, True, True, True]
# expect: True True True
# expect: True True
# expect: True True
# expect: False
# expect: [0, 1, 4] True 2 1 [4, 1, 0]
# expect: 1 3 [('b', 2), ('c', 3)] None True True
