# min-version: 3.14
# Under `from __future__ import annotations` a function has __annotate__, which returns text; classes and modules have none.
from __future__ import annotations

import functools
import inspect


def f(a: int, *b: x.y, c: "q" = 1) -> None: pass


for n in 0, 1, 2, 3, 4, 7:
    try:
        print(n, f.__annotate__(n))
    except NotImplementedError as e:
        print(n, type(e).__name__)
print(f.__annotate__.__qualname__, f.__annotate__.__name__, f.__annotate__.__module__, inspect.signature(f))
print(inspect.get_annotations(f) == f.__annotations__)
f.__annotations__ = {"a": 1}
print(f.__annotate__)


def g(a: int): pass


g.__annotate__ = None
print(g.__annotations__)


class C:
    def method(self, a: __p, b: (lambda: undefined)): pass
    x: int


def generic[T](a: T) -> T:
    def inner(b: a): pass
    return inner


print(C.method.__annotate__(1), C.method.__annotate__.__qualname__, C.__annotations__, C.__annotate__)
print(generic.__annotations__, generic(1).__annotations__, (lambda a: a).__annotate__)


@functools.singledispatch
def kind(value):
    return "other"


@kind.register
def _(value: tuple):
    return "tuple"


print(kind(()), kind(1))

# expect: 0 {'a': 'int', 'b': 'x.y', 'c': "'q'", 'return': 'None'}
# expect: 1 {'a': 'int', 'b': 'x.y', 'c': "'q'", 'return': 'None'}
# expect: 2 {'a': 'int', 'b': 'x.y', 'c': "'q'", 'return': 'None'}
# expect: 3 NotImplementedError
# expect: 4 NotImplementedError
# expect: 7 NotImplementedError
# expect: f.__annotate__ __annotate__ __main__ (a: 'int', *b: 'x.y', c: "'q'" = 1) -> 'None'
# expect: True
# expect: None
# expect: {}
# expect: {'a': '__p', 'b': 'lambda: undefined'} C.method.__annotate__ {'x': 'int'} None
# expect: {'a': 'T', 'return': 'T'} {'b': 'a'} None
# expect: tuple other
