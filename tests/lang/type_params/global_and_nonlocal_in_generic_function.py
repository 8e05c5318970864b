# min-version: 3.12
x = 0
def f[T]():
    global x
    x = T
f()
print(x is f.__type_params__[0])
def g():
    y = 1
    def h[T]():
        nonlocal y
        y = T
    h()
    return y
print(g())

# expect: True
# expect: T
