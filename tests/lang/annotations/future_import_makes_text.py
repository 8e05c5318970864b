# min-version: 3.14
from __future__ import annotations
def f(a: int | undefined, b: "quoted", c: [x for x in y]) -> f"{z}": pass
class C:
    x: list[int, ...]
print(f.__annotations__)
print(C.__annotations__)

# expect: {'a': 'int | undefined', 'b': "'quoted'", 'c': '[x for x in y]', 'return': "f'{z}'"}
# expect: {'x': 'list[int, ...]'}
