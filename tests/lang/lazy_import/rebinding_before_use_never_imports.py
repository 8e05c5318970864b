# min-version: 3.15
import sys
sys.modules.pop("colorsys", None)
lazy import colorsys
colorsys = 1
print(colorsys, "colorsys" in sys.modules)
lazy import colorsys as c
del c
print("colorsys" in sys.modules)

# expect: 1 False
# expect: False
