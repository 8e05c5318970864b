# min-version: 3.15
import sys
sys.modules.pop("colorsys", None)
lazy import colorsys
print("colorsys" in sys.modules)
colorsys.ONE_THIRD
print("colorsys" in sys.modules)

# expect: False
# expect: True
