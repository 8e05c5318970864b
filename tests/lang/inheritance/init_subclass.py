class Base:
    registry = []

    def __init_subclass__(cls, /, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry.append((cls.__name__, tag))


class A(Base, tag="first"):
    pass


class B(A):
    pass


print(Base.registry)
try:
    class C(Base, unknown=1):
        pass
except TypeError as error:
    print(error)

# expect: [('A', 'first'), ('B', None)]
# expect: C.__init_subclass__() takes no keyword arguments
