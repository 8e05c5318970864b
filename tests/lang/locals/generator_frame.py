# min-version: 3.13
def g():
    x = 1
    yield
    yield x
it = g()
next(it)
it.gi_frame.f_locals["x"] = 42
print(next(it))
print(it.gi_frame.f_locals)

# expect: 42
# expect: {'x': 42}
