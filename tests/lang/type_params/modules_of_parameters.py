# min-version: 3.13
from typing import TypeVar
def f[T, *Ts, **P](): pass
class C[U]: pass
X = TypeVar("X")
print([t.__module__ for t in f.__type_params__ + C.__type_params__], X.__module__)

# expect: ['typing', 'typing', 'typing', 'typing'] __main__
