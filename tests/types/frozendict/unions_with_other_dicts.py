# `|` of a frozendict and each other kind of mapping, and a class whose namespace is a frozendict.
# min-version: 3.15
from collections import ChainMap, Counter, OrderedDict, UserDict, defaultdict
from types import MappingProxyType

frozen = frozendict(a=1, b=2)
for other in ({}, {"a": 9}, defaultdict(int, c=3), OrderedDict(c=3), Counter("ab"), ChainMap({}), UserDict(c=3), MappingProxyType({"c": 3}), frozendict(c=3), [("c", 3)], None):
    line = [type(other).__name__]
    for a, b in ((other, frozen), (frozen, other)):
        try:
            result = a | b
            line.append("%s %s" % (type(result).__name__, dict(result)))
        except TypeError as e:
            line.append(str(e))
    print(*line, sep="; ")
factory = defaultdict(list)
factory |= frozen
print(factory, (defaultdict(list) | frozen).default_factory, (frozen | defaultdict(list)) == frozen)

A = type("A", (), frozendict(x=4, y=2))
A.x = 5
print(A.x, A.y, A.__dict__["x"])
for wrong in (None, [("x", 1)], MappingProxyType({})):
    try:
        type("A", (), wrong)
    except TypeError as e:
        print(e)

# expect: dict; dict {'a': 1, 'b': 2}; frozendict {'a': 1, 'b': 2}
# expect: dict; dict {'a': 1, 'b': 2}; frozendict {'a': 9, 'b': 2}
# expect: defaultdict; defaultdict {'c': 3, 'a': 1, 'b': 2}; frozendict {'a': 1, 'b': 2, 'c': 3}
# expect: OrderedDict; OrderedDict {'c': 3, 'a': 1, 'b': 2}; frozendict {'a': 1, 'b': 2, 'c': 3}
# expect: Counter; dict {'a': 1, 'b': 2}; frozendict {'a': 1, 'b': 1}
# expect: ChainMap; ChainMap {'a': 1, 'b': 2}; ChainMap {'a': 1, 'b': 2}
# expect: UserDict; UserDict {'c': 3, 'a': 1, 'b': 2}; UserDict {'a': 1, 'b': 2, 'c': 3}
# expect: mappingproxy; dict {'c': 3, 'a': 1, 'b': 2}; frozendict {'a': 1, 'b': 2, 'c': 3}
# expect: frozendict; frozendict {'c': 3, 'a': 1, 'b': 2}; frozendict {'a': 1, 'b': 2, 'c': 3}
# expect: list; unsupported operand type(s) for |: 'list' and 'frozendict'; unsupported operand type(s) for |: 'frozendict' and 'list'
# expect: NoneType; unsupported operand type(s) for |: 'NoneType' and 'frozendict'; unsupported operand type(s) for |: 'frozendict' and 'NoneType'
# expect: defaultdict(<class 'list'>, {'a': 1, 'b': 2}) <class 'list'> True
# expect: 5 2 5
# expect: type.__new__() argument 3 must be dict or frozendict, not NoneType
# expect: type.__new__() argument 3 must be dict or frozendict, not list
# expect: type.__new__() argument 3 must be dict or frozendict, not mappingproxy
