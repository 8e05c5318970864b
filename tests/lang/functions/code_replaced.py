import types
def f(a, b=2, *args, k=3, **kw):
    c = a - b
    return c, args, k, kw
code = f.__code__
renamed = code.replace(co_varnames=("x", "y", "k", "args", "kw", "c"), co_name="g", co_qualname="Q.g", co_firstlineno=100, co_filename="made")
g = types.FunctionType(renamed, {}, "g", (5,))
g.__kwdefaults__ = {"k": 7}
print(g(y=1, x=4), g(9, 8, 7, z=6), renamed.co_varnames, renamed.co_name, renamed.co_filename, renamed.co_firstlineno)
try:
    g(a=1)
except TypeError as e:
    print("TypeError", "positional" in str(e))
print(code.replace() == code, renamed == code, hash(code.replace()) == hash(code))
def h():
    return "value", 5, b"bytes", None
constants = tuple({"value": "other", 5: 6.5, b"bytes": 7}.get(c, c) if c is not None else None for c in h.__code__.co_consts)
if ("value", 5, b"bytes", None) in constants:
    constants = tuple(("other", 6.5, 7, None) if c == ("value", 5, b"bytes", None) else c for c in constants)
print(types.FunctionType(h.__code__.replace(co_consts=constants), {})())
def outer():
    def inner(): return 1
    return inner()
def other(): return 2
swapped = tuple(other.__code__ if isinstance(c, types.CodeType) else c for c in outer.__code__.co_consts)
print(types.FunctionType(outer.__code__.replace(co_consts=swapped), {})())
for change in ({"co_varnames": ("a",)}, {"co_name": 5}, {"co_consts": 5}):
    try:
        code.replace(**change)
        print("replaced")
    except (TypeError, ValueError) as e:
        print(type(e).__name__)

# expect: (3, (), 7, {}) (1, (7,), 7, {'z': 6}) ('x', 'y', 'k', 'args', 'kw', 'c') g made 100
# expect: TypeError True
# expect: True False True
# expect: ('other', 6.5, 7, None)
# expect: 2
# expect: ValueError
# expect: TypeError
# expect: TypeError
