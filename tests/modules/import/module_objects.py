import types
import sys

m = types.ModuleType("made", "its doc")
m.x = 5
print(m, m.__doc__, m.x, sorted(k for k in vars(m)))
sys.modules["made"] = m
import made

print(made.x, made is m)
del m.x
try:
    m.x
except AttributeError as error:
    print(error)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as error:
    print(error)

# expect: <module 'made'> its doc 5 ['__doc__', '__loader__', '__name__', '__package__', '__spec__', 'x']
# expect: 5 True
# expect: module 'made' has no attribute 'x'
# expect: import of blocked halted; None in sys.modules
