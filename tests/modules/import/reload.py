import importlib
import _pkg.alpha

_pkg.alpha.count = 99
_pkg.alpha.extra = "kept"
print(importlib.reload(_pkg.alpha) is _pkg.alpha, _pkg.alpha.count, _pkg.alpha.extra)

# expect: True 0 kept
