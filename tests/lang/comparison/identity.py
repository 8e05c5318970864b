# Objects whose classes do not say what == means equal themselves only, and an == that is defined later counts from then on.


class Plain:
    pass


class Loose:
    def __eq__(self, other):
        return True


class Ordered:
    def __lt__(self, other):
        return True


a, b, loose = Plain(), Plain(), Loose()
items = [a, loose, b]
print(a == b, a != b, a == a, a != a, a in [b], a in [b, a], items.index(b), items.count(a))
print([a].index(loose) if [a].count(loose) else None, [loose].count(a), {a: 1}.get(b), (a, 1) == (b, 1), (a, 1) == (a, 1))
print([Ordered()] == [Ordered()], Ordered() == a, object() == object(), Plain == Plain, Plain in [Loose], Plain in [Loose, Plain])
items.remove(b)
print(len(items))


def same(x, y):
    return x in [y]


print(same(a, b))
Plain.__eq__ = lambda self, other: True
print(same(a, b), a == b, [a] == [b])
del Plain.__eq__
print(same(a, b), a == b, [a] == [b], same(a, a))

# expect: False True True False False True 1 2
# expect: 0 1 None False True
# expect: False False False True False True
# expect: 2
# expect: False
# expect: True True True
# expect: False False False True
