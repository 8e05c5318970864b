# What leaves a frame stays alive when the function, its code and so the constants are gone: every way out, every kind of constant.
import gc

CONSTANTS = {
    "text": "'a text that is long enough to be an object of its own'",
    "bytes": "b'some bytes that are long enough to be an object of their own'",
    "int": "12345678901234567890123456789012345678901234567890",
    "float": "1e300",
    "complex": "3.5j",
    "tuple": "('a', 1e300, ('b', 12345678901234567890123))",
}

# A name for the way, the code with the constant, and the expression whose value is kept.
WAYS = [
    ("return", "def f(): return {}", "n['f']()"),
    ("local", "def f():\n    x = {}\n    y = x\n    return y", "n['f']()"),
    ("argument", "def g(x): return x\ndef f(): return g({})", "n['f']()"),
    ("default", "def f(x={}): return x", "n['f']()"),
    ("keyword default", "def f(*, x={}): return x", "n['f']()"),
    ("yield", "def f(): yield {}", "next(n['f']())"),
    ("yield in a loop", "def f(): yield {}", "[x for x in n['f']()][0]"),
    ("value of a generator", "def g():\n    return {}\n    yield\ndef f():\n    yield (yield from g())", "next(n['f']())"),
    ("try", "def f():\n    try: return {}\n    finally: gc.collect()", "n['f']()"),
    ("with", "class M:\n    def __enter__(self): return self\n    def __exit__(self, *a): return None\n"
             "def f():\n    with M(): return {}", "n['f']()"),
    ("manager", "class M:\n    def __enter__(self): return {}\n    def __exit__(self, *a): return None\n"
                "def f():\n    with M() as x: return x", "n['f']()"),
    ("operator", "class C:\n    def __add__(self, other): return {}", "n['C']() + 1"),
    ("reflected operator", "class C:\n    def __radd__(self, other): return {}", "1 + n['C']()"),
    ("item", "class C:\n    def __getitem__(self, key): return {}", "n['C']()[0]"),
    ("property", "class C:\n    @property\n    def p(self): return {}", "n['C']().p"),
    ("getattr", "class C:\n    def __getattr__(self, name): return {}", "n['C']().p"),
    ("method", "class C:\n    def m(self): return {}", "n['C']().m()"),
    ("class method", "class C:\n    @classmethod\n    def m(cls): return {}", "n['C'].m()"),
    ("call", "class C:\n    def __call__(self): return {}", "n['C']()()"),
    ("new", "class C:\n    def __new__(cls): return {}", "n['C']()"),
    ("iterator", "class C:\n    def __iter__(self): return self\n    def __next__(self): return {}", "next(n['C']())"),
    ("star", "def f(*a): return a[0]\ndef g(): return f({})", "n['g']()"),
    ("conditional", "def f(x=0): return x or {}", "n['f']()"),
    ("lambda", "f = lambda: {}", "n['f']()"),
    ("called by C", "def f(x): return {}", "list(map(n['f'], [1]))[0]"),
    ("exception", "def f():\n    try: raise KeyError({})\n    except KeyError as e: return e.args[0]", "n['f']()"),
    ("new code", "def h(): return None\ndef f():\n    x = {}\n    f.__code__ = h.__code__\n    gc.collect()\n    return x", "n['f']()"),
]

TAKE = """
def take(n):
    for _ in 1, 2, 3:
        value = EXPRESSION
    before = repr(value)
    n.clear()
    gc.collect()
    fill()
    return repr(value) == before and value
"""

def fill():
    return [(i, str(i) * 20, i ** 30, bytes(60), float(i) * 1e300, complex(i)) for i in range(300)]

for way, source, expression in WAYS:
    namespace = {"gc": gc, "fill": fill}
    if way == "new code":
        expression = f"value if _ > 1 else {expression}"
    exec(TAKE.replace("EXPRESSION", expression), namespace)
    wrong = []
    for kind, constant in CONSTANTS.items():
        code = {"gc": gc}
        exec(source.replace("{}", constant), code)
        if namespace["take"](code) != eval(constant):
            wrong.append(kind)
    print(way, wrong)

# expect: return []
# expect: local []
# expect: argument []
# expect: default []
# expect: keyword default []
# expect: yield []
# expect: yield in a loop []
# expect: value of a generator []
# expect: try []
# expect: with []
# expect: manager []
# expect: operator []
# expect: reflected operator []
# expect: item []
# expect: property []
# expect: getattr []
# expect: method []
# expect: class method []
# expect: call []
# expect: new []
# expect: iterator []
# expect: star []
# expect: conditional []
# expect: lambda []
# expect: called by C []
# expect: exception []
# expect: new code []
