import _pkg

print(_pkg.dynamic)
from _pkg import dynamic

print(dynamic)
try:
    _pkg.missing
except AttributeError as error:
    print(error)
try:
    from _pkg import missing
except ImportError as error:
    print(str(error).split(" (")[0])

# expect: made on demand
# expect: made on demand
# expect: module '_pkg' has no attribute 'missing'
# expect: cannot import name 'missing' from '_pkg'
