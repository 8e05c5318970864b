# min-version: 3.12
async def a[T](x: T): return T
def g[T](): yield T
c = a(1)
try:
    c.send(None)
except StopIteration as e:
    print(e.value is a.__type_params__[0])
print(next(g()) is g.__type_params__[0])

# expect: True
# expect: True
