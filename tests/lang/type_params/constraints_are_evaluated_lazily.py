# min-version: 3.12
calls = []
def note(x):
    calls.append(x)
    return x
class C[T: (note(int), note(str))]: pass
print(calls)
print(C.__type_params__[0].__constraints__, calls)
print(C.__type_params__[0].__bound__)

# expect: []
# expect: (<class 'int'>, <class 'str'>) [<class 'int'>, <class 'str'>]
# expect: None
