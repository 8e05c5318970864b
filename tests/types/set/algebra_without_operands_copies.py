s = frozenset({1, 2})
for method in ("union", "intersection", "difference"):
    result = getattr(s, method)()
    print(method, result == s, result is s, type(result).__name__)
print(s.copy() is s)

class Sub(set): pass
class WithNew(set):
    def __new__(cls, items, tag=None): return super().__new__(cls, items)
class WithInit(set):
    def __init__(self, items, tag=None): super().__init__(items)
print(WithInit([1], tag=2))
for make in (lambda: Sub(sequence=()), lambda: WithNew([1], tag=3)):
    try:
        make()
    except TypeError as error:
        print("TypeError")

# expect: union True False frozenset
# expect: intersection True False frozenset
# expect: difference True False frozenset
# expect: True
# expect: WithInit({1})
# expect: TypeError
# expect: TypeError
