# min-version: 3.15
import sys
import _lazy_names

print("colorsys" in sys.modules, type(vars(_lazy_names)["colorsys"]).__name__ == "module")
print(type(_lazy_names.ONE_THIRD).__name__, "colorsys" in sys.modules)
print(_lazy_names.rgb_to_hsv(1, 1, 1))
from _lazy_names import rgb_to_hsv
print(rgb_to_hsv(0, 0, 0))
print(type(vars(_lazy_names)["colorsys"]).__name__ == "module", type(getattr(_lazy_names, "colorsys")).__name__)
print(type(vars(_lazy_names)["colorsys"]).__name__)
for _ in range(2):
    try:
        _lazy_names.no_such_module_anywhere
    except ImportError as e:
        print(e)

# expect: False False
# expect: float True
# expect: (0.0, 0.0, 1)
# expect: (0.0, 0.0, 0)
# expect: False module
# expect: module
# expect: No module named 'no_such_module_anywhere'
# expect: No module named 'no_such_module_anywhere'
