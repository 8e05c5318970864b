class A:
    __secret = 1

    def __init__(self):
        self.__value = 2
        self.__dunder__ = 3

    def get(self):
        return self.__value, self.__secret


a = A()
print(sorted(vars(a)), a._A__secret, a.get())
try:
    a.__value
except AttributeError as error:
    print(error)

# expect: ['_A__value', '__dunder__'] 1 (2, 1)
# expect: 'A' object has no attribute '__value'
