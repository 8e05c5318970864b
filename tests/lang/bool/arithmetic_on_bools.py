print(True + True, True * 5, -True, ~False, True << 3, True / 2)
print(True & False, True | False, True ^ True, type(True & True), type(True & 1))
print(sum([True, False, True]), max(True, 0.5), repr(True), str(False))

# expect: 2 5 -1 -1 8 0.5
# expect: False True False <class 'bool'> <class 'int'>
# expect: 2 True True False
