# Names that are missing come from the mapping's own methods, whatever code looks them up.
import types
class Missing(dict):
    def __missing__(self, key):
        return f"<{key}>"
class Upper(dict):
    def __getitem__(self, key):
        if key.startswith("no"):
            raise KeyError(key)
        return super().__getitem__(key)
def f():
    return known, unknown, len
g = types.FunctionType(f.__code__, Missing(known=1))
for _ in range(3):
    print(g())
h = types.FunctionType((lambda: nothing).__code__, Upper(nothing=2))
try:
    h()
except NameError as e:
    print(e)
exec("print(a, b)", Missing(a=3, print=print))

# expect: (1, '<unknown>', '<len>')
# expect: (1, '<unknown>', '<len>')
# expect: (1, '<unknown>', '<len>')
# expect: name 'nothing' is not defined
# expect: 3 <b>
