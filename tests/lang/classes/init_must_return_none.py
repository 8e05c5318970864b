class Bad:
    def __init__(self):
        return 5


try:
    Bad()
except TypeError as error:
    print(error)
try:
    object(1)
except TypeError as error:
    print(error)
try:
    object.__new__(int)
except TypeError as error:
    print(error)

# expect: __init__() should return None, not 'int'
# expect: object() takes no arguments
# expect: object.__new__(int) is not safe, use int.__new__()
