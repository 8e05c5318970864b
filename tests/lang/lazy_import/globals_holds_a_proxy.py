# min-version: 3.15
import sys
sys.modules.pop("colorsys", None)
lazy import colorsys
print(type(globals()["colorsys"]).__name__ == "module", "colorsys" in sys.modules)
colorsys
print(type(globals()["colorsys"]).__name__, "colorsys" in sys.modules)

# expect: False False
# expect: module True
