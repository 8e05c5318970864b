# min-version: 3.13
import copy
class P:
    def __init__(self, x, y): self.x, self.y = x, y
    def __replace__(self, **k): return P(**{**self.__dict__, **k})
p = copy.replace(P(1, 2), y=5) if hasattr(copy, "replace") else P(1, 2).__replace__(y=5)
print(p.x, p.y)
import types
n = types.SimpleNamespace(a=1, b=2)
print(n.__replace__(b=3))

# expect: 1 5
# expect: namespace(a=1, b=3)
