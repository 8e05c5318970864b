# min-version: 3.15
import sys
sys.modules.pop("colorsys", None)
lazy from colorsys import rgb_to_hsv, hsv_to_rgb as back
print("colorsys" in sys.modules)
print(back(0, 0, 1), "colorsys" in sys.modules)

# expect: False
# expect: (1, 1, 1) True
