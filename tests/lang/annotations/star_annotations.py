# min-version: 3.14
def f(*args: *tuple[int, str]): pass
print(f.__annotations__)

# expect: {'args': *tuple[int, str]}
