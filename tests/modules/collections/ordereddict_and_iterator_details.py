import pickle
from collections import OrderedDict, deque

print(list(OrderedDict.fromkeys("abc", value=1).items()), list(OrderedDict.fromkeys("ab")))
print(OrderedDict(a=1).__reduce__()[:4])
class Missing(OrderedDict):
    def __missing__(self, key): return 0
m = Missing(a=1)
print(m["b"], m.pop("a"), m.pop("a", 6))
try:
    m.pop("a")
except KeyError as error:
    print("KeyError", error)

iterator = iter(deque("abcd"))
next(iterator)
print(list(pickle.loads(pickle.dumps(iterator))))

# expect: [('a', 1), ('b', 1), ('c', 1)] ['a', 'b']
# expect: (<class 'collections.OrderedDict'>, (), None, None)
# expect: 0 1 6
# expect: KeyError 'a'
# expect: ['b', 'c', 'd']
