# min-version: 3.15
import sys
sys.modules.pop("colorsys", None)
lazy import colorsys
def f(): return colorsys.ONE_SIXTH > 0
print("colorsys" in sys.modules, f(), "colorsys" in sys.modules)

# expect: False True True
