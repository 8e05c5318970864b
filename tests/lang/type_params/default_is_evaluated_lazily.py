# min-version: 3.13
calls = []
def note(x):
    calls.append(x)
    return x
class C[T = note(int), **P = note([int])]: pass
class D[*Ts = note((str, int))]: pass
print(calls)
for p in C.__type_params__ + D.__type_params__:
    print(p, p.has_default(), p.__default__)
print(len(calls))

# expect: []
# expect: T True <class 'int'>
# expect: P True [<class 'int'>]
# expect: Ts True (<class 'str'>, <class 'int'>)
# expect: 3
