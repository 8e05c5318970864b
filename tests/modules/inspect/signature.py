import inspect


def f(a, b: int = 2, /, c="x", *args, d, e=None, **kw) -> str:
    pass


s = inspect.signature(f)
print(s, list(s.parameters), s.parameters["b"].annotation, s.parameters["d"].kind.name, s.return_annotation)
print(s.bind(1, 2, 3, 4, d=5, z=6).arguments)


class C:
    def __init__(self, x, *, y=1):
        pass

    def m(self, q):
        pass

    @classmethod
    def k(cls, w):
        pass


print(inspect.signature(C), inspect.signature(C.m), inspect.signature(C(1).m))
print(inspect.signature(C.k), inspect.signature(lambda x=1: x))
try:
    s.bind()
except TypeError as error:
    print(error)

# expect: (a, b: int = 2, /, c='x', *args, d, e=None, **kw) -> str ['a', 'b', 'c', 'args', 'd', 'e', 'kw'] <class 'int'> KEYWORD_ONLY <class 'str'>
# expect: {'a': 1, 'b': 2, 'c': 3, 'args': (4,), 'd': 5, 'kw': {'z': 6}}
# expect: (x, *, y=1) (self, q) (q)
# expect: (w) (x=1)
# expect: missing a required argument: 'a'
