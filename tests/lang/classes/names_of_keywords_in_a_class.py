"""Private names are those of variables and attributes: the name of a keyword in a call stays as it is written."""


def names(*arguments, **keywords):
    return sorted(keywords)


class Base:
    def __init_subclass__(cls, **keywords):
        print(cls.__name__, sorted(keywords))


class C:
    __private = "private"

    def calls(self):
        more = {"more": 1}
        return [
            names(__a=1),
            names(1, __a=1, b=2),
            names(*[1], __a=1),
            names(__a=1, **more),
            names(**more, __a=self.__private),
            dict(__a=1),
            self.method(__a=1),
            self.method(*(), __a=2),
        ]

    def method(self, **keywords):
        return keywords

    def parameter(self, __p=1):
        return list(locals())

    class Inner(Base, __k=1):
        pass

    class Other(Base, **{"more": 1}, __k=1):
        pass


for line in C().calls():
    print(line)
print(C().parameter(), C().parameter(_C__p=2))
try:
    C().parameter(__p=2)
except TypeError as error:
    print(error)

# expect: Inner ['__k']
# expect: Other ['__k', 'more']
# expect: ['__a']
# expect: ['__a', 'b']
# expect: ['__a']
# expect: ['__a', 'more']
# expect: ['__a', 'more']
# expect: {'__a': 1}
# expect: {'__a': 1}
# expect: {'__a': 2}
# expect: ['self', '_C__p'] ['self', '_C__p']
# expect: C.parameter() got an unexpected keyword argument '__p'
