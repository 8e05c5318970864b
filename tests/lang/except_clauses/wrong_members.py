# min-version: 3.14
try:
    try:
        1 / 0
    except ValueError, 5:
        pass
except TypeError as e:
    print(e)

# expect: catching classes that do not inherit from BaseException is not allowed
