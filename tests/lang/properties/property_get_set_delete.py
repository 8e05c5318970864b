class Temperature:
    def __init__(self):
        self._c = 0

    @property
    def f(self):
        "degrees"
        return self._c * 9 / 5 + 32

    @f.setter
    def f(self, value):
        self._c = (value - 32) * 5 / 9

    @f.deleter
    def f(self):
        print("deleted")
        self._c = None


t = Temperature()
t.f = 212
print(t._c, t.f, Temperature.f.__doc__)
del t.f
print(t._c)

# expect: 100.0 212.0 degrees
# expect: deleted
# expect: None
