# Functions whose code comes from an image look the same before their first call and after it.
import inspect
import marshal
import types

SOURCE = '''
"""module text"""
LIMIT = 10 ** 30

def plain(a, b=2, *rest, key=3, **more):
    """says what it got"""
    total = a + b + key
    return total, rest, more

def silent(x): return [x, (1.5, "é", "\\U0001f600", b"raw", 10 ** 30, frozenset({1}), ..., None, 2j)]

def outer(n):
    def inner(m):
        """nested"""
        nonlocal n
        n += m
        return n
    return inner

def steps(n):
    for i in range(n):
        try:
            yield i
        finally:
            pass

class C:
    """a class"""
    @property
    def value(self):
        """a property"""
        return 42
    @staticmethod
    def helper(*, flag=True): return flag

def fails():
    return 1 / 0
'''

space = {"__name__": "image"}
code = marshal.loads(marshal.dumps(compile(SOURCE, "image.py", "exec")))
exec(code, space)

print(space["__doc__"], space["LIMIT"])
plain, silent, outer, steps, C = (space[n] for n in ("plain", "silent", "outer", "steps", "C"))
print(inspect.signature(plain))
print(plain.__doc__, silent.__doc__, C.__doc__, C.value.__doc__)
print(plain.__code__.co_varnames, plain.__code__.co_firstlineno)
print(plain(1), plain(1, 2, 4, key=0, z=1))
print(silent(7))
add = outer(5)
print(add.__doc__, add(1), add(2), add.__qualname__)
print(list(steps(3)), C().value, C.helper(flag=False))

nested = [c for c in code.co_consts if isinstance(c, types.CodeType)]
print([c.co_name for c in nested])
again = marshal.loads(marshal.dumps(code))
print(again == code, hash(again) == hash(code))
renamed = again.replace(co_filename="elsewhere.py")
print(renamed.co_filename, renamed.co_consts[-2] == code.co_consts[-2])

try:
    space["fails"]()
except ZeroDivisionError as e:
    tb = e.__traceback__.tb_next
    print(tb.tb_lineno, tb.tb_frame.f_code.co_filename)
try:
    silent()
except TypeError as e:
    print(e)

fresh = {}
exec(again, fresh)
plain.__code__ = fresh["silent"].__code__
print(plain(8)[0])

# expect: module text 1000000000000000000000000000000
# expect: (a, b=2, *rest, key=3, **more)
# expect: says what it got None a class a property
# expect: ('a', 'b', 'key', 'rest', 'more', 'total') 5
# expect: (6, (), {}) (3, (4,), {'z': 1})
# expect: [7, (1.5, 'é', '😀', b'raw', 1000000000000000000000000000000, frozenset({1}), Ellipsis, None, 2j)]
# expect: nested 6 8 outer.<locals>.inner
# expect: [0, 1, 2] 42 False
# expect: ['plain', 'silent', 'outer', 'steps', 'C', 'fails']
# expect: True True
# expect: elsewhere.py True
# expect: 37 image.py
# expect: silent() missing 1 required positional argument: 'x'
# expect: 8
