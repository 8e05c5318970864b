values = [1, 2, 0, 3]
pull = iter(values)
print(list(iter(lambda: next(pull), 0)), next(pull))
it = iter(int, 1)
print(next(it), next(it))
try:
    iter(5, 1)
except TypeError as error:
    print(type(error).__name__)

# expect: [1, 2] 3
# expect: 0 0
# expect: TypeError
