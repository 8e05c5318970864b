# min-version: 3.14
def format(x): return "shadowed"
def f(a: format): pass
print(f.__annotations__["a"] is format)
class C:
    def m(self, x: __class__): pass
print(C.m.__annotations__["x"] is C)

# expect: True
# expect: True
