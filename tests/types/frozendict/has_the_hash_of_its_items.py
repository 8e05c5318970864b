from _model import frozendict

d = frozendict(x=1, y=(2, 3))
print(hash(d) == hash(frozendict(y=(2, 3), x=1)), hash(d) == hash(frozenset(d.items())), hash(d) == hash(d))
print({d: "value"}[frozendict(y=(2, 3), x=1)], len({d, frozendict(d), frozendict(x=2)}), hash(frozendict()) == hash(frozenset()))
try:
    hash(frozendict(x=[1]))
except TypeError as e:
    print(e)

class Strange:
    def __hash__(self):
        raise ValueError("no hash")

try:
    hash(frozendict(x=Strange()))
except ValueError as e:
    print(e)

deep = frozendict()
for i in range(300_000):
    deep = frozendict({i: deep})
try:
    hash(deep)
except RecursionError as e:
    print("RecursionError")

# expect: True True True
# expect: value 2 True
# expect: unhashable type: 'list'
# expect: no hash
# expect: RecursionError
