from _pkg import *

print(NAME, alpha.NAME, late.loaded, "loaded" in globals())
from _pkg.alpha import *

print(count, "_private" in globals())

# expect: alpha alpha True False
# expect: 0 False
