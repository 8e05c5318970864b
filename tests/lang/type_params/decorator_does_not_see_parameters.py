# min-version: 3.12
def deco(x):
    return lambda f: f
try:
    @deco(T)
    def f[T](): pass
except NameError as e:
    print(e)
T = "outer"
@deco(T)
def g[T](x: T = T): return x
print(g())

# expect: name 'T' is not defined
# expect: outer
