# min-version: 3.14
calls = []
def note(x):
    calls.append(x)
    return x
def f(a: note(1)): pass
print(len(calls), f.__annotations__, calls, f.__annotations__ is f.__annotations__, calls)
f.__annotate__(1)
print(calls)

# expect: 0 {'a': 1} [1] True [1]
# expect: [1, 1]
