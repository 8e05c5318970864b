# min-version: 3.14
try:
    list(map(lambda *a: a, [1, 2], [1, 2], [1], strict=True))
except ValueError as e:
    print(e)
try:
    list(map(lambda *a: a, [1], [1], [1, 2], strict=True))
except ValueError as e:
    print(e)
try:
    map(str, [], foo=1)
except TypeError as e:
    print(e)

# expect: map() argument 3 is shorter than arguments 1-2
# expect: map() argument 3 is longer than arguments 1-2
# expect: map() got an unexpected keyword argument 'foo'
