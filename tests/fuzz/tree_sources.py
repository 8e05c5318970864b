"""Programs that hold every class of node, to be mutated. What they do ends soon and touches nothing outside, whatever becomes of their names and constants."""

EXEC = (
    "x = y = 1\n(a, *b), c.d, e[0] = (1, 2, 3), 4, 5\nx += 2; z: int = 3; (w): str; del x, (y, z)",
    "def f(p, q=1, /, r: int = 2, *args: str, s, t=3, **kw) -> int:\n    'doc'\n    global g\n    nonlocal_ = p\n    return p, q, r, args, s, t, kw\nprint(f(1, s=2))",
    "def outer():\n    n = 1\n    def inner():\n        nonlocal n\n        n = n + 1\n        return lambda k=n, *a, **b: (k, n, a, b)\n    return inner()()\nprint(outer())",
    "def gen(k):\n    v = yield\n    v = yield k\n    yield from (v, k)\n    return v\ng = gen(3)\nprint(next(g), g.send(4), list(g))",
    "async def co(a):\n    async with a as b, a:\n        await a\n    async for i in a:\n        yield i\n    else:\n        pass\n    [j async for j in a if j]\nprint(co(1))",
    "@staticmethod\n@print\nclass A(object, metaclass=type):\n    'doc'\n    x: int = 1\n    def m(self): return __class__, super().__init__, self.__p\n    y = [x for _ in (1, 2)]\nprint(A)",
    "class B[T: int = str, *Ts = *tuple[int], **P = [int]](list):\n    type Own[U] = dict[T, U]\n    def m[V: (int, str)](self, v: V) -> T: return v\nprint(B.Own.__value__ if B else 0)",
    "for i in (1, 2, 3):\n    if i == 2: continue\n    elif i > 5: break\n    else: pass\nelse:\n    print('else')\nn = 3\nwhile n:\n    n = n - 1\nelse: print(n)",
    "try:\n    raise ValueError('v') from KeyError('k')\nexcept (ValueError, TypeError) as e:\n    print(e, e.__cause__)\nexcept:\n    raise\nelse:\n    print('else')\nfinally:\n    print('finally')",
    "try:\n    raise ExceptionGroup('g', [ValueError(1), TypeError(2)])\nexcept* ValueError as eg:\n    print(eg)\nexcept* TypeError:\n    pass",
    "import sys, os.path as p\nfrom math import pi as q, tau\nfrom . import name\n",
    "from __future__ import annotations\nv: f'{1}' = 2\ndef f(a: x.y[1:2, ...] = 0) -> (lambda k, /, *b: k): pass\nprint(__annotations__, f.__annotations__)",
    "class M:\n    def __enter__(self): return 1, [2]\n    def __exit__(self, *a): return True\nwith M() as (a, [b]), M() as m.x: raise IndexError\nassert a, 'no'",
    "def match(v):\n    match v:\n        case 1 | -2.5 | 3+4j | 'a' 'b' | None | True: return 'literal'\n        case [a, 2, *rest, _] if a: return a, rest\n"
    "        case {'k': k, 5: _, **more}: return k, more\n        case int(real=r) | str(r): return r\n        case (list() | dict()) as both: return both\n        case sys.x: return 0\n        case _: pass\n"
    "for v in (1, [1, 2, 3, 4], {'k': 1, 5: 2}, 7, 's', [], object): print(match(v))",
    "print(f'{x!r:>{w}}{1:{2}.{3}}' f'{z=}' if 0 else 'none', t'{1}a{2!s:x}', b'bytes', ..., 1.5, 2j)",
    "print({**{1: 2}, 3: 4}, {1, *(2, 3)}, [*'ab'], (1, *[2]), {k: v for k, v in ((1, 2),) if k if v}, {i for i in 'a'}, sum(i for i in (1, 2)))",
    "print(not 1, ~2, +3, -4, 1 < 2 <= 3 != 4, 1 in (1,), 1 not in [2], x is None if 0 else 1 and 2 or 3, 7 % 4, 7 // 2, 7 / 2, 6 & 3, 6 | 1, 6 ^ 1, 8 >> 1)",
    "s = [1, 2, 3, 4]\ns[1:3] = [9]; s[::2]; s[0], s[-1] = s[-1], s[0]; del s[0], s[:1]\nprint(s, (n := 5), [m := i for i in s], s and s[0].real)",
    "print(print(*[1], *(2,), sep='', **{'end': ''}), dict(a=1, **{'b': 2}), (lambda *a, k=1, **b: (a, k, b))(1, k=2, c=3), 'a'.join(['b', 'c']))",
)
EVAL = ("a.b.c(1, *d, e=2, **f)[g:h, i] if j else (k, [l, {m: n}])", "lambda a, b=1, *c, d, **e: (yield a) or (await b)", "f'{a}{b!r}{c:{d}}'", "[x for x in (y for y in z) if x]")
SINGLE = ("x = 1; x", "if x:\n    y\nelse: z\n")
FUNC_TYPE = ("(int, *str, **dict) -> list",)
