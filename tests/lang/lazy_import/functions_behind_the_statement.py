# min-version: 3.15
import _imp
import builtins
import sys

def model(name, globals=None, locals=None, fromlist=(), level=0):
    if not isinstance(name, str):
        raise TypeError(name)
    if level < 0:
        raise ValueError(level)
    if globals is not None and not isinstance(globals, dict):
        raise TypeError(globals)
    if not all(isinstance(n, str) for n in fromlist):
        raise TypeError(fromlist)
    return __import__(name, globals, locals, fromlist, level)

lazily = getattr(builtins, "__lazy_import__", model)
NEW = lazily is not model
sys.modules.pop("colorsys", None)
holder = [lazily("colorsys")]
print("colorsys" in sys.modules or NEW, ("colorsys" not in sys.modules) == NEW, repr(holder[0]) == "<lazy_import 'colorsys'>" or not NEW)
module = holder[0].resolve() if NEW else holder[0]
print(module.__name__, "colorsys" in sys.modules)
for wrong in (lambda: lazily(b"sys"), lambda: lazily("sys", level=-1), lambda: lazily("sys", 1), lambda: lazily("sys", fromlist=(1,))):
    try:
        wrong()
    except (TypeError, ValueError) as e:
        print(type(e).__name__)
print(_imp._set_lazy_attributes(sys, "sys"))
try:
    holder[0].rgb_to_hsv if NEW else None
    print("read" if not NEW else "not refused")
except AttributeError as e:
    print("read" if str(e) == "cannot access attribute 'rgb_to_hsv' on unresolved lazy import 'colorsys'" else e)

# expect: True True True
# expect: colorsys True
# expect: TypeError
# expect: ValueError
# expect: TypeError
# expect: TypeError
# expect: None
# expect: read
