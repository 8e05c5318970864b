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
        print(source, type(error).__name__)
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
# expect: real() TypeError
# expect: real(body) TypeError
# expect: real(5, 'C') TypeError
# expect: real(body, 5) TypeError
# expect: real(body, 'C', 5) TypeError
# expect: real(body, 'C', metaclass=5) TypeError
# expect: real(body, 'C', int, str) TypeError
# expect: __build_class__ not found
