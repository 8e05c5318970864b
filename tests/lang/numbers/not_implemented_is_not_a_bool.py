# min-version: 3.14
try:
    bool(NotImplemented)
except TypeError as e:
    print(e)

# expect: NotImplemented should not be used in a boolean context
