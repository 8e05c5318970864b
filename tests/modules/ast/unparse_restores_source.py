import ast

SOURCES = [
    "a = b = c + 1",
    "def f(a, /, b: int=1, *c, d=2, **e) -> None:\n    return (yield)",
    "async def g():\n    async with a as b, c:\n        await d\n    async for x in y:\n        pass",
    "class C(A, metaclass=M):\n    x: int = 1\n    del y, z",
    "try:\n    pass\nexcept (A, B) as e:\n    raise X from e\nelse:\n    pass\nfinally:\n    pass",
    "match a:\n    case [1, *_] | {'k': v, **rest} if v:\n        pass\n    case C(x=0) as q:\n        pass",
    "lambda x, *y: (x, y)",
    "[x for x in y if x if not x] + [*a, *b]",
    "{**a, 'b': {c: d for c, d in e}}",
    "while (n := n - 1):\n    if n:\n        break\n    elif m:\n        continue\n    else:\n        assert n, 'm'",
    "from .a import b as c, d",
    "import x.y as z",
    "global p, q",
    "print(f'{a!r:>{w}}', *b, k=1, **d)",
    "x[1:2, ..., None] = -1 ** 2",
    "with open(f) as g:\n    pass",
]
for source in SOURCES:
    print(ast.unparse(ast.parse(source)))
    print(ast.unparse(ast.parse(source)) == source)

# expect: a = b = c + 1
# expect: True
# expect: def f(a, /, b: int=1, *c, d=2, **e) -> None:
# expect:     return (yield)
# expect: True
# expect: async def g():
# expect:     async with a as b, c:
# expect:         await d
# expect:     async for x in y:
# expect:         pass
# expect: True
# expect: class C(A, metaclass=M):
# expect:     x: int = 1
# expect:     del y, z
# expect: True
# expect: try:
# expect:     pass
# expect: except (A, B) as e:
# expect:     raise X from e
# expect: else:
# expect:     pass
# expect: finally:
# expect:     pass
# expect: True
# expect: match a:
# expect:     case [1, *_] | {'k': v, **rest} if v:
# expect:         pass
# expect:     case C(x=0) as q:
# expect:         pass
# expect: True
# expect: lambda x, *y: (x, y)
# expect: True
# expect: [x for x in y if x if not x] + [*a, *b]
# expect: True
# expect: {**a, 'b': {c: d for c, d in e}}
# expect: True
# expect: while (n := (n - 1)):
# expect:     if n:
# expect:         break
# expect:     elif m:
# expect:         continue
# expect:     else:
# expect:         assert n, 'm'
# expect: False
# expect: from .a import b as c, d
# expect: True
# expect: import x.y as z
# expect: True
# expect: global p, q
# expect: True
# expect: print(f'{a!r:>{w}}', *b, k=1, **d)
# expect: True
# expect: x[1:2, ..., None] = -1 ** 2
# expect: True
# expect: with open(f) as g:
# expect:     pass
# expect: True
