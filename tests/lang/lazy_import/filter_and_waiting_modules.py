# min-version: 3.15
import sys

NEW = sys.version_info >= (3, 15)
calls = []

def allow(importer, name, names):
    calls.append((importer, name, names))
    return name != "bisect"

for name in ("bisect", "colorsys", "heapq"):
    sys.modules.pop(name, None)
print(sys.get_lazy_imports(), sys.get_lazy_imports_filter())
sys.set_lazy_imports_filter(allow)
lazy import bisect
lazy from colorsys import hsv_to_rgb, rgb_to_hsv
lazy import heapq as heap
sys.set_lazy_imports_filter(None)
print(calls)
print("bisect" in sys.modules, "colorsys" in sys.modules, "heapq" in sys.modules)
print(not NEW or {"colorsys.rgb_to_hsv", "colorsys.hsv_to_rgb", "heapq"} <= sys.lazy_modules)
hsv_to_rgb
print(not NEW or ("colorsys.hsv_to_rgb" in sys.lazy_modules, "colorsys.rgb_to_hsv" in sys.lazy_modules) == (False, True))
print(heap.heappop([1]), not NEW or "heapq" not in sys.lazy_modules, rgb_to_hsv(1, 1, 1))
for wrong in (lambda: sys.set_lazy_imports("none"), lambda: sys.set_lazy_imports(1), lambda: sys.set_lazy_imports_filter(1)):
    try:
        wrong()
    except (TypeError, ValueError) as e:
        print(type(e).__name__)

# expect: normal None
# expect: [('__main__', 'bisect', None), ('__main__', 'colorsys', ('hsv_to_rgb', 'rgb_to_hsv')), ('__main__', 'heapq', None)]
# expect: True False False
# expect: True
# expect: True
# expect: 1 True (0.0, 0.0, 1)
# expect: ValueError
# expect: TypeError
# expect: TypeError
