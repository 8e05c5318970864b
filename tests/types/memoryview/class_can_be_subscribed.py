# min-version: 3.14
print(memoryview[int], memoryview[int].__origin__ is memoryview, memoryview[int, str].__args__, memoryview[int](b"a")[0])

# expect: memoryview[int] True (<class 'int'>, <class 'str'>) 97
