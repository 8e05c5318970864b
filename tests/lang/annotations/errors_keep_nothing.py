# min-version: 3.14
def f(a: int, b: missing): pass
for i in range(2):
    try:
        f.__annotations__
    except NameError as e:
        print(e.name)
missing = str
print(f.__annotations__)

# expect: missing
# expect: missing
# expect: {'a': <class 'int'>, 'b': <class 'str'>}
