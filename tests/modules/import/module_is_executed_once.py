import sys
import _pkg.alpha

_pkg.alpha.count += 1
import _pkg.alpha as again
from _pkg import alpha

print(again.count, alpha is sys.modules["_pkg.alpha"], again is alpha)

# expect: 1 True True
