class Data:
    def __get__(self, obj, owner):
        return ("get", obj is None, owner.__name__)

    def __set__(self, obj, value):
        print("set", value)

    def __delete__(self, obj):
        print("delete")


class NonData:
    def __get__(self, obj, owner):
        return "non-data"


class C:
    d = Data()
    n = NonData()


c = C()
c.d = 5
del c.d
c.__dict__["d"] = c.__dict__["n"] = "instance"
print(c.d, C.d, c.n, C.n)

# expect: set 5
# expect: delete
# expect: ('get', False, 'C') ('get', True, 'C') instance non-data
