# min-version: 3.15
# A bound method is pickled by the name under which its object has it: __reduce__ mangles private names.
class Base:
    def __plain(self):
        return "plain"

    @classmethod
    def __of_class(cls):
        return cls.__name__

    def methods(self):
        return self.__plain, self.__of_class

    def __dunder__(self):
        return "dunder"


class _Sub(Base):
    def __own(self):
        return "own"

    def all(self):
        return *self.methods(), self.__own, self.__dunder__


sub = _Sub()
for method in sub.all():
    function, arguments = method.__reduce__()
    print(arguments[1], function(*arguments)())


class Stray:
    pass


stray = Stray()
stray.method = Base._Base__plain.__get__(stray)
print(stray.method.__reduce__()[1][1])

# expect: _Base__plain plain
# expect: _Base__of_class _Sub
# expect: _Sub__own own
# expect: __dunder__ dunder
# expect: __plain
