import builtins


class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **options):
        print("prepare", name, bases, options)
        return {"prepared": True}

    def __new__(mcls, name, bases, namespace, **options):
        return super().__new__(mcls, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)


real = builtins.__build_class__


def body():
    x = 5
    return locals()


made = real(body, "Made")
print(made, made.__mro__)
C = real(body, "C", metaclass=Meta, option=1)
print(type(C), C.prepared)


def watched(function, name, *bases, **options):
    print("builds", name, bases, options)
    return real(function, name, *bases, **options)


builtins.__build_class__ = watched


class D(int, metaclass=type):
    pass


builtins.__build_class__ = real
for source in ("real()", "real(body)", "real(5, 'C')", "real(body, 5)", "real(body, 'C', 5)", "real(body, 'C', metaclass=5)", "real(body, 'C', int, str)"):
    try:
        print(source, eval(source))
    except TypeError as error:
        print(source, error)
del builtins.__build_class__
try:
    class E:
        pass
except NameError as error:
    print(error)
builtins.__build_class__ = real

# expect: <class '__main__.Made'> (<class '__main__.Made'>, <class 'object'>)
# expect: prepare C () {'option': 1}
# expect: <class '__main__.Meta'> True
# expect: builds D (<class 'int'>,) {'metaclass': <class 'type'>}
# expect: real() __build_class__: not enough arguments
# expect: real(body) __build_class__: not enough arguments
# expect: real(5, 'C') __build_class__: func must be a function
# expect: real(body, 5) __build_class__: name is not a string
# expect: real(body, 'C', 5) int expected at most 2 arguments, got 3
# expect: real(body, 'C', metaclass=5) 'int' object is not callable
# expect: real(body, 'C', int, str) multiple bases have instance lay-out conflict
# expect: __build_class__ not found
