# min-version: 3.15
# With the library of Python 3.15, sys.set_lazy_imports() and __lazy_modules__ make plain imports lazy, too.
import sys

NEW = sys.version_info >= (3, 15)
for name in ("bisect", "colorsys", "heapq"):
    sys.modules.pop(name, None)
__lazy_modules__ = ["bisect", "_package.one"]
import bisect
import heapq
from _package.one import value
print(("bisect" in sys.modules, "heapq" in sys.modules, "_package.one" in sys.modules) == (not NEW, True, not NEW))
print(value, bisect.bisect([1], 2), "bisect" in sys.modules, "_package.one" in sys.modules)
sys.set_lazy_imports("all")
import _package.two
import colorsys
try:
    import heapq
except ImportError:
    pass
def function():
    import colorsys
    return type(colorsys).__name__
print("_package.two" in sys.modules or NEW, ("colorsys" in sys.modules) != NEW, function())
print(_package.two.value, _package.name, colorsys.rgb_to_hsv(1, 1, 1))
sys.set_lazy_imports("normal")
for kind in (exec, lambda code: exec(code, {}, {})):
    try:
        kind("lazy import heapq")
        print("bound")
    except SyntaxError as e:
        print("only allowed at module level" in str(e))

# expect: True
# expect: one 1 True True
# expect: True True module
# expect: two package (0.0, 0.0, 1)
# expect: bound
# expect: True
